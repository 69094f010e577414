//! Who changed what in an entry of the directory, and when: told from its versions, newest first. Nothing is deleted,
//! so everything that ever stood there can be told. Passwords are no part of an entry.

use crate::domain::evidence::Registered;
use crate::domain::evidence::Version;
use crate::domain::ids::Id as _;
use crate::domain::ids::InsurerId;
use crate::domain::ids::UserId;
use crate::domain::insurer::Insurer;
use crate::domain::insurer::InsurerContact;
use crate::domain::moment::Day;
use crate::domain::moment::Moment;
use crate::domain::staff::Licence;
use crate::domain::staff::StaffMember;
use crate::services::error::ServiceError;
use crate::services::office::Office;

/// Whose history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    Insurer(InsurerId),
    Member(UserId),
}

/// The history of one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    pub of: Of,
    /// Newest first; the last is how it came into the directory.
    pub changes: Vec<Change>,
}

/// One save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub at: Moment,
    pub by: String,
    /// One sentence for each thing that became another.
    pub said: Vec<String>,
}

/// Tells the history of an entry.
pub(crate) fn history(office: &Office, of: Of) -> Result<History, ServiceError> {
    let store = &office.opened()?.store;
    let changes = match of {
        Of::Insurer(id) => told(office, &store.list_versions::<Insurer>(id.uuid())?, insurer_changes)?,
        Of::Member(id) => told(office, &store.list_versions::<StaffMember>(id.uuid())?, member_changes)?,
    };
    Ok(History { of, changes })
}

fn told<T: Registered>(
    office: &Office,
    versions: &[Version<T>],
    compare: fn(&T, &T) -> Vec<String>,
) -> Result<Vec<Change>, ServiceError> {
    let staff = office.staff()?;
    let name_of = |id: UserId| staff.iter().find(|one| one.id == id).map(|one| one.name.as_str().to_owned());
    let mut changes = Vec::new();
    let mut former: Option<&T> = None;
    for version in versions {
        let mut said = match former {
            None => vec!["登记".to_owned()],
            Some(former) => compare(former, &version.body),
        };
        if said.is_empty() {
            said.push("重新保存，内容没有变".to_owned());
        }
        let by = version.by.and_then(name_of).unwrap_or_else(|| "程序".to_owned());
        changes.push(Change { at: version.at, by, said });
        former = Some(&version.body);
    }
    changes.reverse();
    Ok(changes)
}

fn insurer_changes(was: &Insurer, is: &Insurer) -> Vec<String> {
    let mut said = Vec::new();
    text(&mut said, "机构全称", &was.name, &is.name);
    text(&mut said, "简称", &was.short_name, &is.short_name);
    text(&mut said, "工作地址", &was.address, &is.address);
    text(&mut said, "最近核对", &day(was.checked_on), &day(is.checked_on));
    let named = |contacts: &[InsurerContact], name: &str| {
        contacts.iter().find(|contact| contact.name.as_str() == name).cloned()
    };
    for contact in &is.contacts {
        let name = contact.name.as_str();
        match named(&was.contacts, name) {
            None => said.push(format!("增加联系人{name}")),
            Some(former) => {
                let of = |what: &str| format!("{name}的{what}");
                text(&mut said, &of("部门"), &former.department, &contact.department);
                text(&mut said, &of("电话"), former.phone.as_str(), contact.phone.as_str());
                flag(&mut said, &format!("{name}是联络员"), former.is_liaison, contact.is_liaison);
            }
        }
    }
    for contact in &was.contacts {
        let name = contact.name.as_str();
        if named(&is.contacts, name).is_none() {
            said.push(format!("去掉联系人{name}"));
        }
    }
    said
}

fn member_changes(was: &StaffMember, is: &StaffMember) -> Vec<String> {
    let mut said = Vec::new();
    match (was.active, is.active) {
        (true, false) => said.push("停用".to_owned()),
        (false, true) => said.push("恢复在岗".to_owned()),
        _ => {}
    }
    text(&mut said, "姓名", was.name.as_str(), is.name.as_str());
    text(&mut said, "岗位", &was.roles_text(), &is.roles_text());
    flag(&mut said, "有高级专业技术职称", was.has_senior_title, is.has_senior_title);
    licence(&mut said, "执业证", was.licence.as_ref(), is.licence.as_ref());
    licence(&mut said, "助理证", was.assistant_licence.as_ref(), is.assistant_licence.as_ref());
    text(&mut said, "申报的利害关系", &was.interests.join("、"), &is.interests.join("、"));
    text(&mut said, "兼职单位", &was.other_posts.join("、"), &is.other_posts.join("、"));
    said
}

fn licence(said: &mut Vec<String>, what: &str, was: Option<&Licence>, is: Option<&Licence>) {
    let number = |one: Option<&Licence>| one.map(|one| one.number.clone()).unwrap_or_default();
    let until = |one: Option<&Licence>| day(one.and_then(|one| one.valid_until));
    let scope = |one: Option<&Licence>| {
        let categories = one.map(|one| one.categories.iter().map(|category| category.label()));
        categories.map(|labels| labels.collect::<Vec<_>>().join("、")).unwrap_or_default()
    };
    text(said, &format!("{what}号"), &number(was), &number(is));
    text(said, &format!("{what}有效期至"), &until(was), &until(is));
    text(said, &format!("{what}类别"), &scope(was), &scope(is));
}

fn text(said: &mut Vec<String>, what: &str, was: &str, is: &str) {
    match (was, is) {
        _ if was == is => {}
        ("", is) => said.push(format!("写上{what}「{is}」")),
        (was, "") => said.push(format!("去掉{what}「{was}」")),
        (was, is) => said.push(format!("{what}由「{was}」改为「{is}」")),
    }
}

fn flag(said: &mut Vec<String>, what: &str, was: bool, is: bool) {
    match (was, is) {
        (false, true) => said.push(format!("勾上「{what}」")),
        (true, false) => said.push(format!("去掉「{what}」")),
        _ => {}
    }
}

fn day(on: Option<Day>) -> String {
    on.map(|on| on.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::flag;
    use super::text;

    #[test]
    fn what_became_another_is_told_and_nothing_else() {
        let check = |was: &str, is: &str, expected: &[&str]| {
            let mut said = Vec::new();
            text(&mut said, "简称", was, is);
            assert_eq!(said, expected);
        };
        check("安泽", "安泽", &[]);
        check("", "安泽", &["写上简称「安泽」"]);
        check("安泽", "", &["去掉简称「安泽」"]);
        check("安泽", "安泽财险", &["简称由「安泽」改为「安泽财险」"]);
        let mut said = Vec::new();
        flag(&mut said, "联络员", true, true);
        assert!(said.is_empty());
    }
}
