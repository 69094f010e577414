//! 设置: the institution, its premises, pack and policy; who may open the office. Every save keeps the former one.

use crate::domain::audit::Operation;
use crate::domain::institution::Institution;
use crate::domain::staff::StaffMember;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use std::sync::Arc;

/// Under which key the institution is kept.
pub(crate) const INSTITUTION: &str = "institution";

/// What the settings page shows.
#[derive(Clone, Debug)]
pub struct View {
    pub institution: Arc<Institution>,
    pub staff: Arc<Vec<StaffMember>>,
    pub printers: Vec<String>,
    /// Where the office lies, for the page and for support.
    pub folder: String,
    pub desk: String,
}

/// What can be asked of the settings.
#[derive(Clone, Debug)]
pub enum Request {
    SaveInstitution { institution: Box<Institution> },
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    let Request::SaveInstitution { institution } = request;
    save_institution(office, &institution)
}

/// Reads the settings.
pub fn view(office: &Office) -> Result<View, ServiceError> {
    let opened = office.opened()?;
    Ok(View {
        institution: Arc::clone(&opened.institution),
        staff: Arc::clone(&opened.staff),
        printers: office.desk.printers(),
        folder: opened.store.folder().display().to_string(),
        desk: opened.store.desk().to_string(),
    })
}

/// Saves the institution. Name, licence and one licensed place are the least (SH-1.2f, SC-2.3d).
pub fn save_institution(office: &mut Office, institution: &Institution) -> Result<Outcome, ServiceError> {
    office.may(Operation::SaveSettings)?;
    check_institution(institution)?;
    office.write_office(Operation::SaveSettings, INSTITUTION, |tx, by, at| {
        tx.insert_setting(INSTITUTION, institution, Some(by), at)
    })?;
    office.opened_mut()?.institution = Arc::new(institution.clone());
    Ok(Outcome::Done { said: "设置已保存".to_owned(), case: None, made: None })
}

/// What an institution cannot do without.
pub(crate) fn check_institution(institution: &Institution) -> Result<(), ServiceError> {
    let mut fields = Vec::new();
    if institution.name.trim().is_empty() {
        fields.push("机构全称");
    }
    if institution.short_name.trim().is_empty() {
        fields.push("机构缩略名");
    }
    if institution.licence_no.trim().is_empty() {
        fields.push("许可证号");
    }
    if institution.premises.iter().all(|premises| premises.name.trim().is_empty()) {
        fields.push("登记执业场所");
    }
    if institution.scope.is_empty() {
        fields.push("业务范围");
    }
    if !institution.case_no_template.contains("{seq}") {
        fields.push("编号里的序号 {seq}");
    }
    if fields.is_empty() { Ok(()) } else { Err(ServiceError::MissingFields { what: "机构设置", fields }) }
}
