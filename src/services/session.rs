//! 案卷库的门: first run, unlock, lock, passwords, the recovery sheet. Nothing personal is known while it is shut.

use crate::documents::recovery;
use crate::domain::audit::AuditDraft;
use crate::domain::audit::Operation;
use crate::domain::ids::Id as _;
use crate::domain::ids::UserId;
use crate::domain::institution::Institution;
use crate::domain::insurer::Insurer;
use crate::domain::secret::PersonName;
use crate::domain::secret::Secret;
use crate::domain::staff::Licence;
use crate::domain::staff::Role;
use crate::domain::staff::StaffMember;
use crate::platform::clock::Clock;
use crate::platform::clock::ClockState;
use crate::platform::lock_file::OfficeLock;
use crate::platform::paths::FolderCheck;
use crate::platform::print::PrintJob;
use crate::platform::print::Printer;
use crate::platform::print::save_as;
use crate::platform::random_ids::RandomIds;
use crate::platform::vault::DataKey;
use crate::platform::vault::KdfCost;
use crate::platform::vault::NewUser;
use crate::platform::vault::Opened as Unlocked;
use crate::platform::vault::RecoveryKey;
use crate::platform::vault::Vault;
use crate::platform::vault::VaultError;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::office::Opened;
use crate::services::request::Outcome;
use crate::services::settings::INSTITUTION;
use crate::services::settings::check_institution;
use crate::store::Durability;
use crate::store::OpenOptions;
use crate::store::Store;
use crate::store::WriteGate;
use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

/// What of the office is there while it is locked: its place, its lock, its key slots.
pub struct Desk {
    pub(crate) folder: PathBuf,
    pub(crate) printer: Box<dyn Printer>,
    lock: Option<OfficeLock>,
    vault: Option<Vault>,
    data_key: Option<DataKey>,
    cost: KdfCost,
    durability: Durability,
    gate: Option<Arc<dyn WriteGate>>,
}

/// How an office is set up around its folder.
pub struct DeskOptions {
    pub clock: Arc<dyn Clock>,
    pub printer: Box<dyn Printer>,
    /// What a guess at a password costs; tests and demos take less.
    pub cost: KdfCost,
    pub durability: Durability,
    /// Stands before every write; only tests put one here.
    pub gate: Option<Arc<dyn WriteGate>>,
}

/// What the window knows before and after unlocking.
#[derive(Clone, Debug)]
pub struct View {
    pub door: Door,
    pub folder: String,
    /// Sentences about the folder that do not stop: 网盘, unknown file system.
    pub warnings: Vec<String>,
    pub user: Option<StaffMember>,
    pub institution: Option<Arc<Institution>>,
    /// The clock stands before the last entry.
    pub clock_warning: Option<String>,
    pub idle_lock_minutes: u32,
}

/// How far in one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// No office in the folder: first run.
    NoOffice,
    Locked,
    /// Open, but the recovery sheet has not been typed back yet.
    RecoveryUnconfirmed,
    Open,
}

/// The key on paper, shown once.
#[derive(Clone, Debug)]
pub struct RecoverySheet {
    /// Nine groups of four letters.
    pub printed: Secret<String>,
    pub institution: String,
}

/// What can be asked at the door.
#[derive(Clone, Debug)]
pub enum Request {
    Init(Box<InitDraft>),
    ConfirmRecovery {
        typed: Secret<String>,
    },
    /// Makes a new sheet; the former key opens nothing any more.
    RenewRecovery,
    /// Writes the sheet that is being shown as a PDF.
    SaveRecovery {
        sheet: RecoverySheet,
        to: PathBuf,
    },
    /// Prints the sheet that is being shown.
    PrintRecovery {
        sheet: RecoverySheet,
    },
    Unlock {
        login: String,
        password: Secret<String>,
    },
    Lock,
    ChangePassword {
        former: Secret<String>,
        new: Secret<String>,
    },
    /// Opens with the key on paper and gives the user a new password.
    Recover {
        typed: Secret<String>,
        login: String,
        new: Secret<String>,
    },
    AddUser(Box<UserDraft>),
}

/// The first run, all of it.
#[derive(Clone, Debug)]
pub struct InitDraft {
    pub institution: Institution,
    pub director: UserDraft,
}

