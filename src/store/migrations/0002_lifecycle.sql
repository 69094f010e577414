-- 案卷库第 2 版：受理之后的各个环节与支线。发布后不再改动。
-- The rest of the lifecycle: the same shape as every table of evidence, and four registers of the office.

-- 时限与材料 ------------------------------------------------------------------------------------------------------

CREATE TABLE booking (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES booking (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX booking_case ON booking (case_id, seq);

CREATE TABLE supplement_request (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES supplement_request (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX supplement_request_case ON supplement_request (case_id, seq);

CREATE TABLE supplement_closing (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES supplement_closing (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX supplement_closing_case ON supplement_closing (case_id, seq);

CREATE TABLE extension (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES extension (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX extension_case ON extension (case_id, seq);

CREATE TABLE extension_notice (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES extension_notice (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX extension_notice_case ON extension_notice (case_id, seq);

CREATE TABLE withdrawal (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES withdrawal (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX withdrawal_case ON withdrawal (case_id, seq);

CREATE TABLE termination (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES termination (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX termination_case ON termination (case_id, seq);

CREATE TABLE suspension (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES suspension (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX suspension_case ON suspension (case_id, seq);

CREATE TABLE resumption (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES resumption (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX resumption_case ON resumption (case_id, seq);

CREATE TABLE agreement_change (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES agreement_change (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX agreement_change_case ON agreement_change (case_id, seq);

CREATE TABLE agreement_change_signed (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES agreement_change_signed (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX agreement_change_signed_case ON agreement_change_signed (case_id, seq);

CREATE TABLE on_site_collection (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES on_site_collection (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX on_site_collection_case ON on_site_collection (case_id, seq);

CREATE TABLE appraisal_notice (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES appraisal_notice (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX appraisal_notice_case ON appraisal_notice (case_id, seq);

CREATE TABLE material_return (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES material_return (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX material_return_case ON material_return (case_id, seq);

-- 意见书 ----------------------------------------------------------------------------------------------------------

CREATE TABLE opinion_draft (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES opinion_draft (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX opinion_draft_case ON opinion_draft (case_id, seq);

CREATE TABLE opinion_review (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES opinion_review (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX opinion_review_case ON opinion_review (case_id, seq);

CREATE TABLE issuance (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES issuance (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX issuance_case ON issuance (case_id, seq);

CREATE TABLE delivery (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES delivery (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX delivery_case ON delivery (case_id, seq);

CREATE TABLE archiving (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES archiving (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX archiving_case ON archiving (case_id, seq);

CREATE TABLE opinion_correction (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES opinion_correction (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX opinion_correction_case ON opinion_correction (case_id, seq);

-- 支线 ------------------------------------------------------------------------------------------------------------

CREATE TABLE case_link (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES case_link (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX case_link_case ON case_link (case_id, seq);

CREATE TABLE dispute (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES dispute (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX dispute_case ON dispute (case_id, seq);

CREATE TABLE dispute_event (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES dispute_event (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX dispute_event_case ON dispute_event (case_id, seq);

CREATE TABLE court_notice (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES court_notice (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX court_notice_case ON court_notice (case_id, seq);

CREATE TABLE court_appearance (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES court_appearance (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX court_appearance_case ON court_appearance (case_id, seq);

CREATE TABLE recusal_request (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES recusal_request (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX recusal_request_case ON recusal_request (case_id, seq);

CREATE TABLE substitution (
    id         BLOB PRIMARY KEY,
    case_id    BLOB NOT NULL REFERENCES case_head (id),
    seq        INTEGER NOT NULL,
    supersedes BLOB REFERENCES substitution (id),
    reason     TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB NOT NULL,
    body       TEXT NOT NULL,
    CHECK ((supersedes IS NULL) = (reason IS NULL))
) STRICT;
CREATE INDEX substitution_case ON substitution (case_id, seq);

-- 登记簿 ----------------------------------------------------------------------------------------------------------

CREATE TABLE interference (
    id         BLOB NOT NULL,
    version    INTEGER NOT NULL,
    parent     BLOB,
    unique_key TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB,
    body       TEXT NOT NULL,
    PRIMARY KEY (id, version)
) WITHOUT ROWID, STRICT;
CREATE INDEX interference_key ON interference (unique_key);
CREATE INDEX interference_parent ON interference (parent);
CREATE VIEW interference_latest AS
    SELECT * FROM interference AS t WHERE version = (SELECT max(version) FROM interference WHERE id = t.id);

CREATE TABLE broker_clue (
    id         BLOB NOT NULL,
    version    INTEGER NOT NULL,
    parent     BLOB,
    unique_key TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB,
    body       TEXT NOT NULL,
    PRIMARY KEY (id, version)
) WITHOUT ROWID, STRICT;
CREATE INDEX broker_clue_key ON broker_clue (unique_key);
CREATE INDEX broker_clue_parent ON broker_clue (parent);
CREATE VIEW broker_clue_latest AS
    SELECT * FROM broker_clue AS t WHERE version = (SELECT max(version) FROM broker_clue WHERE id = t.id);

CREATE TABLE exception_signoff (
    id         BLOB NOT NULL,
    version    INTEGER NOT NULL,
    parent     BLOB,
    unique_key TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB,
    body       TEXT NOT NULL,
    PRIMARY KEY (id, version)
) WITHOUT ROWID, STRICT;
CREATE INDEX exception_signoff_key ON exception_signoff (unique_key);
CREATE INDEX exception_signoff_parent ON exception_signoff (parent);
CREATE VIEW exception_signoff_latest AS
    SELECT * FROM exception_signoff AS t WHERE version = (SELECT max(version) FROM exception_signoff WHERE id = t.id);

CREATE TABLE liaison_meeting (
    id         BLOB NOT NULL,
    version    INTEGER NOT NULL,
    parent     BLOB,
    unique_key TEXT,
    at_ms      INTEGER NOT NULL,
    by_user    BLOB,
    body       TEXT NOT NULL,
    PRIMARY KEY (id, version)
) WITHOUT ROWID, STRICT;
CREATE INDEX liaison_meeting_key ON liaison_meeting (unique_key);
CREATE INDEX liaison_meeting_parent ON liaison_meeting (parent);
CREATE VIEW liaison_meeting_latest AS
    SELECT * FROM liaison_meeting AS t WHERE version = (SELECT max(version) FROM liaison_meeting WHERE id = t.id);

-- 只增各表的守卫 --------------------------------------------------------------------------------------------------

CREATE TRIGGER booking_no_update BEFORE UPDATE ON booking BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER booking_no_delete BEFORE DELETE ON booking BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER supplement_request_no_update BEFORE UPDATE ON supplement_request BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER supplement_request_no_delete BEFORE DELETE ON supplement_request BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER supplement_closing_no_update BEFORE UPDATE ON supplement_closing BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER supplement_closing_no_delete BEFORE DELETE ON supplement_closing BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER extension_no_update BEFORE UPDATE ON extension BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER extension_no_delete BEFORE DELETE ON extension BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER extension_notice_no_update BEFORE UPDATE ON extension_notice BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER extension_notice_no_delete BEFORE DELETE ON extension_notice BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER withdrawal_no_update BEFORE UPDATE ON withdrawal BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER withdrawal_no_delete BEFORE DELETE ON withdrawal BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER suspension_no_update BEFORE UPDATE ON suspension BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER suspension_no_delete BEFORE DELETE ON suspension BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER resumption_no_update BEFORE UPDATE ON resumption BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER resumption_no_delete BEFORE DELETE ON resumption BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER agreement_change_no_update BEFORE UPDATE ON agreement_change BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER agreement_change_no_delete BEFORE DELETE ON agreement_change BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER agreement_change_signed_no_update BEFORE UPDATE ON agreement_change_signed BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER agreement_change_signed_no_delete BEFORE DELETE ON agreement_change_signed BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER on_site_collection_no_update BEFORE UPDATE ON on_site_collection BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER on_site_collection_no_delete BEFORE DELETE ON on_site_collection BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER appraisal_notice_no_update BEFORE UPDATE ON appraisal_notice BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER appraisal_notice_no_delete BEFORE DELETE ON appraisal_notice BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER termination_no_update BEFORE UPDATE ON termination BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER termination_no_delete BEFORE DELETE ON termination BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER material_return_no_update BEFORE UPDATE ON material_return BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER material_return_no_delete BEFORE DELETE ON material_return BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER opinion_draft_no_update BEFORE UPDATE ON opinion_draft BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER opinion_draft_no_delete BEFORE DELETE ON opinion_draft BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER opinion_review_no_update BEFORE UPDATE ON opinion_review BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER opinion_review_no_delete BEFORE DELETE ON opinion_review BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER issuance_no_update BEFORE UPDATE ON issuance BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER issuance_no_delete BEFORE DELETE ON issuance BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER delivery_no_update BEFORE UPDATE ON delivery BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER delivery_no_delete BEFORE DELETE ON delivery BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER archiving_no_update BEFORE UPDATE ON archiving BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER archiving_no_delete BEFORE DELETE ON archiving BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER opinion_correction_no_update BEFORE UPDATE ON opinion_correction BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER opinion_correction_no_delete BEFORE DELETE ON opinion_correction BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER case_link_no_update BEFORE UPDATE ON case_link BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER case_link_no_delete BEFORE DELETE ON case_link BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER dispute_no_update BEFORE UPDATE ON dispute BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER dispute_no_delete BEFORE DELETE ON dispute BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER dispute_event_no_update BEFORE UPDATE ON dispute_event BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER dispute_event_no_delete BEFORE DELETE ON dispute_event BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER court_notice_no_update BEFORE UPDATE ON court_notice BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER court_notice_no_delete BEFORE DELETE ON court_notice BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER court_appearance_no_update BEFORE UPDATE ON court_appearance BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER court_appearance_no_delete BEFORE DELETE ON court_appearance BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER recusal_request_no_update BEFORE UPDATE ON recusal_request BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER recusal_request_no_delete BEFORE DELETE ON recusal_request BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER substitution_no_update BEFORE UPDATE ON substitution BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER substitution_no_delete BEFORE DELETE ON substitution BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER interference_no_update BEFORE UPDATE ON interference BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER interference_no_delete BEFORE DELETE ON interference BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER broker_clue_no_update BEFORE UPDATE ON broker_clue BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER broker_clue_no_delete BEFORE DELETE ON broker_clue BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER exception_signoff_no_update BEFORE UPDATE ON exception_signoff BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER exception_signoff_no_delete BEFORE DELETE ON exception_signoff BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
CREATE TRIGGER liaison_meeting_no_update BEFORE UPDATE ON liaison_meeting BEGIN SELECT RAISE(ABORT, '只增的记录不能改动'); END;
CREATE TRIGGER liaison_meeting_no_delete BEFORE DELETE ON liaison_meeting BEGIN SELECT RAISE(ABORT, '只增的记录不能删除'); END;
