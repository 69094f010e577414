//! 预约 (T1; F-33): answered in time, and told of the way that needs no call.

use super::CaseRule;
use super::Level;
use super::RuleId;
use super::SHANGHAI;
use super::Verdict;
use super::WayOut;
use crate::domain::booking::Booking;
use crate::domain::booking::answer_due;
use crate::domain::booking::booked_at;
use crate::domain::case::CaseFacts;
use crate::domain::law::Pack;
use crate::domain::law::shanghai;
use crate::domain::reception::Channel;
use crate::domain::step::Place;
use crate::domain::step::Step;

/// The rows of 预约.
pub const RULES: &[CaseRule] = &[
    CaseRule {
        id: RuleId("SH-1.2b"),
        title: "预约咨询须及时、规范办理，答复了再接待",
        basis: &[shanghai::SH_1_2A],
        pack: Pack::Shanghai,
        level: Level::Warn,
        in_force: SHANGHAI,
        guards: &[Step::Receive],
        way_out: WayOut { say: "答复预约，迟了的写明原因", go: Place::Booking },
        check: answered_in_time,
    },
    CaseRule {
        id: RuleId("SH-1.1d"),
        title: "来电、来访的，引导其用随申办预约咨询",
        basis: &[shanghai::SH_1_1],
        pack: Pack::Shanghai,
        level: Level::Hint,
        in_force: SHANGHAI,
        guards: &[Step::Book],
        way_out: WayOut { say: "告诉来人可以用随申办预约", go: Place::Booking },
        check: told_of_suishenban,
    },
];

fn booking<'a>(facts: &'a CaseFacts<'_>) -> Option<&'a Booking> {
    facts.file.latest(&facts.file.bookings).map(|row| &row.body)
}

fn answered_in_time(facts: &CaseFacts<'_>) -> Verdict {
    let (Some(booking), Some(booked_at)) = (booking(facts), booked_at(&facts.file.bookings)) else {
        return Verdict::NotApplicable;
    };
    let n = facts.institution.policy.booking_answer_workdays;
    let due = answer_due(booked_at.day(), n, facts.calendar).value;
    match &booking.answer {
        Some(answer) => Verdict::holds(
            answer.at.day() <= due,
            "booking",
            format!("预约应在 {due} 前答复，{} 才答复", answer.at.day()),
        ),
        None => Verdict::holds(facts.today() <= due, "booking", format!("预约应在 {due} 前答复，还没有答复")),
    }
}

fn told_of_suishenban(facts: &CaseFacts<'_>) -> Verdict {
    match booking(facts) {
        Some(booking) if matches!(booking.channel, Channel::Phone | Channel::WalkIn) => {
            Verdict::holds(booking.told_suishenban, "booking", "还没有告诉来人可以用随申办预约")
        }
        _ => Verdict::NotApplicable,
    }
}
