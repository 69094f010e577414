//! 回避… (F-24): applications in writing, what the director decides, and who takes the place.
//!
//! One dialog with three faces: the list, an application, a substitution. Applications at the door are in it too.

use crate::domain::audit::Operation;
use crate::domain::commission::Decision;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::UserId;
use crate::domain::recusal::Applicant;
use crate::domain::recusal::Application;
use crate::domain::recusal::RecusalRequest;
use crate::domain::review::CONFLICT_QUESTIONS;
use crate::domain::rules::Findings;
use crate::domain::secret::PersonName;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetRef;
use crate::domain::step::Step;
use crate::services::case_view::CaseView;
use crate::services::recusal;
use crate::services::recusal::SubstituteDraft;
use crate::services::request::Action;
use crate::services::request::Outcome;
use crate::services::request::Reasons;
use crate::ui::components::button::Button;
use crate::ui::components::field::Field;
use crate::ui::components::modal::Modal;
use crate::ui::components::option::Options;
use crate::ui::components::segmented::Segmented;
use crate::ui::components::why_panel::Why;
use crate::ui::components::words::words;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::law;
use crate::ui::pages::Route;
use egui::Context;
use egui::Ui;

/// Which face is shown.
#[derive(Default)]
enum Face {
    #[default]
    Closed,
    List,
    Apply,
    Decide {
        application: EvidenceId,
        granted: bool,
    },
    Substitute {
        application: EvidenceId,
    },
}

/// The dialog and what was typed into it.
#[derive(Default)]
pub struct RecusalDialog {
    face: Face,
    by: Option<Applicant>,
    applicant: String,
    against: Option<UserId>,
    question: Option<Option<u8>>,
    facts: String,
    materials: String,
    reason: String,
    comes: Option<UserId>,
    answers: [Option<bool>; 4],
    asked: Option<Ticket>,
}

impl RecusalDialog {
    /// Opens it: the list, or a first application where there is none.
    pub fn open(&mut self, view: &CaseView) {
        self.face = if view.file.recusal_applications().is_empty() { Face::Apply } else { Face::List };
        if self.applicant.is_empty() {
            self.applicant = view.file.intake.client_names();
        }
    }

    /// Draws it, when it is open.
    pub fn ui(&mut self, ctx: &Context, view: &CaseView, cx: &mut PageCx<'_>) {
        if let Some(Ok(Outcome::Done { .. })) = cx.take_if(&mut self.asked) {
            *self = Self { face: Face::List, ..Self::default() };
            self.applicant = view.file.intake.client_names();
        }
        match self.face {
            Face::Closed => {}
            Face::List => self.list_ui(ctx, view, cx),
            Face::Apply => self.apply_ui(ctx, view, cx),
            Face::Decide { application, granted } => self.decide_ui(ctx, view, cx, application, granted),
            Face::Substitute { application } => self.substitute_ui(ctx, view, cx, application),
        }
    }

    fn list_ui(&mut self, ctx: &Context, view: &CaseView, cx: &mut PageCx<'_>) {
        let applications = view.file.recusal_applications();
        let mut next = None;
        let apply_why = law::not_yours(cx.user(), Operation::RequestRecusal);
        let output = Modal::new("回避").words("由负责人决定").show(
            ctx,
            |ui| {
                for application in &applications {
                    if let Some(face) = application_ui(ui, view, cx, application) {
                        next = Some(face);
                    }
                }
            },
            |ui| {
                let again = Button::primary("再登记一次申请").why(apply_why.as_ref()).ui(ui).clicked();
                (again, Button::secondary("关闭").ui(ui).clicked())
            },
        );
        let (again, close) = output.foot;
        if again {
            next = Some(Face::Apply);
        }
        if output.closed || close {
            next = Some(Face::Closed);
        }
        if let Some(next) = next {
            self.face = next;
        }
    }

