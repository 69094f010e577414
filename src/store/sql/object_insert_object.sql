INSERT INTO object (id, name, sha256, len, mime, epoch, at_ms, thumb)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
