//! The screen and the habits of whoever sits before it.

use std::time::Duration;

/// What the system says of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    /// Every frame travels over a network.
    pub is_remote: bool,
    /// How long the second click of a double click may take; none where the system does not say.
    pub double_click: Option<Duration>,
    /// How long the caret is shown, and hidden; none where it stands still or the system does not say.
    pub caret_blink: Option<Duration>,
}

/// Asks the system.
#[must_use]
pub fn screen() -> Screen {
    #[cfg(windows)]
    {
        use crate::platform::windows::screen;
        Screen {
            is_remote: screen::is_remote(),
            double_click: Some(screen::double_click()),
            caret_blink: screen::caret_blink(),
        }
    }
    // Nothing is known: not whether the screen is drawn by a graphics chip, and nobody's habits.
    #[cfg(not(windows))]
    Screen { is_remote: false, double_click: None, caret_blink: None }
}
