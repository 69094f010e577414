//! Puts a sheet together: the head of the print, the facts of the form, what is missing, the bytes.
//!
//! Preview and print both come through `render`, so that what was looked at is what is signed. Fonts are unpacked
//! and the engine is made once, when the first sheet is asked for.

use crate::documents::engine::Engine;
use crate::documents::engine::Fonts;
use crate::documents::engine::Profile;
use crate::documents::sheet::PrintMark;
use crate::documents::sheet::SheetHead;
use crate::domain::case::CaseFacts;
use crate::domain::ids::CaseId;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::Id as _;
use crate::domain::moment::Moment;
use crate::domain::scan::PenBox;
use crate::domain::sheet::FormNo;
use crate::domain::step::Place;
use crate::domain::witness_notice::Addressee;
use crate::platform::fonts;
use crate::services::error::ServiceError;
use crate::services::sheet::MissingField;
use crate::services::sheet::check_in;
use crate::services::sheet::commission;
use crate::services::sheet::extension;
use crate::services::sheet::licence_showing;
use crate::services::sheet::material;
use crate::services::sheet::process_record;
use crate::services::sheet::risk_notice;
use crate::services::sheet::sha256_hex;
use crate::services::sheet::signing::Pad;
use crate::services::sheet::witness_notice;
use crate::services::sheet::words::n_corrections;
use chrono::NaiveDateTime;
use chrono::NaiveTime;
use serde::Serialize;
use serde_json::Value;
use std::sync::OnceLock;

/// A sheet of so many rows is written without structure for screen readers, which would outweigh the text.
const LONG_LIST: usize = 400;

/// A sheet as bytes, not yet written down anywhere.
pub(super) struct Rendered {
    pub(super) bytes: Vec<u8>,
    pub(super) n_pages: usize,
    pub(super) missing: Vec<MissingField>,
    pub(super) is_draft: bool,
    /// The number this print has, or would have.
    pub(super) n: u32,
    /// The places it leaves for the pen.
    pub(super) pen_boxes: Vec<PenBox>,
}

/// What a sheet lacks.
#[derive(Debug, Default)]
pub(super) struct Gaps {
    fields: Vec<MissingField>,
    is_draft: bool,
}

impl Gaps {
    /// Contents without which the sheet is a draft.
    pub(super) fn content(&mut self, is_missing: bool, what: impl Into<String>, place: Place) {
        if is_missing {
            self.is_draft = true;
            self.fields.push(MissingField { what: what.into(), place, on_paper: false });
        }
    }

    /// Something that is still to come and may come on the printed paper: a signature, a confirmation.
    pub(super) fn later(&mut self, is_missing: bool, what: impl Into<String>, place: Place) {
        if is_missing {
            self.fields.push(MissingField { what: what.into(), place, on_paper: true });
        }
    }

    /// Those who still have to sign.
    pub(super) fn unsigned(&mut self, facts: &CaseFacts<'_>, form: FormNo) {
        let left = crate::domain::signature::unsigned(facts.file, form);
        for signer in left {
            self.later(
                true,
                format!("{} {} 还没有签名", signer.capacity, signer.name.as_str()),
                Place::Sheets,
            );
        }
    }
}

/// What is printed on a sheet of ids and keys that were drawn by lot.
pub(super) enum Marks<'a> {
    /// Those of this office.
    Of { audit_head: &'a str },
    /// Zeros: the same facts then give the same bytes in every office and on every machine.
    Blank,
}

/// As many digits as a real mark has, so that the page codes are of the same size.
const BLANK_MARK: &str = "000000000000";
const BLANK_CASE_KEY: &str = "0000-00000000";

/// Makes the bytes of a sheet as they stand now.
pub(super) fn render(
    facts: &CaseFacts<'_>,
    form: FormNo,
    about: Option<EvidenceId>,
    marks: &Marks<'_>,
) -> Result<Rendered, ServiceError> {
    let to = addressee(facts, form, about)?;
    let gaps = gaps(facts, form, to.as_ref(), about);
    let n = next_number(facts, form, about);
    let mut head = head(facts, form, n, gaps.is_draft);
    match marks {
        Marks::Of { audit_head } => {
            head.audit_head = (*audit_head).to_owned();
            head.mark.print_mark = print_mark(facts.file.id, form, about, n);
        }
        Marks::Blank => {
            head.audit_head = BLANK_MARK.to_owned();
            head.mark = PrintMark { case_key: BLANK_CASE_KEY.to_owned(), print_mark: BLANK_MARK.to_owned() };
        }
    }
    let mut pad = Pad::new();
    let value = worded(facts, form, Subject { to: to.as_ref(), about }, head, &mut pad)?;
    let images = pad.into_images()?;
    let profile = if longest_list(&value) > LONG_LIST { Profile::LongList } else { Profile::Archive };
    let pdf = engine().render(form, &value, &images, profile)?;
    for warning in &pdf.warnings {
        tracing::warn!(%form, warning, "a template is not content");
    }
    let Gaps { fields: missing, is_draft } = gaps;
    Ok(Rendered { bytes: pdf.bytes, n_pages: pdf.n_pages, missing, is_draft, n, pen_boxes: pdf.pen_boxes })
}

