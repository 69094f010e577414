//! Whether Caps Lock seems to be on. No system tells a window so; a capital letter that came without Shift does, and
//! so does a small one that came with it. Only asked for where letters are hidden.

use egui::Event;
use egui::Id;
use egui::Ui;

/// Says whether Caps Lock seems to be on, by the letters typed so far. Call while a hidden field has the keyboard.
pub(super) fn seems_on(ui: &Ui) -> bool {
    let id = Id::unique("caps lock seems on");
    let shift = ui.input(|input| input.modifiers.shift);
    let typed = ui.input(|input| {
        input.events.iter().rev().find_map(|event| match event {
            Event::Text(text) => told_by(text, shift),
            _ => None,
        })
    });
    if let Some(is_on) = typed {
        ui.data_mut(|data| data.insert_temp(id, is_on));
    }
    ui.data(|data| data.get_temp::<bool>(id)).unwrap_or(false)
}

/// What a typed text tells: one letter, its case, and whether Shift was held. A text that was pasted tells nothing.
fn told_by(text: &str, shift: bool) -> Option<bool> {
    let mut letters = text.chars();
    let letter = letters.next().filter(char::is_ascii_alphabetic)?;
    letters.next().is_none().then_some(letter.is_ascii_uppercase() != shift)
}

#[cfg(test)]
mod tests {
    use super::told_by;

    #[test]
    fn a_capital_without_shift_tells() {
        let check = |text, shift, expected| assert_eq!(told_by(text, shift), expected, "{text} {shift}");
        check("A", false, Some(true));
        check("a", true, Some(true));
        check("A", true, Some(false));
        check("a", false, Some(false));
        check("7", false, None);
        check("AB", false, None);
        check("枣", false, None);
    }
}
