//! 现场提取 (F-34): what was collected outside is written down, whoever was there; a later version corrects it.

use crate::domain::audit::Operation;
use crate::domain::ids::CaseId;
use crate::domain::ids::EvidenceId;
use crate::domain::on_site_collection::OnSiteCollection;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use crate::services::risk_notice::correcting;

/// What can be asked about collecting outside.
#[derive(Clone, Debug)]
pub enum Request {
    /// Keeps a record; with `former`, a later version of it.
    Save { case: CaseId, collection: Box<OnSiteCollection>, former: Option<EvidenceId> },
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    match request {
        Request::Save { case, collection, former } => save(office, case, &collection, former),
    }
}

/// Keeps a record.
pub fn save(
    office: &mut Office,
    case: CaseId,
    collection: &OnSiteCollection,
    former: Option<EvidenceId>,
) -> Result<Outcome, ServiceError> {
    office.may(Operation::CollectOnSite)?;
    let file = office.file(case)?;
    if file.agreement().is_none() || file.state.is_over() {
        return Err(ServiceError::WrongState { is: file.state, wanted: "受理以后、归档以前" });
    }
    let fields = collection.missing();
    if !fields.is_empty() {
        return Err(ServiceError::MissingFields { what: "现场提取", fields });
    }
    if collection.on > office.now().day() {
        return Err(ServiceError::Incomplete("提取的日期不能晚于今天"));
    }
    if let Some(lack) = collection.signature.as_ref().and_then(|manner| manner.lacks_of_party()) {
        return Err(ServiceError::Incomplete(lack));
    }
    let made = office.write(Operation::CollectOnSite, case, |tx, head| {
        tx.insert_evidence(&correcting(head, former, "", "补记现场提取"), collection)
    })?;
    let said = format!("现场提取 {} 件已记下；要用的在材料清单登记", collection.items.len());
    Ok(Outcome::Done { said, case: Some(case), made: Some(made) })
}
