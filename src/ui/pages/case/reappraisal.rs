//! 重新鉴定… (SC-2.4b, GZ-31/32, TL-33): somebody asks for one; another institution does it, or this one with a special
//! reason, other people and the director's word — never in 四川.

use crate::domain::audit::Operation;
use crate::domain::case_link::CaseLink;
use crate::domain::case_link::REAPPRAISAL_GROUNDS;
use crate::domain::case_link::ReappraisalAsked;
use crate::domain::case_link::ReappraisalWhom;
use crate::domain::rules::Findings;
use crate::domain::secret::PersonName;
use crate::domain::staff::Role;
use crate::domain::step::Step;
use crate::services::case_link;
use crate::services::case_view::CaseView;
use crate::services::request::Action;
use crate::services::request::Outcome;
use crate::services::request::Reasons;
use crate::ui::components::button::Button;
use crate::ui::components::field::Field;
use crate::ui::components::finding::finding_line;
use crate::ui::components::modal::Modal;
use crate::ui::components::segmented::Segmented;
use crate::ui::components::why_panel::Why;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::law;
use crate::ui::pages::IntakeStep;
use crate::ui::pages::Route;
use crate::ui::pages::intake::ask;
use crate::ui::pages::intake::ask::Choice;
use egui::Context;
use egui::Ui;

/// The dialog and what was typed into it.
#[derive(Default)]
pub struct ReappraisalDialog {
    is_open: bool,
    by: String,
    ground: String,
    /// By this institution itself.
    ourselves: Option<bool>,
    institution: String,
    special_reason: String,
    handed_over: String,
    asked: Option<Ticket>,
}

impl ReappraisalDialog {
    /// Opens it; what was typed before stays.
    pub fn open(&mut self) {
        self.is_open = true;
    }

    /// Draws it, when it is open; goes to the new case where one was opened.
    pub fn ui(&mut self, ctx: &Context, view: &CaseView, cx: &mut PageCx<'_>) {
        if let Some(Ok(Outcome::Done { case: Some(case), .. })) = cx.take_if(&mut self.asked) {
            *self = Self::default();
            if case != view.file.id {
                cx.go(Route::Intake { case: Some(case), step: IntakeStep::Reception });
            }
        }
        if !self.is_open {
            return;
        }
        let findings = self.findings(view, cx);
        let why = law::not_yours(cx.user(), Operation::LinkCase)
            .or_else(|| self.why(cx))
            .or_else(|| law::why(Step::Reappraise, &findings));
        let word = if self.ourselves == Some(true) { "建重新鉴定案" } else { "登记" };
        let output = Modal::new("重新鉴定").words("登记以后配合调取材料").show(
            ctx,
            |ui| self.body(ui, &findings),
            |ui| {
                let done = Button::primary(word).why(why.as_ref()).ui(ui).clicked();
                (done, Button::secondary("取消").ui(ui).clicked())
            },
        );
        let (pressed, cancel) = output.foot;
        if let (true, None, Some(asked)) = (pressed || output.finished, &why, self.asked(cx)) {
            let (case, reasons, asked) = (view.file.id, Reasons::new(), Box::new(asked));
            let request = case_link::Request::AskReappraisal { case, asked, reasons };
            self.asked = Some(cx.act(Action::CaseLink(request)));
            self.is_open = false;
        }
        if output.closed || cancel {
            self.is_open = false;
        }
    }

    fn body(&mut self, ui: &mut Ui, findings: &Findings) {
        Field::new("谁申请的", &mut self.by).required().ui(ui);
        let look = Choice {
            required: true, hint: "通则 31 条的哪一项，或双方达成一致", ..Choice::default()
        };
        ask::suggested(ui, "依据", &mut self.ground, &REAPPRAISAL_GROUNDS, look);
        let whom = law::on_field(findings, "whom");
        let answers = [(false, "另一机构"), (true, "本机构")];
        Segmented::new("由谁重新鉴定", &mut self.ourselves, &answers)
            .required()
            .finding(whom.as_ref())
            .ui(ui);
        match self.ourselves {
            Some(true) => {
                Field::new("由本机构再做的特殊原因", &mut self.special_reason).required().rows(2).ui(ui);
            }
            Some(false) => {
                Field::new("受托机构", &mut self.institution).hint("还不知道的空着").ui(ui);
            }
            None => {}
        }
        Field::new("调取、交付的材料", &mut self.handed_over).hint("交给谁，什么材料").ui(ui);
        if let Some(line) = law::on_field(findings, "special_reason")
            && !self.special_reason.trim().is_empty()
        {
            finding_line(ui, &line);
        }
    }

    fn asked(&self, cx: &PageCx<'_>) -> Option<ReappraisalAsked> {
        let whom = match self.ourselves? {
            true => ReappraisalWhom::Ourselves { special_reason: self.special_reason.trim().to_owned() },
            false => ReappraisalWhom::Another { name: self.institution.trim().to_owned() },
        };
        Some(ReappraisalAsked {
            by: PersonName::new(&self.by),
            on: cx.now.day(),
            ground: self.ground.trim().to_owned(),
            whom,
            handed_over: self.handed_over.trim().to_owned(),
        })
    }

    fn findings(&self, view: &CaseView, cx: &PageCx<'_>) -> Findings {
        let Some(asked) = self.asked(cx) else { return Findings::default() };
        law::judged(view, cx.user(), cx.now, Step::Reappraise, |file, envelope| {
            file.links.push(envelope.row(CaseLink::ReappraisalAsked(asked)));
        })
    }

    fn why(&self, cx: &PageCx<'_>) -> Option<Why> {
        let missing = |fact: &str, reason: &str| Some(law::plain_why("现在还不能登记", fact, reason));
        if self.by.trim().is_empty() {
            return missing("谁申请的还没有写", "写申请人或办案机关");
        }
        if self.ground.trim().is_empty() {
            return missing("依据还没有写", "通则 31 条的情形，或双方达成一致");
        }
        match self.ourselves {
            None => missing("由谁重新鉴定还没有选", "一般由另一机构做"),
            Some(true) if !cx.user().is_some_and(|user| user.has(Role::Director)) => {
                missing("由本机构再做要负责人决定", "请负责人来登记")
            }
            Some(_) => None,
        }
    }
}
