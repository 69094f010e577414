//! One item being written down: the row of fields, and what Enter in its last field does.

use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::material::AuthorityWord;
use crate::domain::material::Material;
use crate::domain::reception::CommissionMode;
use crate::domain::secret::PersonName;
use crate::services::material as service;
use crate::services::request::Action;
use crate::ui::components::button::Button;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::field::Field;
use crate::ui::components::field::FieldOutput;
use crate::ui::components::flow;
use crate::ui::components::form_grid::Card;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::segmented::Segmented;
use crate::ui::law;
use crate::ui::pages::intake::ask;
use crate::ui::pages::intake::ask::Choice;
use crate::ui::pages::intake::counter::Counter;
use crate::ui::pages::intake::visit::Then;
use crate::ui::pages::intake::visit::Visit;
use crate::ui::theme::icon;
use egui::Context;
use egui::Id;
use egui::Key;
use egui::Modifiers;
use egui::Ui;
use serde::Deserialize;
use serde::Serialize;

pub const KINDS: [&str; 8] =
    ["病历", "影像", "检验报告", "诊断证明", "事故认定书", "身份证明", "原鉴定意见书", "其他"];

pub const FORMS: [&str; 5] = ["纸质", "胶片", "光盘", "电子文件", "实物"];

pub const CONDITIONS: [&str; 4] = ["完好", "有破损", "有涂改", "字迹不清"];

/// The item that is being written down.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MaterialDraft {
    pub name: String,
    pub kind: String,
    pub quantity: String,
    pub form: String,
    pub condition: String,
    pub n_pages: String,
    pub is_original: Option<bool>,
    pub source: String,
    pub submitted_by: PersonName,
    pub may_be_used_up: bool,
    pub authority_word: AuthorityWord,
    /// The row this one corrects, and why.
    pub corrects: Option<EvidenceId>,
    pub reason: String,
}

impl MaterialDraft {
    /// An item that is there, to be written down anew.
    pub fn of(row: &Recorded<Material>) -> Self {
        let item = &row.body;
        Self {
            name: item.name.clone(),
            kind: item.kind.clone(),
            quantity: item.quantity.clone(),
            form: item.form.clone(),
            condition: item.condition.clone(),
            n_pages: item.n_pages.map(|n| n.to_string()).unwrap_or_default(),
            is_original: Some(item.is_original),
            source: item.source.clone(),
            submitted_by: item.submitted_by.clone(),
            may_be_used_up: item.may_be_used_up,
            authority_word: item.authority_word,
            corrects: Some(row.id),
            reason: String::new(),
        }
    }

    fn material(&self, submitter: &PersonName) -> Material {
        let submitted_by = if self.submitted_by.is_empty() { submitter } else { &self.submitted_by };
        Material {
            name: self.name.trim().to_owned(),
            kind: self.kind.trim().to_owned(),
            quantity: self.quantity.trim().to_owned(),
            form: self.form.trim().to_owned(),
            condition: self.condition.trim().to_owned(),
            received_at: None,
            n_pages: self.n_pages.trim().parse().ok(),
            is_original: self.is_original == Some(true),
            source: self.source.trim().to_owned(),
            submitted_by: submitted_by.clone(),
            may_be_used_up: self.may_be_used_up,
            authority_word: self.authority_word,
            scan: None,
        }
    }

    /// What of the row still has to be written; the time is the office's.
    fn lacks(&self) -> Vec<&'static str> {
        let mut lacks = [
            ("名称", &self.name),
            ("种类", &self.kind),
            ("数量", &self.quantity),
            ("性状", &self.form),
            ("保存状况", &self.condition),
        ]
        .into_iter()
        .filter_map(|(name, text)| text.trim().is_empty().then_some(name))
        .collect::<Vec<_>>();
        if self.is_original.is_none() {
            lacks.push("原件还是复印件");
        }
        if self.corrects.is_some() && self.reason.trim().is_empty() {
            lacks.push("更正原因");
        }
        lacks
    }
}

