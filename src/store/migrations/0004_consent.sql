-- 案卷库第 4 版：个人信息的同意与撤回、专家咨询、文书当日的依据。发布后不再改动。
-- Consent to personal data and its withdrawal, expert consultations, and the texts a printed sheet rested on.

CREATE TABLE privacy_consent (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES privacy_consent (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX privacy_consent_case ON privacy_consent (case_id, seq);

CREATE TABLE privacy_withdrawal (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES privacy_withdrawal (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX privacy_withdrawal_case ON privacy_withdrawal (case_id, seq);

CREATE TABLE expert_consultation (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES expert_consultation (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX expert_consultation_case ON expert_consultation (case_id, seq);

CREATE TABLE law_text (
    id         BLOB NOT NULL,
    version    INTEGER NOT NULL,
    parent     BLOB,
    unique_key TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB,
    body       TEXT NOT NULL,
    PRIMARY KEY (id, version)
) WITHOUT ROWID, STRICT;
CREATE INDEX law_text_key ON law_text (unique_key);
CREATE INDEX law_text_parent ON law_text (parent);
CREATE VIEW law_text_latest AS
    SELECT * FROM law_text AS t WHERE version = (SELECT max(version) FROM law_text WHERE id = t.id);

-- 只增各表的守卫 --------------------------------------------------------------------------------------------------

CREATE TRIGGER privacy_consent_no_update BEFORE UPDATE ON privacy_consent BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER privacy_consent_no_delete BEFORE DELETE ON privacy_consent BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER privacy_withdrawal_no_update BEFORE UPDATE ON privacy_withdrawal BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER privacy_withdrawal_no_delete BEFORE DELETE ON privacy_withdrawal BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER expert_consultation_no_update BEFORE UPDATE ON expert_consultation BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER expert_consultation_no_delete BEFORE DELETE ON expert_consultation BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER law_text_no_update BEFORE UPDATE ON law_text BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER law_text_no_delete BEFORE DELETE ON law_text BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
