INSERT INTO {table} (id, version, parent, unique_key, at_ms, by_user, body)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
