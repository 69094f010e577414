//! 变更委托书… (F-01 变更单; TL-23): what the register says otherwise than the signed agreement, line by line; then the
//! signatures of everybody on the printed slip.

use crate::domain::agreement_change::AgreementChange;
use crate::domain::agreement_change::AgreementChangeSigned;
use crate::domain::agreement_change::ChangedTerm;
use crate::domain::agreement_change::terms;
use crate::domain::evidence::Recorded;
use crate::domain::ids::PersonId;
use crate::domain::moment::Day;
use crate::domain::rules::Findings;
use crate::domain::secret::PersonName;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetRef;
use crate::domain::signature::Manner;
use crate::domain::signature::Signature;
use crate::domain::signature::Signer;
use crate::domain::step::Place;
use crate::domain::step::Step;
use crate::services::agreement_change;
use crate::services::agreement_change::ChangeDraft;
use crate::services::agreement_change::SignDraft;
use crate::services::case_view::CaseView;
use crate::services::request::Action;
use crate::services::request::Outcome;
use crate::services::request::Reasons;
use crate::ui::almanac::with_almanac;
use crate::ui::components::button::Button;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::date_field::DateField;
use crate::ui::components::field::Field;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::modal::Modal;
use crate::ui::components::why_panel::Why;
use crate::ui::components::words::fact;
use crate::ui::components::words::words;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::law;
use crate::ui::pages::Route;
use crate::ui::theme::measures;
use chrono::NaiveDate;
use egui::Context;
use egui::Ui;
use std::collections::BTreeSet;

/// The dialog and what was typed into it.
#[derive(Default)]
pub struct AgreementChangeDialog {
    is_open: bool,
    /// A slip waits for signatures, and another one is drawn up in its place.
    again: bool,
    reason: String,
    other: ChangedTermDraft,
    signed: BTreeSet<PersonId>,
    institution_signer: String,
    effective_on: Option<NaiveDate>,
    asked: Option<Ticket>,
    /// What was asked was a slip: it is printed next.
    leads_to_slip: bool,
}

/// A change the register has no field for.
#[derive(Default)]
struct ChangedTermDraft {
    name: String,
    from: String,
    to: String,
}

impl AgreementChangeDialog {
    /// Opens it; what was typed before stays.
    pub fn open(&mut self, view: &CaseView) {
        self.is_open = true;
        self.again = false;
        self.effective_on = self.effective_on.or_else(|| Some(view.now.day().date()));
        if self.institution_signer.is_empty() {
            let signer = view.file.agreement().map(|agreement| agreement.institution_signer.as_str());
            signer.unwrap_or_default().clone_into(&mut self.institution_signer);
        }
    }

    /// Draws it, when it is open.
    pub fn ui(&mut self, ctx: &Context, view: &CaseView, cx: &mut PageCx<'_>) {
        if let Some(Ok(Outcome::Done { made, .. })) = cx.take_if(&mut self.asked) {
            let about = made.filter(|_| self.leads_to_slip);
            *self = Self::default();
            if about.is_some() {
                cx.go(Route::Sheet(SheetRef::of_case(FormNo::F01, view.file.id, about)));
            }
        }
        if !self.is_open {
            return;
        }
        match view.file.open_change() {
            Some(row) if !self.again => self.sign_ui(ctx, view, cx, row),
            _ => self.draw_up_ui(ctx, view, cx),
        }
    }

    fn draw_up_ui(&mut self, ctx: &Context, view: &CaseView, cx: &mut PageCx<'_>) {
        let findings = self.draw_up_findings(view, cx);
        let why = law::why(Step::ChangeAgreement, &findings);
        let changed = view.file.unsigned_changes();
        let output = Modal::new("变更委托书").words("各方在变更单上签名以后才生效").show(
            ctx,
            |ui| {
                let mut register = false;
                if changed.is_empty() {
                    words(ui, "登记的内容和签过的委托书一样。要改的先在接待登记里改，这里会逐项列出来");
                    register = Button::quiet("去接待登记").ui(ui).clicked();
                }
                lines_ui(ui, &changed);
                Field::new("变更的原因", &mut self.reason).rows(2).required().ui(ui);
                self.other_ui(ui);
                register
            },
            |ui| {
                let done = Button::primary("开立变更单").why(why.as_ref()).ui(ui).clicked();
                (done, Button::secondary("取消").ui(ui).clicked())
            },
        );
        let (pressed, cancel) = output.foot;
        if output.body {
            self.is_open = false;
            cx.go_place(Place::Reception, view.file.id);
        }
        if (pressed || output.finished) && why.is_none() {
            self.is_open = false;
            self.leads_to_slip = true;
            let (case, draft) = (view.file.id, self.change());
            let request = agreement_change::Request::DrawUp { case, draft, reasons: Reasons::new() };
            self.asked = Some(cx.act(Action::AgreementChange(request)));
        }
        if output.closed || cancel {
            self.is_open = false;
        }
    }

