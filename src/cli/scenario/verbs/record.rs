//! 过程记录、照片、定稿、签名、打印.

use super::Deed;
use super::Reading;
use super::deed;
use super::manner;
use super::values;
use crate::cli::scenario::reader::Fields;
use crate::cli::scenario::reader::Malformed;
use crate::cli::scenario::stage::Paper;
use crate::cli::scenario::stage::Stage;
use crate::cli::scenario::stage::Trouble;
use crate::domain::printer::PrintSetup;
use crate::domain::process_record::BodySide;
use crate::domain::process_record::EntryContent;
use crate::domain::process_record::InstrumentUse;
use crate::domain::process_record::Measurement;
use crate::domain::process_record::MediaKind;
use crate::domain::process_record::StandardRank;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetRef;
use crate::domain::signature::Signer;
use crate::domain::signature::expected_signers;
use crate::domain::signature::unsigned;
use crate::services::case_view::sheets::SheetLine;
use crate::services::case_view::sheets::SheetState;
use crate::services::picture::PictureKind;
use crate::services::process_record;
use crate::services::process_record::EntryDraft;
use crate::services::process_record::MediaDraft;
use crate::services::rehearsal::lay_down;
use crate::services::request::Action;
use crate::services::request::Outcome;
use crate::services::sheet;
use crate::services::signature;

/// 开始检验 (T11).
pub fn begin(fields: &mut Fields<'_>, _reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let steps = values(fields.texts("steps")?);
    deed(move |stage| {
        let (case, reasons) = (stage.case()?, stage.reasons.clone());
        Ok(Action::ProcessRecord(process_record::Request::Begin { case, steps: steps.clone(), reasons }))
    })
}

