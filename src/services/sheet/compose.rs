//! Puts a sheet together: the head of the print, the facts of the form, what is missing, the bytes.
//!
//! Preview and print both come through `render`, so that what was looked at is what is signed. Fonts are unpacked
//! and the engine is made once, when the first sheet is asked for.

use crate::documents::engine::Engine;
use crate::documents::engine::Fonts;
use crate::documents::engine::Profile;
use crate::documents::sheet::PrintMark;
use crate::documents::sheet::SheetHead;
use crate::documents::template::Look;
use crate::domain::case::CaseFacts;
use crate::domain::evidence::Recorded;
use crate::domain::evidence::Version;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::Id;
use crate::domain::institution::Institution;
use crate::domain::moment::Moment;
use crate::domain::scan::PenBox;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::Listed;
use crate::domain::sheet::OfficePrint;
use crate::domain::sheet::SheetOf;
use crate::domain::sheet::SheetPrint;
use crate::domain::sheet::SheetRef;
use crate::platform::fonts;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::sheet::MissingField;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Made;
use crate::services::sheet::recipe::Recipe;
use crate::services::sheet::recipe::office_recipe;
use crate::services::sheet::recipe::recipe;
use crate::services::sheet::sha256_hex;
use crate::services::sheet::signing::Pad;
use crate::services::sheet::volume;
use crate::services::template::is_checked;
use chrono::NaiveDateTime;
use chrono::NaiveTime;
use serde_json::Value;
use serde_json::json;
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
    /// What it is about, as people call it.
    pub(super) called: String,
    /// The same in its page codes.
    pub(super) key: String,
    /// The places it leaves for the pen.
    pub(super) pen_boxes: Vec<PenBox>,
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
pub(super) fn render(office: &Office, sheet: SheetRef, marks: &Marks<'_>) -> Result<Rendered, ServiceError> {
    let form = sheet.form;
    let look = office.look(form)?;
    let SheetOf::Case { case, about } = sheet.of else {
        let recipe = office_recipe(form)?;
        let prints = office_prints(office, sheet)?;
        let n = next_number(prints.iter().map(|row| &row.body.print));
        let Made { called, key, n_corrections, stays, gaps, worded } = (recipe.make)(office, sheet.of)?;
        let institution = office.institution()?;
        let standing = Standing {
            called,
            key,
            n_corrections,
            stays,
            is_specimen: recipe.is_specimen && !is_checked(form, &look.form),
            now: office.now(),
        };
        return put_together(
            sheet,
            &look,
            marks,
            n,
            gaps,
            |n, is_draft| standing.head(&institution, n, is_draft),
            worded,
        );
    };
    let loaded = office.load(case)?;
    let facts = office.facts(&loaded);
    let recipe = recipe(form)?;
    let same = facts.file.prints.iter().filter(|row| row.body.form == form && row.body.about == about);
    let n = next_number(same.map(|row| &row.body));
    let gaps = (recipe.gaps)(&facts, about);
    let head = |n, is_draft| head(&facts, recipe, &look, n, is_draft);
    put_together(sheet, &look, marks, n, gaps, head, |head, pad| (recipe.facts)(&facts, about, head, pad))
}

fn put_together(
    sheet: SheetRef,
    look: &Look,
    marks: &Marks<'_>,
    n: u32,
    gaps: Gaps,
    head: impl FnOnce(u32, bool) -> SheetHead,
    worded: impl FnOnce(SheetHead, &mut Pad) -> Result<Value, ServiceError>,
) -> Result<Rendered, ServiceError> {
    let form = sheet.form;
    let mut head = head(n, gaps.is_draft);
    let (called, key) = (head.called(), head.mark.case_key.clone());
    match marks {
        Marks::Of { audit_head } => {
            head.audit_head = (*audit_head).to_owned();
            head.mark.print_mark = print_mark(sheet, n);
        }
        Marks::Blank => {
            head.audit_head = BLANK_MARK.to_owned();
            head.mark = PrintMark { case_key: BLANK_CASE_KEY.to_owned(), print_mark: BLANK_MARK.to_owned() };
        }
    }
    let mut pad = Pad::new();
    let mut value = worded(head, &mut pad)?;
    if matches!(marks, Marks::Blank) && form == FormNo::F29 {
        volume::blank_prints(&mut value, BLANK_MARK);
    }
    let images = pad.into_images()?;
    let profile = if longest_list(&value) > LONG_LIST { Profile::LongList } else { Profile::Archive };
    let pdf = engine().render_as(look, form, &value, &images, profile)?;
    for warning in &pdf.warnings {
        tracing::warn!(%form, warning, "a template is not content");
    }
    let Gaps { fields: missing, is_draft } = gaps;
    let pen_boxes = pdf.pen_boxes;
    Ok(Rendered { bytes: pdf.bytes, n_pages: pdf.n_pages, missing, is_draft, n, called, key, pen_boxes })
}

