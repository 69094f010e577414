//! 终止鉴定… (F-17, GZ-29): the ground out of six, the facts, the money. What no appraisal may end on is said at once.

use crate::domain::amount::Fen;
use crate::domain::moment::Day;
use crate::domain::recusal::Application;
use crate::domain::review::BARS;
use crate::domain::rules::Findings;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetRef;
use crate::domain::step::Step;
use crate::domain::termination::Refund;
use crate::domain::termination::TerminationGround;
use crate::services::case_view::CaseView;
use crate::services::request::Action;
use crate::services::request::Outcome;
use crate::services::request::Reasons;
use crate::services::termination;
use crate::services::termination::TerminationDraft;
use crate::ui::almanac::with_almanac;
use crate::ui::components::amount_field::AmountField;
use crate::ui::components::button::Button;
use crate::ui::components::date_field::DateField;
use crate::ui::components::field::Field;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::modal::Modal;
use crate::ui::components::option::Options;
use crate::ui::components::segmented::Segmented;
use crate::ui::components::why_panel::Why;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::law;
use crate::ui::pages::Route;
use crate::ui::reasons::ReasonQuestion;
use chrono::NaiveDate;
use egui::Context;
use egui::Ui;

/// The dialog and what was typed into it.
#[derive(Default)]
pub struct TerminationDialog {
    is_open: bool,
    ground: Option<TerminationGround>,
    bar: Option<u8>,
    facts: String,
    article: String,
    refunds: Option<bool>,
    amount: Option<Fen>,
    refund_why: String,
    collect_by: Option<NaiveDate>,
    reasons: ReasonQuestion,
    asked: Option<Ticket>,
}

/// Bars ② to ⑦ as the article numbers them.
const BAR_NUMBERS: [(u8, &str); 6] = [(2, "②"), (3, "③"), (4, "④"), (5, "⑤"), (6, "⑥"), (7, "⑦")];

impl TerminationDialog {
    /// Opens it; what was typed before stays. After a refused recusal the client's revocation is the likely ground.
    pub fn open(&mut self, view: &CaseView) {
        self.is_open = true;
        let refused =
            |application: &Application| application.decided.as_ref().is_some_and(|decided| !decided.granted);
        if self.ground.is_none() && view.file.recusal_applications().iter().any(refused) {
            self.ground = Some(TerminationGround::RevokedOrUnpaid);
        }
    }

    /// Draws it, when it is open.
    pub fn ui(&mut self, ctx: &Context, view: &CaseView, cx: &mut PageCx<'_>) {
        if let Some(Ok(Outcome::Done { .. })) = cx.take_if(&mut self.asked) {
            *self = Self::default();
            // The client is told in writing: the letter is what comes next.
            cx.go(Route::Sheet(SheetRef::of_case(FormNo::F17, view.file.id, None)));
        }
        let findings = self.findings(view, cx);
        if let Some(reasons) = self.reasons.ui(ctx, Step::Terminate, &findings) {
            self.act(view, cx, reasons);
        }
        if !self.is_open {
            return;
        }
        let why = self.why(&findings);
        let output = Modal::new("终止鉴定").words("书面通知委托人，退还材料").show(
            ctx,
            |ui| self.body(ui, cx, &findings),
            |ui| {
                let done = Button::danger_filled("终止鉴定").why(why.as_ref()).ui(ui).clicked();
                (done, Button::secondary("取消").ui(ui).clicked())
            },
        );
        let (pressed, cancel) = output.foot;
        if (pressed || output.finished) && why.is_none() {
            self.is_open = false;
            if let Some(reasons) = self.reasons.press(Step::Terminate, &findings) {
                self.act(view, cx, reasons);
            }
        }
        if output.closed || cancel {
            self.is_open = false;
        }
    }

