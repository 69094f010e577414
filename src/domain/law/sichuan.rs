//! 川司鉴协〔2022〕7号 实施意见: its duties, each with the words it rests on.
//!
//! The constants carry the requirement number; the words stand in `assets/law/sichuan_opinion.md`.
//! 「司法鉴定协议书」 is the former name of the 司法鉴定委托书 and is read as such.

use super::Checked;
use super::Citation;
use super::Clause;
use super::Instrument;

/// SC-0 问题联系
pub const SC_0: Citation = preamble("各地在实施过程中遇到的问题，请及时联系省司法鉴定协会");

/// SC-1.2a 每季度座谈
pub const SC_1_2A: Citation = section(1, 2, "每季度组织双方开展沟通座谈会");

/// SC-1.2b 每年培训
pub const SC_1_2B: Citation = section(1, 2, "每年开展涉保司法鉴定业务培训，鼓励行业相关人员积极参与");

/// SC-1.3b 线索移送
pub const SC_1_3B: Citation = section(1, 3, "组织搜集“人伤黄牛”欺诈线索并移送相关行政机关");

/// SC-2.1a 谁可以委托
pub const SC_2_1A: Citation = section(
    2,
    1,
    "投保人、被保险人、保险事故受害人等（以下称“涉保当事人”）或者保险机构为解决涉保理赔案件中的专门性问题，可以根据司法鉴定的相关规定委托司法鉴定机构进行鉴定",
);

/// SC-2.1c 双方确认材料
pub const SC_2_1C: Citation =
    section(2, 1, "共同委托鉴定的，双方应当确认鉴定材料，未经双方确认的，不得用于鉴定");

/// SC-2.1d 不得另行委托
pub const SC_2_1D: Citation =
    section(2, 1, "在出具鉴定意见书之前，保险机构和（或）涉保当事人不得就同一鉴定事项另行委托鉴定");

/// SC-2.1e 双方履行委托责任
pub const SC_2_1E: Citation = section(2, 1, "双方在所选定司法鉴定机构办理共同委托的鉴定事项并履行委托责任");

/// SC-2.1f 可在场见证
pub const SC_2_1F: Citation = section(2, 1, "保险机构可在场见证");

/// SC-2.1g 书面共同委托书
pub const SC_2_1G: Citation =
    section(2, 1, "若因特殊原因不能到场则应向鉴定机构书面出具规范的共同委托书（可交由当事人携至机构办理）");

/// SC-2.1h 不与采信挂钩
pub const SC_2_1H: Citation = section(2, 1, "不宜将共同委托与完全采信鉴定意见直接关联");

/// SC-2.2a 询问用途
pub const SC_2_2A: Citation = section(
    2,
    2,
    "单方委托鉴定的，司法鉴定机构应当询问涉保当事人鉴定文书是否用于保险理赔并在司法鉴定协议书中记载",
);

/// SC-2.2b 告知风险并签字
pub const SC_2_2B: Citation = section(2, 2, "同时应当告知其单方委托的风险及法律后果，由其签字确认");

/// SC-2.2c 严格审查材料
pub const SC_2_2C: Citation = section(2, 2, "司法鉴定机构应严格审查鉴定材料");

/// SC-2.2d 委托人对材料负责
pub const SC_2_2D: Citation = section(2, 2, "委托人应当对鉴定材料的真实性、合法性负责");

/// SC-2.2e 不得受理
pub const SC_2_2E: Citation = section(2, 2, "不符合程序规则的，不得受理");

/// SC-2.2f 通知保险机构
pub const SC_2_2F: Citation =
    section(2, 2, "当事人单方委托鉴定的，由司法鉴定机构通知（含电话方式）相关保险机构到场见证");

/// SC-2.2g 如实记录到场
pub const SC_2_2G: Citation = section(2, 2, "司法鉴定机构应当如实记录保险机构和当事人到场的情况");

/// SC-2.2h 双方签字
pub const SC_2_2H: Citation = section(2, 2, "双方应在记录材料上签字确认");

/// SC-2.2i 旁观旁听便利
pub const SC_2_2I: Citation =
    section(2, 2, "司法鉴定机构应当为保险机构到场人员旁观、旁听司法鉴定过程提供便利");

/// SC-2.2j 不到场照常鉴定
pub const SC_2_2J: Citation = section(2, 2, "保险机构不按时派员到场的，司法鉴定机构应当按规定实施鉴定");

