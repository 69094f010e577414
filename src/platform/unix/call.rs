//! A second start calls the first through a socket file that only this user can open. No network: a file on this
//! machine, and whatever is sent means only 「come forward」.

use crate::platform::local_folder;
use crate::platform::one_window::WindowKey;
use std::io;
use std::io::Read as _;
use std::io::Write as _;
use std::os::unix::net::UnixListener;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

const HEARD: &[u8; 5] = b"heard";

/// A window that hangs is not waited for longer.
const PATIENCE: Duration = Duration::from_secs(3);

/// The socket file, removed when the window is gone.
#[derive(Debug)]
pub struct CallFile(PathBuf);

impl Drop for CallFile {
    fn drop(&mut self) {
        // What stays behind is replaced by the next start.
        std::fs::remove_file(&self.0).unwrap_or_default();
    }
}

/// Listens on a thread of its own. The caller holds the lock of the window, so what lies there is a dead one's.
///
/// # Errors
/// What the system says.
pub fn listen(key: &WindowKey, called: impl Fn() + Send + 'static) -> io::Result<CallFile> {
    listen_at(place(key)?, called)
}

/// Calls. Returns whether somebody heard.
#[must_use]
pub fn call(key: &WindowKey) -> bool {
    place(key).and_then(|place| call_at(&place)).is_ok()
}

fn listen_at(place: PathBuf, called: impl Fn() + Send + 'static) -> io::Result<CallFile> {
    if place.exists() {
        std::fs::remove_file(&place)?;
    }
    let listener = UnixListener::bind(&place)?;
    std::thread::Builder::new().name("second start".to_owned()).spawn(move || {
        for caller in listener.incoming() {
            let Ok(mut caller) = caller else { return };
            called();
            if caller.write_all(HEARD).is_err() {
                tracing::debug!("the second start did not wait");
            }
        }
    })?;
    Ok(CallFile(place))
}

fn call_at(place: &Path) -> io::Result<()> {
    let mut window = UnixStream::connect(place)?;
    window.set_read_timeout(Some(PATIENCE))?;
    let mut answer = [0; HEARD.len()];
    window.read_exact(&mut answer)
}

/// The session's folder is the usual place; names of sockets may not be long.
fn place(key: &WindowKey) -> io::Result<PathBuf> {
    let session = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from).filter(|folder| folder.is_dir());
    let folder = session.or_else(local_folder::made).ok_or(io::ErrorKind::NotFound)?;
    Ok(folder.join(format!("appraisal-desk-{}.sock", key.as_str())))
}

#[cfg(test)]
mod tests {
    use super::call_at;
    use super::listen_at;
    use std::sync::mpsc::channel;

    #[test]
    fn a_call_is_heard_and_a_dead_window_s_file_is_replaced() {
        let folder = std::env::temp_dir().join(format!("call-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let place = folder.join("x.sock");
        assert!(call_at(&place).is_err(), "nobody is there");
        std::fs::write(&place, b"").expect("a dead one's");
        let (sender, calls) = channel();
        let file = listen_at(place.clone(), move || sender.send(()).expect("told")).expect("listening");
        call_at(&place).expect("heard");
        call_at(&place).expect("heard again");
        assert_eq!(calls.iter().take(2).count(), 2);
        drop(file);
        assert!(!place.exists());
        std::fs::remove_dir_all(&folder).expect("removed");
    }
}
