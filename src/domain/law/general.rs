//! 《司法鉴定程序通则》 (司法部令第132号, in force since 2016-05-01), article by article.
//!
//! The words are our own account, never the text: they are shown as 转述 and never printed as law.
//! Articles known from practice only are 未核实. `assets/law/general_rules.md` lists the same sentences.

use super::Checked;
use super::Citation;
use super::Clause;
use super::Instrument;

/// GZ-5 实行鉴定人负责制
pub const GZ_5: Citation = article(5, "实行鉴定人负责制，鉴定人不得违规会见当事人及其委托的人");

/// GZ-6 保守执业中知悉的国家秘密、商业秘密
pub const GZ_6: Citation = unverified(6, "保守执业中知悉的国家秘密、商业秘密，不泄露个人隐私");

/// GZ-8 收取鉴定费用按国家有关规定执行
pub const GZ_8: Citation = unverified(8, "收取鉴定费用按国家有关规定执行");

/// GZ-11 鉴定委托由机构统一受理
pub const GZ_11: Citation = article(11, "鉴定委托由机构统一受理，鉴定人不得私自接案");

/// GZ-12 委托人提供真实、完整、充分的材料并对真实性、合法性负责
pub const GZ_12: Citation = article(
    12,
    "委托人提供真实、完整、充分的材料并对真实性、合法性负责；机构核对并记录材料的名称、种类、数量、性状、保存状况、收到时间等",
);

/// GZ-13 自收到委托之日起七个工作日内决定是否受理
pub const GZ_13: Citation =
    article(13, "自收到委托之日起七个工作日内决定是否受理；复杂、疑难或者特殊事项可以与委托人协商受理时间");

/// GZ-14 属于业务范围、用途合法、材料满足鉴定需要的应当受理
pub const GZ_14: Citation = article(
    14,
    "属于业务范围、用途合法、材料满足鉴定需要的应当受理；材料不完整、不充分的可以要求补充，补充后满足的应当受理",
);

/// GZ-15 七种情形不得受理
pub const GZ_15: Citation = article(
    15,
    "七种情形不得受理：超业务范围，材料不真实、不完整、不充分或者取得方式不合法，用途不合法或者违背社会公德，要求不符合执业规则或者技术规范，超出技术条件或者能力，同一事项同时委托其他机构，其他不合规定的情形",
);

/// GZ-15(6) 委托人就同一鉴定事项同时委托其他机构的
pub const GZ_15_6: Citation = item(15, 6, "委托人就同一鉴定事项同时委托其他机构的，不得受理");

/// GZ-16 决定受理的应当签订司法鉴定委托书
pub const GZ_16: Citation = article(
    16,
    "决定受理的应当签订司法鉴定委托书，载明委托人、机构、委托事项、是否重新鉴定、用途、基本案情、材料的提供和退还、鉴定风险、时限、费用及收取方式、双方权利义务等",
);

/// GZ-17 不予受理的应当向委托人说明理由
pub const GZ_17: Citation = article(17, "不予受理的应当向委托人说明理由，退还鉴定材料");

/// GZ-18 应当指定本机构具有该事项执业资格的鉴定人
pub const GZ_18: Citation = article(
    18,
    "应当指定本机构具有该事项执业资格的鉴定人；委托人不得要求或者暗示按其意图或者特定目的提供意见",
);

/// GZ-19 同一鉴定事项应当由二名鉴定人进行
pub const GZ_19: Citation = article(19, "同一鉴定事项应当由二名鉴定人进行，复杂、疑难或者特殊事项可以多名");

/// GZ-20 本人或者近亲属有利害关系可能影响公正的
pub const GZ_20: Citation = article(
    20,
    "本人或者近亲属有利害关系可能影响公正的，曾参加同一事项鉴定、曾作专家提供咨询意见、曾作为有专门知识的人参与质证的，应当回避",
);

/// GZ-21 回避由机构决定
pub const GZ_21: Citation = article(21, "回避由机构决定；委托人对决定有异议的，可以撤销鉴定委托");

/// GZ-22 建立鉴定材料管理制度
pub const GZ_22: Citation = article(22, "建立鉴定材料管理制度，严格监控材料的接收、保管、使用和退还");

/// GZ-23 依次采用国家标准、行业标准和技术规范、该领域多数专家认可的技术方法
pub const GZ_23: Citation = article(23, "依次采用国家标准、行业标准和技术规范、该领域多数专家认可的技术方法");

/// GZ-24 经委托人同意可以现场提取材料
pub const GZ_24: Citation = unverified(
    24,
    "经委托人同意可以现场提取材料，由不少于二名机构工作人员进行，其中至少一名为该事项的鉴定人，委托人指派或者委托的人在场见证并签名",
);

/// GZ-25 对无民事行为能力人或者限制民事行为能力人进行身体检查的
pub const GZ_25: Citation = article(
    25,
    "对无民事行为能力人或者限制民事行为能力人进行身体检查的，应当通知其监护人或者近亲属到场见证；法医精神病鉴定、尸体解剖各有应当通知的见证人；到场见证人员应当在鉴定记录上签名；见证人员未到场的不得开展相关鉴定活动，延误时间不计入鉴定时限",
);

/// GZ-26 对被鉴定人身体进行法医临床检查的
pub const GZ_26: Citation = article(26, "对被鉴定人身体进行法医临床检查的，应当采取必要措施保护其隐私");

