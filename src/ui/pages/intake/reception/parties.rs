//! Who commissions, who is examined, who stands by them: 委托人 被鉴定人 监护人 代理人 陪同人员.

use crate::domain::moment::Moment;
use crate::domain::person::Person;
use crate::domain::reception::Agent;
use crate::domain::reception::Client;
use crate::domain::reception::ClientKind;
use crate::domain::reception::CommissionMode;
use crate::domain::reception::Companion;
use crate::domain::reception::Intake;
use crate::services::reception::fresh_person;
use crate::ui::components::button::Button;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::field::Field;
use crate::ui::components::form_grid::Card;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::id_number;
use crate::ui::components::paint;
use crate::ui::components::segmented::Segmented;
use crate::ui::pages::intake::ask;
use crate::ui::pages::intake::ask::Choice;
use crate::ui::pages::intake::counter::Counter;
use crate::ui::pages::intake::reception::guardians::capacity_ui;
use crate::ui::pages::intake::reception::guardians::guardian_card;
use crate::ui::pages::intake::reception::guardians::needs_guardian;
use crate::ui::pages::intake::reception::insurers;
use crate::ui::pages::intake::reception::people;
use crate::ui::pages::intake::reception::people::Looker;
use crate::ui::pages::intake::reception::people::PersonLook;
use crate::ui::pages::intake::visit::Draft;
use crate::ui::pages::intake::visit::Visit;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use egui::Id;
use egui::Rect;
use egui::Sense;
use egui::Ui;
use egui::vec2;

/// Who may stand as a party.
const PARTIES: [(ClientKind, &str); 5] = [
    (ClientKind::Victim, "受害人"),
    (ClientKind::InsuredPerson, "被保险人"),
    (ClientKind::PolicyHolder, "投保人"),
    (ClientKind::LawFirmAgent, "律所代理"),
    (ClientKind::Other, "其他"),
];

pub const RELATIONS: [&str; 7] = ["父亲", "母亲", "配偶", "儿子", "女儿", "兄弟姐妹", "同事"];

/// Whether the question 「被鉴定人是不是本人」 makes sense: somebody of flesh commissions.
pub fn asks_self(intake: &Intake) -> bool {
    intake.clients.first().is_some_and(|client| !is_organisation(client.kind))
}

pub fn is_organisation(kind: ClientKind) -> bool {
    matches!(kind, ClientKind::Insurer | ClientKind::Authority)
}

/// A client nobody has written down yet.
pub fn blank(kind: ClientKind, now: Moment) -> Client {
    Client {
        kind,
        person: Person::unnamed(fresh_person(now)),
        insurer: None,
        organisation: String::new(),
        relation: String::new(),
    }
}

/// The clients a mode asks for; whoever was written down stays.
pub fn shape(visit: &mut Visit, now: Moment) {
    let draft = &mut visit.draft;
    let wanted: &[ClientKind] = match draft.intake.mode {
        Some(CommissionMode::Joint) => &[ClientKind::Other, ClientKind::Insurer],
        Some(CommissionMode::UnilateralInsurer) => &[ClientKind::Insurer],
        Some(CommissionMode::Authority) => &[ClientKind::Authority],
        Some(CommissionMode::UnilateralParty) | None => &[ClientKind::Other],
    };
    let is_blank = |client: &Client| client.called().trim().is_empty();
    draft.intake.clients.retain(|client| !is_blank(client));
    for kind in wanted {
        let is_there =
            draft.intake.clients.iter().any(|client| is_organisation(*kind) == is_organisation(client.kind));
        if !is_there {
            let client = blank(*kind, now);
            if is_organisation(*kind) {
                draft.kinds_chosen.insert(client.person.id);
            }
            draft.intake.clients.push(client);
        }
    }
    draft.intake.clients.sort_by_key(|client| is_organisation(client.kind));
    if !asks_self(&draft.intake) {
        draft.is_self = Some(false);
    }
}

/// 委托人.
pub fn clients_card(ui: &mut Ui, counter: &mut Counter<'_, '_>) {
    let now = counter.cx.now;
    let house = counter.house.clone();
    let looker = Looker { now, by: &house.user.name };
    let identity = counter.on_field("identity");
    let mut anchors = Vec::new();
    let mut removed = None;
    let n = counter.visit.draft.intake.clients.len();
    Card::new("委托人").show(ui, |ui| {
        for at in 0..n {
            if at > 0 && head(ui, &ordinal(at, "委托人"), true, at) {
                removed = Some(at);
            }
            let is_organisation =
                counter.visit.draft.intake.clients.get(at).is_some_and(|c| is_organisation(c.kind));
            if is_organisation {
                insurers::client_ui(ui, counter, at, &mut anchors);
            } else {
                let draft = &mut counter.visit.draft;
                party_ui(ui, draft, at, looker, identity.as_ref(), &mut anchors);
            }
        }
        if counter.visit.draft.intake.mode.is_some()
            && Button::quiet("再加一位委托人").icon(icon::ADD).ui(ui).clicked()
        {
            counter.visit.draft.intake.clients.push(blank(ClientKind::Other, now));
        }
    });
    if let Some(at) = removed {
        counter.visit.draft.intake.clients.remove(at);
    }
    for (field, id) in anchors {
        counter.anchor(field, id);
    }
}

