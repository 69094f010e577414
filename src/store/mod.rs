//! Keeps things: encrypted rows, encrypted files, the audit chain. Judges nothing.
