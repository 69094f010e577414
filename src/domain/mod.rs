//! What is true: types, rules, dates, deadlines. No IO, no clock, no threads.
