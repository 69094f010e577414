INSERT INTO number (series, year, next) VALUES (?1, ?2, 2)
ON CONFLICT (series, year) DO UPDATE SET next = next + 1
