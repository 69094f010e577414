//! 延长与协商 (F-16): the director grants more time, the desk tells the client, a later decision is agreed.

use crate::domain::audit::Operation;
use crate::domain::evidence::Recorded;
use crate::domain::extension::ExtensionGrant;
use crate::domain::ids::EvidenceId;
use crate::domain::law::numbers;
use crate::domain::moment::Day;
use crate::domain::rules::Findings;
use crate::domain::secret::PersonName;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetRef;
use crate::domain::step::Step;
use crate::domain::witness_notice::NoticeWay;
use crate::services::case_view::CaseView;
use crate::services::extension;
use crate::services::extension::AgreeDraft;
use crate::services::extension::GrantDraft;
use crate::services::extension::NotifyDraft;
use crate::services::request::Action;
use crate::services::request::Outcome;
use crate::services::request::Reasons;
use crate::ui::almanac::with_almanac;
use crate::ui::components::button::Button;
use crate::ui::components::date_field::DateField;
use crate::ui::components::field::Field;
use crate::ui::components::form_grid::Card;
use crate::ui::components::modal::Modal;
use crate::ui::components::segmented::Segmented;
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

/// Which dialog is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Open {
    #[default]
    Nothing,
    Grant,
    Notify(EvidenceId),
    Agree,
}

/// The card and its dialogs.
#[derive(Default)]
pub struct ExtensionDesk {
    open: Open,
    n: String,
    reason: String,
    beyond_reason: String,
    on: Option<NaiveDate>,
    way: Option<NoticeWay>,
    whom: String,
    asked: Option<Ticket>,
}

impl ExtensionDesk {
    /// The card: extensions after acceptance, the agreed day before it.
    pub fn card_ui(&mut self, ui: &mut Ui, view: &CaseView, cx: &mut PageCx<'_>) {
        if view.deadline.is_some() {
            self.extensions_ui(ui, view, cx);
        } else if view.decide_by.is_some() {
            self.agreed_ui(ui, view, cx);
        }
    }

    fn extensions_ui(&mut self, ui: &mut Ui, view: &CaseView, cx: &mut PageCx<'_>) {
        let file = &view.file;
        Card::new("延长时限").aside("由负责人批准").ruled().show(ui, |ui| {
            if file.extensions().is_empty() {
                let usual = numbers::EXTENSION.on(cx.now.day());
                words(ui, &format!("没有延长过。一般不超过 {usual} 个工作日，批准以后告知委托人"));
            }
            for row in file.current(&file.extensions) {
                self.extension_ui(ui, view, cx, row);
            }
            ui.add_space(measures().space_2);
            let why = law::not_yours(cx.user(), Operation::Extend).or_else(|| {
                let fact = format!("案件现在是「{}」", file.state.label());
                (!file.is_under_way())
                    .then(|| law::plain_why("现在还不能延长", &fact, "受理以后、出具以前可以延长"))
            });
            if Button::secondary("批准延长…").why(why.as_ref()).ui(ui).clicked() {
                self.open = Open::Grant;
            }
        });
        ui.add_space(measures().space_4);
    }

    fn extension_ui(
        &mut self,
        ui: &mut Ui,
        view: &CaseView,
        cx: &mut PageCx<'_>,
        row: &Recorded<ExtensionGrant>,
    ) {
        let by = row.body.approved_by.as_str();
        fact(ui, "延长", &format!("{} 日，{} {by}批准", row.body.n, row.body.approved_on));
        fact(ui, "原因", &row.body.reason);
        if !row.body.beyond_reason.trim().is_empty() {
            fact(ui, "超过的理由", &row.body.beyond_reason);
        }
        let told = view.file.notice_of(row.id);
        let words = told.map_or_else(
            || "还没有告知委托人".to_owned(),
            |notice| {
                let (on, way) = (notice.body.notified_on, notice.body.way.label());
                format!("{on} {way}告知{}", notice.body.told.as_str())
            },
        );
        fact(ui, "告知", &words);
        ui.horizontal(|ui| {
            if told.is_none() {
                let why = law::not_yours(cx.user(), Operation::NotifyExtension);
                if Button::primary("记下告知…").why(why.as_ref()).ui(ui).clicked() {
                    self.open = Open::Notify(row.id);
                    if self.whom.is_empty() {
                        self.whom = view.file.intake.client_names();
                    }
                }
            }
            if Button::quiet("打印告知书").ui(ui).clicked() {
                cx.go(Route::Sheet(SheetRef::of_case(FormNo::F16, view.file.id, Some(row.id))));
            }
        });
    }

