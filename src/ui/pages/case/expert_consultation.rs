//! 专家咨询… (F-26; GZ-33): who was asked what, the signed answer, and what the appraisers made of it.
//!
//! One dialog with two faces: what is kept, and one consultation. A question may wait for its answer.

use crate::domain::audit::Operation;
use crate::domain::evidence::Recorded;
use crate::domain::expert_consultation::Adoption;
use crate::domain::expert_consultation::ExpertConsultation;
use crate::domain::ids::EvidenceId;
use crate::domain::moment::Day;
use crate::domain::secret::PersonName;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetRef;
use crate::domain::signature::Manner;
use crate::services::case_view::CaseView;
use crate::services::expert_consultation;
use crate::services::request::Action;
use crate::services::request::Outcome;
use crate::ui::almanac::with_almanac;
use crate::ui::components::button::Button;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::date_field::DateField;
use crate::ui::components::field::Field;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::modal::Modal;
use crate::ui::components::segmented::Segmented;
use crate::ui::components::why_panel::Why;
use crate::ui::components::words::words;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::law;
use crate::ui::pages::Route;
use chrono::NaiveDate;
use egui::Context;
use egui::Ui;

/// Which face is shown.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Face {
    #[default]
    Closed,
    Kept,
    One(Option<EvidenceId>),
}

/// The dialog and what was typed into it.
#[derive(Default)]
pub struct ExpertConsultationDialog {
    face: Face,
    expert: String,
    unit: String,
    field: String,
    title: String,
    asked_on: Option<NaiveDate>,
    question: String,
    opinion: String,
    answered_on: Option<NaiveDate>,
    is_signed: bool,
    adoption: Option<Adoption>,
    adoption_reason: String,
    asked: Option<Ticket>,
}

impl ExpertConsultationDialog {
    /// Opens it: what is kept, or a first question.
    pub fn open(&mut self, view: &CaseView) {
        let is_kept = view.file.current(&view.file.consultations).next().is_some();
        self.face = if is_kept { Face::Kept } else { Face::One(None) };
        self.asked_on = self.asked_on.or_else(|| Some(view.now.day().date()));
    }

    /// Draws it, when it is open.
    pub fn ui(&mut self, ctx: &Context, view: &CaseView, cx: &mut PageCx<'_>) {
        if let Some(Ok(Outcome::Done { .. })) = cx.take_if(&mut self.asked) {
            *self = Self::default();
        }
        match self.face {
            Face::Closed => {}
            Face::Kept => self.kept_ui(ctx, view, cx),
            Face::One(former) => self.one_ui(ctx, view, cx, former),
        }
    }

    fn kept_ui(&mut self, ctx: &Context, view: &CaseView, cx: &mut PageCx<'_>) {
        let why = law::not_yours(cx.user(), Operation::ConsultExpert);
        let mut next = None;
        let mut printed = None;
        let output = Modal::new("专家咨询").words("最终意见由本机构鉴定人出具").show(
            ctx,
            |ui| {
                for (n, row) in view.file.current(&view.file.consultations).enumerate() {
                    words(ui, &sentence(&row.body));
                    let name = format!("补记第 {} 次咨询", n + 1);
                    let button = Button::secondary("补记答复、采纳…").name(&name).why(why.as_ref());
                    ui.horizontal(|ui| {
                        if button.ui(ui).clicked() {
                            next = Some(row.clone());
                        }
                        let name = format!("打印第 {} 次咨询的记录", n + 1);
                        if Button::quiet("打印").name(&name).ui(ui).clicked() {
                            printed = Some(row.id);
                        }
                    });
                }
            },
            |ui| {
                let again = Button::primary("再咨询一次").why(why.as_ref()).ui(ui).clicked();
                (again, Button::secondary("关闭").ui(ui).clicked())
            },
        );
        let (again, close) = output.foot;
        if let Some(row) = printed {
            self.face = Face::Closed;
            cx.go(Route::Sheet(SheetRef::of_case(FormNo::F26, view.file.id, Some(row))));
            return;
        }
        if let Some(row) = next {
            self.fill(&row);
        }
        if again {
            *self = Self { face: Face::One(None), asked_on: Some(cx.now.day().date()), ..Self::default() };
        }
        if output.closed || close {
            self.face = Face::Closed;
        }
    }

    fn fill(&mut self, row: &Recorded<ExpertConsultation>) {
        let body = &row.body;
        *self = Self {
            face: Face::One(Some(row.id)),
            expert: body.expert.as_str().to_owned(),
            unit: body.unit.clone(),
            field: body.field.clone(),
            title: body.title.clone(),
            asked_on: Some(body.asked_on.date()),
            question: body.question.clone(),
            opinion: body.opinion.clone(),
            answered_on: body.answered_on.map(Day::date),
            is_signed: body.is_signed(),
            adoption: body.adoption,
            adoption_reason: body.adoption_reason.clone(),
            asked: None,
        };
    }

