//! 干预记录 (F-12): written down by whoever met it, read as it stands, reported when serious.

use crate::domain::attachment::Attachment;
use crate::domain::ids::CaseId;
use crate::domain::ids::EntryId;
use crate::domain::ids::Id as _;
use crate::domain::interference::Interference;
use crate::domain::interference::InterferenceKind;
use crate::domain::interference::Manner;
use crate::domain::interference::Report;
use crate::domain::moment::Day;
use crate::domain::secret::PersonName;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetRef;
use crate::services::attachment::Shelf;
use crate::services::interference;
use crate::services::registers::Entry as Kept;
use crate::services::registers::View;
use crate::services::request::Action;
use crate::ui::almanac::with_almanac;
use crate::ui::components::button::Button;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::chip::Tone;
use crate::ui::components::combo::Combo;
use crate::ui::components::combo::ComboItem;
use crate::ui::components::date_field::DateField;
use crate::ui::components::entry_list::Entry;
use crate::ui::components::field::Field;
use crate::ui::components::finding::FindingLine;
use crate::ui::components::finding::Level;
use crate::ui::components::finding::finding_line;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::option::Options;
use crate::ui::components::words::fact;
use crate::ui::desk::cx::PageCx;
use crate::ui::law;
use crate::ui::pages::registers::entry_pane::EntryDialog;
use crate::ui::pages::registers::entry_pane::EntryForm;
use crate::ui::pages::registers::entry_pane::Lack;
use crate::ui::pages::registers::entry_pane::Words;
use crate::ui::pages::registers::pane;
use chrono::NaiveDate;
use egui::Ui;
use serde::Deserialize;
use serde::Serialize;

/// What an interference is written down with.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Form {
    on: Option<NaiveDate>,
    hour: String,
    place: String,
    name: String,
    workplace: String,
    position: String,
    relation: String,
    case_text: String,
    case: Option<String>,
    manner: Option<Manner>,
    kind: Option<InterferenceKind>,
    words: String,
    present: String,
    handling: String,
    is_serious: bool,
    impact: String,
    attachments: Vec<Attachment>,
}

/// 报告区司法局, or the receipt that came later.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct ReportForm {
    on: Option<NaiveDate>,
    to: String,
    received_by: String,
    receipt: String,
}

impl EntryForm for Form {
    type Body = Interference;
    type Dialog = ReportForm;

    const WORDS: Words = Words {
        save: "登记",
        save_name: "登记干预",
        correct_name: "更正这条干预记录",
        draft: "interference",
    };

    fn entries(view: &View) -> &[Kept<Interference>] {
        &view.interferences
    }

    fn of(view: &View, body: &Interference) -> Self {
        let at = body.happened_at;
        Self {
            on: Some(at.day().date()),
            hour: at.hour_minute_text(),
            place: body.place.clone(),
            name: body.name.as_str().to_owned(),
            workplace: body.workplace.clone(),
            position: body.position.clone(),
            relation: body.relation.clone(),
            case_text: body.case.and_then(|case| view.called.get(&case)).cloned().unwrap_or_default(),
            case: body.case.map(|case| case.to_string()),
            manner: Some(body.manner),
            kind: Some(body.kind),
            words: body.words.clone(),
            present: body.present.clone(),
            handling: body.handling.clone(),
            is_serious: body.is_serious,
            impact: body.impact.clone(),
            attachments: body.attachments.clone(),
        }
    }

    fn missing(&self) -> Lack {
        Some(if pane::moment(self.on, &self.hour).is_none() {
            ("发生的日期、时刻还没写全", "记得大概的时刻就写大概的，如 1430")
        } else if self.place.trim().is_empty() {
            ("还没写地点", "电话、微信写在哪里接到")
        } else if self.name.trim().is_empty() {
            ("还没写干预人", "不知姓名的写「不详」和特征")
        } else if self.manner.is_none() {
            ("还没选方式", "当面、电话还是别的")
        } else if self.kind.is_none() {
            ("还没选类型", "最接近的一种，拿不准选其他")
        } else if self.words.trim().is_empty() {
            ("还没写内容与诉求", "尽量用原话")
        } else {
            return None;
        })
    }

    fn action(&self, corrects: Option<EntryId>, why: &str) -> Option<Action> {
        let body = Box::new(self.build(why)?);
        Some(Action::Interference(interference::Request::Save { entry: corrects, body }))
    }