/// A new person who may open the office.
#[derive(Clone, Debug)]
pub struct UserDraft {
    pub login: String,
    pub name: PersonName,
    pub roles: BTreeSet<Role>,
    pub password: Secret<String>,
    pub licence: Option<Licence>,
    pub assistant_licence: Option<Licence>,
    pub has_senior_title: bool,
    pub interests: Vec<String>,
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    match request {
        Request::Init(draft) => init(office, *draft).map(Outcome::Recovery),
        Request::ConfirmRecovery { typed } => confirm_recovery(office, &typed),
        Request::SaveRecovery { sheet, to } => save_recovery(office, &sheet, &to),
        Request::PrintRecovery { sheet } => print_recovery(office, &sheet),
        Request::RenewRecovery => renew_recovery(office).map(Outcome::Recovery),
        Request::Unlock { login, password } => unlock(office, &login, &password),
        Request::Lock => lock(office),
        Request::ChangePassword { former, new } => change_password(office, &former, &new),
        Request::Recover { typed, login, new } => recover(office, &typed, &login, &new),
        Request::AddUser(draft) => add_user(office, &draft).map(|id| done(&format!("已增加使用人 {id}"))),
    }
}

/// What the door shows.
pub fn view(office: &Office) -> View {
    let open = office.open.as_ref();
    let confirmed = office.desk.vault.as_ref().is_some_and(Vault::recovery_key_is_confirmed);
    let door = match (open, &office.desk.vault) {
        (_, None) => Door::NoOffice,
        (None, Some(_)) => Door::Locked,
        (Some(_), Some(_)) if confirmed => Door::Open,
        (Some(_), Some(_)) => Door::RecoveryUnconfirmed,
    };
    let warnings = FolderCheck::of(&office.desk.folder)
        .map(|check| {
            check.flaws.iter().filter(|flaw| !flaw.is_refusal()).map(|flaw| flaw.sentence()).collect()
        })
        .unwrap_or_default();
    let newest = open.and_then(|opened| opened.store.clock_turned_back(office.now()).ok().flatten());
    let clock_warning = match office.clock.check(newest) {
        ClockState::Steady => None,
        turned_back @ ClockState::TurnedBack { .. } => turned_back.sentence(),
    };
    View {
        door,
        folder: office.desk.folder.display().to_string(),
        warnings,
        user: office.sitting().ok().cloned(),
        institution: open.map(|opened| Arc::clone(&opened.institution)),
        clock_warning,
        idle_lock_minutes: open.map_or(10, |opened| opened.institution.policy.idle_lock_minutes),
    }
}

/// Makes an office: keys, database, institution, first director. Returns the sheet that must be typed back.
pub fn init(office: &mut Office, draft: InitDraft) -> Result<RecoverySheet, ServiceError> {
    check_institution(&draft.institution)?;
    if draft.director.name.is_empty() || draft.director.login.trim().is_empty() {
        return Err(ServiceError::Incomplete("先写负责人的姓名和登录名"));
    }
    let check = FolderCheck::of(&office.desk.folder).map_err(ServiceError::Folder)?;
    if let Some(refusal) = check.refusal() {
        return Err(ServiceError::FolderRefused(refusal.sentence()));
    }
    std::fs::create_dir_all(&office.desk.folder).map_err(ServiceError::Folder)?;
    office.desk.lock = Some(OfficeLock::take(&office.desk.folder)?);
    let now = office.now();
    let mut ids = RandomIds::new();
    let id = UserId::fresh(&mut ids, now);
    let member = member_of(id, &draft.director);
    let first = NewUser { user: id, login: member.login.as_str(), password: &draft.director.password };
    let (vault, unlocked, paper) =
        Vault::create(&office.desk.folder, &first, office.desk.cost, &mut ids, now)?;
    let made = Store::create(&office.desk.folder, unlocked.keys, office.desk.options(), now);
    let mut store = made?;
    let institution = draft.institution;
    store.transact(AuditDraft::new(Operation::Init, id, now), |tx| {
        tx.insert_setting(INSTITUTION, &institution, Some(id), now)?;
        tx.insert_version(id.uuid(), Some(id), now, &member)
    })?;
    office.desk.vault = Some(vault);
    office.desk.data_key = Some(unlocked.data_key);
    let sheet = sheet_of(&paper, &institution);
    office.open = Some(opened(store, id)?);
    Ok(sheet)
}

/// Has the sheet typed back once; only then the way into the program is open.
fn confirm_recovery(office: &mut Office, typed: &Secret<String>) -> Result<Outcome, ServiceError> {
    office.opened()?;
    office.desk.vault_mut()?.confirm_recovery_key(typed.reveal())?;
    Ok(done("恢复单核对无误，请收好这张纸"))
}

/// Writes the sheet to where the director wants it; nothing of it stays in the office folder.
fn save_recovery(office: &mut Office, sheet: &RecoverySheet, to: &Path) -> Result<Outcome, ServiceError> {
    let pdf = recovery_pdf(office, sheet)?;
    office.write_office(Operation::ExportSheet, "recovery", |_tx, _by, _at| Ok(()))?;
    save_as(to, &pdf)?;
    Ok(done("恢复单已另存，打印以后请删掉文件"))
}