/// GZ-27 实时记录并签名
pub const GZ_27: Citation = article(
    27,
    "实时记录并签名，可以笔记、录音、录像、拍照；载明主要的鉴定方法和过程，检查、检验、检测结果，仪器设备使用情况；内容真实、客观、准确、完整、清晰，文本、音像等载体存入档案",
);

/// GZ-28 自委托书生效之日起三十个工作日内完成
pub const GZ_28: Citation = article(
    28,
    "自委托书生效之日起三十个工作日内完成；复杂、疑难、特殊或者需要较长时间的，经机构负责人批准可以延长，一般不超过三十个工作日，应当及时告知委托人；另有约定从其约定；补充或者重新提取材料所需时间不计入",
);

/// GZ-29 六种情形可以终止鉴定
pub const GZ_29: Citation = article(29, "六种情形可以终止鉴定，应当书面通知委托人、说明理由、退还材料");

/// GZ-30 补充鉴定是原委托鉴定的组成部分
pub const GZ_30: Citation = article(30, "补充鉴定是原委托鉴定的组成部分，应当由原鉴定人进行");

/// GZ-31 五种情形可以接受办案机关委托重新鉴定
pub const GZ_31: Citation = article(31, "五种情形可以接受办案机关委托重新鉴定");

/// GZ-32 重新鉴定应当委托原机构以外的机构
pub const GZ_32: Citation = article(
    32,
    "重新鉴定应当委托原机构以外的机构；特殊原因可以由原机构的其他鉴定人进行；资质不低于原机构，鉴定人中至少一名具有相关专业高级职称",
);

/// GZ-33 可以向外部专家咨询
pub const GZ_33: Citation = article(33, "可以向外部专家咨询，最终意见由本机构鉴定人出具，专家意见签名存档");

/// GZ-35 鉴定后应当指定有相应资质的人员复核程序和意见
pub const GZ_35: Citation = article(
    35,
    "鉴定后应当指定有相应资质的人员复核程序和意见；复杂、疑难、特殊或者重新鉴定可以组织三名以上专家复核",
);

/// GZ-36 按照统一格式制作意见书
pub const GZ_36: Citation = article(36, "按照统一规定的文本格式制作司法鉴定意见书");

/// GZ-37 意见书由鉴定人签名
pub const GZ_37: Citation = article(37, "意见书由鉴定人签名，有不同意见的应当注明");

/// GZ-38 意见书加盖司法鉴定专用章
pub const GZ_38: Citation = article(38, "意见书应当加盖司法鉴定机构的司法鉴定专用章");

/// GZ-39 意见书一式四份
pub const GZ_39: Citation =
    article(39, "意见书一式四份，三份交委托人，一份由机构存档；按照规定或者与委托人约定的方式发送");

/// GZ-40 委托人提出询问的
pub const GZ_40: Citation = article(40, "委托人提出询问的，机构和鉴定人应当给予解释或者说明");

/// GZ-41 三种瑕疵可以补正
pub const GZ_41: Citation =
    article(41, "三种瑕疵可以补正，至少一名鉴定人在补正处签名，不得改变鉴定意见的原意");

/// GZ-42 意见书及有关资料整理立卷、归档保管
pub const GZ_42: Citation = unverified(42, "意见书及有关资料整理立卷、归档保管");

/// GZ-43 经人民法院依法通知，鉴定人应当出庭
pub const GZ_43: Citation = article(43, "经人民法院依法通知，鉴定人应当出庭，回答与鉴定事项有关的问题");

/// GZ-44 接到出庭通知后及时与法院确认
pub const GZ_44: Citation =
    unverified(44, "接到出庭通知后，及时与人民法院确认出庭的时间、地点、人数、费用、要求");

/// GZ-49 在诉讼活动之外开展司法鉴定业务
pub const GZ_49: Citation = unverified(49, "在诉讼活动之外开展司法鉴定业务，参照本通则执行");

/// All of them, in the order of the text.
pub const ALL: &[&Citation] = &[
    &GZ_5, &GZ_6, &GZ_8, &GZ_11, &GZ_12, &GZ_13, &GZ_14, &GZ_15, &GZ_15_6, &GZ_16, &GZ_17, &GZ_18, &GZ_19,
    &GZ_20, &GZ_21, &GZ_22, &GZ_23, &GZ_24, &GZ_25, &GZ_26, &GZ_27, &GZ_28, &GZ_29, &GZ_30, &GZ_31, &GZ_32,
    &GZ_33, &GZ_35, &GZ_36, &GZ_37, &GZ_38, &GZ_39, &GZ_40, &GZ_41, &GZ_42, &GZ_43, &GZ_44, &GZ_49,
];

const fn article(number: u16, words: &'static str) -> Citation {
    at(Clause::Article(number), words, Checked::Paraphrase)
}

const fn item(number: u16, item: u8, words: &'static str) -> Citation {
    at(Clause::Item(number, item), words, Checked::Paraphrase)
}

const fn unverified(number: u16, words: &'static str) -> Citation {
    at(Clause::Article(number), words, Checked::Unverified)
}

const fn at(clause: Clause, words: &'static str, checked: Checked) -> Citation {
    Citation { instrument: Instrument::GeneralRules, clause, words, checked }
}
