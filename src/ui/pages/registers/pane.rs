//! What the panes look like: the scrolling body, the bar at the foot, the words about who wrote and who may see.

use crate::domain::moment::Day;
use crate::domain::moment::Moment;
use crate::domain::sheet::SheetRef;
use crate::services::registers::Entry as Kept;
use crate::services::registers::View;
use crate::ui::components::button::Button;
use crate::ui::components::chip::Tone;
use crate::ui::components::entry_list::Entry;
use crate::ui::components::flow::FormFlow;
use crate::ui::components::paint;
use crate::ui::desk::cx::PageCx;
use crate::ui::pages::Route;
use crate::ui::pages::registers::NEW;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use egui::Rect;
use egui::Ui;
use egui::UiBuilder;
use egui::pos2;
use egui::vec2;

const BAR: f32 = 56.0;

/// Draws a body that scrolls and a bar below it, built from right to left; true when the form was finished by key.
pub(super) fn pane(
    ui: &mut Ui,
    rect: Rect,
    salt: &str,
    body: impl FnOnce(&mut Ui),
    bar: impl FnOnce(&mut Ui),
) -> bool {
    let m = measures();
    let foot = rect.with_min_y(rect.bottom() - BAR);
    let space = Rect::from_min_max(rect.min + vec2(1.0, 8.0), pos2(rect.right() - 1.0, foot.top()));
    let mut finished = false;
    ui.scope_builder(UiBuilder::new().max_rect(space).id_salt(salt), |ui| {
        egui::ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(ui, |ui| {
            let at = ui.cursor().min + vec2(m.space_4, m.space_2);
            let width = (space.width() - 2.0 * m.space_4).min(912.0);
            let inner = Rect::from_min_size(at, vec2(width, f32::INFINITY));
            ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
                ui.spacing_mut().item_spacing.y = m.space_2;
                finished = FormFlow::new(salt).show(ui, body).finished;
                ui.add_space(m.space_4);
            });
        });
    });
    paint::hline(ui, foot, foot.top(), colors().line);
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    let inner = foot.shrink2(vec2(m.space_4, 0.0));
    ui.scope_builder(UiBuilder::new().max_rect(inner).layout(layout), |ui| {
        ui.spacing_mut().item_spacing.x = m.space_2;
        bar(ui);
    });
    finished
}

/// A button that leads to the sheet of an entry.
pub(super) fn sheet_button(ui: &mut Ui, words: &str, sheet: SheetRef, cx: &mut PageCx<'_>) {
    let name = format!("{}，{}", sheet.form.label(), sheet.form);
    if Button::secondary(words).icon(icon::PRINT).name(&name).ui(ui).clicked() {
        cx.go(Route::Sheet(sheet));
    }
}

/// The line of an entry that is being written.
pub(super) fn unsaved(words: &str) -> Entry {
    Entry {
        key: NEW.to_owned(),
        name: words.to_owned(),
        note: "正在写".to_owned(),
        chip: Some(("没保存".to_owned(), Tone::Amber)),
        is_grey: false,
    }
}

/// What others wrote down and these eyes may not read.
pub(super) fn hidden_words(view: &View, tab: usize) -> String {
    match (tab, view.n_hidden) {
        (0 | 1, n) if n > 0 => format!("另有 {n} 条由他人登记，只有负责人和专人可看"),
        _ => String::new(),
    }
}

/// Who wrote an entry down, how often it was written anew and why.
pub(super) fn kept_words<T>(kept: &Kept<T>) -> String {
    let first = format!("{} {}登记，第 {} 版", kept.first_at.worded(), kept.first_by, kept.n_versions);
    match kept.corrections.last() {
        Some(last) => format!("{first}，{}", last.why),
        None => first,
    }
}

/// 「2026-11-13」.
pub(super) fn short(day: Day) -> String {
    format!("{}-{:02}-{:02}", day.year(), day.month(), day.day_of_month())
}

/// A day and a time as typed.
pub(super) fn moment(on: Option<chrono::NaiveDate>, hour: &str) -> Option<Moment> {
    let (hour, minute) = crate::ui::pages::case::schedule::hour_minute(hour)?;
    Moment::at(Day::from_date(on?), hour, minute, 0)
}