/// 「委托人」, 「第 2 位委托人」.
pub fn ordinal(at: usize, role: &str) -> String {
    if at == 0 { role.to_owned() } else { format!("第 {} 位{role}", at + 1) }
}

/// The heading of one of several people; says whether 去掉 was pressed.
pub fn head(ui: &mut Ui, words: &str, removable: bool, salt: usize) -> bool {
    let c = colors();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 32.0), Sense::hover());
    if salt > 0 {
        paint::hline(ui, rect, rect.top(), c.line);
    }
    paint::put_left(ui.painter(), rect, &paint::bold(ui, Type::Body, c.ink, words));
    if !removable {
        return false;
    }
    let at = Rect::from_min_max(egui::pos2(rect.right() - 60.0, rect.top()), rect.max);
    let mut corner = ui.new_child(egui::UiBuilder::new().max_rect(at).id_salt(("remove", words, salt)));
    Button::quiet("去掉").name(&format!("去掉{words}")).ui(&mut corner).clicked()
}

fn party_ui(
    ui: &mut Ui,
    draft: &mut Draft,
    at: usize,
    looker: Looker<'_>,
    identity: Option<&crate::ui::components::finding::FindingLine>,
    anchors: &mut Vec<(&'static str, Id)>,
) {
    let role = ordinal(at, "委托人");
    let salt = format!("client {at}");
    let Draft { intake, kinds_chosen, is_self, .. } = draft;
    let Some(client) = intake.clients.get_mut(at) else { return };
    FormGrid::show(ui, |grid| {
        grid.row(|row| {
            row.cell(12, |ui| {
                let id = client.person.id;
                let mut kind = kinds_chosen.contains(&id).then_some(client.kind);
                let label = format!("{role}是");
                let response = Segmented::new(&label, &mut kind, &PARTIES).salt(&salt).required().ui(ui);
                anchors.push(("client_kind", response.id));
                if let Some(kind) = kind {
                    client.kind = kind;
                    kinds_chosen.insert(id);
                }
            });
        });
        if client.kind == ClientKind::LawFirmAgent {
            grid.row(|row| {
                row.cell(12, |ui| {
                    let label = format!("{role}的律师事务所");
                    Field::new(&label, &mut client.organisation).salt(&salt).required().ui(ui)
                });
            });
        }
        let look = PersonLook { role: &role, salt: &salt, with_address: true, finding: identity };
        let ids = people::person(grid, look, &mut client.person, looker);
        anchors.push(("client_name", ids.name));
        anchors.push(("clients", ids.name));
        if *is_self == Some(true) && at == 0 {
            anchors.push(("identity", ids.check));
        }
        grid.row(|row| {
            if at == 0 {
                row.cell(4, |ui| {
                    let answers = [(true, "委托人本人"), (false, "另有其人")];
                    let response = Segmented::new("被鉴定人是", is_self, &answers).required().ui(ui);
                    anchors.push(("is_self", response.id));
                    if response.changed() {
                        match *is_self {
                            Some(true) => "本人".clone_into(&mut client.relation),
                            _ => client.relation.clear(),
                        }
                    }
                });
            }
            if at > 0 || *is_self == Some(false) {
                row.cell(4, |ui| {
                    let label = format!("{role}与被鉴定人的关系");
                    let look = Choice { salt: &salt, hint: "父亲、配偶 …", ..Choice::default() };
                    ask::suggested(ui, &label, &mut client.relation, &RELATIONS, look)
                });
            }
        });
    });
    // 「另有其人」 after 「本人」: the subject is another person from now on.
    if *is_self == Some(false) && intake.clients.first().is_some_and(|c| c.person.id == intake.subject.id) {
        intake.subject = Person::unnamed(fresh_person(looker.now));
    }
}

/// 被鉴定人 and, when the law asks for one, the guardian.
pub fn subject_cards(ui: &mut Ui, counter: &mut Counter<'_, '_>) {
    let now = counter.cx.now;
    let house = counter.house.clone();
    let looker = Looker { now, by: &house.user.name };
    let identity = counter.on_field("identity");
    let today = counter.today();
    let mut anchors = Vec::new();
    let draft = &mut counter.visit.draft;
    let aside = match draft.intake.subject.age_on(today) {
        Some(age) => format!("{age} 岁"),
        None => String::new(),
    };
    Card::new("被鉴定人").aside(&aside).show(ui, |ui| {
        if draft.is_self == Some(true) {
            let name = draft.intake.subject.name.as_str().to_owned();
            let words = if name.is_empty() {
                "委托人本人".to_owned()
            } else {
                format!("{name}（委托人本人）")
            };
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
            paint::put_left(ui.painter(), rect, &paint::regular(ui, Type::Field, colors().ink, words));
        } else {
            FormGrid::show(ui, |grid| {
                let look = PersonLook {
                    role: "被鉴定人",
                    salt: "subject",
                    with_address: true,
                    finding: identity.as_ref(),
                };
                let ids = people::person(grid, look, &mut draft.intake.subject, looker);
                anchors.push(("subject_name", ids.name));
                anchors.push(("identity", ids.check));
            });
        }
        capacity_ui(ui, &mut draft.intake, today);
    });
    if needs_guardian(&draft.intake, today) || !draft.intake.guardians.is_empty() {
        ui.add_space(super::GAP - ui.spacing().item_spacing.y);
        guardian_card(ui, draft, looker, &mut anchors);
    }
    for (field, id) in anchors {
        counter.anchor(field, id);
    }
}

/// 代理人 and 陪同人员: nobody until somebody is there.
pub fn others_card(ui: &mut Ui, counter: &mut Counter<'_, '_>) {
    let now = counter.cx.now;
    let house = counter.house.clone();
    let looker = Looker { now, by: &house.user.name };
    let intake = &mut counter.visit.draft.intake;
    Card::new("代理人、陪同人员").aside("来了谁记谁，身份都要核对").show(ui, |ui| {
        let mut gone = None;
        for at in 0..intake.agents.len() {
            let role = ordinal(at, "代理人");
            if head(ui, &role, true, at) {
                gone = Some(at);
            }
            agent_ui(ui, &mut intake.agents[at], at, &role, looker);
        }
        if let Some(at) = gone.take() {
            intake.agents.remove(at);
        }
        for at in 0..intake.companions.len() {
            let role = ordinal(at, "陪同人员");
            if head(ui, &role, true, at) {
                gone = Some(at);
            }
            companion_ui(ui, &mut intake.companions[at], at, &role, looker);
        }
        if let Some(at) = gone {
            intake.companions.remove(at);
        }
        ui.horizontal(|ui| {
            if Button::quiet("代理人").icon(icon::ADD).name("登记代理人").ui(ui).clicked() {
                let person = Person::unnamed(fresh_person(now));
                intake.agents.push(Agent { person, unit: String::new(), has_authorisation: false });
            }
            if Button::quiet("陪同人员").icon(icon::ADD).name("登记陪同人员").ui(ui).clicked() {
                let person = Person::unnamed(fresh_person(now));
                intake.companions.push(Companion { person, relation: String::new() });
            }
        });
    });
}

fn agent_ui(ui: &mut Ui, agent: &mut Agent, at: usize, role: &str, looker: Looker<'_>) {
    let salt = format!("agent {at}");
    FormGrid::show(ui, |grid| {
        let look = PersonLook { role, salt: &salt, with_address: false, finding: None };
        people::person(grid, look, &mut agent.person, looker);
        grid.row(|row| {
            row.cell(6, |ui| {
                Field::new(&format!("{role}单位"), &mut agent.unit).salt(&salt).ui(ui);
            });
            row.cell(6, |ui| {
                ui.add_space(24.0);
                let words = format!("{role}交了授权委托书原件");
                Checkbox::new(&words, &mut agent.has_authorisation).ui(ui);
            });
        });
    });
}

fn companion_ui(ui: &mut Ui, companion: &mut Companion, at: usize, role: &str, looker: Looker<'_>) {
    let salt = format!("companion {at}");
    FormGrid::show(ui, |grid| {
        let look = PersonLook { role, salt: &salt, with_address: false, finding: None };
        people::person(grid, look, &mut companion.person, looker);
        grid.row(|row| {
            row.cell(6, |ui| {
                let label = format!("{role}与被鉴定人的关系");
                let look = Choice { salt: &salt, hint: "邻居、工友 …", ..Choice::default() };
                ask::suggested(ui, &label, &mut companion.relation, &RELATIONS, look)
            });
        });
    });
}

/// An organisation that commissions has a handler; only name and telephone are asked.
pub fn handler_ui(grid: &mut FormGrid<'_>, person: &mut Person, salt: &str) -> Id {
    let mut id = Id::NULL;
    grid.row(|row| {
        row.cell(4, |ui| {
            id = ask::name(ui, "承办人姓名", salt, &mut person.name, true).response.id;
        });
        row.cell(4, |ui| {
            ask::personal(ui, ("承办人电话", salt), &mut person.phone, |ui, text| {
                id_number::phone("承办人电话", text).salt(salt).ui(ui)
            });
        });
    });
    id
}
