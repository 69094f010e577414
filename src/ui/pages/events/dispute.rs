//! 异议: who objects to what, and what was done about it, step by step.

use crate::domain::dispute::Dispute;
use crate::domain::dispute::DisputeEvent;
use crate::domain::dispute::DisputeState;
use crate::domain::dispute::DisputeStep;
use crate::domain::dispute::Objector;
use crate::domain::dispute::state_of;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::moment::Day;
use crate::domain::secret::PersonName;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetRef;
use crate::domain::step::Step;
use crate::services::case_view::CaseView;
use crate::services::dispute;
use crate::services::request::Action;
use crate::services::request::Outcome;
use crate::ui::almanac::with_almanac;
use crate::ui::components::button::Button;
use crate::ui::components::chip::Chip;
use crate::ui::components::chip::Tone;
use crate::ui::components::date_field::DateField;
use crate::ui::components::field::Field;
use crate::ui::components::finding::finding_line;
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
use crate::ui::pages::events::before_issue;
use crate::ui::pages::events::card;
use chrono::NaiveDate;
use egui::Ui;

/// The card and what was typed into its dialogs.
#[derive(Default)]
pub(super) struct DisputeCard {
    new: Option<NewForm>,
    step: Option<StepForm>,
    asked: Option<Ticket>,
}

struct NewForm {
    on: Option<NaiveDate>,
    by: Option<Objector>,
    name: String,
    content: String,
    proof: String,
}

struct StepForm {
    dispute: EvidenceId,
    on: Option<NaiveDate>,
    what: Option<What>,
    /// Who explained, who mediates, or where it was passed on.
    other: String,
    answer: Option<bool>,
    account: String,
}

/// What can be done about an objection, as its dialog asks for it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    TalkedOver,
    PassedOn,
    Mediating,
    Mediated,
    Explained,
    Supplementary,
    Reappraisal,
    Court,
    TakenBack,
}

const WHAT: [(What, &str); 9] = [
    (What::TalkedOver, "沟通"),
    (What::PassedOn, "转办"),
    (What::Mediating, "开始调解"),
    (What::Mediated, "调解结束"),
    (What::Explained, "解释说明"),
    (What::Supplementary, "转补充鉴定"),
    (What::Reappraisal, "转重新鉴定"),
    (What::Court, "进入诉讼"),
    (What::TakenBack, "异议人撤回"),
];

/// What was asked of one objection in the list.
enum Asked {
    Handle(EvidenceId),
    Print(EvidenceId),
}

impl DisputeCard {
    /// Whether one of its questions is open.
    pub(super) fn asks(&self) -> bool {
        self.new.is_some() || self.step.is_some()
    }

    /// Draws the card and its dialogs.
    pub(super) fn ui(&mut self, ui: &mut Ui, rect: egui::Rect, view: &CaseView, cx: &mut PageCx<'_>) {
        if let Some(Ok(Outcome::Done { .. })) = cx.take_if(&mut self.asked) {
            *self = Self::default();
        }
        let why = before_issue(view);
        let mut asked = None;
        let pressed = card(ui, rect, "异议", "登记异议", why.as_ref(), |ui| asked = list_ui(ui, view));
        let today = cx.now.day().date();
        if pressed {
            let (on, by) = (Some(today), None);
            let (name, content, proof) = (String::new(), String::new(), String::new());
            self.new = Some(NewForm { on, by, name, content, proof });
        }
        match asked {
            Some(Asked::Handle(dispute)) => {
                let (other, account) = (String::new(), String::new());
                self.step =
                    Some(StepForm { dispute, on: Some(today), what: None, other, answer: None, account });
            }
            Some(Asked::Print(dispute)) => {
                cx.go(Route::Sheet(SheetRef::of_case(FormNo::F27, view.file.id, Some(dispute))));
            }
            None => {}
        }
        self.new_ui(ui.ctx(), view, cx);
        self.step_ui(ui.ctx(), view, cx);
    }

