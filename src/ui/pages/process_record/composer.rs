//! A new entry, or the correction of one: kind, text, when it happened, why it is late.
//!
//! The time of writing is the machine's and stands nowhere in the form; only an earlier moment can be named, and
//! past the threshold it asks for a reason (SC-3.2b).

use crate::domain::ids::EvidenceId;
use crate::domain::material::Usability;
use crate::domain::moment::Day;
use crate::domain::moment::Moment;
use crate::domain::process_record::BodySide;
use crate::domain::process_record::EntryContent;
use crate::domain::process_record::InstrumentUse;
use crate::domain::process_record::Measurement;
use crate::domain::process_record::StandardRank;
use crate::domain::process_record::minutes_late;
use crate::services::case_view::CaseView;
use crate::services::process_record::EntryDraft;
use crate::ui::almanac::with_almanac;
use crate::ui::components::button::Button;
use crate::ui::components::combo::Combo;
use crate::ui::components::combo::ComboItem;
use crate::ui::components::date_field::DateField;
use crate::ui::components::field::Field;
use crate::ui::components::finding::FindingLine;
use crate::ui::components::finding::Level;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::option::Options;
use crate::ui::components::segmented::Segmented;
use crate::ui::components::why_panel::Why;
use crate::ui::law::plain_why;
use egui::Ui;
use serde::Deserialize;
use serde::Serialize;

/// The kinds an entry can have, in the order they are offered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Kind {
    #[default]
    Finding,
    Method,
    Measurement,
    Instrument,
    Material,
    Standard,
    Privacy,
    Note,
}

const KINDS: [(Kind, &str); 8] = [
    (Kind::Finding, "所见"),
    (Kind::Method, "方法"),
    (Kind::Measurement, "测量"),
    (Kind::Instrument, "仪器"),
    (Kind::Material, "材料"),
    (Kind::Standard, "标准"),
    (Kind::Privacy, "隐私"),
    (Kind::Note, "其他"),
];

/// The form as typed; kept as a draft.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Composer {
    pub open: bool,
    kind: Option<Kind>,
    text: String,
    name: String,
    number: String,
    until: Option<Day>,
    state: String,
    side: Option<BodySide>,
    mode: String,
    value: String,
    unit: String,
    material: Option<EvidenceId>,
    rank: Option<StandardRank>,
    /// 「14:36」, empty for just now.
    happened: String,
    late_reason: String,
    /// Which entry is corrected, and why.
    corrects: Option<EvidenceId>,
    reason: String,
}

/// What is handed in.
pub struct Composed {
    pub draft: EntryDraft,
    pub corrects: Option<(EvidenceId, String)>,
}

impl Composer {
    /// Opens it for a new entry; what was typed before is still there.
    pub fn open(&mut self) {
        self.open = true;
        self.kind.get_or_insert(Kind::Finding);
    }

    /// Opens it to correct an entry, filled with what stands there.
    pub fn correct(&mut self, entry: EvidenceId, content: &EntryContent) {
        *self = Self { open: true, corrects: Some(entry), ..Self::default() };
        self.fill(content);
    }

    /// After an entry went in: empty, the kind stays.
    pub fn handed_in(&mut self) {
        let kind = self.kind;
        let was_correction = self.corrects.is_some();
        *self = Self { open: !was_correction, kind, ..Self::default() };
    }

    /// Closes it; a correction that was begun is given up, an entry keeps its words.
    pub fn close(&mut self) {
        if self.corrects.is_some() {
            *self = Self::default();
        }
        self.open = false;
    }

    fn fill(&mut self, content: &EntryContent) {
        let (kind, text) = match content {
            EntryContent::Method { text } => (Kind::Method, text.as_str()),
            EntryContent::Finding { text } => (Kind::Finding, text.as_str()),
            EntryContent::Privacy { text } => (Kind::Privacy, text.as_str()),
            EntryContent::Note { text } => (Kind::Note, text.as_str()),
            EntryContent::Measurement(m) => {
                self.name.clone_from(&m.name);
                self.side = m.side;
                self.mode.clone_from(&m.mode);
                self.value.clone_from(&m.value);
                self.unit.clone_from(&m.unit);
                (Kind::Measurement, "")
            }
            EntryContent::Instrument(i) => {
                self.name.clone_from(&i.name);
                self.number.clone_from(&i.number);
                self.until = i.valid_until;
                self.state.clone_from(&i.state);
                (Kind::Instrument, "")
            }
            EntryContent::MaterialUsed { material, name } => {
                self.material = Some(*material);
                self.name.clone_from(name);
                (Kind::Material, "")
            }
            EntryContent::Standard { name, number, rank } => {
                self.name.clone_from(name);
                self.number.clone_from(number);
                self.rank = Some(*rank);
                (Kind::Standard, "")
            }
        };
        self.kind = Some(kind);
        text.clone_into(&mut self.text);
    }