    fn other_ui(&mut self, ui: &mut Ui) {
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(4, |ui| {
                    Field::new("登记里没有的变更", &mut self.other.name).hint("没有就不写").ui(ui);
                });
                row.cell(4, |ui| {
                    Field::new("原来", &mut self.other.from).ui(ui);
                });
                row.cell(4, |ui| {
                    Field::new("改成", &mut self.other.to).ui(ui);
                });
            });
        });
    }

    fn sign_ui(
        &mut self,
        ctx: &Context,
        view: &CaseView,
        cx: &mut PageCx<'_>,
        row: &Recorded<AgreementChange>,
    ) {
        let findings = self.sign_findings(view, cx, row);
        let is_stale = row.body.terms != terms(&view.file.intake);
        let why = stale_why(is_stale).or_else(|| law::why(Step::ChangeAgreement, &findings));
        let output = Modal::new("变更单签名").words("各方都签了再记").show(
            ctx,
            |ui| self.sign_body(ui, view, cx, row),
            |ui| {
                let done = Button::primary("记下签名").why(why.as_ref()).ui(ui).clicked();
                let print = Button::quiet("打印变更单").ui(ui).clicked();
                (done, print, Button::secondary("取消").ui(ui).clicked())
            },
        );
        let (pressed, print, cancel) = output.foot;
        let again = output.body;
        if (pressed || output.finished) && why.is_none() {
            self.is_open = false;
            self.leads_to_slip = false;
            let (case, change, draft) = (view.file.id, row.id, self.sign_draft(view));
            let request = agreement_change::Request::Sign { case, change, draft, reasons: Reasons::new() };
            self.asked = Some(cx.act(Action::AgreementChange(request)));
        }
        if print {
            self.is_open = false;
            cx.go(Route::Sheet(SheetRef::of_case(FormNo::F01, view.file.id, Some(row.id))));
        }
        if again {
            self.again = true;
            if self.reason.is_empty() {
                self.reason.clone_from(&row.body.reason);
            }
        }
        if output.closed || cancel {
            self.is_open = false;
        }
    }

    fn sign_body(
        &mut self,
        ui: &mut Ui,
        view: &CaseView,
        cx: &PageCx<'_>,
        row: &Recorded<AgreementChange>,
    ) -> bool {
        lines_ui(ui, &row.body.lines);
        fact(ui, "原因", &row.body.reason);
        let again = Button::quiet("重新开立…").ui(ui).clicked();
        ui.add_space(measures().space_2);
        for client in &view.file.intake.clients {
            let id = client.person.id;
            let mut is_signed = self.signed.contains(&id);
            Checkbox::new(&format!("{}已在变更单上签名", client.called()), &mut is_signed).ui(ui);
            if is_signed {
                self.signed.insert(id);
            } else {
                self.signed.remove(&id);
            }
        }
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(6, |ui| {
                    Field::new("机构签名人", &mut self.institution_signer).required().ui(ui);
                });
                row.cell(6, |ui| {
                    with_almanac(cx.now.day(), |almanac| {
                        DateField::new("生效日", &mut self.effective_on, almanac).past().required().ui(ui);
                    });
                });
            });
        });
        again
    }

    fn change(&self) -> ChangeDraft {
        let text = |text: &str| text.trim().to_owned();
        let other = (!self.other.name.trim().is_empty()).then(|| ChangedTerm {
            name: text(&self.other.name),
            from: text(&self.other.from),
            to: text(&self.other.to),
        });
        ChangeDraft { reason: text(&self.reason), other }
    }

    fn draw_up_findings(&self, view: &CaseView, cx: &PageCx<'_>) -> Findings {
        let change = self.change().drawn_up(&view.file);
        law::judged(view, cx.user(), cx.now, Step::ChangeAgreement, |file, envelope| {
            file.agreement_changes.push(envelope.row(change));
        })
    }

    fn sign_draft(&self, view: &CaseView) -> SignDraft {
        let signed = view.file.intake.clients.iter().filter(|one| self.signed.contains(&one.person.id));
        let signatures = signed.map(|client| Signature {
            form: FormNo::F01,
            signer: Signer {
                person: Some(client.person.id),
                name: client.person.name.clone(),
                capacity: "委托人".to_owned(),
            },
            manner: Manner::Paper,
            shown_sha256: String::new(),
        });
        SignDraft {
            effective_on: self.effective_on.map(Day::from_date),
            signatures: signatures.collect(),
            institution_signer: PersonName::new(self.institution_signer.trim()),
        }
    }

    fn sign_findings(&self, view: &CaseView, cx: &PageCx<'_>, row: &Recorded<AgreementChange>) -> Findings {
        let SignDraft { effective_on, signatures, institution_signer } = self.sign_draft(view);
        let signed = AgreementChangeSigned {
            change: row.id,
            effective_on: effective_on.unwrap_or(cx.now.day()),
            signatures,
            institution_signer,
        };
        law::judged(view, cx.user(), cx.now, Step::ChangeAgreement, |file, envelope| {
            file.agreement_changes_signed.push(envelope.row(signed));
        })
    }
}

/// A slip that no longer says what the register says is not signed any more.
fn stale_why(is_stale: bool) -> Option<Why> {
    is_stale.then(|| law::plain_why("这张变更单过时了", "开立以后登记又改过", "重新开立一张，打印出来再签"))
}

/// 「委托鉴定事项　伤残等级 → 伤残等级、误工期」.
fn lines_ui(ui: &mut Ui, lines: &[ChangedTerm]) {
    let said = |text: &str| if text.is_empty() { "（没有写）".to_owned() } else { text.to_owned() };
    for line in lines {
        fact(ui, &line.name, &format!("{} → {}", said(&line.from), said(&line.to)));
    }
}
