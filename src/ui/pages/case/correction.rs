//! 补正… (F-21, GZ-41, TL-31): an appraiser of the case proposes, the director decides; the opinion itself is out of reach.

use crate::domain::audit::Operation;
use crate::domain::correction::CorrectionItem;
use crate::domain::correction::Flaw;
use crate::domain::correction::OpinionCorrection;
use crate::domain::evidence::Recorded;
use crate::domain::ids::UserId;
use crate::domain::opinion::Section;
use crate::domain::rules::Findings;
use crate::domain::step::Step;
use crate::domain::word_diff::diff;
use crate::services::case_view::CaseView;
use crate::services::correction;
use crate::services::correction::CorrectionDraft;
use crate::services::request::Action;
use crate::services::request::Outcome;
use crate::services::request::Reasons;
use crate::ui::components::button::Button;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::field::Field;
use crate::ui::components::finding::finding_line;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::modal::Modal;
use crate::ui::components::option::Options;
use crate::ui::components::why_panel::Why;
use crate::ui::components::words::words;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::law;
use crate::ui::pages::intake::ask;
use crate::ui::pages::intake::ask::Choice;
use crate::ui::pages::opinion::versions::pieces_ui;
use egui::Context;
use egui::Ui;

/// The dialog and what was typed into it.
#[derive(Default)]
pub struct CorrectionDialog {
    is_open: bool,
    flaw: Option<Flaw>,
    section: Option<Section>,
    place: String,
    before: String,
    after: String,
    why: String,
    signs: Option<UserId>,
    makes_sheet: bool,
    note: String,
    asked: Option<Ticket>,
}

impl CorrectionDialog {
    /// Opens it; what was typed before stays.
    pub fn open(&mut self) {
        self.is_open = true;
    }

    /// Draws it, when it is open: the director's question while one waits for an answer, else the form.
    pub fn ui(&mut self, ctx: &Context, view: &CaseView, cx: &mut PageCx<'_>) {
        if let Some(Ok(Outcome::Done { .. })) = cx.take_if(&mut self.asked) {
            *self = Self::default();
        }
        if !self.is_open {
            return;
        }
        let waiting = view.file.corrections_now().find(|row| row.body.approval.is_none());
        match waiting.filter(|_| law::not_yours(cx.user(), Operation::ApproveCorrection).is_none()) {
            Some(row) => self.decide_ui(ctx, view, row, cx),
            None => self.propose_ui(ctx, view, cx),
        }
    }

    fn propose_ui(&mut self, ctx: &Context, view: &CaseView, cx: &mut PageCx<'_>) {
        let findings = self.findings(view, cx);
        let why = law::not_yours(cx.user(), Operation::CorrectOpinion)
            .or_else(|| self.why(view, cx))
            .or_else(|| law::why(Step::CorrectOpinion, &findings));
        let output = Modal::new("补正意见书").words("批准以后送达收到原件的每一方").show(
            ctx,
            |ui| self.body(ui, view, &findings),
            |ui| {
                let done = Button::primary("提出补正").why(why.as_ref()).ui(ui).clicked();
                (done, Button::secondary("取消").ui(ui).clicked())
            },
        );
        let (pressed, cancel) = output.foot;
        if (pressed || output.finished) && why.is_none() {
            let request = correction::Request::Propose {
                case: view.file.id,
                draft: Box::new(self.draft()),
                reasons: Reasons::new(),
            };
            self.asked = Some(cx.act(Action::Correction(request)));
            self.is_open = false;
        }
        if output.closed || cancel {
            self.is_open = false;
        }
    }

