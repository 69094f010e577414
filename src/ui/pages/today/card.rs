//! One appointment on the board: measured first, painted then, so that names are never cut and neighbours align.

use crate::services::today::Card;
use crate::services::today::CardPerson;
use crate::services::today::CardState;
use crate::services::today::PersonMark;
use crate::ui::components::button::Button;
use crate::ui::components::chip::Chip;
use crate::ui::components::chip::Tone;
use crate::ui::components::flow;
use crate::ui::components::paint;
use crate::ui::desk::cx::PageCx;
use crate::ui::pages::Route;
use crate::ui::pages::today::short_number;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::tokens;
use egui::Align2;
use egui::Galley;
use egui::Rect;
use egui::Sense;
use egui::Stroke;
use egui::Ui;
use egui::UiBuilder;
use egui::pos2;
use egui::vec2;
use std::sync::Arc;

const PAD: f32 = 12.0;
const LINE: f32 = 24.0;
const TWO_LINES: f32 = 44.0;
const HEAD: f32 = 28.0;
const BUTTON: f32 = 32.0;

/// What a card needs at a width; made anew each frame from what the card says, never from the last frame.
pub(super) struct Measured {
    pub height: f32,
    /// The number and the chip do not fit beside the name.
    two_heads: bool,
    /// For each person, whether the role takes a line of its own.
    two_lines: Vec<bool>,
    reason: Option<Arc<Galley>>,
}

/// Measures a card. Past ones shrink to two lines, in a low window to one.
pub(super) fn measure(ui: &Ui, card: &Card, width: f32, is_low: bool) -> Measured {
    let room = width - 2.0 * PAD;
    let c = colors();
    let name = paint::name(ui, Type::Field, c.ink, &card.subject).size().x;
    let number = paint::line(ui, Type::Note, c.ink2, short_number(&card.called)).size().x;
    let state = state_width(ui, card);
    let two_heads = name + 8.0 + number + 8.0 + state > room;
    let head = if two_heads { HEAD + LINE } else { HEAD };
    if card.state == CardState::Done {
        let height = if is_low && !two_heads { 40.0 } else { head + 32.0 };
        return Measured { height, two_heads, two_lines: Vec::new(), reason: None };
    }
    let two_lines: Vec<bool> = card.people.iter().map(|person| needs_two(ui, person, room)).collect();
    let people: f32 = two_lines.iter().map(|two| if *two { TWO_LINES } else { LINE }).sum();
    let reason = card.reason.as_ref().map(|(reason, cite)| {
        let words = if cite.is_empty() { reason.clone() } else { format!("{reason}　{cite}") };
        paint::wrapped(ui, Type::Note, c.red, words, room)
    });
    let foot = reason.as_ref().map_or(0.0, |galley| galley.size().y + 4.0) + BUTTON;
    let height = (8.0 + head + people + 4.0 + foot + 10.0).ceil();
    Measured { height, two_heads, two_lines, reason }
}

fn needs_two(ui: &Ui, person: &CardPerson, room: f32) -> bool {
    let c = colors();
    let name = paint::regular(ui, Type::Body, c.ink, &person.name).size().x;
    let role = paint::line(ui, Type::Note, c.ink2, person.role.clone()).size().x;
    let time = paint::line(ui, Type::Note, c.ink2, person.time.clone()).size().x;
    22.0 + name + 8.0 + role + 8.0 + time > room
}

/// Draws a card in its place.
pub(super) fn card_ui(ui: &mut Ui, rect: Rect, card: &Card, measured: &Measured, cx: &mut PageCx<'_>) {
    let c = colors();
    let (fill, edge) = match card.state {
        CardState::Done => (c.sunk, c.line),
        CardState::CannotBegin => (c.paper, c.red),
        CardState::CheckingIn | CardState::Examining => (c.paper, c.acc),
        CardState::Ahead => (c.paper, c.line),
    };
    paint::surface(ui.painter(), rect, tokens().radius.control, fill, Stroke::new(1.0, edge));
    let id = ui.scope_id().with(("card", card.case));
    let response = ui.interact(rect, id, Sense::click());
    let label = format!("{} {}", card.subject, card.called);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
    if response.has_focus() {
        paint::ring_on(ui.painter(), rect, tokens().radius.control);
    }
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if response.clicked() {
        cx.go(Route::Case(card.case));
    }
    let top = if rect.height() <= 40.0 { 6.0 } else { 8.0 };
    let inner = Rect::from_min_max(rect.min + vec2(PAD, top), rect.max - vec2(PAD, 10.0));
    let bottom = head_ui(ui, inner, card, measured.two_heads);
    if card.state == CardState::Done {
        if rect.height() > 40.0 {
            let words = format!("{} 人到场，记录已定稿", card.people.len());
            let line = paint::line(ui, Type::Note, c.ink2, words);
            ui.painter().galley(pos2(inner.left(), bottom), line, c.ink2);
        }
        return;
    }
    let mut y = bottom;
    for (person, two) in card.people.iter().zip(&measured.two_lines) {
        let height = if *two { TWO_LINES } else { LINE };
        person_ui(ui, Rect::from_min_size(pos2(inner.left(), y), vec2(inner.width(), height)), person, *two);
        y += height;
    }
    foot_ui(ui, inner, card, measured.reason.as_ref(), cx);
}

