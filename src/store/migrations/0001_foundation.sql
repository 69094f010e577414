-- 案卷库第 1 版：基础。发布后不再改动；以后的改动写成 0002 起的新文件。
-- Two kinds of tables: those that only grow (guarded by triggers), and the few that lists, search and
-- unfinished forms need, which are written beside an entry of the log or hold nothing that counts.

CREATE TABLE meta (
    k TEXT PRIMARY KEY,
    v ANY NOT NULL
) WITHOUT ROWID, STRICT;

-- 审计日志 ---------------------------------------------------------------------------------------------------

CREATE TABLE audit (
    seq       INTEGER PRIMARY KEY,
    at_ms     INTEGER NOT NULL,
    desk      BLOB NOT NULL,
    session   BLOB NOT NULL,
    actor     BLOB,
    operation TEXT NOT NULL,
    case_id   BLOB,
    noun      TEXT,
    entity    BLOB,
    detail    TEXT NOT NULL,
    rows      BLOB NOT NULL,
    previous  BLOB NOT NULL,
    hash      BLOB NOT NULL
) STRICT;
CREATE INDEX audit_case ON audit (case_id, seq);

-- Every row that was written with an entry, and the hash it had.
CREATE TABLE audit_row (
    seq    INTEGER NOT NULL,
    n      INTEGER NOT NULL,
    noun   TEXT NOT NULL,
    id     BLOB NOT NULL,
    sha256 BLOB NOT NULL,
    PRIMARY KEY (seq, n)
) WITHOUT ROWID, STRICT;
CREATE INDEX audit_row_of ON audit_row (noun, id, seq);

CREATE TABLE checkpoint (
    size      INTEGER PRIMARY KEY,
    at_ms     INTEGER NOT NULL,
    root      BLOB NOT NULL,
    frontier  BLOB NOT NULL,
    note      TEXT NOT NULL,
    signature BLOB NOT NULL
) STRICT;

-- 设置：每次保存都是新的一行，最后一行有效 ------------------------------------------------------------------------

CREATE TABLE setting (
    id    INTEGER PRIMARY KEY,
    k     TEXT NOT NULL,
    v     TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    by_user BLOB
) STRICT;
CREATE INDEX setting_k ON setting (k, id);
CREATE VIEW setting_latest AS
    SELECT k, v, at_ms, by_user FROM setting AS s WHERE id = (SELECT max(id) FROM setting WHERE k = s.k);

-- 登记簿：每次保存都是新的一版，最后一版有效 ----------------------------------------------------------------------

CREATE TABLE user (
    id         BLOB NOT NULL,
    version    INTEGER NOT NULL,
    parent     BLOB,
    unique_key TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB,
    body       TEXT NOT NULL,
    PRIMARY KEY (id, version)
) WITHOUT ROWID, STRICT;
CREATE INDEX user_key ON user (unique_key);
CREATE VIEW user_latest AS
    SELECT * FROM user AS t WHERE version = (SELECT max(version) FROM user WHERE id = t.id);

CREATE TABLE staff (
    id         BLOB NOT NULL,
    version    INTEGER NOT NULL,
    parent     BLOB,
    unique_key TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB,
    body       TEXT NOT NULL,
    PRIMARY KEY (id, version)
) WITHOUT ROWID, STRICT;
CREATE INDEX staff_key ON staff (unique_key);
CREATE VIEW staff_latest AS
    SELECT * FROM staff AS t WHERE version = (SELECT max(version) FROM staff WHERE id = t.id);

CREATE TABLE insurer (
    id         BLOB NOT NULL,
    version    INTEGER NOT NULL,
    parent     BLOB,
    unique_key TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB,
    body       TEXT NOT NULL,
    PRIMARY KEY (id, version)
) WITHOUT ROWID, STRICT;
CREATE INDEX insurer_key ON insurer (unique_key);
CREATE VIEW insurer_latest AS
    SELECT * FROM insurer AS t WHERE version = (SELECT max(version) FROM insurer WHERE id = t.id);

CREATE TABLE insurer_contact (
    id         BLOB NOT NULL,
    version    INTEGER NOT NULL,
    parent     BLOB,
    unique_key TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB,
    body       TEXT NOT NULL,
    PRIMARY KEY (id, version)
) WITHOUT ROWID, STRICT;
CREATE INDEX insurer_contact_key ON insurer_contact (unique_key);
CREATE VIEW insurer_contact_latest AS
    SELECT * FROM insurer_contact AS t WHERE version = (SELECT max(version) FROM insurer_contact WHERE id = t.id);

-- 案件：列表用的一行，随审计日志更新；真实情况以证据各表为准 --------------------------------------------------------

CREATE TABLE case_head (
    id                BLOB PRIMARY KEY,
    case_no           TEXT UNIQUE,
    year              INTEGER NOT NULL,
    seq               INTEGER,
    state             TEXT NOT NULL,
    mode              TEXT NOT NULL,
    received_on       TEXT NOT NULL,
    subject_name      TEXT NOT NULL,
    client_name       TEXT NOT NULL,
    insurers          TEXT NOT NULL,
    handler           BLOB,
    accepted_on       TEXT,
    effective_on      TEXT,
    term_workdays     INTEGER,
    deducted_workdays INTEGER NOT NULL,
    extended_workdays INTEGER NOT NULL,
    closed_on         TEXT,
    updated_at_ms     INTEGER NOT NULL
) STRICT;
CREATE INDEX case_head_received ON case_head (received_on, id);
CREATE INDEX case_head_state ON case_head (state, received_on, id);
CREATE UNIQUE INDEX case_head_number ON case_head (year, seq) WHERE seq IS NOT NULL;

