-- 案卷库第 6 版：执行中的问题。发布后不再改动。
-- Problems in carrying out the opinions (SC-0, SH-4): a register of the same shape as every register.

CREATE TABLE problem (
    id         BLOB NOT NULL,
    version    INTEGER NOT NULL,
    parent     BLOB,
    unique_key TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB,
    body       TEXT NOT NULL,
    PRIMARY KEY (id, version)
) WITHOUT ROWID, STRICT;
CREATE INDEX problem_key ON problem (unique_key);
CREATE INDEX problem_parent ON problem (parent);
CREATE VIEW problem_latest AS
    SELECT * FROM problem AS t WHERE version = (SELECT max(version) FROM problem WHERE id = t.id);

CREATE TRIGGER problem_no_update BEFORE UPDATE ON problem BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER problem_no_delete BEFORE DELETE ON problem BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
