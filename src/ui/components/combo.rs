//! A list that is searched by typing: characters, pinyin, initials, or the number of a row.
//!
//! What was used last comes first, then what answers, then 新登记. ↑ ↓ choose, Enter takes, Esc closes the list
//! and keeps the text.

use super::combo_list;
use super::combo_list::Row;
use super::field::Field;
use super::field::FieldOutput;
use super::field_frame::Look;
use super::field_frame::described;
use super::flow;
use crate::domain::pinyin_match;
use crate::ui::theme::icon;
use egui::Id;
use egui::Key;
use egui::Modifiers;
use egui::Rect;
use egui::Role;
use egui::Sense;
use egui::Ui;
use egui::WidgetInfo;
use egui::pos2;

const MOST: usize = 8;
const RECENT: usize = 5;

/// One entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComboItem {
    /// What the caller knows it by.
    pub key: String,
    /// The name.
    pub name: String,
    /// Grey words behind the name.
    pub detail: String,
}

impl ComboItem {
    /// An entry with a name.
    pub fn new(key: impl Into<String>, name: impl Into<String>) -> Self {
        Self { key: key.into(), name: name.into(), detail: String::new() }
    }

    /// Adds grey words behind the name; they are searched too.
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }
}

/// A searched list.
/// `Combo::new("保险机构", &mut draft.insurer, &mut draft.insurer_id, &insurers).recent(&last).register().ui(ui)`.
pub struct Combo<'a> {
    label: &'a str,
    text: &'a mut String,
    chosen: &'a mut Option<String>,
    items: &'a [ComboItem],
    recent: &'a [String],
    source: &'a str,
    unit: &'a str,
    register: bool,
    hint: &'a str,
    look: Look<'a>,
}

/// What a list did this frame.
pub struct ComboOutput {
    /// The text field.
    pub field: FieldOutput,
    /// An entry was taken in this frame.
    pub picked: bool,
    /// 新登记 was taken for this text.
    pub register: Option<String>,
}

impl<'a> Combo<'a> {
    /// A list of entries, bound to the text in the field and the key of the entry it stands for.
    ///
    /// Typing clears the key: a text is an entry only once it was taken from the list.
    pub fn new(
        label: &'a str,
        text: &'a mut String,
        chosen: &'a mut Option<String>,
        items: &'a [ComboItem],
    ) -> Self {
        Self {
            label,
            text,
            chosen,
            items,
            recent: &[],
            source: "名录",
            unit: "条",
            register: false,
            hint: "输入名称、拼音或首字母",
            look: Look::default(),
        }
    }

    /// Keys of what was used last, newest first.
    pub fn recent(mut self, keys: &'a [String]) -> Self {
        self.recent = keys;
        self
    }

    /// Where the entries come from and how they are counted: 「名录里有 2 家」.
    pub fn source(mut self, source: &'a str, unit: &'a str) -> Self {
        self.source = source;
        self.unit = unit;
        self
    }

    /// Offers 新登记 for a text that is no entry.
    pub fn register(mut self) -> Self {
        self.register = true;
        self
    }

    /// Grey words in the empty field.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    described!(required finding locked bare width salt);

    /// Looks as another control was described, which is made of this list.
    pub(super) fn looking(mut self, look: Look<'a>) -> Self {
        self.look = look;
        self
    }

    /// Shows the list.
    pub fn ui(mut self, ui: &mut Ui) -> ComboOutput {
        let key = ui.make_persistent_id(("combo", self.label, self.look.salt));
        let field_id = Field::new(self.label, &mut String::new()).looking(self.look).id(ui);
        let mut state = ui.data(|data| data.get_temp::<State>(key)).unwrap_or_default();
        let focused = self.look.locked.is_none() && ui.memory(|memory| memory.has_focus(field_id));
        let by_key = if focused { self.keys(ui, &mut state) } else { None };
        let before = self.text.clone();
        let field = self.field(ui, state.open);
        let response = field.response.clone();
        if *self.text != before {
            *self.chosen = None;
            state = State { open: true, typed: true, marked: 0 };
            ui.ctx().request_repaint();
        }
        if self.look.locked.is_none() && self.opener(ui, key, &field) {
            state = State { open: !state.open, ..State::default() };
        }
        let mut taken = by_key;
        let rows = self.rows(state.typed);
        if state.open && !field.composing && !rows.is_empty() {
            state.marked = state.marked.min(n_choices(&rows).saturating_sub(1));
            let list = combo_list::popup(ui, key.with("list"), field.control, &rows, state.marked);
            taken = taken.or(list.clicked);
            state.open = response.has_focus() || list.area.contains_pointer();
        }
        let mut output = ComboOutput { field, picked: false, register: None };
        if let Some(choice) = taken {
            self.take(choice, &mut output);
            state = State::default();
            flow::focus(ui.ctx(), response.id);
        }
        ui.data_mut(|data| data.insert_temp(key, state));
        output
    }

    fn field(&mut self, ui: &mut Ui, open: bool) -> FieldOutput {
        let icon = self.look.locked.is_none().then_some(icon::DROP_DOWN);
        let look = Look { icon, ..self.look };
        Field::new(self.label, self.text).looking(look).hint(self.hint).hold_escape(open).ui(ui)
    }

