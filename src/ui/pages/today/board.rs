//! 到场: rooms across, moments down, the line of now between past and future.

use crate::domain::moment::Moment;
use crate::services::today::Card;
use crate::services::today::CardState;
use crate::services::today::View;
use crate::ui::components::button::Button;
use crate::ui::components::empty::empty;
use crate::ui::components::paint;
use crate::ui::desk::cx::PageCx;
use crate::ui::pages::IntakeStep;
use crate::ui::pages::Route;
use crate::ui::pages::today::card::card_ui;
use crate::ui::pages::today::card::measure;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::icon::Icon;
use crate::ui::theme::measures;
use crate::ui::theme::tokens;
use egui::Color32;
use egui::Rect;
use egui::Sense;
use egui::Ui;
use egui::UiBuilder;
use egui::pos2;
use egui::vec2;

const TIME_WIDTH: f32 = 72.0;
const GAP: f32 = 8.0;
const ROOMS: f32 = 40.0;
const NARROWEST: f32 = 220.0;

/// Draws the board; `show_now` brings the line of now into view once. A narrow window leaves the heading out.
pub(super) fn ui(ui: &mut Ui, rect: Rect, view: &View, headed: bool, show_now: bool, cx: &mut PageCx<'_>) {
    let c = colors();
    let m = measures();
    paint::card(ui, rect);
    let mut body = rect;
    if headed {
        let head = rect.with_max_y(rect.top() + 48.0);
        let inner = head.shrink2(vec2(m.space_4, 0.0));
        let heading = paint::bold(ui, Type::Field, c.ink, "到场");
        paint::put_left(ui.painter(), inner, &heading);
        counts_ui(ui, inner, view);
        paint::hline(ui, rect, head.bottom(), c.line);
        body.min.y = head.bottom();
    }
    if view.cards.is_empty() {
        ui.scope_builder(UiBuilder::new().max_rect(body), |ui| nobody_ui(ui, view, cx));
        return;
    }
    let rooms = rooms_shown(view);
    let width = room_width(rect.width(), rooms.len());
    let band = body.with_max_y(body.top() + ROOMS - 1.0);
    let rows = Rect::from_min_max(pos2(body.left(), body.top() + ROOMS), body.max - vec2(2.0, 2.0));
    let all = TIME_WIDTH + PAD_LEFT + rooms.len() as f32 * (width + GAP);
    let scrolled = ui
        .scope_builder(UiBuilder::new().max_rect(rows), |ui| {
            egui::ScrollArea::both().id_salt("today board").auto_shrink(false).show(ui, |ui| {
                ui.set_min_width(all.min(rows.width() - 16.0).max(all));
                ui.spacing_mut().item_spacing.y = m.space_2;
                ui.add_space(m.space_1);
                let wide = Wide { rooms: &rooms, room: width, all: all.max(rows.width() - 16.0) };
                slots_ui(ui, view, &wide, show_now, cx);
                ui.add_space(m.space_2);
            })
        })
        .inner;
    rooms_head(ui, rect, band, view, &rooms, width, scrolled.state.clamped_offset().x);
}

const PAD_LEFT: f32 = 12.0;

fn nobody_ui(ui: &mut Ui, view: &View, cx: &mut PageCx<'_>) {
    let waiting = view.n_unscheduled > 0;
    let (note, button) = if waiting {
        let note = format!("有 {} 件已受理的案件还没排期，排好后会出现在这里", view.n_unscheduled);
        (note, Button::primary("去排期").page().icon(icon::SCHEDULE))
    } else {
        let note = "排好期的案件会出现在这里，到时间自动提到前面".to_owned();
        (note, Button::secondary("新受理").page().name("从这里新受理").icon(icon::ADD))
    };
    if empty(ui, icon::APPOINTED, "今天没有人约好到场", &note, vec![button]).is_some() {
        cx.go(if waiting { Route::Cases } else { Route::Intake { case: None, step: IntakeStep::Reception } });
    }
}

/// 应到, 已到, 未到, 待到; the number bold.
pub(super) fn counts_ui(ui: &Ui, rect: Rect, view: &View) {
    let c = colors();
    let waiting = view.n_expected.saturating_sub(view.n_arrived + view.n_absent);
    let parts: [(Option<Icon>, Color32, &str, usize); 4] = [
        (None, c.ink, "应到", view.n_expected),
        (Some(icon::DONE), c.green, "已到", view.n_arrived),
        (Some(icon::ABSENT), c.ink, "未到", view.n_absent),
        (Some(icon::EXPECTED), c.ink2, "待到", waiting),
    ];
    let mut right = rect.right();
    for (mark, color, word, n) in parts.into_iter().rev() {
        let number = paint::bold(ui, Type::Note, color, n.to_string());
        let word = paint::line(ui, Type::Note, color, word);
        let y = rect.center().y - word.size().y / 2.0;
        right -= number.size().x;
        ui.painter().galley(pos2(right, y), number, color);
        right -= word.size().x + 4.0;
        ui.painter().galley(pos2(right, y), word, color);
        if let Some(mark) = mark {
            right -= 14.0;
            paint::icon_at(ui.painter(), pos2(right, rect.center().y), 16.0, mark, color);
            right -= 8.0;
        }
        right -= 18.0;
    }
}

/// Rooms that have an appointment today; an empty room needs no column.
fn rooms_shown(view: &View) -> Vec<String> {
    view.rooms.iter().filter(|room| view.cards.iter().any(|card| card.room == **room)).cloned().collect()
}

