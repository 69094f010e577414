//! What must be true of a case: after an act or at the end. Everything is looked up the way a page looks it up.

use crate::cli::scenario::reader::Fields;
use crate::cli::scenario::reader::Malformed;
use crate::cli::scenario::stage::Stage;
use crate::cli::scenario::stage::Trouble;
use crate::cli::scenario::when::Almanac;
use crate::domain::case::CaseState;
use crate::domain::check_in::Absentee;
use crate::domain::check_in::Standing;
use crate::domain::delivery::DeliveredPaper;
use crate::domain::material::Usability;
use crate::domain::moment::Day;
use crate::domain::opinion::Conclusion;
use crate::domain::rules::Finding;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetRef;
use crate::domain::step::Step;
use crate::services::case_view::CaseView;
use crate::services::case_view::sheets::SheetState;
use crate::services::rehearsal::text_of_sheet;
use crate::services::request::Ask;
use crate::services::request::Look;
use crate::services::request::Outcome;
use std::collections::BTreeMap;

/// Everything that must be true at once.
pub struct Expectation {
    pub line: usize,
    /// The case it speaks of; the act's, or the only one.
    pub case: Option<String>,
    wants: Vec<Want>,
}

/// One thing that must be true.
enum Want {
    State(CaseState),
    Standing { who: String, words: String },
    Stops { step: Step, rules: Vec<String> },
    Warns { step: Step, rules: Vec<String> },
    Meets { step: Step, rule: String },
    Deadline(Day),
    DecideBy(Day),
    Deducted(u32),
    MayBegin(bool),
    Absences(Vec<String>),
    Material { name: String, words: String },
    Exceptions(Vec<String>),
    Notices(u32),
    Entries(u32),
    Drafts(u32),
    Conclusion(Conclusion),
    Undelivered(Vec<String>),
    SheetSigned { form: FormNo, signed: bool },
    SheetPrinted { form: FormNo, n: u32 },
    SheetPages { form: FormNo, n: u32 },
    SheetSays { form: FormNo, words: String },
    SheetNeverSays { form: FormNo, words: String },
}

/// What came of looking.
#[derive(Clone, Debug)]
pub struct Check {
    pub line: usize,
    /// What was looked at.
    pub what: String,
    pub expected: String,
    pub found: String,
    pub holds: bool,
}

impl Expectation {
    /// Reads an expectation and closes its table.
    pub fn read(mut fields: Fields<'_>, almanac: &Almanac<'_>) -> Result<Self, Malformed> {
        let line = fields.line();
        let case = fields.optional_text("case")?;
        let mut wants = Vec::new();
        if let Some(state) = fields.optional_choice("state", &CaseState::ALL, CaseState::label)? {
            wants.push(Want::State(state));
        }
        for (who, words) in fields.pairs("standing")? {
            wants.push(Want::Standing { who: who.value, words });
        }
        for one in fields.tables("findings")? {
            read_findings(one, &mut wants)?;
        }
        wants.extend(almanac.optional_day(&mut fields, "deadline")?.map(Want::Deadline));
        wants.extend(almanac.optional_day(&mut fields, "decide_by")?.map(Want::DecideBy));
        wants.extend(fields.optional_number("deducted")?.map(Want::Deducted));
        wants.extend(fields.optional_flag("may_begin")?.map(Want::MayBegin));
        wants.extend(list(&mut fields, "absences")?.map(Want::Absences));
        for (name, words) in fields.pairs("materials")? {
            wants.push(Want::Material { name: name.value, words });
        }
        wants.extend(list(&mut fields, "exceptions")?.map(Want::Exceptions));
        wants.extend(fields.optional_number("notices")?.map(Want::Notices));
        wants.extend(fields.optional_number("entries")?.map(Want::Entries));
        wants.extend(fields.optional_number("drafts")?.map(Want::Drafts));
        let conclusion = fields.optional_choice("conclusion", &Conclusion::ALL, Conclusion::label)?;
        wants.extend(conclusion.map(Want::Conclusion));
        wants.extend(list(&mut fields, "undelivered")?.map(Want::Undelivered));
        for one in fields.tables("sheets")? {
            read_sheet(one, &mut wants)?;
        }
        if wants.is_empty() {
            return Err(fields.complain("这里没有写任何一条期望"));
        }
        fields.close()?;
        Ok(Self { line, case, wants })
    }

