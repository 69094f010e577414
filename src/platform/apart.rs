//! This program as its own helper: started with arguments and something to read, ended when it takes too long. For
//! work that may never end or ask for all memory, which a thread could not be stopped at. Memory is limited on Linux
//! only; on Windows a greedy helper is ended when its time is over.

use std::io;
use std::io::Read as _;
use std::io::Write as _;
use std::path::Path;
use std::path::PathBuf;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::thread;
use std::time::Duration;
use std::time::Instant;

/// How often a look is taken whether it has ended.
const GLANCE: Duration = Duration::from_millis(20);

/// The most address space of a helper, in bytes: a trial of the longest form takes a sixth of it.
#[cfg(unix)]
const MOST_MEMORY: u64 = 3 << 30;

/// The program file, where this process is the program and not a test of it.
pub fn own_program() -> Option<PathBuf> {
    let program = std::env::current_exe().ok()?;
    (program.file_stem()? == "appraisal-desk").then_some(program)
}

/// What the helper wrote; none when it had to be ended, or ended by itself without a word.
///
/// # Errors
/// What the system says when it cannot be started.
pub fn ask(
    program: &Path,
    arguments: &[&str],
    to_read: &[u8],
    patience: Duration,
) -> io::Result<Option<String>> {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    // Before it is given anything to do.
    #[cfg(unix)]
    if let Err(error) = crate::platform::unix::memory::limit(child.id(), MOST_MEMORY) {
        tracing::warn!(?error, "the helper takes as much memory as it likes");
    }
    let (mut paper, said) = (child.stdin.take(), child.stdout.take());
    // A pipe holds little: whoever fills one while nobody empties the other waits for ever.
    thread::scope(|scope| {
        scope.spawn(move || {
            // One that ended early reads no further; what it said tells why.
            if let Some(Err(error)) = paper.as_mut().map(|paper| paper.write_all(to_read)) {
                tracing::debug!(?error, "the helper did not read everything");
            }
        });
        let words = scope.spawn(move || {
            let mut words = String::new();
            let read = said.map(|mut said| said.read_to_string(&mut words));
            read.and_then(Result::ok).map(|_| words).filter(|words| !words.trim().is_empty())
        });
        let ended = wait(&mut child, patience)?;
        let words = words.join().ok().flatten();
        Ok(if ended { words } else { None })
    })
}

fn wait(child: &mut Child, patience: Duration) -> io::Result<bool> {
    let began = Instant::now();
    while child.try_wait()?.is_none() {
        if began.elapsed() > patience {
            child.kill()?;
            child.wait()?;
            return Ok(false);
        }
        thread::sleep(GLANCE);
    }
    Ok(true)
}

#[cfg(all(test, unix))]
mod tests {
    use super::MOST_MEMORY;
    use super::ask;
    use super::own_program;
    use std::path::Path;
    use std::time::Duration;
    use std::time::Instant;

    #[test]
    fn a_helper_answers_or_is_ended() {
        let shell = Path::new("sh");
        let long = "长".repeat(100_000);
        let said = ask(shell, &["-c", "cat"], long.as_bytes(), Duration::from_secs(20)).expect("a shell");
        assert_eq!(said.map(|said| said.len()), Some(long.len()));
        let began = Instant::now();
        let said = ask(shell, &["-c", "exec sleep 60"], b"", Duration::from_millis(200)).expect("a shell");
        assert!(said.is_none() && began.elapsed() < Duration::from_secs(20));
        assert_eq!(ask(shell, &["-c", "exit 3"], b"x", Duration::from_secs(20)).expect("a shell"), None);
        assert!(ask(Path::new("/no/such/program"), &[], b"", Duration::ZERO).is_err());
        let said =
            ask(shell, &["-c", "read go; ulimit -v"], b"go\n", Duration::from_secs(20)).expect("a shell");
        assert_eq!(said.as_deref().map(str::trim), Some((MOST_MEMORY / 1024).to_string().as_str()));
        assert_eq!(own_program(), None, "a test is not the program");
    }
}
