//! The line across the foot: saved, backup, sync, place; at the right the F-keys of this page.
//!
//! A key that does nothing here is left out. When saving fails the first item turns red and stays.

use super::key_cap;
use super::paint;
use crate::ui::theme::Type;
use crate::ui::theme::Width;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::icon::Icon;
use crate::ui::theme::measures;
use egui::Rect;
use egui::Role;
use egui::Sense;
use egui::Ui;
use egui::WidgetInfo;
use egui::pos2;
use egui::vec2;

/// Whether everything is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// Stored and read back at this time: 「已保存 14:12:07」.
    At(String),
    /// Being stored.
    Saving,
    /// Not stored, and why; stays until it is.
    Failed(String),
}

/// The line. `StatusLine::new(&saved).item(icon::BACKUP, "备份 今天 12:30").key("F1", "说明").show(ui)`.
pub struct StatusLine<'a> {
    saved: &'a Saved,
    items: Vec<(Icon, &'a str)>,
    keys: Vec<(&'a str, &'a str)>,
}

impl<'a> StatusLine<'a> {
    /// A line that begins with what is stored.
    pub fn new(saved: &'a Saved) -> Self {
        Self { saved, items: Vec::new(), keys: Vec::new() }
    }

    /// Another fact: backup, sync, place.
    pub fn item(mut self, icon: Icon, words: &'a str) -> Self {
        self.items.push((icon, words));
        self
    }

    /// A key and what it does on this page.
    pub fn key(mut self, key: &'a str, word: &'a str) -> Self {
        self.keys.push((key, word));
        self
    }

    /// Shows the line over the width there is; returns the key that was pressed with the pointer.
    pub fn show(self, ui: &mut Ui) -> Option<&'a str> {
        let c = colors();
        let (rect, _) =
            ui.allocate_exact_size(vec2(ui.available_width(), measures().status_line), Sense::hover());
        ui.painter().rect_filled(rect, 0.0, c.side);
        paint::hline(ui, rect, rect.top(), c.line2);
        let (left, pressed) = self.keys_ui(ui, rect);
        self.items_ui(ui, rect.with_max_x(left - measures().space_4));
        pressed
    }

    fn keys_ui(&self, ui: &Ui, rect: Rect) -> (f32, Option<&'a str>) {
        let c = colors();
        let narrow = Width::of_window(ui.ctx()) <= Width::Rail;
        let mut x = rect.right() - measures().space_3;
        let mut pressed = None;
        let kept = self.keys.iter().rev().filter(|(key, _)| !narrow || matches!(*key, "F1" | "F10" | "F12"));
        for (key, word) in kept {
            let text = paint::line(ui, Type::Note, c.ink2, *word);
            let width = key_cap::width(ui, key) + 6.0 + text.size().x;
            let place = Rect::from_min_max(pos2(x - width, rect.top()), pos2(x, rect.bottom()));
            let response =
                ui.interact(place.expand2(vec2(6.0, 0.0)), ui.unique_id().with(("f-key", key)), Sense::CLICK);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{key} {word}")));
            if response.hovered() {
                ui.painter().rect_filled(place.expand2(vec2(6.0, -2.0)), 4.0, c.tint);
            }
            if response.clicked() {
                pressed = Some(*key);
            }
            let cap = Rect::from_min_size(place.min, vec2(key_cap::width(ui, key), place.height()));
            key_cap::paint_at(ui, cap, key, key_cap::Look::OnPaper);
            paint::put_right(ui.painter(), place, &text);
            x = place.left() - measures().space_3;
        }
        (x, pressed)
    }

    fn items_ui(&self, ui: &Ui, rect: Rect) {
        let c = colors();
        let (symbol, words, color) = match self.saved {
            Saved::At(time) => (icon::DONE, format!("已保存 {time}"), c.green),
            Saved::Saving => (icon::PENDING, "正在保存".to_owned(), c.ink2),
            Saved::Failed(why) => (icon::ERROR, format!("没有存上：{why}"), c.red),
        };
        let mut area = rect.with_min_x(rect.left() + measures().space_3);
        let first = (symbol, words.as_str(), color);
        let others = self.items.iter().map(|(icon, words)| (*icon, *words, c.ink2));
        for (at, (symbol, words, color)) in std::iter::once(first).chain(others).enumerate() {
            let text = paint::line(ui, Type::Note, color, words);
            let needed = measures().icon_note + 6.0 + text.size().x;
            if at > 0 && area.left() + needed > rect.right() {
                break;
            }
            let id = ui.unique_id().with(("status", at));
            let spoken = ui.interact(area.with_max_x(area.left() + needed), id, Sense::hover());
            spoken.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
            let rest = paint::icon_left(ui.painter(), area, measures().icon_note, 6.0, symbol, color);
            let said = paint::put_left(ui.painter(), rest, &text);
            area.min.x = said.right() + measures().space_4;
        }
    }
}
