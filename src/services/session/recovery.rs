//! 恢复单: the key on paper — made, printed, typed back, and used when every password is forgotten.

use crate::documents::recovery;
use crate::domain::audit::Operation;
use crate::domain::institution::Institution;
use crate::domain::printer::PrintSetup;
use crate::domain::printer::Sides;
use crate::domain::secret::Secret;
use crate::domain::staff::StaffMember;
use crate::platform::print::PrintJob;
use crate::platform::print::save_as;
use crate::platform::random_ids::RandomIds;
use crate::platform::vault::NewUser;
use crate::platform::vault::Opened as Unlocked;
use crate::platform::vault::RecoveryKey;
use crate::services::errand::Delivery;
use crate::services::errand::Errand;
use crate::services::errand::Sender;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::printer;
use crate::services::request::Outcome;
use crate::services::session::RecoverySheet;
use crate::services::session::done;
use crate::services::session::enter;
use crate::store::Store;
use std::path::Path;

/// Has the sheet typed back once; only then the way into the program is open.
pub(super) fn confirm(office: &mut Office, typed: &Secret<String>) -> Result<Outcome, ServiceError> {
    office.opened()?;
    office.desk.vault_mut()?.confirm_recovery_key(typed.reveal())?;
    Ok(done("恢复单核对无误，请收好这张纸"))
}

/// Writes the sheet to where the director wants it; nothing of it stays in the office folder.
pub(super) fn save(office: &mut Office, sheet: &RecoverySheet, to: &Path) -> Result<Outcome, ServiceError> {
    let pdf = recovery_pdf(office, sheet)?;
    office.write_office(Operation::ExportSheet, "recovery", |_tx, _by, _at| Ok(()))?;
    save_as(to, &pdf)?;
    Ok(done("恢复单已另存，打印以后请删掉文件"))
}

/// Sends the sheet to the printer that was used last.
pub(crate) fn print(office: &mut Office, sheet: &RecoverySheet) -> Result<Errand, ServiceError> {
    let pdf = recovery_pdf(office, sheet)?;
    let usual = printer::usual(office, None)?;
    office.write_office(Operation::PrintSheet, "recovery", |_tx, _by, _at| Ok(()))?;
    let job = PrintJob { title: "恢复单".to_owned(), setup: PrintSetup { sides: Sides::One, ..usual } };
    Ok(Errand::print(office, Delivery { pdf, n_pages: 1, job, of: Sender::Recovery }))
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

/// Makes a new sheet; it must be typed back before anything else.
pub(super) fn renew(office: &mut Office) -> Result<RecoverySheet, ServiceError> {
    office.may(Operation::Recover)?;
    let now = office.now();
    let institution = office.institution()?;
    office.write_office(Operation::Recover, "renew", |_tx, _by, _at| Ok(()))?;
    let data_key = office.desk.data_key.clone().ok_or(ServiceError::Locked)?;
    let paper = office.desk.vault_mut()?.replace_recovery_key(&data_key, &mut RandomIds::new(), now)?;
    Ok(sheet_of(&paper, &institution))
}

/// Opens the office with the sheet and gives one user a new password.
pub(super) fn recover(
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

/// The sheet as it is shown, once.
pub(super) fn sheet_of(paper: &RecoveryKey, institution: &Institution) -> RecoverySheet {
    RecoverySheet {
        printed: Secret::new(paper.printed().as_str().to_owned()),
        institution: institution.name.clone(),
    }
}
