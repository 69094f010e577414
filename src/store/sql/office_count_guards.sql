SELECT count(*) FROM sqlite_schema
WHERE type = 'trigger' AND tbl_name = ?1 AND name IN (?1 || '_no_update', ?1 || '_no_delete') AND sql LIKE '%RAISE(ABORT%'