/// The row that is being written.
pub fn add_card(ui: &mut Ui, counter: &mut Counter<'_, '_>) {
    let corrects = counter.visit.draft.material.corrects;
    let heading = if corrects.is_some() { "更正这件材料" } else { "登记一件" };
    let aside = if corrects.is_some() {
        "原来的一行留着"
    } else {
        "最后一格按 Enter 就登记，接着写下一件"
    };
    let mut ids: Vec<Id> = Vec::new();
    let submitter = counter.visit.first_client().map(|person| person.name.clone()).unwrap_or_default();
    let last = counter.visit.anchors.get("material_last").copied();
    let by_enter = last.is_some_and(|id| ui.memory(|memory| memory.has_focus(id)))
        && flow::pressed(ui.ctx(), Modifiers::NONE, Key::Enter);
    let mut pressed = false;
    let mut dropped = false;
    let by_authority = counter.visit.draft.intake.mode == Some(CommissionMode::Authority);
    let draft = &mut counter.visit.draft.material;
    Card::new(heading).aside(aside).show(ui, |ui| {
        FormGrid::show(ui, |grid| {
            let first = particulars_ui(grid, draft);
            ids.push(first.response.id);
            grid.row(|row| {
                row.cell(3, |ui| {
                    let answers = [(true, "原件"), (false, "复印件")];
                    Segmented::new("原件还是复印件", &mut draft.is_original, &answers).required().ui(ui);
                });
                row.cell(2, |ui| {
                    Field::new("页数", &mut draft.n_pages).right().unit("页").ui(ui);
                });
                row.cell(4, |ui| {
                    Field::new("来源", &mut draft.source).hint("哪家医院、哪个部门").ui(ui);
                });
                row.cell(3, |ui| {
                    let hint = submitter.as_str().to_owned();
                    let output =
                        ask::personal(ui, ("提交人", "material"), &mut draft.submitted_by, |ui, text| {
                            Field::new("提交人", text).hint(&hint).ui(ui)
                        });
                    ids.push(output.response.id);
                });
            });
            if draft.corrects.is_some() {
                grid.row(|row| {
                    row.cell(12, |ui| {
                        let hint = "写错了什么，为什么改";
                        let output = Field::new("更正原因", &mut draft.reason).required().hint(hint).ui(ui);
                        ids.push(output.response.id);
                    });
                });
            }
        });
        Checkbox::new("检验时可能损坏、耗尽", &mut draft.may_be_used_up).ui(ui);
        if by_authority {
            authority_ui(ui, &mut draft.authority_word);
        }
        let lacks = draft.lacks();
        let why = (!lacks.is_empty()).then(|| {
            law::plain_why("现在还不能登记", &format!("还缺{}", lacks.join("、")), "六项和原件与否都要写明")
        });
        ui.horizontal(|ui| {
            let word = if draft.corrects.is_some() { "登记更正" } else { "登记这件" };
            pressed = Button::secondary(word).icon(icon::ADD).why(why.as_ref()).ui(ui).clicked();
            if draft.corrects.is_some() && Button::quiet("不更正了").ui(ui).clicked() {
                dropped = true;
            }
        });
        pressed |= by_enter && why.is_none();
    });
    if dropped {
        counter.visit.draft.material = MaterialDraft::default();
    }
    if let (Some(first), Some(last)) = (ids.first(), ids.last()) {
        let (first, last) = (*first, *last);
        counter.anchor("materials", first);
        counter.anchor("material_last", last);
    }
    if pressed && counter.visit.pending.is_empty() {
        register(counter, &submitter);
    }
}

/// What the authority that commissions said of the item (TL-22, MZ-34).
fn authority_ui(ui: &mut Ui, word: &mut AuthorityWord) {
    let answers = AuthorityWord::ALL.map(|word| (word, word.label()));
    let mut said = Some(*word);
    Segmented::new("办案机关对这件材料", &mut said, &answers).ui(ui);
    *word = said.unwrap_or_default();
}

pub fn particulars_ui(grid: &mut FormGrid<'_>, draft: &mut MaterialDraft) -> FieldOutput {
    let look = |hint| Choice { required: true, hint, ..Choice::default() };
    let first = grid.row(|row| {
        let first = row.cell(6, |ui| {
            Field::new("材料名称", &mut draft.name).required().hint("出院记录、CT 片 …").ui(ui)
        });
        row.cell(3, |ui| ask::suggested(ui, "种类", &mut draft.kind, &KINDS, look("病历、影像 …")));
        row.cell(3, |ui| {
            Field::new("数量", &mut draft.quantity).required().hint("1 份").ui(ui);
        });
        first
    });
    grid.row(|row| {
        row.cell(3, |ui| ask::suggested(ui, "性状", &mut draft.form, &FORMS, look("纸质、胶片 …")));
        row.cell(3, |ui| ask::suggested(ui, "保存状况", &mut draft.condition, &CONDITIONS, look("完好 …")));
    });
    first
}

pub fn register(counter: &mut Counter<'_, '_>, submitter: &PersonName) {
    let Some(case) = counter.visit.who.case() else { return };
    let draft = &counter.visit.draft.material;
    let material = Box::new(draft.material(submitter));
    let request = match draft.corrects {
        None => service::Request::Register { case, material },
        Some(former) => {
            let reason = draft.reason.trim().to_owned();
            service::Request::Correct { case, former, material, reason }
        }
    };
    counter.ask(Action::Material(request), Then::MaterialRegistered);
}

/// The item is on the list; the next one begins.
pub fn registered(ctx: &Context, visit: &mut Visit) {
    visit.draft.material = MaterialDraft::default();
    visit.materials.selected = None;
    if let Some(id) = visit.anchors.get("materials") {
        flow::focus(ctx, *id);
    }
}
