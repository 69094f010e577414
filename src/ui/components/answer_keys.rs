//! The keyboard in a group of answers: a number gives an answer; an arrow only marks one, Space or Enter gives what is
//! marked. Nothing is answered by passing by.

use super::ime;
use egui::EventFilter;
use egui::Id;
use egui::Key;
use egui::Response;
use egui::Ui;

const DIGITS: [Key; 9] =
    [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];

/// What the keyboard is about to answer, and what it answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ByKey {
    /// The answer that is marked and not given.
    pub mark: Option<usize>,
    /// The answer that was given in this frame.
    pub given: Option<usize>,
}

/// Reads the keys for a group with `n` answers of which `chosen` is given; both pairs of arrows where they lie below
/// each other.
pub(super) fn read(ui: &Ui, group: &Response, chosen: Option<usize>, n: usize, is_vertical: bool) -> ByKey {
    let slot = slot(group.id);
    if !group.has_focus() || n == 0 {
        ui.data_mut(|data| data.remove::<usize>(slot));
        return ByKey::default();
    }
    let before = ui.data(|data| data.get_temp::<usize>(slot)).filter(|at| *at < n);
    if !ime::keys_are_ours(ui.ctx()) {
        return ByKey { mark: before, given: None };
    }
    let filter =
        EventFilter { horizontal_arrows: true, vertical_arrows: is_vertical, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(group.id, filter));
    let now = ui.input(|input| {
        if input.modifiers.any() {
            return ByKey { mark: before, given: None };
        }
        if let Some(at) = DIGITS.iter().take(n).position(|key| input.key_pressed(*key)) {
            return ByKey { mark: None, given: Some(at) };
        }
        let on = input.key_pressed(Key::ArrowRight) || is_vertical && input.key_pressed(Key::ArrowDown);
        let back = input.key_pressed(Key::ArrowLeft) || is_vertical && input.key_pressed(Key::ArrowUp);
        let space = input.key_pressed(Key::Space);
        let enter = input.key_pressed(Key::Enter);
        let at = before.or(chosen);
        match before {
            _ if on => ByKey { mark: Some(at.map_or(0, |at| (at + 1).min(n - 1))), given: None },
            _ if back => ByKey { mark: Some(at.map_or(n - 1, |at| at.saturating_sub(1))), given: None },
            Some(at) if space || enter => ByKey { mark: None, given: Some(at) },
            // Space on a question nobody has answered shows where the answers begin, and answers nothing.
            None if space && chosen.is_none() => ByKey { mark: Some(0), given: None },
            _ => ByKey { mark: before, given: None },
        }
    });
    ui.data_mut(|data| match now.mark {
        Some(at) => {
            data.insert_temp(slot, at);
        }
        None => data.remove::<usize>(slot),
    });
    now
}

/// Forgets the mark: an answer was given by pointer.
pub(super) fn forget(ui: &Ui, group: Id) {
    ui.data_mut(|data| data.remove::<usize>(slot(group)));
}

fn slot(group: Id) -> Id {
    group.with("marked answer")
}

/// Tells a screen reader which answer is given, and which one the arrows stand on.
pub(super) fn tell(ui: &Ui, group: &Response, given: Option<&str>, mark: Option<Id>) {
    ui.ctx().accesskit_node_builder(group.id, |node| {
        if let Some(given) = given {
            node.set_value(given);
        }
        if let Some(mark) = mark {
            node.set_active_descendant(mark.accesskit_id());
        }
    });
}