    /// The arrow at the right, and a click into the field, open and close the list.
    fn opener(&self, ui: &Ui, key: Id, field: &FieldOutput) -> bool {
        let control = field.control;
        let at = Rect::from_min_max(pos2(control.right() - control.height(), control.top()), control.max);
        let opener = ui.interact(at, key.with("opener"), Sense::CLICK);
        let name = format!("{} 打开列表", self.label);
        opener.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        if opener.clicked() {
            flow::focus(ui.ctx(), field.response.id);
        }
        opener.clicked()
    }

    /// Reads the keys of the list before the field sees them.
    fn keys(&self, ui: &Ui, state: &mut State) -> Option<Choice> {
        let pressed = |key| flow::pressed(ui.ctx(), Modifiers::NONE, key);
        if !state.open {
            if pressed(Key::ArrowDown) {
                *state = State { open: true, ..State::default() };
            }
            return None;
        }
        let rows = self.rows(state.typed);
        let n = n_choices(&rows);
        if n == 0 {
            return None;
        }
        if pressed(Key::ArrowDown) {
            state.marked = (state.marked + 1).min(n - 1);
        }
        if pressed(Key::ArrowUp) {
            state.marked = state.marked.saturating_sub(1);
        }
        if pressed(Key::Escape) {
            state.open = false;
        }
        let by_number = if state.typed { None } else { number_typed(ui, n) };
        match by_number {
            Some(at) => choice(&rows, at),
            None if pressed(Key::Enter) => choice(&rows, state.marked),
            None => None,
        }
    }

    /// What was typed; a number at its end that answers nothing is the number of a row, as in an input method.
    fn query(&self, typed: bool) -> (&str, Option<usize>) {
        let text = if typed { self.text.trim() } else { "" };
        let stem = text.trim_end_matches(|c: char| c.is_ascii_digit());
        let number = text[stem.len()..].parse::<usize>().ok().filter(|n| (1..=9).contains(n));
        let answers = |query: &str| self.items.iter().any(|item| fit(query, item).is_some());
        match number {
            Some(n) if !stem.is_empty() && !answers(text) && answers(stem) => (stem, Some(n - 1)),
            _ => (text, None),
        }
    }

    fn rows(&self, typed: bool) -> Vec<Row> {
        let (query, only) = self.query(typed);
        let is_recent = |item: &ComboItem| self.recent.contains(&item.key);
        let recent = self.recent.iter().filter_map(|key| self.items.iter().find(|item| item.key == *key));
        let recent: Vec<_> =
            recent.filter(|item| query.is_empty() || fit(query, item).is_some()).take(RECENT).collect();
        let mut others: Vec<_> = self
            .items
            .iter()
            .filter(|item| !is_recent(item))
            .filter_map(|item| {
                if query.is_empty() { Some((None, item)) } else { Some((Some(fit(query, item)?), item)) }
            })
            .collect();
        others.sort_by_key(|(fit, _)| *fit);
        let mut rows = Vec::new();
        let mut number = 0;
        if !recent.is_empty() {
            rows.push(Row::Heading("上次用过".to_owned()));
        }
        for item in recent {
            number += 1;
            rows.push(Row::item(number, query, item));
        }
        if !others.is_empty() {
            rows.push(Row::Heading(self.heading(others.len())));
        }
        for (_, item) in others.iter().take(MOST) {
            number += 1;
            rows.push(Row::item(number, query, item));
        }
        if let Some(only) = only {
            rows.retain(|row| matches!(row, Row::Item { number, .. } if *number == only + 1));
        }
        if self.register && !query.is_empty() && !self.items.iter().any(|item| item.name == query) {
            rows.push(Row::Register(query.to_owned()));
        }
        rows
    }

    fn heading(&self, n: usize) -> String {
        let more = if n > MOST { format!("，先列 {MOST} {}", self.unit) } else { String::new() };
        format!("{}里有 {n} {}{more}", self.source, self.unit)
    }

    fn take(&mut self, choice: Choice, output: &mut ComboOutput) {
        match choice {
            Choice::Item { key, name } => {
                *self.text = name;
                *self.chosen = Some(key);
                output.picked = true;
                output.field.response.mark_changed();
            }
            Choice::Register(text) => output.register = Some(text),
        }
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct State {
    open: bool,
    /// The list answers to what was typed; else it shows everything.
    typed: bool,
    marked: usize,
}

/// What was taken from the list.
#[derive(Debug, Clone)]
pub(super) enum Choice {
    Item { key: String, name: String },
    Register(String),
}

fn fit(query: &str, item: &ComboItem) -> Option<pinyin_match::Fit> {
    let name = pinyin_match::find(query, &item.name).map(|found| found.fit);
    let detail = pinyin_match::find(query, &item.detail).map(|found| found.fit);
    name.into_iter().chain(detail).min()
}

fn choices(rows: &[Row]) -> impl Iterator<Item = Choice> {
    rows.iter().filter_map(Row::choice)
}

fn n_choices(rows: &[Row]) -> usize {
    choices(rows).count()
}

fn choice(rows: &[Row], at: usize) -> Option<Choice> {
    choices(rows).nth(at)
}

/// A digit typed while the list is open and nothing was typed takes that row; the field does not see it.
fn number_typed(ui: &Ui, n: usize) -> Option<usize> {
    if !super::ime::keys_are_ours(ui.ctx()) {
        return None;
    }
    let mut taken = None;
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let egui::Event::Text(text) = event else { return true };
            let number = text.parse::<usize>().ok().filter(|number| (1..=n.min(9)).contains(number));
            taken = taken.or(number.map(|number| number - 1));
            number.is_none()
        });
    });
    taken
}