    fn body(&mut self, ui: &mut Ui, view: &CaseView, findings: &Findings) {
        let flaws = Flaw::ALL.map(|flaw| (flaw, flaw.label()));
        Options::new("哪一种瑕疵", &mut self.flaw, &flaws).required().below_each_other().height(32.0).ui(ui);
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(6, |ui| {
                    let sections = Section::ALL.map(|section| (section, section.label()));
                    let look = Choice { hint: "封面、签名、印章的不选", ..Choice::default() };
                    ask::choice(ui, "在哪一节", &mut self.section, &sections, look)
                });
                row.cell(6, |ui| {
                    Field::new("位置", &mut self.place).required().hint("第 3 页第 2 行").ui(ui);
                });
            });
            grid.row(|row| {
                row.cell(6, |ui| {
                    Field::new("原文", &mut self.before).hint("照意见书一字不差").ui(ui);
                });
                row.cell(6, |ui| {
                    Field::new("改为", &mut self.after).ui(ui);
                });
            });
            grid.row(|row| {
                row.cell(7, |ui| {
                    Field::new("补正理由", &mut self.why).required().ui(ui);
                });
                row.cell(5, |ui| {
                    let names = appraisers(view);
                    let names: Vec<(UserId, &str)> =
                        names.iter().map(|(id, name)| (*id, name.as_str())).collect();
                    let look = Choice { required: true, ..Choice::default() };
                    ask::choice(ui, "在补正处签名的鉴定人", &mut self.signs, &names, look)
                });
            });
        });
        if !self.before.is_empty() || !self.after.is_empty() {
            pieces_ui(ui, &diff(&self.before, &self.after));
        }
        Checkbox::new("另出补正书", &mut self.makes_sheet).ui(ui);
        let is_typed = !self.before.trim().is_empty() || self.section == Some(Section::Opinion);
        if let Some(line) = is_typed.then(|| law::on_field(findings, "items")).flatten() {
            finding_line(ui, &line);
        }
    }

    fn decide_ui(
        &mut self,
        ctx: &Context,
        view: &CaseView,
        row: &Recorded<OpinionCorrection>,
        cx: &mut PageCx<'_>,
    ) {
        let refuse_why =
            self.note.trim().is_empty().then(|| {
                law::plain_why("现在还不能不批准", "不批准的原因还没有写", "写明原因，提出的人看得到")
            });
        let output = Modal::new("批准补正").words("补正不得改变鉴定意见的原意").show(
            ctx,
            |ui| {
                for item in &row.body.items {
                    let section = item.section.map_or("封面、签名、印章", |section| section.label());
                    words(ui, &format!("{section}，{}，{}", item.place, item.flaw.label()));
                    pieces_ui(ui, &diff(&item.before, &item.after));
                    words(ui, &item.why);
                }
                Field::new("不批准的原因", &mut self.note).ui(ui);
            },
            |ui| {
                let granted = Button::primary("批准").ui(ui).clicked();
                (granted, Button::danger("不批准").why(refuse_why.as_ref()).ui(ui).clicked())
            },
        );
        let (granted, refused) = output.foot;
        if granted || refused || output.finished {
            let request = correction::Request::Decide {
                case: view.file.id,
                correction: row.id,
                granted: !refused,
                note: self.note.clone(),
            };
            self.asked = Some(cx.act(Action::Correction(request)));
            self.is_open = false;
        }
        if output.closed {
            self.is_open = false;
        }
    }

    fn draft(&self) -> CorrectionDraft {
        let item = self.flaw.map(|flaw| CorrectionItem {
            flaw,
            section: self.section,
            place: self.place.trim().to_owned(),
            before: self.before.clone(),
            after: self.after.clone(),
            why: self.why.trim().to_owned(),
        });
        CorrectionDraft {
            items: item.into_iter().collect(),
            signed_by: self.signs.into_iter().collect(),
            makes_sheet: self.makes_sheet,
        }
    }

    fn findings(&self, view: &CaseView, cx: &PageCx<'_>) -> Findings {
        let Some(issued) = view.file.issuance() else { return Findings::default() };
        let made = self.draft().correction(issued.body.draft);
        law::judged(view, cx.user(), cx.now, Step::CorrectOpinion, |file, envelope| {
            file.corrections.push(envelope.row(made));
        })
    }

    fn why(&self, view: &CaseView, cx: &PageCx<'_>) -> Option<Why> {
        if view.file.corrections_now().any(|row| row.body.approval.is_none()) {
            return Some(law::plain_why("现在还不能提", "前一次补正还没有负责人的决定", "请负责人先批"));
        }
        let is_of_case = cx.user().is_some_and(|user| appraisers(view).iter().any(|(id, _)| *id == user.id));
        if !is_of_case {
            return Some(law::plain_why("补正由本案鉴定人提", "您不是本案鉴定人", "请本案鉴定人来提"));
        }
        self.flaw.is_none().then(|| {
            law::plain_why("现在还不能提", "还没有选哪一种瑕疵", "只有三种瑕疵可以补正，别的走补充或重新鉴定")
        })
    }
}

fn appraisers(view: &CaseView) -> Vec<(UserId, String)> {
    let ids = view.file.assignment().map(|assignment| assignment.appraisers.clone()).unwrap_or_default();
    let member = |id: UserId| view.member(id).map(|member| (id, member.name.as_str().to_owned()));
    ids.into_iter().filter_map(member).collect()
}
