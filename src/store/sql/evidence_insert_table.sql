INSERT INTO {table} (id, case_id, seq, supersedes, reason, at_ms, by_user, body)
VALUES (
    ?1, ?2, (SELECT coalesce(max(seq), 0) + 1 FROM {table} WHERE case_id = ?2), ?3, ?4, ?5, ?6, ?7
)
