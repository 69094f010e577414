//! The fields of one person: name, document, number with what it gives away, telephone, and the look at the document.

use crate::domain::date_words::Lean;
use crate::domain::identity::IdType;
use crate::domain::moment::Day;
use crate::domain::moment::Moment;
use crate::domain::person::Person;
use crate::domain::person::Sex;
use crate::domain::secret::PersonName;
use crate::ui::components::button::Button;
use crate::ui::components::chip::Chip;
use crate::ui::components::chip::Tone;
use crate::ui::components::field::Field;
use crate::ui::components::finding::FindingLine;
use crate::ui::components::finding::Level;
use crate::ui::components::flow;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::form_grid::FormRow;
use crate::ui::components::id_number;
use crate::ui::components::paint;
use crate::ui::components::segmented::Segmented;
use crate::ui::law;
use crate::ui::pages::intake::ask;
use crate::ui::pages::intake::ask::Choice;
use crate::ui::pages::intake::ask::DayLook;
use crate::ui::pages::intake::visit::identity_checked;
use crate::ui::theme::Type;
use crate::ui::theme::icon;
use egui::Id;
use egui::Sense;
use egui::Ui;

/// Who looks at the document, and when.
#[derive(Clone, Copy)]
pub struct Looker<'a> {
    pub now: Moment,
    pub by: &'a PersonName,
}

/// How the fields of a person look.
#[derive(Clone, Copy)]
pub struct PersonLook<'a> {
    /// 委托人、被鉴定人 …; every label begins with it, so that a screen reader tells them apart.
    pub role: &'a str,
    pub salt: &'a str,
    /// The address is asked too.
    pub with_address: bool,
    /// Something is wrong with the identity.
    pub finding: Option<&'a FindingLine>,
}

/// Where the fields came to lie.
pub struct PersonIds {
    pub name: Id,
    pub check: Id,
}

/// The rows of a person.
pub fn person(
    grid: &mut FormGrid<'_>,
    look: PersonLook<'_>,
    person: &mut Person,
    looker: Looker<'_>,
) -> PersonIds {
    let before = (person.name.clone(), person.id_type, person.id_number.clone());
    let mut ids = PersonIds { name: Id::NULL, check: Id::NULL };
    grid.row(|row| {
        row.cell(3, |ui| {
            let label = format!("{}姓名", look.role);
            ids.name = ask::name(ui, &label, look.salt, &mut person.name, true).response.id;
        });
        row.cell(3, |ui| type_ui(ui, look, person));
        row.cell(4, |ui| number_ui(ui, look, person, looker.now.day()));
        row.cell(2, |ui| ids.check = check_ui(ui, look, person, looker));
    });
    if (&before.0, before.1, &before.2) != (&person.name, person.id_type, &person.id_number) {
        // Another name or number is another document: it has to be looked at again.
        person.identity = None;
        if let Some(sex) = person.id_type.sex(person.id_number.as_str()) {
            person.sex = Some(sex);
        }
    }
    grid.row(|row| contact_ui(row, look, person, looker.now.day()));
    ids
}

fn type_ui(ui: &mut Ui, look: PersonLook<'_>, person: &mut Person) {
    let answers = IdType::ALL.map(|one| (one, one.label()));
    let label = format!("{}证件类型", look.role);
    let mut chosen = Some(person.id_type);
    ask::choice(ui, &label, &mut chosen, &answers, Choice { salt: look.salt, ..Choice::default() });
    person.id_type = chosen.unwrap_or(person.id_type);
}

fn number_ui(ui: &mut Ui, look: PersonLook<'_>, person: &mut Person, today: Day) {
    let label = format!("{}证件号码", look.role);
    let fault = person.id_type.faults(person.id_number.as_str(), today).into_iter().next();
    let fault = fault.map(|fault| FindingLine::new(Level::Warn, fault.say));
    let said = said_by_number(person, today);
    let is_citizen =
        matches!(person.id_type, IdType::ResidentId | IdType::HkmoTwResidence | IdType::HouseholdBook);
    ask::personal(ui, (&label, look.salt), &mut person.id_number, |ui, text| {
        let field = if is_citizen {
            id_number::id_number(&label, text)
        } else {
            Field::new(&label, text).tidy(id_number::tidy_number)
        };
        field.salt(look.salt).required().finding(fault.as_ref()).remark(&said).ui(ui)
    });
}

