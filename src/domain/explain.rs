//! What an error says to a person beside its sentence: a permanent code and the next step.

/// Explains an error: `Display` says what happened and what state the data is in, `remedy` what to do now.
pub trait Explain {
    /// Returns the permanent code, for telephone support and for the manual.
    fn code(&self) -> &'static str;
    /// Returns the next step, one sentence.
    fn remedy(&self) -> &'static str;
}