    fn new_ui(&mut self, ctx: &egui::Context, view: &CaseView, cx: &mut PageCx<'_>) {
        let Some(form) = &mut self.new else { return };
        let why = form.why();
        let today = cx.now.day();
        let output = Modal::new("登记异议").words("口头提出的也登记").show(
            ctx,
            |ui| form.ui(ui, today),
            |ui| {
                let pressed = Button::primary("登记").name("登记这件异议").why(why.as_ref()).ui(ui).clicked();
                (pressed, Button::secondary("取消").ui(ui).clicked())
            },
        );
        let (pressed, cancel) = output.foot;
        if (pressed || output.finished)
            && why.is_none()
            && self.asked.is_none()
            && let Some(dispute) = form.build()
        {
            let request = dispute::Request::Register { case: view.file.id, dispute };
            self.asked = Some(cx.act(Action::Dispute(request)));
        } else if output.closed || cancel {
            self.new = None;
        }
    }

    fn step_ui(&mut self, ctx: &egui::Context, view: &CaseView, cx: &mut PageCx<'_>) {
        let Some(form) = &mut self.step else { return };
        let why = form.why();
        let today = cx.now.day();
        let findings = view.findings(Step::AnswerDispute);
        let output = Modal::new("处理异议").words("做了什么记什么，一步一条").show(
            ctx,
            |ui| {
                for finding in findings.breaches() {
                    finding_line(ui, &law::line(finding));
                }
                form.ui(ui, today);
            },
            |ui| {
                let pressed = Button::primary("记录").name("记录处理").why(why.as_ref()).ui(ui).clicked();
                (pressed, Button::secondary("取消").ui(ui).clicked())
            },
        );
        let (pressed, cancel) = output.foot;
        if (pressed || output.finished)
            && why.is_none()
            && self.asked.is_none()
            && let Some(event) = form.build()
        {
            let request = dispute::Request::Handle { case: view.file.id, event };
            self.asked = Some(cx.act(Action::Dispute(request)));
        } else if output.closed || cancel {
            self.step = None;
        }
    }
}

impl NewForm {
    fn ui(&mut self, ui: &mut Ui, today: Day) {
        let all = Objector::ALL.map(|one| (one, one.label()));
        Options::new("谁提出", &mut self.by, &all).required().ui(ui);
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(7, |ui| {
                    Field::new("姓名或单位", &mut self.name).required().ui(ui);
                });
                row.cell(5, |ui| {
                    with_almanac(today, |almanac| {
                        DateField::new("提出日期", &mut self.on, almanac).past().required().ui(ui);
                    });
                });
            });
        });
        Field::new("异议内容", &mut self.content).required().rows(4).ui(ui);
        Field::new("附的证据", &mut self.proof).hint("没有就空着").ui(ui);
    }

    fn why(&self) -> Option<Why> {
        let missing = if self.by.is_none() {
            Some(("还没选谁提出", "委托人询问的必须答复"))
        } else if self.name.trim().is_empty() {
            Some(("还没写姓名或单位", "答复要送到他"))
        } else if self.on.is_none() {
            Some(("还没选提出日期", "多久答复要看得出来"))
        } else if self.content.trim().is_empty() {
            Some(("还没写异议内容", "对哪一点有异议"))
        } else {
            None
        };
        missing.map(|(fact, reason)| plain_why("现在还不能登记", fact, reason))
    }

    fn build(&self) -> Option<Dispute> {
        Some(Dispute {
            raised_on: Day::from_date(self.on?),
            by: self.by?,
            name: PersonName::new(&self.name),
            content: self.content.trim().to_owned(),
            proof: self.proof.trim().to_owned(),
        })
    }
}

