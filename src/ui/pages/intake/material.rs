//! 材料 (F-04): every item with its six particulars, each side's word on it in a joint commission, corrections with
//! their reason. Enter at the end of the row registers the item and begins the next.

use crate::domain::case::CaseState;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::material::Material;
use crate::domain::material::MaterialAnswer;
use crate::domain::material::MaterialConfirmation;
use crate::domain::material::Side;
use crate::domain::material::Usability;
use crate::domain::secret::PersonName;
use crate::domain::signature::Manner;
use crate::domain::step::Place;
use crate::domain::step::Step;
use crate::services::material as service;
use crate::services::reception as desk;
use crate::services::request::Action;
use crate::ui::components::button::Button;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::chip::Chip;
use crate::ui::components::chip::Tone;
use crate::ui::components::field::Field;
use crate::ui::components::field::FieldOutput;
use crate::ui::components::finding::FindingLine;
use crate::ui::components::flow;
use crate::ui::components::form_grid::Card;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::modal::Modal;
use crate::ui::components::segmented::Segmented;
use crate::ui::components::table::Column;
use crate::ui::components::table::RowLook;
use crate::ui::components::table::RowUi;
use crate::ui::components::table::Table;
use crate::ui::law;
use crate::ui::pages::IntakeStep;
use crate::ui::pages::intake::ask;
use crate::ui::pages::intake::ask::Choice;
use crate::ui::pages::intake::counter::Counter;
use crate::ui::pages::intake::counter::month_day;
use crate::ui::pages::intake::missing::Missing;
use crate::ui::pages::intake::missing::add_stopping;
use crate::ui::pages::intake::signing::Slot;
use crate::ui::pages::intake::visit::Then;
use crate::ui::pages::intake::visit::Visit;
use crate::ui::theme::Width;
use crate::ui::theme::icon;
use egui::Context;
use egui::Frame;
use egui::Id;
use egui::Key;
use egui::Margin;
use egui::Modifiers;
use egui::Ui;
use serde::Deserialize;
use serde::Serialize;

const KINDS: [&str; 8] =
    ["病历", "影像", "检验报告", "诊断证明", "事故认定书", "身份证明", "原鉴定意见书", "其他"];
const FORMS: [&str; 5] = ["纸质", "胶片", "光盘", "电子文件", "实物"];
const CONDITIONS: [&str; 4] = ["完好", "有破损", "有涂改", "字迹不清"];

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
    /// The row this one corrects, and why.
    pub corrects: Option<EvidenceId>,
    pub reason: String,
}