    fn ui(&mut self, ui: &mut Ui, view: &View, cx: &mut PageCx<'_>) {
        let today = cx.now.day();
        let cases = case_items(view);
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(4, |ui| {
                    with_almanac(today, |almanac| {
                        DateField::new("发生日期", &mut self.on, almanac).past().required().ui(ui);
                    });
                });
                row.cell(3, |ui| {
                    Field::new("时刻", &mut self.hour).required().hint("如 1430").ui(ui);
                });
                row.cell(5, |ui| {
                    Field::new("地点", &mut self.place).required().ui(ui);
                });
            });
            grid.row(|row| {
                row.cell(4, |ui| {
                    Field::new("干预人", &mut self.name).required().hint("不知姓名写不详").ui(ui);
                });
                row.cell(4, |ui| {
                    Field::new("单位", &mut self.workplace).ui(ui);
                });
                row.cell(4, |ui| {
                    Field::new("职务", &mut self.position).ui(ui);
                });
            });
            grid.row(|row| {
                row.cell(6, |ui| {
                    Combo::new("涉及案件", &mut self.case_text, &mut self.case, &cases)
                        .hint("案号、姓名，没有案件空着")
                        .source("案件里", "件")
                        .ui(ui);
                });
                row.cell(6, |ui| {
                    Field::new("与案件的关系", &mut self.relation).hint("如 被鉴定人的表弟").ui(ui);
                });
            });
        });
        let manners = Manner::ALL.map(|one| (one, one.label()));
        Options::new("方式", &mut self.manner, &manners).required().ui(ui);
        let kinds = InterferenceKind::ALL.map(|one| (one, one.label()));
        Options::new("类型", &mut self.kind, &kinds).required().ui(ui);
        Field::new("内容与诉求", &mut self.words).required().rows(4).hint("尽量用原话").ui(ui);
        Field::new("在场人", &mut self.present).ui(ui);
        Field::new("处理", &mut self.handling).rows(2).hint("怎样答复、怎样处置，归档前要写明").ui(ui);
        Checkbox::new("严重干扰涉保鉴定执业活动", &mut self.is_serious).ui(ui);
        if self.is_serious {
            let line = FindingLine::new(Level::Hint, "登记以后须及时报告区司法局，并填报告日期和接收人");
            finding_line(ui, &law::line_cited(line, "SH-1.3e", view.here));
            Field::new("影响", &mut self.impact)
                .rows(2)
                .hint("对鉴定工作、人员、秩序的影响，报告里要写")
                .ui(ui);
        }
    }

    fn read_ui(ui: &mut Ui, view: &View, kept: &Kept<Interference>) {
        let body = &kept.body;
        fact(ui, "编号", &body.number);
        let case = body.case.and_then(|case| view.called.get(&case)).map_or("没有写", String::as_str);
        for (label, value) in [
            ("发生时间", body.happened_at.worded().as_str()),
            ("地点", &body.place),
            ("干预人", body.name.as_str()),
            ("单位、职务", format!("{} {}", body.workplace, body.position).trim()),
            ("涉及案件", case),
            ("关系", &body.relation),
            ("方式、类型", &format!("{}，{}", body.manner.label(), body.kind.label())),
            ("内容与诉求", &body.words),
            ("在场人", &body.present),
            ("处理", &body.handling),
            ("影响", &body.impact),
        ] {
            if label == "影响" && !body.is_serious {
                continue;
            }
            fact(ui, label, if value.is_empty() { "没有写" } else { value });
        }
        match &body.report {
            Some(report) => {
                let receipt = if report.receipt.is_empty() { "回执未到" } else { &report.receipt };
                let said = format!(
                    "{} 报 {}，{} 接收，{receipt}",
                    report.reported_on.worded(),
                    report.to,
                    report.received_by.as_str()
                );
                fact(ui, "报告", &said);
            }
            None if body.is_serious => {
                let line = FindingLine::new(Level::Block, "严重干扰，还没有报告区司法局");
                finding_line(ui, &law::line_cited(line, "SH-1.3e", view.here));
            }
            None => fact(ui, "报告", "不属于严重干扰，不用报告"),
        }
    }

    fn bar_ui(ui: &mut Ui, kept: &Kept<Interference>, cx: &mut PageCx<'_>) -> Option<ReportForm> {
        let body = &kept.body;
        let next = match (body.owes_report(), body.awaits_receipt()) {
            (true, _) => Some("记录报告"),
            (false, true) => Some("补记回执"),
            (false, false) => None,
        };
        let pressed = next.is_some_and(|words| Button::primary(words).ui(ui).clicked());
        pane::sheet_button(ui, "记录表", SheetRef::of_entry(FormNo::F12, kept.id), cx);
        if body.is_serious {
            pane::sheet_button(ui, "报告", SheetRef::of_entry(FormNo::F13, kept.id), cx);
        }
        let former = body.report.as_ref();
        pressed.then(|| ReportForm {
            on: Some(former.map_or(cx.now.day(), |report| report.reported_on).date()),
            to: former.map(|report| report.to.clone()).unwrap_or_default(),
            received_by: former.map(|r| r.received_by.as_str().to_owned()).unwrap_or_default(),
            receipt: String::new(),
        })
    }

    fn is_open(_body: &Interference) -> bool {
        true
    }

    const SHELF: Option<Shelf> = Some(Shelf::Interference);

    fn attachments(&mut self) -> Option<&mut Vec<Attachment>> {
        Some(&mut self.attachments)
    }

    fn attached(body: &Interference) -> &[Attachment] {
        &body.attachments
    }
}

