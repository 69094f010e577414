//! A menu under a button: a few things to do, one below the other. Esc or a click elsewhere closes it, ↑ ↓ go
//! through it, and the keyboard comes back to the button that opened it.
//!
//! What cannot be done now keeps its place and says why when it is pressed.

use super::button::Button;
use super::flow;
use super::popup;
use super::why_panel::Why;
use egui::EventFilter;
use egui::Key;
use egui::Modifiers;
use egui::Response;
use egui::Ui;
use egui::vec2;

const WIDTH: f32 = 216.0;
const ROW: f32 = 32.0;
const PAD: f32 = 6.0;

/// One line of a menu.
pub struct MenuItem<'a> {
    /// What it does.
    pub label: &'a str,
    /// Why it cannot be done now.
    pub why: Option<Why>,
}

/// What a menu did this frame.
#[derive(Default)]
pub struct MenuOutput {
    /// The item that was taken; the menu is closed then.
    pub taken: Option<usize>,
    /// The item whose way out was chosen, and which one of it.
    pub solve: Option<(usize, usize)>,
}

/// Shows the menu of a button while it is open. `menu(ui, &button, &mut self.is_open, &items).taken`.
pub fn menu(ui: &Ui, button: &Response, is_open: &mut bool, items: &[MenuItem<'_>]) -> MenuOutput {
    let was_open = ui.data(|data| data.get_temp::<bool>(button.id.with("menu was open"))).unwrap_or(false);
    ui.data_mut(|data| data.insert_temp(button.id.with("menu was open"), *is_open));
    let mut output = MenuOutput::default();
    if !*is_open {
        return output;
    }
    let size = vec2(WIDTH, ROW * items.len() as f32 + 2.0 * PAD);
    let (rows, area) = popup::below(ui, button.id.with("menu"), button.rect, size, |ui| {
        ui.add_space(PAD);
        let mut rows = Vec::new();
        for (n, item) in items.iter().enumerate() {
            ui.horizontal(|ui| {
                ui.add_space(PAD);
                let shown = Button::quiet(item.label)
                    .at_left()
                    .width(WIDTH - 2.0 * PAD)
                    .why(item.why.as_ref())
                    .show(ui);
                if shown.response.clicked() {
                    output.taken = Some(n);
                }
                output.solve = output.solve.or(shown.solve.map(|way| (n, way)));
                rows.push(shown.response);
            });
        }
        rows
    });
    step(ui, &rows, was_open);
    let elsewhere = area.clicked_elsewhere() && !button.clicked() && was_open && !is_why_open(&rows);
    if output.taken.is_some() || elsewhere || flow::pressed(ui.ctx(), Modifiers::NONE, Key::Escape) {
        *is_open = false;
        flow::focus(ui.ctx(), button.id);
    }
    output
}

/// The first row takes the keyboard when the menu opens; the arrows go on from there.
fn step(ui: &Ui, rows: &[Response], was_open: bool) {
    let Some(first) = rows.first() else { return };
    if !was_open {
        flow::focus(ui.ctx(), first.id);
        return;
    }
    let Some(at) = rows.iter().position(|row| row.has_focus()) else { return };
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(rows[at].id, filter));
    let next = if flow::pressed(ui.ctx(), Modifiers::NONE, Key::ArrowDown) {
        rows.get(at + 1)
    } else if flow::pressed(ui.ctx(), Modifiers::NONE, Key::ArrowUp) {
        at.checked_sub(1).and_then(|at| rows.get(at))
    } else {
        None
    };
    if let Some(next) = next {
        flow::focus(ui.ctx(), next.id);
    }
}

/// A click into the panel that says why is not a click elsewhere.
fn is_why_open(rows: &[Response]) -> bool {
    rows.iter().any(|row| super::why_panel::is_open(&row.ctx, row.id))
}
