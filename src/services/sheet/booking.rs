//! F-33 预约登记单 from the booking in force, with the answer once it was given (SH-1.1, SH-1.2b).

use crate::documents::booking::Facts;
use crate::documents::sheet::SheetHead;
use crate::domain::booking::Booking;
use crate::domain::booking::BookingAnswer;
use crate::domain::booking::booked_at;
use crate::domain::case::CaseFacts;
use crate::domain::law::Pack;
use crate::domain::law::shanghai;
use crate::domain::reception::Channel;
use crate::domain::sheet::FormNo;
use crate::domain::step::Place;
use crate::services::case_view::sheets::SheetLine;
use crate::services::case_view::sheets::SheetState;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Recipe;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::words::answer;
use crate::services::sheet::words::basis;
use crate::services::sheet::words::member_name;
use crate::services::sheet::words::when;

/// 预约登记单.
pub(super) const RECIPE: Recipe = Recipe {
    form: FormNo::F33,
    facts: |facts, _, head, _| value_of(&self::facts(facts, head)),
    gaps: |facts, _| gaps(facts),
    // An answer is written as a new version; it corrects nothing.
    n_corrections: |_| 0,
    stays: true,
    is_specimen: false,
    listed,
};

fn listed(facts: &CaseFacts<'_>) -> Vec<SheetLine> {
    let file = facts.file;
    let Some(row) = file.latest(&file.bookings) else { return Vec::new() };
    let (state, note) = match (&row.body.answer, file.intake.received_on) {
        (Some(_), _) => (SheetState::Signed, "已答复"),
        (None, Some(_)) => (SheetState::Signed, "已到访"),
        (None, None) => (SheetState::Open, "待答复"),
    };
    vec![SheetLine::of(file, FormNo::F33, state, note)]
}

fn facts(facts: &CaseFacts<'_>, head: SheetHead) -> Facts {
    let file = facts.file;
    let row = file.latest(&file.bookings);
    let booking = row.map(|row| &row.body);
    let text = |read: fn(&Booking) -> &str| booking.map_or("", read).to_owned();
    let said = |read: fn(&BookingAnswer) -> &str| {
        booking.and_then(|booking| booking.answer.as_ref()).map_or("", read).to_owned()
    };
    let asks_suishenban = facts.pack() == Pack::Shanghai;
    let first = file.bookings.first();
    let arrived_on = file.intake.received_on.filter(|_| booking.is_some());
    Facts {
        channel: text(|booking| booking.channel.label()),
        channels: Channel::ALL.map(|channel| channel.label().to_owned()).to_vec(),
        booked_at: when(booked_at(&file.bookings)),
        contact: text(|booking| booking.contact.as_str()),
        phone: text(|booking| booking.phone.as_str()),
        matter: text(|booking| booking.matter.as_str()),
        cover: text(|booking| booking.cover.as_str()),
        wanted_at: when(booking.and_then(|booking| booking.wanted_at)),
        to_bring: booking.map(|booking| booking.to_bring.clone()).unwrap_or_default(),
        told_suishenban: asks_suishenban.then(|| answer(booking.map(|booking| booking.told_suishenban))),
        answer: said(|answer| answer.said.as_str()),
        answered_at: when(booking.and_then(|booking| booking.answer.as_ref()).map(|answer| answer.at)),
        answered_by: said(|answer| answer.by.as_str()),
        booked_by: first.map_or_else(String::new, |row| member_name(facts, row.by)),
        arrived_on: arrived_on.map_or_else(String::new, |day| format!("{} 到访，收到委托", day.worded())),
        basis: basis(facts.pack(), &[], &[&shanghai::SH_1_1, &shanghai::SH_1_2A], &[]),
        head,
    }
}

fn gaps(facts: &CaseFacts<'_>) -> Gaps {
    let file = facts.file;
    let mut gaps = Gaps::default();
    let Some(row) = file.latest(&file.bookings) else {
        gaps.later(true, "本案不是预约来的，印出来是空白的", Place::Booking);
        return gaps;
    };
    for field in row.body.missing() {
        gaps.content(true, format!("{field}没有填"), Place::Booking);
    }
    let is_waiting = row.body.answer.is_none() && file.intake.received_on.is_none();
    gaps.later(is_waiting, "还没有答复", Place::Booking);
    gaps
}
