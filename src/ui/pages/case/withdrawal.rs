//! 撤回委托… (T21): the client's own writing, before anything was signed.

use crate::domain::moment::Day;
use crate::domain::rules::Findings;
use crate::domain::secret::PersonName;
use crate::domain::step::Step;
use crate::domain::termination::Withdrawal;
use crate::services::case_view::CaseView;
use crate::services::request::Action;
use crate::services::request::Outcome;
use crate::services::request::Reasons;
use crate::services::termination;
use crate::ui::almanac::with_almanac;
use crate::ui::components::button::Button;
use crate::ui::components::date_field::DateField;
use crate::ui::components::field::Field;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::modal::Modal;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::law;
use chrono::NaiveDate;
use egui::Context;

/// The dialog and what was typed into it.
#[derive(Default)]
pub struct WithdrawalDialog {
    is_open: bool,
    who: String,
    written_on: Option<NaiveDate>,
    reason: String,
    asked: Option<Ticket>,
}

impl WithdrawalDialog {
    /// Opens it; the one client there is withdraws.
    pub fn open(&mut self, view: &CaseView) {
        self.is_open = true;
        if self.who.is_empty() {
            self.who = view.file.intake.client_names();
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
        let why = law::why(Step::Withdraw, &findings);
        let output = Modal::new("撤回委托").words("书面撤回存卷，材料退还").show(
            ctx,
            |ui| {
                FormGrid::show(ui, |grid| {
                    grid.row(|row| {
                        row.cell(7, |ui| {
                            Field::new("撤回的委托人", &mut self.who).required().ui(ui);
                        });
                        row.cell(5, |ui| {
                            with_almanac(cx.now.day(), |almanac| {
                                DateField::new("书面撤回的日期", &mut self.written_on, almanac)
                                    .past()
                                    .required()
                                    .ui(ui);
                            });
                        });
                    });
                });
                let shown =
                    (!self.reason.trim().is_empty()).then(|| law::on_field(&findings, "facts")).flatten();
                Field::new("委托人说的原因", &mut self.reason)
                    .rows(2)
                    .hint("照书面写，没有写的可以不填")
                    .finding(shown.as_ref())
                    .ui(ui);
            },
            |ui| {
                let done = Button::primary("登记撤回").why(why.as_ref()).ui(ui).clicked();
                (done, Button::secondary("取消").ui(ui).clicked())
            },
        );
        let (pressed, cancel) = output.foot;
        if (pressed || output.finished) && why.is_none() {
            let (withdrawal, reasons) = (self.withdrawal(), Reasons::new());
            let request = termination::Request::Withdraw { case: view.file.id, withdrawal, reasons };
            self.asked = Some(cx.act(Action::Termination(request)));
            self.is_open = false;
        }
        if output.closed || cancel {
            self.is_open = false;
        }
    }

    fn withdrawal(&self) -> Withdrawal {
        Withdrawal {
            who: PersonName::new(self.who.trim()),
            written_on: self.written_on.map(Day::from_date),
            reason: self.reason.trim().to_owned(),
        }
    }

    fn findings(&self, view: &CaseView, cx: &PageCx<'_>) -> Findings {
        law::judged(view, cx.user(), cx.now, Step::Withdraw, |file, envelope| {
            file.withdrawals.push(envelope.row(self.withdrawal()));
        })
    }
}
