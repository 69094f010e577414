//! 异议、出庭、干预、线索、例外清单、座谈: what happens beside a case or after its opinion.

use super::Deed;
use super::Reading;
use super::deed;
use crate::cli::scenario::reader::Fields;
use crate::cli::scenario::reader::Malformed;
use crate::cli::scenario::stage::Stage;
use crate::cli::scenario::stage::Trouble;
use crate::cli::scenario::verbs::record::print_sheet;
use crate::cli::scenario::verbs::record::read_forms;
use crate::domain::clue::BrokerClue;
use crate::domain::clue::ClueKind;
use crate::domain::clue::ClueStage;
use crate::domain::clue::ClueTransfer;
use crate::domain::clue::PersonalBasis;
use crate::domain::clue::Receiver;
use crate::domain::court::AbsenceReason;
use crate::domain::court::Attended;
use crate::domain::court::CourtAppearance;
use crate::domain::court::CourtNotice;
use crate::domain::dispute::Dispute;
use crate::domain::dispute::DisputeEvent;
use crate::domain::dispute::DisputeStep;
use crate::domain::dispute::Objector;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EntryId;
use crate::domain::interference::Interference;
use crate::domain::interference::InterferenceKind;
use crate::domain::interference::Manner;
use crate::domain::interference::Report;
use crate::domain::liaison::LiaisonKind;
use crate::domain::liaison::LiaisonMeeting;
use crate::domain::secret::PersonName;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::Listed;
use crate::domain::sheet::SheetOf;
use crate::domain::sheet::SheetRef;
use crate::services::clue;
use crate::services::court;
use crate::services::dispute;
use crate::services::exception;
use crate::services::interference;
use crate::services::liaison;
use crate::services::registers;
use crate::services::request::Action;
use crate::services::request::Look;
use crate::services::request::Outcome;
use std::sync::Arc;

/// 提出异议.
pub fn raise(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let by = fields.choice("as", &Objector::ALL, Objector::label)?;
    let name = fields.text("who")?;
    let content = fields.text("content")?;
    let proof = fields.text_or_empty("proof")?;
    let raised_on = reading.at.day();
    deed(move |stage| {
        let dispute = Dispute {
            raised_on,
            by,
            name: named(stage, &name)?,
            content: content.clone(),
            proof: proof.clone(),
        };
        Ok(Action::Dispute(dispute::Request::Register { case: stage.case()?, dispute }))
    })
}

const STEPS: [&str; 10] = [
    "沟通",
    "转办",
    "开始调解",
    "调解一致",
    "调解未成",
    "解释说明",
    "转补充鉴定",
    "转重新鉴定",
    "进入诉讼",
    "异议人撤回",
];

/// 处理异议: the latest that is still open.
pub fn handle(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let step = fields.choice("step", &STEPS, |word| word)?;
    let other = fields.text_or_empty("other")?;
    let account = fields.text("account")?;
    let in_writing = fields.optional_flag("in_writing")?.unwrap_or(true);
    let on = reading.at.day();
    deed(move |stage| {
        let view = stage.view()?;
        let latest: Option<&Recorded<Dispute>> = view.file.disputes.last();
        let Some(dispute) = latest.map(|row| row.id) else {
            return Err(Trouble::Script("没有异议可以处理".to_owned()));
        };
        let what = match step {
            "沟通" => DisputeStep::TalkedOver,
            "转办" => DisputeStep::PassedOn { to: other.clone() },
            "开始调解" => DisputeStep::Mediating { body: other.clone() },
            "调解一致" => DisputeStep::Mediated { agreed: true },
            "调解未成" => DisputeStep::Mediated { agreed: false },
            "解释说明" => DisputeStep::Explained { by: PersonName::new(&other), in_writing },
            "转补充鉴定" => DisputeStep::Supplementary,
            "转重新鉴定" => DisputeStep::Reappraisal,
            "进入诉讼" => DisputeStep::Court,
            _ => DisputeStep::TakenBack,
        };
        let event = DisputeEvent { dispute, on, what, account: account.clone() };
        Ok(Action::Dispute(dispute::Request::Handle { case: stage.case()?, event }))
    })
}

/// 出庭通知; a second one completes the first.
pub fn summon(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let court = fields.text("court")?;
    let docket_no = fields.text("docket_no")?;
    let hearing_at = reading.almanac.optional_moment(fields, "hearing_at", Some(reading.at))?;
    let place = fields.text_or_empty("place")?;
    let n_people = fields.optional_number("people")?.and_then(|n| u8::try_from(n).ok());
    let cost = fields.text_or_empty("cost")?;
    let demands = fields.text_or_empty("demands")?;
    let settled_with = fields.text_or_empty("settled_with")?;
    let today = reading.at.day();
    deed(move |stage| {
        let view = stage.view()?;
        let former = view.file.latest(&view.file.court_notices);
        let settled_with = PersonName::new(&settled_with);
        let notice = CourtNotice {
            received_on: former.map_or(today, |row| row.body.received_on),
            court: court.clone(),
            docket_no: docket_no.clone(),
            hearing_at,
            place: place.clone(),
            n_people,
            cost: cost.clone(),
            demands: demands.clone(),
            settled_on: (!settled_with.is_empty()).then_some(today),
            settled_with,
        };
        let (case, former) = (stage.case()?, former.map(|row| row.id));
        Ok(Action::Court(court::Request::SaveNotice { case, notice: Box::new(notice), former }))
    })
}