fn print_recovery(office: &mut Office, sheet: &RecoverySheet) -> Result<Outcome, ServiceError> {
    let pdf = recovery_pdf(office, sheet)?;
    office.write_office(Operation::PrintSheet, "recovery", |_tx, _by, _at| Ok(()))?;
    let job = PrintJob { printer: None, title: "恢复单".to_owned(), n_copies: 1, two_sided: false };
    office.desk.printer.print(&pdf, &job)?;
    Ok(done("恢复单已送到打印机"))
}

fn recovery_pdf(office: &Office, sheet: &RecoverySheet) -> Result<Vec<u8>, ServiceError> {
    let now = office.now();
    let day = now.day();
    let part = |n: u32| i32::try_from(n).unwrap_or(1);
    let groups = sheet.printed.reveal().split([' ', '-']).filter(|group| !group.is_empty());
    let facts = recovery::Facts {
        institution: sheet.institution.clone(),
        made_at: now.worded(),
        made_on: [day.year(), part(day.month()), part(day.day_of_month())],
        groups: groups.map(str::to_owned).collect(),
    };
    Ok(crate::services::sheet::engine().render_recovery(&facts)?.bytes)
}

fn renew_recovery(office: &mut Office) -> Result<RecoverySheet, ServiceError> {
    office.may(Operation::Recover)?;
    let now = office.now();
    let institution = office.institution()?;
    office.write_office(Operation::Recover, "renew", |_tx, _by, _at| Ok(()))?;
    let data_key = office.desk.data_key.clone().ok_or(ServiceError::Locked)?;
    let paper = office.desk.vault_mut()?.replace_recovery_key(&data_key, &mut RandomIds::new(), now)?;
    Ok(sheet_of(&paper, &institution))
}

/// Opens the office for a user.
pub fn unlock(office: &mut Office, login: &str, password: &Secret<String>) -> Result<Outcome, ServiceError> {
    let now = office.now();
    office.desk.take_lock()?;
    let unlocked = office.desk.vault_mut()?.unlock(login.trim(), password, now)?;
    enter(office, unlocked)?;
    let name = office.sitting()?.name.clone();
    Ok(done(&format!("{} 已打开案卷库", name.as_str())))
}

fn enter(office: &mut Office, unlocked: Unlocked) -> Result<(), ServiceError> {
    let now = office.now();
    let user = unlocked.user.ok_or(VaultError::UnknownUser)?;
    let mut store = Store::open(&office.desk.folder, unlocked.keys, office.desk.options(), now)?;
    let newest = store.clock_turned_back(now)?;
    if let ClockState::TurnedBack { by_ms } = office.clock.check(newest) {
        let detail = format!("by_ms={by_ms}");
        store
            .transact(AuditDraft::of_program(Operation::ClockTurnedBack, now).detail(detail), |_tx| Ok(()))?;
    }
    let detail = format!("failures_before={}", unlocked.failures_before);
    store.transact(AuditDraft::new(Operation::Unlock, user, now).detail(detail), |_tx| Ok(()))?;
    store.sweep_objects(now)?;
    office.desk.data_key = Some(unlocked.data_key);
    office.open = Some(opened(store, user)?);
    office.begin_watching()
}

/// Locks: the store is closed and the keys are wiped; the program stays, showing nothing of any case.
pub fn lock(office: &mut Office) -> Result<Outcome, ServiceError> {
    let now = office.now();
    if let Some(mut open) = office.open.take() {
        open.store.transact(AuditDraft::new(Operation::Lock, open.sitting, now), |_tx| Ok(()))?;
        open.store.close()?;
    }
    office.desk.data_key = None;
    Ok(done("案卷库已锁定"))
}

fn change_password(
    office: &mut Office,
    former: &Secret<String>,
    new: &Secret<String>,
) -> Result<Outcome, ServiceError> {
    let now = office.now();
    let login = office.sitting()?.login.clone();
    office.desk.vault_mut()?.change_password(&login, former, new, &mut RandomIds::new(), now)?;
    office.write_office(Operation::ChangePassword, "", |_tx, _by, _at| Ok(()))?;
    Ok(done("密码已改，下次用新密码打开"))
}

fn recover(
    office: &mut Office,
    typed: &Secret<String>,
    login: &str,
    new: &Secret<String>,
) -> Result<Outcome, ServiceError> {
    let now = office.now();
    office.desk.take_lock()?;
    let unlocked = office.desk.vault_mut()?.recover(typed.reveal())?;
    let store = Store::open(&office.desk.folder, unlocked.keys.clone(), office.desk.options(), now)?;
    let found = store.get_registered_by_key::<StaffMember>(login.trim())?;
    let member = found.ok_or(ServiceError::Missing("没有这个登录名"))?.body;
    store.close()?;
    let user = NewUser { user: member.id, login: login.trim(), password: new };
    office.desk.vault_mut()?.reset_password(&unlocked.data_key, &user, &mut RandomIds::new(), now)?;
    enter(office, Unlocked { user: Some(member.id), ..unlocked })?;
    office.write_office(Operation::Recover, "recovered", |_tx, _by, _at| Ok(()))?;
    Ok(done("已凭恢复单打开，密码已换成新的"))
}

