//! 预约、补充材料、延长、协商受理时间: what a clock begins with, waits for, and is lengthened by.

use super::Deed;
use super::Reading;
use super::deed;
use super::values;
use crate::cli::scenario::reader::Fields;
use crate::cli::scenario::reader::Malformed;
use crate::cli::scenario::stage::Trouble;
use crate::domain::booking::Booking;
use crate::domain::reception::Channel;
use crate::domain::secret::PersonName;
use crate::domain::secret::Phone;
use crate::domain::supplement::SupplementItem;
use crate::domain::supplement::SupplementKind;
use crate::domain::supplement::SupplementOutcome;
use crate::domain::witness_notice::NoticeWay;
use crate::services::booking;
use crate::services::extension;
use crate::services::extension::AgreeDraft;
use crate::services::extension::GrantDraft;
use crate::services::extension::NotifyDraft;
use crate::services::request::Action;
use crate::services::request::Outcome;
use crate::services::supplement;
use crate::services::supplement::ClosingDraft;
use crate::services::supplement::RequestDraft;

/// 登记预约 (F-33): opens the case.
pub fn book(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let contact = reading.cast.who(fields, "who")?;
    let channel = fields.choice("channel", &Channel::ALL, Channel::label)?;
    let phone = fields.text_or_empty("phone")?;
    let matter = fields.text_or_empty("matter")?;
    let cover = fields.text_or_empty("cover")?;
    let wanted_at = reading.almanac.optional_moment(fields, "wanted_at", Some(reading.at))?;
    let to_bring = values(fields.texts("to_bring")?);
    let told_suishenban = fields.optional_flag("told_suishenban")?.unwrap_or(false);
    Ok(Box::new(move |stage| {
        let person = stage.person(&contact)?;
        let phone = if phone.is_empty() { person.phone.clone() } else { Phone::new(&phone) };
        let booking = Booking {
            channel,
            contact: person.name,
            phone,
            matter: matter.clone(),
            cover: cover.clone(),
            wanted_at,
            to_bring: to_bring.clone(),
            told_suishenban,
            answer: None,
        };
        match stage.does(Action::Booking(booking::Request::Book { booking: Box::new(booking) }))? {
            Outcome::Done { said, case: Some(case), .. } => {
                stage.name_case(case);
                Ok(said)
            }
            _ => Err(Trouble::Script("预约没有开成案件".to_owned())),
        }
    }))
}

/// 答复预约.
pub fn answer_booking(fields: &mut Fields<'_>, _reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let said = fields.text("said")?;
    deed(move |stage| {
        let (case, said) = (stage.case()?, said.clone());
        Ok(Action::Booking(booking::Request::Answer { case, said }))
    })
}

/// 预约到访: the commission is received today.
pub fn arrive(_fields: &mut Fields<'_>, _reading: &Reading<'_>) -> Result<Deed, Malformed> {
    deed(|stage| Ok(Action::Booking(booking::Request::Arrive { case: stage.case()? })))
}

/// 协商受理时间.
pub fn agree_decision(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let Some(until) = reading.almanac.optional_day(fields, "until")? else {
        return Err(fields.complain("还缺「until」"));
    };
    let reason = fields.text_or_empty("reason")?;
    let with = reading.cast.who(fields, "with")?;
    deed(move |stage| {
        let with = stage.person(&with)?.name;
        let draft = AgreeDraft { until, reason: reason.clone(), with };
        Ok(Action::Extension(extension::Request::AgreeDecision { case: stage.case()?, draft }))
    })
}

/// 通知补充材料 (F-15).
pub fn ask_supplement(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let kind = fields.optional_choice("kind", &SupplementKind::ALL, SupplementKind::label)?;
    let names = values(fields.texts("items")?);
    let why = fields.text_or_empty("why")?;
    let Some(due_on) = reading.almanac.optional_day(fields, "due_on")? else {
        return Err(fields.complain("还缺「due_on」"));
    };
    let way = fields.choice("way", &NoticeWay::ALL, NoticeWay::label)?;
    deed(move |stage| {
        let items = names.iter().map(|name| SupplementItem { name: name.clone(), detail: String::new() });
        let draft = RequestDraft {
            kind: kind.unwrap_or(SupplementKind::Supply),
            items: items.collect(),
            why: why.clone(),
            due_on,
            way,
        };
        let (case, reasons) = (stage.case()?, stage.reasons.clone());
        Ok(Action::Supplement(supplement::Request::Ask { case, draft, reasons }))
    })
}

/// 补充材料收齐.
pub fn close_supplement(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let outcome = fields.optional_choice("outcome", &SupplementOutcome::ALL, SupplementOutcome::label)?;
    let items = values(fields.texts("items")?);
    let completed_on = reading.almanac.optional_day(fields, "completed_on")?;
    let note = fields.text_or_empty("note")?;
    deed(move |stage| {
        let mut materials = Vec::new();
        for item in &items {
            materials.push(stage.material(item)?);
        }
        let outcome = outcome.unwrap_or(SupplementOutcome::Complete);
        let draft = ClosingDraft { completed_on, outcome, materials, note: note.clone() };
        let (case, reasons) = (stage.case()?, stage.reasons.clone());
        Ok(Action::Supplement(supplement::Request::Close { case, draft, reasons }))
    })
}

/// 批准延长 (F-16).
pub fn extend(fields: &mut Fields<'_>, _reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let n = fields.optional_number("n")?.unwrap_or(0);
    let reason = fields.text_or_empty("reason")?;
    let beyond_reason = fields.text_or_empty("beyond_reason")?;
    deed(move |stage| {
        let draft = GrantDraft {
            n: u16::try_from(n).unwrap_or(u16::MAX),
            reason: reason.clone(),
            beyond_reason: beyond_reason.clone(),
        };
        let (case, reasons) = (stage.case()?, stage.reasons.clone());
        Ok(Action::Extension(extension::Request::Grant { case, draft, reasons }))
    })
}

/// 告知延长: the latest extension nobody was told of.
pub fn notify_extension(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let way = fields.choice("way", &NoticeWay::ALL, NoticeWay::label)?;
    let told = reading.cast.who(fields, "told")?;
    let notified_on = reading.almanac.optional_day(fields, "notified_on")?;
    deed(move |stage| {
        let told: PersonName = stage.person(&told)?.name;
        let view = stage.view()?;
        let Some(extension) = view.file.untold_extensions().last().map(|row| row.id) else {
            return Err(Trouble::Script("没有要告知的延长".to_owned()));
        };
        let draft = NotifyDraft { notified_on, way, told };
        let case = stage.case()?;
        Ok(Action::Extension(extension::Request::Notify { case, extension, draft }))
    })
}