/// Name, number, state; returns where the next line begins.
fn head_ui(ui: &Ui, inner: Rect, card: &Card, two_heads: bool) -> f32 {
    let c = colors();
    let first = inner.with_max_y(inner.top() + HEAD);
    let name = paint::name(ui, Type::Field, c.ink, &card.subject);
    let after = paint::put_left(ui.painter(), first, &name).right() + 8.0;
    let number = paint::line(ui, Type::Note, c.ink2, short_number(&card.called));
    let second =
        if two_heads { first.translate(vec2(0.0, HEAD - 2.0)).with_max_x(inner.right()) } else { first };
    let number_at = if two_heads { second } else { first.with_min_x(after) };
    paint::put_left(ui.painter(), number_at, &number);
    state_ui(ui, second, card);
    if two_heads { inner.top() + HEAD + LINE } else { first.bottom() }
}

fn state_width(ui: &Ui, card: &Card) -> f32 {
    match chip_of(card) {
        Some(chip) => chip.size(ui).x,
        None => paint::line(ui, Type::Note, colors().ink2, plain_state(card)).size().x,
    }
}

fn chip_of(card: &Card) -> Option<Chip<'static>> {
    match card.state {
        CardState::CheckingIn => Some(Chip::new("到场签到中", Tone::Blue)),
        CardState::CannotBegin => Some(Chip::new("不能开始", Tone::Red).icon(icon::BLOCK)),
        CardState::Examining => Some(Chip::new("检验中", Tone::Blue)),
        CardState::Done | CardState::Ahead => None,
    }
}

fn plain_state(card: &Card) -> String {
    match card.state {
        CardState::Done => card.span.clone(),
        _ => format!("待到 {}", card.people.len()),
    }
}

fn state_ui(ui: &Ui, row: Rect, card: &Card) {
    if let Some(chip) = chip_of(card) {
        let at = Align2::RIGHT_CENTER.align_size_within_rect(chip.size(ui), row);
        chip.paint_at(ui, at);
    } else {
        let words = paint::line(ui, Type::Note, colors().ink2, plain_state(card));
        paint::put_right(ui.painter(), row, &words);
    }
}

fn person_ui(ui: &Ui, rect: Rect, person: &CardPerson, two_lines: bool) {
    let c = colors();
    let (mark, color) = match person.mark {
        PersonMark::Arrived => (icon::DONE, c.green),
        PersonMark::Expected => (icon::EXPECTED, c.ink2),
        PersonMark::AbsentStops => (icon::MISSING, c.red),
        PersonMark::AbsentGoesOn => (icon::ABSENT, c.ink2),
        PersonMark::NotEntitled => (icon::NO_STANDING, c.ink2),
    };
    let first = rect.with_max_y(rect.top() + LINE);
    let rest = paint::icon_left(ui.painter(), first, 16.0, 6.0, mark, color);
    let time_color = if person.mark == PersonMark::AbsentStops { c.red } else { c.ink2 };
    let time = paint::line(ui, Type::Note, time_color, person.time.clone());
    paint::put_right(ui.painter(), rest, &time);
    let name = paint::regular(ui, Type::Body, c.ink, &person.name);
    let after = paint::put_left(ui.painter(), rest, &name).right() + 8.0;
    let role = paint::line(ui, Type::Note, c.ink2, person.role.clone());
    if two_lines {
        ui.painter().galley(pos2(rest.left(), rect.top() + LINE - 2.0), role, c.ink2);
    } else {
        paint::put_left(ui.painter(), rest.with_min_x(after), &role);
    }
}

/// Reason and button stand at the foot, so that neighbours align.
fn foot_ui(ui: &mut Ui, inner: Rect, card: &Card, reason: Option<&Arc<Galley>>, cx: &mut PageCx<'_>) {
    let row = Rect::from_min_max(pos2(inner.left(), inner.bottom() - BUTTON), inner.max);
    if let Some(reason) = reason {
        let at = pos2(inner.left(), row.top() - reason.size().y - 4.0);
        ui.painter().galley(at, Arc::clone(reason), colors().red);
    }
    let (word, key, filled) = match card.state {
        CardState::CannotBegin => ("去通知", "", false),
        CardState::Examining => ("去记录", "", true),
        CardState::CheckingIn => ("去签到", "F4", true),
        CardState::Ahead | CardState::Done => ("签到", "", false),
    };
    let name = format!("{word} {}", card.subject);
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    // A child of its own: the cursor of the board stays where the row put it.
    let mut foot = ui.new_child(UiBuilder::new().max_rect(row).layout(layout).id_salt(("foot", card.case)));
    let button = if filled { Button::primary(word) } else { Button::secondary(word) }.name(&name);
    let button = if key.is_empty() { button } else { button.key(key) };
    let pressed = button.ui(&mut foot).clicked();
    let by_key = !key.is_empty() && flow::pressed(ui.ctx(), egui::Modifiers::NONE, egui::Key::F4);
    if pressed || by_key {
        cx.go(match card.state {
            CardState::CannotBegin => Route::Case(card.case),
            _ => Route::of_place(card.place, card.case),
        });
    }
}
