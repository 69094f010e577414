//! 干预记录 (F-12): written down by whoever met it, read as it stands, reported when serious.

use crate::domain::ids::CaseId;
use crate::domain::ids::Id as _;
use crate::domain::interference::Interference;
use crate::domain::interference::InterferenceKind;
use crate::domain::interference::Manner;
use crate::domain::interference::Report;
use crate::domain::moment::Day;
use crate::domain::secret::PersonName;
use crate::services::interference;
use crate::services::registers::Entry as Kept;
use crate::services::registers::View;
use crate::services::request::Action;
use crate::services::request::Outcome;
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
use crate::ui::components::modal::Modal;
use crate::ui::components::option::Options;
use crate::ui::components::words::fact;
use crate::ui::components::words::words;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::law;
use crate::ui::law::plain_why;
use crate::ui::pages::registers::NEW;
use crate::ui::pages::registers::pane;
use chrono::NaiveDate;
use egui::Ui;

/// The pane and what was typed into it.
#[derive(Default)]
pub(super) struct InterferencePane {
    form: Form,
    /// The entry that is being corrected.
    corrects: Option<Kept<Interference>>,
    report: Option<ReportForm>,
    asked: Option<Ticket>,
}

#[derive(Default)]
struct Form {
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
    correction: String,
}

#[derive(Default)]
struct ReportForm {
    key: String,
    on: Option<NaiveDate>,
    to: String,
    received_by: String,
    receipt: String,
}

impl InterferencePane {
    /// Begins a new entry; one that was begun goes on.
    pub(super) fn begin(&mut self) {
        self.corrects = None;
    }

    /// Takes the answer; true when something was kept.
    pub(super) fn learn(&mut self, cx: &mut PageCx<'_>) -> bool {
        match cx.take_if(&mut self.asked) {
            Some(Ok(Outcome::Done { .. })) => {
                *self = Self::default();
                true
            }
            _ => false,
        }
    }