    fn agreed_ui(&mut self, ui: &mut Ui, view: &CaseView, cx: &PageCx<'_>) {
        Card::new("协商受理时间").aside("由负责人定").ruled().show(ui, |ui| {
            words(
                ui,
                "复杂、疑难或者特殊的，可以与委托人协商决定受理的时间；等补充材料的，也在这里定是否顺延",
            );
            ui.add_space(measures().space_2);
            let why = law::not_yours(cx.user(), Operation::Extend);
            if Button::secondary("协商受理时间…").why(why.as_ref()).ui(ui).clicked() {
                self.open = Open::Agree;
                if self.whom.is_empty() {
                    self.whom = view.file.intake.client_names();
                }
            }
        });
        ui.add_space(measures().space_4);
    }

    /// The dialog that is open.
    pub fn dialogs_ui(&mut self, ctx: &Context, view: &CaseView, cx: &mut PageCx<'_>) {
        if let Some(Ok(Outcome::Done { .. })) = cx.take_if(&mut self.asked) {
            *self = Self::default();
        }
        match self.open {
            Open::Nothing => {}
            Open::Grant => self.grant_ui(ctx, view, cx),
            Open::Notify(row) => self.notify_ui(ctx, view, cx, row),
            Open::Agree => self.agree_ui(ctx, view, cx),
        }
    }

    fn grant_ui(&mut self, ctx: &Context, view: &CaseView, cx: &mut PageCx<'_>) {
        let findings = self.grant_findings(view, cx);
        let why = law::why(Step::Extend, &findings);
        let unit = view.deadline.as_ref().map_or("个工作日", |deadline| deadline.unit.label());
        let until = self.until(view, cx);
        let usual = u32::from(numbers::EXTENSION.on(cx.now.day()));
        let already = view.deadline.as_ref().map_or(0, |deadline| deadline.n_extended);
        let is_beyond = already + u32::from(self.n.trim().parse::<u16>().unwrap_or(0)) > usual;
        let output = Modal::new("批准延长").words(&until).show(
            ctx,
            |ui| {
                Field::new("延长几日", &mut self.n).unit(unit).right().width(160.0).required().ui(ui);
                Field::new("延长原因", &mut self.reason)
                    .rows(2)
                    .required()
                    .hint("复杂、疑难、特殊，或需要较长时间，写明是什么")
                    .ui(ui);
                if is_beyond {
                    let label = format!("为什么必须超过 {usual} 日");
                    Field::new(&label, &mut self.beyond_reason).rows(2).required().ui(ui);
                }
            },
            |ui| {
                let done = Button::primary("批准").why(why.as_ref()).ui(ui).clicked();
                (done, Button::secondary("取消").ui(ui).clicked())
            },
        );
        let (pressed, cancel) = output.foot;
        if (pressed || output.finished) && why.is_none() {
            let (case, draft, reasons) = (view.file.id, self.grant(), Reasons::new());
            self.act(cx, extension::Request::Grant { case, draft, reasons });
        }
        self.close_if(output.closed || cancel);
    }

    fn grant(&self) -> GrantDraft {
        GrantDraft {
            n: self.n.trim().parse().unwrap_or(0),
            reason: self.reason.trim().to_owned(),
            beyond_reason: self.beyond_reason.trim().to_owned(),
        }
    }

    fn granted(&self, cx: &PageCx<'_>) -> ExtensionGrant {
        let GrantDraft { n, reason, beyond_reason } = self.grant();
        let approved_by = cx.user().map(|user| user.name.clone()).unwrap_or_default();
        ExtensionGrant { n, reason, beyond_reason, approved_on: cx.now.day(), approved_by }
    }

    fn grant_findings(&self, view: &CaseView, cx: &PageCx<'_>) -> Findings {
        let grant = self.granted(cx);
        law::judged(view, cx.user(), cx.now, Step::Extend, |file, envelope| {
            file.extensions.push(envelope.row(grant));
        })
    }

