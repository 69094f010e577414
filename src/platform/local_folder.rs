//! The folder of this user on this machine: the log of the program, the renderer that worked, the call to a window
//! that is already open. Nothing personal lies in it and nothing that could not be made again; no part of an office.

use std::ffi::OsString;
use std::path::PathBuf;

const NAME: &str = "appraisal-desk";

/// Returns the folder, which need not exist: `%LOCALAPPDATA%\appraisal-desk`, or `appraisal-desk` under
/// `XDG_STATE_HOME`. None where the system names no place of the user's.
#[must_use]
pub fn local_folder() -> Option<PathBuf> {
    folder_from(|name| std::env::var_os(name))
}

/// Returns the folder where it exists or can be made.
#[must_use]
pub fn made() -> Option<PathBuf> {
    let folder = local_folder()?;
    std::fs::create_dir_all(&folder).ok()?;
    Some(folder)
}

#[cfg(windows)]
fn folder_from(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    absolute(variable("LOCALAPPDATA")).map(|folder| folder.join(NAME))
}

#[cfg(not(windows))]
fn folder_from(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let state = absolute(variable("XDG_STATE_HOME"));
    let state = state.or_else(|| absolute(variable("HOME")).map(|home| home.join(".local").join("state")));
    state.map(|folder| folder.join(NAME))
}

/// A relative folder would be another one with every start.
fn absolute(folder: Option<OsString>) -> Option<PathBuf> {
    folder.map(PathBuf::from).filter(|folder| folder.is_absolute())
}

#[cfg(all(test, not(windows)))]
mod tests {
    use super::folder_from;
    use std::ffi::OsString;
    use std::path::PathBuf;

    #[test]
    fn the_folder_is_where_the_system_keeps_what_can_be_made_again() {
        let check = |state: &str, home: &str, expected: Option<&str>| {
            let folder = folder_from(|name| {
                let value = if name == "HOME" { home } else { state };
                (!value.is_empty()).then(|| OsString::from(value))
            });
            assert_eq!(folder, expected.map(PathBuf::from), "{state} {home}");
        };
        check("/var/state", "/home/desk", Some("/var/state/appraisal-desk"));
        check("", "/home/desk", Some("/home/desk/.local/state/appraisal-desk"));
        check("not/absolute", "/home/desk", Some("/home/desk/.local/state/appraisal-desk"));
        check("", "", None);
    }
}