impl Form {
    fn build(&self, why: &str) -> Option<Interference> {
        Some(Interference {
            number: String::new(),
            case: self.case.as_deref().and_then(|key| key.parse::<CaseId>().ok()),
            happened_at: pane::moment(self.on, &self.hour)?,
            place: self.place.trim().to_owned(),
            name: PersonName::new(&self.name),
            workplace: self.workplace.trim().to_owned(),
            position: self.position.trim().to_owned(),
            relation: self.relation.trim().to_owned(),
            manner: self.manner?,
            kind: self.kind?,
            words: self.words.trim().to_owned(),
            present: self.present.trim().to_owned(),
            handling: self.handling.trim().to_owned(),
            attachments: self.attachments.clone(),
            impact: if self.is_serious { self.impact.trim().to_owned() } else { String::new() },
            is_serious: self.is_serious,
            report: None,
            correction: why.to_owned(),
        })
    }
}

impl EntryDialog for ReportForm {
    fn title(&self) -> &'static str {
        "报告区司法局"
    }

    fn words(&self) -> &'static str {
        "回执可以以后补"
    }

    fn missing(&self) -> Lack {
        Some(if self.on.is_none() {
            ("还没选报告日期", "严重干扰要及时报告，日期要能查")
        } else if self.to.trim().is_empty() {
            ("还没写报告给谁", "上海报告区司法局，写明哪个科室")
        } else if self.received_by.trim().is_empty() {
            ("还没写接收人", "写对方接收的人，没有姓名写工号或电话")
        } else {
            return None;
        })
    }

    fn ui(&mut self, ui: &mut Ui, today: Day) {
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(5, |ui| {
                    with_almanac(today, |almanac| {
                        DateField::new("报告日期", &mut self.on, almanac).past().required().ui(ui);
                    });
                });
                row.cell(7, |ui| {
                    Field::new("接收人", &mut self.received_by).required().ui(ui);
                });
            });
        });
        Field::new("报告给", &mut self.to).required().hint("区司法局公法科").ui(ui);
        Field::new("回执", &mut self.receipt).hint("文号或对方答复，没有先空着").ui(ui);
    }

    fn action(&self, entry: EntryId) -> Option<Action> {
        let report = Report {
            reported_on: Day::from_date(self.on?),
            to: self.to.trim().to_owned(),
            received_by: PersonName::new(&self.received_by),
            receipt: self.receipt.trim().to_owned(),
        };
        Some(Action::Interference(interference::Request::Report { entry, report: Box::new(report) }))
    }
}

/// The cases an entry can name.
pub(super) fn case_items(view: &View) -> Vec<ComboItem> {
    let items = view.cases.iter();
    items.map(|one| ComboItem::new(one.id.to_string(), &one.called).detail(&one.subject)).collect()
}

/// The lines of the list.
pub(super) fn entries(view: &View) -> Vec<Entry> {
    let entry = |kept: &Kept<Interference>| {
        let body = &kept.body;
        let chip = if body.owes_report() {
            Some(("未报告".to_owned(), Tone::Red))
        } else if body.awaits_receipt() {
            Some(("等回执".to_owned(), Tone::Amber))
        } else {
            None
        };
        Entry {
            key: kept.id.uuid().to_string(),
            name: format!("{} {}", body.number, body.kind.label()),
            note: format!("{} {}", pane::short(body.happened_at.day()), body.name.as_str()),
            chip,
            is_grey: false,
        }
    };
    view.interferences.iter().map(entry).collect()
}
