//! A sum of money: right-aligned, 元 inside, 大写 in the line below.

use super::field::Field;
use super::field::FieldOutput;
use super::field_frame::Look;
use super::field_frame::described;
use super::finding::FindingLine;
use crate::domain::amount::AmountError;
use crate::domain::amount::Fen;
use egui::Ui;

/// An amount field. `AmountField::new("预计费用", &mut draft.fee).ui(ui)`.
pub struct AmountField<'a> {
    label: &'a str,
    amount: &'a mut Option<Fen>,
    look: Look<'a>,
}

impl<'a> AmountField<'a> {
    /// A field bound to a sum.
    pub fn new(label: &'a str, amount: &'a mut Option<Fen>) -> Self {
        Self { label, amount, look: Look::default() }
    }

    described!(required finding locked width);

    /// Shows the field. The response is `changed` when the sum became another.
    pub fn ui(self, ui: &mut Ui) -> FieldOutput {
        let key = ui.make_persistent_id(("amount", self.label));
        let typed = ui.data(|data| data.get_temp::<Option<String>>(key)).flatten();
        let mut text =
            typed.clone().unwrap_or_else(|| self.amount.map(|fen| fen.to_string()).unwrap_or_default());
        let reading = Fen::parse(&text);
        let remark = reading.map(|fen| format!("大写：{}", fen.in_words())).unwrap_or_default();
        let unread = reading
            .err()
            .filter(|why| *why != AmountError::Empty)
            .map(|why| FindingLine::mistake(why.to_string()));
        let finding = unread.as_ref().or(self.look.finding);
        let look = Look { unit: "元", remark: &remark, finding, ..self.look };
        let mut output = Field::new(self.label, &mut text).looking(look).right().ui(ui);
        let before = *self.amount;
        if output.response.changed() {
            *self.amount = Fen::parse(&text).ok();
        }
        let done = output.committed || !output.response.has_focus();
        let understood = text.trim().is_empty() || self.amount.is_some();
        let keep = (!done || !understood).then_some(text);
        if keep != typed && (output.response.has_focus() || typed.is_some()) {
            ui.data_mut(|data| data.insert_temp(key, keep));
            ui.ctx().request_repaint();
        }
        output.response.flags.set(egui::response::Flags::CHANGED, *self.amount != before);
        output
    }
}
