//! 出庭: the court's notice, the five things settled with it, and what became of the day.

use crate::domain::court::AbsenceReason;
use crate::domain::court::Attended;
use crate::domain::court::CourtAppearance;
use crate::domain::court::CourtNotice;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::UserId;
use crate::domain::moment::Day;
use crate::domain::moment::Moment;
use crate::domain::secret::PersonName;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetRef;
use crate::domain::step::Step;
use crate::services::case_view::CaseView;
use crate::services::court;
use crate::services::request::Action;
use crate::services::request::Outcome;
use crate::services::request::Reasons;
use crate::ui::almanac::with_almanac;
use crate::ui::components::button::Button;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::chip::Chip;
use crate::ui::components::chip::Tone;
use crate::ui::components::date_field::DateField;
use crate::ui::components::field::Field;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::modal::Modal;
use crate::ui::components::option::Options;
use crate::ui::components::segmented::Segmented;
use crate::ui::components::why_panel::Why;
use crate::ui::components::words::fact;
use crate::ui::components::words::words;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::law;
use crate::ui::law::plain_why;
use crate::ui::pages::Route;
use crate::ui::pages::case::schedule::hour_minute;
use crate::ui::pages::events::before_issue;
use crate::ui::pages::events::card;
use chrono::NaiveDate;
use egui::Ui;

/// The card and what was typed into its dialogs.
#[derive(Default)]
pub(super) struct CourtCard {
    notice: Option<NoticeForm>,
    appearance: Option<AppearanceForm>,
    asked: Option<Ticket>,
}

#[derive(Default)]
struct NoticeForm {
    former: Option<EvidenceId>,
    received_on: Option<NaiveDate>,
    court: String,
    docket_no: String,
    hearing_on: Option<NaiveDate>,
    hour: String,
    place: String,
    n_people: String,
    cost: String,
    demands: String,
    settled_with: String,
}

struct AppearanceForm {
    notice: EvidenceId,
    on: Option<NaiveDate>,
    there: Option<bool>,
    people: Vec<(UserId, String, bool)>,
    questions: String,
    result: String,
    reason: Option<AbsenceReason>,
    account: String,
}

/// Which button of a notice was pressed.
enum Pressed {
    Settle(EvidenceId),
    Record(EvidenceId),
    Print(EvidenceId),
}

impl CourtCard {
    /// Whether one of its questions is open.
    pub(super) fn asks(&self) -> bool {
        self.notice.is_some() || self.appearance.is_some()
    }

    /// Draws the card and its dialogs.
    pub(super) fn ui(&mut self, ui: &mut Ui, rect: egui::Rect, view: &CaseView, cx: &mut PageCx<'_>) {
        if let Some(Ok(Outcome::Done { .. })) = cx.take_if(&mut self.asked) {
            *self = Self::default();
        }
        let why = before_issue(view);
        let mut pressed = None;
        let begin =
            card(ui, rect, "出庭", "登记出庭通知", why.as_ref(), |ui| pressed = list_ui(ui, view));
        let today = cx.now.day().date();
        if begin {
            self.notice = Some(NoticeForm { received_on: Some(today), ..NoticeForm::default() });
        }
        match pressed {
            Some(Pressed::Settle(id)) => {
                let row = view.file.court_notices.iter().find(|row| row.id == id);
                self.notice = row.map(NoticeForm::of);
            }
            Some(Pressed::Record(id)) => self.appearance = Some(AppearanceForm::of(view, id, today)),
            Some(Pressed::Print(id)) => {
                cx.go(Route::Sheet(SheetRef::of_case(FormNo::F28, view.file.id, Some(id))));
            }
            None => {}
        }
        self.notice_ui(ui.ctx(), view, cx);
        self.appearance_ui(ui.ctx(), view, cx);
    }

