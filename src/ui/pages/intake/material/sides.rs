//! The two sides of a joint commission and their word on one item: confirmed on paper or on the pad, or disputed.

use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::material::Material;
use crate::domain::material::MaterialAnswer;
use crate::domain::material::MaterialConfirmation;
use crate::domain::material::Side;
use crate::domain::material::Usability;
use crate::domain::secret::PersonName;
use crate::domain::signature::Manner;
use crate::services::material as service;
use crate::services::request::Action;
use crate::ui::components::button::Button;
use crate::ui::components::field::Field;
use crate::ui::components::finding::FindingLine;
use crate::ui::components::modal::Modal;
use crate::ui::components::paint;
use crate::ui::law;
use crate::ui::pages::intake::ask;
use crate::ui::pages::intake::counter::Counter;
use crate::ui::pages::intake::material::item::MaterialDraft;
use crate::ui::pages::intake::material::usability;
use crate::ui::pages::intake::signing::Slot;
use crate::ui::pages::intake::visit::Then;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use egui::Ui;

/// What the screen remembers of the list.
#[derive(Default)]
pub struct MaterialDesk {
    pub selected: Option<EvidenceId>,
    dispute: Option<Dispute>,
    signing: Option<Signing>,
}

/// 有异议… stands open.
pub struct Dispute {
    material: EvidenceId,
    side: Side,
    person: String,
    reason: String,
}

/// Somebody confirms an item on the pad.
pub struct Signing {
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

/// What can be done with the chosen item.
pub fn chosen_ui(ui: &mut Ui, counter: &mut Counter<'_, '_>, row: &Recorded<Material>) {
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
    ui.add_space(4.0);
    for side in Side::ALL.into_iter().filter(|_| is_joint) {
        side_ui(ui, counter, row.id, side);
    }
    if Button::quiet("更正…").name(&format!("更正{}", row.body.name)).ui(ui).clicked() {
        counter.visit.draft.material = MaterialDraft::of(row);
    }
}

/// One side's ways to speak about the chosen item.
fn side_ui(ui: &mut Ui, counter: &mut Counter<'_, '_>, item: EvidenceId, side: Side) {
    let person = person_of(counter, side);
    let name = |word: &str| format!("{}{word}", side.label());
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(egui::vec2(80.0, 32.0), egui::Sense::hover());
        paint::put_left(ui.painter(), rect, &paint::line(ui, Type::Body, colors().ink2, side.label()));
        if Button::secondary("纸上确认").name(&name("纸上确认")).ui(ui).clicked() && !person.is_empty()
        {
            answer(counter, item, side, &person, MaterialAnswer::Confirmed { manner: Manner::Paper });
        }
        if Button::quiet("屏上确认…").name(&name("屏上确认…")).ui(ui).clicked() {
            counter.visit.signing.close();
            counter.visit.materials.signing =
                Some(Signing { material: item, side, person: person.clone(), manner: None });
        }
        if Button::quiet("有异议…").name(&name("有异议…")).ui(ui).clicked() {
            counter.visit.materials.dispute =
                Some(Dispute { material: item, side, person, reason: String::new() });
        }
    });
}

/// Who speaks for a side, as the intake knows them.
pub fn person_of(counter: &Counter<'_, '_>, side: Side) -> String {
    use crate::domain::reception::ClientKind;
    let clients = &counter.visit.draft.intake.clients;
    let client =
        clients.iter().find(|client| (client.kind == ClientKind::Insurer) == (side == Side::Insurer));
    client.map(|client| client.person.name.as_str().to_owned()).unwrap_or_default()
}

pub fn answer(
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

pub fn dispute_modal(ui: &Ui, counter: &mut Counter<'_, '_>) {
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

pub fn signing_modal(ui: &Ui, counter: &mut Counter<'_, '_>) {
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