impl StepForm {
    fn ui(&mut self, ui: &mut Ui, today: Day) {
        Options::new("做了什么", &mut self.what, &WHAT).required().ui(ui);
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(5, |ui| {
                    with_almanac(today, |almanac| {
                        DateField::new("日期", &mut self.on, almanac).past().required().ui(ui);
                    });
                });
                if let Some(label) = self.other_label() {
                    row.cell(7, |ui| {
                        Field::new(label, &mut self.other).required().ui(ui);
                    });
                }
            });
        });
        match self.what {
            Some(What::Mediated) => {
                let answers = [(true, "达成一致"), (false, "没有达成")];
                Segmented::new("调解结果", &mut self.answer, &answers).required().ui(ui);
            }
            Some(What::Explained) => {
                let answers = [(true, "书面"), (false, "口头")];
                Segmented::new("方式", &mut self.answer, &answers).required().ui(ui);
            }
            _ => {}
        }
        Field::new("经过", &mut self.account).required().rows(4).hint("说了什么、定了什么").ui(ui);
    }

    fn other_label(&self) -> Option<&'static str> {
        match self.what? {
            What::PassedOn => Some("转给哪个单位"),
            What::Mediating => Some("调解组织"),
            What::Explained => Some("解释说明的人"),
            _ => None,
        }
    }

    fn why(&self) -> Option<Why> {
        let asks = matches!(self.what, Some(What::Mediated | What::Explained));
        let missing = if self.what.is_none() {
            Some(("还没选做了什么", "一步记一条"))
        } else if self.on.is_none() {
            Some(("还没选日期", "经过要按日子看得出来"))
        } else if self.other_label().is_some() && self.other.trim().is_empty() {
            Some(("还没写是谁或哪个单位", "以后要找得到"))
        } else if asks && self.answer.is_none() {
            Some(("还没选结果或方式", "选一个"))
        } else if self.account.trim().is_empty() {
            Some(("还没写经过", "写说了什么、定了什么"))
        } else {
            None
        };
        missing.map(|(fact, reason)| plain_why("现在还不能记录", fact, reason))
    }

    fn build(&self) -> Option<DisputeEvent> {
        let other = self.other.trim().to_owned();
        let what = match self.what? {
            What::TalkedOver => DisputeStep::TalkedOver,
            What::PassedOn => DisputeStep::PassedOn { to: other },
            What::Mediating => DisputeStep::Mediating { body: other },
            What::Mediated => DisputeStep::Mediated { agreed: self.answer? },
            What::Explained => {
                DisputeStep::Explained { by: PersonName::new(&other), in_writing: self.answer? }
            }
            What::Supplementary => DisputeStep::Supplementary,
            What::Reappraisal => DisputeStep::Reappraisal,
            What::Court => DisputeStep::Court,
            What::TakenBack => DisputeStep::TakenBack,
        };
        let account = self.account.trim().to_owned();
        Some(DisputeEvent { dispute: self.dispute, on: Day::from_date(self.on?), what, account })
    }
}

/// The objections with what was done; returns the one whose 「处理」 was pressed.
fn list_ui(ui: &mut Ui, view: &CaseView) -> Option<Asked> {
    let file = &view.file;
    let mut asked = None;
    let mut rows = file.current(&file.disputes).peekable();
    if rows.peek().is_none() {
        words(ui, "没有异议。有人对意见书提出询问或异议，登记以后在这里答复；委托人询问的必须答复。");
        return None;
    }
    for (n, row) in rows.enumerate() {
        let state = state_of(row.id, &file.dispute_events);
        ui.push_id(("dispute", n), |ui| {
            asked = one_ui(ui, view, n, row, state).or(asked.take());
        });
    }
    asked
}

fn one_ui(
    ui: &mut Ui,
    view: &CaseView,
    n: usize,
    row: &Recorded<Dispute>,
    state: DisputeState,
) -> Option<Asked> {
    let file = &view.file;
    let tone = if state.is_open() { Tone::Amber } else { Tone::Green };
    let mut pressed = None;
    ui.horizontal(|ui| {
        Chip::new(state.label(), tone).ui(ui);
        if state.is_open() {
            let name = format!("处理第 {} 件异议", n + 1);
            if Button::quiet("处理").name(&name).ui(ui).clicked() {
                pressed = Some(Asked::Handle(row.id));
            }
        }
        if Button::quiet("打印").name(&format!("打印第 {} 件异议的记录", n + 1)).ui(ui).clicked() {
            pressed = Some(Asked::Print(row.id));
        }
    });
    fact(
        ui,
        "提出",
        &format!("{} {}{}", row.body.raised_on.worded(), row.body.by.label(), row.body.name.as_str()),
    );
    fact(ui, "内容", &row.body.content);
    if !row.body.proof.is_empty() {
        fact(ui, "证据", &row.body.proof);
    }
    for event in file.current(&file.dispute_events).filter(|event| event.body.dispute == row.id) {
        let body = &event.body;
        let who = match &body.what {
            DisputeStep::PassedOn { to } => format!("给{to}"),
            DisputeStep::Mediating { body } => format!("（{body}）"),
            DisputeStep::Explained { by, in_writing } => {
                format!("（{}，{}）", by.as_str(), if *in_writing { "书面" } else { "口头" })
            }
            _ => String::new(),
        };
        fact(ui, &body.on.worded(), &format!("{}{who}：{}", body.what.label(), body.account));
    }
    ui.add_space(12.0);
    pressed
}