-- 各种顺序号：案件编号、收件号……，逐年从 1 起
CREATE TABLE number (
    series TEXT NOT NULL,
    year   INTEGER NOT NULL,
    next   INTEGER NOT NULL,
    PRIMARY KEY (series, year)
) WITHOUT ROWID, STRICT;

-- 没填完的表，只在本机，不算数 --------------------------------------------------------------------------------

CREATE TABLE draft (
    k     TEXT PRIMARY KEY,
    body  TEXT NOT NULL,
    at_ms INTEGER NOT NULL
) WITHOUT ROWID, STRICT;

-- 找人：姓名逐字、拼音、证件号码、电话 --------------------------------------------------------------------------

CREATE TABLE person_index (
    id      INTEGER PRIMARY KEY,
    case_id BLOB NOT NULL,
    role    TEXT NOT NULL,
    name    TEXT NOT NULL,
    id_no   TEXT NOT NULL,
    phone   TEXT NOT NULL
) STRICT;
CREATE INDEX person_index_case ON person_index (case_id);
CREATE INDEX person_index_id_no ON person_index (id_no) WHERE id_no <> '';
CREATE INDEX person_index_phone ON person_index (phone) WHERE phone <> '';

CREATE TABLE person_key (
    kind      INTEGER NOT NULL,
    key       TEXT NOT NULL,
    person_id INTEGER NOT NULL,
    PRIMARY KEY (kind, key, person_id)
) WITHOUT ROWID, STRICT;
CREATE INDEX person_key_person ON person_key (person_id);

CREATE VIRTUAL TABLE name_fts USING fts5 (
    name, tokenize = "unicode61 remove_diacritics 0", content = '', contentless_delete = 1
);

-- 附件：文件本身在 objects/，这里是它的身份 -----------------------------------------------------------------------

CREATE TABLE object (
    id     BLOB PRIMARY KEY,
    name   TEXT NOT NULL UNIQUE,
    sha256 BLOB NOT NULL,
    len    INTEGER NOT NULL,
    mime   TEXT NOT NULL,
    epoch  INTEGER NOT NULL,
    at_ms  INTEGER NOT NULL,
    thumb  BLOB
) STRICT;

-- 证据：只增 ------------------------------------------------------------------------------------------------