/// 「女　1988-02-14　38 岁」.
fn said_by_number(person: &Person, today: Day) -> String {
    let mut words = Vec::new();
    let sex = person.id_type.sex(person.id_number.as_str()).or(person.sex);
    words.extend(sex.map(|sex| sex.label().to_owned()));
    words.extend(person.birthday().map(|day| day.to_string()));
    words.extend(person.age_on(today).map(|age| format!("{age} 岁")));
    words.join("　")
}

/// The look at the document: a button, and after it who looked and when.
fn check_ui(ui: &mut Ui, look: PersonLook<'_>, person: &mut Person, looker: Looker<'_>) -> Id {
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.add_space(24.0);
    let checked = ui.make_persistent_id(("checked", look.role, look.salt));
    match &person.identity {
        Some(check) => {
            ui.add_space(4.0);
            let response = Chip::new("已核对", Tone::Green).icon(icon::BADGE).ui(ui);
            // The keyboard that pressed the button stands here and goes on from here.
            let response = ui.interact(response.rect, checked, Sense::focusable_noninteractive());
            let words = format!("{} {}", check.at.hour_minute_text(), check.by.as_str());
            let name = format!("{}的证件已核对 {words}", look.role);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Status, true, &name));
            flow::join(ui, checked);
            flow::arrived(ui, &response);
            flow::stride(ui, &response);
            if response.has_focus() {
                paint::ring_outside(ui.painter(), response.rect, 4);
            }
            ui.add_space(4.0);
            ask::note(ui, &words);
            response.id
        }
        None => {
            let name = format!("核对{}的证件", look.role);
            let why = (!person.is_identified()).then(|| {
                law::plain_why("现在还不能核对", "姓名或证件号码还没有写", "核对的是本人和这张证件")
            });
            let response = Button::secondary("核对证件").name(&name).why(why.as_ref()).ui(ui);
            if let Some(finding) = look.finding {
                let (rect, _) =
                    ui.allocate_exact_size(egui::vec2(ui.available_width(), 20.0), Sense::hover());
                let words = paint::line(ui, Type::Note, finding.level.color(), "还没核对");
                paint::put_left(ui.painter(), rect, &words);
            }
            if why.is_none() {
                flow::join(ui, response.id);
            }
            if response.clicked() {
                person.identity = Some(identity_checked(looker.now, looker.by));
                if response.has_focus() {
                    flow::focus(ui.ctx(), checked);
                }
            }
            response.id
        }
    }
}

fn contact_ui(row: &mut FormRow<'_>, look: PersonLook<'_>, person: &mut Person, today: Day) {
    row.cell(3, |ui| {
        let label = format!("{}电话", look.role);
        ask::personal(ui, (&label, look.salt), &mut person.phone, |ui, text| {
            id_number::phone(&label, text).salt(look.salt).ui(ui)
        });
    });
    if person.id_type.birthday(person.id_number.as_str()).is_none() {
        row.cell(3, |ui| {
            let label = format!("{}出生日期", look.role);
            let look = DayLook { lean: Lean::Past, ..DayLook::default() };
            ask::day(ui, &label, &mut person.born_on, today, look);
        });
        row.cell(3, |ui| {
            let label = format!("{}性别", look.role);
            let answers = [Sex::Male, Sex::Female].map(|sex| (sex, sex.label()));
            Segmented::new(&label, &mut person.sex, &answers).salt(look.salt).ui(ui);
        });
    }
    if look.with_address {
        row.cell(if person.birthday().is_some() { 9 } else { 12 }, |ui| {
            let label = format!("{}地址", look.role);
            Field::new(&label, &mut person.address).salt(look.salt).ui(ui);
        });
    }
}