/// SC-2.3a 选择方式
pub const SC_2_3A: Citation = section(
    2,
    3,
    "在司法行政机关公布的司法鉴定机构名册中遵循优先协商或公平随机（包括抽签、摇号或其他约定形式）方式选择司法鉴定机构及鉴定人",
);

/// SC-2.3b 不得违规推荐
pub const SC_2_3B: Citation = section(2, 3, "任何机构或个人不得违规选择或推荐司法鉴定机构及鉴定人");

/// SC-2.3c 法定条件
pub const SC_2_3C: Citation =
    section(2, 3, "列入选择范围的司法鉴定机构应当确保具备符合法定的鉴定资质、场所、仪器设备和鉴定人员等条件");

/// SC-2.3d 不得设接案点
pub const SC_2_3D: Citation = section(2, 3, "不得违规设立接案点、违规开展涉保司法鉴定");

/// SC-2.4a 重新鉴定的依据
pub const SC_2_4A: Citation = section(
    2,
    4,
    "符合《司法鉴定程序通则》第三十一条规定情形或者涉保当事人与保险机构就重新鉴定事宜达成一致的，可以申请重新鉴定",
);

/// SC-2.4b 原机构以外
pub const SC_2_4B: Citation = section(2, 4, "重新鉴定应当委托原司法鉴定机构以外的其他司法鉴定机构进行");

/// SC-2.4c 资质不低于
pub const SC_2_4C: Citation =
    section(2, 4, "接受重新鉴定委托的司法鉴定机构的资质条件应当不低于原司法鉴定机构");

/// SC-2.4d 高级职称
pub const SC_2_4D: Citation =
    section(2, 4, "进行重新鉴定的司法鉴定人中应当至少有一名具有相关专业高级专业技术职称");

/// SC-3.1b 不受非法干涉
pub const SC_3_1B: Citation =
    section(3, 1, "坚持科学、客观、独立、公正原则开展涉保司法鉴定，不受任何单位和个人的非法干涉");

/// SC-3.1e 不得收受财物
pub const SC_3_1E: Citation =
    section(3, 1, "不得有收受保险机构或者涉保当事人财物或接受吃请等可能影响公正执业的行为");

/// SC-3.1f 不得承诺结果
pub const SC_3_1F: Citation =
    section(3, 1, "不得向鉴定申请人承诺或者变相承诺向其出具有利鉴定意见等方式招揽业务");

/// SC-3.2a 亮证
pub const SC_3_2A: Citation = section(
    3,
    2,
    "在开展鉴定工作前，司法鉴定人及鉴定人助理应当向到场人员出示司法鉴定人执业证、助理证，表明身份",
);

/// SC-3.2b 实时记录并签名
pub const SC_3_2B: Citation = section(3, 2, "司法鉴定人应当对鉴定过程进行实时记录并签名");

/// SC-3.2c 记录方式
pub const SC_3_2C: Citation = section(3, 2, "记录可以采取笔记、录音、录像、拍照等方式");

/// SC-3.2d 真实完整
pub const SC_3_2D: Citation = section(3, 2, "记录的内容应当真实、客观、准确、完整、清晰");

/// SC-3.2e 存入档案
pub const SC_3_2E: Citation = section(3, 2, "记录的文本资料、音像资料等应当存入鉴定档案");

/// SC-3.3b 技术标准
pub const SC_3_3B: Citation = section(3, 3, "准确适用技术标准和规范");

/// SC-3.3c 复核制度
pub const SC_3_3C: Citation = section(3, 3, "建立完善鉴定复核制度");

/// SC-3.3d
pub const SC_3_3D: Citation = section(3, 3, "规范鉴定文书内容格式");

/// SC-3.3e
pub const SC_3_3E: Citation = section(3, 3, "确保司法鉴定“行为规范、程序公正、方法正确、数据准确、结论可靠”");

/// SC-3.3f 未构成等级也出具
pub const SC_3_3F: Citation = section(3, 3, "对未构成伤残等级的案件，司法鉴定机构也应当出具鉴定意见书");

/// SC-3.4b–c 执业档案
pub const SC_3_4C: Citation = section(3, 4, "建立健全工作人员执业档案，禁止其从事协助或代理保险索赔的活动");

/// SC-3.4d 利害关系回避
pub const SC_3_4D: Citation =
    section(3, 4, "司法鉴定机构、司法鉴定人与保险机构或者涉保当事人存在利害关系的，应当依法回避");

