//! The ladder on this machine: what is remembered in a file, and a locked mark while a rung has not drawn yet.
//!
//! A process that dies leaves the mark without its lock: that is a crash. A mark that somebody holds is another start
//! under way and says nothing. What cannot be written is not remembered; the window opens all the same.

use crate::platform::renderer::ladder::Ladder;
use crate::platform::renderer::ladder::Memory;
use crate::platform::renderer::ladder::Place;
use crate::platform::renderer::ladder::Rung;
use crate::platform::replace_file::replace_file;
use std::fs;
use std::fs::File;
use std::fs::OpenOptions;
use std::io::Read as _;
use std::io::Write as _;
use std::path::Path;
use std::path::PathBuf;

const MEMORY: &str = "renderer.json";
const MARK: &str = "renderer.starting";

/// A start of the window, from rung to rung.
#[derive(Debug)]
pub struct Climb {
    ladder: Ladder,
    folder: Option<PathBuf>,
    mark: Option<File>,
    has_drawn: bool,
}

impl Climb {
    /// Begins where former starts ended. Without a folder nothing is remembered.
    #[must_use]
    pub fn begin(folder: Option<PathBuf>, version: &str, place: Place, wish: Option<Rung>) -> Self {
        let (memory, unfinished) = match &folder {
            Some(folder) => (load(folder), take_mark(&folder.join(MARK))),
            None => (Memory::default(), None),
        };
        let ladder = Ladder::begin(memory, version, place, unfinished, wish);
        let climb = Self { ladder, folder, mark: None, has_drawn: false };
        climb.remember();
        climb
    }

    /// Steps onto the next rung and marks it; none when all were tried.
    pub fn step(&mut self) -> Option<Rung> {
        self.unmark();
        self.has_drawn = false;
        let Some(rung) = self.ladder.step() else {
            self.remember();
            return None;
        };
        if let Some(folder) = &self.folder {
            self.mark = set_mark(&folder.join(MARK), rung);
        }
        Some(rung)
    }

    /// The first frame is on the screen: what happens from now on is no matter of the renderer.
    pub fn drew(&mut self) {
        if !self.has_drawn {
            self.has_drawn = true;
            self.unmark();
            self.ladder.drew();
            self.remember();
        }
    }

    /// Returns whether a frame was drawn.
    #[must_use]
    pub const fn has_drawn(&self) -> bool {
        self.has_drawn
    }

    /// The window was closed, or a rung said by itself that it cannot.
    pub fn ended(&mut self) {
        self.unmark();
    }

    /// The rung fell over. Returns whether a fresh process should try another one.
    pub fn fell(&mut self) -> bool {
        self.unmark();
        let again = !self.has_drawn && self.ladder.fell();
        self.remember();
        again
    }

    /// Returns whether every rung crashed when it was last tried.
    #[must_use]
    pub const fn gave_up(&self) -> bool {
        self.ladder.gave_up()
    }

    fn remember(&self) {
        let Some(folder) = &self.folder else { return };
        if load(folder) == *self.ladder.memory() {
            return;
        }
        let written = serde_json::to_vec(self.ladder.memory())
            .map_err(std::io::Error::from)
            .and_then(|bytes| replace_file(&folder.join(MEMORY), &bytes));
        if let Err(error) = written {
            tracing::warn!(%error, "the renderer that worked is not remembered");
        }
    }

    fn unmark(&mut self) {
        // Closed before it is removed: Windows removes what is open only later.
        if self.mark.take().is_some()
            && let Some(folder) = &self.folder
            && let Err(error) = fs::remove_file(folder.join(MARK))
        {
            tracing::warn!(%error, "the mark of a start stays behind");
        }
    }
}

