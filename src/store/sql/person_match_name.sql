id IN (
    SELECT case_id FROM person_index
    WHERE id IN (SELECT rowid FROM name_fts WHERE name_fts MATCH ?1)
)
