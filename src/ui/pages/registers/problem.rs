//! 执行问题 (SC-0, SH-4): what went wrong, to whom it was reported and when, what was answered.

use crate::domain::ids::CaseId;
use crate::domain::ids::EntryId;
use crate::domain::ids::Id as _;
use crate::domain::moment::Day;
use crate::domain::problem::Problem;
use crate::domain::problem::ProblemReport;
use crate::domain::problem::reported_to;
use crate::services::problem;
use crate::services::registers::Entry as Kept;
use crate::services::registers::View;
use crate::services::request::Action;
use crate::ui::almanac::with_almanac;
use crate::ui::components::button::Button;
use crate::ui::components::chip::Tone;
use crate::ui::components::combo::Combo;
use crate::ui::components::date_field::DateField;
use crate::ui::components::entry_list::Entry;
use crate::ui::components::field::Field;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::words::fact;
use crate::ui::desk::cx::PageCx;
use crate::ui::pages::registers::entry_pane::EntryDialog;
use crate::ui::pages::registers::entry_pane::EntryForm;
use crate::ui::pages::registers::entry_pane::Lack;
use crate::ui::pages::registers::entry_pane::Words;
use crate::ui::pages::registers::interference::case_items;
use crate::ui::pages::registers::pane;
use chrono::NaiveDate;
use egui::Ui;
use serde::Deserialize;
use serde::Serialize;

/// What a problem is written down with.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Form {
    on: Option<NaiveDate>,
    case_text: String,
    case: Option<String>,
    subject: String,
    provision: String,
    handling: String,
}

/// What comes after: the report, then the answer.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum StepForm {
    Report { to: String, on: Option<NaiveDate>, way: String },
    Answer { text: String },
}

impl EntryForm for Form {
    type Body = Problem;
    type Dialog = StepForm;

    const WORDS: Words =
        Words {
            save: "登记", save_name: "登记问题", correct_name: "更正这个问题", draft: "problem"
        };

    fn entries(view: &View) -> &[Kept<Problem>] {
        &view.problems
    }

    fn of(view: &View, body: &Problem) -> Self {
        Self {
            on: Some(body.found_on.date()),
            case_text: body.case.and_then(|case| view.called.get(&case)).cloned().unwrap_or_default(),
            case: body.case.map(|case| case.to_string()),
            subject: body.subject.clone(),
            provision: body.provision.clone(),
            handling: body.handling.clone(),
        }
    }

    fn missing(&self) -> Lack {
        Some(if self.on.is_none() {
            ("还没选发现日期", "什么时候遇到的")
        } else if self.subject.trim().is_empty() {
            ("还没写问题", "遇到什么、影响了什么")
        } else {
            return None;
        })
    }

    fn action(&self, corrects: Option<EntryId>, why: &str) -> Option<Action> {
        let body = Problem {
            number: String::new(),
            found_on: Day::from_date(self.on?),
            case: self.case.as_deref().and_then(|key| key.parse::<CaseId>().ok()),
            subject: self.subject.trim().to_owned(),
            provision: self.provision.trim().to_owned(),
            handling: self.handling.trim().to_owned(),
            report: None,
            answer: String::new(),
            correction: why.to_owned(),
        };
        Some(Action::Problem(problem::Request::Save { entry: corrects, body: Box::new(body) }))
    }

