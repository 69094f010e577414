//! 保险机构: name, address, contacts, the day it was last compared. Holds no price and no agreement (SC-4.1d).

use crate::domain::ids::Id as _;
use crate::domain::institution::Institution;
use crate::domain::insurer::Insurer;
use crate::domain::insurer::InsurerContact;
use crate::domain::law::Jurisdiction;
use crate::domain::moment::Day;
use crate::domain::secret::PersonName;
use crate::domain::secret::Phone;
use crate::services::directory;
use crate::services::directory::InsurerDraft;
use crate::services::request::Action;
use crate::ui::almanac::with_almanac;
use crate::ui::components::button::Button;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::chip::Tone;
use crate::ui::components::date_field::DateField;
use crate::ui::components::entry_list::Entry;
use crate::ui::components::field::Field;
use crate::ui::components::finding::FindingLine;
use crate::ui::components::finding::Level;
use crate::ui::components::finding::finding_line;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::id_number::phone;
use crate::ui::components::words::words;
use crate::ui::law;
use crate::ui::theme::icon;
use chrono::NaiveDate;
use egui::Ui;

/// What was typed about one insurer.
#[derive(Default)]
pub(super) struct InsurerForm {
    /// The entry as it is; none for a new one.
    pub source: Option<Insurer>,
    pub name: String,
    short_name: String,
    credit_code: String,
    address: String,
    checked_on: Option<NaiveDate>,
    contacts: Vec<ContactForm>,
}

#[derive(Default)]
struct ContactForm {
    name: String,
    department: String,
    staff_no: String,
    phone: String,
    is_liaison: bool,
}

impl InsurerForm {
    /// A new entry begins with room for two contacts.
    pub(super) fn fresh() -> Self {
        Self { contacts: vec![ContactForm::default(), ContactForm::default()], ..Self::default() }
    }

    /// The entry as it is.
    pub(super) fn of(insurer: &Insurer) -> Self {
        let contact = |contact: &InsurerContact| ContactForm {
            name: contact.name.as_str().to_owned(),
            department: contact.department.clone(),
            staff_no: contact.staff_no.clone(),
            phone: contact.phone.as_str().to_owned(),
            is_liaison: contact.is_liaison,
        };
        Self {
            source: Some(insurer.clone()),
            name: insurer.name.clone(),
            short_name: insurer.short_name.clone(),
            credit_code: insurer.credit_code.clone(),
            address: insurer.address.clone(),
            checked_on: insurer.checked_on.map(Day::date),
            contacts: insurer.contacts.iter().map(contact).collect(),
        }
    }

    /// Whether there is something to save.
    pub(super) fn is_changed(&self) -> bool {
        let now = self.draft();
        let was = self.source.as_ref().map_or_else(InsurerDraft::default, |insurer| InsurerDraft {
            name: insurer.name.clone(),
            short_name: insurer.short_name.clone(),
            credit_code: insurer.credit_code.clone(),
            address: insurer.address.clone(),
            contacts: insurer.contacts.clone(),
            checked_on: insurer.checked_on,
        });
        now != was
    }

    fn draft(&self) -> InsurerDraft {
        let is_filled =
            |contact: &&ContactForm| !contact.name.trim().is_empty() || !contact.phone.trim().is_empty();
        InsurerDraft {
            name: self.name.trim().to_owned(),
            short_name: self.short_name.trim().to_owned(),
            credit_code: self.credit_code.trim().to_owned(),
            address: self.address.trim().to_owned(),
            contacts: self.contacts.iter().filter(is_filled).map(ContactForm::build).collect(),
            checked_on: self.checked_on.map(Day::from_date),
        }
    }

    /// What must be written before saving.
    pub(super) fn missing(&self) -> Option<(&'static str, &'static str)> {
        if self.name.trim().is_empty() {
            return Some(("还没写保险机构全称", "通知书、签到表上都要写全称"));
        }
        let is_nameless =
            |contact: &ContactForm| contact.name.trim().is_empty() && !contact.phone.trim().is_empty();
        self.contacts.iter().any(is_nameless).then_some(("有一位联系人没写姓名", "通知记录要写接听人是谁"))
    }

    /// The write that saves it.
    pub(super) fn action(&self) -> Action {
        let draft = self.draft();
        Action::Directory(match &self.source {
            None => directory::Request::AddInsurer { draft: Box::new(draft) },
            Some(source) => directory::Request::SaveInsurer {
                insurer: Box::new(Insurer {
                    id: source.id,
                    name: draft.name,
                    short_name: draft.short_name,
                    credit_code: draft.credit_code,
                    address: draft.address,
                    contacts: draft.contacts,
                    checked_on: draft.checked_on,
                }),
            },
        })
    }