/// SC-4.1d 不得签合作协议
pub const SC_4_1D: Citation = section(4, 1, "保险机构不得与司法鉴定机构签订合作协议");

/// SC-4.1e 不得兼任
pub const SC_4_1E: Citation = section(4, 1, "保险机构从业人员不得违规兼任司法鉴定人");

/// SC-4.3b 履职回避
pub const SC_4_3B: Citation = section(
    4,
    3,
    "保险机构工作人员应当严格遵守履职回避规定，不得投资设立与所在企业存在利益冲突的中介服务机构，或者在此类机构兼职、取酬",
);

/// SC-4.4a 积极派员
pub const SC_4_4A: Citation = section(4, 4, "保险机构接到司法鉴定机构到场见证通知后，应当积极派员到场");

/// SC-4.4b 两类证件与复印件
pub const SC_4_4B: Citation =
    section(4, 4, "到场人员应当出具工作证明、身份证件，并将复印件提交司法鉴定机构留存");

/// SC-4.4c 不得当场见证
pub const SC_4_4C: Citation = section(4, 4, "未提供身份证明的，不得当场见证");

/// SC-4.4d 遵守规则
pub const SC_4_4D: Citation = section(4, 4, "保险机构到场人员必须遵守相关法律法规和《司法鉴定程序通则》");

/// SC-4.4e 反映查勘情况
pub const SC_4_4E: Citation = section(4, 4, "可以向司法鉴定人反映案件查勘有关情况");

/// SC-4.4f 不得干扰
pub const SC_4_4F: Citation = section(4, 4, "不得干扰或干预司法鉴定人独立、公正执业");

/// SC-4.4g 未经同意不得拍摄
pub const SC_4_4G: Citation = section(4, 4, "未经涉保当事人同意不得对司法鉴定过程进行拍照、录像");

/// SC-5.1b 可以先行申请协商调解
pub const SC_5_1B: Citation = section(5, 1, "当事人、保险机构对鉴定意见有异议的，可以先行申请协商调解");

/// SC-5.1c 解释、补充、重新鉴定
pub const SC_5_1C: Citation =
    section(5, 1, "可以提出由鉴定机构及鉴定人作出解释和说明或申请补充鉴定、重新鉴定");

/// SC-5.2b 专家咨询
pub const SC_5_2B: Citation =
    section(5, 2, "组织专家对存在争议的重大涉保司法鉴定予以审查和评价，为涉保理赔提供咨询服务、出具专家意见");

/// SC-5.3a 专人与台账
pub const SC_5_3A: Citation = section(5, 3, "应指定专人负责落实并建立工作台帐");

/// All of them, in the order of the text.
pub const ALL: &[&Citation] = &[
    &SC_0, &SC_1_2A, &SC_1_2B, &SC_1_3B, &SC_2_1A, &SC_2_1C, &SC_2_1D, &SC_2_1E, &SC_2_1F, &SC_2_1G,
    &SC_2_1H, &SC_2_2A, &SC_2_2B, &SC_2_2C, &SC_2_2D, &SC_2_2E, &SC_2_2F, &SC_2_2G, &SC_2_2H, &SC_2_2I,
    &SC_2_2J, &SC_2_3A, &SC_2_3B, &SC_2_3C, &SC_2_3D, &SC_2_4A, &SC_2_4B, &SC_2_4C, &SC_2_4D, &SC_3_1B,
    &SC_3_1E, &SC_3_1F, &SC_3_2A, &SC_3_2B, &SC_3_2C, &SC_3_2D, &SC_3_2E, &SC_3_3B, &SC_3_3C, &SC_3_3D,
    &SC_3_3E, &SC_3_3F, &SC_3_4C, &SC_3_4D, &SC_4_1D, &SC_4_1E, &SC_4_3B, &SC_4_4A, &SC_4_4B, &SC_4_4C,
    &SC_4_4D, &SC_4_4E, &SC_4_4F, &SC_4_4G, &SC_5_1B, &SC_5_1C, &SC_5_2B, &SC_5_3A,
];

const fn section(part: u8, item: u8, words: &'static str) -> Citation {
    at(Clause::Section(part, item), words)
}

const fn preamble(words: &'static str) -> Citation {
    at(Clause::Preamble, words)
}

const fn at(clause: Clause, words: &'static str) -> Citation {
    Citation { instrument: Instrument::SichuanOpinion, clause, words, checked: Checked::Verbatim }
}