    fn notice_ui(&mut self, ctx: &egui::Context, view: &CaseView, cx: &mut PageCx<'_>) {
        let Some(form) = &mut self.notice else { return };
        let why = form.why();
        let today = cx.now.day();
        let output = Modal::new("出庭通知").words("先登记，确认一项补一项").show(
            ctx,
            |ui| form.ui(ui, today),
            |ui| {
                let pressed = Button::primary("登记").name("登记这份通知").why(why.as_ref()).ui(ui).clicked();
                (pressed, Button::secondary("取消").ui(ui).clicked())
            },
        );
        let (pressed, cancel) = output.foot;
        if (pressed || output.finished)
            && why.is_none()
            && self.asked.is_none()
            && let Some(notice) = form.build(today)
        {
            let (case, former) = (view.file.id, form.former);
            let request = court::Request::SaveNotice { case, notice: Box::new(notice), former };
            self.asked = Some(cx.act(Action::Court(request)));
        } else if output.closed || cancel {
            self.notice = None;
        }
    }

    fn appearance_ui(&mut self, ctx: &egui::Context, view: &CaseView, cx: &mut PageCx<'_>) {
        let Some(form) = &mut self.appearance else { return };
        let blocked = law::why(Step::AttendCourt, &view.findings(Step::AttendCourt));
        let why = blocked.or_else(|| form.why());
        let today = cx.now.day();
        let output = Modal::new("出庭记录").words("无法定事由不得拒绝出庭").show(
            ctx,
            |ui| form.ui(ui, today),
            |ui| {
                let pressed = Button::primary("记录").name("记录出庭").why(why.as_ref()).ui(ui).clicked();
                (pressed, Button::secondary("取消").ui(ui).clicked())
            },
        );
        let (pressed, cancel) = output.foot;
        if (pressed || output.finished)
            && why.is_none()
            && self.asked.is_none()
            && let Some(appearance) = form.build()
        {
            let (case, reasons) = (view.file.id, Reasons::default());
            let request = court::Request::Appear { case, appearance: Box::new(appearance), reasons };
            self.asked = Some(cx.act(Action::Court(request)));
        } else if output.closed || cancel {
            self.appearance = None;
        }
    }
}

impl NoticeForm {
    fn of(row: &Recorded<CourtNotice>) -> Self {
        let body = &row.body;
        Self {
            former: Some(row.id),
            received_on: Some(body.received_on.date()),
            court: body.court.clone(),
            docket_no: body.docket_no.clone(),
            hearing_on: body.hearing_at.map(|at| at.day().date()),
            hour: body.hearing_at.map(Moment::hour_minute_text).unwrap_or_default(),
            place: body.place.clone(),
            n_people: body.n_people.map(|n| n.to_string()).unwrap_or_default(),
            cost: body.cost.clone(),
            demands: body.demands.clone(),
            settled_with: body.settled_with.as_str().to_owned(),
        }
    }

