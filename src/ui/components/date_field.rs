//! A date, text first: `1122`, `昨`, `+7工`. The line below says date, weekday and working days.
//!
//! The calendar is a help, not the way in: Monday first, days off on a sunk ground, today framed. Which days
//! are off comes from the almanac that is handed in.

use super::calendar;
use super::field::Field;
use super::field::FieldOutput;
use super::field_frame::Look;
use super::field_frame::described;
use super::finding::FindingLine;
use super::flow;
use crate::domain::date_words::Almanac;
use crate::domain::date_words::Lean;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use chrono::NaiveDate;
use egui::Id;
use egui::Key;
use egui::Modifiers;
use egui::Rect;
use egui::Role;
use egui::Sense;
use egui::Ui;
use egui::WidgetInfo;

/// A date field. `DateField::new("事故日期", &mut draft.accident_on, &almanac).past().required().ui(ui)`.
pub struct DateField<'a> {
    label: &'a str,
    date: &'a mut Option<NaiveDate>,
    almanac: &'a Almanac<'a>,
    lean: Lean,
    look: Look<'a>,
}

impl<'a> DateField<'a> {
    /// A field bound to a date.
    pub fn new(label: &'a str, date: &'a mut Option<NaiveDate>, almanac: &'a Almanac<'a>) -> Self {
        Self { label, date, almanac, lean: Lean::Near, look: Look::default() }
    }

    /// A date without a year is looked for up to today: accidents, receipts, births.
    pub fn past(mut self) -> Self {
        self.lean = Lean::Past;
        self
    }

    /// A date without a year is looked for from today on: appointments, deadlines.
    pub fn future(mut self) -> Self {
        self.lean = Lean::Future;
        self
    }

    described!(required aside finding locked bare width salt);

    /// Shows the field. The response is `changed` when the date became another.
    pub fn ui(mut self, ui: &mut Ui) -> FieldOutput {
        let key = ui.make_persistent_id(("date", self.label, self.look.salt));
        let typed = ui.data(|data| data.get_temp::<Option<String>>(key)).flatten();
        let mut text = typed.clone().unwrap_or_else(|| shown(*self.date));
        let mut output = self.text_control(ui, &mut text);
        let before = *self.date;
        let focused = output.response.has_focus();
        if output.response.changed() {
            *self.date = self.almanac.parse(&text, self.lean).ok();
        }
        let understood = text.trim().is_empty() || self.date.is_some();
        let done = output.committed || !focused;
        let keep = (!done || !understood).then(|| text.clone());
        if keep != typed && (focused || typed.is_some()) {
            ui.data_mut(|data| data.insert_temp(key, keep));
            ui.ctx().request_repaint();
        }
        if self.look.locked.is_none() {
            self.calendar(ui, key, &mut output);
        }
        output.response.flags.set(egui::response::Flags::CHANGED, *self.date != before);
        output
    }

    fn text_control(&self, ui: &mut Ui, text: &mut String) -> FieldOutput {
        let reading = self.almanac.parse(text, self.lean);
        let id = Field::new(self.label, &mut String::new()).looking(self.look).id(ui);
        let focused = ui.memory(|memory| memory.has_focus(id));
        let remark = match (&reading, text.trim().is_empty()) {
            (_, true) if focused => "可写 1122、昨、11-22、+7工".to_owned(),
            (_, true) => String::new(),
            (Ok(date), _) => self.almanac.describe(*date),
            (Err(why), _) => why.to_string(),
        };
        let unread = FindingLine::mistake(&remark);
        let finding = match (&reading, self.look.finding) {
            (Err(_), _) if !text.trim().is_empty() && !focused => Some(&unread),
            (_, finding) => finding,
        };
        let look = Look { remark: &remark, finding, icon: Some(icon::CALENDAR), ..self.look };
        Field::new(self.label, text).looking(look).ui(ui)
    }

    fn calendar(&mut self, ui: &mut Ui, key: Id, output: &mut FieldOutput) {
        let control = output.control;
        let side = measures().icon_text + 16.0;
        let at = Rect::from_min_max(egui::pos2(control.right() - side, control.top()), control.max);
        let opener = ui.interact(at, key.with("opener"), Sense::CLICK);
        let name = format!("{} 日历", self.label);
        opener.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        let open_key = key.with("open");
        let mut open = ui.data(|data| data.get_temp::<bool>(open_key)).unwrap_or(false);
        let asked = output.response.has_focus() && flow::pressed(ui.ctx(), Modifiers::ALT, Key::ArrowDown);
        if opener.clicked() || asked {
            open = !open;
            calendar::turn_to(ui.ctx(), key, self.date.unwrap_or(self.almanac.today));
        }
        if open {
            let picked = calendar::popup(ui, key, control, *self.date, self.almanac);
            if let Some(date) = picked.day {
                *self.date = Some(date);
                ui.data_mut(|data| data.insert_temp(key, None::<String>));
                flow::focus(ui.ctx(), output.response.id);
            }
            open = !(picked.day.is_some() || picked.closed && !opener.clicked());
        }
        ui.data_mut(|data| data.insert_temp(open_key, open));
    }
}

fn shown(date: Option<NaiveDate>) -> String {
    date.map(|date| date.format("%Y-%m-%d").to_string()).unwrap_or_default()
}
