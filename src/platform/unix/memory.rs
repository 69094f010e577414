//! How much memory another process may ask for.
#![expect(unsafe_code, reason = "the standard library sets no limits")]

use std::io;

/// From now on the process gets no more address space than so many bytes; what asks for more is refused.
///
/// # Errors
/// What the system says: the process has ended, or is somebody else's.
pub fn limit(process: u32, bytes: u64) -> io::Result<()> {
    let process = libc::pid_t::try_from(process).map_err(io::Error::other)?;
    let limit = libc::rlimit { rlim_cur: bytes, rlim_max: bytes };
    // SAFETY: the limit is a value of this frame, and the former one is not asked for.
    match unsafe { libc::prlimit(process, libc::RLIMIT_AS, &raw const limit, std::ptr::null_mut()) } {
        0 => Ok(()),
        _ => Err(io::Error::last_os_error()),
    }
}