    fn ui(&mut self, ui: &mut Ui, today: Day) {
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(7, |ui| {
                    Field::new("法院", &mut self.court).required().ui(ui);
                });
                row.cell(5, |ui| {
                    with_almanac(today, |almanac| {
                        DateField::new("收到日期", &mut self.received_on, almanac).past().required().ui(ui);
                    });
                });
            });
            grid.row(|row| {
                row.cell(12, |ui| {
                    Field::new("案号", &mut self.docket_no).required().ui(ui);
                });
            });
            grid.row(|row| {
                row.cell(5, |ui| {
                    with_almanac(today, |almanac| {
                        DateField::new("开庭日期", &mut self.hearing_on, almanac).ui(ui);
                    });
                });
                row.cell(3, |ui| {
                    Field::new("时刻", &mut self.hour).hint("如 0930").ui(ui);
                });
                row.cell(4, |ui| {
                    Field::new("人数", &mut self.n_people).hint("如 1").ui(ui);
                });
            });
            grid.row(|row| {
                row.cell(7, |ui| {
                    Field::new("地点", &mut self.place).ui(ui);
                });
                row.cell(5, |ui| {
                    Field::new("费用", &mut self.cost).hint("如 由申请方预交").ui(ui);
                });
            });
            grid.row(|row| {
                row.cell(7, |ui| {
                    Field::new("要求", &mut self.demands).ui(ui);
                });
                row.cell(5, |ui| {
                    Field::new("与法院谁确认", &mut self.settled_with).ui(ui);
                });
            });
        });
    }

    fn hearing_at(&self) -> Option<Moment> {
        let (hour, minute) = hour_minute(&self.hour)?;
        Moment::at(Day::from_date(self.hearing_on?), hour, minute, 0)
    }

    fn why(&self) -> Option<Why> {
        let is_half = self.hearing_on.is_some() == self.hour.trim().is_empty();
        let missing = if self.court.trim().is_empty() {
            Some(("还没写法院", "写通知书上的名称"))
        } else if self.docket_no.trim().is_empty() {
            Some(("还没写案号", "写通知书上的案号"))
        } else if self.received_on.is_none() {
            Some(("还没选收到日期", "收到以后要及时确认"))
        } else if is_half || (self.hearing_on.is_some() && self.hearing_at().is_none()) {
            Some(("开庭日期、时刻没有写全", "没有定的两样都先空着"))
        } else if !self.n_people.trim().is_empty() && self.n_people.trim().parse::<u8>().is_err() {
            Some(("人数不是数字", "写阿拉伯数字，没有定先空着"))
        } else {
            None
        };
        missing.map(|(fact, reason)| plain_why("现在还不能登记", fact, reason))
    }

    fn build(&self, today: Day) -> Option<CourtNotice> {
        let settled_with = PersonName::new(&self.settled_with);
        Some(CourtNotice {
            received_on: Day::from_date(self.received_on?),
            court: self.court.trim().to_owned(),
            docket_no: self.docket_no.trim().to_owned(),
            hearing_at: self.hearing_at(),
            place: self.place.trim().to_owned(),
            n_people: self.n_people.trim().parse().ok(),
            cost: self.cost.trim().to_owned(),
            demands: self.demands.trim().to_owned(),
            settled_on: (!settled_with.is_empty()).then_some(today),
            settled_with,
        })
    }
}

impl AppearanceForm {
    fn of(view: &CaseView, notice: EvidenceId, today: NaiveDate) -> Self {
        let ids = view.file.assignment().map(|one| one.appraisers.clone()).unwrap_or_default();
        let people = ids.into_iter().filter_map(|id| {
            let member = view.member(id)?;
            Some((id, member.name.as_str().to_owned(), false))
        });
        Self {
            notice,
            on: Some(today),
            there: None,
            people: people.collect(),
            questions: String::new(),
            result: String::new(),
            reason: None,
            account: String::new(),
        }
    }

    fn ui(&mut self, ui: &mut Ui, today: Day) {
        Segmented::new("是否出庭", &mut self.there, &[(true, "出庭"), (false, "没有出庭")]).required().ui(ui);
        with_almanac(today, |almanac| {
            DateField::new("日期", &mut self.on, almanac).past().required().width(200.0).ui(ui);
        });
        match self.there {
            Some(true) => {
                words(ui, "出庭的鉴定人");
                ui.horizontal_wrapped(|ui| {
                    for (_, name, chosen) in &mut self.people {
                        Checkbox::new(name, chosen).ui(ui);
                    }
                });
                Field::new("质询要点", &mut self.questions).required().rows(3).ui(ui);
                Field::new("结果", &mut self.result).required().rows(2).ui(ui);
            }
            Some(false) => {
                let all = AbsenceReason::ALL.map(|one| (one, one.label()));
                Options::new("法定事由", &mut self.reason, &all).required().below_each_other().ui(ui);
                Field::new("经过和法院的许可", &mut self.account).required().rows(3).ui(ui);
            }
            None => {}
        }
    }

    fn why(&self) -> Option<Why> {
        let someone = self.people.iter().any(|(_, _, chosen)| *chosen);
        let missing = match self.there {
            None => Some(("还没选是否出庭", "没有出庭的要写法定事由")),
            _ if self.on.is_none() => Some(("还没选日期", "开庭的那一天")),
            Some(true) if !someone => Some(("还没选谁出庭", "从本案鉴定人里选")),
            Some(true) if self.questions.trim().is_empty() => Some(("还没写质询要点", "问了什么、怎么答")),
            Some(true) if self.result.trim().is_empty() => Some(("还没写结果", "当庭有什么结论或要求")),
            Some(false) if self.reason.is_none() => Some(("还没选法定事由", "没有法定事由不得拒绝出庭")),
            Some(false) if self.account.trim().is_empty() => {
                Some(("还没写经过和许可", "哪一天、法院谁许可的"))
            }
            Some(_) => None,
        };
        missing.map(|(fact, reason)| plain_why("现在还不能记录", fact, reason))
    }

