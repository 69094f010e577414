//! 浙江 浙司〔2023〕82号 (2023), in part: the first two items of part one, in our own words.
//!
//! The rest of the opinion was not read, so the pack is marked 部分 wherever it is shown and nothing of it is printed
//! as law. The day of issue was not checked either; the day below is the first on which it was seen published.

use super::Province;
use super::ProvincePack;
use crate::domain::law::Checked;
use crate::domain::law::Citation;
use crate::domain::law::Clause;
use crate::domain::law::Instrument;
use crate::domain::law::LocalInstrument;
use crate::domain::law::Pack;
use crate::domain::law::Period;
use crate::domain::law::day;
use crate::domain::rules::CaseRule;
use crate::domain::rules::Level;
use crate::domain::rules::RuleId;
use crate::domain::rules::WayOut;
use crate::domain::rules::material::only_confirmed_materials_used;
use crate::domain::rules::review::not_commissioned_elsewhere;
use crate::domain::rules::risk_notice::client_told_and_signed;
use crate::domain::step::Place;
use crate::domain::step::Step;

/// The pack.
pub const PACK: ProvincePack = ProvincePack { here: HERE, instrument: OPINION, rules: RULES };

const HERE: Province =
    Province { slug: "zhejiang", letters: "ZJ", label: "浙江（部分）", is_partial: true };

const OPINION: LocalInstrument = LocalInstrument {
    full_name: "浙江省司法厅 国家金融监督管理总局浙江监管局 国家金融监督管理总局宁波监管局关于规范涉及保险理赔司法鉴定工作的实施意见",
    number: Some("浙司〔2023〕82号"),
    short_name: "浙意见",
    effective_on: day(2023, 9, 17),
    slug: "zhejiang_opinion",
    text: None,
};

const JOINT: Citation = item(1, "共同委托的，鉴定材料须经双方签字确认，没有确认的不得用于鉴定");
const ELSEWHERE: Citation =
    item(1, "出具意见书前双方不得就同一事项另行委托；委托人已委托其他机构的，不得受理");
const ALONE: Citation =
    item(2, "单方委托的，须告知当事人单方委托的风险和鉴定标准，记录在委托书或者告知书中，由当事人确认");

const RULES: &[CaseRule] = &[
    CaseRule {
        id: RuleId("ZJ-1.1a"),
        title: "共同委托的鉴定材料须经双方签字确认，没有确认的不得用于鉴定",
        basis: &[JOINT],
        pack: Pack::Province(HERE),
        level: Level::Prohibit,
        in_force: SINCE,
        guards: &[Step::UseMaterial, Step::SealRecord],
        way_out: WayOut {
            say: "请未确认的一方确认，或更正记录、不用这件材料", go: Place::Materials
        },
        check: only_confirmed_materials_used,
    },
    CaseRule {
        id: RuleId("ZJ-1.1b"),
        title: "出具意见书前不得就同一事项另行委托，已委托其他机构的不得受理",
        basis: &[ELSEWHERE],
        pack: Pack::Province(HERE),
        level: Level::Prohibit,
        in_force: SINCE,
        guards: &[Step::DecideAccept],
        way_out: WayOut { say: "查重，并请委托人声明没有另行委托", go: Place::Review },
        check: not_commissioned_elsewhere,
    },
    CaseRule {
        id: RuleId("ZJ-1.2a"),
        title: "单方委托的风险和鉴定标准须告知，并由委托人签字确认",
        basis: &[ALONE],
        pack: Pack::Province(HERE),
        level: Level::Gate,
        in_force: SINCE,
        guards: &[Step::BeginReview, Step::DecideAccept],
        way_out: WayOut {
            say: "逐条告知，请委托人签名，不签的做拒签注记", go: Place::RiskNotice
        },
        check: client_told_and_signed,
    },
];

const SINCE: Period = Period::since(OPINION.effective_on);

const fn item(item: u8, words: &'static str) -> Citation {
    Citation {
        instrument: Instrument::Local(OPINION),
        clause: Clause::Section(1, item),
        words,
        checked: Checked::Paraphrase,
    }
}