/// Every print of a sheet of the office, oldest first.
pub(super) fn office_prints(
    office: &Office,
    sheet: SheetRef,
) -> Result<Vec<Version<OfficePrint>>, ServiceError> {
    let store = &office.opened()?.store;
    let mut prints = match sheet.of {
        SheetOf::Entry(entry) => store.list_registered_of::<OfficePrint>(entry.uuid())?,
        SheetOf::Case { .. } | SheetOf::Span { .. } | SheetOf::Directory(_) => store.list_registered()?,
    };
    prints.retain(|row| row.body.of == sheet.of && row.body.print.form == sheet.form);
    Ok(prints)
}

/// The number the next print of a sheet of a case bears.
pub(super) fn next_print(office: &Office, sheet: SheetRef) -> Result<u32, ServiceError> {
    let SheetOf::Case { case, about } = sheet.of else {
        return Ok(next_number(office_prints(office, sheet)?.iter().map(|row| &row.body.print)));
    };
    let rows: Vec<Recorded<SheetPrint>> = office.opened()?.store.list_evidence(case)?;
    let same = rows.iter().filter(|row| row.body.form == sheet.form && row.body.about == about);
    Ok(next_number(same.map(|row| &row.body)))
}

/// How many pages a sheet would have if its facts were changed so.
pub(super) fn pages_if(
    facts: &CaseFacts<'_>,
    look: &Look,
    form: FormNo,
    change: impl FnOnce(&mut Value),
) -> Result<usize, ServiceError> {
    let recipe = recipe(form)?;
    let mut pad = Pad::new();
    let mut value = (recipe.facts)(facts, None, head(facts, recipe, look, 1, false), &mut pad)?;
    change(&mut value);
    Ok(engine().render_as(look, form, &value, &pad.into_images()?, Profile::LongList)?.n_pages)
}

/// Hex SHA-256 of what a sheet says, without the head of the print; the institution's own words are part of it.
pub(super) fn facts_digest(
    facts: &CaseFacts<'_>,
    look: &Look,
    form: FormNo,
    about: Option<EvidenceId>,
) -> Result<String, ServiceError> {
    let recipe = recipe(form)?;
    let mut value = (recipe.facts)(facts, about, head(facts, recipe, look, 1, false), &mut Pad::of_names())?;
    if let Some(sheet) = value.as_object_mut() {
        sheet.remove("head");
        // Where nothing is worded otherwise the digest is that of the facts alone, as it always was.
        if !look.form.wording.is_empty() {
            sheet.insert("wording".to_owned(), json!(look.form.wording));
        }
        if let Some(own) = &look.form.own {
            sheet.insert("own_template".to_owned(), json!(own.sha256));
        }
    }
    // Invariant: keys in order, so that the digest does not hang on how a map happens to be kept.
    value.sort_all_objects();
    Ok(sha256_hex(value.to_string().as_bytes()))
}

/// The key in page marks of a case or of an entry of a register: the year and the end of its id; names nobody.
pub fn page_key(id: impl Id, made_at: Moment) -> String {
    let id = id.uuid().simple().to_string();
    format!("{}-{}", made_at.day().year(), id.get(24..).unwrap_or_default())
}

