//! What was typed into 机构 and 本机构自定, until it is saved.

use crate::domain::archiving::VolumeOrder;
use crate::domain::ids::UserId;
use crate::domain::institution::Institution;
use crate::domain::institution::Policy;
use crate::domain::institution::Premises;
use crate::domain::law::Jurisdiction;
use crate::domain::moment::Day;
use crate::domain::reception::Category;
use crate::domain::staff::StaffMember;
use crate::ui::pages::settings::policy::Open;
use chrono::NaiveDate;
use std::sync::Arc;

/// The institution as texts.
pub(super) struct Draft {
    /// What was read last; a draft that says the same has nothing to save.
    pub source: Arc<Institution>,
    pub name: String,
    pub short_name: String,
    pub licence_no: String,
    pub licence_valid_until: Option<NaiveDate>,
    pub address: String,
    pub postcode: String,
    pub phone: String,
    pub jurisdiction: Option<Jurisdiction>,
    pub case_no: String,
    pub scope: Vec<(Category, bool)>,
    pub premises: Vec<PremisesDraft>,
    pub officer: String,
    pub officer_id: Option<String>,
    /// The numbers the institution chooses itself.
    pub policy: Vec<(Open, String)>,
    pub by_phone: bool,
    /// 案卷次序.
    pub volume_order: VolumeOrder,
    pub suspension: bool,
}

/// One place of practice as texts.
#[derive(Default)]
pub(super) struct PremisesDraft {
    pub name: String,
    pub address: String,
    pub rooms: String,
}

impl Draft {
    /// The settings as they are.
    pub(super) fn of(source: &Arc<Institution>, staff: &[StaffMember]) -> Self {
        let officer = source.insurance_officer.and_then(|id| staff.iter().find(|member| member.id == id));
        Self {
            source: Arc::clone(source),
            name: source.name.clone(),
            short_name: source.short_name.clone(),
            licence_no: source.licence_no.clone(),
            licence_valid_until: source.licence_valid_until.map(Day::date),
            address: source.address.clone(),
            postcode: source.postcode.clone(),
            phone: source.phone.clone(),
            jurisdiction: Some(source.jurisdiction),
            case_no: source.case_no_template.clone(),
            scope: Category::ALL.map(|category| (category, source.scope.contains(&category))).to_vec(),
            premises: source.premises.iter().map(PremisesDraft::of).collect(),
            officer: officer.map(|member| member.name.as_str().to_owned()).unwrap_or_default(),
            officer_id: source.insurance_officer.map(|id| id.to_string()),
            policy: texts_of(&source.policy),
            by_phone: source.policy.work_credential_by_phone,
            volume_order: source.volume_order.clone(),
            suspension: source.policy.suspension,
        }
    }

    /// Puts other numbers into the fields.
    pub(super) fn set_policy(&mut self, policy: &Policy) {
        self.policy = texts_of(policy);
        self.by_phone = policy.work_credential_by_phone;
        self.suspension = policy.suspension;
    }

    /// Whether the fields say what is usual.
    pub(super) fn has_usual_policy(&self) -> bool {
        let usual = Policy::default();
        self.policy == texts_of(&usual)
            && self.by_phone == usual.work_credential_by_phone
            && self.suspension == usual.suspension
    }

    /// The settings as they would be; a number that cannot be read stays as it was.
    pub(super) fn build(&self, staff: &[StaffMember]) -> Institution {
        let trimmed = |text: &str| text.trim().to_owned();
        Institution {
            name: trimmed(&self.name),
            short_name: trimmed(&self.short_name),
            licence_no: trimmed(&self.licence_no),
            licence_valid_until: self.licence_valid_until.map(Day::from_date),
            scope: self.scope.iter().filter(|(_, chosen)| *chosen).map(|(category, _)| *category).collect(),
            jurisdiction: self.jurisdiction.unwrap_or(self.source.jurisdiction),
            premises: self.premises.iter().map(PremisesDraft::build).collect(),
            address: trimmed(&self.address),
            postcode: trimmed(&self.postcode),
            phone: trimmed(&self.phone),
            case_no_template: trimmed(&self.case_no),
            insurance_officer: self.officer_of(staff),
            policy: self.build_policy(),
            volume_order: self.volume_order.clone(),
            standards: self.source.standards.clone(),
            is_demo: self.source.is_demo,
        }
    }

    fn build_policy(&self) -> Policy {
        let mut policy = Policy {
            work_credential_by_phone: self.by_phone,
            suspension: self.suspension,
            ..self.source.policy
        };
        for (open, text) in &self.policy {
            if let Some(value) = number(text, open.bounds().1).filter(|_| open.mistake(text).is_none()) {
                open.put(&mut policy, value);
            }
        }
        policy
    }

    fn officer_of(&self, staff: &[StaffMember]) -> Option<UserId> {
        let id = self.officer_id.as_ref()?;
        staff.iter().find(|member| member.id.to_string() == *id).map(|member| member.id)
    }

    /// Whether there is something to save.
    pub(super) fn is_changed(&self, staff: &[StaffMember]) -> bool {
        self.build(staff) != *self.source || self.wrong_number().is_some()
    }

