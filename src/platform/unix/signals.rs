//! Being asked to end by the system or from a terminal: the write in flight is finished first.
#![expect(unsafe_code, reason = "the standard library knows no signals")]

use std::io;

/// The system shuts down, somebody presses Ctrl+C, the terminal goes away.
const ENDS: [libc::c_int; 3] = [libc::SIGTERM, libc::SIGINT, libc::SIGHUP];

/// Tells, on a thread of its own, when the program is asked to end. Asked a second time, it ends at once.
///
/// Call it before other threads are started: they take the mask of signals from this one.
///
/// # Errors
/// What the system says.
pub fn listen(tell: impl FnOnce() + Send + 'static) -> io::Result<()> {
    let ends = set_of_ends();
    mask(libc::SIG_BLOCK, &ends)?;
    std::thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            let mut which = 0;
            // SAFETY: both point to values of this frame; the set was filled by `set_of_ends`.
            if unsafe { libc::sigwait(&raw const ends, &raw mut which) } != 0 {
                return;
            }
            tell();
            // From here on this thread takes them with their usual effect.
            if mask(libc::SIG_UNBLOCK, &ends).is_ok() {
                loop {
                    std::thread::park();
                }
            }
        })
        .map(drop)
}

fn set_of_ends() -> libc::sigset_t {
    // SAFETY: a set of signals is plain numbers, and is emptied before it is used.
    let mut ends = unsafe { std::mem::zeroed::<libc::sigset_t>() };
    // SAFETY: the pointer is to a local value, and the numbers are signals.
    unsafe {
        libc::sigemptyset(&raw mut ends);
        for end in ENDS {
            libc::sigaddset(&raw mut ends, end);
        }
    }
    ends
}

fn mask(how: libc::c_int, ends: &libc::sigset_t) -> io::Result<()> {
    // SAFETY: the set is valid, and the former mask is not asked for.
    match unsafe { libc::pthread_sigmask(how, std::ptr::from_ref(ends), std::ptr::null_mut()) } {
        0 => Ok(()),
        error => Err(io::Error::from_raw_os_error(error)),
    }
}
