//! Brings pictures in and cleans them. Saves nothing.
