//! 建立案卷库: the first run, whole or not at all. The keys are written last; until they are there, what lies in the
//! folder is marked as a founding and the next one begins anew.

use crate::domain::audit::AuditDraft;
use crate::domain::audit::Operation;
use crate::domain::ids::Id as _;
use crate::domain::ids::UserId;
use crate::domain::institution::Institution;
use crate::domain::moment::Moment;
use crate::domain::staff::StaffMember;
use crate::platform::founding;
use crate::platform::lock_file::OfficeLock;
use crate::platform::paths::FolderCheck;
use crate::platform::random_ids::RandomIds;
use crate::platform::vault::NewUser;
use crate::platform::vault::Opened as Unlocked;
use crate::platform::vault::Vault;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::session::Desk;
use crate::services::session::InitDraft;
use crate::services::session::RecoverySheet;
use crate::services::session::opened;
use crate::services::session::recovery::sheet_of;
use crate::services::session::users;
use crate::services::settings::INSTITUTION;
use crate::services::settings::check_institution;
use crate::store::Store;
use crate::store::StoreError;
use crate::store::WritePoint;

/// Makes an office: keys, database, institution, first director. Returns the sheet that must be typed back.
pub fn init(office: &mut Office, draft: InitDraft) -> Result<RecoverySheet, ServiceError> {
    let InitDraft { institution, director: wanted } = draft;
    check_institution(&institution)?;
    if wanted.name.is_empty() || wanted.login.trim().is_empty() {
        return Err(ServiceError::Incomplete("先写负责人的姓名和登录名"));
    }
    let check = FolderCheck::of(&office.desk.folder).map_err(ServiceError::Folder)?;
    if let Some(refusal) = check.refusal() {
        return Err(ServiceError::FolderRefused(refusal.clone()));
    }
    let now = office.now();
    let mut ids = RandomIds::new();
    let id = UserId::fresh(&mut ids, now);
    let director = users::member_of(id, &wanted);
    let first = NewUser { user: id, login: director.login.as_str(), password: &wanted.password };
    let (vault, unlocked, paper) = Vault::draw(&office.desk.folder, &first, office.desk.cost, &mut ids, now)?;
    std::fs::create_dir_all(&office.desk.folder).map_err(ServiceError::Folder)?;
    if office.desk.lock.is_none() {
        office.desk.lock = Some(OfficeLock::take(&office.desk.folder)?);
    }
    let made = lay_down(&office.desk, &vault, &unlocked, &institution, &director, now);
    let store = match made {
        Ok(store) => store,
        Err(error) => {
            begin_again(office);
            return Err(error);
        }
    };
    office.desk.vault = Some(vault);
    office.desk.data_key = Some(unlocked.data_key);
    let sheet = sheet_of(&paper, &institution);
    office.open = Some(opened(store, id)?);
    Ok(sheet)
}

/// After a failure: nothing is left, or the office is there after all and waits for its password.
fn begin_again(office: &mut Office) {
    let desk = &mut office.desk;
    if Vault::exists_in(&desk.folder) {
        desk.vault = Vault::load(&desk.folder, desk.cost).ok();
    } else if let Err(error) = founding::clear(&desk.folder) {
        // The next founding clears it away.
        tracing::warn!(?error, "what a founding left could not be cleared away");
    }
}

/// Mark, database, first rows, keys — in this order: whatever is cut, either the keys are there and everything they
/// open, or nothing that anybody could read.
fn lay_down(
    desk: &Desk,
    vault: &Vault,
    unlocked: &Unlocked,
    institution: &Institution,
    director: &StaffMember,
    now: Moment,
) -> Result<Store, ServiceError> {
    let id = director.id;
    let pass = || match &desk.gate {
        Some(gate) => gate.pass(WritePoint::Founding),
        None => Ok(()),
    };
    pass().map_err(StoreError::from)?;
    founding::begin(&desk.folder).map_err(ServiceError::Folder)?;
    let mut store = Store::create(&desk.folder, unlocked.keys.clone(), desk.options(), now)?;
    store.transact(AuditDraft::new(Operation::Init, id, now), |tx| {
        tx.insert_setting(INSTITUTION, institution, Some(id), now)?;
        tx.insert_version(id.uuid(), Some(id), now, director)
    })?;
    pass().map_err(StoreError::from)?;
    vault.lay_down()?;
    if let Err(error) = pass().and_then(|()| founding::finish(&desk.folder)) {
        tracing::warn!(?error, "the mark of the founding stays beside the keys and means nothing");
    }
    Ok(store)
}
