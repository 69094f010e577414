INSERT INTO draft (k, body, at_ms) VALUES (?1, ?2, ?3)
ON CONFLICT (k) DO UPDATE SET body = excluded.body, at_ms = excluded.at_ms
