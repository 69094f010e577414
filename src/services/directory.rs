//! 人员与名录 (F-36): insurers with their contacts, and the staff with their licences.

use crate::domain::audit::Operation;
use crate::domain::ids::Id as _;
use crate::domain::ids::InsurerId;
use crate::domain::insurer::Insurer;
use crate::domain::moment::Moment;
use crate::domain::staff::StaffMember;
use crate::platform::random_ids::RandomIds;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use std::sync::Arc;

/// What the directory page shows.
#[derive(Clone, Debug)]
pub struct View {
    pub insurers: Arc<Vec<Insurer>>,
    pub staff: Arc<Vec<StaffMember>>,
}

/// What can be asked of the directory.
#[derive(Clone, Debug)]
pub enum Request {
    /// Saves an insurer: a new one, or a new version of one that is there.
    SaveInsurer { insurer: Box<Insurer> },
    /// Saves a member of the staff; passwords are the session's business.
    SaveMember { member: Box<StaffMember> },
}

/// Makes the identity of an insurer that is being registered; pages need it before it is handed in.
pub fn fresh_insurer(at: Moment) -> InsurerId {
    InsurerId::fresh(&mut RandomIds::new(), at)
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    match request {
        Request::SaveInsurer { insurer } => save_insurer(office, &insurer),
        Request::SaveMember { member } => save_member(office, &member),
    }
}

/// Reads the directory.
pub fn view(office: &Office) -> Result<View, ServiceError> {
    Ok(View { insurers: office.insurers()?, staff: office.staff()? })
}

/// Saves an insurer under its id.
pub fn save_insurer(office: &mut Office, insurer: &Insurer) -> Result<Outcome, ServiceError> {
    office.may(Operation::RegisterInsurer)?;
    if insurer.name.trim().is_empty() {
        return Err(ServiceError::Incomplete("先写保险机构的全称"));
    }
    let id = insurer.id.uuid();
    office.write_office(Operation::RegisterInsurer, &insurer.id.to_string(), |tx, by, at| {
        tx.insert_version(id, Some(by), at, insurer)
    })?;
    office.reload_registers()?;
    let said = format!("已登记{}", insurer.called());
    Ok(Outcome::Done { said, case: None, made: None })
}

/// Saves a member of the staff under their id; the login stays unique.
pub fn save_member(office: &mut Office, member: &StaffMember) -> Result<Outcome, ServiceError> {
    office.may(Operation::RegisterStaff)?;
    if member.name.is_empty() || member.login.trim().is_empty() {
        return Err(ServiceError::Incomplete("先写姓名和登录名"));
    }
    if member.roles.is_empty() {
        return Err(ServiceError::Incomplete("至少选一个岗位"));
    }
    let id = member.id.uuid();
    office.write_office(Operation::RegisterStaff, &member.id.to_string(), |tx, by, at| {
        tx.insert_version(id, Some(by), at, member)
    })?;
    office.reload_registers()?;
    let said = format!("已保存{}的资料", member.name.as_str());
    Ok(Outcome::Done { said, case: None, made: None })
}

impl Office {
    /// Makes the id of an insurer that is about to be registered.
    pub fn new_insurer_id(&self) -> Result<InsurerId, ServiceError> {
        self.fresh_id()
    }

    /// Reads staff and insurers anew after a change.
    pub(crate) fn reload_registers(&mut self) -> Result<(), ServiceError> {
        let opened = self.opened_mut()?;
        opened.staff = Arc::new(
            opened.store.list_registered::<StaffMember>()?.into_iter().map(|row| row.body).collect(),
        );
        opened.insurers =
            Arc::new(opened.store.list_registered::<Insurer>()?.into_iter().map(|row| row.body).collect());
        Ok(())
    }
}