    /// Looks at the case on the stage.
    pub fn check(&self, stage: &mut Stage<'_>) -> Result<Vec<Check>, Trouble> {
        let view = stage.view()?;
        let mut checks = Vec::new();
        let mut sheets = Sheets::default();
        for want in &self.wants {
            let (what, expected, found) = look(want, &view, stage, &mut sheets)?;
            let holds = match want {
                Want::SheetSays { words, .. } => squeezed(&found).contains(&squeezed(words)),
                Want::SheetNeverSays { words, .. } => !squeezed(&found).contains(&squeezed(words)),
                _ => expected == found,
            };
            let found = match want {
                Want::SheetSays { .. } if !holds => "没有这些字".to_owned(),
                Want::SheetNeverSays { .. } if !holds => "有这些字".to_owned(),
                Want::SheetSays { .. } | Want::SheetNeverSays { .. } => expected.clone(),
                _ => found,
            };
            checks.push(Check { line: self.line, what, expected, found, holds });
        }
        Ok(checks)
    }
}

fn list(fields: &mut Fields<'_>, key: &'static str) -> Result<Option<Vec<String>>, Malformed> {
    let is_there = fields.has(key);
    let texts = fields.texts(key)?.into_iter().map(|spot| spot.value).collect();
    Ok(is_there.then_some(texts))
}

fn read_findings(mut one: Fields<'_>, wants: &mut Vec<Want>) -> Result<(), Malformed> {
    let step = one.choice("step", &Step::ALL, Step::label)?;
    if let Some(rules) = list(&mut one, "stops")? {
        wants.push(Want::Stops { step, rules: sorted(rules) });
    }
    if let Some(rules) = list(&mut one, "warns")? {
        wants.push(Want::Warns { step, rules: sorted(rules) });
    }
    for spot in one.texts("meets")? {
        wants.push(Want::Meets { step, rule: spot.value });
    }
    one.close()
}

fn read_sheet(mut one: Fields<'_>, wants: &mut Vec<Want>) -> Result<(), Malformed> {
    let text = one.text("form")?;
    let form: FormNo =
        text.parse().map_err(|_unknown| one.complain_of("form", format!("没有编号为「{text}」的文书")))?;
    if let Some(signed) = one.optional_flag("signed")? {
        wants.push(Want::SheetSigned { form, signed });
    }
    if let Some(n) = one.optional_number("printed")? {
        wants.push(Want::SheetPrinted { form, n });
    }
    if let Some(n) = one.optional_number("pages")? {
        wants.push(Want::SheetPages { form, n });
    }
    for spot in one.texts("contains")? {
        wants.push(Want::SheetSays { form, words: spot.value });
    }
    for spot in one.texts("lacks")? {
        wants.push(Want::SheetNeverSays { form, words: spot.value });
    }
    one.close()
}

/// Text and number of pages of the sheets that were read already.
type Sheets = BTreeMap<FormNo, (String, usize)>;