/// Hex SHA-256 of what a sheet says, without the head of the print.
pub(super) fn facts_digest(facts: &CaseFacts<'_>, form: FormNo) -> Result<String, ServiceError> {
    let to = addressee(facts, form, None)?;
    let subject = Subject { to: to.as_ref(), about: None };
    let mut value = worded(facts, form, subject, head(facts, form, 1, false), &mut Pad::of_names())?;
    if let Some(sheet) = value.as_object_mut() {
        sheet.remove("head");
    }
    // Invariant: keys in order, so that the digest does not hang on how a map happens to be kept.
    value.sort_all_objects();
    Ok(sha256_hex(value.to_string().as_bytes()))
}

/// The key of a case in page marks: the year and the end of its id; names nobody.
pub fn case_key(case: CaseId, created_at: Moment) -> String {
    let id = case.uuid().simple().to_string();
    format!("{}-{}", created_at.day().year(), id.get(24..).unwrap_or_default())
}

/// The mark of one print in its page codes: 12 hexadecimal digits that follow from what its row says.
pub fn print_mark(case: CaseId, form: FormNo, about: Option<EvidenceId>, n: u32) -> String {
    let about = about.map_or_else(String::new, |about| about.to_string());
    let mut mark = sha256_hex(format!("jd-print-v1|{case}|{form}|{about}|{n}").as_bytes());
    mark.truncate(12);
    mark
}

/// The one engine of the program; making it unpacks the fonts, so the first sheet takes longer.
pub(crate) fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| Engine::new(Fonts::new(fonts::packed_faces(), fonts::faces_beside_program())))
}

/// Which one of several a sheet is about.
#[derive(Clone, Copy)]
struct Subject<'a> {
    /// Whom a notice addresses.
    to: Option<&'a Addressee>,
    /// The row it is about.
    about: Option<EvidenceId>,
}

/// The facts of a form, worded.
fn worded(
    facts: &CaseFacts<'_>,
    form: FormNo,
    subject: Subject<'_>,
    head: SheetHead,
    pad: &mut Pad,
) -> Result<Value, ServiceError> {
    let Subject { to, about } = subject;
    match form {
        FormNo::F01 => value_of(&commission::facts(facts, head, pad)),
        FormNo::F03 => value_of(&risk_notice::facts(facts, head, pad)),
        FormNo::F04 => value_of(&material::facts(facts, head, pad)),
        FormNo::F06 => value_of(&witness_notice::facts(facts, to, head)),
        FormNo::F07 => value_of(&check_in::facts(facts, head, pad)),
        FormNo::F08 => value_of(&licence_showing::facts(facts, head, pad)),
        FormNo::F09 => value_of(&process_record::facts(facts, head, pad)),
        FormNo::F16 => value_of(&extension::facts(facts, about, head)),
    }
}

fn value_of(facts: &impl Serialize) -> Result<Value, ServiceError> {
    serde_json::to_value(facts).map_err(ServiceError::unwritable)
}

fn gaps(facts: &CaseFacts<'_>, form: FormNo, to: Option<&Addressee>, about: Option<EvidenceId>) -> Gaps {
    match form {
        FormNo::F01 => commission::gaps(facts),
        FormNo::F03 => risk_notice::gaps(facts),
        FormNo::F04 => material::gaps(facts),
        FormNo::F06 => witness_notice::gaps(facts, to),
        FormNo::F07 => check_in::gaps(facts),
        FormNo::F08 => licence_showing::gaps(facts),
        FormNo::F09 => process_record::gaps(facts),
        FormNo::F16 => extension::gaps(facts, about),
    }
}

/// Whom a notice addresses; for other forms nobody.
fn addressee(
    facts: &CaseFacts<'_>,
    form: FormNo,
    about: Option<EvidenceId>,
) -> Result<Option<Addressee>, ServiceError> {
    match (form, about) {
        (FormNo::F06, Some(id)) => {
            let row = facts.file.notice_attempts.iter().find(|row| row.id == id);
            row.map(|row| Some(row.body.to.clone())).ok_or(ServiceError::Missing("这次通知不在本案"))
        }
        (FormNo::F06, None) => Ok(witness_notice::next_addressee(facts)),
        _ => Ok(None),
    }
}

