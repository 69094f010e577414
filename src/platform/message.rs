//! Says something to a person when there is no window of ours: a box on Windows, lines on the terminal elsewhere.

/// Shows a message and waits until it was read, where somebody can read it at all.
pub fn show(title: &str, text: &str) {
    #[cfg(windows)]
    crate::platform::windows::message_box::show(title, text);
    #[cfg(not(windows))]
    {
        use std::io::Write as _;
        if writeln!(std::io::stderr(), "{title}\n{text}").is_err() {
            tracing::debug!("nobody reads the terminal any more");
        }
    }
}