    fn content(&self) -> Option<EntryContent> {
        let text = self.text.trim().to_owned();
        let name = self.name.trim().to_owned();
        Some(match self.kind? {
            Kind::Finding => EntryContent::Finding { text },
            Kind::Method => EntryContent::Method { text },
            Kind::Privacy => EntryContent::Privacy { text },
            Kind::Note => EntryContent::Note { text },
            Kind::Measurement => EntryContent::Measurement(Measurement {
                name,
                side: self.side,
                mode: self.mode.trim().to_owned(),
                value: self.value.trim().to_owned(),
                unit: self.unit.trim().to_owned(),
            }),
            Kind::Instrument => EntryContent::Instrument(InstrumentUse {
                name,
                number: self.number.trim().to_owned(),
                valid_until: self.until,
                state: self.state.trim().to_owned(),
            }),
            Kind::Material => EntryContent::MaterialUsed { material: self.material?, name },
            Kind::Standard => {
                EntryContent::Standard { name, number: self.number.trim().to_owned(), rank: self.rank? }
            }
        })
    }

    /// Shows the form; returns the entry when it was finished by its button or by Ctrl+Enter.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        view: &CaseView,
        now: Moment,
        step: &str,
        finish: bool,
    ) -> Option<Composed> {
        let title = match self.corrects.and_then(|id| super::entries::entry(&view.file, id)) {
            Some(row) => format!("更正 {} 的记录，原文留着", row.at.hour_minute_text()),
            None => "记一条".to_owned(),
        };
        let mut close = false;
        ui.horizontal(|ui| {
            ui.label(crate::ui::theme::rich_bold(crate::ui::theme::Type::Field, title));
            close = Button::quiet("收起").key("Esc").ui(ui).clicked();
        });
        if self.corrects.is_none() {
            Options::new("记什么", &mut self.kind, &KINDS).bare().ui(ui);
        }
        self.fields_ui(ui, view, now);
        let happened = self.happened(now);
        let threshold = view.institution.policy.late_entry_minutes;
        let late = happened.ok().flatten().and_then(|then| minutes_late(now, Some(then), threshold));
        let why = self.why(happened, late);
        let mut pressed = false;
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(2, |ui| self.happened_ui(ui, happened, late));
                if late.is_some() {
                    row.cell(4, |ui| {
                        Field::new("补记原因", &mut self.late_reason).required().ui(ui);
                    });
                }
                if self.corrects.is_some() {
                    row.cell(4, |ui| {
                        Field::new("更正原因", &mut self.reason).required().ui(ui);
                    });
                }
                row.cell(2, |ui| {
                    ui.add_space(24.0);
                    let word = if self.corrects.is_some() { "存更正" } else { "记下" };
                    let button = Button::secondary(word).key("Ctrl+Enter").why(why.as_ref());
                    pressed = button.ui(ui).clicked();
                });
            });
        });
        if close {
            self.close();
        }
        ((pressed || finish) && why.is_none()).then(|| self.composed(step, happened)).flatten()
    }

    fn composed(&self, step: &str, happened: Result<Option<Moment>, ()>) -> Option<Composed> {
        let draft = EntryDraft {
            step: step.to_owned(),
            content: self.content()?,
            happened_at: happened.ok()?,
            late_reason: self.late_reason.trim().to_owned(),
        };
        let corrects = self.corrects.map(|id| (id, self.reason.trim().to_owned()));
        Some(Composed { draft, corrects })
    }

    fn why(&self, happened: Result<Option<Moment>, ()>, late: Option<i64>) -> Option<Why> {
        let missing = if self.content().is_none_or(|content| content.is_empty()) {
            Some(("内容", "先写这一条的内容"))
        } else if happened.is_err() {
            Some(("发生时间", "写成 14:36，今天之内，不晚于现在；就是刚才的，空着"))
        } else if late.is_some() && self.late_reason.trim().is_empty() {
            Some(("补记原因", "补记要写明原因，时间照实记"))
        } else if self.corrects.is_some() && self.reason.trim().is_empty() {
            Some(("更正原因", "更正要写明原因，原文留着"))
        } else {
            None
        };
        missing.map(|(fact, reason)| plain_why("现在还不能记", fact, reason))
    }

    /// The named moment; nothing for just now, an error for what is no moment of today so far.
    fn happened(&self, now: Moment) -> Result<Option<Moment>, ()> {
        let typed: String = self.happened.trim().chars().map(crate::domain::amount::half_width).collect();
        if typed.is_empty() {
            return Ok(None);
        }
        let plain = typed.replace([':', '.', '时'], "").replace('分', "");
        let digits: Option<u32> = if plain.len() <= 4 { plain.parse().ok() } else { None };
        let moment = digits.and_then(|digits| Moment::at(now.day(), digits / 100, digits % 100, 0));
        moment.filter(|then| *then <= now).map(Some).ok_or(())
    }

    fn happened_ui(&mut self, ui: &mut Ui, happened: Result<Option<Moment>, ()>, late: Option<i64>) {
        let finding = match (happened, late) {
            (Err(()), _) => Some(FindingLine::mistake("写成 14:36，不晚于现在")),
            (Ok(Some(_)), Some(minutes)) => {
                Some(FindingLine::new(Level::Warn, format!("补记，晚 {minutes} 分")))
            }
            _ => None,
        };
        Field::new("发生时间", &mut self.happened)
            .hint("刚才")
            .remark("空着就是刚才")
            .finding(finding.as_ref())
            .ui(ui);
    }

    fn fields_ui(&mut self, ui: &mut Ui, view: &CaseView, now: Moment) {
        match self.kind.unwrap_or_default() {
            Kind::Finding | Kind::Method | Kind::Privacy | Kind::Note => {
                Field::new("内容", &mut self.text).rows(2).bare().hint("照实写看到的、做过的").ui(ui);
            }
            Kind::Measurement => self.measurement_ui(ui),
            Kind::Instrument => self.instrument_ui(ui, now),
            Kind::Material => self.material_ui(ui, view),
            Kind::Standard => self.standard_ui(ui),
        }
    }

    fn measurement_ui(&mut self, ui: &mut Ui) {
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(4, |ui| {
                    Field::new("测量什么", &mut self.name).hint("髌上 10 cm 周径").ui(ui);
                });
                row.cell(3, |ui| {
                    let sides = [(BodySide::Left, "左"), (BodySide::Right, "右")];
                    Segmented::new("侧别", &mut self.side, &sides).ui(ui);
                });
                row.cell(3, |ui| {
                    Field::new("量得", &mut self.value).right().ui(ui);
                });
                row.cell(2, |ui| {
                    Field::new("单位", &mut self.unit).hint("cm").ui(ui);
                });
            });
        });
    }

    fn instrument_ui(&mut self, ui: &mut Ui, now: Moment) {
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(3, |ui| {
                    Field::new("仪器名称", &mut self.name).ui(ui);
                });
                row.cell(2, |ui| {
                    Field::new("仪器编号", &mut self.number).ui(ui);
                });
                row.cell(3, |ui| {
                    let mut date = self.until.map(Day::date);
                    with_almanac(now.day(), |almanac| {
                        DateField::new("检定有效期", &mut date, almanac).future().ui(ui);
                    });
                    self.until = date.map(Day::from_date);
                });
                row.cell(4, |ui| {
                    Field::new("使用前后状态", &mut self.state).hint("使用前后正常").ui(ui);
                });
            });
        });
    }

    /// Only items that both sides confirmed can be chosen; the others say why (SC-2.1c).
    fn material_ui(&mut self, ui: &mut Ui, view: &CaseView) {
        let items: Vec<ComboItem> = view
            .file
            .current(&view.file.materials)
            .filter(|row| view.file.usability(row.id) == Usability::Usable)
            .map(|row| ComboItem::new(row.id.to_string(), &row.body.name))
            .collect();
        let n_locked = view.file.current(&view.file.materials).count() - items.len();
        let mut chosen = self.material.map(|id| id.to_string());
        Combo::new("材料", &mut self.name, &mut chosen, &items).source("已确认的", "件").ui(ui);
        self.material = chosen.and_then(|id| id.parse().ok());
        if n_locked > 0 {
            let words = format!("另有 {n_locked} 件没有双方确认或有异议，不能用");
            ui.label(crate::ui::theme::rich(crate::ui::theme::Type::Note, words));
        }
    }

    fn standard_ui(&mut self, ui: &mut Ui) {
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(5, |ui| {
                    Field::new("标准名称", &mut self.name).ui(ui);
                });
                row.cell(3, |ui| {
                    Field::new("标准编号", &mut self.number).ui(ui);
                });
            });
            let ranks = StandardRank::ALL.map(|rank| (rank, rank.label()));
            Segmented::new("层级", &mut self.rank, &ranks).ui(grid.ui());
        });
    }
}
