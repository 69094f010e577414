//! `calendar import`: takes the arrangement of a year into an office, as the window does.

use crate::cli::Ending;
use crate::cli::Stop;
use crate::cli::arguments::CalendarCommand;
use crate::cli::arguments::CalendarOptions;
use crate::cli::terminal::ask;
use crate::cli::terminal::passphrase;
use crate::cli::terminal::say;
use crate::services::calendar;
use crate::services::session;
use crate::services::session::Door;
use crate::services::start::office_at;
use std::path::PathBuf;

/// Where the login of an unattended run comes from.
const LOGIN: &str = "APPRAISAL_DESK_LOGIN";

/// Takes the file into the office in a folder, or in the usual one.
pub fn run(options: &CalendarOptions, folder: Option<PathBuf>) -> Result<Ending, Stop> {
    let CalendarCommand::Import(options) = &options.command;
    let closed = |error| Stop::of(Ending::NoOffice, &error);
    let mut office = office_at(folder).map_err(closed)?;
    let view = session::view(&office);
    if view.door == Door::NoOffice {
        return Err(Stop { ending: Ending::NoOffice, say: format!("{} 里没有案卷库", view.folder) });
    }
    let login = match options.login.clone().or_else(|| std::env::var(LOGIN).ok()) {
        Some(login) => login,
        None => ask("登录名", "")?,
    };
    let password = passphrase("密码")?;
    session::unlock(&mut office, &login, &password).map_err(closed)?;
    let taken = calendar::import_file(&mut office, &options.file);
    let refused = |error| Stop::of(Ending::Refused, &error);
    let locked = session::lock(&mut office);
    match taken {
        Ok(year) => {
            locked.map_err(refused)?;
            say(&format!("{year} 年工作日历已导入"));
            Ok(Ending::Well)
        }
        Err(error) => {
            let mut stop = Stop::of(Ending::Refused, &error);
            stop.say = format!("{}：{}", options.file.display(), stop.say);
            Err(stop)
        }
    }
}
