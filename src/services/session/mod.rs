//! 案卷库的门: first run, unlock, lock, passwords, the recovery sheet. Nothing personal is known while it is shut.

mod founding;
mod recovery;
mod users;

pub use crate::services::session::founding::init;
pub(crate) use crate::services::session::recovery::print as print_recovery;
pub use crate::services::session::users::add_user;
pub(crate) use crate::services::session::users::shut_out;

use crate::domain::audit::AuditDraft;
use crate::domain::audit::Operation;
use crate::domain::calendar::WorkCalendar;
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
use crate::platform::desk_file::DeskFile;
use crate::platform::lock_file::OfficeLock;
use crate::platform::paths::FolderCheck;
use crate::platform::print::Printer;
use crate::platform::random_ids::RandomIds;
use crate::platform::vault::DataKey;
use crate::platform::vault::KdfCost;
use crate::platform::vault::Opened as Unlocked;
use crate::platform::vault::Vault;
use crate::platform::vault::VaultError;
use crate::services::calendar;
use crate::services::errand::Begun;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::office::Opened;
use crate::services::request::Outcome;
use crate::services::settings::INSTITUTION;
use crate::services::template;
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
    pub(crate) printer: Arc<dyn Printer>,
    lock: Option<OfficeLock>,
    vault: Option<Vault>,
    data_key: Option<DataKey>,
    cost: KdfCost,
    durability: Durability,
    gate: Option<Arc<dyn WriteGate>>,
    /// The program that tries templates out apart from this process; none = tried here.
    pub(crate) helper: Option<PathBuf>,
}

/// How an office is set up around its folder.
pub struct DeskOptions {
    pub clock: Arc<dyn Clock>,
    pub printer: Arc<dyn Printer>,
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
    /// Its working days, with the years it imported.
    pub calendar: Option<Arc<WorkCalendar>>,
    /// The clock stands before the last entry.
    pub clock_warning: Option<String>,
    pub idle_lock_minutes: u32,
    /// How large the letters are on this desk; none until somebody chose.
    pub text_percent: Option<u32>,
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
    /// Gives somebody a new password; the director's business.
    ResetPassword {
        user: UserId,
        new: Secret<String>,
    },
    /// Remembers how large the letters are on this desk; possible before anybody has unlocked.
    KeepTextSize {
        percent: u32,
    },
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
    pub other_posts: Vec<String>,
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    match request {
        Request::Init(draft) => init(office, *draft).map(Outcome::Recovery),
        Request::ConfirmRecovery { typed } => recovery::confirm(office, &typed),
        Request::SaveRecovery { sheet, to } => recovery::save(office, &sheet, &to),
        Request::PrintRecovery { sheet } => Begun::Away(recovery::print(office, &sheet)?).finish(office),
        Request::RenewRecovery => recovery::renew(office).map(Outcome::Recovery),
        Request::Unlock { login, password } => unlock(office, &login, &password),
        Request::Lock => lock(office),
        Request::ChangePassword { former, new } => users::change_password(office, &former, &new),
        Request::Recover { typed, login, new } => recovery::recover(office, &typed, &login, &new),
        Request::AddUser(draft) => {
            let said = format!("已增加使用人{}，请本人来改一次密码", draft.name.as_str());
            add_user(office, &draft).map(|_id| done(&said))
        }
        Request::ResetPassword { user, new } => users::reset_password(office, user, &new),
        Request::KeepTextSize { percent } => keep_text_size(office, percent),
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
    let warnings = FolderCheck::of(&office.desk.folder).map(|check| check.warnings()).unwrap_or_default();
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
        calendar: open.map(|opened| Arc::clone(&opened.calendar)),
        clock_warning,
        idle_lock_minutes: open.map_or(10, |opened| opened.institution.policy.idle_lock_minutes),
        text_percent: DeskFile::load(&office.desk.folder).text_percent,
    }
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
    // A founding that was cut after its keys left its mark; beside an office that opens it must not stay.
    if let Err(error) = crate::platform::founding::finish(&office.desk.folder) {
        tracing::warn!(?error, "the mark of the founding could not be taken away");
    }
    let newest = store.clock_turned_back(now)?;
    if let ClockState::TurnedBack { by_ms } = office.clock.check(newest) {
        let detail = format!("by_ms={by_ms}");
        store
            .transact(AuditDraft::of_program(Operation::ClockTurnedBack, now).detail(detail), |_tx| Ok(()))?;
    }
    // Their slot was shut when they left; this stands behind it, should an older copy of the keys come back.
    let has_left =
        store.list_registered::<StaffMember>()?.iter().any(|row| row.body.id == user && !row.body.active);
    if has_left {
        store.close()?;
        return Err(ServiceError::Vault(VaultError::WrongPassword));
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
    // The keys go first: a disk that takes no entry must not keep the office open.
    office.desk.data_key = None;
    if let Some(mut open) = office.open.take() {
        open.store.transact(AuditDraft::new(Operation::Lock, open.sitting, now), |_tx| Ok(()))?;
        open.store.close()?;
    }
    Ok(done(""))
}

/// The office folder is there or nothing is kept: during the first run the size comes with the first unlock.
fn keep_text_size(office: &Office, percent: u32) -> Result<Outcome, ServiceError> {
    if office.desk.vault.is_some() {
        let kept = DeskFile { text_percent: Some(percent.clamp(100, 200)) };
        kept.save(&office.desk.folder).map_err(ServiceError::Folder)?;
    }
    Ok(done(""))
}

impl Office {
    /// Stands before an office folder: nothing is opened yet.
    pub fn before(folder: &Path, options: DeskOptions) -> Result<Self, ServiceError> {
        let vault = if Vault::exists_in(folder) { Some(Vault::load(folder, options.cost)?) } else { None };
        Ok(Self {
            clock: options.clock,
            open: None,
            bundled: Arc::new(crate::domain::calendar::WorkCalendar::bundled().clone()),
            desk: Desk {
                folder: folder.to_owned(),
                printer: options.printer,
                lock: None,
                vault,
                data_key: None,
                cost: options.cost,
                durability: options.durability,
                gate: options.gate,
                helper: None,
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
    fn vault_mut(&mut self) -> Result<&mut Vault, ServiceError> {
        self.vault.as_mut().ok_or(ServiceError::Vault(VaultError::NoVault))
    }

    /// Keeps a second process out, and stays out of a folder that was moved onto a network drive since.
    fn take_lock(&mut self) -> Result<(), ServiceError> {
        // It may have been moved to a share after it was founded; two machines in one folder destroy it.
        let check = FolderCheck::of(&self.folder).map_err(ServiceError::Folder)?;
        if let Some(refusal) = check.refusal() {
            return Err(ServiceError::OfficeMoved(refusal.clone()));
        }
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
    let calendar = Arc::new(calendar::in_force(&store)?);
    let templates = template::InForce::read(&store)?;
    Ok(Opened {
        store,
        sitting,
        calendar,
        templates,
        institution: Arc::new(institution),
        staff: Arc::new(staff),
        insurers: Arc::new(insurers),
        watched: None,
    })
}

/// Something is done and there is nothing to show but a sentence.
pub(crate) fn done(said: &str) -> Outcome {
    Outcome::Done { said: said.to_owned(), case: None, made: None }
}