CREATE TABLE intake_version (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES intake_version (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX intake_version_case ON intake_version (case_id, seq);

CREATE TABLE risk_notice (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES risk_notice (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX risk_notice_case ON risk_notice (case_id, seq);

CREATE TABLE joint_letter (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES joint_letter (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX joint_letter_case ON joint_letter (case_id, seq);

CREATE TABLE material (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES material (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX material_case ON material (case_id, seq);

CREATE TABLE material_confirmation (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES material_confirmation (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX material_confirmation_case ON material_confirmation (case_id, seq);

CREATE TABLE review (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES review (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX review_case ON review (case_id, seq);

CREATE TABLE conflict_declaration (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES conflict_declaration (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX conflict_declaration_case ON conflict_declaration (case_id, seq);

CREATE TABLE assignment (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES assignment (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX assignment_case ON assignment (case_id, seq);

CREATE TABLE decision (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES decision (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX decision_case ON decision (case_id, seq);

CREATE TABLE agreement (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES agreement (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX agreement_case ON agreement (case_id, seq);

CREATE TABLE schedule (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES schedule (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX schedule_case ON schedule (case_id, seq);

CREATE TABLE notice_attempt (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES notice_attempt (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX notice_attempt_case ON notice_attempt (case_id, seq);

CREATE TABLE attendance (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES attendance (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX attendance_case ON attendance (case_id, seq);

CREATE TABLE departure (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES departure (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX departure_case ON departure (case_id, seq);

CREATE TABLE absence (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES absence (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX absence_case ON absence (case_id, seq);

CREATE TABLE witness_rules (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES witness_rules (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX witness_rules_case ON witness_rules (case_id, seq);

CREATE TABLE recording_consent (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES recording_consent (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX recording_consent_case ON recording_consent (case_id, seq);

CREATE TABLE licence_shown (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES licence_shown (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX licence_shown_case ON licence_shown (case_id, seq);

CREATE TABLE recusal_inquiry (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES recusal_inquiry (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX recusal_inquiry_case ON recusal_inquiry (case_id, seq);

CREATE TABLE process_session (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES process_session (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX process_session_case ON process_session (case_id, seq);

CREATE TABLE process_entry (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES process_entry (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX process_entry_case ON process_entry (case_id, seq);

CREATE TABLE process_seal (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES process_seal (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX process_seal_case ON process_seal (case_id, seq);

CREATE TABLE media (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES media (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX media_case ON media (case_id, seq);

CREATE TABLE signature (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES signature (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX signature_case ON signature (case_id, seq);

CREATE TABLE sheet_print (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES sheet_print (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX sheet_print_case ON sheet_print (case_id, seq);

CREATE TABLE exception (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES exception (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX exception_case ON exception (case_id, seq);

CREATE TABLE state_move (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES state_move (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX state_move_case ON state_move (case_id, seq);

-- 只增各表的守卫 -------------------------------------------------------------------------------------------

CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER audit_row_no_update BEFORE UPDATE ON audit_row BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER audit_row_no_delete BEFORE DELETE ON audit_row BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER checkpoint_no_update BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER checkpoint_no_delete BEFORE DELETE ON checkpoint BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER setting_no_update BEFORE UPDATE ON setting BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER setting_no_delete BEFORE DELETE ON setting BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER user_no_update BEFORE UPDATE ON user BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER user_no_delete BEFORE DELETE ON user BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER staff_no_update BEFORE UPDATE ON staff BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER staff_no_delete BEFORE DELETE ON staff BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER insurer_no_update BEFORE UPDATE ON insurer BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER insurer_no_delete BEFORE DELETE ON insurer BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER insurer_contact_no_update BEFORE UPDATE ON insurer_contact BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER insurer_contact_no_delete BEFORE DELETE ON insurer_contact BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER object_no_update BEFORE UPDATE ON object BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER object_no_delete BEFORE DELETE ON object BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER intake_version_no_update BEFORE UPDATE ON intake_version BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER intake_version_no_delete BEFORE DELETE ON intake_version BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER risk_notice_no_update BEFORE UPDATE ON risk_notice BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER risk_notice_no_delete BEFORE DELETE ON risk_notice BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER joint_letter_no_update BEFORE UPDATE ON joint_letter BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER joint_letter_no_delete BEFORE DELETE ON joint_letter BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER material_no_update BEFORE UPDATE ON material BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER material_no_delete BEFORE DELETE ON material BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER material_confirmation_no_update BEFORE UPDATE ON material_confirmation BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER material_confirmation_no_delete BEFORE DELETE ON material_confirmation BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER review_no_update BEFORE UPDATE ON review BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER review_no_delete BEFORE DELETE ON review BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER conflict_declaration_no_update BEFORE UPDATE ON conflict_declaration BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER conflict_declaration_no_delete BEFORE DELETE ON conflict_declaration BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER assignment_no_update BEFORE UPDATE ON assignment BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER assignment_no_delete BEFORE DELETE ON assignment BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER agreement_no_update BEFORE UPDATE ON agreement BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER agreement_no_delete BEFORE DELETE ON agreement BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER schedule_no_update BEFORE UPDATE ON schedule BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER schedule_no_delete BEFORE DELETE ON schedule BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER notice_attempt_no_update BEFORE UPDATE ON notice_attempt BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER notice_attempt_no_delete BEFORE DELETE ON notice_attempt BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER attendance_no_update BEFORE UPDATE ON attendance BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER attendance_no_delete BEFORE DELETE ON attendance BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER departure_no_update BEFORE UPDATE ON departure BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER departure_no_delete BEFORE DELETE ON departure BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER absence_no_update BEFORE UPDATE ON absence BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER absence_no_delete BEFORE DELETE ON absence BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER witness_rules_no_update BEFORE UPDATE ON witness_rules BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER witness_rules_no_delete BEFORE DELETE ON witness_rules BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER recording_consent_no_update BEFORE UPDATE ON recording_consent BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER recording_consent_no_delete BEFORE DELETE ON recording_consent BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER licence_shown_no_update BEFORE UPDATE ON licence_shown BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER licence_shown_no_delete BEFORE DELETE ON licence_shown BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER recusal_inquiry_no_update BEFORE UPDATE ON recusal_inquiry BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER recusal_inquiry_no_delete BEFORE DELETE ON recusal_inquiry BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER process_session_no_update BEFORE UPDATE ON process_session BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER process_session_no_delete BEFORE DELETE ON process_session BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER process_entry_no_update BEFORE UPDATE ON process_entry BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER process_entry_no_delete BEFORE DELETE ON process_entry BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER process_seal_no_update BEFORE UPDATE ON process_seal BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER process_seal_no_delete BEFORE DELETE ON process_seal BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER media_no_update BEFORE UPDATE ON media BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER media_no_delete BEFORE DELETE ON media BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER signature_no_update BEFORE UPDATE ON signature BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER signature_no_delete BEFORE DELETE ON signature BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER sheet_print_no_update BEFORE UPDATE ON sheet_print BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER sheet_print_no_delete BEFORE DELETE ON sheet_print BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER exception_no_update BEFORE UPDATE ON exception BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER exception_no_delete BEFORE DELETE ON exception BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER state_move_no_update BEFORE UPDATE ON state_move BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER state_move_no_delete BEFORE DELETE ON state_move BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
