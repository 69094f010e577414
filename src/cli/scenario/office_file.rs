//! The office of a scenario: institution, staff, insurers. `init --from` reads the same tables.

use crate::cli::scenario::reader::Fields;
use crate::cli::scenario::reader::Malformed;
use crate::cli::scenario::when::Almanac;
use crate::domain::archiving::VolumeOrder;
use crate::domain::ids::InsurerId;
use crate::domain::institution::DEFAULT_CASE_NO;
use crate::domain::institution::Institution;
use crate::domain::institution::Policy;
use crate::domain::institution::Premises;
use crate::domain::insurer::Insurer;
use crate::domain::insurer::InsurerContact;
use crate::domain::law::Jurisdiction;
use crate::domain::moment::Day;
use crate::domain::reception::Category;
use crate::domain::secret::PersonName;
use crate::domain::secret::Phone;
use crate::domain::secret::Secret;
use crate::domain::staff::Licence;
use crate::domain::staff::Role;
use crate::services::session::UserDraft;
use std::collections::BTreeSet;

/// An office as a file describes it.
pub struct OfficeFile {
    /// Everything but the officer for insurance cases, who has no id yet.
    pub institution: Institution,
    /// 涉保专人, by name.
    pub insurance_officer: Option<String>,
    /// The first director comes first.
    pub staff: Vec<StaffFile>,
    /// In the order of the file.
    pub insurers: Vec<InsurerFile>,
}

impl OfficeFile {
    /// Says so when a name is nobody's of the staff.
    pub fn knows_member(&self, name: &str) -> Result<(), String> {
        if self.staff.iter().any(|member| member.name == name) {
            return Ok(());
        }
        let known = self.staff.iter().map(StaffFile::name).collect::<Vec<_>>().join("、");
        Err(format!("名录里没有工作人员「{name}」；已写的有：{known}"))
    }

    /// Says so when a name is no insurer's.
    pub fn knows_insurer(&self, name: &str) -> Result<(), String> {
        if self.insurers.iter().any(|one| one.name == name || one.short_name == name) {
            return Ok(());
        }
        let known = self.insurers.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join("、");
        Err(format!("名录里没有保险机构「{name}」；已写的有：{known}"))
    }
}

/// One of the staff.
pub struct StaffFile {
    name: String,
    login: String,
    roles: BTreeSet<Role>,
    licence: Option<Licence>,
    assistant_licence: Option<Licence>,
    has_senior_title: bool,
    interests: Vec<String>,
    other_posts: Vec<String>,
}

/// One insurer.
pub struct InsurerFile {
    name: String,
    short_name: String,
    credit_code: String,
    address: String,
    contacts: Vec<InsurerContact>,
    checked_on: Option<Day>,
}

impl StaffFile {
    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The person with the password they get.
    pub fn draft(&self, password: &Secret<String>) -> UserDraft {
        UserDraft {
            login: self.login.clone(),
            name: PersonName::new(&self.name),
            roles: self.roles.clone(),
            password: password.clone(),
            licence: self.licence.clone(),
            assistant_licence: self.assistant_licence.clone(),
            has_senior_title: self.has_senior_title,
            interests: self.interests.clone(),
            other_posts: self.other_posts.clone(),
        }
    }

    /// Whether they sit at the front desk.
    pub fn is_front_desk(&self) -> bool {
        self.roles.contains(&Role::FrontDesk)
    }

    /// What they type to say who they are.
    pub fn login(&self) -> &str {
        &self.login
    }
}

impl InsurerFile {
    /// The insurer under the id it gets.
    pub fn insurer(&self, id: InsurerId) -> Insurer {
        Insurer {
            id,
            name: self.name.clone(),
            short_name: self.short_name.clone(),
            credit_code: self.credit_code.clone(),
            address: self.address.clone(),
            contacts: self.contacts.clone(),
            checked_on: self.checked_on,
        }
    }
}

impl OfficeFile {
    /// Reads an office and closes its table.
    pub fn read(mut fields: Fields<'_>, almanac: &Almanac<'_>) -> Result<Self, Malformed> {
        let institution = read_institution(&mut fields, almanac)?;
        fields.optional_number("format")?;
        let insurance_officer = fields.optional_text("insurance_officer")?;
        let mut staff = Vec::new();
        for one in fields.tables("staff")? {
            staff.push(read_member(one, almanac)?);
        }
        let Some(first) = staff.iter().position(|member| member.roles.contains(&Role::Director)) else {
            return Err(fields.complain("人员里还没有负责人，第一位负责人要写进 [[staff]]"));
        };
        staff.swap(0, first);
        if let Some(officer) = &insurance_officer
            && !staff.iter().any(|member| member.name == *officer)
        {
            return Err(fields.complain_of("insurance_officer", format!("人员里没有「{officer}」")));
        }
        let mut insurers = Vec::new();
        for one in fields.tables("insurers")? {
            insurers.push(read_insurer(one, almanac)?);
        }
        fields.close()?;
        Ok(Self { institution, insurance_officer, staff, insurers })
    }
}

