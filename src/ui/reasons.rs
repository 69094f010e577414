//! Reasons for going on in spite of what the law only warns of; each goes into the list of exceptions.
//!
//! A step without warnings is taken at once. With warnings one modal asks, one field for each; the step is taken
//! when every reason is written.

use crate::domain::rules::Findings;
use crate::domain::step::Step;
use crate::services::request::Reasons;
use crate::ui::components::button::Button;
use crate::ui::components::field::Field;
use crate::ui::components::finding::finding_line;
use crate::ui::components::modal::Modal;
use crate::ui::components::why_panel::Why;
use crate::ui::law;
use crate::ui::theme::measures;
use egui::Context;
use egui::Id;
use egui::Ui;
use std::collections::BTreeMap;

/// One field for every warning; returns the first that is empty, or the first.
pub fn fields(ui: &mut Ui, findings: &Findings, written: &mut BTreeMap<String, String>) -> Option<Id> {
    let mut anchor = None;
    for finding in findings.warnings() {
        finding_line(ui, &law::line(finding));
        let reason = written.entry(finding.rule.0.to_owned()).or_default();
        let field = Field::new("理由", reason).salt(finding.rule.0).required().ui(ui).response.id;
        if anchor.is_none() || reason.trim().is_empty() {
            anchor = Some(field);
        }
        ui.add_space(measures().space_1);
    }
    anchor
}

/// Why one cannot go on while a reason is not written.
pub fn missing(findings: &Findings, written: &BTreeMap<String, String>) -> Option<Why> {
    let is_written = |rule: &str| written.get(rule).is_some_and(|reason: &String| !reason.trim().is_empty());
    let is_complete = findings.warnings().all(|finding| is_written(finding.rule.0));
    (!is_complete).then(|| law::plain_why("还不能继续", "每一条的理由", "理由会进例外清单，归档时一并打印"))
}

/// The question before a step, while it is open.
#[derive(Default)]
pub struct ReasonQuestion {
    open: Option<Step>,
    written: BTreeMap<String, String>,
}

impl ReasonQuestion {
    /// The button of a step was pressed: gives the reasons at once where none is needed, else asks.
    pub fn press(&mut self, step: Step, findings: &Findings) -> Option<Reasons> {
        if !findings.needs_reason() {
            return Some(Reasons::new());
        }
        self.open = Some(step);
        None
    }

    /// Shows the question of this step while it is open; returns the reasons once all are written.
    pub fn ui(&mut self, ctx: &Context, step: Step, findings: &Findings) -> Option<Reasons> {
        if self.open != Some(step) {
            return None;
        }
        let title = format!("{}，还要写明理由", step.label());
        let written = &mut self.written;
        let why = missing(findings, written);
        let output = Modal::new(&title).words("理由进例外清单").show(
            ctx,
            |ui| fields(ui, findings, written),
            |ui| Button::primary("写好了，继续").why(why.as_ref()).ui(ui).clicked(),
        );
        let said = (output.foot || output.finished) && why.is_none();
        if output.closed || said {
            self.open = None;
        }
        said.then(|| findings.warnings().filter_map(|f| self.reason(f.rule.0)).collect())
    }

    fn reason(&self, rule: &str) -> Option<(String, String)> {
        Some((rule.to_owned(), self.written.get(rule)?.trim().to_owned()))
    }
}
