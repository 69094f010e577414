//! 监护人、近亲属: asked for by themselves when the law wants one beside the subject (通则 25 条).

use crate::domain::identity::Capacity;
use crate::domain::identity::capacity;
use crate::domain::law::general;
use crate::domain::law::numbers;
use crate::domain::moment::Day;
use crate::domain::moment::Moment;
use crate::domain::person::Person;
use crate::domain::reception::Category;
use crate::domain::reception::Guardian;
use crate::domain::reception::Intake;
use crate::services::reception::fresh_person;
use crate::ui::components::button::Button;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::chip::Tone;
use crate::ui::components::citation::CitationRef;
use crate::ui::components::field::Field;
use crate::ui::components::form_grid::Card;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::notice::Notice;
use crate::ui::components::segmented::Segmented;
use crate::ui::pages::intake::ask;
use crate::ui::pages::intake::ask::Choice;
use crate::ui::pages::intake::reception::parties::RELATIONS;
use crate::ui::pages::intake::reception::parties::head;
use crate::ui::pages::intake::reception::parties::is_organisation;
use crate::ui::pages::intake::reception::parties::ordinal;
use crate::ui::pages::intake::reception::people;
use crate::ui::pages::intake::reception::people::Looker;
use crate::ui::pages::intake::reception::people::PersonLook;
use crate::ui::pages::intake::visit::Draft;
use crate::ui::theme::icon;
use egui::Id;
use egui::Ui;

/// 被鉴定人 without full capacity (通则 25 条): a guardian or close relative has to come.
pub fn needs_guardian(intake: &Intake, on: Day) -> bool {
    let facts = &intake.subject_capacity;
    let found = capacity(
        intake.subject.age_on(on),
        facts.own_income_basis.as_deref(),
        facts.declared_incapable.as_deref(),
    );
    let psychiatric = intake.category == Some(Category::FmPsy);
    psychiatric || found.is_some_and(Capacity::needs_statutory_witness)
}

/// What a birthday alone does not tell about capacity, each with what it rests on.
pub fn capacity_ui(ui: &mut Ui, intake: &mut Intake, today: Day) {
    let age = intake.subject.age_on(today);
    let may_earn = age.is_some_and(|age| {
        age >= u32::from(numbers::AGE_OF_OWN_EARNINGS.newest())
            && age < u32::from(numbers::AGE_OF_MAJORITY.newest())
    });
    let facts = &mut intake.subject_capacity;
    basis_ui(ui, "有依据认定被鉴定人不能辨认自己的行为", "认定的依据", &mut facts.declared_incapable);
    if may_earn || facts.own_income_basis.is_some() {
        let words = "被鉴定人以自己的劳动收入为主要生活来源";
        basis_ui(ui, words, "劳动收入的依据", &mut facts.own_income_basis);
    }
}

pub fn basis_ui(ui: &mut Ui, words: &str, label: &str, basis: &mut Option<String>) {
    let mut is_said = basis.is_some();
    if Checkbox::new(words, &mut is_said).ui(ui).changed() {
        *basis = is_said.then(String::new);
    }
    if let Some(text) = basis {
        Field::new(label, text).required().hint("判决书、鉴定意见、监护关系证明 …").ui(ui);
    }
}

pub fn guardian_card(
    ui: &mut Ui,
    draft: &mut Draft,
    looker: Looker<'_>,
    anchors: &mut Vec<(&'static str, Id)>,
) {
    let cited = CitationRef::new(general::GZ_25.cite(), "GZ-25a");
    let age = draft.intake.subject.age_on(looker.now.day());
    let verdict = match age {
        Some(age) if age < 18 => format!("被鉴定人 {age} 岁"),
        _ => "要有法定见证人".to_owned(),
    };
    Card::new("监护人、近亲属").show(ui, |ui| {
        Notice::new(Tone::Amber, icon::WARNING, &verdict, "检查时监护人或近亲属要到场见证，不到场不得开展")
            .cited(Some(&cited))
            .ui(ui);
        let mut removed = None;
        for at in 0..draft.intake.guardians.len() {
            let role = ordinal(at, "监护人");
            if head(ui, &role, true, at) {
                removed = Some(at);
            }
            guardian_ui(ui, draft, at, &role, looker, anchors);
        }
        if let Some(at) = removed {
            draft.intake.guardians.remove(at);
        }
        guardian_buttons(ui, draft, looker.now, anchors);
    });
}

pub fn guardian_ui(
    ui: &mut Ui,
    draft: &mut Draft,
    at: usize,
    role: &str,
    looker: Looker<'_>,
    anchors: &mut Vec<(&'static str, Id)>,
) {
    let salt = format!("guardian {at}");
    let Some(guardian) = draft.intake.guardians.get_mut(at) else { return };
    let id = guardian.person.id;
    FormGrid::show(ui, |grid| {
        grid.row(|row| {
            row.cell(4, |ui| {
                let mut kind = draft.kinds_chosen.contains(&id).then_some(guardian.is_guardian);
                let label = format!("{role}是");
                let answers = [(true, "监护人"), (false, "近亲属")];
                Segmented::new(&label, &mut kind, &answers).salt(&salt).required().ui(ui);
                if let Some(kind) = kind {
                    guardian.is_guardian = kind;
                    draft.kinds_chosen.insert(id);
                }
            });
            row.cell(4, |ui| {
                let label = format!("{role}与被鉴定人的关系");
                let look = Choice { salt: &salt, required: true, hint: "父亲、母亲 …" };
                ask::suggested(ui, &label, &mut guardian.relation, &RELATIONS, look)
            });
        });
        let look = PersonLook { role, salt: &salt, with_address: false, finding: None };
        let ids = people::person(grid, look, &mut guardian.person, looker);
        anchors.push(("guardian", ids.name));
    });
}

pub fn guardian_buttons(ui: &mut Ui, draft: &mut Draft, now: Moment, anchors: &mut Vec<(&'static str, Id)>) {
    let client = draft.intake.clients.first().filter(|client| !is_organisation(client.kind)).cloned();
    ui.horizontal(|ui| {
        if let Some(client) = client
            && draft.is_self == Some(false)
            && draft.intake.guardians.iter().all(|guardian| guardian.person.id != client.person.id)
            && !client.person.name.is_empty()
        {
            let word = format!("就是委托人{}", client.person.name.as_str());
            if Button::secondary(&word).ui(ui).clicked() {
                let guardian =
                    Guardian { person: client.person, relation: client.relation, is_guardian: true };
                draft.intake.guardians.push(guardian);
            }
        }
        let response = Button::quiet("登记监护人、近亲属").icon(icon::ADD).ui(ui);
        if draft.intake.guardians.is_empty() {
            anchors.push(("guardian", response.id));
        }
        if response.clicked() {
            let person = Person::unnamed(fresh_person(now));
            draft.intake.guardians.push(Guardian { person, relation: String::new(), is_guardian: true });
        }
    });
}
