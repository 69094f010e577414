//! 上海市司法局、上海银保监局 2022-12-01 通知: its duties, each with the words it rests on.
//!
//! The constants carry the requirement number; the words stand in `assets/law/shanghai_notice.md`.
//! The annexes (附件1, 附件2) were never given to us and are not quoted.

use super::Checked;
use super::Citation;
use super::Clause;
use super::Instrument;

/// SH-0 涉保鉴定的定义
pub const SH_0: Citation = preamble("涉及保险理赔司法鉴定（以下简称“涉保鉴定”）");

/// SH-1.1 服务指引
pub const SH_1_1: Citation = section(1, 1, "引导当事人通过随申办办理涉保鉴定预约咨询");

/// SH-1.2a–c 内部管理与流程
pub const SH_1_2A: Citation =
    section(1, 2, "加强内部管理，及时、规范办理随申办预约咨询服务，规范涉保鉴定受理、实施工作流程");

/// SH-1.2d 严格审查
pub const SH_1_2D: Citation = section(1, 2, "严格审查涉保鉴定委托事项、鉴定材料等");

/// SH-1.2e 用途、是否重新鉴定
pub const SH_1_2E: Citation = section(1, 2, "确认鉴定用途及是否重新鉴定等相关内容");

/// SH-1.2f 执业场所
pub const SH_1_2F: Citation = section(1, 2, "不得擅自在执业场所外开展涉保鉴定受理、代办等活动");

/// SH-1.2g 引导告知
pub const SH_1_2G: Citation = section(1, 2, "对当事人单方委托涉保鉴定的，要督促鉴定机构做好引导告知工作");

/// SH-1.2h 确认注意事项
pub const SH_1_2H: Citation = section(1, 2, "提示确认相关注意事项（见附件1）");

/// SH-1.2i 引导共同委托
pub const SH_1_2I: Citation = section(1, 2, "引导当事人与保险机构共同委托涉保鉴定、确认鉴定材料");

/// SH-1.2j 坚持单方委托
pub const SH_1_2J: Citation = section(1, 2, "对经告知后仍坚持单方委托的，督促鉴定机构依法依规办理");

/// SH-1.2k 不得以单方为由拒绝
pub const SH_1_2K: Citation = section(1, 2, "不得以单方委托为由拒绝受理");

/// SH-1.2l 当事人认可
pub const SH_1_2L: Citation = section(1, 2, "鼓励保险机构在当事人认可的情况下参与见证");

/// SH-1.3b–c 客观公正
pub const SH_1_3B: Citation = section(
    1,
    3,
    "督促鉴定人客观、中立、公正开展涉保鉴定，不得有收受他人财物、接受请吃、出具虚假鉴定意见、谋取不正当利益等违法违规行为",
);

/// SH-1.3d 干预记录
pub const SH_1_3D: Citation = section(1, 3, "督促鉴定机构和鉴定人如实记录、保存干预涉保鉴定执业活动信息");

/// SH-1.3e 严重干扰报告
pub const SH_1_3E: Citation = section(1, 3, "对于严重干扰涉保鉴定执业活动的行为，应当及时报告区司法局");

/// SH-2.1c 共同委托书
pub const SH_2_1C: Citation = section(2, 1, "出具《涉保鉴定共同委托书》（见附件2）");

/// SH-2.1d–e 派员见证
pub const SH_2_1D: Citation = section(2, 1, "积极派员到场见证，并做好记录");

/// SH-2.1f 年度统计
pub const SH_2_1F: Citation =
    section(2, 1, "将当年共同委托鉴定工作的开展情况和相关统计数据纳入年度反欺诈工作报告");

/// SH-2.1g 不得干扰
pub const SH_2_1G: Citation = section(2, 1, "保险机构到场人员不得干扰或干预司法鉴定人独立、公正执业");

/// SH-2.1h 不得侵犯隐私
pub const SH_2_1H: Citation = section(2, 1, "不得侵犯被鉴定人隐私");

/// SH-2.1i 异议
pub const SH_2_1I: Citation = section(2, 1, "可以与鉴定机构进行沟通，或向上海市保险同业公会反映相关情况");

/// SH-2.3b 理赔工作人员
pub const SH_2_3B: Citation = section(2, 3, "报送2名以上涉保司法鉴定理赔工作人员的联系信息");

/// SH-2.3c 及时更新
pub const SH_2_3C: Citation = section(2, 3, "上述信息如有变动应及时更新报送");

/// SH-4 问题报告
pub const SH_4: Citation = closing("各相关单位执行《通知》中如遇问题，请及时报告");

/// All of them, in the order of the text.
pub const ALL: &[&Citation] = &[
    &SH_0, &SH_1_1, &SH_1_2A, &SH_1_2D, &SH_1_2E, &SH_1_2F, &SH_1_2G, &SH_1_2H, &SH_1_2I, &SH_1_2J, &SH_1_2K,
    &SH_1_2L, &SH_1_3B, &SH_1_3D, &SH_1_3E, &SH_2_1C, &SH_2_1D, &SH_2_1F, &SH_2_1G, &SH_2_1H, &SH_2_1I,
    &SH_2_3B, &SH_2_3C, &SH_4,
];

const fn section(part: u8, item: u8, words: &'static str) -> Citation {
    at(Clause::Section(part, item), words)
}

const fn preamble(words: &'static str) -> Citation {
    at(Clause::Preamble, words)
}

const fn closing(words: &'static str) -> Citation {
    at(Clause::Closing, words)
}

const fn at(clause: Clause, words: &'static str) -> Citation {
    Citation { instrument: Instrument::ShanghaiNotice, clause, words, checked: Checked::Verbatim }
}
