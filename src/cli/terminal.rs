//! Lines to and from a terminal. A reader that went away (`| head`) is no failure of ours.

use crate::cli::Stop;
use crate::domain::secret::Secret;
use std::io;
use std::io::BufRead as _;
use std::io::Write as _;

/// Where a passphrase for an unattended run comes from.
const PASSPHRASE: &str = "APPRAISAL_DESK_PASSPHRASE";

/// Says a line.
pub fn say(line: &str) {
    if let Err(error) = writeln!(io::stdout(), "{line}") {
        tracing::debug!(%error, "nobody reads the output any more");
    }
}

/// Says a line where complaints go.
pub fn complain(line: &str) {
    if let Err(error) = writeln!(io::stderr(), "{line}") {
        tracing::debug!(%error, "nobody reads the complaints any more");
    }
}

/// Asks for a line; what is in brackets is taken when nothing is typed.
pub fn ask(question: &str, usual: &str) -> Result<String, Stop> {
    let hint = if usual.is_empty() { String::new() } else { format!("［{usual}］") };
    if write!(io::stdout(), "{question}{hint}：").and_then(|()| io::stdout().flush()).is_err() {
        return Err(Stop::refused("没有可以提问的终端"));
    }
    let typed = line()?;
    Ok(if typed.is_empty() { usual.to_owned() } else { typed })
}

/// Reads a line without asking.
pub fn line() -> Result<String, Stop> {
    let mut typed = String::new();
    match io::stdin().lock().read_line(&mut typed) {
        Ok(0) => Err(Stop::refused("输入到头了，还有没答的，什么都没有改")),
        Ok(_) => Ok(typed.trim().to_owned()),
        Err(error) => Err(Stop::refused(format!("读不到输入（{error}），什么都没有改"))),
    }
}

/// A passphrase from the environment, or typed without being shown.
pub fn passphrase(question: &str) -> Result<Secret<String>, Stop> {
    if let Some(given) = passphrase_given() {
        return Ok(given);
    }
    typed_unseen(&format!("{question}："))
        .map(Secret::new)
        .map_err(|error| Stop::refused(format!("读不到密码（{error}）；无人值守时用环境变量 {PASSPHRASE}")))
}

fn typed_unseen(question: &str) -> io::Result<String> {
    if cfg!(windows) {
        // `prompt_password` writes bytes, which a console there takes for GBK; our own streams speak UTF-16 to it.
        write!(io::stderr(), "{question}").and_then(|()| io::stderr().flush())?;
        return rpassword::read_password();
    }
    rpassword::prompt_password(question)
}

/// The passphrase of an unattended run.
pub fn passphrase_given() -> Option<Secret<String>> {
    std::env::var(PASSPHRASE).ok().filter(|given| !given.is_empty()).map(Secret::new)
}
