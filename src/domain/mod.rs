//! What is true: types, rules, dates, deadlines. No IO, no clock, no threads.

/// Sums of money, and how they are written out in 大写.
pub mod amount;

/// Dates as people type them: `1122`, `昨`, `+7工`, `2026年11月22日`.
pub mod date_words;

/// Finding names by characters, by pinyin, by initials.
pub mod pinyin_match;