    fn body(&mut self, ui: &mut Ui, cx: &PageCx<'_>, findings: &Findings) {
        let grounds = TerminationGround::ALL.map(|ground| (ground, ground.label()));
        Options::new("通则 29 条的哪一项", &mut self.ground, &grounds)
            .required()
            .below_each_other()
            .height(32.0)
            .ui(ui);
        if self.ground == Some(TerminationGround::FoundBar) {
            let aside = self
                .bar
                .and_then(|n| BARS.get(usize::from(n) - 1))
                .copied()
                .unwrap_or("超出业务范围不在其中");
            Segmented::new("十五条第几项", &mut self.bar, &BAR_NUMBERS).aside(aside).required().ui(ui);
        }
        if self.ground == Some(TerminationGround::Other) {
            Field::new("依据的法条", &mut self.article).required().ui(ui);
        }
        // Only what was written is marked; an empty field waits.
        let shown = (!self.facts.trim().is_empty()).then(|| law::on_field(findings, "facts")).flatten();
        Field::new("事实", &mut self.facts)
            .rows(2)
            .required()
            .hint("查到了什么，为什么属于这一项")
            .finding(shown.as_ref())
            .ui(ui);
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(5, |ui| {
                    Segmented::new("鉴定费用", &mut self.refunds, &[(true, "退"), (false, "不退")]).ui(ui);
                });
                row.cell(7, |ui| {
                    with_almanac(cx.now.day(), |almanac| {
                        DateField::new("请在哪天前来办", &mut self.collect_by, almanac).future().ui(ui);
                    });
                });
            });
        });
        match self.refunds {
            Some(true) => {
                AmountField::new("退费金额", &mut self.amount).required().ui(ui);
                Field::new("退费怎么算的", &mut self.refund_why).required().ui(ui);
            }
            Some(false) => {
                Field::new("为什么不退", &mut self.refund_why).required().ui(ui);
            }
            None => {}
        }
    }

    /// The draft, once its ground is chosen.
    fn draft(&self) -> Option<TerminationDraft> {
        let why = self.refund_why.trim().to_owned();
        let refund = match self.refunds? {
            true => Refund::Paid {
                fen: self.amount.and_then(|amount| u64::try_from(amount.0).ok()).unwrap_or(0),
                why,
            },
            false => Refund::Nothing { why },
        };
        Some(TerminationDraft { refund: Some(refund), ..self.without_refund()? })
    }

    fn without_refund(&self) -> Option<TerminationDraft> {
        let ground = self.ground?;
        Some(TerminationDraft {
            ground,
            bar: self.bar.filter(|_| ground == TerminationGround::FoundBar),
            facts: self.facts.trim().to_owned(),
            article: self.article.trim().to_owned(),
            refund: None,
            collect_by: self.collect_by.map(Day::from_date),
        })
    }

    fn handed_in(&self) -> Option<TerminationDraft> {
        self.draft().or_else(|| self.without_refund())
    }

    fn findings(&self, view: &CaseView, cx: &PageCx<'_>) -> Findings {
        let Some(draft) = self.handed_in() else { return Findings::default() };
        let by = cx.user().map(|user| user.name.clone()).unwrap_or_default();
        law::judged(view, cx.user(), cx.now, Step::Terminate, |file, envelope| {
            file.terminations.push(envelope.row(draft.decided(by)));
        })
    }

    fn why(&self, findings: &Findings) -> Option<Why> {
        if self.ground.is_none() {
            return Some(law::plain_why("现在还不能终止", "还没有选依据", "只能依通则 29 条的六项"));
        }
        if self.refunds == Some(true) && self.amount.is_none() {
            return Some(law::plain_why("现在还不能终止", "退费金额还没有写", "选了退费，要写退多少"));
        }
        law::why(Step::Terminate, findings)
    }

    fn act(&mut self, view: &CaseView, cx: &mut PageCx<'_>, reasons: Reasons) {
        let Some(draft) = self.handed_in() else { return };
        let request = termination::Request::Terminate { case: view.file.id, draft, reasons };
        self.asked = Some(cx.act(Action::Termination(request)));
    }
}