/// Makes the content of an entry; a material used is looked up when its time comes.
type Content = Box<dyn Fn(&mut Stage<'_>) -> Result<EntryContent, Trouble>>;

/// The kinds of entry, by the words of the record.
const KINDS: [&str; 8] =
    ["方法和过程", "检查所见", "测量", "仪器设备", "使用材料", "适用标准", "隐私保护", "其他情况"];

/// 记一条.
pub fn add_entry(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let name = fields.optional_text("entry")?;
    let entry = Entry::read(fields, reading)?;
    Ok(Box::new(move |stage| {
        let draft = entry.draft(stage)?;
        let text = draft.content.text();
        let request = process_record::Request::AddEntry { case: stage.case()?, draft: Box::new(draft) };
        entered(stage, Action::ProcessRecord(request), name.as_deref(), text)
    }))
}

/// 更正: a new version of an entry that was given a name.
pub fn correct_entry(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let name = fields.text("entry")?;
    let reason = fields.text_or_empty("reason")?;
    let entry = Entry::read(fields, reading)?;
    Ok(Box::new(move |stage| {
        let draft = entry.draft(stage)?;
        let text = format!("{}（{reason}）", draft.content.text());
        let (case, former, reason) = (stage.case()?, stage.entry(&name)?, reason.clone());
        let draft = Box::new(draft);
        let request = process_record::Request::CorrectEntry { case, entry: former, draft, reason };
        entered(stage, Action::ProcessRecord(request), Some(&name), text)
    }))
}

/// Remembers an entry under its name; the account tells what was written, since the office says nothing.
fn entered(
    stage: &mut Stage<'_>,
    action: Action,
    name: Option<&str>,
    text: String,
) -> Result<String, Trouble> {
    if let (Outcome::Done { made: Some(made), .. }, Some(name)) = (stage.does(action)?, name) {
        stage.name_entry(name, made);
    }
    Ok(text)
}

/// An entry as the scenario tells it.
struct Entry {
    step: String,
    content: Content,
    happened_at: Option<crate::domain::moment::Moment>,
    late_reason: String,
}

impl Entry {
    fn read(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Self, Malformed> {
        Ok(Self {
            step: fields.text_or_empty("step")?,
            content: read_content(fields, reading)?,
            happened_at: reading.almanac.optional_moment(fields, "happened_at", Some(reading.at))?,
            late_reason: fields.text_or_empty("late_reason")?,
        })
    }

    fn draft(&self, stage: &mut Stage<'_>) -> Result<EntryDraft, Trouble> {
        Ok(EntryDraft {
            step: self.step.clone(),
            content: (self.content)(stage)?,
            happened_at: self.happened_at,
            late_reason: self.late_reason.clone(),
        })
    }
}

fn read_content(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Content, Malformed> {
    let kind = fields.choice("kind", &KINDS, |kind| kind)?;
    let content = match kind {
        "测量" => EntryContent::Measurement(Measurement {
            name: fields.text("name")?,
            side: fields.optional_choice("side", &[BodySide::Left, BodySide::Right], BodySide::label)?,
            mode: fields.text_or_empty("mode")?,
            value: fields.text("value")?,
            unit: fields.text_or_empty("unit")?,
        }),
        "仪器设备" => EntryContent::Instrument(InstrumentUse {
            name: fields.text("name")?,
            number: fields.text_or_empty("number")?,
            valid_until: reading.almanac.optional_day(fields, "valid_until")?,
            state: fields.text_or_empty("state")?,
        }),
        "适用标准" => EntryContent::Standard {
            name: fields.text("name")?,
            number: fields.text_or_empty("number")?,
            rank: fields.choice("rank", &StandardRank::ALL, StandardRank::label)?,
        },
        "使用材料" => {
            let name = fields.text("item")?;
            return Ok(Box::new(move |stage| {
                let material = stage.material(&name)?;
                Ok(EntryContent::MaterialUsed { material, name: name.clone() })
            }));
        }
        "检查所见" => EntryContent::Finding { text: fields.text("text")? },
        "隐私保护" => EntryContent::Privacy { text: fields.text("text")? },
        "其他情况" => EntryContent::Note { text: fields.text("text")? },
        _ => EntryContent::Method { text: fields.text("text")? },
    };
    Ok(Box::new(move |_stage| Ok(content.clone())))
}

/// 附照片.
pub fn attach(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let picture = fields.text("picture")?;
    let caption = fields.text("caption")?;
    let is_private_part = fields.optional_flag("is_private_part")?.unwrap_or(false);
    let recorder = fields.optional_text("recorder")?.unwrap_or_else(|| "鉴定人".to_owned());
    if !matches!(recorder.as_str(), "鉴定人" | "当事人") {
        reading.insurer(fields, "recorder")?;
    }
    deed(move |stage| {
        let kept = stage.keep(&picture, PictureKind::Photo)?;
        let (kind, caption) = (MediaKind::Photo, caption.clone());
        let recorder = stage.recorder(&recorder)?;
        let draft = Box::new(MediaDraft { kept, caption, kind, recorder, is_private_part });
        Ok(Action::ProcessRecord(process_record::Request::Attach { case: stage.case()?, draft }))
    })
}

/// 定稿.
pub fn seal(_fields: &mut Fields<'_>, _reading: &Reading<'_>) -> Result<Deed, Malformed> {
    deed(|stage| {
        let (case, reasons) = (stage.case()?, stage.reasons.clone());
        Ok(Action::ProcessRecord(process_record::Request::Seal { case, reasons }))
    })
}

/// 签齐 (T14).
pub fn finish(_fields: &mut Fields<'_>, _reading: &Reading<'_>) -> Result<Deed, Malformed> {
    deed(|stage| {
        let (case, reasons) = (stage.case()?, stage.reasons.clone());
        Ok(Action::ProcessRecord(process_record::Request::Finish { case, reasons }))
    })
}

/// 签名: those named, or everybody who has to and has not yet.
pub fn sign(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let forms = read_forms(fields)?;
    let who = reading.anybody(fields, "who")?;
    let manner = manner::read(fields)?;
    Ok(Box::new(move |stage| {
        let mut n = 0_usize;
        for form in forms.clone() {
            for signer in signers(stage, form, &who)? {
                let (case, manner) = (stage.case()?, manner.clone());
                stage.says(Action::Signature(signature::Request::Sign { case, form, signer, manner }))?;
                n += 1;
            }
        }
        Ok(format!("{n} 人次已签"))
    }))
}

fn signers(stage: &mut Stage<'_>, form: FormNo, who: &[String]) -> Result<Vec<Signer>, Trouble> {
    let view = stage.view()?;
    if who.is_empty() {
        return Ok(unsigned(&view.file, form));
    }
    let expected = expected_signers(&view.file, form);
    let mut found = Vec::new();
    for key in who {
        let name = match stage.cast.people.get(key) {
            Some(actor) => actor.name().as_str().to_owned(),
            None => key.clone(),
        };
        let signer = expected.iter().find(|signer| signer.name.as_str() == name);
        let signer =
            signer.ok_or_else(|| Trouble::Script(format!("「{key}」不在 {} 的签名人里", form.number())))?;
        found.push(signer.clone());
    }
    Ok(found)
}

pub(super) fn read_forms(fields: &mut Fields<'_>) -> Result<Vec<FormNo>, Malformed> {
    let spots = fields.texts("forms")?;
    if spots.is_empty() {
        return Err(fields.complain("还缺「forms」，如 [\"F-07\"]"));
    }
    let mut forms = Vec::new();
    for spot in spots {
        let form = spot.value.parse::<FormNo>();
        forms.push(form.map_err(|error| fields.complain_of("forms", error.to_string()))?);
    }
    Ok(forms)
}

/// 打印: the sheets that are named, or every sheet that has begun; each into the folder for sheets.
pub fn print(fields: &mut Fields<'_>, _reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let forms = if fields.has("forms") { read_forms(fields)? } else { Vec::new() };
    fields.texts("forms")?;
    Ok(Box::new(move |stage| {
        let view = stage.view()?;
        let wanted = |line: &&SheetLine| {
            line.state != SheetState::NotBegun && (forms.is_empty() || forms.contains(&line.form))
        };
        let lines: Vec<SheetLine> = view.sheets.iter().filter(wanted).cloned().collect();
        for line in &lines {
            stage.printed.remove(&(stage.case_name.clone(), line.form));
        }
        let case = stage.case()?;
        for line in &lines {
            print_sheet(stage, SheetRef::of_case(line.form, case, line.about))?;
        }
        Ok(format!("{} 份文书已打印", lines.len()))
    }))
}

/// Prints one sheet into the folder for sheets.
pub(super) fn print_sheet(stage: &mut Stage<'_>, which: SheetRef) -> Result<(), Trouble> {
    // Before the print, which counts: the digest has the number the print will have.
    let unmarked_sha256 =
        if stage.digests { Some(sheet::unmarked_digest(stage.rehearsal.office(), which)?) } else { None };
    let request = sheet::Request::Print { sheet: which, setup: PrintSetup::default() };
    let Outcome::Sheet(issued) = stage.does(Action::Sheet(request))? else { return Ok(()) };
    let Some(pdf) = stage.rehearsal.take_printed() else { return Ok(()) };
    let key = (stage.case_name.clone(), which.form);
    stage.printed.entry(key).or_default().push(pdf.clone());
    let Some(folder) = stage.sheets_folder.clone() else { return Ok(()) };
    let n =
        stage.papers.iter().filter(|p| p.case == stage.case_name && p.form == which.form.number()).count();
    let more = if n == 0 { String::new() } else { format!("-{}", n + 1) };
    let case = if stage.cases().count() > 1 { format!("{}-", stage.case_name) } else { String::new() };
    let file = folder.join(format!("{case}{}{more}.pdf", which.form.number()));
    let made = std::fs::create_dir_all(&folder);
    made.map_err(|error| Trouble::Script(format!("{} 建不起来（{error}）", folder.display())))?;
    lay_down(&file, &pdf)?;
    let form = which.form.number();
    let n_pages = issued.n_pages;
    stage.papers.push(Paper { case: stage.case_name.clone(), form, file, n_pages, unmarked_sha256 });
    Ok(())
}
