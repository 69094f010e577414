//! 人员与名录 (F-36): insurers with their contacts, and the staff with their licences.

mod history;

pub use crate::services::directory::history::Change;
pub use crate::services::directory::history::History;
pub use crate::services::directory::history::Of;
pub(crate) use crate::services::directory::history::history;

use crate::domain::audit::Operation;
use crate::domain::case::short_case_no;
use crate::domain::ids::CaseId;
use crate::domain::ids::Id as _;
use crate::domain::ids::InsurerId;
use crate::domain::ids::UserId;
use crate::domain::insurer::Insurer;
use crate::domain::insurer::InsurerContact;
use crate::domain::moment::Day;
use crate::domain::moment::Moment;
use crate::domain::staff::Role;
use crate::domain::staff::StaffMember;
use crate::platform::random_ids::RandomIds;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use crate::services::session;
use crate::services::today;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the directory page shows.
#[derive(Clone, Debug)]
pub struct View {
    pub insurers: Arc<Vec<Insurer>>,
    pub staff: Arc<Vec<StaffMember>>,
    /// The cases under way that each of the staff examines or assists.
    pub charges: Arc<BTreeMap<UserId, Vec<Charge>>>,
}

/// A case under way in somebody's hands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charge {
    pub case: CaseId,
    /// 「临鉴 318 周某某」.
    pub called: String,
}

/// What can be asked of the directory.
#[derive(Clone, Debug)]
pub enum Request {
    /// Saves an insurer: a new one, or a new version of one that is there.
    SaveInsurer { insurer: Box<Insurer> },
    /// Registers an insurer that is not in the directory yet.
    AddInsurer { draft: Box<InsurerDraft> },
    /// Saves a member of the staff; passwords are the session's business.
    SaveMember { member: Box<StaffMember> },
}

/// Makes the identity of an insurer that is being registered; pages need it before it is handed in.
pub fn fresh_insurer(at: Moment) -> InsurerId {
    InsurerId::fresh(&mut RandomIds::new(), at)
}

/// An insurer that is about to be registered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InsurerDraft {
    pub name: String,
    pub short_name: String,
    pub credit_code: String,
    pub address: String,
    pub contacts: Vec<InsurerContact>,
    pub checked_on: Option<Day>,
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    match request {
        Request::SaveInsurer { insurer } => save_insurer(office, &insurer),
        Request::AddInsurer { draft } => {
            let id = office.new_insurer_id()?;
            save_insurer(office, &draft.registered_as(id))
        }
        Request::SaveMember { member } => save_member(office, &member),
    }
}

/// Reads the directory.
pub fn view(office: &Office) -> Result<View, ServiceError> {
    let charges = Arc::new(charges(office)?);
    Ok(View { insurers: office.insurers()?, staff: office.staff()?, charges })
}

fn charges(office: &Office) -> Result<BTreeMap<UserId, Vec<Charge>>, ServiceError> {
    let mut charges: BTreeMap<UserId, Vec<Charge>> = BTreeMap::new();
    for head in today::open_cases(office)? {
        let note = office.opened()?.store.get_case_note(head.id)?;
        let number = head.case_no.as_deref().map(short_case_no);
        let subject = head.subject_name.as_str();
        let called = number.map_or_else(|| subject.to_owned(), |number| format!("{number} {subject}"));
        for id in note.appraisers.into_iter().chain(note.assistants) {
            charges.entry(id).or_default().push(Charge { case: head.id, called: called.clone() });
        }
    }
    Ok(charges)
}

/// Saves an insurer under its id.
pub fn save_insurer(office: &mut Office, insurer: &Insurer) -> Result<Outcome, ServiceError> {
    office.may(Operation::RegisterInsurer)?;
    if insurer.name.trim().is_empty() {
        return Err(ServiceError::Incomplete("先写保险机构的全称"));
    }
    let has_same_name = |other: &&Insurer| other.id != insurer.id && other.name.trim() == insurer.name.trim();
    if office.insurers()?.iter().any(|other| has_same_name(&other)) {
        return Err(ServiceError::Incomplete("名录里已有同名的保险机构，请改那一条"));
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
    let former = office.member(member.id)?;
    check_change(office, &former, member)?;
    // The way in first: should the row fail to be written, somebody is kept out and not let in.
    if former.active && !member.active {
        session::shut_out(office, member.id)?;
    }
    let id = member.id.uuid();
    office.write_office(Operation::RegisterStaff, &member.id.to_string(), |tx, by, at| {
        tx.insert_version(id, Some(by), at, member)
    })?;
    office.reload_registers()?;
    let said = format!("已保存{}的资料", member.name.as_str());
    Ok(Outcome::Done { said, case: None, made: None })
}

/// What must stay true of the staff: logins as the keys know them, and somebody who decides.
fn check_change(office: &Office, former: &StaffMember, member: &StaffMember) -> Result<(), ServiceError> {
    if former.login != member.login {
        return Err(ServiceError::Incomplete("登录名定了就不能改，要换请停用后另加一个使用人"));
    }
    if former.active && !member.active && office.sitting()?.id == member.id {
        return Err(ServiceError::Incomplete("不能停用自己，请另一位负责人来办"));
    }
    let decides = |one: &StaffMember| one.active && one.has(Role::Director);
    let stays = office.staff()?.iter().any(|other| other.id != member.id && decides(other));
    if decides(former) && !decides(member) && !stays {
        return Err(ServiceError::Incomplete("至少要有一名在岗的负责人，先增加另一位"));
    }
    Ok(())
}

impl InsurerDraft {
    fn registered_as(&self, id: InsurerId) -> Insurer {
        Insurer {
            id,
            name: self.name.trim().to_owned(),
            short_name: self.short_name.trim().to_owned(),
            credit_code: self.credit_code.trim().to_owned(),
            address: self.address.trim().to_owned(),
            contacts: self.contacts.clone(),
            checked_on: self.checked_on,
        }
    }
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