    fn apply_ui(&mut self, ctx: &Context, view: &CaseView, cx: &mut PageCx<'_>) {
        let people = assigned(view);
        let answers: Vec<(UserId, &str)> = people.iter().map(|(id, name)| (*id, name.as_str())).collect();
        let why = law::not_yours(cx.user(), Operation::RequestRecusal).or_else(|| self.apply_why());
        let output = Modal::new("回避申请").words("由负责人决定").show(
            ctx,
            |ui| {
                let by = Applicant::ALL.map(|by| (by, by.label()));
                Segmented::new("怎么提出的", &mut self.by, &by).required().ui(ui);
                Field::new("申请人", &mut self.applicant).required().ui(ui);
                Options::new("申请谁回避", &mut self.against, &answers).required().ui(ui);
                let kinds: Vec<(Option<u8>, &str)> = (0..)
                    .map(Some)
                    .zip(CONFLICT_QUESTIONS)
                    .chain([(None, "其他可能影响公正的情形")])
                    .collect();
                Options::new("属于哪一种", &mut self.question, &kinds).below_each_other().height(28.0).ui(ui);
                Field::new("事由", &mut self.facts)
                    .rows(2)
                    .required()
                    .hint("有什么利害关系，或参加过哪次鉴定、咨询、质证")
                    .ui(ui);
                Field::new("提交的材料", &mut self.materials).hint("交了什么就写什么，没有不写").ui(ui);
            },
            |ui| {
                let done = Button::primary("记下申请").why(why.as_ref()).ui(ui).clicked();
                (done, Button::secondary("取消").ui(ui).clicked())
            },
        );
        let (pressed, cancel) = output.foot;
        if (pressed || output.finished)
            && why.is_none()
            && let (Some(by), Some(against)) = (self.by, self.against)
        {
            let request = RecusalRequest {
                applicant: PersonName::new(self.applicant.trim()),
                by,
                against,
                question: self.question.flatten(),
                facts: self.facts.trim().to_owned(),
                materials: self.materials.trim().to_owned(),
            };
            let request = recusal::Request::Apply { case: view.file.id, request };
            self.asked = Some(cx.act(Action::Recusal(request)));
        }
        if output.closed || cancel {
            self.face = Face::Closed;
        }
    }

    fn apply_why(&self) -> Option<Why> {
        let fact = if self.by.is_none() {
            "还没有选怎么提出的"
        } else if self.applicant.trim().is_empty() {
            "申请人还没有写"
        } else if self.against.is_none() {
            "还没有选申请谁回避"
        } else if self.facts.trim().is_empty() {
            "事由还没有写"
        } else {
            return None;
        };
        Some(law::plain_why("现在还不能记", fact, "照本人说的记，由负责人决定"))
    }

    fn decide_ui(
        &mut self,
        ctx: &Context,
        view: &CaseView,
        cx: &mut PageCx<'_>,
        application: EvidenceId,
        granted: bool,
    ) {
        let title = if granted { "准予回避" } else { "不予回避" };
        let reason = self.reason.trim().to_owned();
        let decision = Decision::Recusal { inquiry: application, granted, reason: reason.clone() };
        let findings = law::judged(view, cx.user(), cx.now, Step::DecideRecusal, |file, envelope| {
            file.decisions.push(envelope.row(decision));
        });
        let why = law::why(Step::DecideRecusal, &findings);
        let note = if granted {
            "准予以后换人，重新亮证"
        } else {
            "书面告知申请人；委托人可以撤销委托"
        };
        let output = Modal::new(title).words(note).show(
            ctx,
            |ui| {
                if let Some(found) = view.file.recusal_applications().iter().find(|one| one.id == application)
                {
                    words(ui, &sentence(view, found));
                }
                Field::new("决定理由", &mut self.reason).required().rows(2).ui(ui);
            },
            |ui| {
                let done = Button::primary(title).why(why.as_ref()).ui(ui).clicked();
                (done, Button::secondary("取消").ui(ui).clicked())
            },
        );
        let (pressed, cancel) = output.foot;
        if (pressed || output.finished) && why.is_none() {
            let (case, reasons) = (view.file.id, Reasons::new());
            let request = recusal::Request::Decide { case, application, granted, reason, reasons };
            self.asked = Some(cx.act(Action::Recusal(request)));
        }
        if output.closed || cancel {
            self.face = Face::List;
        }
    }

    fn substitute_ui(
        &mut self,
        ctx: &Context,
        view: &CaseView,
        cx: &mut PageCx<'_>,
        application: EvidenceId,
    ) {
        let free = free_appraisers(view);
        let answers: Vec<(UserId, &str)> = free.iter().map(|(id, name)| (*id, name.as_str())).collect();
        let draft = SubstituteDraft { application, comes: self.comes, answers: self.answers };
        let findings = self.substituted(view, cx, &draft);
        let why = match self.comes {
            None => Some(law::plain_why("现在还不能换人", "还没有选谁来", "同一事项须有二名以上鉴定人")),
            Some(_) => law::why(Step::Substitute, &findings),
        };
        let output = Modal::new("换人").words("换来的人答回避四问，重新亮证").show(
            ctx,
            |ui| {
                if answers.is_empty() {
                    words(ui, "名录里没有别的鉴定人可以换：先到名录登记，换不了的请委托人另选机构");
                }
                Options::new("换谁来", &mut self.comes, &answers)
                    .required()
                    .below_each_other()
                    .height(32.0)
                    .ui(ui);
                for (question, answer) in CONFLICT_QUESTIONS.iter().zip(&mut self.answers) {
                    Segmented::new(question, answer, &[(false, "否"), (true, "是")]).required().ui(ui);
                }
            },
            |ui| {
                let done = Button::primary("换人").why(why.as_ref()).ui(ui).clicked();
                (done, Button::secondary("取消").ui(ui).clicked())
            },
        );
        let (pressed, cancel) = output.foot;
        if (pressed || output.finished) && why.is_none() {
            let (case, reasons) = (view.file.id, Reasons::new());
            self.asked = Some(cx.act(Action::Recusal(recusal::Request::Substitute { case, draft, reasons })));
        }
        if output.closed || cancel {
            self.face = Face::List;
        }
    }