    /// What must be put right before saving: a fact and why it matters.
    pub(super) fn missing(&self) -> Option<(&'static str, &'static str)> {
        let empty = |text: &str| text.trim().is_empty();
        if empty(&self.name) {
            Some(("还没写机构全称", "印在每一张文书上"))
        } else if empty(&self.short_name) {
            Some(("还没写机构缩略名", "编号由缩略名、年份、专业和序号组成"))
        } else if empty(&self.licence_no) {
            Some(("还没写许可证号", "委托书和意见书都要写"))
        } else if !self.case_no.contains("{seq}") {
            Some(("编号样式里没有序号", "写上 {seq}，每件案件一个号"))
        } else if self.scope.iter().all(|(_, chosen)| !chosen) {
            Some(("还没勾业务范围", "超出范围的委托不得受理"))
        } else if self.premises.iter().all(|premises| empty(&premises.name)) {
            Some(("还没写登记执业场所", "只能在登记的场所受理、检查"))
        } else if self.premises.iter().any(|premises| empty(&premises.name)) {
            Some(("有一处执业场所没写名称", "写上名称，或者去掉这一处"))
        } else if !empty(&self.officer) && self.officer_id.is_none() {
            Some(("涉保专人要从名单里选", "名单是在岗的人员，没有的先到名录里增加"))
        } else {
            self.wrong_number()
        }
    }

    fn wrong_number(&self) -> Option<(&'static str, &'static str)> {
        let (open, _) = self.policy.iter().find(|(open, text)| open.mistake(text).is_some())?;
        Some(match open {
            Open::Grace => ("等候的分钟数写得不对", "写 0 到 240 的整数，0 表示到约定时间就记未到"),
            Open::LateEntry => ("补记的分钟数写得不对", "写 0 到 120 的整数，超过这个分钟数才写的标为补记"),
            Open::NoticeLead => ("提前通知的工作日数写得不对", "写 0 到 20 的整数"),
            Open::BookingAnswer => ("答复预约的工作日数写得不对", "写 0 到 20 的整数"),
            Open::IdleLock => ("自动锁定的分钟数写得不对", "写 0 到 120 的整数，0 表示不自动锁定"),
            Open::DirectoryCheck => ("名录核对的日数写得不对", "写 0 到 730 的整数，0 表示不提示"),
            Open::LicenceReminder => ("证件到期提醒的日数写得不对", "写 30 到 365 的整数"),
            Open::ArchiveWithin => ("归档提醒的日数写得不对", "写 0 到 365 的整数，从送达那天算"),
            Open::Retention => ("案卷保管的年数写得不对", "写 0 到 100 的整数，0 表示永久保管"),
            Open::CredentialCopies => ("见证证件保管的年数写得不对", "写 0 到 100 的整数，0 表示与案卷相同"),
            Open::Bookings => ("预约信息保管的年数写得不对", "写 0 到 100 的整数，0 表示与案卷相同"),
        })
    }

    /// The number of a case as the template makes it now.
    pub(super) fn example(&self, year: i32) -> String {
        let abbr = if self.short_name.trim().is_empty() { "××" } else { self.short_name.trim() };
        self.case_no
            .replace("{abbr}", abbr)
            .replace("{yyyy}", &year.to_string())
            .replace("{pro}", Category::FmClin.number_word())
            .replace("{seq}", "12")
    }
}

fn texts_of(policy: &Policy) -> Vec<(Open, String)> {
    Open::ALL.map(|open| (open, open.of(policy).to_string())).to_vec()
}

impl PremisesDraft {
    fn of(premises: &Premises) -> Self {
        Self {
            name: premises.name.clone(),
            address: premises.address.clone(),
            rooms: premises.rooms.join("、"),
        }
    }

    fn build(&self) -> Premises {
        Premises {
            name: self.name.trim().to_owned(),
            address: self.address.trim().to_owned(),
            rooms: listed(&self.rooms),
        }
    }
}

/// Words separated by 、 or a comma.
pub(in crate::ui::pages) fn listed(text: &str) -> Vec<String> {
    let parts = text.split(['、', '，', ',', '；', ';', '\n']);
    parts.map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// A whole number up to a bound, full-width digits included.
pub(super) fn number(text: &str, most: u32) -> Option<u32> {
    let half = |c: char| match c {
        '０'..='９' => char::from_u32(c as u32 - 0xFF10 + 0x30).unwrap_or(c),
        other => other,
    };
    let plain: String = text.trim().chars().map(half).collect();
    plain.parse().ok().filter(|n| *n <= most)
}

#[cfg(test)]
mod tests {
    use super::listed;
    use super::number;

    #[test]
    fn numbers_are_read_as_people_type_them() {
        let check = |text, expected| assert_eq!(number(text, 240), expected, "{text}");
        check("30", Some(30));
        check(" ３０ ", Some(30));
        check("0", Some(0));
        check("241", None);
        check("三十", None);
        check("", None);
    }

    #[test]
    fn rooms_are_separated_by_any_comma() {
        assert_eq!(listed("一检室、二检室，三检室,"), ["一检室", "二检室", "三检室"]);
        assert!(listed(" 、 ").is_empty());
    }
}
