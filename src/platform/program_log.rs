//! The log of the program: what went wrong, where and when, in ids and codes. Nothing of a case and nothing anybody
//! typed; of a panic only its place and its thread, because its words may quote what was typed.
//!
//! It lies in the folder of this user on this machine, so that it can be shown to somebody when no office opens.

use crate::platform::clock::Clock as _;
use crate::platform::clock::SystemClock;
use crate::platform::local_folder;
use std::fs;
use std::fs::File;
use std::fs::OpenOptions;
use std::io;
use std::io::Write;
use std::panic::PanicHookInfo;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Mutex;
use tracing::Level;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::Layer as _;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::time::FormatTime;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

const NAME: &str = "log.txt";
const FORMER: &str = "log.old.txt";

/// A log grown to this is put aside; one older one is kept.
const MOST_BYTES: u64 = 512 * 1024;

/// Returns where the log lies; none where the system names no place of the user's.
#[must_use]
pub fn place() -> Option<PathBuf> {
    local_folder::local_folder().map(|folder| folder.join(NAME))
}

/// Begins to log: warnings to the terminal, and what support needs into the file. Notes every panic.
pub fn begin() {
    // Other people's events are not known to be free of names.
    let ours = |level: Level| Targets::new().with_target("appraisal_desk", level);
    let terminal = tracing_subscriber::fmt::layer()
        .with_writer(io::stderr)
        .with_ansi(false)
        .without_time()
        .with_filter(LevelFilter::WARN);
    let file = tracing_subscriber::fmt::layer()
        .with_writer(Mutex::new(LogFile::new(place())))
        .with_ansi(false)
        .with_timer(Time(SystemClock::new()))
        .with_filter(ours(Level::INFO));
    if tracing_subscriber::registry().with(terminal).with(file).try_init().is_err() {
        // Somebody logs already, in a test: theirs is as good as ours.
        return;
    }
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        note(panic);
        // The words of a panic are for whoever is looking for its cause, at a terminal, on purpose.
        if std::env::var_os("RUST_BACKTRACE").is_some() {
            usual(panic);
        }
    }));
}

fn note(panic: &PanicHookInfo<'_>) {
    let thread = std::thread::current();
    let thread = thread.name().unwrap_or("nameless").to_owned();
    let place = panic.location().map_or_else(String::new, |location| {
        format!("{}:{}", file_in_source(location.file()), location.line())
    });
    tracing::error!(thread, place, "panic");
}

/// The path behind the machine it was built on: `ui/desk/mod.rs`, `winit-0.30.13/src/window.rs`.
fn file_in_source(path: &str) -> String {
    let parts: Vec<&str> = path.split(['/', '\\']).collect();
    match parts.iter().rposition(|part| *part == "src") {
        Some(0) => path.to_owned(),
        Some(n) => parts[n - 1..].join("/"),
        None => parts.last().copied().unwrap_or_default().to_owned(),
    }
}

/// The file, opened when there is something to write: commands that go well leave nothing behind.
struct LogFile {
    place: Option<PathBuf>,
    open: Option<File>,
}

impl LogFile {
    const fn new(place: Option<PathBuf>) -> Self {
        Self { place, open: None }
    }

    fn file(&mut self) -> Option<&mut File> {
        if self.open.is_none()
            && let Some(place) = &self.place
        {
            match open(place) {
                Ok(file) => self.open = Some(file),
                // Asked once: a disk that takes no log is not asked again with every line.
                Err(_unwritable) => self.place = None,
            }
        }
        self.open.as_mut()
    }
}

impl Write for LogFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let Some(file) = self.file() {
            file.write_all(bytes)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn open(place: &Path) -> io::Result<File> {
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder)?;
    }
    if fs::metadata(place).is_ok_and(|there| there.len() > MOST_BYTES) {
        fs::rename(place, place.with_file_name(FORMER))?;
    }
    OpenOptions::new().create(true).append(true).open(place)
}

/// Beijing time, as on the sheets.
struct Time(SystemClock);

impl FormatTime for Time {
    fn format_time(&self, to: &mut Writer<'_>) -> std::fmt::Result {
        let now = self.0.now();
        write!(to, "{now}")
    }
}

#[cfg(test)]
mod tests {
    use super::FORMER;
    use super::LogFile;
    use super::MOST_BYTES;
    use super::file_in_source;
    use std::io::Write as _;

    #[test]
    fn a_place_in_the_source_names_no_machine() {
        let check = |path: &str, expected: &str| assert_eq!(file_in_source(path), expected, "{path}");
        check("src/ui/desk/mod.rs", "src/ui/desk/mod.rs");
        check(
            "/home/desk/.cargo/registry/src/index-1/winit-0.30.13/src/window.rs",
            "winit-0.30.13/src/window.rs",
        );
        check("D:\\build\\appraisal\\src\\main.rs", "appraisal/src/main.rs");
        check("/rustc/abc/library/core/option.rs", "option.rs");
    }

    #[test]
    fn a_log_is_made_when_it_is_needed_and_put_aside_when_it_is_long() {
        let folder = std::env::temp_dir().join(format!("program-log-{}", std::process::id()));
        let place = folder.join("deeper").join("log.txt");
        let mut log = LogFile::new(Some(place.clone()));
        assert!(!place.exists());
        log.write_all(b"one\n").expect("written");
        assert_eq!(std::fs::read(&place).expect("read"), b"one\n");
        std::fs::write(&place, vec![b'x'; usize::try_from(MOST_BYTES).unwrap_or(0) + 1]).expect("long");
        LogFile::new(Some(place.clone())).write_all(b"two\n").expect("written");
        assert_eq!(std::fs::read(&place).expect("read"), b"two\n");
        assert!(place.with_file_name(FORMER).exists());
        std::fs::remove_dir_all(&folder).expect("removed");
    }

    #[test]
    fn a_disk_that_takes_no_log_stops_nothing() {
        let mut log = LogFile::new(Some("/dev/null/log.txt".into()));
        log.write_all(b"one\n").expect("swallowed");
        LogFile::new(None).write_all(b"one\n").expect("swallowed");
    }
}