/// Columns share the board up to three; a fourth room scrolls in from the side, a single one is not blown up.
fn room_width(board: f32, n_rooms: usize) -> f32 {
    let n = n_rooms.clamp(1, 3) as f32;
    ((board - TIME_WIDTH - PAD_LEFT - 16.0) / n - GAP).floor().clamp(NARROWEST, 480.0)
}

fn rooms_head(ui: &Ui, rect: Rect, band: Rect, view: &View, rooms: &[String], width: f32, offset: f32) {
    let c = colors();
    ui.painter().rect_filled(band.shrink2(vec2(1.0, 0.0)), 0.0, c.sunk);
    paint::hline(ui, rect, band.bottom(), c.line);
    let clip = ui.painter().with_clip_rect(band.with_min_x(band.left() + TIME_WIDTH));
    for (n, room) in rooms.iter().enumerate() {
        let left = band.left() + TIME_WIDTH + PAD_LEFT + n as f32 * (width + GAP) - offset;
        let cell = Rect::from_min_size(pos2(left, band.top()), vec2(width, band.height()));
        let words = paint::bold(ui, Type::Body, c.ink, if room.is_empty() { "场所外" } else { room });
        let after = paint::put_left(&clip, cell, &words).right() + 16.0;
        let names = paint::line(ui, Type::Note, c.ink2, examiners_of(view, room));
        // Names that do not fit are left to the cards' own pages; a name is never cut.
        if after + names.size().x <= cell.right() {
            paint::put_left(&clip, cell.with_min_x(after), &names);
        }
    }
}

/// The appraisers who work in a room today, each once.
fn examiners_of(view: &View, room: &str) -> String {
    let mut names: Vec<&str> = Vec::new();
    for name in view.cards.iter().filter(|card| card.room == room).flat_map(|card| &card.examiners) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    names.join("、")
}

struct Wide<'a> {
    rooms: &'a [String],
    room: f32,
    all: f32,
}

/// One row for each moment somebody is expected; the line of now stands between past and future.
fn slots_ui(ui: &mut Ui, view: &View, wide: &Wide<'_>, show_now: bool, cx: &mut PageCx<'_>) {
    let mut moments: Vec<Moment> = view.cards.iter().map(|card| card.starts_at).collect();
    moments.dedup();
    let mut now_drawn = false;
    for at in moments {
        let row: Vec<&Card> = view.cards.iter().filter(|card| card.starts_at == at).collect();
        let is_over = row.iter().all(|card| card.state == CardState::Done);
        if !now_drawn && !is_over {
            now_line(ui, wide.all, view.now, show_now);
            now_drawn = true;
        }
        slot_ui(ui, view, wide, at, &row, is_over, cx);
    }
    if !now_drawn {
        now_line(ui, wide.all, view.now, show_now);
    }
}

/// Cards of one moment: each in the column of its room, two of one room below each other.
fn slot_ui(
    ui: &mut Ui,
    view: &View,
    wide: &Wide<'_>,
    at: Moment,
    row: &[&Card],
    is_over: bool,
    cx: &mut PageCx<'_>,
) {
    let c = colors();
    let mut tops = vec![0.0_f32; wide.rooms.len().max(1)];
    let mut placed = Vec::new();
    for card in row {
        let n = wide.rooms.iter().position(|room| *room == card.room).unwrap_or(0);
        let measured = measure(ui, card, wide.room, cx.is_low);
        placed.push((n, tops[n], *card, measured));
        tops[n] += placed.last().map_or(0.0, |(.., measured)| measured.height) + GAP;
    }
    let height = tops.iter().copied().fold(0.0, f32::max) - GAP;
    let (rect, _) = ui.allocate_exact_size(vec2(wide.all, height), Sense::hover());
    let is_now = !is_over && at <= view.now;
    let color = if is_now { c.acc } else { c.ink2 };
    let text = at.hour_minute_text();
    let time = if is_now {
        paint::bold(ui, Type::Field, color, text)
    } else {
        paint::line(ui, Type::Field, color, text)
    };
    ui.painter().galley(rect.min + vec2(PAD_LEFT, 8.0), time, color);
    for (n, top, card, mut measured) in placed {
        let alone = row.iter().filter(|other| other.room == card.room).count() == 1;
        if alone && !is_over {
            // Neighbours of one moment end on one line.
            measured.height = height;
        }
        let left = rect.left() + TIME_WIDTH + PAD_LEFT + n as f32 * (wide.room + GAP);
        let size = vec2(wide.room, measured.height);
        let place = Rect::from_min_size(pos2(left, rect.top() + top), size);
        card_ui(ui, place, card, &measured, cx);
    }
}

fn now_line(ui: &mut Ui, width: f32, now: Moment, show: bool) {
    let c = colors();
    let (rect, response) = ui.allocate_exact_size(vec2(width, 20.0), Sense::hover());
    let text = format!("现在 {}", now.hour_minute_text());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &text));
    let words = paint::bold(ui, Type::Note, c.paper, &text);
    let pill = Rect::from_min_size(rect.min + vec2(PAD_LEFT, 0.0), vec2(words.size().x + 12.0, 20.0));
    ui.painter().rect_filled(pill, f32::from(tokens().radius.control), c.acc);
    paint::put_center(ui.painter(), pill, &words);
    let line = Rect::from_min_max(pos2(pill.right() + 12.0, rect.top()), rect.max - vec2(12.0, 0.0));
    paint::hline(ui, line, rect.center().y, c.acc);
    if show {
        let at_once = egui::style::ScrollAnimation::none();
        ui.scroll_to_rect_animation(rect.expand(8.0), Some(egui::Align::TOP), at_once);
    }
}
