INSERT INTO audit (
    seq, at_ms, desk, session, actor, operation, case_id, noun, entity, detail, rows, previous, hash
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
