//! `calendar import`: takes the arrangement of a year into an office, as the window does.

use crate::cli::Ending;
use crate::cli::Stop;
use crate::cli::arguments::CalendarCommand;
use crate::cli::arguments::CalendarOptions;
use crate::cli::opening::opened;
use crate::cli::terminal::say;
use crate::services::calendar;
use crate::services::session;
use std::path::PathBuf;

/// Takes the file into the office in a folder, or in the usual one.
pub fn run(options: &CalendarOptions, folder: Option<PathBuf>) -> Result<Ending, Stop> {
    let CalendarCommand::Import(options) = &options.command;
    let mut office = opened(folder, options.login.as_deref())?;
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
