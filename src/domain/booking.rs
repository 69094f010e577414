//! 预约 (F-33; SH-1.1, SH-1.2b): who called by which way, about what, when they would come, and what they were told.
//!
//! A booking is no commission: nothing is received with it and no time limit runs. An answer is a new version.

use crate::domain::calendar::Reckoned;
use crate::domain::calendar::WorkCalendar;
use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::evidence::Recorded;
use crate::domain::moment::Day;
use crate::domain::moment::Moment;
use crate::domain::reception::Channel;
use crate::domain::secret::PersonName;
use crate::domain::secret::Phone;
use serde::Deserialize;
use serde::Serialize;

/// One booking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booking {
    /// How it came.
    pub channel: Channel,
    /// 预约人.
    pub contact: PersonName,
    /// 电话.
    pub phone: Phone,
    /// 拟鉴定事项.
    pub matter: String,
    /// 险种, as far as it is known.
    #[serde(default)]
    pub cover: String,
    /// 拟到时间.
    #[serde(default)]
    pub wanted_at: Option<Moment>,
    /// 材料提示清单: what the contact was told to bring.
    #[serde(default)]
    pub to_bring: Vec<String>,
    /// Who called or came was told of the booking in 随申办 (SH-1.1d).
    #[serde(default)]
    pub told_suishenban: bool,
    /// 答复, once it was given.
    #[serde(default)]
    pub answer: Option<BookingAnswer>,
}

/// The answer to a booking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingAnswer {
    /// When it was given.
    pub at: Moment,
    /// Who gave it.
    pub by: PersonName,
    /// What was said: a time, or why not.
    pub said: String,
}

impl Booking {
    /// What it still lacks, by the words of F-33.
    pub fn missing(&self) -> Vec<&'static str> {
        [
            ("预约人", self.contact.is_empty()),
            ("电话", self.phone.is_empty()),
            ("拟鉴定事项", self.matter.trim().is_empty()),
        ]
        .into_iter()
        .filter_map(|(name, is_missing)| is_missing.then_some(name))
        .collect()
    }
}

/// The last day for an answer; the number is the institution's habit, no article names one (SH-1.2b).
pub fn answer_due(booked_on: Day, n_workdays: u16, calendar: &WorkCalendar) -> Reckoned<Day> {
    calendar.add_workdays(booked_on, n_workdays)
}

/// When a booking was first written down, whichever version counts now.
pub fn booked_at(bookings: &[Recorded<Booking>]) -> Option<Moment> {
    bookings.iter().map(|row| row.at).min()
}

impl Evidence for Booking {
    const TABLE: EvidenceTable = EvidenceTable::Booking;
}
