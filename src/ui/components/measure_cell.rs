//! One measured value in a table, large enough to be read while standing: digits, then Enter for the next cell.
//!
//! What is recorded is shown; the first digit typed begins a new value, Esc brings the recorded one back. The cell
//! hands nothing in: it says when a value was finished, and the page does what follows.

use super::flow;
use super::ime;
use super::paint;
use crate::domain::amount::half_width;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::measures;
use egui::Event;
use egui::EventFilter;
use egui::Key;
use egui::Response;
use egui::Role;
use egui::Sense;
use egui::Ui;
use egui::WidgetInfo;
use egui::vec2;

/// Longer values are a slip of the hand.
const MOST: usize = 6;

/// A cell. `MeasureCell::new("膝关节屈曲 左 主动", &mut text).recorded(Some("136")).unit("°").ui(ui)`.
pub struct MeasureCell<'a> {
    name: &'a str,
    text: &'a mut String,
    recorded: Option<&'a str>,
    unit: &'a str,
    height: f32,
    locked: bool,
}

/// What a cell did this frame.
pub struct MeasureOutput {
    /// The cell.
    pub response: Response,
    /// Enter or leaving finished a value that is not the recorded one.
    pub committed: bool,
}

impl<'a> MeasureCell<'a> {
    /// A cell bound to what is being typed.
    pub fn new(name: &'a str, text: &'a mut String) -> Self {
        let height = measures().control_standing;
        Self { name, text, recorded: None, unit: "", height, locked: false }
    }

    /// The value on record, shown while nothing is typed.
    pub fn recorded(mut self, recorded: Option<&'a str>) -> Self {
        self.recorded = recorded;
        self
    }

    /// The sign behind the value.
    pub fn unit(mut self, unit: &'a str) -> Self {
        self.unit = unit;
        self
    }

    /// Another height than 48; 44 in a low window.
    pub fn height(mut self, height: f32) -> Self {
        self.height = height;
        self
    }

    /// The value stays as it is.
    pub fn locked(mut self, locked: bool) -> Self {
        self.locked = locked;
        self
    }

    /// Shows the cell over the width there is.
    pub fn ui(mut self, ui: &mut Ui) -> MeasureOutput {
        let size = vec2(ui.available_width(), self.height);
        let sense = if self.locked { Sense::hover() } else { Sense::click() };
        let (rect, response) = ui.allocate_exact_size(size, sense);
        let mut committed = false;
        if !self.locked {
            flow::join(ui, response.id);
            flow::arrived(ui, &response);
            if response.clicked() {
                response.request_focus();
            }
            if response.has_focus() {
                let filter = EventFilter { escape: true, ..EventFilter::default() };
                ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
                self.type_into(ui);
            }
            let entered = response.has_focus()
                && ime::keys_are_ours(ui.ctx())
                && ui.input(|input| input.key_pressed(Key::Enter) && !input.modifiers.command);
            flow::stride(ui, &response);
            let finished = entered || response.lost_focus();
            committed = finished && is_value(self.text) && Some(self.text.as_str()) != self.recorded;
            if finished && !committed {
                self.text.clear();
            }
        }
        let shown = if self.text.is_empty() { self.recorded.unwrap_or_default() } else { self.text.as_str() };
        response.widget_info(|| {
            let mut info = WidgetInfo::new(Role::TextInput);
            info.enabled = !self.locked;
            info.label = Some(self.name.to_owned());
            info.current_text_value = Some(shown.to_owned());
            info
        });
        self.paint(ui, rect, &response, shown);
        MeasureOutput { response, committed }
    }

    fn type_into(&mut self, ui: &Ui) {
        for event in ui.input(|input| input.events.clone()) {
            match event {
                Event::Text(new) => {
                    let digits =
                        new.chars().map(plain).filter(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
                    self.text.extend(digits);
                }
                Event::Key { key: Key::Backspace, pressed: true, .. } => {
                    self.text.pop();
                }
                Event::Key { key: Key::Escape, pressed: true, .. } => self.text.clear(),
                _ => {}
            }
        }
    }

    fn paint(&self, ui: &Ui, rect: egui::Rect, response: &Response, shown: &str) {
        let c = colors();
        if response.hovered() && !self.locked {
            ui.painter().rect_filled(rect, 0.0, c.sunk);
        }
        let words = match shown {
            "" => String::new(),
            value => format!("{}{}", value.replace('-', "−"), self.unit),
        };
        let ink = if self.locked { c.ink2 } else { c.ink };
        let galley = paint::line(ui, Type::Measure, ink, words);
        let place = paint::put_center(ui.painter(), rect, &galley);
        if response.has_focus() {
            paint::ring_on(ui.painter(), rect, 0);
            let x = if shown.is_empty() { rect.center().x } else { place.right() + 2.0 };
            let caret = rect.shrink2(vec2(0.0, 12.0));
            paint::vline(ui, caret, x, c.ring);
        }
    }
}

/// Full-width signs and the several kinds of minus become plain.
fn plain(c: char) -> char {
    match c {
        '−' | '–' | '—' | '－' => '-',
        other => half_width(other),
    }
}

/// A decimal number with at most one sign and one point.
fn is_value(text: &str) -> bool {
    text.len() <= MOST && !text.is_empty() && text.parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::is_value;
    use super::plain;

    #[test]
    fn only_numbers_are_values() {
        let check = |text: &str, expected| assert_eq!(is_value(text), expected, "{text}");
        check("136", true);
        check("-8", true);
        check("10.0", true);
        check("", false);
        check("-", false);
        check("1.2.3", false);
        check("1234567", false);
    }

    #[test]
    fn what_an_input_method_types_becomes_plain() {
        assert_eq!("９７。５－−".chars().map(plain).collect::<String>(), "97.5--");
    }
}
