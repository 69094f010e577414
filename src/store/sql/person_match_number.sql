case_no LIKE '%' || ?1 || '%'
OR id IN (
    SELECT case_id FROM person_index WHERE id_no >= ?1 AND id_no < ?1 || '~' AND id_no <> ''
    UNION
    SELECT case_id FROM person_index WHERE phone >= ?1 AND phone < ?1 || '~' AND phone <> ''
)
