//! The list at the left of a register: names never cut, one line of note, ↑ ↓ choose, Enter goes into the form.

use crate::ui::components::chip::Chip;
use crate::ui::components::chip::Tone;
use crate::ui::components::flow;
use crate::ui::components::paint;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::measures;
use egui::Key;
use egui::Modifiers;
use egui::Rect;
use egui::Role;
use egui::Sense;
use egui::Ui;
use egui::UiBuilder;
use egui::WidgetInfo;
use egui::pos2;
use egui::vec2;

/// One entry.
pub struct Entry {
    pub key: String,
    pub name: String,
    pub note: String,
    pub chip: Option<(String, Tone)>,
    /// No longer in use.
    pub is_grey: bool,
}

/// What happened in the list.
#[derive(Default)]
pub struct Output {
    /// Another entry was chosen.
    pub chosen: Option<String>,
    /// Enter: the form wants the keyboard.
    pub entered: bool,
}

/// Draws the list over a rectangle and scrolls inside it.
pub fn entry_list(ui: &mut Ui, rect: Rect, name: &str, entries: &[Entry], chosen: Option<&str>) -> Output {
    let mut output = Output::default();
    let id = ui.make_persistent_id(("entry list", name));
    let keyboard = ui.interact(rect, id, Sense::focusable_noninteractive());
    let label = format!("{name}，共 {} 条，上下键选，Enter 进去改", entries.len());
    keyboard.widget_info(|| WidgetInfo::labeled(Role::List, true, &label));
    flow::arrived(ui, &keyboard);
    let at = chosen.and_then(|key| entries.iter().position(|entry| entry.key == key));
    let mut moved = None;
    if keyboard.has_focus() && !entries.is_empty() {
        let filter = egui::EventFilter { vertical_arrows: true, ..egui::EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let pressed = |key| flow::pressed(ui.ctx(), Modifiers::NONE, key);
        let last = entries.len() - 1;
        moved = match () {
            () if pressed(Key::ArrowDown) => Some(at.map_or(0, |at| (at + 1).min(last))),
            () if pressed(Key::ArrowUp) => Some(at.unwrap_or(0).saturating_sub(1)),
            () if pressed(Key::Home) => Some(0),
            () if pressed(Key::End) => Some(last),
            () => None,
        };
        output.entered = pressed(Key::Enter) && at.is_some();
    }
    ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
        egui::ScrollArea::vertical().id_salt(("entries", name)).auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let n_grey = entries.iter().filter(|entry| entry.is_grey).count();
            for (n, entry) in entries.iter().enumerate() {
                if entry.is_grey && (n == 0 || !entries[n - 1].is_grey) {
                    band_ui(ui, &format!("已停用 {n_grey} 人，做过的记录都留着"));
                }
                let is_chosen = moved.map_or(Some(n) == at, |to| to == n);
                let response = entry_ui(ui, entry, is_chosen, id.with(&entry.key));
                if response.clicked() {
                    ui.memory_mut(|memory| memory.request_focus(id));
                    output.chosen = Some(entry.key.clone());
                }
                if moved == Some(n) {
                    response.scroll_to_me(None);
                    output.chosen = Some(entry.key.clone());
                }
            }
        });
    });
    if keyboard.has_focus() {
        paint::ring_on(ui.painter(), rect, 0);
    }
    output
}

/// A line that sets former members apart.
fn band_ui(ui: &mut Ui, words: &str) {
    let c = colors();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 32.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, words));
    ui.painter().rect_filled(rect, 0.0, c.side);
    let inner = rect.shrink2(vec2(measures().space_4, 0.0));
    paint::put_left(ui.painter(), inner, &paint::bold(ui, Type::Note, c.ink2, words));
}

fn entry_ui(ui: &mut Ui, entry: &Entry, is_chosen: bool, id: egui::Id) -> egui::Response {
    let c = colors();
    let m = measures();
    let width = ui.available_width();
    let chip = entry.chip.as_ref().map(|(words, tone)| Chip::new(words, *tone).in_grid());
    let chip_size = chip.as_ref().map_or(vec2(0.0, 0.0), |chip| chip.size(ui));
    let ink = if entry.is_grey { c.ink2 } else { c.ink };
    let room = width - 2.0 * m.space_4;
    let name = paint::wrapped(ui, Type::Body, ink, entry.name.clone(), room);
    let note_room = if chip.is_some() { room - chip_size.x - m.space_2 } else { room };
    let note = paint::wrapped(ui, Type::Note, c.ink2, entry.note.clone(), note_room);
    let height = (name.size().y + note.size().y.max(chip_size.y) + 14.0).ceil();
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let response = ui.interact(rect, id, Sense::CLICK);
    let words = format!("{} {}", entry.name, entry.note);
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, is_chosen, &words));
    if is_chosen {
        ui.painter().rect_filled(rect, 0.0, c.tint2);
        ui.painter().rect_filled(rect.with_max_x(rect.left() + 3.0), 0.0, c.acc);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, c.sunk);
    }
    let name_at = rect.min + vec2(m.space_4, 7.0);
    let note_at = pos2(name_at.x, name_at.y + name.size().y);
    ui.painter().galley(name_at, name, ink);
    let note_height = note.size().y;
    ui.painter().galley(note_at, note, c.ink2);
    if let Some(chip) = chip {
        let middle = note_at.y + note_height.max(chip_size.y) / 2.0;
        let at = pos2(rect.right() - m.space_4 - chip_size.x, middle - chip_size.y / 2.0);
        chip.paint_at(ui, Rect::from_min_size(at, chip_size));
    }
    paint::hline(ui, rect, rect.bottom() - 1.0, c.line);
    response
}
