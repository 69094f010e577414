//! Tabs inside a page: the chosen one bold with a line of 2 below, a count beside the word.

use super::paint;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use egui::Rect;
use egui::Role;
use egui::Sense;
use egui::Ui;
use egui::WidgetInfo;
use egui::pos2;
use egui::vec2;

const HEIGHT: f32 = 40.0;
const PAD: f32 = 12.0;

/// One tab.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    /// The word.
    pub word: String,
    /// How many things are behind it.
    pub count: Option<usize>,
}

impl Tab {
    /// A tab with a word.
    pub fn new(word: impl Into<String>) -> Self {
        Self { word: word.into(), count: None }
    }

    /// Adds a count.
    pub fn count(mut self, count: usize) -> Self {
        self.count = Some(count);
        self
    }
}

/// Tabs over the width there is; `chosen` changes on a click. Says whether it changed.
pub fn tabs(ui: &mut Ui, chosen: &mut usize, tabs: &[Tab]) -> bool {
    let c = colors();
    let before = *chosen;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    paint::hline(ui, rect, rect.bottom() - 1.0, c.line);
    let mut x = rect.left();
    for (at, tab) in tabs.iter().enumerate() {
        let word = paint::bold(ui, Type::Body, c.ink, &tab.word);
        let count = tab.count.map(|count| paint::line(ui, Type::Note, c.ink2, count.to_string()));
        let count_width = count.as_ref().map_or(0.0, |count| count.size().x + 6.0);
        let width = (word.size().x + count_width + 2.0 * PAD).ceil();
        let place = Rect::from_min_size(pos2(x, rect.top()), vec2(width, HEIGHT));
        let response = ui.interact(place, ui.unique_id().with(("tab", at)), Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::Tab, true, at == *chosen, &tab.word));
        if response.clicked() {
            *chosen = at;
        }
        let is_chosen = at == *chosen;
        if response.hovered() && !is_chosen {
            ui.painter().rect_filled(place.with_max_y(place.bottom() - 1.0), 0.0, c.sunk);
        }
        let shown = if is_chosen { word } else { paint::line(ui, Type::Body, c.ink2, &tab.word) };
        let said = paint::put_left(ui.painter(), place.shrink2(vec2(PAD, 0.0)), &shown);
        if let Some(count) = count {
            paint::put_left(ui.painter(), place.with_min_x(said.right() + 6.0), &count);
        }
        if is_chosen {
            ui.painter().rect_filled(place.with_min_y(place.bottom() - 2.0), 0.0, c.acc);
        }
        if response.has_focus() {
            paint::ring_on(ui.painter(), place.shrink(2.0), 4);
        }
        x += width;
    }
    *chosen != before
}
