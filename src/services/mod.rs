//! Use-cases of the office: the only place where the parts meet.
