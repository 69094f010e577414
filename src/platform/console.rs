//! The terminal a command was started from.

/// Joins it, where a program with a window does not have it by itself. The window does without: Ctrl+C in a terminal
/// must not close it.
pub fn attach() {
    #[cfg(windows)]
    crate::platform::windows::console::attach();
}
