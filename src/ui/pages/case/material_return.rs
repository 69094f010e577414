//! 退还材料… (F-25): every item and where it goes; who takes something signs on paper.

use crate::domain::ids::EvidenceId;
use crate::domain::material_return::Disposal;
use crate::domain::material_return::ReturnLine;
use crate::domain::material_return::ReturnedMaterials;
use crate::domain::rules::Findings;
use crate::domain::secret::PersonName;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetRef;
use crate::domain::signature::Manner;
use crate::domain::step::Step;
use crate::services::case_view::CaseView;
use crate::services::material_return;
use crate::services::material_return::ReturnDraft;
use crate::services::request::Action;
use crate::services::request::Outcome;
use crate::services::request::Reasons;
use crate::ui::components::button::Button;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::field::Field;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::modal::Modal;
use crate::ui::components::segmented::Segmented;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::law;
use crate::ui::pages::Route;
use egui::Context;
use egui::Ui;
use std::collections::BTreeMap;

/// The dialog and what was typed into it.
#[derive(Default)]
pub struct MaterialReturnDialog {
    is_open: bool,
    disposals: BTreeMap<EvidenceId, Option<Disposal>>,
    receiver: String,
    capacity: String,
    is_signed: bool,
    note: String,
    asked: Option<Ticket>,
}

impl MaterialReturnDialog {
    /// Opens it; every item that is still here is to be handed back unless something else is chosen.
    pub fn open(&mut self, view: &CaseView) {
        self.is_open = true;
        for row in view.file.not_returned() {
            self.disposals.entry(row.id).or_insert(Some(Disposal::Returned));
        }
        if self.receiver.is_empty() {
            self.receiver = view.file.intake.client_names();
            "委托人".clone_into(&mut self.capacity);
        }
    }

    /// Draws it, when it is open.
    pub fn ui(&mut self, ctx: &Context, view: &CaseView, cx: &mut PageCx<'_>) {
        if let Some(Ok(Outcome::Done { .. })) = cx.take_if(&mut self.asked) {
            *self = Self::default();
        }
        if !self.is_open {
            return;
        }
        let findings = self.findings(view, cx);
        let why = law::why(Step::ReturnMaterial, &findings);
        let output = Modal::new("退还材料").words("签收单随卷存一份").show(
            ctx,
            |ui| self.body(ui, view),
            |ui| {
                let done = Button::primary("记下去向").why(why.as_ref()).ui(ui).clicked();
                let print = Button::quiet("打印签收单").ui(ui).clicked();
                (done, print, Button::secondary("取消").ui(ui).clicked())
            },
        );
        let (pressed, print, cancel) = output.foot;
        if (pressed || output.finished) && why.is_none() {
            let draft = Box::new(self.draft());
            let request =
                material_return::Request::Return { case: view.file.id, draft, reasons: Reasons::new() };
            self.asked = Some(cx.act(Action::MaterialReturn(request)));
            self.is_open = false;
        }
        if print {
            // What is here, for the pen; what was typed stays and is recorded when the paper is signed.
            cx.go(Route::Sheet(SheetRef::of_case(FormNo::F25, view.file.id, None)));
        }
        if output.closed || cancel || print {
            self.is_open = false;
        }
    }

    fn body(&mut self, ui: &mut Ui, view: &CaseView) {
        let answers = Disposal::ALL.map(|disposal| (disposal, disposal.label()));
        for row in view.file.not_returned() {
            let disposal = self.disposals.entry(row.id).or_default();
            let label = format!("{}　{}", row.body.name, row.body.quantity);
            Segmented::new(&label, disposal, &answers).ui(ui);
        }
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(7, |ui| {
                    Field::new("接收人", &mut self.receiver).ui(ui);
                });
                row.cell(5, |ui| {
                    Field::new("身份", &mut self.capacity).hint("委托人、代理人").ui(ui);
                });
            });
        });
        Checkbox::new("接收人已在纸上签收", &mut self.is_signed).ui(ui);
        Field::new("说明", &mut self.note).hint("留存、销毁、耗尽的写明原因").ui(ui);
    }

    fn draft(&self) -> ReturnDraft {
        let lines = self.disposals.iter().filter_map(|(material, disposal)| {
            let note = self.note.trim().to_owned();
            disposal.map(|disposal| ReturnLine { material: *material, disposal, note })
        });
        ReturnDraft {
            lines: lines.collect(),
            receiver: PersonName::new(self.receiver.trim()),
            capacity: self.capacity.trim().to_owned(),
            manner: self.is_signed.then_some(Manner::Paper),
        }
    }

    fn findings(&self, view: &CaseView, cx: &PageCx<'_>) -> Findings {
        let ReturnDraft { lines, receiver, capacity, manner } = self.draft();
        let handed_by = cx.user().map(|user| user.name.clone()).unwrap_or_default();
        let back = ReturnedMaterials { lines, receiver, capacity, manner, returned_at: cx.now, handed_by };
        law::judged(view, cx.user(), cx.now, Step::ReturnMaterial, |file, envelope| {
            file.material_returns.push(envelope.row(back));
        })
    }
}
