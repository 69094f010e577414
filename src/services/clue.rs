//! 「人伤黄牛」疑点线索 (F-32): registered, reviewed by the person in charge, handed over, answered; always a doubt.

use crate::domain::audit::Operation;
use crate::domain::clue::BrokerClue;
use crate::domain::clue::ClueReview;
use crate::domain::clue::ClueStage;
use crate::domain::clue::ClueTransfer;
use crate::domain::ids::EntryId;
use crate::domain::ids::Id as _;
use crate::domain::staff::Role;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;

/// What can be asked about clues.
#[derive(Clone, Debug)]
pub enum Request {
    /// A new clue, or a correction of one that says why.
    Save {
        entry: Option<EntryId>,
        body: Box<BrokerClue>,
    },
    /// 专人审核: the 涉保专人 or the director.
    Review {
        entry: EntryId,
        opinion: String,
        stands: bool,
    },
    Transfer {
        entry: EntryId,
        transfer: Box<ClueTransfer>,
    },
    /// The receiver signed for it.
    Receipt {
        entry: EntryId,
        receipt: String,
    },
    /// The receiver answered.
    Answer {
        entry: EntryId,
        feedback: String,
        founded: bool,
    },
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    match request {
        Request::Save { entry, body } => save(office, entry, *body),
        Request::Review { entry, opinion, stands } => review(office, entry, &opinion, stands),
        Request::Transfer { entry, transfer } => hand_over(office, entry, *transfer),
        Request::Receipt { entry, receipt } => keep_receipt(office, entry, &receipt),
        Request::Answer { entry, feedback, founded } => answer(office, entry, &feedback, founded),
    }
}

/// Writes a clue down, or corrects one that was not handed over yet.
pub fn save(
    office: &mut Office,
    entry: Option<EntryId>,
    mut body: BrokerClue,
) -> Result<Outcome, ServiceError> {
    office.may(Operation::RegisterClue)?;
    let fields = body.missing();
    if !fields.is_empty() {
        return Err(ServiceError::MissingFields { what: "线索", fields });
    }
    if body.judging().is_some() {
        return Err(ServiceError::Incomplete(
            "线索只写见到、听到、推测的疑点，不写定性的话；请改成事实，或在前面写明「疑似」",
        ));
    }
    match entry {
        Some(entry) => {
            let former = read(office, entry)?;
            if former.stage >= ClueStage::Transferred {
                return Err(ServiceError::Incomplete("已经移送的线索不再改；有新情况请另登一条"));
            }
            if body.correction.trim().is_empty() {
                return Err(ServiceError::Incomplete("更正要写明原因"));
            }
            body.number.clone_from(&former.number);
        }
        None => body.correction.clear(),
    }
    // What was reviewed was the former wording.
    body.stage = ClueStage::Registered;
    body.review = None;
    body.transfer = None;
    let number = write(office, entry, body)?;
    Ok(Outcome::Done {
        said: format!("线索已登记，编号 {number}，等专人审核"), case: None, made: None
    })
}

/// The person in charge says whether a clue is worth handing over.
pub fn review(
    office: &mut Office,
    entry: EntryId,
    opinion: &str,
    stands: bool,
) -> Result<Outcome, ServiceError> {
    let reviewer = in_charge(office)?;
    let mut body = read(office, entry)?;
    if !matches!(body.stage, ClueStage::Registered | ClueStage::Reviewed) {
        return Err(ServiceError::Incomplete("这条线索已经有了去向，不再审核"));
    }
    if opinion.trim().is_empty() {
        return Err(ServiceError::Incomplete("先写审核意见"));
    }
    body.review = Some(ClueReview {
        reviewed_on: office.now().day(),
        by: reviewer,
        opinion: opinion.trim().to_owned(),
        stands,
    });
    body.stage = if stands { ClueStage::Reviewed } else { ClueStage::Unfounded };
    body.correction = "审核".to_owned();
    write(office, Some(entry), body)?;
    let said = if stands { "审核完成，可以移送" } else { "审核完成，记为不成立" };
    Ok(Outcome::Done { said: said.to_owned(), case: None, made: None })
}