    fn ui(&mut self, ui: &mut Ui, view: &View, cx: &mut PageCx<'_>) {
        let today = cx.now.day();
        let cases = case_items(view);
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(4, |ui| {
                    with_almanac(today, |almanac| {
                        DateField::new("发现日期", &mut self.on, almanac).past().required().ui(ui);
                    });
                });
                row.cell(8, |ui| {
                    Combo::new("涉及案件", &mut self.case_text, &mut self.case, &cases)
                        .hint("案号、姓名，没有案件空着")
                        .source("案件里", "件")
                        .ui(ui);
                });
            });
        });
        Field::new("问题", &mut self.subject).required().rows(3).hint("执行中遇到什么，影响了什么").ui(ui);
        Field::new("涉及条款", &mut self.provision).hint("如 二(二)").ui(ui);
        Field::new("本机构怎么处理的", &mut self.handling).rows(2).ui(ui);
    }

    fn read_ui(ui: &mut Ui, view: &View, kept: &Kept<Problem>) {
        let body = &kept.body;
        let case = body.case.and_then(|case| view.called.get(&case)).map_or("", String::as_str);
        for (label, value) in [
            ("编号", body.number.as_str()),
            ("发现日期", &body.found_on.worded()),
            ("涉及案件", case),
            ("问题", &body.subject),
            ("涉及条款", &body.provision),
            ("处理", &body.handling),
        ] {
            fact(ui, label, if value.is_empty() { "没有写" } else { value });
        }
        let report = body.report.as_ref().map_or_else(
            || "还没有报告".to_owned(),
            |report| {
                let way = if report.way.is_empty() { String::new() } else { format!("，{}", report.way) };
                format!("{} 报 {}{way}", report.reported_on.worded(), report.to)
            },
        );
        fact(ui, "报告", &report);
        fact(ui, "答复", if body.answer.is_empty() { "还没有答复" } else { &body.answer });
    }

    fn bar_ui(ui: &mut Ui, kept: &Kept<Problem>, cx: &mut PageCx<'_>) -> Option<StepForm> {
        let body = &kept.body;
        if body.report.is_none() {
            let here = cx.views.registers.as_ref().map(|view| view.here);
            let to = here.map_or("", reported_to).to_owned();
            let pressed = Button::primary("记录报告").ui(ui).clicked();
            let on = Some(cx.now.day().date());
            return pressed.then_some(StepForm::Report { to, on, way: String::new() });
        }
        let pressed = body.answer.is_empty() && Button::primary("记录答复").ui(ui).clicked();
        pressed.then(|| StepForm::Answer { text: String::new() })
    }

    fn is_open(_body: &Problem) -> bool {
        true
    }
}

impl EntryDialog for StepForm {
    fn title(&self) -> &'static str {
        match self {
            Self::Report { .. } => "报告问题",
            Self::Answer { .. } => "记录答复",
        }
    }

    fn words(&self) -> &'static str {
        "报告和答复各是一版，原来的留着"
    }

    fn missing(&self) -> Lack {
        match self {
            Self::Report { to, .. } if to.trim().is_empty() => Some(("还没写报告给谁", "写单位全称")),
            Self::Report { on: None, .. } => Some(("还没选报告日期", "要能查")),
            Self::Answer { text } if text.trim().is_empty() => Some(("还没写答复", "写对方怎么说的")),
            Self::Report { .. } | Self::Answer { .. } => None,
        }
    }

    fn ui(&mut self, ui: &mut Ui, today: Day) {
        match self {
            Self::Report { to, on, way } => {
                Field::new("报告给", to).required().rows(2).ui(ui);
                FormGrid::show(ui, |grid| {
                    grid.row(|row| {
                        row.cell(5, |ui| {
                            with_almanac(today, |almanac| {
                                DateField::new("报告日期", on, almanac).past().required().ui(ui);
                            });
                        });
                        row.cell(7, |ui| {
                            Field::new("怎么报告的", way).hint("电话、书面（文号）").ui(ui);
                        });
                    });
                });
            }
            Self::Answer { text } => {
                Field::new("答复", text).required().rows(3).ui(ui);
            }
        }
    }

    fn action(&self, entry: EntryId) -> Option<Action> {
        Some(Action::Problem(match self {
            Self::Report { to, on, way } => {
                let reported_on = Day::from_date((*on)?);
                let report =
                    ProblemReport { to: to.trim().to_owned(), reported_on, way: way.trim().to_owned() };
                problem::Request::Report { entry, report }
            }
            Self::Answer { text } => problem::Request::Answer { entry, answer: text.clone() },
        }))
    }
}

/// The lines of the list.
pub(super) fn entries(view: &View) -> Vec<Entry> {
    let entry = |kept: &Kept<Problem>| {
        let body = &kept.body;
        let chip = match (&body.report, body.answer.is_empty()) {
            (None, _) => Some(("未报告".to_owned(), Tone::Amber)),
            (Some(_), true) => Some(("等答复".to_owned(), Tone::Grey)),
            (Some(_), false) => None,
        };
        Entry {
            key: kept.id.uuid().to_string(),
            name: body.subject.lines().next().unwrap_or_default().to_owned(),
            note: format!("{} {}", pane::short(body.found_on), body.number),
            chip,
            is_grey: false,
        }
    };
    view.problems.iter().map(entry).collect()
}
