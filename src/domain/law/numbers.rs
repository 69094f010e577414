//! Every number of law in the program: days, ages, head counts, copies.
//!
//! No function holds a number of law; it asks here for the one in force on the day. Habits of an office
//! (how early to remind, how long to wait) are not law and do not stand here.

use super::Citation;
use super::Dated;
use super::Instrument;
use super::Version;
use super::acts;
use super::general;
use super::shanghai;
use super::sichuan;
use crate::domain::moment::Day;

/// Working days from receipt of the commission to the decision on acceptance (GZ-13).
pub const ACCEPTANCE: Dated<u16> =
    one("受理决定", "个工作日", &[Version { from: GENERAL, value: 7, basis: &[general::GZ_13] }]);

/// Working days from the agreement's effect to the opinion (GZ-28a).
pub const APPRAISAL: Dated<u16> =
    one("完成鉴定", "个工作日", &[Version { from: GENERAL, value: 30, basis: &[general::GZ_28] }]);

/// Working days one extension may usually not exceed (GZ-28b).
pub const EXTENSION: Dated<u16> =
    one("延长时限", "个工作日", &[Version { from: GENERAL, value: 30, basis: &[general::GZ_28] }]);

/// Calendar days the traffic police may usually grant for an examination (JT-51).
pub const TRAFFIC: Dated<u16> =
    one("交管委托期限", "日", &[Version { from: ROAD, value: 30, basis: &[acts::JT_51] }]);

/// Calendar days they may grant at the very most (JT-51).
pub const TRAFFIC_LONGEST: Dated<u16> =
    one("交管委托最长期限", "日", &[Version { from: ROAD, value: 60, basis: &[acts::JT_51] }]);

/// Appraisers one matter needs (GZ-19).
pub const APPRAISERS: Dated<u16> =
    one("同一事项鉴定人", "名", &[Version { from: GENERAL, value: 2, basis: &[general::GZ_19] }]);

/// Staff that must take part when material is collected on site (GZ-24).
pub const COLLECTORS: Dated<u16> =
    one("现场提取工作人员", "名", &[Version { from: GENERAL, value: 2, basis: &[general::GZ_24] }]);

/// How many of those must be appraisers of the matter (GZ-24).
pub const COLLECTING_APPRAISERS: Dated<u16> =
    one("现场提取鉴定人", "名", &[Version { from: GENERAL, value: 1, basis: &[general::GZ_24] }]);

/// Appraisers with a senior title that a reappraisal needs (GZ-32, SC-2.4d).
pub const SENIOR_APPRAISERS: Dated<u16> = one(
    "重新鉴定高级职称鉴定人",
    "名",
    &[
        Version { from: GENERAL, value: 1, basis: &[general::GZ_32] },
        Version {
            from: Instrument::SichuanOpinion.effective_on(),
            value: 1,
            basis: &[general::GZ_32, sichuan::SC_2_4D],
        },
    ],
);

/// Experts that may review a difficult case or a reappraisal (GZ-35).
pub const REVIEW_EXPERTS: Dated<u16> =
    one("复核专家", "名以上", &[Version { from: GENERAL, value: 3, basis: &[general::GZ_35] }]);

/// Copies of the opinion (GZ-39).
pub const OPINION_COPIES: Dated<u16> =
    one("意见书份数", "份", &[Version { from: GENERAL, value: 4, basis: &[general::GZ_39] }]);

/// How many of those go to the client (GZ-39).
pub const OPINION_COPIES_TO_CLIENT: Dated<u16> =
    one("交委托人份数", "份", &[Version { from: GENERAL, value: 3, basis: &[general::GZ_39] }]);

/// Below this age a person has no capacity (民法典 20).
pub const AGE_OF_LIMITED_CAPACITY: Dated<u16> = one(
    "限制民事行为能力起始年龄",
    "周岁",
    &[Version { from: CODE, value: 8, basis: &[acts::MF_19, acts::MF_20] }],
);

