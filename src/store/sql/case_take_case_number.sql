INSERT INTO case_number (year, next) VALUES (?1, 2)
ON CONFLICT (year) DO UPDATE SET next = next + 1