/// The mark of one print in its page codes: 12 hexadecimal digits that follow from what its row says.
pub fn print_mark(sheet: SheetRef, n: u32) -> String {
    let form = sheet.form;
    let said = |id: Option<String>| id.unwrap_or_default();
    let (of, about) = match sheet.of {
        SheetOf::Case { case, about } => (case.to_string(), said(about.map(|about| about.to_string()))),
        SheetOf::Entry(entry) => (entry.to_string(), String::new()),
        SheetOf::Span { from, to, insurer } => {
            (format!("{from}..{to}"), said(insurer.map(|insurer| insurer.to_string())))
        }
        SheetOf::Directory(Listed::Insurers) => ("insurers".to_owned(), String::new()),
        SheetOf::Directory(Listed::Staff) => ("staff".to_owned(), String::new()),
    };
    let mut mark = sha256_hex(format!("jd-print-v1|{of}|{form}|{about}|{n}").as_bytes());
    mark.truncate(12);
    mark
}

/// The one engine of the program; making it unpacks the fonts, so the first sheet takes longer.
pub(crate) fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| Engine::new(Fonts::new(fonts::packed_faces(), fonts::faces_beside_program())))
}

fn next_number<'a>(former: impl Iterator<Item = &'a SheetPrint>) -> u32 {
    former.map(|print| print.n).max().unwrap_or(0).saturating_add(1)
}

/// Head and foot. The mark and the head of the log are put in by [`render`]; a digest does without them.
fn head(facts: &CaseFacts<'_>, recipe: &Recipe, look: &Look, n: u32, is_draft: bool) -> SheetHead {
    let standing = Standing {
        called: ("", facts.file.called().to_owned()),
        key: page_key(facts.file.id, facts.file.created_at),
        n_corrections: (recipe.n_corrections)(facts.file),
        stays: recipe.stays,
        is_specimen: recipe.is_specimen && !is_checked(recipe.form, &look.form),
        now: facts.now,
    };
    standing.head(facts.institution, n, is_draft)
}

/// What head and foot say besides the institution and the print.
struct Standing {
    /// What its number is, empty for the number of a case; and the number.
    called: (&'static str, String),
    key: String,
    n_corrections: usize,
    stays: bool,
    is_specimen: bool,
    now: Moment,
}

impl Standing {
    fn head(self, institution: &Institution, n: u32, is_draft: bool) -> SheetHead {
        let (label, number) = self.called;
        SheetHead {
            case_no: number,
            no_label: (!label.is_empty()).then(|| label.to_owned()),
            institution: institution.name.clone(),
            pack: institution.jurisdiction.label().to_owned(),
            copy: copy(institution, self.stays).to_owned(),
            printed_at: beijing(self.now),
            print_no: format!("第{n}次打印"),
            version: format!("第{}版", 1 + self.n_corrections),
            audit_head: String::new(),
            mark: PrintMark { case_key: self.key, print_mark: String::new() },
            is_draft,
            is_specimen: self.is_specimen,
        }
    }
}

/// Which copy it is: the sheets with whole numbers of documents stay in the file.
fn copy(institution: &Institution, stays: bool) -> &'static str {
    match stays {
        _ if institution.is_demo => "演示件",
        true => "存档联",
        false => "",
    }
}

/// The clock of Beijing, whatever the machine is set to.
pub(super) fn beijing(at: Moment) -> NaiveDateTime {
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
    use super::page_key;
    use super::print_mark;
    use crate::documents::qr::PageMark;
    use crate::domain::ids::CaseId;
    use crate::domain::ids::CountingIds;
    use crate::domain::ids::Id as _;
    use crate::domain::moment::Moment;
    use crate::domain::sheet::FormNo;
    use crate::domain::sheet::SheetRef;

    #[test]
    fn a_page_mark_of_a_case_fits_the_code_and_tells_prints_apart() {
        let at: Moment = "2026-11-24T23:59:59+08:00".parse().expect("a moment");
        let case = CaseId::fresh(&mut CountingIds::default(), at);
        let mark = |n| PageMark {
            case_key: page_key(case, at),
            form: FormNo::F07,
            page: 1,
            n_pages: 12,
            print_mark: print_mark(SheetRef::of_case(FormNo::F07, case, None), n),
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