    /// What the law would say of the new people.
    fn substituted(&self, view: &CaseView, cx: &PageCx<'_>, draft: &SubstituteDraft) -> Findings {
        law::judged(view, cx.user(), cx.now, Step::Substitute, |file, envelope| {
            let leaves = file.recusal_applications().into_iter().find(|one| one.id == draft.application);
            let (Some(leaves), Some(comes)) = (leaves, draft.comes) else { return };
            let mut assignment = file.assignment().cloned().unwrap_or_default();
            for people in [&mut assignment.appraisers, &mut assignment.assistants] {
                for who in people.iter_mut().filter(|who| **who == leaves.against) {
                    *who = comes;
                }
            }
            let declaration = recusal::declaration(comes, draft.answers);
            file.assignments.push(envelope.row(assignment));
            file.conflicts.push(envelope.row(declaration));
        })
    }
}

/// One application: what it says, and what can be done about it.
fn application_ui(
    ui: &mut Ui,
    view: &CaseView,
    cx: &mut PageCx<'_>,
    application: &Application,
) -> Option<Face> {
    words(ui, &sentence(view, application));
    let mut next = None;
    ui.horizontal(|ui| {
        next = decision_ui(ui, view, cx, application);
        if Button::quiet("打印申请及决定书").ui(ui).clicked() {
            cx.go(Route::Sheet(SheetRef::of_case(FormNo::F24, view.file.id, Some(application.id))));
            next = Some(Face::Closed);
        }
    });
    next
}

/// What can be decided about an application now.
fn decision_ui(ui: &mut Ui, view: &CaseView, cx: &PageCx<'_>, application: &Application) -> Option<Face> {
    let id = application.id;
    let mut next = None;
    match &application.decided {
        None => {
            let why = law::not_yours(cx.user(), Operation::DecideRecusal);
            for (granted, word) in [(true, "准予回避…"), (false, "不予回避…")] {
                if Button::secondary(word).why(why.as_ref()).ui(ui).clicked() {
                    next = Some(Face::Decide { application: id, granted });
                }
            }
        }
        Some(decided) if decided.granted && is_assigned(view, application.against) => {
            let why = law::not_yours(cx.user(), Operation::Substitute);
            if Button::secondary("换人…").why(why.as_ref()).ui(ui).clicked() {
                next = Some(Face::Substitute { application: id });
            }
        }
        Some(_) => {}
    }
    next
}

/// 「䶮㛃𬱖申请陆怀瑾回避：曾为对方出具意见。不予回避：……」
fn sentence(view: &CaseView, application: &Application) -> String {
    let whom = name(view, application.against);
    let said = format!("{}申请{whom}回避：{}", application.applicant, application.ground);
    match &application.decided {
        None => said,
        Some(decided) => {
            let word = if decided.granted { "准予回避" } else { "不予回避" };
            format!("{said}。{word}：{}", decided.reason)
        }
    }
}

fn name(view: &CaseView, who: UserId) -> String {
    view.member(who).map_or_else(|| "一名工作人员".to_owned(), |member| member.name.as_str().to_owned())
}

fn is_assigned(view: &CaseView, who: UserId) -> bool {
    view.file.assignment().is_some_and(|a| a.appraisers.contains(&who) || a.assistants.contains(&who))
}

/// Everyone of the case who can be asked to step back, the director too.
fn assigned(view: &CaseView) -> Vec<(UserId, String)> {
    use crate::domain::staff::Role;
    let directors = view.staff.iter().filter(|member| member.active && member.has(Role::Director));
    let ids = view.file.assignment().map(|a| [a.appraisers.clone(), a.assistants.clone()].concat());
    let mut all: Vec<UserId> = ids.unwrap_or_default();
    all.extend(directors.map(|member| member.id));
    all.dedup();
    all.into_iter().map(|id| (id, name(view, id))).collect()
}

/// Appraisers who are not in the case.
fn free_appraisers(view: &CaseView) -> Vec<(UserId, String)> {
    use crate::domain::staff::Role;
    let free = view.staff.iter().filter(|member| member.active && member.has(Role::Appraiser));
    let free = free.filter(|member| !is_assigned(view, member.id));
    free.map(|member| (member.id, member.name.as_str().to_owned())).collect()
}
