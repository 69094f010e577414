//! The month under a date field: cells 41×24, Monday first, days off on a sunk ground, today framed.

use super::button::icon_button_at;
use super::flow;
use super::paint;
use super::popup;
use crate::domain::date_words::Almanac;
use crate::domain::date_words::weekday_name;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::tokens;
use chrono::Datelike as _;
use chrono::Days;
use chrono::Months;
use chrono::NaiveDate;
use egui::Context;
use egui::EventFilter;
use egui::Id;
use egui::Key;
use egui::Modifiers;
use egui::Rect;
use egui::Role;
use egui::Sense;
use egui::Stroke;
use egui::StrokeKind;
use egui::Ui;
use egui::WidgetInfo;
use egui::pos2;
use egui::vec2;

const CELL: [f32; 2] = [41.0, 24.0];
const PAD: f32 = 8.0;
const HEAD: f32 = 36.0;

/// What happened in the calendar.
pub(super) struct Picked {
    pub day: Option<NaiveDate>,
    pub closed: bool,
}

/// Shows the month of a day.
pub(super) fn turn_to(ctx: &Context, key: Id, day: NaiveDate) {
    ctx.data_mut(|data| data.insert_temp(key.with("cursor"), day));
}

/// The calendar below a field. Arrows move by day and week, Page keys by month, Enter takes, Esc closes.
pub(super) fn popup(
    ui: &mut Ui,
    key: Id,
    below: Rect,
    chosen: Option<NaiveDate>,
    almanac: &Almanac<'_>,
) -> Picked {
    let size = vec2(7.0 * CELL[0] + 2.0 * PAD, HEAD + 7.0 * CELL[1] + 2.0 * PAD);
    let mut cursor = ui.data(|data| data.get_temp(key.with("cursor"))).unwrap_or(almanac.today);
    let (mut picked, area) = popup::below(ui, key.with("calendar"), below, size, |ui| {
        let rect = ui.max_rect();
        let grid = ui.interact(rect, key.with("grid"), Sense::focusable_noninteractive());
        grid.widget_info(|| WidgetInfo::labeled(Role::Grid, true, "日历，方向键选，Enter 定"));
        let mut picked = keys(ui, key, &grid, &mut cursor);
        head(ui, rect, &mut cursor);
        let top = rect.min + vec2(PAD, PAD + HEAD);
        weekdays(ui, top);
        if let Some(day) = days(ui, top + vec2(0.0, CELL[1]), cursor, chosen, almanac, grid.has_focus()) {
            picked = Picked { day: Some(day), closed: true };
        }
        picked
    });
    picked.closed |= area.clicked_elsewhere();
    turn_to(ui.ctx(), key, cursor);
    picked
}

fn keys(ui: &Ui, key: Id, grid: &egui::Response, cursor: &mut NaiveDate) -> Picked {
    let first = ui.data(|data| data.get_temp::<u64>(key.with("shown in"))).unwrap_or(0);
    let pass = ui.ctx().cumulative_pass_nr();
    if first + 1 < pass {
        flow::focus(ui.ctx(), grid.id);
    }
    ui.data_mut(|data| data.insert_temp(key.with("shown in"), pass));
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, tab: false };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(grid.id, filter));
    let nothing = Picked { day: None, closed: false };
    if !grid.has_focus() {
        return nothing;
    }
    let pressed = |key| flow::pressed(ui.ctx(), Modifiers::NONE, key);
    let moved = if pressed(Key::ArrowLeft) {
        cursor.checked_sub_days(Days::new(1))
    } else if pressed(Key::ArrowRight) {
        cursor.checked_add_days(Days::new(1))
    } else if pressed(Key::ArrowUp) {
        cursor.checked_sub_days(Days::new(7))
    } else if pressed(Key::ArrowDown) {
        cursor.checked_add_days(Days::new(7))
    } else if pressed(Key::PageUp) {
        cursor.checked_sub_months(Months::new(1))
    } else if pressed(Key::PageDown) {
        cursor.checked_add_months(Months::new(1))
    } else {
        None
    };
    *cursor = moved.unwrap_or(*cursor);
    if pressed(Key::Enter) {
        return Picked { day: Some(*cursor), closed: true };
    }
    Picked { closed: pressed(Key::Escape), ..nothing }
}

