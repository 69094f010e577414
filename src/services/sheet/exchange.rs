//! F-36 名录、纪要交换件: the directory's insurers, the staff with their licences, the minutes of a meeting.

use crate::documents::exchange::ContactRow;
use crate::documents::exchange::Facts;
use crate::documents::exchange::InsurerRow;
use crate::documents::exchange::Matter;
use crate::documents::exchange::Minutes;
use crate::documents::exchange::StaffRow;
use crate::domain::insurer::Insurer;
use crate::domain::insurer::InsurerContact;
use crate::domain::law::shanghai;
use crate::domain::law::sichuan;
use crate::domain::liaison::LiaisonKind;
use crate::domain::liaison::LiaisonMeeting;
use crate::domain::moment::Day;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::Listed;
use crate::domain::sheet::SheetOf;
use crate::domain::staff::Licence;
use crate::domain::staff::StaffMember;
use crate::domain::step::Place;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::registers;
use crate::services::sheet::compose::page_key;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Made;
use crate::services::sheet::recipe::NO_ENTRY;
use crate::services::sheet::recipe::OfficeRecipe;
use crate::services::sheet::recipe::Worded;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::signing::for_pen;
use crate::services::sheet::words::basis;

/// 名录、纪要交换件.
pub(super) const RECIPE: OfficeRecipe = OfficeRecipe { form: FormNo::F36, make, is_specimen: false };

fn make(office: &Office, of: SheetOf) -> Result<Made, ServiceError> {
    let pack = office.institution()?.jurisdiction.pack();
    let mut gaps = Gaps::default();
    let by = office.sitting()?.name.as_str().to_owned();
    let today = office.now().day();
    let as_of = ("截至日期", today.worded());
    match of {
        SheetOf::Directory(Listed::Insurers) => {
            let insurers = office.insurers()?;
            let unchecked = insurers.iter().filter(|insurer| insurer.checked_on.is_none()).count();
            gaps.content(insurers.is_empty(), "名录里没有保险机构", Place::Directory);
            gaps.later(unchecked > 0, format!("{unchecked} 家保险机构没有核对过"), Place::Directory);
            let rows = insurers.iter().map(insurer_row).collect();
            let sources = basis(pack, &[], &[&shanghai::SH_2_3B, &shanghai::SH_2_3C], &[]);
            let worded = worded(Matter::Insurers { rows }, by, sources);
            Ok(Made {
                called: as_of,
                key: "insurers".to_owned(),
                n_corrections: 0,
                stays: false,
                gaps,
                worded,
            })
        }
        SheetOf::Directory(Listed::Staff) => {
            let staff = office.staff()?;
            let rows: Vec<StaffRow> =
                staff.iter().filter(|member| member.active).filter_map(staff_row).collect();
            gaps.content(rows.is_empty(), "没有登记执业证的人员", Place::Directory);
            let worded = worded(Matter::Staff { rows }, by, Vec::new());
            Ok(Made { called: as_of, key: "staff".to_owned(), n_corrections: 0, stays: false, gaps, worded })
        }
        SheetOf::Entry(id) => {
            let entry = registers::entry::<LiaisonMeeting>(office, id)?;
            let body = entry.body;
            gaps.content(body.conclusions.trim().is_empty(), "还没有写结论", Place::Registers);
            let sources = match body.kind {
                LiaisonKind::Talk => basis(pack, &[], &[], &[&sichuan::SC_1_2A]),
                LiaisonKind::Training => basis(pack, &[], &[], &[&sichuan::SC_1_2B]),
                LiaisonKind::Consultation => Vec::new(),
            };
            let minutes = Minutes {
                sort: body.kind.label().to_owned(),
                held_on: body.held_on.worded(),
                attendees: body.attendees,
                subject: body.subject,
                conclusions: body.conclusions,
                to_do: body.to_do,
            };
            Ok(Made {
                called: ("日期", body.held_on.worded()),
                key: page_key(id, entry.first_at),
                n_corrections: entry.corrections.len(),
                stays: false,
                gaps,
                worded: worded(Matter::Minutes(minutes), entry.first_by, sources),
            })
        }
        SheetOf::Case { .. } | SheetOf::Span { .. } => Err(NO_ENTRY),
    }
}

fn worded(matter: Matter, by: String, basis: Vec<String>) -> Worded {
    Box::new(move |head, _pad| value_of(&Facts { head, matter, made_by: for_pen("编制人", &by), basis }))
}

fn insurer_row(insurer: &Insurer) -> InsurerRow {
    let mut contacts: Vec<&InsurerContact> = insurer.contacts.iter().collect();
    contacts.sort_by_key(|contact| !contact.is_liaison);
    InsurerRow {
        name: insurer.name.clone(),
        address: insurer.address.clone(),
        contacts: contacts.into_iter().map(contact_row).collect(),
        checked_on: insurer.checked_on.map(|on| on.to_string()).unwrap_or_default(),
    }
}

fn contact_row(contact: &InsurerContact) -> ContactRow {
    let liaison = if contact.is_liaison { "（联络员）" } else { "" };
    ContactRow {
        name: format!("{}{liaison}", contact.name.as_str()),
        department: contact.department.clone(),
        phone: contact.phone.as_str().to_owned(),
    }
}

/// Only people with a licence stand in the roster.
fn staff_row(member: &StaffMember) -> Option<StaffRow> {
    let (sort, licence): (&str, &Licence) = member.shown_licence()?;
    let categories: Vec<&str> = licence.categories.iter().map(|category| category.label()).collect();
    Some(StaffRow {
        name: member.name.as_str().to_owned(),
        roles: member.roles_text(),
        licence: sort.to_owned(),
        number: licence.number.clone(),
        categories: categories.join("、"),
        valid_until: licence.valid_until.map_or_else(String::new, |on: Day| on.to_string()),
        title: if member.has_senior_title { "是" } else { "" }.to_owned(),
    })
}
