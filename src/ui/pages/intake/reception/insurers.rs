//! The insurers a case concerns, out of the directory by name or initials; a new one is registered on the spot.

use crate::domain::ids::InsurerId;
use crate::domain::insurer::Insurer;
use crate::domain::reception::CaseInsurer;
use crate::domain::reception::ClientKind;
use crate::domain::reception::InsurerSearch;
use crate::domain::secret::PersonName;
use crate::domain::secret::Phone;
use crate::services::directory;
use crate::services::directory::fresh_insurer;
use crate::services::request::Action;
use crate::ui::components::button::Button;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::combo::Combo;
use crate::ui::components::combo::ComboItem;
use crate::ui::components::field::Field;
use crate::ui::components::flow;
use crate::ui::components::form_grid::Card;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::id_number;
use crate::ui::components::paint;
use crate::ui::pages::intake::ask;
use crate::ui::pages::intake::ask::Choice;
use crate::ui::pages::intake::counter::Counter;
use crate::ui::pages::intake::reception::parties;
use crate::ui::pages::intake::visit::Then;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use egui::Id;
use egui::Rect;
use egui::Sense;
use egui::Ui;
use egui::vec2;

const COVERS: [&str; 5] = ["交强险", "商业险", "意外险", "雇主责任险", "工程险"];

/// The directory as a list to search.
fn items(insurers: &[Insurer]) -> Vec<ComboItem> {
    let item =
        |insurer: &Insurer| ComboItem::new(insurer.id.to_string(), &insurer.name).detail(&insurer.short_name);
    insurers.iter().map(item).collect()
}

/// An insurer was taken from the list, or is to be registered under this name.
enum Taken {
    Known(InsurerId),
    Fresh(String),
}

/// The searched list of insurers; the text is the page's.
fn list_ui(
    ui: &mut Ui,
    label: &str,
    text: &mut String,
    insurers: &[Insurer],
    required: bool,
) -> (Option<Taken>, Id) {
    let items = items(insurers);
    let mut picked = None;
    let mut combo = Combo::new(label, text, &mut picked, &items)
        .source("名录", "家")
        .register()
        .hint("名称、简称或首字母");
    if required {
        combo = combo.required();
    }
    let output = combo.ui(ui);
    let known = picked.and_then(|key| key.parse::<InsurerId>().ok()).filter(|_| output.picked);
    let taken = known.map(Taken::Known).or(output.register.map(Taken::Fresh));
    (taken, output.field.response.id)
}

/// The client that is an insurer, or an authority.
pub fn client_ui(
    ui: &mut Ui,
    counter: &mut Counter<'_, '_>,
    at: usize,
    anchors: &mut Vec<(&'static str, Id)>,
) {
    let insurers = counter.house.insurers.clone();
    let Some(client) = counter.visit.draft.intake.clients.get_mut(at) else { return };
    let salt = format!("client {at}");
    let mut taken = None;
    FormGrid::show(ui, |grid| {
        grid.row(|row| {
            row.cell(8, |ui| {
                let id = if client.kind == ClientKind::Insurer {
                    let (chosen, id) =
                        list_ui(ui, "委托的保险机构", &mut client.organisation, &insurers, true);
                    taken = chosen;
                    id
                } else {
                    Field::new("办案机关名称", &mut client.organisation).required().ui(ui).response.id
                };
                anchors.push(("client_name", id));
                anchors.push(("clients", id));
            });
        });
        parties::handler_ui(grid, &mut client.person, &salt);
    });
    let Some(taken) = taken else { return };
    match taken {
        Taken::Known(id) => {
            client.insurer = Some(id);
            add_known(counter, id);
        }
        Taken::Fresh(name) => {
            client.organisation.clone_from(&name);
            register(counter, name);
        }
    }
}

/// 保险机构 of the case.
pub fn card(ui: &mut Ui, counter: &mut Counter<'_, '_>) {
    let insurers = counter.house.insurers.clone();
    let mut taken = None;
    let mut removed = None;
    let mut anchors = Vec::new();
    let visit = &mut *counter.visit;
    let n = visit.draft.intake.insurers.len();
    let aside = if n > 0 { format!("{n} 家，交强险和商业险各记一行") } else { String::new() };
    Card::new("保险机构").aside(&aside).show(ui, |ui| {
        for at in 0..n {
            if row_ui(ui, &mut visit.draft.intake.insurers[at], at, &insurers) {
                removed = Some(at);
            }
        }
        let text = visit.typed.entry("insurer".to_owned()).or_default();
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(8, |ui| {
                    let label = if n == 0 { "相关保险机构" } else { "再加一家保险机构" };
                    let (chosen, id) = list_ui(ui, label, text, &insurers, false);
                    taken = chosen;
                    anchors.push(("insurers", id));
                });
            });
        });
        search_ui(ui, &mut visit.draft.intake.insurer_search, n > 0);
    });
    if let Some(at) = removed {
        visit.draft.intake.insurers.remove(at);
    }
    if let Some(taken) = taken {
        visit.typed.remove("insurer");
        match taken {
            Taken::Known(id) => {
                add_known(counter, id);
                // The list is gone or renamed; the keyboard goes on in the new row.
                ui.data_mut(|data| data.insert_temp(just_taken(), Some(id)));
            }
            Taken::Fresh(name) => register(counter, name),
        }
    }
    for (field, id) in anchors {
        counter.anchor(field, id);
    }
}

/// Where the insurer that was taken just now is noted, until its row has the keyboard.
fn just_taken() -> Id {
    Id::unique("insurer just taken")
}

