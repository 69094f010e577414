//! What comes after the opinion: 补正、补充鉴定、重新鉴定.

use super::Deed;
use super::Reading;
use super::deed;
use crate::cli::scenario::reader::Fields;
use crate::cli::scenario::reader::Malformed;
use crate::cli::scenario::stage::Stage;
use crate::cli::scenario::stage::Trouble;
use crate::domain::case_link::ReappraisalAsked;
use crate::domain::case_link::ReappraisalWhom;
use crate::domain::case_link::SupplementGround;
use crate::domain::correction::CorrectionItem;
use crate::domain::correction::Flaw;
use crate::domain::opinion::Section;
use crate::domain::secret::PersonName;
use crate::services::case_link;
use crate::services::correction;
use crate::services::correction::CorrectionDraft;
use crate::services::request::Action;
use crate::services::request::Outcome;

/// 提出补正.
pub fn propose_correction(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let mut items = Vec::new();
    for mut one in fields.tables("items")? {
        items.push(CorrectionItem {
            flaw: one.choice("flaw", &Flaw::ALL, Flaw::label)?,
            section: one.optional_choice("section", &Section::ALL, Section::label)?,
            place: one.text_or_empty("place")?,
            before: one.text_or_empty("before")?,
            after: one.text_or_empty("after")?,
            why: one.text_or_empty("why")?,
        });
        one.close()?;
    }
    let signed_by = reading.members(fields, "signed_by")?;
    let makes_sheet = fields.optional_flag("makes_sheet")?.unwrap_or(true);
    deed(move |stage| {
        let mut signers = Vec::new();
        for name in &signed_by {
            signers.push(stage.member(name)?);
        }
        let draft = Box::new(CorrectionDraft { items: items.clone(), signed_by: signers, makes_sheet });
        let (case, reasons) = (stage.case()?, stage.reasons.clone());
        Ok(Action::Correction(correction::Request::Propose { case, draft, reasons }))
    })
}

/// 批准补正.
pub fn decide_correction(fields: &mut Fields<'_>, _reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let granted = fields.optional_flag("granted")?.unwrap_or(true);
    let note = fields.text_or_empty("note")?;
    deed(move |stage| {
        let view = stage.view()?;
        let Some(row) = view.file.corrections_now().last() else {
            return Err(Trouble::Script("还没有提出补正".to_owned()));
        };
        let (case, correction, note) = (view.file.id, row.id, note.clone());
        Ok(Action::Correction(correction::Request::Decide { case, correction, granted, note }))
    })
}

const GROUNDS: [&str; 3] = ["遗漏", "新材料", "其他"];

/// 补充鉴定: of the case of the act; the new one gets its own name.
pub fn supplement(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let ground = match fields.choice("ground", &GROUNDS, |word| word)? {
        "遗漏" => SupplementGround::Omitted,
        "新材料" => SupplementGround::NewMaterial,
        _ => SupplementGround::Other { what: fields.text_or_empty("what")? },
    };
    let requested_on = reading.almanac.optional_day(fields, "requested_on")?.unwrap_or(reading.at.day());
    let new_case = fields.text("new_case")?;
    Ok(Box::new(move |stage| {
        let (case, reasons, ground) = (stage.case()?, stage.reasons.clone(), ground.clone());
        let request = case_link::Request::Supplement { case, ground, requested_on, reasons };
        opened(stage, Action::CaseLink(request), &new_case)
    }))
}

/// 申请重鉴: somebody asks for a re-appraisal of the case of the act, of another institution or of this one.
pub fn ask_reappraisal(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let by = PersonName::new(fields.text("asked_by")?);
    let ground = fields.text_or_empty("ground")?;
    let on = reading.almanac.optional_day(fields, "asked_on")?.unwrap_or(reading.at.day());
    let whom = match fields.optional_flag("ourselves")? {
        Some(true) => ReappraisalWhom::Ourselves { special_reason: fields.text_or_empty("special_reason")? },
        _ => ReappraisalWhom::Another { name: fields.text_or_empty("institution")? },
    };
    let handed_over = fields.text_or_empty("handed_over")?;
    let new_case = fields.text_or_empty("new_case")?;
    let asked = ReappraisalAsked { by, on, ground, whom, handed_over };
    Ok(Box::new(move |stage| {
        let (case, reasons) = (stage.case()?, stage.reasons.clone());
        let asked = Box::new(asked.clone());
        let request = case_link::Request::AskReappraisal { case, asked, reasons };
        opened(stage, Action::CaseLink(request), &new_case)
    }))
}

/// Gives the case that was opened its name in the scenario.
fn opened(stage: &mut Stage<'_>, action: Action, name: &str) -> Result<String, Trouble> {
    let from = stage.case()?;
    let Outcome::Done { said, case: Some(case), .. } = stage.does(action)? else {
        return Ok(String::new());
    };
    if case != from {
        if name.is_empty() {
            return Err(Trouble::Script("新建的案件要起名 new_case".to_owned()));
        }
        let here = std::mem::replace(&mut stage.case_name, name.to_owned());
        stage.name_case(case);
        stage.case_name = here;
    }
    Ok(said)
}