    /// 「延长以后截止 2027-01-12」.
    fn until(&self, view: &CaseView, cx: &PageCx<'_>) -> String {
        let grant = self.granted(cx);
        if grant.n == 0 {
            return "随后生成告知书".to_owned();
        }
        let on = law::deadline_if(view, cx.user(), cx.now, |file, envelope| {
            file.extensions.push(envelope.row(grant));
        });
        on.map_or_else(String::new, |deadline| format!("延长以后截止 {}", deadline.on))
    }

    fn notify_ui(&mut self, ctx: &Context, view: &CaseView, cx: &mut PageCx<'_>, row: EvidenceId) {
        let why = self.notify_why();
        let output = Modal::new("告知延长").words("告知书交给委托人一份").show(
            ctx,
            |ui| {
                Field::new("告知了谁", &mut self.whom).required().ui(ui);
                let ways = NoticeWay::ALL.map(|way| (way, way.label()));
                Segmented::new("怎么告知的", &mut self.way, &ways).required().ui(ui);
                with_almanac(cx.now.day(), |almanac| {
                    DateField::new("告知日", &mut self.on, almanac).past().aside("不写就是今天").ui(ui);
                });
            },
            |ui| {
                let done = Button::primary("记下告知").why(why.as_ref()).ui(ui).clicked();
                (done, Button::secondary("取消").ui(ui).clicked())
            },
        );
        let (pressed, cancel) = output.foot;
        if (pressed || output.finished)
            && why.is_none()
            && let Some(way) = self.way
        {
            let told = PersonName::new(self.whom.trim());
            let draft = NotifyDraft { notified_on: self.on.map(Day::from_date), way, told };
            self.act(cx, extension::Request::Notify { case: view.file.id, extension: row, draft });
        }
        self.close_if(output.closed || cancel);
    }

    fn notify_why(&self) -> Option<Why> {
        let fact = if self.whom.trim().is_empty() {
            "还没有写告知了谁"
        } else if self.way.is_none() {
            "还没有选怎么告知的"
        } else {
            return None;
        };
        Some(law::plain_why("现在还不能记", fact, "延长应当及时告知委托人"))
    }

    fn agree_ui(&mut self, ctx: &Context, view: &CaseView, cx: &mut PageCx<'_>) {
        let why = self.agree_why();
        let output = Modal::new("协商受理时间").words("协商的日期是今天").show(
            ctx,
            |ui| {
                Field::new("与谁协商", &mut self.whom).required().ui(ui);
                with_almanac(cx.now.day(), |almanac| {
                    DateField::new("协商到哪天", &mut self.on, almanac).future().required().ui(ui);
                });
                Field::new("为什么", &mut self.reason)
                    .rows(2)
                    .required()
                    .hint("复杂、疑难、特殊在哪里，或在等什么材料")
                    .ui(ui);
            },
            |ui| {
                let done = Button::primary("记下协商").why(why.as_ref()).ui(ui).clicked();
                (done, Button::secondary("取消").ui(ui).clicked())
            },
        );
        let (pressed, cancel) = output.foot;
        if (pressed || output.finished)
            && why.is_none()
            && let Some(until) = self.on.map(Day::from_date)
        {
            let (with, reason) = (PersonName::new(self.whom.trim()), self.reason.trim().to_owned());
            let draft = AgreeDraft { until, reason, with };
            self.act(cx, extension::Request::AgreeDecision { case: view.file.id, draft });
        }
        self.close_if(output.closed || cancel);
    }

    fn agree_why(&self) -> Option<Why> {
        let fact = if self.whom.trim().is_empty() {
            "还没有写与谁协商"
        } else if self.on.is_none() {
            "还没有写协商到哪天"
        } else if self.reason.trim().is_empty() {
            "还没有写为什么"
        } else {
            return None;
        };
        Some(law::plain_why("现在还不能记", fact, "协商受理时间要写明与谁、到哪天、为什么"))
    }

    fn act(&mut self, cx: &mut PageCx<'_>, request: extension::Request) {
        self.asked = Some(cx.act(Action::Extension(request)));
        self.open = Open::Nothing;
    }

    fn close_if(&mut self, closed: bool) {
        if closed {
            self.open = Open::Nothing;
        }
    }
}
