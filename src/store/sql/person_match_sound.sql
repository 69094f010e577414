id IN (
    SELECT p.case_id FROM person_index AS p JOIN person_key AS k ON k.person_id = p.id
    WHERE k.kind IN (1, 2) AND k.key >= ?1 AND k.key < ?1 || '~'
    UNION
    SELECT case_id FROM person_index
    WHERE id IN (SELECT rowid FROM name_fts WHERE name_fts MATCH '"' || ?1 || '"')
)