/// What is looked at, what should be there, what is there.
fn look(
    want: &Want,
    view: &CaseView,
    stage: &mut Stage<'_>,
    sheets: &mut Sheets,
) -> Result<(String, String, String), Trouble> {
    let triple = |what: &str, expected: String, found: String| (what.to_owned(), expected, found);
    Ok(match want {
        Want::State(state) => triple("环节", state.label().to_owned(), view.file.state.label().to_owned()),
        Want::Standing { who, words } => {
            (format!("{who} 的见证资格"), words.clone(), standing(view, stage, who)?)
        }
        Want::Stops { .. } | Want::Warns { .. } | Want::Meets { .. } => findings(want, view),
        Want::Deadline(day) => {
            triple("完成期限", day.to_string(), shown(view.deadline.as_ref().map(|d| d.on)))
        }
        Want::DecideBy(day) => triple("受理决定期限", day.to_string(), shown(view.decide_by)),
        Want::Deducted(n) => {
            let found = view.deadline.as_ref().map_or(0, |deadline| deadline.n_deducted);
            triple("不计入时限的工作日", n.to_string(), found.to_string())
        }
        Want::MayBegin(may) => {
            let found = view.begin.as_ref().is_some_and(|begin| begin.is_ok());
            triple("能否开始检验", may_words(*may).to_owned(), may_words(found).to_owned())
        }
        Want::Absences(names) => triple("缺席记录", joined(names), joined(&absences(view))),
        Want::Material { name, words } => {
            let material = stage.material(name)?;
            (format!("材料「{name}」"), words.clone(), usability(&view.file.usability(material)))
        }
        Want::Exceptions(rules) => {
            let found = view.file.exceptions.iter().map(|row| row.body.rule.clone()).collect();
            triple("例外清单", joined(&sorted(rules.clone())), joined(&sorted(found)))
        }
        Want::Notices(n) => {
            let found = view.file.notice_attempts.len();
            triple("通知记录条数", n.to_string(), found.to_string())
        }
        Want::Entries(n) => {
            let found = view.file.current(&view.file.entries).count();
            triple("过程记录条数", n.to_string(), found.to_string())
        }
        Want::Drafts(n) => triple("意见书几稿", n.to_string(), view.file.opinion_drafts.len().to_string()),
        Want::Conclusion(kind) => {
            let found = view.file.opinion().and_then(|row| row.body.conclusion);
            triple("结论", kind.label().to_owned(), found.map_or("没有", Conclusion::label).to_owned())
        }
        Want::Undelivered(names) => {
            let open = view.file.undelivered(DeliveredPaper::Opinion);
            let found: Vec<String> = open.iter().map(|client| client.called().to_owned()).collect();
            triple("还没有送达的一方", joined(names), joined(&found))
        }
        Want::SheetSigned { .. }
        | Want::SheetPrinted { .. }
        | Want::SheetPages { .. }
        | Want::SheetSays { .. }
        | Want::SheetNeverSays { .. } => sheet(want, view, stage, sheets)?,
    })
}

fn findings(want: &Want, view: &CaseView) -> (String, String, String) {
    let ids = |step: Step, wanted: fn(&Finding) -> bool| {
        let found = view.findings(step);
        let rules = found.breaches().filter(|finding| wanted(finding)).map(|f| f.rule.to_string());
        joined(&sorted(rules.collect()))
    };
    match want {
        Want::Stops { step, rules } => {
            (format!("「{}」的阻断", step.label()), joined(rules), ids(*step, Finding::stops))
        }
        Want::Warns { step, rules } => {
            (format!("「{}」的提醒", step.label()), joined(rules), ids(*step, Finding::needs_reason))
        }
        Want::Meets { step, rule } => {
            let found = view.findings(*step).of(rule).map(|finding| match &finding.breach {
                None => "满足".to_owned(),
                Some(breach) => format!("不满足：{}", breach.say),
            });
            let found = found.unwrap_or_else(|| "不适用".to_owned());
            (format!("「{}」的 {rule}", step.label()), "满足".to_owned(), found)
        }
        _ => (String::new(), String::new(), String::new()),
    }
}