/// 出庭, or the lawful reason for staying away.
pub fn appear(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let who = reading.members(fields, "who")?;
    let questions = fields.text_or_empty("questions")?;
    let result = fields.text_or_empty("result")?;
    let reason = fields.optional_choice("reason", &AbsenceReason::ALL, AbsenceReason::label)?;
    let account = fields.text_or_empty("account")?;
    let on = reading.at.day();
    deed(move |stage| {
        let view = stage.view()?;
        let Some(notice) = view.file.latest(&view.file.court_notices).map(|row| row.id) else {
            return Err(Trouble::Script("没有出庭通知".to_owned()));
        };
        let attended = match reason {
            Some(reason) => Attended::Excused { reason, account: account.clone() },
            None => Attended::There {
                appraisers: who.iter().map(|name| stage.member(name)).collect::<Result<_, _>>()?,
                questions: questions.clone(),
                result: result.clone(),
            },
        };
        let appearance = Box::new(CourtAppearance { notice, on, attended });
        let (case, reasons) = (stage.case()?, stage.reasons.clone());
        Ok(Action::Court(court::Request::Appear { case, appearance, reasons }))
    })
}

/// 登记干预, of the case on the stage; with `corrects` the latest entry anew.
pub fn interfere(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let name = fields.text("who")?;
    let manner = fields.choice("manner", &Manner::ALL, Manner::label)?;
    let kind = fields.choice("kind", &InterferenceKind::ALL, InterferenceKind::label)?;
    let place = fields.text("place")?;
    let words = fields.text("words")?;
    let handling = fields.text_or_empty("handling")?;
    let is_serious = fields.optional_flag("serious")?.unwrap_or(false);
    let impact = fields.text_or_empty("impact")?;
    let relation = fields.text_or_empty("relation")?;
    let corrects = fields.optional_text("corrects")?;
    let happened_at =
        reading.almanac.optional_moment(fields, "happened_at", Some(reading.at))?.unwrap_or(reading.at);
    deed(move |stage| {
        let entry = corrects.as_ref().map(|_| latest_interference(stage)).transpose()?;
        let body = Interference {
            number: String::new(),
            case: if stage.has_case() { Some(stage.case()?) } else { None },
            happened_at,
            place: place.clone(),
            name: PersonName::new(&name),
            workplace: String::new(),
            position: String::new(),
            relation: relation.clone(),
            manner,
            kind,
            words: words.clone(),
            present: String::new(),
            handling: handling.clone(),
            attachments: Vec::new(),
            impact: impact.clone(),
            is_serious,
            report: None,
            correction: corrects.clone().unwrap_or_default(),
        };
        Ok(Action::Interference(interference::Request::Save { entry, body: Box::new(body) }))
    })
}

/// 报告干预: the latest entry.
pub fn report(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let to = fields.text("to")?;
    let received_by = fields.text("received_by")?;
    let receipt = fields.text_or_empty("receipt")?;
    let reported_on = reading.at.day();
    deed(move |stage| {
        let entry = latest_interference(stage)?;
        let report = Report {
            reported_on,
            to: to.clone(),
            received_by: PersonName::new(&received_by),
            receipt: receipt.clone(),
        };
        Ok(Action::Interference(interference::Request::Report { entry, report: Box::new(report) }))
    })
}

/// 登记线索.
pub fn suspect(fields: &mut Fields<'_>, _reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let source = fields.text("source")?;
    let kinds = fields.choices("kinds", &ClueKind::ALL, ClueKind::label)?;
    let seen = fields.text_or_empty("seen")?;
    let heard = fields.text_or_empty("heard")?;
    let supposed = fields.text_or_empty("supposed")?;
    let people = fields.text_or_empty("people")?;
    deed(move |stage| {
        let body = BrokerClue {
            number: String::new(),
            case: if stage.has_case() { Some(stage.case()?) } else { None },
            also: Vec::new(),
            source: source.clone(),
            kinds: kinds.iter().copied().collect(),
            seen: seen.clone(),
            heard: heard.clone(),
            supposed: supposed.clone(),
            people: PersonName::new(&people),
            evidence: Vec::new(),
            stage: ClueStage::Registered,
            review: None,
            transfer: None,
            feedback: String::new(),
            correction: String::new(),
        };
        Ok(Action::Clue(clue::Request::Save { entry: None, body: Box::new(body) }))
    })
}

/// 审核线索: the latest.
pub fn review_clue(fields: &mut Fields<'_>, _reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let opinion = fields.text("opinion")?;
    let stands = fields.flag("stands")?;
    deed(move |stage| {
        let entry = latest_clue(stage)?;
        Ok(Action::Clue(clue::Request::Review { entry, opinion: opinion.clone(), stands }))
    })
}

