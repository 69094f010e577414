//! 中止鉴定… and 恢复鉴定… (F-18): why, by which local rule, until what; that the time limit runs on is said before the
//! button. Shown to everybody, open only where the institution switched it on.

use crate::domain::moment::Day;
use crate::domain::rules::Findings;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetRef;
use crate::domain::step::Step;
use crate::domain::suspension::CLOCK_GOES_ON;
use crate::services::case_view::CaseView;
use crate::services::request::Action;
use crate::services::request::Outcome;
use crate::services::request::Reasons;
use crate::services::suspension;
use crate::services::suspension::SuspensionDraft;
use crate::ui::almanac::with_almanac;
use crate::ui::components::button::Button;
use crate::ui::components::date_field::DateField;
use crate::ui::components::field::Field;
use crate::ui::components::modal::Modal;
use crate::ui::components::why_panel::Why;
use crate::ui::components::words::fact;
use crate::ui::components::words::words;
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
pub struct SuspensionDialog {
    is_open: bool,
    facts: String,
    rule: String,
    until: String,
    from: Option<NaiveDate>,
    resumed_on: Option<NaiveDate>,
    why: String,
    reasons: ReasonQuestion,
    asked: Option<Ticket>,
    /// What was asked was a suspension: its notice comes next.
    leads_to_notice: bool,
}

impl SuspensionDialog {
    /// Opens it; what was typed before stays.
    pub fn open(&mut self, view: &CaseView) {
        self.is_open = true;
        let today = view.now.day().date();
        self.from = self.from.or(Some(today));
        self.resumed_on = self.resumed_on.or(Some(today));
        if self.rule.is_empty() {
            // An institution has one such rule: what it rested on before is what it rests on.
            let former = view.file.latest(&view.file.suspensions);
            self.rule = former.map_or_else(String::new, |row| row.body.rule.clone());
        }
    }

    /// Draws it, when it is open.
    pub fn ui(&mut self, ctx: &Context, view: &CaseView, cx: &mut PageCx<'_>) {
        if let Some(Ok(Outcome::Done { made, .. })) = cx.take_if(&mut self.asked) {
            let about = made.filter(|_| self.leads_to_notice);
            *self = Self::default();
            if about.is_some() {
                cx.go(Route::Sheet(SheetRef::of_case(FormNo::F18, view.file.id, about)));
            }
        }
        let findings = self.findings(view, cx);
        if let Some(reasons) = self.reasons.ui(ctx, Step::Suspend, &findings) {
            self.suspend(view, cx, reasons);
        }
        if !self.is_open {
            return;
        }
        if view.file.suspended().is_some() {
            self.resume_ui(ctx, view, cx);
        } else {
            self.suspend_ui(ctx, view, cx, &findings);
        }
    }

    fn suspend_ui(&mut self, ctx: &Context, view: &CaseView, cx: &mut PageCx<'_>, findings: &Findings) {
        let why = law::why(Step::Suspend, findings);
        let output = Modal::new("中止鉴定").words("书面通知委托人").show(
            ctx,
            |ui| self.suspend_body(ui, view, cx, findings),
            |ui| {
                let done = Button::danger_filled("中止鉴定").why(why.as_ref()).ui(ui).clicked();
                (done, Button::secondary("取消").ui(ui).clicked())
            },
        );
        let (pressed, cancel) = output.foot;
        if (pressed || output.finished) && why.is_none() {
            self.is_open = false;
            if let Some(reasons) = self.reasons.press(Step::Suspend, findings) {
                self.suspend(view, cx, reasons);
            }
        }
        if output.closed || cancel {
            self.is_open = false;
        }
    }

    fn suspend_body(&mut self, ui: &mut Ui, view: &CaseView, cx: &PageCx<'_>, findings: &Findings) {
        let until = view.deadline.as_ref().map_or_else(String::new, |d| format!("，截止日仍是 {}", d.on));
        words(ui, &format!("{CLOCK_GOES_ON}{until}"));
        Field::new("依据的规定", &mut self.rule)
            .required()
            .hint("哪一部规定的哪一条，例如《某省司法鉴定管理条例》第几条")
            .ui(ui);
        let shown = (!self.facts.trim().is_empty()).then(|| law::on_field(findings, "facts")).flatten();
        Field::new("中止的原因", &mut self.facts).rows(2).required().finding(shown.as_ref()).ui(ui);
        Field::new("什么情形恢复", &mut self.until).required().hint("例如：收到医疗终结的证明").ui(ui);
        with_almanac(cx.now.day(), |almanac| {
            DateField::new("从哪天起", &mut self.from, almanac).required().ui(ui);
        });
    }

    fn resume_ui(&mut self, ctx: &Context, view: &CaseView, cx: &mut PageCx<'_>) {
        let why = self.resume_why();
        let output = Modal::new("恢复鉴定").show(
            ctx,
            |ui| {
                if let Some(row) = view.file.suspended() {
                    fact(ui, "中止", &format!("从 {} 起，{}", row.body.from, row.body.facts));
                    fact(ui, "恢复的条件", &row.body.until);
                }
                with_almanac(cx.now.day(), |almanac| {
                    DateField::new("哪天恢复", &mut self.resumed_on, almanac).past().required().ui(ui);
                });
                Field::new("因为什么恢复", &mut self.why).rows(2).required().ui(ui);
            },
            |ui| {
                let done = Button::primary("恢复鉴定").why(why.as_ref()).ui(ui).clicked();
                (done, Button::secondary("取消").ui(ui).clicked())
            },
        );
        let (pressed, cancel) = output.foot;
        if (pressed || output.finished)
            && why.is_none()
            && let Some(on) = self.resumed_on
        {
            self.is_open = false;
            self.leads_to_notice = false;
            let (case, why) = (view.file.id, self.why.trim().to_owned());
            let request = suspension::Request::Resume { case, resumed_on: Day::from_date(on), why };
            self.asked = Some(cx.act(Action::Suspension(request)));
        }
        if output.closed || cancel {
            self.is_open = false;
        }
    }

    fn resume_why(&self) -> Option<Why> {
        let fact = if self.resumed_on.is_none() {
            "还没有写哪天恢复"
        } else if self.why.trim().is_empty() {
            "还没有写因为什么恢复"
        } else {
            return None;
        };
        Some(law::plain_why("现在还不能记", fact, "恢复的日子和原因随卷"))
    }

    fn draft(&self) -> Option<SuspensionDraft> {
        Some(SuspensionDraft {
            facts: self.facts.trim().to_owned(),
            rule: self.rule.trim().to_owned(),
            until: self.until.trim().to_owned(),
            from: Day::from_date(self.from?),
        })
    }

    fn findings(&self, view: &CaseView, cx: &PageCx<'_>) -> Findings {
        let Some(draft) = self.draft().filter(|_| self.is_open) else { return Findings::default() };
        let by = cx.user().map(|user| user.name.clone()).unwrap_or_default();
        law::judged(view, cx.user(), cx.now, Step::Suspend, |file, envelope| {
            file.suspensions.push(envelope.row(draft.decided(by)));
        })
    }

    fn suspend(&mut self, view: &CaseView, cx: &mut PageCx<'_>, reasons: Reasons) {
        let Some(draft) = self.draft() else { return };
        self.leads_to_notice = true;
        let request = suspension::Request::Suspend { case: view.file.id, draft, reasons };
        self.asked = Some(cx.act(Action::Suspension(request)));
    }
}