/// Reads the keys of the institution; the table is not closed.
fn read_institution(fields: &mut Fields<'_>, almanac: &Almanac<'_>) -> Result<Institution, Malformed> {
    let mut premises = Vec::new();
    for mut one in fields.tables("premises")? {
        premises.push(Premises {
            name: one.text("name")?,
            address: one.text_or_empty("address")?,
            rooms: one.texts("rooms")?.into_iter().map(|spot| spot.value).collect(),
        });
        one.close()?;
    }
    let case_no_template = fields.optional_text("case_no_template")?;
    Ok(Institution {
        name: fields.text("name")?,
        short_name: fields.text("short_name")?,
        licence_no: fields.text("licence_no")?,
        licence_valid_until: almanac.optional_day(fields, "licence_valid_until")?,
        scope: fields.choices("scope", &Category::ALL, Category::label)?.into_iter().collect(),
        jurisdiction: fields.choice("pack", &Jurisdiction::ALL, Jurisdiction::label)?,
        premises,
        address: fields.text_or_empty("address")?,
        postcode: fields.text_or_empty("postcode")?,
        phone: fields.text_or_empty("phone")?,
        case_no_template: case_no_template.unwrap_or_else(|| DEFAULT_CASE_NO.to_owned()),
        insurance_officer: None,
        standards: Vec::new(),
        policy: read_policy(fields)?,
        volume_order: VolumeOrder::default(),
        is_demo: false,
    })
}

fn read_policy(fields: &mut Fields<'_>) -> Result<Policy, Malformed> {
    let usual = Policy::default();
    let Some(mut one) = fields.optional_table("policy")? else { return Ok(usual) };
    let policy = Policy {
        grace_minutes: one.optional_number("grace_minutes")?.unwrap_or(usual.grace_minutes),
        booking_answer_workdays: usual.booking_answer_workdays,
        late_entry_minutes: one.optional_number("late_entry_minutes")?.unwrap_or(usual.late_entry_minutes),
        notice_lead_workdays: one
            .optional_number("notice_lead_workdays")?
            .unwrap_or(usual.notice_lead_workdays),
        work_credential_by_phone: one
            .optional_flag("work_credential_by_phone")?
            .unwrap_or(usual.work_credential_by_phone),
        idle_lock_minutes: one.optional_number("idle_lock_minutes")?.unwrap_or(usual.idle_lock_minutes),
        archive_within_days: one.optional_number("archive_within_days")?.unwrap_or(usual.archive_within_days),
        retention_years: one.optional_number("retention_years")?.unwrap_or(usual.retention_years),
        directory_check_days: one
            .optional_number("directory_check_days")?
            .unwrap_or(usual.directory_check_days),
        licence_reminder_days: one
            .optional_number("licence_reminder_days")?
            .unwrap_or(usual.licence_reminder_days),
        credential_years: one.optional_number("credential_years")?.unwrap_or(usual.credential_years),
        booking_years: one.optional_number("booking_years")?.unwrap_or(usual.booking_years),
        suspension: one.optional_flag("suspension")?.unwrap_or(usual.suspension),
    };
    one.close()?;
    Ok(policy)
}

fn read_member(mut one: Fields<'_>, almanac: &Almanac<'_>) -> Result<StaffFile, Malformed> {
    let member = StaffFile {
        name: one.text("name")?,
        login: one.text("login")?,
        roles: one.choices("roles", &Role::ALL, Role::label)?.into_iter().collect(),
        licence: read_licence(&mut one, "licence", almanac)?,
        assistant_licence: read_licence(&mut one, "assistant_licence", almanac)?,
        has_senior_title: one.optional_flag("senior_title")?.unwrap_or(false),
        interests: one.texts("interests")?.into_iter().map(|spot| spot.value).collect(),
        other_posts: one.texts("other_posts")?.into_iter().map(|spot| spot.value).collect(),
    };
    if member.roles.is_empty() {
        return Err(one.complain("至少写一个岗位 roles"));
    }
    one.close()?;
    Ok(member)
}

fn read_licence(
    fields: &mut Fields<'_>,
    key: &'static str,
    almanac: &Almanac<'_>,
) -> Result<Option<Licence>, Malformed> {
    let Some(mut one) = fields.optional_table(key)? else { return Ok(None) };
    let licence = Licence {
        number: one.text("number")?,
        categories: one.choices("categories", &Category::ALL, Category::label)?.into_iter().collect(),
        valid_until: almanac.optional_day(&mut one, "valid_until")?,
    };
    one.close()?;
    Ok(Some(licence))
}

fn read_insurer(mut one: Fields<'_>, almanac: &Almanac<'_>) -> Result<InsurerFile, Malformed> {
    let mut contacts = Vec::new();
    for mut contact in one.tables("contacts")? {
        contacts.push(InsurerContact {
            name: PersonName::new(contact.text("name")?),
            department: contact.text_or_empty("department")?,
            staff_no: contact.text_or_empty("staff_no")?,
            phone: Phone::new(contact.text_or_empty("phone")?),
            is_liaison: contact.optional_flag("liaison")?.unwrap_or(false),
        });
        contact.close()?;
    }
    let insurer = InsurerFile {
        name: one.text("name")?,
        short_name: one.text_or_empty("short_name")?,
        credit_code: one.text_or_empty("credit_code")?,
        address: one.text_or_empty("address")?,
        contacts,
        checked_on: almanac.optional_day(&mut one, "checked_on")?,
    };
    one.close()?;
    Ok(insurer)
}