    /// Draws the entry, or the form of a new one; true when the form was given up.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        rect: egui::Rect,
        view: &View,
        key: &str,
        cx: &mut PageCx<'_>,
    ) -> bool {
        let kept = view.interferences.iter().find(|one| one.id.uuid().to_string() == key);
        if let Some(kept) = kept
            && self.corrects.as_ref().is_none_or(|one| one.id != kept.id)
        {
            self.read_ui(ui, rect, view, kept, cx);
            self.report_ui(ui.ctx(), kept, cx);
            return false;
        }
        self.form_ui(ui, rect, view, key, cx)
    }

    fn read_ui(
        &mut self,
        ui: &mut Ui,
        rect: egui::Rect,
        view: &View,
        kept: &Kept<Interference>,
        cx: &PageCx<'_>,
    ) {
        let body = &kept.body;
        let salt = format!("interference {}", kept.id);
        let mut correct = false;
        let mut report = false;
        pane::pane(
            ui,
            rect,
            &salt,
            |ui| read(ui, view, kept),
            |ui| {
                if body.owes_report() {
                    report = Button::primary("记录报告").ui(ui).clicked();
                } else if body.awaits_receipt() {
                    report = Button::primary("补记回执").ui(ui).clicked();
                }
                correct = Button::secondary("更正").name("更正这条干预记录").ui(ui).clicked();
            },
        );
        if correct {
            self.form = Form::of(view, body);
            self.corrects = Some(kept.clone());
        }
        if report {
            let former = body.report.as_ref();
            self.report = Some(ReportForm {
                key: kept.id.to_string(),
                on: Some(former.map_or(cx.now.day(), |report| report.reported_on).date()),
                to: former.map(|report| report.to.clone()).unwrap_or_default(),
                received_by: former.map(|r| r.received_by.as_str().to_owned()).unwrap_or_default(),
                receipt: String::new(),
            });
        }
    }

    fn report_ui(&mut self, ctx: &egui::Context, kept: &Kept<Interference>, cx: &mut PageCx<'_>) {
        let Some(form) = self.report.as_mut().filter(|form| form.key == kept.id.to_string()) else { return };
        let why = if form.on.is_none() {
            Some(("还没选报告日期", "严重干扰要及时报告，日期要能查"))
        } else if form.to.trim().is_empty() {
            Some(("还没写报告给谁", "上海报告区司法局，写明哪个科室"))
        } else if form.received_by.trim().is_empty() {
            Some(("还没写接收人", "写对方接收的人，没有姓名写工号或电话"))
        } else {
            None
        };
        let why = why.map(|(fact, reason)| plain_why("现在还不能记录", fact, reason));
        let today = cx.now.day();
        let output = Modal::new("报告区司法局").words("回执可以以后补").show(
            ctx,
            |ui| {
                FormGrid::show(ui, |grid| {
                    grid.row(|row| {
                        row.cell(5, |ui| {
                            with_almanac(today, |almanac| {
                                DateField::new("报告日期", &mut form.on, almanac).past().required().ui(ui);
                            });
                        });
                        row.cell(7, |ui| {
                            Field::new("接收人", &mut form.received_by).required().ui(ui);
                        });
                    });
                });
                Field::new("报告给", &mut form.to).required().hint("区司法局公法科").ui(ui);
                Field::new("回执", &mut form.receipt).hint("文号或对方答复，没有先空着").ui(ui);
            },
            |ui| {
                let pressed = Button::primary("记录").why(why.as_ref()).ui(ui).clicked();
                (pressed, Button::secondary("取消").ui(ui).clicked())
            },
        );
        let (pressed, cancel) = output.foot;
        if (pressed || output.finished)
            && why.is_none()
            && let Some(on) = form.on
        {
            let report = Report {
                reported_on: Day::from_date(on),
                to: form.to.trim().to_owned(),
                received_by: PersonName::new(&form.received_by),
                receipt: form.receipt.trim().to_owned(),
            };
            let request = interference::Request::Report { entry: kept.id, report: Box::new(report) };
            self.asked = Some(cx.act(Action::Interference(request)));
        } else if output.closed || cancel {
            self.report = None;
        }
    }

    fn form_ui(
        &mut self,
        ui: &mut Ui,
        rect: egui::Rect,
        view: &View,
        key: &str,
        cx: &mut PageCx<'_>,
    ) -> bool {
        let why = self.why();
        let corrects = self.corrects.as_ref().map(|one| one.id);
        let form = &mut self.form;
        let today = cx.now.day();
        let mut pressed = false;
        let mut given_up = false;
        let finished = pane::pane(
            ui,
            rect,
            &format!("interference form {key}"),
            |ui| form.ui(ui, view, today, corrects.is_some()),
            |ui| {
                pressed = Button::primary("登记")
                    .key("Ctrl+Enter")
                    .why(why.as_ref())
                    .name("登记干预")
                    .ui(ui)
                    .clicked();
                given_up = Button::secondary("放弃").name("放弃这次登记").ui(ui).clicked();
            },
        );
        if (pressed || finished)
            && why.is_none()
            && let Some(body) = self.form.build()
        {
            let request = interference::Request::Save { entry: corrects, body: Box::new(body) };
            self.asked = Some(cx.act(Action::Interference(request)));
        }
        if given_up {
            *self = Self::default();
        }
        given_up && key == NEW
    }

    fn why(&self) -> Option<crate::ui::components::why_panel::Why> {
        let form = &self.form;
        let missing = if self.asked.is_some() {
            Some(("正在登记", "存好、读回以后才算数"))
        } else if pane::moment(form.on, &form.hour).is_none() {
            Some(("发生的日期、时刻还没写全", "记得大概的时刻就写大概的，如 1430"))
        } else if form.place.trim().is_empty() {
            Some(("还没写地点", "电话、微信写在哪里接到"))
        } else if form.name.trim().is_empty() {
            Some(("还没写干预人", "不知姓名的写「不详」和特征"))
        } else if form.manner.is_none() {
            Some(("还没选方式", "当面、电话还是别的"))
        } else if form.kind.is_none() {
            Some(("还没选类型", "最接近的一种，拿不准选其他"))
        } else if form.words.trim().is_empty() {
            Some(("还没写内容与诉求", "尽量用原话"))
        } else if self.corrects.is_some() && form.correction.trim().is_empty() {
            Some(("还没写更正原因", "原来的一版也留着，要说明为什么改"))
        } else {
            None
        };
        missing.map(|(fact, reason)| plain_why("现在还不能登记", fact, reason))
    }
}

impl Form {
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
            correction: String::new(),
        }
    }

    fn build(&self) -> Option<Interference> {
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
            attachments: Vec::new(),
            is_serious: self.is_serious,
            report: None,
            correction: self.correction.trim().to_owned(),
        })
    }

    fn ui(&mut self, ui: &mut Ui, view: &View, today: Day, corrects: bool) {
        if corrects {
            Field::new("更正原因", &mut self.correction).required().ui(ui);
        }
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
        }
    }
}

/// The cases an entry can name.
pub(super) fn case_items(view: &View) -> Vec<ComboItem> {
    let items = view.cases.iter();
    items.map(|one| ComboItem::new(one.id.to_string(), &one.called).detail(&one.subject)).collect()
}

fn read(ui: &mut Ui, view: &View, kept: &Kept<Interference>) {
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
    ] {
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
    let how = if body.correction.is_empty() { String::new() } else { format!("，{}", body.correction) };
    words(ui, &format!("{} {}登记，第 {} 版{how}", kept.first_at.worded(), kept.first_by, kept.n_versions));
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
