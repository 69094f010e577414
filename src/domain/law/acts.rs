//! The statutes and judicial rules beside 通则: each article in our own words.
//!
//! Read and cross-checked, but the texts do not lie in `assets/law/`, so nothing here is verbatim.

use super::Checked;
use super::Citation;
use super::Clause;
use super::Instrument;

/// TL-14 许可证、执业证有效期五年
pub const TL_14: Citation =
    shanghai(14, "许可证、执业证有效期五年，届满三十日前申请延续；登记事项变化及时变更");

/// TL-22 不得接受未经办案机关确认的材料
pub const TL_22: Citation = shanghai(
    22,
    "不得接受未经办案机关确认的材料；鉴定涉及人身的，应当对被鉴定人及其陪同人员进行身份识别和记录",
);

/// TL-23 书面确认六类事项
pub const TL_23: Citation = shanghai(23, "书面确认六类事项，变更须书面协商");

/// TL-24 法定情形不予受理
pub const TL_24: Citation = shanghai(24, "法定情形不予受理");

/// TL-25 机构负责人应当回避的
pub const TL_25: Citation = shanghai(25, "机构负责人应当回避的，书面告知委托人另选鉴定机构");

/// TL-29 终止鉴定的
pub const TL_29: Citation = shanghai(29, "终止鉴定的，书面通知、退还材料并酌情退还费用");

/// TL-30 意见书由鉴定人亲笔签名
pub const TL_30: Citation =
    shanghai(30, "意见书由鉴定人亲笔签名，加盖司法鉴定专用章；复核人、咨询专家和未参加鉴定的人不得签名");

/// TL-31 意见书有瑕疵的应当补正
pub const TL_31: Citation = shanghai(31, "意见书有瑕疵的应当补正，补正不得改变鉴定意见的原意");

/// TL-32 补充鉴定由原鉴定人进行
pub const TL_32: Citation = shanghai(32, "补充鉴定由原鉴定人进行，原鉴定人不能进行的由原机构另行指定");

/// TL-33 重新鉴定由原机构以外的机构进行
pub const TL_33: Citation =
    shanghai(33, "重新鉴定由原机构以外的机构进行，特殊原因可以由原机构其他鉴定人进行");

/// TL-35 经法院依法通知应当出庭
pub const TL_35: Citation = shanghai(35, "经人民法院依法通知，鉴定人应当出庭作证，无法定事由不得拒绝");

/// TL-37 在执业场所内开展鉴定
pub const TL_37: Citation =
    shanghai(37, "在执业场所内开展鉴定，不得擅自在场所外受理、代办、采样；不得给付回扣、介绍费");

/// MF-17 十八周岁以上为成年人
pub const MF_17: Citation = act(Instrument::CivilCode, 17, "十八周岁以上为成年人，不满十八周岁为未成年人");

/// MF-18 成年人有完全民事行为能力
pub const MF_18: Citation = act(
    Instrument::CivilCode,
    18,
    "成年人有完全民事行为能力；十六周岁以上的未成年人以自己的劳动收入为主要生活来源的，视为有完全民事行为能力",
);

/// MF-19 八周岁以上的未成年人民事行为能力受限制
pub const MF_19: Citation = act(Instrument::CivilCode, 19, "八周岁以上的未成年人民事行为能力受限制");

/// MF-20 不满八周岁的未成年人没有民事行为能力
pub const MF_20: Citation = act(Instrument::CivilCode, 20, "不满八周岁的未成年人没有民事行为能力");

/// MF-21 不能辨认自己行为的成年人和八周岁以上的未成年人没有民事行为能力
pub const MF_21: Citation =
    act(Instrument::CivilCode, 21, "不能辨认自己行为的成年人和八周岁以上的未成年人没有民事行为能力");

/// MF-22 不能完全辨认自己行为的成年人民事行为能力受限制
pub const MF_22: Citation = act(Instrument::CivilCode, 22, "不能完全辨认自己行为的成年人民事行为能力受限制");

/// MF-201 按日计算期间的
pub const MF_201: Citation =
    act(Instrument::CivilCode, 201, "按日计算期间的，开始的当日不计入，自下一日开始计算");

/// MF-203 期间的最后一日是法定休假日的
pub const MF_203: Citation =
    act(Instrument::CivilCode, 203, "期间的最后一日是法定休假日的，以休假日结束的次日为最后一日");

/// MF-1033 除法律另有规定或者权利人明确同意外
pub const MF_1033: Citation =
    act(Instrument::CivilCode, 1033, "除法律另有规定或者权利人明确同意外，不得拍摄、窥视他人身体的私密部位");

/// PI-6 处理个人信息目的明确
pub const PI_6: Citation = act(Instrument::PersonalInformation, 6, "处理个人信息目的明确，限于最小范围");

