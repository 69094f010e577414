//! Opens an office for a command: which folder, who, and the passphrase from the environment or a prompt.

use crate::cli::Ending;
use crate::cli::Stop;
use crate::cli::terminal::ask;
use crate::cli::terminal::passphrase;
use crate::services::office::Office;
use crate::services::session;
use crate::services::session::Door;
use crate::services::start::office_at;
use std::path::PathBuf;

/// Where the login of an unattended run comes from.
const LOGIN: &str = "APPRAISAL_DESK_LOGIN";

/// Opens the office in a folder, or in the usual one.
pub fn opened(folder: Option<PathBuf>, login: Option<&str>) -> Result<Office, Stop> {
    let closed = |error| Stop::of(Ending::NoOffice, &error);
    let mut office = office_at(folder).map_err(closed)?;
    let view = session::view(&office);
    if view.door == Door::NoOffice {
        return Err(Stop { ending: Ending::NoOffice, say: format!("{} 里没有案卷库", view.folder) });
    }
    let login = match login.map(str::to_owned).or_else(|| std::env::var(LOGIN).ok()) {
        Some(login) => login,
        None => ask("登录名", "")?,
    };
    let password = passphrase("密码")?;
    session::unlock(&mut office, &login, &password).map_err(closed)?;
    Ok(office)
}