/// From this age a person who lives on own earnings counts as fully capable (民法典 18).
pub const AGE_OF_OWN_EARNINGS: Dated<u16> =
    one("视为完全民事行为能力年龄", "周岁", &[Version { from: CODE, value: 16, basis: &[acts::MF_18] }]);

/// From this age a person is an adult (民法典 17).
pub const AGE_OF_MAJORITY: Dated<u16> =
    one("成年年龄", "周岁", &[Version { from: CODE, value: 18, basis: &[acts::MF_17, acts::MF_18] }]);

/// Below this age a guardian consents to the use of personal data (PI-31).
pub const AGE_OF_DATA_CONSENT: Dated<u16> = one(
    "个人信息自行同意年龄",
    "周岁",
    &[Version { from: Instrument::PersonalInformation.effective_on(), value: 14, basis: &[acts::PI_31] }],
);

/// Years a licence is valid in Shanghai (TL-14).
pub const LICENCE_YEARS: Dated<u16> =
    one("许可证、执业证有效期", "年", &[Version { from: REGULATION, value: 5, basis: &[acts::TL_14] }]);

/// Calendar days before expiry by which renewal must be asked for (TL-14).
pub const LICENCE_RENEWAL: Dated<u16> =
    one("证件延续提前", "日", &[Version { from: REGULATION, value: 30, basis: &[acts::TL_14] }]);

/// Claim staff an insurer names to the public in Shanghai (SH-2.3b).
pub const CLAIM_STAFF: Dated<u16> = one(
    "涉保理赔工作人员",
    "名以上",
    &[Version { from: Instrument::ShanghaiNotice.effective_on(), value: 2, basis: &[shanghai::SH_2_3B] }],
);

/// Years an impact assessment and the record of processing are kept (PI-56).
pub const ASSESSMENT_YEARS: Dated<u16> = one(
    "影响评估记录保存",
    "年",
    &[Version { from: Instrument::PersonalInformation.effective_on(), value: 3, basis: &[acts::PI_56] }],
);

/// All of them, in the order of the rule book.
pub const ALL: &[&Dated<u16>] = &[
    &ACCEPTANCE,
    &APPRAISAL,
    &EXTENSION,
    &TRAFFIC,
    &TRAFFIC_LONGEST,
    &APPRAISERS,
    &COLLECTORS,
    &COLLECTING_APPRAISERS,
    &SENIOR_APPRAISERS,
    &REVIEW_EXPERTS,
    &OPINION_COPIES,
    &OPINION_COPIES_TO_CLIENT,
    &AGE_OF_LIMITED_CAPACITY,
    &AGE_OF_OWN_EARNINGS,
    &AGE_OF_MAJORITY,
    &AGE_OF_DATA_CONSENT,
    &LICENCE_YEARS,
    &LICENCE_RENEWAL,
    &CLAIM_STAFF,
    &ASSESSMENT_YEARS,
];

const GENERAL: Day = Instrument::GeneralRules.effective_on();
const REGULATION: Day = Instrument::ShanghaiRegulation.effective_on();
const CODE: Day = Instrument::CivilCode.effective_on();
const ROAD: Day = Instrument::TrafficProcedure.effective_on();

const fn one(name: &'static str, unit: &'static str, versions: &'static [Version<u16>]) -> Dated<u16> {
    Dated { name, unit, versions }
}

/// Every citation a number rests on.
pub fn citations() -> impl Iterator<Item = &'static Citation> {
    ALL.iter().flat_map(|number| number.versions).flat_map(|version| version.basis)
}

#[cfg(test)]
mod tests {
    use super::ALL;

    #[test]
    fn every_number_has_a_version_a_source_and_an_order() {
        for number in ALL {
            assert!(!number.versions.is_empty(), "{}", number.name);
            assert!(number.versions.is_sorted_by_key(|version| version.from), "{}", number.name);
            for version in number.versions {
                assert!(!version.basis.is_empty(), "{}", number.name);
                for citation in version.basis {
                    let in_force = citation.instrument.effective_on();
                    assert!(in_force <= version.from, "{} {}", number.name, citation.cite());
                }
            }
        }
    }
}
