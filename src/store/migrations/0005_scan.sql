-- 案卷库第 5 版：扫描归卷。发布后不再改动。
-- Signed pages that came back, of a case and of the office; and those that belong nowhere yet.

CREATE TABLE sheet_scan (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES sheet_scan (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX sheet_scan_case ON sheet_scan (case_id, seq);

CREATE TABLE stray_scan (
    id         BLOB NOT NULL,
    version    INTEGER NOT NULL,
    parent     BLOB,
    unique_key TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB,
    body       TEXT NOT NULL,
    PRIMARY KEY (id, version)
) WITHOUT ROWID, STRICT;
CREATE INDEX stray_scan_key ON stray_scan (unique_key);
CREATE INDEX stray_scan_parent ON stray_scan (parent);
CREATE VIEW stray_scan_latest AS
    SELECT * FROM stray_scan AS t WHERE version = (SELECT max(version) FROM stray_scan WHERE id = t.id);

CREATE TABLE office_scan (
    id         BLOB NOT NULL,
    version    INTEGER NOT NULL,
    parent     BLOB,
    unique_key TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB,
    body       TEXT NOT NULL,
    PRIMARY KEY (id, version)
) WITHOUT ROWID, STRICT;
CREATE INDEX office_scan_key ON office_scan (unique_key);
CREATE INDEX office_scan_parent ON office_scan (parent);
CREATE VIEW office_scan_latest AS
    SELECT * FROM office_scan AS t WHERE version = (SELECT max(version) FROM office_scan WHERE id = t.id);

CREATE TRIGGER sheet_scan_no_update BEFORE UPDATE ON sheet_scan BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER sheet_scan_no_delete BEFORE DELETE ON sheet_scan BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER stray_scan_no_update BEFORE UPDATE ON stray_scan BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER stray_scan_no_delete BEFORE DELETE ON stray_scan BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER office_scan_no_update BEFORE UPDATE ON office_scan BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER office_scan_no_delete BEFORE DELETE ON office_scan BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