/// Adds a person who may open the office.
pub fn add_user(office: &mut Office, draft: &UserDraft) -> Result<UserId, ServiceError> {
    office.may(Operation::AddUser)?;
    if draft.name.is_empty() || draft.login.trim().is_empty() || draft.roles.is_empty() {
        return Err(ServiceError::Incomplete("姓名、登录名、岗位都要写"));
    }
    let now = office.now();
    let id = office.fresh_id::<UserId>()?;
    let member = member_of(id, draft);
    let data_key = office.desk.data_key.clone().ok_or(ServiceError::Locked)?;
    // The slot first: a slot without a person opens nothing, a person without a slot could never come in.
    let new = NewUser { user: id, login: &member.login, password: &draft.password };
    office.desk.vault_mut()?.add_user(&data_key, &new, &mut RandomIds::new(), now)?;
    office.write_office(Operation::AddUser, &id.to_string(), |tx, by, at| {
        tx.insert_version(id.uuid(), Some(by), at, &member)
    })?;
    office.reload_registers()?;
    Ok(id)
}

impl Office {
    /// Stands before an office folder: nothing is opened yet.
    pub fn before(folder: &Path, options: DeskOptions) -> Result<Self, ServiceError> {
        let vault = if Vault::exists_in(folder) { Some(Vault::load(folder, options.cost)?) } else { None };
        Ok(Self {
            clock: options.clock,
            open: None,
            calendar: crate::domain::calendar::WorkCalendar::bundled().clone(),
            desk: Desk {
                folder: folder.to_owned(),
                printer: options.printer,
                lock: None,
                vault,
                data_key: None,
                cost: options.cost,
                durability: options.durability,
                gate: options.gate,
            },
        })
    }

    /// Gives the desk to another user without a password; for scenarios that play several people in one process.
    ///
    /// Only the owner of an open office can call this, and every act stays recorded under the user's id.
    pub fn hand_desk_to(&mut self, user: UserId) -> Result<(), ServiceError> {
        self.member(user)?;
        self.opened_mut()?.sitting = user;
        Ok(())
    }
}

impl Desk {
    /// Names of the printers of this machine; empty when none answers.
    pub(crate) fn printers(&self) -> Vec<String> {
        match self.printer.list() {
            Ok(printers) => printers.into_iter().map(|printer| printer.name).collect(),
            Err(error) => {
                tracing::warn!(?error, "printers did not answer");
                Vec::new()
            }
        }
    }

    fn vault_mut(&mut self) -> Result<&mut Vault, ServiceError> {
        self.vault.as_mut().ok_or(ServiceError::Vault(VaultError::NoVault))
    }

    fn take_lock(&mut self) -> Result<(), ServiceError> {
        if self.lock.is_none() {
            self.lock = Some(OfficeLock::take(&self.folder)?);
        }
        Ok(())
    }

    fn options(&self) -> OpenOptions {
        let options = OpenOptions::new(Box::new(RandomIds::new())).durability(self.durability);
        match &self.gate {
            Some(gate) => options.gate(Arc::clone(gate)),
            None => options,
        }
    }
}

fn opened(store: Store, sitting: UserId) -> Result<Opened, ServiceError> {
    let institution =
        store.get_setting::<Institution>(INSTITUTION)?.ok_or(ServiceError::Missing("机构设置"))?;
    let staff = store.list_registered::<StaffMember>()?.into_iter().map(|row| row.body).collect();
    let insurers = store.list_registered::<Insurer>()?.into_iter().map(|row| row.body).collect();
    Ok(Opened {
        store,
        sitting,
        institution: Arc::new(institution),
        staff: Arc::new(staff),
        insurers: Arc::new(insurers),
        watched: None,
    })
}

fn member_of(id: UserId, draft: &UserDraft) -> StaffMember {
    StaffMember {
        id,
        login: draft.login.trim().to_owned(),
        name: draft.name.clone(),
        roles: draft.roles.clone(),
        has_senior_title: draft.has_senior_title,
        licence: draft.licence.clone(),
        assistant_licence: draft.assistant_licence.clone(),
        interests: draft.interests.clone(),
        active: true,
    }
}

fn sheet_of(paper: &RecoveryKey, institution: &Institution) -> RecoverySheet {
    RecoverySheet {
        printed: Secret::new(paper.printed().as_str().to_owned()),
        institution: institution.name.clone(),
    }
}

fn done(said: &str) -> Outcome {
    Outcome::Done { said: said.to_owned(), case: None, made: None }
}
