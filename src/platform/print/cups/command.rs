//! Runs a command of the system for a while: bytes in, words out, and an end even when it hangs.

use crate::platform::print::PrintError;
use std::ffi::OsStr;
use std::io;
use std::io::Read;
use std::io::Write as _;
use std::process::Child;
use std::process::Command;
use std::process::ExitStatus;
use std::process::Stdio;
use std::thread;
use std::time::Duration;
use std::time::Instant;

const GLANCE: Duration = Duration::from_millis(15);

/// What a command said.
pub(super) struct Said {
    /// It ended well.
    pub is_good: bool,
    /// On its standard output.
    pub said: String,
    /// On its standard error.
    pub complained: String,
}

/// Asks a command, and gives it bytes to read.
pub(super) fn ask(
    command: &OsStr,
    arguments: &[String],
    bytes: Option<&[u8]>,
    patience: Duration,
) -> Result<Said, PrintError> {
    let mut child = Command::new(command)
        .args(arguments)
        // Its words are read by us, not by people.
        .env("LC_ALL", "C")
        .stdin(if bytes.is_some() { Stdio::piped() } else { Stdio::null() })
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(PrintError::NoSpooler)?;
    let (paper, said, complained) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    // A pipe holds little: whoever fills one while nobody empties the other waits for ever.
    thread::scope(|scope| {
        let sent = scope.spawn(move || match (paper, bytes) {
            (Some(mut paper), Some(bytes)) => paper.write_all(bytes),
            _ => Ok(()),
        });
        let said = scope.spawn(move || words_of(said));
        let complained = scope.spawn(move || words_of(complained));
        let ended = wait(&mut child, patience)?;
        let said = said.join().unwrap_or_default();
        let complained = complained.join().unwrap_or_default();
        // A spooler that stops reading says why at its end; that is the error worth showing.
        if ended.success()
            && let Ok(Err(cut)) = sent.join()
        {
            return Err(PrintError::NoSpooler(cut));
        }
        Ok(Said { is_good: ended.success(), said, complained })
    })
}

fn wait(child: &mut Child, patience: Duration) -> Result<ExitStatus, PrintError> {
    let began = Instant::now();
    loop {
        if let Some(ended) = child.try_wait().map_err(PrintError::NoSpooler)? {
            return Ok(ended);
        }
        if began.elapsed() > patience {
            // What it was given and has not sent on is gone with it.
            if let Err(error) = child.kill().and_then(|()| child.wait()) {
                tracing::warn!(?error, "a command of the spooler could not be ended");
            }
            return Err(PrintError::NoAnswer);
        }
        thread::sleep(GLANCE);
    }
}

fn words_of(pipe: Option<impl Read>) -> String {
    let mut bytes = Vec::new();
    let read = pipe.map_or(Ok(0), |mut pipe: _| pipe.read_to_end(&mut bytes));
    if let Err(error) = read
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        tracing::warn!(?error, "what the spooler said could not be read");
    }
    String::from_utf8_lossy(&bytes).trim().to_owned()
}