fn next_number(facts: &CaseFacts<'_>, form: FormNo, about: Option<EvidenceId>) -> u32 {
    let same = facts.file.prints.iter().filter(|row| row.body.form == form && row.body.about == about);
    same.map(|row| row.body.n).max().unwrap_or(0).saturating_add(1)
}

/// Head and foot. The mark and the head of the log are put in by [`render`]; a digest does without them.
fn head(facts: &CaseFacts<'_>, form: FormNo, n: u32, is_draft: bool) -> SheetHead {
    let institution = facts.institution;
    SheetHead {
        case_no: facts.file.called().to_owned(),
        institution: institution.name.clone(),
        pack: institution.jurisdiction.label().to_owned(),
        copy: copy(facts, form).to_owned(),
        printed_at: beijing(facts.now),
        print_no: format!("第{n}次打印"),
        version: format!("第{}版", 1 + n_corrections_of(facts, form)),
        audit_head: String::new(),
        mark: PrintMark {
            case_key: case_key(facts.file.id, facts.file.created_at),
            print_mark: String::new(),
        },
        is_draft,
        // The wording of the Shanghai annex was never given to us (SH-1.2h).
        is_specimen: form == FormNo::F03,
    }
}

/// Which copy it is: the sheets with whole numbers of documents stay in the file.
fn copy(facts: &CaseFacts<'_>, form: FormNo) -> &'static str {
    match form {
        _ if facts.institution.is_demo => "演示件",
        FormNo::F07 | FormNo::F08 | FormNo::F09 => "存档联",
        FormNo::F01 | FormNo::F03 | FormNo::F04 | FormNo::F06 | FormNo::F16 => "",
    }
}

/// How often what the sheet shows was corrected: 第 n 版 is one more.
fn n_corrections_of(facts: &CaseFacts<'_>, form: FormNo) -> usize {
    let file = facts.file;
    match form {
        FormNo::F01 => file.intake_version.saturating_sub(1) as usize,
        FormNo::F03 => n_corrections(&file.risk_notices),
        FormNo::F04 => n_corrections(&file.materials),
        FormNo::F06 => n_corrections(&file.appointments),
        FormNo::F07 => n_corrections(&file.attendances) + n_corrections(&file.absences),
        FormNo::F08 => n_corrections(&file.licences) + n_corrections(&file.recusals),
        FormNo::F09 => n_corrections(&file.entries) + n_corrections(&file.media),
        FormNo::F16 => n_corrections(&file.extensions),
    }
}

/// The clock of Beijing, whatever the machine is set to.
fn beijing(at: Moment) -> NaiveDateTime {
    let seconds = (at.ms() - at.day().begin().ms()).div_euclid(1000);
    let time = u32::try_from(seconds).ok().and_then(|s| NaiveTime::from_num_seconds_from_midnight_opt(s, 0));
    at.day().date().and_time(time.unwrap_or(NaiveTime::MIN))
}

fn longest_list(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.iter().map(longest_list).max().unwrap_or(0).max(items.len()),
        Value::Object(map) => map.values().map(longest_list).max().unwrap_or(0),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::beijing;
    use super::case_key;
    use super::print_mark;
    use crate::documents::qr::PageMark;
    use crate::domain::ids::CaseId;
    use crate::domain::ids::CountingIds;
    use crate::domain::ids::Id as _;
    use crate::domain::moment::Moment;
    use crate::domain::sheet::FormNo;

    #[test]
    fn a_page_mark_of_a_case_fits_the_code_and_tells_prints_apart() {
        let at: Moment = "2026-11-24T23:59:59+08:00".parse().expect("a moment");
        let case = CaseId::fresh(&mut CountingIds::default(), at);
        let mark = |n| PageMark {
            case_key: case_key(case, at),
            form: FormNo::F07,
            page: 1,
            n_pages: 12,
            print_mark: print_mark(case, FormNo::F07, None, n),
        };
        assert_eq!(mark(1).case_key, "2026-00000001");
        assert!(mark(1).to_svg().is_some());
        assert_eq!(mark(1), mark(1));
        assert_ne!(mark(1).print_mark, mark(2).print_mark);
        assert_eq!(mark(1).print_mark.len(), 12);
    }

    #[test]
    fn the_moment_of_the_print_is_that_of_beijing() {
        let at: Moment = "2026-11-24T18:00:01.5Z".parse().expect("a moment");
        assert_eq!(beijing(at).to_string(), "2026-11-25 02:00:01");
    }
}