/// Hands a reviewed clue over.
pub fn hand_over(
    office: &mut Office,
    entry: EntryId,
    mut transfer: ClueTransfer,
) -> Result<Outcome, ServiceError> {
    transfer.by = in_charge(office)?;
    let mut body = read(office, entry)?;
    if body.stage != ClueStage::Reviewed {
        return Err(ServiceError::Incomplete("审核为可以移送的线索才能移送，且只移送一次"));
    }
    body.transfer = Some(transfer);
    let fields = body.missing_for_transfer();
    if !fields.is_empty() {
        return Err(ServiceError::MissingFields { what: "移送", fields });
    }
    body.stage = ClueStage::Transferred;
    body.correction = "移送".to_owned();
    write(office, Some(entry), body)?;
    Ok(Outcome::Done { said: "移送已记录，等回执".to_owned(), case: None, made: None })
}

/// Keeps that the receiver signed for a clue.
pub fn keep_receipt(office: &mut Office, entry: EntryId, receipt: &str) -> Result<Outcome, ServiceError> {
    in_charge(office)?;
    let mut body = read(office, entry)?;
    let Some(transfer) = body.transfer.as_mut() else {
        return Err(ServiceError::Incomplete("移送以后才有回执"));
    };
    if receipt.trim().is_empty() {
        return Err(ServiceError::Incomplete("先写回执的文号，或者签收的人和日期"));
    }
    receipt.trim().clone_into(&mut transfer.receipt);
    body.correction = "补记回执".to_owned();
    write(office, Some(entry), body)?;
    Ok(Outcome::Done { said: "回执已记录".to_owned(), case: None, made: None })
}

/// Keeps the receiver's answer.
pub fn answer(
    office: &mut Office,
    entry: EntryId,
    feedback: &str,
    founded: bool,
) -> Result<Outcome, ServiceError> {
    in_charge(office)?;
    let mut body = read(office, entry)?;
    if body.stage != ClueStage::Transferred {
        return Err(ServiceError::Incomplete("移送以后才有反馈"));
    }
    if feedback.trim().is_empty() {
        return Err(ServiceError::Incomplete("先写反馈的内容"));
    }
    feedback.trim().clone_into(&mut body.feedback);
    body.stage = if founded { ClueStage::Answered } else { ClueStage::Unfounded };
    body.correction = "反馈".to_owned();
    write(office, Some(entry), body)?;
    Ok(Outcome::Done { said: "反馈已记录".to_owned(), case: None, made: None })
}

/// The name of the person at the desk, if clues are their charge (SC-5.3a).
fn in_charge(office: &Office) -> Result<crate::domain::secret::PersonName, ServiceError> {
    let member = office.may(Operation::RegisterClue)?;
    if member.has(Role::InsuranceOfficer) || member.has(Role::Director) {
        Ok(member.name)
    } else {
        Err(ServiceError::Incomplete("审核和移送由涉保专人或负责人办"))
    }
}

fn read(office: &Office, entry: EntryId) -> Result<BrokerClue, ServiceError> {
    let found = office.opened()?.store.get_registered::<BrokerClue>(entry.uuid())?;
    found.map(|version| version.body).ok_or(ServiceError::Missing("没有这条线索"))
}

fn write(office: &mut Office, entry: Option<EntryId>, mut body: BrokerClue) -> Result<String, ServiceError> {
    let id = match entry {
        Some(entry) => entry,
        None => office.fresh_id()?,
    };
    let is_new = entry.is_none();
    let year = office.now().day().year();
    office.write_office(Operation::RegisterClue, &id.to_string(), |tx, by, at| {
        if is_new {
            body.number = format!("线{year}-{:02}", tx.take_number("clue", year)?);
        }
        tx.insert_version(id.uuid(), Some(by), at, &body)?;
        Ok(body.number)
    })
}
