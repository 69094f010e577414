//! Founds the office a scenario plays in, or brings one that is there up to what the scenario needs.

use crate::cli::scenario::office_file::OfficeFile;
use crate::domain::moment::Moment;
use crate::domain::secret::Secret;
use crate::domain::staff::Role;
use crate::services::directory;
use crate::services::error::ServiceError;
use crate::services::rehearsal::Rehearsal;
use crate::services::request::Action;
use crate::services::request::Ask;
use crate::services::session;
use crate::services::session::InitDraft;
use crate::services::settings;
use std::path::Path;

/// The password of every demonstration; it is printed wherever one is made.
pub const DEMO_PASSWORD: &str = "yanshi-2026-anjuan";

/// Makes the office of a scenario in an empty folder.
pub fn found(folder: &Path, office: &OfficeFile, at: Moment) -> Result<Rehearsal, ServiceError> {
    let password = Secret::new(DEMO_PASSWORD.to_owned());
    let Some(director) = office.staff.first() else {
        return Err(ServiceError::Incomplete("人员里还没有负责人"));
    };
    let draft = InitDraft { institution: office.institution.clone(), director: director.draft(&password) };
    let mut rehearsal = Rehearsal::found(folder, at, draft)?;
    complete(&mut rehearsal, office)?;
    Ok(rehearsal)
}

/// Adds the staff and the insurers that are not there yet, and leaves the rest as it is.
pub fn complete(rehearsal: &mut Rehearsal, office: &OfficeFile) -> Result<(), ServiceError> {
    sit_director(rehearsal)?;
    let password = Secret::new(DEMO_PASSWORD.to_owned());
    for member in &office.staff {
        let known = rehearsal.office().staff()?;
        if known.iter().any(|one| one.name.as_str() == member.name()) {
            continue;
        }
        let request = session::Request::AddUser(Box::new(member.draft(&password)));
        rehearsal.ask(Ask::Do(Action::Session(request)))?;
    }
    for insurer in &office.insurers {
        let insurer = insurer.insurer(rehearsal.office().new_insurer_id()?);
        if rehearsal.office().insurers()?.iter().any(|known| known.name == insurer.name) {
            continue;
        }
        let request = directory::Request::SaveInsurer { insurer: Box::new(insurer) };
        rehearsal.ask(Ask::Do(Action::Directory(request)))?;
    }
    name_officer(rehearsal, office)
}

fn name_officer(rehearsal: &mut Rehearsal, office: &OfficeFile) -> Result<(), ServiceError> {
    let Some(name) = &office.insurance_officer else { return Ok(()) };
    let officer = rehearsal.office().staff()?.iter().find(|m| m.name.as_str() == name).map(|m| m.id);
    let mut institution = (*rehearsal.office().institution()?).clone();
    if institution.insurance_officer == officer {
        return Ok(());
    }
    institution.insurance_officer = officer;
    let request = settings::Request::SaveInstitution { institution: Box::new(institution) };
    rehearsal.ask(Ask::Do(Action::Settings(request))).map(|_saved| ())
}

fn sit_director(rehearsal: &mut Rehearsal) -> Result<(), ServiceError> {
    let staff = rehearsal.office().staff()?;
    let director = staff.iter().find(|member| member.active && member.has(Role::Director));
    let director = director.map(|member| member.id).ok_or(ServiceError::Missing("名录里没有负责人"))?;
    rehearsal.hand_to(director)
}