fn sheet(
    want: &Want,
    view: &CaseView,
    stage: &mut Stage<'_>,
    sheets: &mut Sheets,
) -> Result<(String, String, String), Trouble> {
    Ok(match want {
        Want::SheetSigned { form, signed } => {
            let mut lines = view.sheets.iter().filter(|line| line.form == *form).peekable();
            let found = lines.peek().is_some() && lines.all(|line| line.state == SheetState::Signed);
            let words = |signed: bool| if signed { "签齐" } else { "没有签齐" };
            (form.number().to_owned(), words(*signed).to_owned(), words(found).to_owned())
        }
        Want::SheetPrinted { form, n } => {
            let found: u32 = view.sheets.iter().filter(|l| l.form == *form).map(|l| l.n_prints).sum();
            (format!("{} 打印次数", form.number()), n.to_string(), found.to_string())
        }
        Want::SheetPages { form, n } => (
            format!("{} 页数", form.number()),
            n.to_string(),
            sheet_text(view, stage, *form, sheets)?.1.to_string(),
        ),
        Want::SheetSays { form, words } => (
            format!("{} 里有「{words}」", form.number()),
            "有".to_owned(),
            sheet_text(view, stage, *form, sheets)?.0,
        ),
        Want::SheetNeverSays { form, words } => {
            let what = format!("{} 里没有「{words}」", form.number());
            (what, "没有".to_owned(), sheet_text(view, stage, *form, sheets)?.0)
        }
        _ => (String::new(), String::new(), String::new()),
    })
}

/// The text of every sheet of a form, read back from the bytes that were printed last, or would be printed now;
/// and the number of pages.
fn sheet_text(
    view: &CaseView,
    stage: &mut Stage<'_>,
    form: FormNo,
    sheets: &mut Sheets,
) -> Result<(String, usize), Trouble> {
    if let Some(read) = sheets.get(&form) {
        return Ok(read.clone());
    }
    let (mut text, mut n_pages) = (String::new(), 0);
    for pdf in printed_or_previewed(view, stage, form)? {
        let read = text_of_sheet(&pdf)?;
        text.push_str(&read.text);
        n_pages += read.n_pages;
    }
    sheets.insert(form, (text.clone(), n_pages));
    Ok((text, n_pages))
}

fn printed_or_previewed(
    view: &CaseView,
    stage: &mut Stage<'_>,
    form: FormNo,
) -> Result<Vec<Vec<u8>>, Trouble> {
    if let Some(printed) = stage.printed.get(&(stage.case_name.clone(), form)) {
        return Ok(printed.clone());
    }
    let mut previewed = Vec::new();
    for line in view.sheets.iter().filter(|line| line.form == form) {
        let look = Look::Preview(SheetRef::of_case(form, view.file.id, line.about));
        if let Outcome::Preview(preview) = stage.rehearsal.ask(Ask::Look(look))? {
            previewed.push(preview.pdf.to_vec());
        }
    }
    Ok(previewed)
}

fn standing(view: &CaseView, stage: &mut Stage<'_>, who: &str) -> Result<String, Trouble> {
    let attendance = stage.attendance(who)?;
    let row = view.present.iter().find(|row| row.row.id == attendance);
    Ok(match row.and_then(|row| row.standing) {
        Some(Standing::MayWitness) => "可以见证".to_owned(),
        Some(Standing::MayNotWitness(reason)) => format!("不得见证：{}", reason.label()),
        None => "不是保险机构人员，谈不上见证资格".to_owned(),
    })
}

fn absences(view: &CaseView) -> Vec<String> {
    let rows = view.file.current(&view.file.absences);
    rows.map(|row| match &row.body.who {
        Absentee::Insurer { name, .. } => name.clone(),
        Absentee::Statutory { name, .. } | Absentee::Subject { name } => name.as_str().to_owned(),
    })
    .collect()
}

fn usability(found: &Usability) -> String {
    match found {
        Usability::Usable => "可用".to_owned(),
        Usability::Unconfirmed(sides) => {
            let sides: Vec<&str> = sides.iter().map(|side| side.label()).collect();
            format!("锁住：{}没有确认", sides.join("、"))
        }
        Usability::Disputed { side, .. } => format!("锁住：{}有异议", side.label()),
    }
}

fn may_words(may: bool) -> &'static str {
    if may { "可以" } else { "不可以" }
}

fn shown(day: Option<Day>) -> String {
    day.map_or_else(|| "没有".to_owned(), |day| day.to_string())
}

fn joined(words: &[String]) -> String {
    if words.is_empty() { "没有".to_owned() } else { words.join("、") }
}

fn sorted(mut words: Vec<String>) -> Vec<String> {
    words.sort();
    words
}

/// Layout is not text: white space is left out on both sides.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