fn load(folder: &Path) -> Memory {
    let read = fs::read(folder.join(MEMORY)).ok();
    read.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

/// The rung of a start that ended before it drew.
fn take_mark(place: &Path) -> Option<Rung> {
    let mut mark = OpenOptions::new().read(true).write(true).open(place).ok()?;
    mark.try_lock().ok()?;
    let mut word = String::new();
    mark.read_to_string(&mut word).ok()?;
    drop(mark);
    fs::remove_file(place).ok()?;
    word.trim().parse().ok()
}

fn set_mark(place: &Path, rung: Rung) -> Option<File> {
    let mut mark = OpenOptions::new().create(true).read(true).write(true).truncate(false).open(place).ok()?;
    // Held by another start: its mark stays its own.
    mark.try_lock().ok()?;
    mark.set_len(0).ok()?;
    mark.write_all(rung.name().as_bytes()).ok()?;
    mark.sync_all().ok()?;
    Some(mark)
}

#[cfg(test)]
mod tests {
    use super::Climb;
    use super::MARK;
    use crate::platform::renderer::ladder::Place;
    use crate::platform::renderer::ladder::Rung;
    use std::path::Path;
    use std::path::PathBuf;

    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let folder = std::env::temp_dir().join(format!("climb-{name}-{}", std::process::id()));
            std::fs::create_dir_all(&folder).expect("a folder");
            Self(folder)
        }

        fn start(&self) -> Climb {
            Climb::begin(Some(self.0.clone()), "1", Place::Here, None)
        }

        fn mark(&self) -> PathBuf {
            self.0.join(MARK)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            std::fs::remove_dir_all(&self.0).expect("removed");
        }
    }

    fn read(place: &Path) -> String {
        std::fs::read_to_string(place).expect("a mark")
    }

    #[test]
    fn a_start_that_dies_leaves_its_mark_and_the_next_begins_elsewhere() {
        let folder = Folder::new("dies");
        let mut first = folder.start();
        assert_eq!(first.step(), Some(Rung::Glow));
        // What a dead process leaves: the file, without its lock.
        drop(first);
        assert_eq!(read(&folder.mark()), "glow");
        let mut second = folder.start();
        assert!(!folder.mark().exists());
        assert_eq!(second.step(), Some(Rung::Wgpu));
        second.drew();
        drop(second);
        assert_eq!(folder.start().step(), Some(Rung::Wgpu), "and it is remembered");
    }

    #[test]
    fn a_process_killed_after_its_first_frame_is_no_crash() {
        let folder = Folder::new("killed-later");
        let mut first = folder.start();
        first.step();
        first.drew();
        drop(first);
        assert!(!folder.mark().exists());
        assert_eq!(folder.start().step(), Some(Rung::Glow));
    }

    #[test]
    fn another_start_under_way_is_no_crash_and_keeps_its_mark() {
        let folder = Folder::new("two");
        let mut first = folder.start();
        first.step();
        let mut second = folder.start();
        assert_eq!(second.step(), Some(Rung::Glow));
        second.drew();
        assert!(folder.mark().exists(), "the first has not drawn yet");
        first.drew();
        assert!(!folder.mark().exists());
    }

    #[test]
    fn an_error_is_answered_by_the_next_rung_and_is_no_crash() {
        let folder = Folder::new("error");
        let mut first = folder.start();
        first.step();
        assert_eq!(first.step(), Some(Rung::Wgpu));
        assert_eq!(read(&folder.mark()), "wgpu");
        assert_eq!(first.step(), None);
        first.ended();
        assert!(!folder.mark().exists());
        assert_eq!(folder.start().step(), Some(Rung::Glow));
    }

    #[test]
    fn a_fall_is_remembered_until_the_last_rung_fell() {
        let folder = Folder::new("fall");
        let mut first = folder.start();
        first.step();
        assert!(first.fell());
        let mut second = folder.start();
        assert_eq!(second.step(), Some(Rung::Wgpu));
        assert!(!second.fell(), "nothing is left to try");
        assert_eq!(folder.start().step(), Some(Rung::Glow), "and the next start begins anew");
    }

    #[test]
    fn two_starts_that_die_are_followed_by_words_and_then_by_a_fresh_start() {
        let folder = Folder::new("both-die");
        assert_eq!(folder.start().step(), Some(Rung::Glow));
        assert_eq!(folder.start().step(), Some(Rung::Wgpu));
        let mut third = folder.start();
        assert!(third.gave_up() && third.step().is_none());
        assert_eq!(folder.start().step(), Some(Rung::Glow));
    }

    #[test]
    fn a_fall_after_the_first_frame_is_not_the_renderer_s() {
        let folder = Folder::new("late-fall");
        let mut first = folder.start();
        first.step();
        first.drew();
        assert!(!first.fell());
        assert_eq!(folder.start().step(), Some(Rung::Glow));
    }

    #[test]
    fn without_a_folder_or_with_a_spoilt_file_the_window_opens_all_the_same() {
        let mut climb = Climb::begin(None, "1", Place::Here, None);
        assert_eq!(climb.step(), Some(Rung::Glow));
        let folder = Folder::new("spoilt");
        std::fs::write(folder.0.join("renderer.json"), b"{\"here\":7}").expect("spoilt");
        std::fs::write(folder.mark(), b"vulkan").expect("spoilt");
        assert_eq!(folder.start().step(), Some(Rung::Glow));
    }
}
