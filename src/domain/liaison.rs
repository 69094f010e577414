//! 座谈与培训 (F-36; SC-1.2a/b): the quarter's talk with the insurers, the year's training.

use crate::domain::evidence::RegisterTable;
use crate::domain::evidence::Registered;
use crate::domain::moment::Day;
use serde::Deserialize;
use serde::Serialize;

/// A meeting or a training that was held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiaisonMeeting {
    pub kind: LiaisonKind,
    pub held_on: Day,
    pub subject: String,
    /// Who was there.
    pub attendees: String,
    /// What was concluded.
    #[serde(default)]
    pub conclusions: String,
    /// What is left to do.
    #[serde(default)]
    pub to_do: String,
    /// Why this version replaces the one before; empty in the first.
    #[serde(default)]
    pub correction: String,
}

/// 类型.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LiaisonKind {
    Talk,
    Training,
    Consultation,
}

impl LiaisonKind {
    pub const ALL: [Self; 3] = [Self::Talk, Self::Training, Self::Consultation];

    /// The word people use.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Talk => "沟通座谈",
            Self::Training => "涉保培训",
            Self::Consultation => "通报会商",
        }
    }
}

impl LiaisonMeeting {
    /// What it lacks to be kept.
    pub fn missing(&self) -> Vec<&'static str> {
        let mut missing = Vec::new();
        if self.subject.trim().is_empty() {
            missing.push("议题");
        }
        if self.attendees.trim().is_empty() {
            missing.push("参加人");
        }
        missing
    }
}

/// Whether the quarter of a day, or the year for a training, has its meeting (SC-1.2a, SC-1.2b).
pub fn was_held(meetings: &[LiaisonMeeting], kind: LiaisonKind, today: Day) -> bool {
    let quarter = |day: Day| (day.month() - 1) / 3;
    meetings.iter().filter(|meeting| meeting.kind == kind).any(|meeting| {
        let same_year = meeting.held_on.year() == today.year();
        match kind {
            LiaisonKind::Talk => same_year && quarter(meeting.held_on) == quarter(today),
            LiaisonKind::Training | LiaisonKind::Consultation => same_year,
        }
    })
}

impl Registered for LiaisonMeeting {
    const TABLE: RegisterTable = RegisterTable::LiaisonMeeting;
}