/// PI-15 有权撤回同意
pub const PI_15: Citation = act(
    Instrument::PersonalInformation,
    15,
    "基于个人同意处理个人信息的，个人有权撤回同意；撤回不影响撤回前已进行的处理的效力",
);

/// PI-17 处理前应当告知
pub const PI_17: Citation = act(
    Instrument::PersonalInformation,
    17,
    "处理前应当告知处理者的名称和联系方式、目的、方式、种类、保存期限，以及行使权利的方式",
);

/// PI-23 向其他处理者提供
pub const PI_23: Citation = act(
    Instrument::PersonalInformation,
    23,
    "向其他处理者提供个人信息的，应当告知接收方并取得个人的单独同意",
);

/// PI-29 处理敏感个人信息应当取得单独同意
pub const PI_29: Citation = act(Instrument::PersonalInformation, 29, "处理敏感个人信息应当取得单独同意");

/// PI-30 处理敏感个人信息另告必要性和影响
pub const PI_30: Citation =
    act(Instrument::PersonalInformation, 30, "处理敏感个人信息的，还应当告知必要性以及对个人权益的影响");

/// PI-31 处理不满十四周岁未成年人个人信息
pub const PI_31: Citation = act(
    Instrument::PersonalInformation,
    31,
    "处理不满十四周岁未成年人个人信息，应当取得父母或者其他监护人的同意",
);

/// PI-51 采取加密、去标识化等安全措施
pub const PI_51: Citation = act(Instrument::PersonalInformation, 51, "采取加密、去标识化等安全措施");

/// PI-56 影响评估报告和处理情况记录至少保存三年
pub const PI_56: Citation =
    act(Instrument::PersonalInformation, 56, "影响评估报告和处理情况记录至少保存三年");

/// MZ-33 鉴定开始之前
pub const MZ_33: Citation = act(Instrument::CivilEvidence, 33, "鉴定开始之前，人民法院要求鉴定人签署承诺书");

/// MZ-34 未经质证的材料
pub const MZ_34: Citation = act(Instrument::CivilEvidence, 34, "未经法庭质证的材料，不得作为鉴定的根据");

/// MZ-36 鉴定书附鉴定人资格证明
pub const MZ_36: Citation =
    act(Instrument::CivilEvidence, 36, "鉴定书应当附有鉴定人及鉴定机构相应资格的证明，由鉴定人签名或者盖章");

/// MZ-41 一方自行委托的意见
pub const MZ_41: Citation = act(
    Instrument::CivilEvidence,
    41,
    "一方自行委托的意见，对方有证据或者理由足以反驳并申请鉴定的，法院应予准许",
);

/// JT-51 检验、鉴定期限由公安机关约定
pub const JT_51: Citation =
    act(Instrument::TrafficProcedure, 51, "检验、鉴定期限由公安机关约定，一般不超过三十日，最长不超过六十日");

/// ES-3 当事人可以约定使用电子签名
pub const ES_3: Citation = act(Instrument::ElectronicSignature, 3, "当事人可以约定使用电子签名");

/// ID-13 居民身份证可以证明身份
pub const ID_13: Citation =
    act(Instrument::IdentityCard, 13, "居民身份证可以证明身份，有关单位不得拒绝，并对获得的身份信息保密");

/// GB-11643 公民身份号码为十八位
pub const GB_11643: Citation =
    whole(Instrument::IdNumberStandard, "公民身份号码为十八位：地址码、出生日期码、顺序码和校验码");

/// All of them, in the order of the text.
pub const ALL: &[&Citation] = &[
    &TL_14, &TL_22, &TL_23, &TL_24, &TL_25, &TL_29, &TL_30, &TL_31, &TL_32, &TL_33, &TL_35, &TL_37, &MF_17,
    &MF_18, &MF_19, &MF_20, &MF_21, &MF_22, &MF_201, &MF_203, &MF_1033, &PI_6, &PI_15, &PI_17, &PI_23,
    &PI_29, &PI_30, &PI_31, &PI_51, &PI_56, &MZ_33, &MZ_34, &MZ_36, &MZ_41, &JT_51, &ES_3, &ID_13, &GB_11643,
];

const fn shanghai(number: u16, words: &'static str) -> Citation {
    act(Instrument::ShanghaiRegulation, number, words)
}

const fn act(instrument: Instrument, number: u16, words: &'static str) -> Citation {
    Citation { instrument, clause: Clause::Article(number), words, checked: Checked::Paraphrase }
}

const fn whole(instrument: Instrument, words: &'static str) -> Citation {
    Citation { instrument, clause: Clause::Whole, words, checked: Checked::Paraphrase }
}