impl MaterialDraft {
    fn of(row: &Recorded<Material>) -> Self {
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

/// What the screen remembers of the list.
#[derive(Default)]
pub struct MaterialDesk {
    selected: Option<EvidenceId>,
    dispute: Option<Dispute>,
    signing: Option<Signing>,
}

/// 有异议… stands open.
struct Dispute {
    material: EvidenceId,
    side: Side,
    person: String,
    reason: String,
}

/// Somebody confirms an item on the pad.
struct Signing {
    material: EvidenceId,
    side: Side,
    person: String,
    manner: Option<Manner>,
}

impl MaterialDesk {
    /// The word was kept.
    pub fn close(&mut self) {
        self.dispute = None;
        self.signing = None;
    }
}

/// The list, the row that is being written, and what can be done with the chosen item.
pub fn ui(ui: &mut Ui, counter: &mut Counter<'_, '_>) {
    let margin = if counter.cx.width == Width::Narrow { 8 } else { 24 };
    Frame::NONE.inner_margin(Margin::symmetric(margin, 12)).show(ui, |ui| {
        list_card(ui, counter);
        ui.add_space(4.0);
        add_card(ui, counter);
    });
    dispute_modal(ui, counter);
    signing_modal(ui, counter);
}

fn rows(counter: &Counter<'_, '_>) -> Vec<Recorded<Material>> {
    let Some(case) = &counter.case else { return Vec::new() };
    case.file.current(&case.file.materials).cloned().collect()
}

fn list_card(ui: &mut Ui, counter: &mut Counter<'_, '_>) {
    let rows = rows(counter);
    let n_locked = rows.iter().filter(|row| usability(counter, row.id) != Usability::Usable).count();
    let aside = match (rows.len(), n_locked) {
        (0, _) => "还没有登记".to_owned(),
        (n, 0) => format!("{n} 件"),
        (n, locked) => format!("{n} 件，{locked} 件锁住不用"),
    };
    Card::new("材料清单").aside(&aside).show(ui, |ui| {
        if rows.is_empty() {
            ask::note(ui, "登记一件，这里就多一行；六项齐了才算登记");
            return;
        }
        let columns = columns(ui.available_width(), counter.is_joint());
        let selected = counter.visit.materials.selected;
        let table = Table::new("材料清单", &columns).row_height(40.0);
        let look = |at: usize| match rows.get(at) {
            Some(row) if selected == Some(row.id) => RowLook::Selected,
            Some(row) if usability(counter, row.id) != Usability::Usable => RowLook::Sealed,
            _ => RowLook::Plain,
        };
        let responses = table.show(ui, rows.len(), look, |row_ui, at| {
            if let Some(row) = rows.get(at) {
                row_cells(row_ui, counter, at, row, columns.len());
            }
        });
        let pressed = responses.iter().position(egui::Response::clicked);
        if let Some(row) = pressed.and_then(|at| rows.get(at)) {
            counter.visit.materials.selected = Some(row.id);
        }
        let chosen = rows.iter().find(|row| counter.visit.materials.selected == Some(row.id)).cloned();
        if let Some(row) = chosen {
            chosen_ui(ui, counter, &row);
        }
    });
}

fn usability(counter: &Counter<'_, '_>, item: EvidenceId) -> Usability {
    counter.case.as_ref().map_or(Usability::Usable, |case| case.file.usability(item))
}

fn columns(width: f32, is_joint: bool) -> Vec<Column<'static>> {
    let mut columns = vec![Column::of("", 36.0), Column::rest("名称"), Column::of("种类", 92.0)];
    if width > 620.0 {
        columns.push(Column::of("数量", 72.0));
        columns.push(Column::of("性状", 72.0));
        columns.push(Column::of("保存状况", 84.0));
    }
    if width > 740.0 && !is_joint {
        columns.push(Column::of("原件", 76.0));
    }
    columns.push(Column::of("收到", 100.0));
    if is_joint {
        columns.push(Column::of("双方", 148.0));
    }
    columns
}

fn row_cells(ui: &mut RowUi<'_>, counter: &Counter<'_, '_>, at: usize, row: &Recorded<Material>, n: usize) {
    let item = &row.body;
    let is_joint = counter.is_joint();
    ui.note(&(at + 1).to_string());
    match &row.supersedes {
        Some(_) => {
            let former = counter.case.as_ref().and_then(|case| former_name(&case.file.materials, row));
            match former.filter(|former| *former != item.name) {
                Some(former) => ui.corrected(&former, &item.name),
                None => ui.text(&item.name),
            }
        }
        None => ui.text(&item.name),
    }
    ui.text(&item.kind);
    let n_fixed = 4 + usize::from(is_joint);
    if n > n_fixed {
        ui.text(&item.quantity);
        ui.text(&item.form);
        ui.text(&item.condition);
    }
    if n > n_fixed + 3 {
        ui.text(if item.is_original { "原件" } else { "复印件" });
    }
    let at = item.received_at.unwrap_or(row.at);
    ui.note(&format!("{} {}", month_day(at.day()), at.hour_minute_text()));
    if is_joint {
        let (words, tone, mark) = match usability(counter, row.id) {
            Usability::Usable => ("双方已确认".to_owned(), Tone::Green, icon::DONE),
            Usability::Unconfirmed(sides) => {
                let sides = sides.into_iter().map(Side::label).collect::<Vec<_>>();
                let words = if sides.len() == 2 {
                    "待双方确认".to_owned()
                } else {
                    format!("待{}", sides.join("、"))
                };
                (words, Tone::Grey, icon::LOCK)
            }
            Usability::Disputed { side, .. } => (format!("{}异议", side.label()), Tone::Amber, icon::LOCK),
        };
        ui.cell(|ui| {
            Chip::new(&words, tone).icon(mark).in_grid().ui(ui);
        });
    }
}

fn former_name(all: &[Recorded<Material>], row: &Recorded<Material>) -> Option<String> {
    let former = row.supersedes.as_ref()?.id;
    all.iter().find(|other| other.id == former).map(|other| other.body.name.clone())
}

/// What can be done with the chosen item.
fn chosen_ui(ui: &mut Ui, counter: &mut Counter<'_, '_>, row: &Recorded<Material>) {
    let is_joint = counter.is_joint();
    if let Usability::Disputed { side, reason } = usability(counter, row.id) {
        let words = format!("{}有异议：{reason}，锁住不用，双方说定后再确认", side.label());
        crate::ui::components::finding::finding_line(
            ui,
            &FindingLine::new(crate::ui::components::finding::Level::Warn, words),
        );
    }
    if let Some(correction) = &row.supersedes {
        ask::note(ui, &format!("更正过：{}", correction.reason));
    }
    ui.horizontal_wrapped(|ui| {
        if is_joint {
            for side in Side::ALL {
                let person = person_of(counter, side);
                let word = format!("{}纸上确认", side.label());
                if Button::secondary(&word).ui(ui).clicked() && !person.is_empty() {
                    answer(
                        counter,
                        row.id,
                        side,
                        &person,
                        MaterialAnswer::Confirmed { manner: Manner::Paper },
                    );
                }
                let word = format!("{}屏上确认…", side.label());
                if Button::quiet(&word).ui(ui).clicked() {
                    counter.visit.signing.close();
                    counter.visit.materials.signing =
                        Some(Signing { material: row.id, side, person: person.clone(), manner: None });
                }
            }
        }
        for side in Side::ALL.into_iter().filter(|side| is_joint || *side == Side::Party) {
            let word = format!("{}有异议…", side.label());
            if is_joint && Button::quiet(&word).ui(ui).clicked() {
                let person = person_of(counter, side);
                counter.visit.materials.dispute =
                    Some(Dispute { material: row.id, side, person, reason: String::new() });
            }
        }
        if Button::quiet("更正…").name(&format!("更正{}", row.body.name)).ui(ui).clicked() {
            counter.visit.draft.material = MaterialDraft::of(row);
        }
    });
}

/// Who speaks for a side, as the intake knows them.
fn person_of(counter: &Counter<'_, '_>, side: Side) -> String {
    use crate::domain::reception::ClientKind;
    let clients = &counter.visit.draft.intake.clients;
    let client =
        clients.iter().find(|client| (client.kind == ClientKind::Insurer) == (side == Side::Insurer));
    client.map(|client| client.person.name.as_str().to_owned()).unwrap_or_default()
}

fn answer(
    counter: &mut Counter<'_, '_>,
    material: EvidenceId,
    side: Side,
    person: &str,
    answer: MaterialAnswer,
) {
    let Some(case) = counter.visit.who.case() else { return };
    let word = MaterialConfirmation { material, side, person: PersonName::new(person), answer };
    let request = service::Request::Answer { case, word: Box::new(word) };
    counter.ask(Action::Material(request), Then::MaterialAnswered);
}

/// The row that is being written.
fn add_card(ui: &mut Ui, counter: &mut Counter<'_, '_>) {
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

fn particulars_ui(grid: &mut FormGrid<'_>, draft: &mut MaterialDraft) -> FieldOutput {
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

fn register(counter: &mut Counter<'_, '_>, submitter: &PersonName) {
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

fn dispute_modal(ui: &Ui, counter: &mut Counter<'_, '_>) {
    let Some(mut dispute) = counter.visit.materials.dispute.take() else { return };
    let title = format!("{}对这件材料有异议", dispute.side.label());
    let lacks = dispute.person.trim().is_empty() || dispute.reason.trim().is_empty();
    let why = lacks.then(|| law::plain_why("现在还不能记", "谁提的、理由还没写全", "异议要有人有理由"));
    let output = Modal::new(&title).words("有异议的材料锁住不用，其余照常").show(
        ui.ctx(),
        |ui| {
            Field::new("谁提的", &mut dispute.person).required().ui(ui);
            Field::new("异议的理由", &mut dispute.reason).rows(3).required().ui(ui);
        },
        |ui| {
            let record = Button::primary("记下异议").page().why(why.as_ref()).ui(ui).clicked();
            (record, Button::secondary("取消").page().ui(ui).clicked())
        },
    );
    let (record, cancel) = output.foot;
    if record {
        let words = MaterialAnswer::Disputed { reason: dispute.reason.trim().to_owned() };
        answer(counter, dispute.material, dispute.side, &dispute.person, words);
    }
    if !(output.closed || cancel || record) {
        counter.visit.materials.dispute = Some(dispute);
    }
}

fn signing_modal(ui: &Ui, counter: &mut Counter<'_, '_>) {
    let Some(mut signing) = counter.visit.materials.signing.take() else { return };
    let title = format!("{}确认这件材料", signing.side.label());
    let lacks = signing.person.trim().is_empty() || signing.manner.is_none();
    let why = lacks.then(|| law::plain_why("现在还不能确认", "姓名或签名还没有", "逐件确认要签名"));
    let desk = &mut counter.visit.signing;
    let output = Modal::new(&title).show(
        ui.ctx(),
        |ui| {
            Field::new("由谁确认", &mut signing.person).required().ui(ui);
            let slot = Slot {
                key: "F-04",
                signer: signing.person.as_str(),
                form: "F-04",
                sheet: "《鉴定材料接收暨确认清单》",
                height: 104.0,
            };
            desk.pad(ui, slot, "", &mut signing.manner);
            ui.add_space(8.0);
        },
        |ui| {
            let record = Button::primary("确认").page().why(why.as_ref()).ui(ui).clicked();
            (record, Button::secondary("取消").page().ui(ui).clicked())
        },
    );
    let (record, cancel) = output.foot;
    if record && let Some(manner) = signing.manner.clone() {
        let person = signing.person.clone();
        answer(counter, signing.material, signing.side, &person, MaterialAnswer::Confirmed { manner });
    }
    if output.closed || cancel || record {
        counter.visit.signing.close();
    } else {
        counter.visit.materials.signing = Some(signing);
    }
}

/// What has to be there before the review begins.
pub fn missing(counter: &Counter<'_, '_>) -> Vec<Missing> {
    let mut list = Vec::new();
    if !counter.visit.draft.material.name.trim().is_empty() {
        let fact = format!("「{}」还没有登记", counter.visit.draft.material.name.trim());
        list.push(Missing::field(fact, "写全这一行，按 Enter", "materials").later());
    }
    if counter.state() <= CaseState::Received {
        add_stopping(&mut list, &counter.guarding(Step::BeginReview), &[Place::Materials], true);
    }
    if counter.is_joint() {
        let n = rows(counter).iter().filter(|row| usability(counter, row.id) != Usability::Usable).count();
        if n > 0 {
            let fact = format!("{n} 件材料双方还没都确认");
            list.push(Missing::field(fact, "没确认的锁住不用，不挡受理", "materials").later());
        }
    }
    list
}

/// On to the review.
pub fn next(counter: &mut Counter<'_, '_>) {
    counter.visit.tried = Some(IntakeStep::Materials);
    let Some(case) = counter.visit.who.case() else { return };
    counter.save();
    if counter.state() == CaseState::Received {
        let reasons = counter.visit.draft.reasons.clone();
        let request = desk::Request::BeginReview { case, reasons };
        counter.ask(Action::Reception(request), Then::Go(IntakeStep::Review));
    } else {
        counter.go(IntakeStep::Review);
    }
}