/// 移送线索: the latest; without an article nothing that names anybody goes along.
pub fn hand_over(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let to = fields.choice("to", &Receiver::ALL, Receiver::label)?;
    let receiver = fields.text("receiver")?;
    let article = fields.optional_text("article")?;
    let transferred_on = reading.at.day();
    deed(move |stage| {
        let personal = match &article {
            None => PersonalBasis::Masked,
            Some(article) => PersonalBasis::Statute { article: article.clone() },
        };
        let transfer = ClueTransfer {
            to,
            receiver: receiver.clone(),
            transferred_on,
            by: PersonName::default(),
            personal,
            receipt: String::new(),
        };
        let entry = latest_clue(stage)?;
        Ok(Action::Clue(clue::Request::Transfer { entry, transfer: Box::new(transfer) }))
    })
}

/// 线索反馈: the latest.
pub fn hear_back(fields: &mut Fields<'_>, _reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let feedback = fields.text("feedback")?;
    let founded = fields.flag("founded")?;
    deed(move |stage| {
        let entry = latest_clue(stage)?;
        Ok(Action::Clue(clue::Request::Answer { entry, feedback: feedback.clone(), founded }))
    })
}

/// 签署例外清单 of the month before this act.
pub fn sign_exceptions(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let remark = fields.text_or_empty("remark")?;
    let today = reading.at.day();
    let before = today.plus_days(-i64::from(today.day_of_month()));
    deed(move |_stage| {
        let (year, month, remark) = (before.year(), before.month(), remark.clone());
        Ok(Action::Exception(exception::Request::SignOff { year, month, remark }))
    })
}

/// 记录座谈、培训.
pub fn meet(fields: &mut Fields<'_>, reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let kind = fields.choice("kind", &LiaisonKind::ALL, LiaisonKind::label)?;
    let meeting = LiaisonMeeting {
        kind,
        held_on: reading.at.day(),
        subject: fields.text("subject")?,
        attendees: fields.text("attendees")?,
        conclusions: fields.text_or_empty("conclusions")?,
        to_do: fields.text_or_empty("to_do")?,
        correction: String::new(),
    };
    deed(move |_stage| {
        Ok(Action::Liaison(liaison::Request::Save { entry: None, meeting: Box::new(meeting.clone()) }))
    })
}

const LISTS: [&str; 3] = ["纪要", "保险机构名录", "鉴定人员名册"];

/// 打印登记: sheets of the latest entries of the registers; of F-36 a list of the directory where one is named.
pub fn print_books(fields: &mut Fields<'_>, _reading: &Reading<'_>) -> Result<Deed, Malformed> {
    let forms = read_forms(fields)?;
    let list = if fields.has("list") { fields.choice("list", &LISTS, |word| word)? } else { LISTS[0] };
    Ok(Box::new(move |stage| {
        for &form in &forms {
            let of = match (form, list) {
                (FormNo::F12 | FormNo::F13, _) => SheetOf::Entry(latest_interference(stage)?),
                (FormNo::F32, _) => SheetOf::Entry(latest_clue(stage)?),
                (FormNo::F36, "保险机构名录") => SheetOf::Directory(Listed::Insurers),
                (FormNo::F36, "鉴定人员名册") => SheetOf::Directory(Listed::Staff),
                (FormNo::F36, _) => SheetOf::Entry(latest_meeting(stage)?),
                (other, _) => {
                    return Err(Trouble::Script(format!("{other} 是案件的文书，用「打印」")));
                }
            };
            stage.printed.remove(&(stage.case_name.clone(), form));
            print_sheet(stage, SheetRef { form, of })?;
        }
        Ok(format!("{} 份登记簿文书已打印", forms.len()))
    }))
}

fn latest_meeting(stage: &mut Stage<'_>) -> Result<EntryId, Trouble> {
    let found = books(stage)?.meetings.first().map(|entry| entry.id);
    found.ok_or_else(|| Trouble::Script("还没有座谈记录".to_owned()))
}

/// A person of the cast by key, or a name as it stands.
fn named(stage: &mut Stage<'_>, who: &str) -> Result<PersonName, Trouble> {
    if stage.cast.people.contains_key(who) {
        return Ok(stage.person(who)?.name);
    }
    Ok(who.into())
}

fn books(stage: &mut Stage<'_>) -> Result<Arc<registers::View>, Trouble> {
    match stage.looks(Look::Registers)? {
        Outcome::Registers(view) => Ok(view),
        _ => Err(Trouble::Script("登记簿没有打开".to_owned())),
    }
}

fn latest_interference(stage: &mut Stage<'_>) -> Result<EntryId, Trouble> {
    let view = books(stage)?;
    let latest = view.interferences.first().map(|entry| entry.id);
    latest.ok_or_else(|| Trouble::Script("没有干预记录".to_owned()))
}

fn latest_clue(stage: &mut Stage<'_>) -> Result<EntryId, Trouble> {
    let view = books(stage)?;
    view.clues.first().map(|entry| entry.id).ok_or_else(|| Trouble::Script("没有线索".to_owned()))
}