fn head(ui: &Ui, rect: Rect, cursor: &mut NaiveDate) {
    let line = Rect::from_min_size(rect.min + vec2(PAD, PAD), vec2(rect.width() - 2.0 * PAD, HEAD - 4.0));
    let title = format!("{}年{}月", cursor.year(), cursor.month());
    paint::put_left(ui.painter(), line, &paint::bold(ui, Type::Field, colors().ink, title));
    let side = line.height();
    let later = Rect::from_min_max(pos2(line.right() - side, line.top()), line.max);
    let earlier = later.translate(vec2(-side, 0.0));
    if icon_button_at(ui, earlier, icon::LEFT, "上个月").clicked() {
        *cursor = cursor.checked_sub_months(Months::new(1)).unwrap_or(*cursor);
    }
    if icon_button_at(ui, later, icon::RIGHT, "下个月").clicked() {
        *cursor = cursor.checked_add_months(Months::new(1)).unwrap_or(*cursor);
    }
}

fn weekdays(ui: &Ui, top: egui::Pos2) {
    for (at, name) in ["一", "二", "三", "四", "五", "六", "日"].into_iter().enumerate() {
        let cell = Rect::from_min_size(top + vec2(CELL[0] * at as f32, 0.0), CELL.into());
        paint::put_center(ui.painter(), cell, &paint::line(ui, Type::Note, colors().ink2, name));
    }
}

fn days(
    ui: &Ui,
    top: egui::Pos2,
    cursor: NaiveDate,
    chosen: Option<NaiveDate>,
    almanac: &Almanac<'_>,
    keyboard: bool,
) -> Option<NaiveDate> {
    let first = cursor.with_day(1)?;
    let before = first.weekday().num_days_from_monday();
    let mut picked = None;
    for (at, day) in first.iter_days().take_while(|day| day.month() == first.month()).enumerate() {
        let place = at as u32 + before;
        let column = (place % 7) as f32;
        let row = (place / 7) as f32;
        let cell = Rect::from_min_size(top + vec2(CELL[0] * column, CELL[1] * row), CELL.into());
        let look = DayLook {
            off: !(almanac.kind)(day).is_workday(),
            today: day == almanac.today,
            chosen: Some(day) == chosen,
            cursor: keyboard && day == cursor,
        };
        if day_cell(ui, cell, day, look) {
            picked = Some(day);
        }
    }
    picked
}

#[expect(clippy::struct_excessive_bools, reason = "four independent marks of one cell")]
#[derive(Clone, Copy)]
struct DayLook {
    off: bool,
    today: bool,
    chosen: bool,
    cursor: bool,
}

fn day_cell(ui: &Ui, cell: Rect, day: NaiveDate, look: DayLook) -> bool {
    let c = colors();
    let response = ui.interact(cell, ui.unique_id().with(day), Sense::CLICK);
    let name = format!("{}月{}日 {}", day.month(), day.day(), weekday_name(day.weekday()));
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, look.chosen, &name));
    let fill = match () {
        () if look.chosen => Some(c.tint2),
        () if response.hovered() => Some(c.tint),
        () if look.off => Some(c.sunk),
        () => None,
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(cell, 0.0, fill);
    }
    let radius = f32::from(tokens().radius.control);
    if look.today {
        ui.painter().rect_stroke(
            cell.shrink2(vec2(1.0, 0.0)),
            radius,
            Stroke::new(2.0, c.acc),
            StrokeKind::Inside,
        );
    }
    if look.cursor {
        paint::ring_on(ui.painter(), cell, tokens().radius.control);
    }
    let ink = if look.off { c.ink3 } else { c.ink };
    let number = day.day().to_string();
    let text = match look.today || look.chosen {
        true => paint::bold(ui, Type::Body, ink, number),
        false => paint::line(ui, Type::Body, ink, number),
    };
    paint::put_center(ui.painter(), cell, &text);
    response.clicked()
}
