SELECT
    (SELECT json_extract(body, '$.matter') FROM intake_version WHERE case_id = ?1 ORDER BY seq DESC LIMIT 1),
    (SELECT body FROM assignment WHERE case_id = ?1 ORDER BY seq DESC LIMIT 1)