    fn one_ui(&mut self, ctx: &Context, view: &CaseView, cx: &mut PageCx<'_>, former: Option<EvidenceId>) {
        let why = law::not_yours(cx.user(), Operation::ConsultExpert).or_else(|| self.why());
        let title = if former.is_some() { "补记专家咨询" } else { "登记专家咨询" };
        let output = Modal::new(title).words("答复可以以后补记").show(
            ctx,
            |ui| self.body(ui, cx),
            |ui| {
                let done = Button::primary("存下咨询").why(why.as_ref()).ui(ui).clicked();
                (done, Button::secondary("取消").ui(ui).clicked())
            },
        );
        let (pressed, cancel) = output.foot;
        if (pressed || output.finished)
            && why.is_none()
            && let Some(consultation) = self.consultation()
        {
            let (case, consultation) = (view.file.id, Box::new(consultation));
            let request = expert_consultation::Request::Save { case, consultation, former };
            self.asked = Some(cx.act(Action::ExpertConsultation(request)));
        }
        if output.closed || cancel {
            self.face = if former.is_some() { Face::Kept } else { Face::Closed };
        }
    }

    fn body(&mut self, ui: &mut Ui, cx: &PageCx<'_>) {
        let today = cx.now.day();
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(5, |ui| {
                    Field::new("专家", &mut self.expert).required().ui(ui);
                });
                row.cell(7, |ui| {
                    Field::new("单位", &mut self.unit).required().ui(ui);
                });
            });
            grid.row(|row| {
                row.cell(4, |ui| {
                    Field::new("专业", &mut self.field).required().ui(ui);
                });
                row.cell(4, |ui| {
                    Field::new("职称", &mut self.title).required().ui(ui);
                });
                row.cell(4, |ui| {
                    with_almanac(today, |almanac| {
                        DateField::new("咨询日", &mut self.asked_on, almanac).past().required().ui(ui);
                    });
                });
            });
        });
        Field::new("咨询的问题", &mut self.question).rows(2).required().ui(ui);
        Field::new("专家的意见", &mut self.opinion).rows(3).hint("还没有答复的先不填").ui(ui);
        if self.opinion.trim().is_empty() {
            return;
        }
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(4, |ui| {
                    with_almanac(today, |almanac| {
                        DateField::new("答复日", &mut self.answered_on, almanac).past().ui(ui);
                    });
                });
                row.cell(8, |ui| {
                    let answers = Adoption::ALL.map(|adoption| (adoption, adoption.label()));
                    Segmented::new("采纳情况", &mut self.adoption, &answers).ui(ui);
                });
            });
        });
        Checkbox::new("专家已在意见上签名，原件随卷", &mut self.is_signed).ui(ui);
        if self.adoption.is_some() {
            Field::new("采纳或不采纳的理由", &mut self.adoption_reason).rows(2).required().ui(ui);
        }
    }

    fn why(&self) -> Option<Why> {
        let Some(consultation) = self.consultation() else {
            return Some(law::plain_why("现在还不能存", "咨询日还没有填", "哪一天咨询的就填哪一天"));
        };
        let missing = consultation.missing();
        if !missing.is_empty() {
            let fact = format!("还没有写{}", missing.join("、"));
            return Some(law::plain_why("现在还不能存", &fact, "咨询了谁、问了什么要写清楚"));
        }
        (consultation.adoption.is_some() && !consultation.is_settled())
            .then(|| law::plain_why("现在还不能存", "采纳或不采纳的理由还没有写", "写明理由，随意见书存档"))
    }

    fn consultation(&self) -> Option<ExpertConsultation> {
        let is_answered = !self.opinion.trim().is_empty();
        Some(ExpertConsultation {
            expert: PersonName::new(self.expert.trim()),
            unit: self.unit.trim().to_owned(),
            field: self.field.trim().to_owned(),
            title: self.title.trim().to_owned(),
            asked_on: Day::from_date(self.asked_on?),
            question: self.question.trim().to_owned(),
            opinion: self.opinion.trim().to_owned(),
            answered_on: self.answered_on.filter(|_| is_answered).map(Day::from_date),
            signature: (is_answered && self.is_signed).then_some(Manner::Paper),
            adoption: self.adoption.filter(|_| is_answered),
            adoption_reason: self.adoption_reason.trim().to_owned(),
        })
    }
}

/// 「某医院骨科主任医师甲：……；采纳，理由……」
fn sentence(body: &ExpertConsultation) -> String {
    let who = format!("{}{}{}{}", body.unit, body.field, body.title, body.expert.as_str());
    let answer = if body.is_answered() { body.opinion.as_str() } else { "还没有答复" };
    let signed = if body.is_answered() && !body.is_signed() { "，没有签名" } else { "" };
    let adoption = body
        .adoption
        .map_or_else(String::new, |adoption| format!("；{}：{}", adoption.label(), body.adoption_reason));
    format!("{who}，问：{}　答：{answer}{signed}{adoption}", body.question)
}
