//! A list whose order is chosen: ↑ ↓ choose a line, Alt+↑ Alt+↓ move it, and so do the two buttons above.

use crate::ui::components::button::Button;
use crate::ui::components::flow;
use crate::ui::components::paint;
use crate::ui::components::why_panel::Why;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use crate::ui::theme::tokens;
use egui::EventFilter;
use egui::Id;
use egui::Key;
use egui::Modifiers;
use egui::Rect;
use egui::Role;
use egui::Sense;
use egui::Ui;
use egui::WidgetInfo;
use egui::pos2;
use egui::vec2;

/// A line that goes one place up or down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    pub at: usize,
    pub down: bool,
}

/// Draws the lines, numbered from `first`, and says which one is to be moved; `why` says why none can be.
pub fn order_list(
    ui: &mut Ui,
    name: &str,
    first: usize,
    lines: &[&str],
    chosen: &mut usize,
    why: Option<&Why>,
) -> Option<Shift> {
    let c = colors();
    let m = measures();
    *chosen = (*chosen).min(lines.len().saturating_sub(1));
    let mut shift = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = m.space_2;
        let up = Button::secondary("上移").icon(icon::SORT_UP).why(why).ui(ui).clicked();
        let down = Button::secondary("下移").icon(icon::SORT_DOWN).why(why).ui(ui).clicked();
        if up || down {
            shift = Some(Shift { at: *chosen, down });
        }
    });
    let height = LINE * lines.len() as f32;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let id = ui.make_persistent_id(("order list", name));
    let keyboard = ui.interact(rect, id, Sense::focusable_noninteractive());
    let label = format!("{name}，上下键选，Alt 加上下键移动");
    keyboard.widget_info(|| WidgetInfo::labeled(Role::List, true, &label));
    flow::join(ui, id);
    flow::arrived(ui, &keyboard);
    flow::stride(ui, &keyboard);
    if keyboard.has_focus() && !lines.is_empty() {
        let before = *chosen;
        shift = keys(ui, id, lines.len() - 1, chosen).or(shift);
        if shift.is_some() || *chosen != before {
            ui.scroll_to_rect(line_at(rect, *chosen), None);
        }
    }
    ui.painter().rect_filled(rect, f32::from(tokens().radius.control), c.paper);
    for (n, words) in lines.iter().enumerate() {
        let place = line_at(rect, n);
        let response = ui.interact(place, id.with(n), Sense::CLICK);
        response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, n == *chosen, *words));
        if response.clicked() {
            ui.memory_mut(|memory| memory.request_focus(id));
            *chosen = n;
        }
        if n == *chosen {
            ui.painter().rect_filled(place, 0.0, c.tint2);
            ui.painter().rect_filled(place.with_max_x(place.left() + 3.0), 0.0, c.acc);
        } else if response.hovered() {
            ui.painter().rect_filled(place, 0.0, c.sunk);
        }
        let number = paint::line(ui, Type::Note, c.ink2, (first + n).to_string());
        paint::put_right(ui.painter(), place.with_max_x(place.left() + NUMBER), &number);
        let inner = place.with_min_x(place.left() + NUMBER + m.space_2);
        paint::put_left(ui.painter(), inner, &paint::line(ui, Type::Body, c.ink, *words));
        paint::hline(ui, place, place.bottom() - 1.0, c.line);
    }
    if keyboard.has_focus() {
        paint::ring_on(ui.painter(), rect, tokens().radius.control);
    }
    let shift = shift.filter(|shift| why.is_none() && (shift.down || shift.at > 0));
    let shift = shift.filter(|shift| !shift.down || shift.at + 1 < lines.len())?;
    *chosen = if shift.down { shift.at + 1 } else { shift.at - 1 };
    Some(shift)
}

const LINE: f32 = 32.0;
const NUMBER: f32 = 32.0;

fn line_at(rect: Rect, n: usize) -> Rect {
    let top = rect.top() + LINE * n as f32;
    Rect::from_min_max(pos2(rect.left(), top), pos2(rect.right(), top + LINE))
}

fn keys(ui: &Ui, id: Id, last: usize, chosen: &mut usize) -> Option<Shift> {
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let pressed = |modifiers, key| flow::pressed(ui.ctx(), modifiers, key);
    for (key, down) in [(Key::ArrowUp, false), (Key::ArrowDown, true)] {
        if pressed(Modifiers::ALT, key) {
            return Some(Shift { at: *chosen, down });
        }
    }
    match () {
        () if pressed(Modifiers::NONE, Key::ArrowDown) => *chosen = (*chosen + 1).min(last),
        () if pressed(Modifiers::NONE, Key::ArrowUp) => *chosen = chosen.saturating_sub(1),
        () if pressed(Modifiers::NONE, Key::Home) => *chosen = 0,
        () if pressed(Modifiers::NONE, Key::End) => *chosen = last,
        () => {}
    }
    None
}
