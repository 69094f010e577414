-- 案卷库第 3 版：不属于案件的文书的打印。发布后不再改动。
-- Sheets that belong to no case: a register of their prints, of the same shape as every register.

CREATE TABLE office_print (
    id         BLOB NOT NULL,
    version    INTEGER NOT NULL,
    parent     BLOB,
    unique_key TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB,
    body       TEXT NOT NULL,
    PRIMARY KEY (id, version)
) WITHOUT ROWID, STRICT;
CREATE INDEX office_print_key ON office_print (unique_key);
CREATE INDEX office_print_parent ON office_print (parent);
CREATE VIEW office_print_latest AS
    SELECT * FROM office_print AS t WHERE version = (SELECT max(version) FROM office_print WHERE id = t.id);

CREATE TRIGGER office_print_no_update BEFORE UPDATE ON office_print BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER office_print_no_delete BEFORE DELETE ON office_print BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
