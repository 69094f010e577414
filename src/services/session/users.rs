//! 使用人: who may open the office, with which password, and who no longer may.

use crate::domain::audit::Operation;
use crate::domain::ids::Id as _;
use crate::domain::ids::UserId;
use crate::domain::secret::Secret;
use crate::domain::staff::StaffMember;
use crate::platform::random_ids::RandomIds;
use crate::platform::vault::NewUser;
use crate::platform::vault::VaultError;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use crate::services::session::UserDraft;
use crate::services::session::done;

/// Adds a person who may open the office.
pub fn add_user(office: &mut Office, draft: &UserDraft) -> Result<UserId, ServiceError> {
    office.may(Operation::AddUser)?;
    if draft.name.is_empty() || draft.login.trim().is_empty() || draft.roles.is_empty() {
        return Err(ServiceError::Incomplete("姓名、登录名、岗位都要写"));
    }
    let now = office.now();
    let id = office.fresh_id::<UserId>()?;
    let member = member_of(id, draft);
    let data_key = office.desk.data_key.clone().ok_or(ServiceError::Locked)?;
    // The slot first: a slot without a person opens nothing, a person without a slot could never come in.
    let new = NewUser { user: id, login: &member.login, password: &draft.password };
    office.desk.vault_mut()?.add_user(&data_key, &new, &mut RandomIds::new(), now)?;
    office.write_office(Operation::AddUser, &id.to_string(), |tx, by, at| {
        tx.insert_version(id.uuid(), Some(by), at, &member)
    })?;
    office.reload_registers()?;
    Ok(id)
}

/// Gives somebody a new password, and the way in again to somebody who had left; the director's business.
pub(super) fn reset_password(
    office: &mut Office,
    user: UserId,
    new: &Secret<String>,
) -> Result<Outcome, ServiceError> {
    office.may(Operation::UpdateUser)?;
    let member = office.member(user)?;
    if !member.active {
        return Err(ServiceError::Incomplete("这个人已停用，先恢复在岗再换密码"));
    }
    let now = office.now();
    let data_key = office.desk.data_key.clone().ok_or(ServiceError::Locked)?;
    let slot = NewUser { user, login: &member.login, password: new };
    office.desk.vault_mut()?.reset_password(&data_key, &slot, &mut RandomIds::new(), now)?;
    office.write_office(Operation::ChangePassword, &user.to_string(), |_tx, _by, _at| Ok(()))?;
    Ok(done(&format!("{}的密码已换成新的，原密码不能再用", member.name.as_str())))
}

/// Changes the password of whoever sits at the desk.
pub(super) fn change_password(
    office: &mut Office,
    former: &Secret<String>,
    new: &Secret<String>,
) -> Result<Outcome, ServiceError> {
    let now = office.now();
    let login = office.sitting()?.login.clone();
    let changed = office.desk.vault_mut()?.change_password(&login, former, new, &mut RandomIds::new(), now);
    changed.map_err(|error| match error {
        VaultError::WrongPassword => ServiceError::WrongFormerPassword,
        other => other.into(),
    })?;
    office.write_office(Operation::ChangePassword, "", |_tx, _by, _at| Ok(()))?;
    Ok(done("密码已改，下次用新密码打开"))
}

/// Takes the way in from somebody who has left. What they wrote stays in their name.
pub(crate) fn shut_out(office: &mut Office, user: UserId) -> Result<(), ServiceError> {
    let now = office.now();
    Ok(office.desk.vault_mut()?.disable_user(user, now)?)
}

/// The member of the staff a draft describes.
pub(super) fn member_of(id: UserId, draft: &UserDraft) -> StaffMember {
    StaffMember {
        id,
        login: draft.login.trim().to_owned(),
        name: draft.name.clone(),
        roles: draft.roles.clone(),
        has_senior_title: draft.has_senior_title,
        licence: draft.licence.clone(),
        assistant_licence: draft.assistant_licence.clone(),
        interests: draft.interests.clone(),
        other_posts: draft.other_posts.clone(),
        active: true,
    }
}
