//! Facts after the opinion: corrections, supplementary appraisals, re-appraisals.

use super::Fact;
use super::one_of;
use super::text;
use crate::cli::law::cases::world::World;
use crate::cli::law::cases::world::at;
use crate::cli::law::cases::world::day;
use crate::cli::law::cases::world::id;
use crate::cli::law::cases::world::opinion::CORRECTION_ROW;
use crate::cli::law::cases::world::opinion::correction;
use crate::cli::law::cases::world::row;
use crate::domain::case::CaseState;
use crate::domain::case_link::CaseLink;
use crate::domain::case_link::PARTIES_AGREED;
use crate::domain::case_link::ReappraisalAsked;
use crate::domain::case_link::ReappraisalWhom;
use crate::domain::case_link::SupplementGround;
use crate::domain::correction::Approval;
use crate::domain::ids::CaseId;
use crate::domain::ids::UserId;
use crate::domain::opinion::Section;
use crate::domain::reception::Reappraisal;
use toml::Value;

pub const FACTS: &[Fact] = &[
    Fact {
        key: "补正",
        values: "错别字，已批准；动到鉴定意见；封面写错意见；原文没有这几个字；没写理由；没写哪一处；没人签名；别人签名；没批准；不批准",
        set: set_correction,
    },
    Fact {
        key: "要求补充鉴定", values: "有遗漏、其他情形没写明、还没有出具", set: set_supplement_asked
    },
    Fact { key: "补充鉴定的原鉴定人", values: "都在、有一名没指派", set: set_supplements },
    Fact {
        key: "被申请重鉴",
        values: "另一机构、本机构有特殊原因、本机构没写特殊原因",
        set: set_reappraisal_asked,
    },
    Fact {
        key: "本机构重新鉴定的原鉴定人", values: "不在其中、在其中", set: set_reappraises
    },
    Fact {
        key: "与原机构资质的比较",
        values: "文字，或空",
        set: |w, v| {
            if let Some(Reappraisal::Yes { comparison, .. }) = &mut w.file.intake.reappraisal {
                text(v)?.clone_into(comparison);
            }
            Ok(())
        },
    },
    Fact {
        key: "由本机构再做的特殊原因",
        values: "文字",
        set: |w, v| {
            if let Some(Reappraisal::Yes { special_reason, .. }) = &mut w.file.intake.reappraisal {
                text(v)?.clone_into(special_reason);
            }
            Ok(())
        },
    },
    Fact {
        key: "原意见书编号",
        values: "编号，或空",
        set: |w, v| {
            if let Some(Reappraisal::Yes { original_opinion_no, .. }) = &mut w.file.intake.reappraisal {
                text(v)?.clone_into(original_opinion_no);
            }
            Ok(())
        },
    },
];

fn set_correction(world: &mut World, value: &Value) -> Result<(), String> {
    let words = [
        "错别字，已批准",
        "动到鉴定意见",
        "封面写错意见",
        "原文没有这几个字",
        "没写理由",
        "没写哪一处",
        "没人签名",
        "别人签名",
        "没批准",
        "不批准",
    ];
    let n = one_of(value, &words)?;
    let mut made = correction();
    let granted = n != 9;
    made.approval = (n != 8).then(|| Approval { by: "孙任".into(), granted, note: String::new() });
    let item = made.items.first_mut().ok_or("没有补正")?;
    match n {
        1 => {
            item.section = Some(Section::Opinion);
            item.before = "十级伤残".to_owned();
        }
        2 => {
            item.section = None;
            item.before = "十级伤残".to_owned();
        }
        3 => item.before = "没有写过的话".to_owned(),
        4 => item.why.clear(),
        5 => made.items.clear(),
        6 => made.signed_by.clear(),
        7 => made.signed_by = vec![id::<UserId>(6)],
        _ => {}
    }
    world.file.corrections.push(row(CORRECTION_ROW, at("14:57"), made));
    Ok(())
}

fn set_supplement_asked(world: &mut World, value: &Value) -> Result<(), String> {
    let n = one_of(value, &["有遗漏", "其他情形没写明", "还没有出具"])?;
    let ground =
        if n == 1 { SupplementGround::Other { what: String::new() } } else { SupplementGround::Omitted };
    world.file.state = if n == 2 { CaseState::Drafting } else { CaseState::Delivered };
    let link = CaseLink::SupplementedBy { case: id::<CaseId>(9), ground, requested_on: day("2026-11-24") };
    world.file.links.push(row(570, at("14:59"), link));
    Ok(())
}

fn set_supplements(world: &mut World, value: &Value) -> Result<(), String> {
    let n = one_of(value, &["都在", "有一名没指派"])?;
    let appraisers = if n == 0 { vec![id(2), id(3)] } else { vec![id(2), id(6)] };
    let link = CaseLink::Supplements {
        original: id::<CaseId>(9),
        called: "衡平[2025]临鉴字第9号".to_owned(),
        ground: SupplementGround::Omitted,
        appraisers,
        requested_on: day("2026-11-16"),
    };
    world.file.links.push(row(571, at("09:00"), link));
    Ok(())
}

fn set_reappraisal_asked(world: &mut World, value: &Value) -> Result<(), String> {
    let n = one_of(value, &["另一机构", "本机构有特殊原因", "本机构没写特殊原因"])?;
    let reason = if n == 1 { "本地只有本机构有这项资质" } else { "" };
    let whom = match n {
        0 => ReappraisalWhom::Another { name: "某司法鉴定所".to_owned() },
        _ => ReappraisalWhom::Ourselves { special_reason: reason.to_owned() },
    };
    let asked = ReappraisalAsked {
        by: "安泽财险".into(),
        on: day("2026-11-24"),
        ground: PARTIES_AGREED.to_owned(),
        whom,
        handed_over: String::new(),
    };
    world.file.links.push(row(572, at("14:59"), CaseLink::ReappraisalAsked(asked)));
    Ok(())
}

fn set_reappraises(world: &mut World, value: &Value) -> Result<(), String> {
    let n = one_of(value, &["不在其中", "在其中"])?;
    let appraisers = if n == 0 { vec![id(6)] } else { vec![id(2), id(6)] };
    let called = "衡平[2025]临鉴字第8号".to_owned();
    let link = CaseLink::Reappraises { original: id::<CaseId>(8), called, appraisers };
    world.file.links.push(row(573, at("09:00"), link));
    Ok(())
}