    fn build(&self) -> Option<CourtAppearance> {
        let attended = if self.there? {
            let chosen = self.people.iter().filter(|(_, _, chosen)| *chosen);
            Attended::There {
                appraisers: chosen.map(|(id, ..)| *id).collect(),
                questions: self.questions.trim().to_owned(),
                result: self.result.trim().to_owned(),
            }
        } else {
            Attended::Excused { reason: self.reason?, account: self.account.trim().to_owned() }
        };
        Some(CourtAppearance { notice: self.notice, on: Day::from_date(self.on?), attended })
    }
}

/// The notices with what became of them; returns the button that was pressed.
fn list_ui(ui: &mut Ui, view: &CaseView) -> Option<Pressed> {
    let file = &view.file;
    let mut rows = file.current(&file.court_notices).peekable();
    if rows.peek().is_none() {
        words(ui, "没有出庭通知。接到法院通知以后登记，并与法院确认时间、地点、人数、费用、要求。");
        return None;
    }
    let mut pressed = None;
    for (n, row) in rows.enumerate() {
        ui.push_id(("court", n), |ui| {
            if let Some(one) = one_ui(ui, view, n, row) {
                pressed = Some(one);
            }
        });
    }
    pressed
}

fn one_ui(ui: &mut Ui, view: &CaseView, n: usize, row: &Recorded<CourtNotice>) -> Option<Pressed> {
    let file = &view.file;
    let body = &row.body;
    let done = file.current(&file.court_appearances).find(|one| one.body.notice == row.id);
    let open = body.unsettled();
    let mut pressed = None;
    ui.horizontal(|ui| {
        let (word, tone) = match (&done, open.is_empty()) {
            (Some(_), _) => ("已有记录", Tone::Green),
            (None, true) => ("等开庭", Tone::Blue),
            (None, false) => ("待确认", Tone::Amber),
        };
        Chip::new(word, tone).ui(ui);
        if done.is_none() {
            let nth = n + 1;
            if Button::quiet("补全").name(&format!("补全第 {nth} 份通知")).ui(ui).clicked() {
                pressed = Some(Pressed::Settle(row.id));
            }
            if Button::quiet("出庭记录").name(&format!("第 {nth} 份通知的出庭记录")).ui(ui).clicked()
            {
                pressed = Some(Pressed::Record(row.id));
            }
        }
        if Button::quiet("打印").name(&format!("打印第 {} 份通知的记录", n + 1)).ui(ui).clicked() {
            pressed = Some(Pressed::Print(row.id));
        }
    });
    fact(ui, "法院", &format!("{}，{}", body.court, body.docket_no));
    fact(ui, "收到", &body.received_on.worded());
    fact(ui, "开庭", &body.hearing_at.map_or_else(|| "没有确认".to_owned(), Moment::worded));
    let or_open = |text: &str| if text.is_empty() { "没有确认".to_owned() } else { text.to_owned() };
    fact(ui, "地点", &or_open(&body.place));
    fact(
        ui,
        "人数、费用",
        &format!(
            "{}，{}",
            body.n_people.map_or_else(|| "没有确认".to_owned(), |n| format!("{n} 人")),
            or_open(&body.cost)
        ),
    );
    fact(ui, "要求", &or_open(&body.demands));
    if !open.is_empty() && done.is_none() {
        fact(ui, "还要确认", &open.join("、"));
    }
    match done.map(|one| &one.body.attended) {
        Some(Attended::There { appraisers, questions, result }) => {
            let names: Vec<&str> =
                appraisers.iter().filter_map(|id| view.member(*id)).map(|one| one.name.as_str()).collect();
            fact(ui, "出庭", &format!("{}。{questions}。{result}", names.join("、")));
        }
        Some(Attended::Excused { reason, account }) => {
            fact(ui, "没有出庭", &format!("{}：{account}", reason.label()));
        }
        None => {}
    }
    ui.add_space(12.0);
    pressed
}
