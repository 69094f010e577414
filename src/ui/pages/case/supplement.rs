//! 补充鉴定… (GZ-30, TL-32): opens the case beside this one, with the original appraisers proposed.

use crate::domain::audit::Operation;
use crate::domain::case_link::CaseLink;
use crate::domain::case_link::SupplementGround;
use crate::domain::ids::CaseId;
use crate::domain::moment::Day;
use crate::domain::rules::Findings;
use crate::domain::step::Step;
use crate::services::case_link;
use crate::services::case_view::CaseView;
use crate::services::request::Action;
use crate::services::request::Outcome;
use crate::services::request::Reasons;
use crate::ui::almanac::with_almanac;
use crate::ui::components::button::Button;
use crate::ui::components::date_field::DateField;
use crate::ui::components::field::Field;
use crate::ui::components::modal::Modal;
use crate::ui::components::option::Options;
use crate::ui::components::words::words;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::law;
use crate::ui::pages::IntakeStep;
use crate::ui::pages::Route;
use chrono::NaiveDate;
use egui::Context;
use egui::Ui;

/// The dialog and what was typed into it.
#[derive(Default)]
pub struct SupplementDialog {
    is_open: bool,
    ground: Option<Ground>,
    what: String,
    on: Option<NaiveDate>,
    asked: Option<Ticket>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ground {
    Omitted,
    NewMaterial,
    Other,
}

const GROUNDS: [(Ground, &str); 3] = [
    (Ground::Omitted, "原委托事项有遗漏"),
    (Ground::NewMaterial, "委托人提供了新的鉴定材料"),
    (Ground::Other, "其他需要补充鉴定的情形"),
];

impl SupplementDialog {
    /// Opens it; the request came today unless another day is written.
    pub fn open(&mut self, today: Day) {
        self.is_open = true;
        self.on = self.on.or(Some(today.date()));
    }

    /// Draws it, when it is open; goes to the new case once it is there.
    pub fn ui(&mut self, ctx: &Context, view: &CaseView, cx: &mut PageCx<'_>) {
        if let Some(Ok(Outcome::Done { case: Some(case), .. })) = cx.take_if(&mut self.asked) {
            *self = Self::default();
            cx.go(Route::Intake { case: Some(case), step: IntakeStep::Reception });
        }
        if !self.is_open {
            return;
        }
        let findings = self.findings(view, cx);
        let why = law::not_yours(cx.user(), Operation::SaveIntake)
            .or_else(|| {
                let is_open = self.ground.is_none();
                is_open
                    .then(|| law::plain_why("现在还不能建案", "还没有选情形", "通则 30 条的三种情形选一种"))
            })
            .or_else(|| law::why(Step::Supplement, &findings));
        let output = Modal::new("补充鉴定").words("新案从接待起办，原鉴定人已带入").show(
            ctx,
            |ui| self.body(ui, cx),
            |ui| {
                let done = Button::primary("建补充鉴定案").why(why.as_ref()).ui(ui).clicked();
                (done, Button::secondary("取消").ui(ui).clicked())
            },
        );
        let (pressed, cancel) = output.foot;
        if let (true, None, Some(ground)) = (pressed || output.finished, &why, self.ground()) {
            let requested_on = self.on.map_or(cx.now.day(), Day::from_date);
            let (case, reasons) = (view.file.id, Reasons::new());
            let request = case_link::Request::Supplement { case, ground, requested_on, reasons };
            self.asked = Some(cx.act(Action::CaseLink(request)));
            self.is_open = false;
        }
        if output.closed || cancel {
            self.is_open = false;
        }
    }

    fn body(&mut self, ui: &mut Ui, cx: &PageCx<'_>) {
        words(ui, "补充鉴定是原委托的组成部分，由原鉴定人进行；意见书里会写明");
        Options::new("哪一种情形", &mut self.ground, &GROUNDS)
            .required()
            .below_each_other()
            .height(32.0)
            .ui(ui);
        if self.ground == Some(Ground::Other) {
            Field::new("什么情形", &mut self.what).required().ui(ui);
        }
        with_almanac(cx.now.day(), |almanac| {
            DateField::new("委托人提出的日期", &mut self.on, almanac).past().ui(ui);
        });
    }

    fn ground(&self) -> Option<SupplementGround> {
        Some(match self.ground? {
            Ground::Omitted => SupplementGround::Omitted,
            Ground::NewMaterial => SupplementGround::NewMaterial,
            Ground::Other => SupplementGround::Other { what: self.what.trim().to_owned() },
        })
    }

    fn findings(&self, view: &CaseView, cx: &PageCx<'_>) -> Findings {
        let Some(ground) = self.ground() else { return Findings::default() };
        let case: CaseId = view.file.id;
        let link = CaseLink::SupplementedBy { case, ground, requested_on: cx.now.day() };
        law::judged(view, cx.user(), cx.now, Step::Supplement, |file, envelope| {
            file.links.push(envelope.row(link));
        })
    }
}