/// One insurer of the case; says whether it is to go.
fn row_ui(ui: &mut Ui, insurer: &mut CaseInsurer, at: usize, directory: &[Insurer]) -> bool {
    let c = colors();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 32.0), Sense::hover());
    if at > 0 {
        paint::hline(ui, rect, rect.top(), c.line);
    }
    paint::put_left(ui.painter(), rect, &paint::bold(ui, Type::Body, c.ink, &insurer.name));
    let corner = Rect::from_min_max(egui::pos2(rect.right() - 60.0, rect.top()), rect.max);
    let mut corner = ui.new_child(egui::UiBuilder::new().max_rect(corner).id_salt(("insurer gone", at)));
    let name = format!("去掉{}", insurer.name);
    let gone = Button::quiet("去掉").name(&name).ui(&mut corner).clicked();
    let salt = format!("insurer {at}");
    let known = directory.iter().find(|known| known.id == insurer.insurer);
    let contacts: Vec<&str> =
        known.map(|known| known.contacts.iter().map(|c| c.name.as_str()).collect()).unwrap_or_default();
    FormGrid::show(ui, |grid| {
        grid.row(|row| {
            row.cell(3, |ui| {
                let look = Choice { salt: &salt, required: true, hint: "交强险 …" };
                let cover = ask::suggested(ui, "险种", &mut insurer.cover, &COVERS, look);
                if ui.data(|data| data.get_temp::<Option<InsurerId>>(just_taken())).flatten()
                    == Some(insurer.insurer)
                {
                    ui.data_mut(|data| data.insert_temp(just_taken(), None::<InsurerId>));
                    flow::focus(ui.ctx(), cover.response.id);
                }
            });
            row.cell(3, |ui| {
                Field::new("报案号", &mut insurer.claim_no).salt(&salt).ui(ui);
            });
            row.cell(3, |ui| contact_ui(ui, insurer, &contacts, known, &salt));
            row.cell(3, |ui| {
                ask::personal(ui, ("联系电话", &salt), &mut insurer.contact_phone, |ui, text| {
                    id_number::phone("保险机构联系电话", text).salt(&salt).ui(ui)
                });
            });
        });
    });
    gone
}

/// The contact: those of the directory are a key away and bring their telephone along.
fn contact_ui(
    ui: &mut Ui,
    insurer: &mut CaseInsurer,
    contacts: &[&str],
    known: Option<&Insurer>,
    salt: &str,
) {
    let before = insurer.contact.clone();
    let look = Choice { salt, hint: "联系人", ..Choice::default() };
    ask::personal(ui, ("保险机构联系人", salt), &mut insurer.contact, |ui, text| {
        ask::suggested(ui, "保险机构联系人", text, contacts, look)
    });
    if insurer.contact != before
        && let Some(contact) = known.and_then(|k| k.contacts.iter().find(|c| c.name == insurer.contact))
    {
        insurer.contact_phone = contact.phone.clone();
    }
}

/// 查不到保险机构: what was tried, and the party's word under it (SC-2.2f).
fn search_ui(ui: &mut Ui, search: &mut Option<InsurerSearch>, has_some: bool) {
    if has_some && search.is_none() {
        return;
    }
    let mut is_searched = search.is_some();
    if Checkbox::new("查不到保险机构", &mut is_searched).ui(ui).changed() {
        *search = is_searched.then(|| InsurerSearch { efforts: String::new(), countersigned: false });
    }
    if let Some(search) = search {
        let hint = "问过谁、查过哪里、结果怎样";
        Field::new("查找的经过", &mut search.efforts).rows(2).required().hint(hint).ui(ui);
        Checkbox::new("委托人在查找经过下面签注了", &mut search.countersigned).ui(ui);
    }
}

fn add_known(counter: &mut Counter<'_, '_>, id: InsurerId) {
    let Some(known) = counter.house.insurers.iter().find(|insurer| insurer.id == id) else { return };
    let contact = known.contacts.iter().find(|c| c.is_liaison).or(known.contacts.first());
    let intake = &mut counter.visit.draft.intake;
    let is_twice = intake.insurers.iter().any(|row| row.insurer == id && row.cover.is_empty());
    if is_twice {
        return;
    }
    intake.insurers.push(CaseInsurer {
        insurer: id,
        name: known.name.clone(),
        short_name: known.short_name.clone(),
        cover: String::new(),
        policy_no: String::new(),
        claim_no: String::new(),
        contact: contact.map(|c| c.name.clone()).unwrap_or_default(),
        contact_phone: contact.map(|c| c.phone.clone()).unwrap_or_default(),
    });
}

/// Registers an insurer in the directory and puts it on the sheet at once.
fn register(counter: &mut Counter<'_, '_>, name: String) {
    let id = fresh_insurer(counter.cx.now);
    let at = counter.visit.draft.intake.insurers.len();
    counter.visit.draft.intake.insurers.push(CaseInsurer {
        insurer: id,
        name: name.clone(),
        short_name: String::new(),
        cover: String::new(),
        policy_no: String::new(),
        claim_no: String::new(),
        contact: PersonName::default(),
        contact_phone: Phone::default(),
    });
    let insurer = Insurer {
        id,
        name,
        short_name: String::new(),
        credit_code: String::new(),
        address: String::new(),
        contacts: Vec::new(),
        checked_on: Some(counter.today()),
    };
    let request = directory::Request::SaveInsurer { insurer: Box::new(insurer) };
    counter.ask(Action::Directory(request), Then::InsurerRegistered { insurer: id, at });
}
