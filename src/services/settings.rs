//! 设置: the institution, its premises, pack and policy; who may open the office. Every save keeps the former one.

use crate::domain::audit::Operation;
use crate::domain::institution::Institution;
use crate::domain::moment::Moment;
use crate::domain::staff::StaffMember;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::picture::WATCHED_FOLDER;
use crate::services::request::Outcome;
use crate::services::verify;
use crate::services::watch::Watch;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

/// Under which key the institution is kept.
pub(crate) const INSTITUTION: &str = "institution";

/// What the settings page shows.
#[derive(Clone, Debug)]
pub struct View {
    pub institution: Arc<Institution>,
    pub staff: Arc<Vec<StaffMember>>,
    /// The folder a scanner or telephone puts pictures into.
    pub watched_folder: Option<PathBuf>,
    /// Where the office lies, for the page and for support.
    pub folder: String,
    pub desk: String,
}

/// What can be asked of the settings.
#[derive(Clone, Debug)]
pub enum Request {
    SaveInstitution {
        institution: Box<Institution>,
    },
    /// `None` stops watching.
    WatchFolder {
        folder: Option<PathBuf>,
    },
    /// Recomputes everything the log promises, every kept file included; somebody looks on and may stop it.
    Verify {
        watch: Arc<Watch>,
    },
}

/// What 核对案卷库 found, and when.
#[derive(Clone, Debug)]
pub struct Verified {
    pub at: Moment,
    pub report: verify::Report,
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    match request {
        Request::SaveInstitution { institution } => save_institution(office, &institution),
        Request::WatchFolder { folder } => watch_folder(office, folder.as_deref()),
        Request::Verify { watch } => {
            let report = verify::verify_watched(office, &watch)?;
            Ok(Outcome::Verified(Arc::new(Verified { at: office.now(), report })))
        }
    }
}

/// Reads the settings.
pub fn view(office: &Office) -> Result<View, ServiceError> {
    let opened = office.opened()?;
    Ok(View {
        institution: Arc::clone(&opened.institution),
        staff: Arc::clone(&opened.staff),
        watched_folder: opened.store.get_setting(WATCHED_FOLDER)?.flatten(),
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

/// Chooses the folder whose new pictures come to the check-in page by themselves.
fn watch_folder(office: &mut Office, folder: Option<&Path>) -> Result<Outcome, ServiceError> {
    office.may(Operation::SignIn)?;
    if let Some(folder) = folder {
        std::fs::read_dir(folder).map_err(ServiceError::Folder)?;
    }
    office.write_office(Operation::SaveSettings, WATCHED_FOLDER, |tx, by, at| {
        tx.insert_setting(WATCHED_FOLDER, &folder, Some(by), at)
    })?;
    office.begin_watching()?;
    let said = if folder.is_some() { "已开始留意这个文件夹" } else { "不再留意文件夹" };
    Ok(Outcome::Done { said: said.to_owned(), case: None, made: None })
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
