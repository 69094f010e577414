//! 委托书 (F-01): previewed, signed by every client and by the institution, in force from its day.

use crate::domain::agreement_change::terms;
use crate::domain::commission::Agreement;
use crate::domain::ids::PersonId;
use crate::domain::moment::Day;
use crate::domain::reception::Client;
use crate::domain::reception::ClientKind;
use crate::domain::rules::Findings;
use crate::domain::secret::PersonName;
use crate::domain::sheet::FormNo;
use crate::domain::signature::Manner;
use crate::domain::signature::Signature;
use crate::domain::signature::Signer;
use crate::domain::step::Step;
use crate::ui::components::button::Button;
use crate::ui::components::chip::Chip;
use crate::ui::components::chip::Tone;
use crate::ui::components::flow;
use crate::ui::components::form_grid::Card;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::paint;
use crate::ui::pages::intake::ask;
use crate::ui::pages::intake::ask::Choice;
use crate::ui::pages::intake::ask::DayLook;
use crate::ui::pages::intake::assignment;
use crate::ui::pages::intake::commission::Phase;
use crate::ui::pages::intake::commission::reasons_card;
use crate::ui::pages::intake::counter::Counter;
use crate::ui::pages::intake::signing::Slot;
use crate::ui::pages::intake::visit::HandsOn;
use crate::ui::pages::intake::visit::Visit;
use crate::ui::pages::intake::visit::as_if;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use egui::Id;
use egui::Sense;
use egui::Ui;
use egui::vec2;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;

/// The agreement as far as it was signed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AgreementSheet {
    pub signatures: BTreeMap<PersonId, Manner>,
    pub institution_signer: String,
    pub effective_on: Option<Day>,
}

/// F-01: preview, every signature, the day of effect.
pub fn agreement_card(ui: &mut Ui, counter: &mut Counter<'_, '_>, phase: Phase) {
    let today = counter.today();
    let in_force = phase == Phase::InForce;
    let clients = counter.visit.draft.intake.clients.clone();
    let mut anchor = Id::NULL;
    let mut preview = false;
    Card::new("委托书 F-01").aside("先看一眼再签，份数按约定").show(ui, |ui| {
        preview = Button::secondary("预览委托书").icon(icon::DOCUMENT).ui(ui).clicked();
        ui.add_space(8.0);
        for client in &clients {
            let id = client_ui(ui, counter, client, in_force);
            if anchor == Id::NULL {
                anchor = id;
            }
        }
        if in_force {
            return;
        }
        // Nobody is left to sign on paper: the field that is built next has the keyboard.
        if counter.visit.hands_on == Some(HandsOn::Signed) && flow::hand_on(ui) {
            counter.visit.hands_on = None;
        }
        let directors: Vec<_> =
            counter.house.staff.iter().filter(|m| assignment::may_sign(m)).cloned().collect();
        let names: Vec<&str> = directors.iter().map(|member| member.name.as_str()).collect();
        let draft = &mut counter.visit.draft.agreement;
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(6, |ui| {
                    let look = Choice {
                        required: true, hint: "谁代表机构签名、盖章", ..Choice::default()
                    };
                    ask::suggested(ui, "机构签名人", &mut draft.institution_signer, &names, look)
                });
                row.cell(6, |ui| {
                    let mut on = draft.effective_on.or(Some(today));
                    let look = DayLook { required: true, ..DayLook::default() };
                    ask::day(ui, "生效日", &mut on, today, look);
                    draft.effective_on =
                        on.filter(|on| *on != today).or(draft.effective_on.filter(|_| on.is_none()));
                });
            });
        });
    });
    reasons_card(ui, counter, Step::SignAgreement);
    counter.anchor("signatures", anchor);
    counter.anchor("agreement", anchor);
    if preview {
        counter.sheet(FormNo::F01);
    }
}

/// The box of one client.
pub fn client_ui(ui: &mut Ui, counter: &mut Counter<'_, '_>, client: &Client, in_force: bool) -> Id {
    let c = colors();
    let id = client.person.id;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
    let called = if client.organisation.is_empty() {
        client.person.name.as_str().to_owned()
    } else {
        format!("{}　承办人{}", client.organisation, client.person.name.as_str())
    };
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &called));
    paint::put_left(ui.painter(), rect, &paint::name(ui, Type::Body, c.ink, &called));
    if is_bound_by_letter(counter, client) {
        Chip::new("以共同委托书原件为凭", Tone::Green).icon(icon::DONE).ui(ui);
        ui.add_space(8.0);
        return response.id;
    }
    if in_force {
        let signed = counter.case.as_ref().and_then(|case| {
            let agreement = case.file.agreement()?;
            agreement.signatures.iter().find(|signature| signature.signer.person == Some(id)).cloned()
        });
        let words = signed.map_or("未见签名", |signature| signature.manner.label());
        Chip::new(words, Tone::Green).icon(icon::DONE).ui(ui);
        ui.add_space(8.0);
        return response.id;
    }
    let key = id.to_string();
    let name = client.person.name.as_str();
    let slot = Slot { key: &key, signer: name, sheet: "《司法鉴定委托书》", height: 72.0 };
    let house = counter.house.clone();
    let Visit { signing, draft, hands_on, .. } = &mut *counter.visit;
    let mut manner = draft.agreement.signatures.get(&id).cloned();
    let pad = signing.pad(ui, slot, "", &mut manner);
    ui.horizontal(|ui| {
        if manner.is_some() && Button::quiet("重签").name(&format!("{name}重签")).ui(ui).clicked() {
            signing.again(slot, &mut manner);
        }
        if manner.is_none() {
            let paper = Button::quiet("纸上签的…").name(&format!("{name}在纸上签")).ui(ui);
            if paper.clicked() {
                signing.on_paper(slot, &house);
            }
            let may_take = ui.memory(|memory| memory.allows_interaction(ui.layer_id()));
            if *hands_on == Some(HandsOn::Signed) && may_take {
                flow::focus(ui.ctx(), paper.id);
                *hands_on = None;
            }
        }
    });
    match manner {
        Some(manner) => draft.agreement.signatures.insert(id, manner),
        None => draft.agreement.signatures.remove(&id),
    };
    pad
}

/// An insurer that does not come is bound by the original of its letter (SC-2.1g).
pub fn is_bound_by_letter(counter: &Counter<'_, '_>, client: &Client) -> bool {
    let letter = counter.case.as_ref().and_then(|case| case.file.joint_letter());
    client.kind == ClientKind::Insurer && letter.is_some_and(|letter| letter.is_original)
}

/// The agreement as it would be kept.
pub fn agreement(counter: &Counter<'_, '_>) -> Agreement {
    let draft = &counter.visit.draft;
    let signatures = draft.intake.clients.iter().filter_map(|client| {
        let manner = draft.agreement.signatures.get(&client.person.id)?.clone();
        let signer = Signer {
            person: Some(client.person.id),
            name: client.person.name.clone(),
            capacity: "委托人".to_owned(),
        };
        Some(Signature { form: FormNo::F01, signer, manner, shown_sha256: String::new() })
    });
    Agreement {
        effective_on: draft.agreement.effective_on.unwrap_or(counter.today()),
        signatures: signatures.collect(),
        institution_signer: PersonName::new(&draft.agreement.institution_signer),
        terms: terms(&draft.intake),
    }
}

/// What the rules say about the agreement as it would be kept.
pub fn agreement_findings(counter: &Counter<'_, '_>) -> Findings {
    counter.judged(Step::SignAgreement, |file, now, by| {
        file.agreements.push(as_if(agreement(counter), now, by));
    })
}