    /// Draws the form.
    pub(super) fn ui(&mut self, ui: &mut Ui, house: &Institution, today: Day, locked: Option<&str>) {
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(8, |ui| {
                    let field = Field::new("机构全称", &mut self.name).required().locked(locked);
                    field.hint("与营业执照一致，写到分支机构").ui(ui);
                });
                row.cell(4, |ui| {
                    Field::new("简称", &mut self.short_name).hint("如 安泽财险").locked(locked).ui(ui);
                });
            });
            grid.row(|row| {
                row.cell(7, |ui| {
                    Field::new("工作地址", &mut self.address).locked(locked).ui(ui);
                });
                row.cell(5, |ui| {
                    let old = overdue(self.checked_on.map(Day::from_date), house, today);
                    with_almanac(today, |almanac| {
                        DateField::new("最近核对", &mut self.checked_on, almanac)
                            .past()
                            .finding(old.as_ref())
                            .locked(locked)
                            .ui(ui);
                    });
                });
            });
            grid.row(|row| {
                row.cell(7, |ui| {
                    let mistake = wrong_code(&self.credit_code);
                    Field::new("统一社会信用代码", &mut self.credit_code)
                        .hint("18 位，印在共同委托书上")
                        .finding(mistake.as_ref())
                        .locked(locked)
                        .ui(ui);
                });
            });
        });
        if locked.is_none() && Button::secondary("今天核对过了").icon(icon::CHECK).ui(ui).clicked() {
            self.checked_on = Some(today.date());
        }
        self.contacts_ui(ui, house.jurisdiction, locked);
    }

    fn contacts_ui(&mut self, ui: &mut Ui, here: Jurisdiction, locked: Option<&str>) {
        ui.add_space(8.0);
        words(ui, "联系人（理赔、人伤）");
        let n_named = self.contacts.iter().filter(|contact| !contact.name.trim().is_empty()).count();
        if n_named < 2 {
            let line =
                FindingLine::new(Level::Hint, format!("联系人只有 {n_named} 名，一个打不通就通知不到人"));
            finding_line(ui, &law::line_cited(line, "SH-2.3b", here));
        }
        let mut removed = None;
        for (at, contact) in self.contacts.iter_mut().enumerate() {
            if ui.push_id(("contact", at), |ui| contact.ui(ui, at, locked)).inner {
                removed = Some(at);
            }
        }
        if let Some(at) = removed {
            self.contacts.remove(at);
        }
        if locked.is_none() && Button::secondary("增加联系人").icon(icon::PERSON_ADD).ui(ui).clicked() {
            self.contacts.push(ContactForm::default());
        }
    }
}

impl ContactForm {
    fn build(&self) -> InsurerContact {
        InsurerContact {
            name: PersonName::new(&self.name),
            department: self.department.trim().to_owned(),
            staff_no: self.staff_no.trim().to_owned(),
            phone: Phone::new(&self.phone),
            is_liaison: self.is_liaison,
        }
    }

    /// Draws the contact; true when it is to be taken out.
    fn ui(&mut self, ui: &mut Ui, at: usize, locked: Option<&str>) -> bool {
        let salt = format!("contact {at}");
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(3, |ui| {
                    Field::new("姓名", &mut self.name).salt(&salt).locked(locked).ui(ui);
                });
                row.cell(4, |ui| {
                    Field::new("部门", &mut self.department)
                        .salt(&salt)
                        .hint("如 人伤理赔部")
                        .locked(locked)
                        .ui(ui);
                });
                row.cell(3, |ui| {
                    phone("电话", &mut self.phone).salt(&salt).locked(locked).ui(ui);
                });
                row.cell(2, |ui| {
                    Field::new("工号", &mut self.staff_no).salt(&salt).locked(locked).ui(ui);
                });
            });
        });
        ui.horizontal(|ui| {
            Checkbox::new("是联络员", &mut self.is_liaison).locked(locked.is_some()).ui(ui);
            let name = format!("去掉第 {} 位", at + 1);
            locked.is_none() && Button::quiet(&name).icon(icon::CLOSE).ui(ui).clicked()
        })
        .inner
    }
}

/// A code that is none: eighteen digits and capital letters (GB 32100). Only a hint: the paper decides.
fn wrong_code(code: &str) -> Option<FindingLine> {
    let code = code.trim();
    let is_one = code.len() == 18 && code.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase());
    (!code.is_empty() && !is_one)
        .then(|| FindingLine::new(Level::Hint, "统一社会信用代码是 18 位数字和大写字母，再看一眼"))
}

/// The hint for an entry that was not compared for long (SH-2.3c); how long, the institution says.
fn overdue(checked_on: Option<Day>, house: &Institution, today: Day) -> Option<FindingLine> {
    if !is_old(checked_on, house, today) {
        return None;
    }
    let line = match checked_on {
        None => FindingLine::new(Level::Hint, "还没有核对过"),
        Some(on) => FindingLine::new(Level::Hint, format!("已 {} 日没有核对", on.days_until(today))),
    };
    Some(law::line_cited(line, "SH-2.3c", house.jurisdiction))
}

fn is_old(checked_on: Option<Day>, house: &Institution, today: Day) -> bool {
    let after = i64::from(house.policy.directory_check_days);
    after > 0 && checked_on.is_none_or(|on| on.days_until(today) > after)
}

/// The insurer as a line of the list.
pub(super) fn entry(insurer: &Insurer, house: &Institution, today: Day, is_unsaved: bool) -> Entry {
    let chip = if is_unsaved {
        Some(("没保存".to_owned(), Tone::Amber))
    } else if !insurer.has_enough_contacts() {
        Some(("缺联系人".to_owned(), Tone::Amber))
    } else if is_old(insurer.checked_on, house, today) {
        Some(("待核对".to_owned(), Tone::Grey))
    } else {
        None
    };
    let contacts = format!("{} 名联系人", insurer.contacts.len());
    let note =
        if insurer.short_name.is_empty() { contacts } else { format!("{}，{contacts}", insurer.short_name) };
    Entry { key: insurer.id.uuid().to_string(), name: insurer.name.clone(), note, chip, is_grey: false }
}
