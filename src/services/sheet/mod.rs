//! 文书: facts of a case → the sheet's facts → the bytes that are previewed, printed, kept and hashed.
//! One file per form words the facts; what is shown on screen, sent to the printer and kept is one and the same.
