//! 补充鉴定与重新鉴定 (workflow 3.2, 3.3): a case that comes out of another one, and the word about it in both files.

use crate::domain::audit::Operation;
use crate::domain::case::CaseFile;
use crate::domain::case::CaseState;
use crate::domain::case_link::CaseLink;
use crate::domain::case_link::ReappraisalAsked;
use crate::domain::case_link::ReappraisalWhom;
use crate::domain::case_link::SupplementGround;
use crate::domain::evidence::EvidenceHead;
use crate::domain::exception::ExceptionNote;
use crate::domain::ids::CaseId;
use crate::domain::ids::UserId;
use crate::domain::moment::Day;
use crate::domain::reception::Intake;
use crate::domain::reception::Reappraisal;
use crate::domain::staff::Role;
use crate::domain::step::Step;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::office::Series;
use crate::services::request::Outcome;
use crate::services::request::Reasons;

/// What can be asked about a case beside another.
#[derive(Clone, Debug)]
pub enum Request {
    /// 3.2: opens the supplementary appraisal of an issued opinion.
    Supplement { case: CaseId, ground: SupplementGround, requested_on: Day, reasons: Reasons },
    /// 3.3: somebody asks for a re-appraisal of this case; opens it where this office may do it itself.
    AskReappraisal { case: CaseId, asked: Box<ReappraisalAsked>, reasons: Reasons },
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    match request {
        Request::Supplement { case, ground, requested_on, reasons } => {
            supplement(office, case, &ground, requested_on, &reasons)
        }
        Request::AskReappraisal { case, asked, reasons } => ask_reappraisal(office, case, *asked, &reasons),
    }
}

fn supplement(
    office: &mut Office,
    case: CaseId,
    ground: &SupplementGround,
    requested_on: Day,
    reasons: &Reasons,
) -> Result<Outcome, ServiceError> {
    office.may(Operation::LinkCase)?;
    office.may(Operation::SaveIntake)?;
    let original = office.file(case)?;
    let new = office.fresh_id::<CaseId>()?;
    let there = CaseLink::SupplementedBy { case: new, ground: ground.clone(), requested_on };
    let exceptions =
        office.guard_as_if(case, Step::Supplement, &there, reasons, |file, row| file.links.push(row))?;
    let called = doc_no(&original);
    let mut intake = copied(&original, requested_on);
    intake.other_terms = format!("本次为补充鉴定（{}），是 {called} 鉴定的组成部分", ground.label());
    let here = CaseLink::Supplements {
        original: case,
        called,
        ground: ground.clone(),
        appraisers: appraisers(&original),
        requested_on,
    };
    let came = Came { original: case, new, intake, here, there };
    open_beside(office, &came, &exceptions, "补充鉴定已建案，原鉴定人已带入")
}

fn ask_reappraisal(
    office: &mut Office,
    case: CaseId,
    asked: ReappraisalAsked,
    reasons: &Reasons,
) -> Result<Outcome, ServiceError> {
    let actor = office.may(Operation::LinkCase)?;
    let original = office.file(case)?;
    if !matches!(original.state, CaseState::Issued | CaseState::Delivered | CaseState::Archived) {
        return Err(ServiceError::WrongState { is: original.state, wanted: "意见书出具以后" });
    }
    if asked.by.is_empty() || asked.ground.trim().is_empty() {
        return Err(ServiceError::MissingFields {
            what: "被申请重鉴", fields: vec!["申请人", "依据"]
        });
    }
    let special_reason = match &asked.whom {
        ReappraisalWhom::Another { .. } => None,
        ReappraisalWhom::Ourselves { special_reason } => Some(special_reason.clone()),
    };
    let there = CaseLink::ReappraisalAsked(asked);
    let exceptions =
        office.guard_as_if(case, Step::Reappraise, &there, reasons, |file, row| file.links.push(row))?;
    let (Some(special_reason), CaseLink::ReappraisalAsked(asked)) = (special_reason, &there) else {
        let made = office.write(Operation::LinkCase, case, |tx, head| {
            let made = tx.insert_evidence(head, &there)?;
            tx.insert_exceptions(head, &exceptions)?;
            Ok(made)
        })?;
        let said = "被申请重鉴已登记，请配合调取材料".to_owned();
        return Ok(Outcome::Done { said, case: Some(case), made: Some(made) });
    };
    // GZ-32, TL-33: doing it again in the same house is the director's decision, not the desk's.
    if !actor.has(Role::Director) {
        return Err(ServiceError::NotAllowed(Operation::DecideAccept));
    }
    let new = office.fresh_id::<CaseId>()?;
    let called = doc_no(&original);
    let mut intake = copied(&original, asked.on);
    intake.reappraisal = Some(Reappraisal::Yes {
        original_institution: office.institution()?.name.clone(),
        original_opinion_no: called.clone(),
        ground: asked.ground.clone(),
        comparison: "原机构自己重新鉴定，由其他鉴定人进行".to_owned(),
        special_reason,
    });
    let here = CaseLink::Reappraises { original: case, called, appraisers: appraisers(&original) };
    let came = Came { original: case, new, intake, here, there };
    open_beside(office, &came, &exceptions, "重新鉴定已建案，须由其他鉴定人进行")
}

/// A case that comes out of another one.
struct Came {
    original: CaseId,
    new: CaseId,
    intake: Intake,
    /// The word in the new file.
    here: CaseLink,
    /// The word in the original one.
    there: CaseLink,
}

/// Opens the new case and keeps both links in one write: neither file knows of the other alone.
fn open_beside(
    office: &mut Office,
    came: &Came,
    exceptions: &[ExceptionNote],
    said: &str,
) -> Result<Outcome, ServiceError> {
    let actor = office.may(Operation::SaveIntake)?;
    let now = office.now();
    let mut file = CaseFile::opened(came.new, came.intake.clone(), now, actor.id);
    office.write(Operation::LinkCase, came.new, |tx, head| {
        let year = now.day().year();
        file.intake.intake_no = format!("收{year}-{}", tx.take_number(Series::Intake, year)?);
        tx.put_case(&file)?;
        tx.insert_evidence(head, &file.intake)?;
        tx.insert_evidence(head, &came.here)?;
        let beside = EvidenceHead { case: came.original, ..head.clone() };
        tx.insert_evidence(&beside, &came.there)?;
        tx.insert_exceptions(&beside, exceptions)
    })?;
    Ok(Outcome::Done { said: said.to_owned(), case: Some(came.new), made: None })
}

/// What the client said about the original stays true; what has to be asked and agreed anew is empty again.
fn copied(original: &CaseFile, received_on: Day) -> Intake {
    let mut intake = original.intake.clone();
    intake.intake_no = String::new();
    intake.received_on = Some(received_on);
    intake.reappraisal = Some(Reappraisal::No);
    intake.agreed_length = None;
    intake.fee.amount_fen = None;
    intake.fee.told = false;
    intake
}

/// 文书编号 of the original, else the number of the case.
fn doc_no(original: &CaseFile) -> String {
    original.issuance().map_or_else(|| original.called().to_owned(), |row| row.body.doc_no.clone())
}

fn appraisers(original: &CaseFile) -> Vec<UserId> {
    original.assignment().map(|assignment| assignment.appraisers.clone()).unwrap_or_default()
}
