//! Choosing people: those chosen stand above as chips with a cross, the searched list below adds another.

use super::button::icon_button;
use super::chip::Chip;
use super::chip::Tone;
use super::combo::Combo;
use super::combo::ComboItem;
use super::field_frame::Look;
use super::field_frame::described;
use super::flow;
use crate::ui::theme::icon;
use egui::Ui;

/// A picker. `PeoplePicker::new("鉴定人", &mut draft.appraisers, &staff).at_most(2).ui(ui)`.
pub struct PeoplePicker<'a> {
    label: &'a str,
    chosen: &'a mut Vec<String>,
    people: &'a [ComboItem],
    recent: &'a [String],
    at_most: usize,
    of_cases: bool,
    look: Look<'a>,
}

impl<'a> PeoplePicker<'a> {
    /// A picker over people, bound to the keys of those chosen, in the order they were chosen.
    pub fn new(label: &'a str, chosen: &'a mut Vec<String>, people: &'a [ComboItem]) -> Self {
        Self {
            label,
            chosen,
            people,
            recent: &[],
            at_most: usize::MAX,
            of_cases: false,
            look: Look::default(),
        }
    }

    /// Keys of those chosen last, newest first.
    pub fn recent(mut self, recent: &'a [String]) -> Self {
        self.recent = recent;
        self
    }

    /// Cases are chosen and not people.
    pub fn of_cases(mut self) -> Self {
        self.of_cases = true;
        self
    }

    /// No more than so many.
    pub fn at_most(mut self, n: usize) -> Self {
        self.at_most = n;
        self
    }

    described!(required finding);

    /// Shows the picker; says whether the choice changed.
    pub fn ui(self, ui: &mut Ui) -> bool {
        let before = self.chosen.len();
        let left: Vec<ComboItem> =
            self.people.iter().filter(|person| !self.chosen.contains(&person.key)).cloned().collect();
        let key = ui.make_persistent_id(("people", self.label));
        let mut typed = ui.data(|data| data.get_temp::<String>(key)).unwrap_or_default();
        let mut picked = None;
        let full = self.chosen.len() >= self.at_most;
        let why = format!("已经选满 {} 人", self.at_most);
        let look = Look { locked: full.then_some(why.as_str()), ..self.look };
        let combo = Combo::new(self.label, &mut typed, &mut picked, &left).looking(look);
        let combo = combo
            .recent(self.recent)
            .source(if self.of_cases { "案件里" } else { "名录" }, if self.of_cases { "件" } else { "人" });
        let combo = combo.hint(if self.of_cases { "案号、姓名" } else { "输入姓名或首字母" });
        let output = combo.ui(ui);
        if output.picked
            && let Some(person) = picked
        {
            self.chosen.push(person);
            typed.clear();
        }
        ui.data_mut(|data| data.insert_temp(key, typed));
        let mut removed = None;
        ui.horizontal_wrapped(|ui| {
            for person in self.chosen.iter() {
                let name = self
                    .people
                    .iter()
                    .find(|known| known.key == *person)
                    .map_or(person.as_str(), |p| &p.name);
                Chip::new(name, Tone::Blue)
                    .icon(if self.of_cases { icon::CASE } else { icon::PERSON })
                    .ui(ui);
                if icon_button(ui, icon::CLOSE, &format!("去掉{name}")).clicked() {
                    removed = Some(person.clone());
                }
            }
        });
        if let Some(removed) = removed {
            self.chosen.retain(|person| *person != removed);
        }
        // Nobody more can be chosen: the list is locked, and the keyboard would stay on it.
        if output.picked && self.chosen.len() >= self.at_most {
            flow::hand_on(ui);
        }
        self.chosen.len() != before
    }
}
