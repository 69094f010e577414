//! Facts of review, assignment, decision and agreement.

use super::Fact;
use super::day_or_none;
use super::first;
use super::list;
use super::moment_said;
use super::names;
use super::number;
use super::one_of;
use super::text;
use super::yes;
use super::yes_no_unasked;
use crate::cli::law::cases::world::MATTER;
use crate::cli::law::cases::world::World;
use crate::cli::law::cases::world::id;
use crate::cli::law::cases::world::moment;
use crate::cli::law::cases::world::row;
use crate::domain::case::CaseState;
use crate::domain::case::OtherCase;
use crate::domain::commission::Decision;
use crate::domain::ids::UserId;
use crate::domain::review::ConflictAnswer;
use crate::domain::review::RejectReason;
use crate::domain::review::Review;
use crate::domain::staff::Licence;
use toml::Value;

pub const FACTS: &[Fact] = &[
    Fact {
        key: "审查",
        values: "没做、没写审查人",
        set: |w, v| {
            match one_of(v, &["没做", "没写审查人"])? {
                0 => w.file.reviews.clear(),
                _ => reviewed(w)?.reviewer = "".into(),
            }
            Ok(())
        },
    },
    Fact {
        key: "属于业务范围",
        values: "没答、是、否",
        set: |w, v| {
            reviewed(w)?.in_scope = yes_no_unasked(v)?;
            Ok(())
        },
    },
    Fact {
        key: "用途合法",
        values: "没答、是、否",
        set: |w, v| {
            reviewed(w)?.purpose_lawful = yes_no_unasked(v)?;
            Ok(())
        },
    },
    Fact {
        key: "材料满足需要",
        values: "没答、是、否",
        set: |w, v| {
            reviewed(w)?.materials_sufficient = yes_no_unasked(v)?;
            Ok(())
        },
    },
    Fact {
        key: "不得受理的情形",
        values: "第几项有：1 至 7",
        set: |w, v| {
            let n = usize::from(number(v)?);
            *reviewed(w)?.bars.get_mut(n.wrapping_sub(1)).ok_or("只有七项")? = Some(true);
            Ok(())
        },
    },
    Fact {
        key: "没审查的情形",
        values: "第几项没审查：1 至 7",
        set: |w, v| {
            let n = usize::from(number(v)?);
            *reviewed(w)?.bars.get_mut(n.wrapping_sub(1)).ok_or("只有七项")? = None;
            Ok(())
        },
    },
    Fact {
        key: "查重",
        values: "没做、查到别的委托、委托人没声明",
        set: |w, v| {
            let n = one_of(v, &["没做", "查到别的委托", "委托人没声明"])?;
            let search = &mut reviewed(w)?.duplicate_search;
            match (n, search) {
                (0, search) => *search = None,
                (1, Some(search)) => search.found.push("收2026-9".to_owned()),
                (_, Some(search)) => search.client_denies = false,
                (_, None) => return Err("没有查重".to_owned()),
            }
            Ok(())
        },
    },
    Fact {
        key: "机构利害关系",
        values: "没答、有",
        set: |w, v| {
            let found = ConflictAnswer::Found { what: "与保险机构同一股东".to_owned() };
            let has = one_of(v, &["没答", "有"])? == 1;
            reviewed(w)?.institution_conflict = has.then_some(found);
            Ok(())
        },
    },
    Fact {
        key: "鉴定人申报过利害关系",
        values: "是",
        set: |w, v| {
            if yes(v)? {
                first(&mut w.file.conflicts, "利害关系申报")?.body.matches.push("安泽财险".to_owned());
            }
            Ok(())
        },
    },
    Fact {
        key: "回避四问", values: "没答、漏一问、有利害关系、参加过同一事项", set: set_questions
    },
    Fact {
        key: "本机构的另一案",
        values: "正在办同一事项、办结同一事项由李衡鉴定、正在办别的事项",
        set: set_other_case,
    },
    Fact { key: "指派", values: "没有，或一列鉴定人：李衡、王度", set: set_assignment },
    Fact {
        key: "高级职称",
        values: "李衡",
        set: |w, v| {
            one_of(v, &["李衡"])?;
            w.staff[1].has_senior_title = true;
            Ok(())
        },
    },
    Fact {
        key: "李衡执业证", values: "没登记、没有期限、类别不含，或有效期至的日期", set: set_licence
    },
    Fact {
        key: "机构许可证有效期至",
        values: "日期，或没填",
        set: |w, v| {
            w.institution.licence_valid_until = day_or_none(v)?;
            Ok(())
        },
    },
    Fact {
        key: "决定", values: "没有、不予受理、不予受理没写事实、不予受理其他没写法条", set: set_decision
    },
    Fact {
        key: "不予受理的事实",
        values: "文字",
        set: |w, v| {
            let said = text(v)?;
            let decision = w.file.decisions.last_mut().ok_or("没有决定")?;
            match &mut decision.body {
                Decision::Reject { facts, .. } => said.clone_into(facts),
                _ => return Err("决定不是不予受理".to_owned()),
            }
            Ok(())
        },
    },
    Fact {
        key: "决定日",
        values: "日期",
        set: |w, v| {
            let on = text(v)?;
            let at = moment_said(on, "10:00")?;
            w.file.decisions.last_mut().ok_or("没有决定")?.at = at;
            Ok(())
        },
    },
    Fact {
        key: "委托书",
        values: "没签、机构没签",
        set: |w, v| {
            match one_of(v, &["没签", "机构没签"])? {
                0 => w.file.agreements.clear(),
                _ => first(&mut w.file.agreements, "委托书")?.body.institution_signer = "".into(),
            }
            Ok(())
        },
    },
    Fact {
        key: "委托书生效日",
        values: "日期",
        set: |w, v| {
            let on = day_or_none(v)?.ok_or("要有日期")?;
            first(&mut w.file.agreements, "委托书")?.body.effective_on = on;
            Ok(())
        },
    },
    Fact {
        key: "没签名的人",
        values: "一列姓名或单位（委托书、到场记录、过程记录都没签）",
        set: |w, v| {
            w.unsigned = names(v)?;
            Ok(())
        },
    },
    Fact {
        key: "今天",
        values: "日期（时刻为 15:00）",
        set: |w, v| {
            w.now = moment_said(text(v)?, "15:00")?;
            Ok(())
        },
    },
];

fn reviewed(world: &mut World) -> Result<&mut Review, String> {
    world.file.reviews.last_mut().map(|row| &mut row.body).ok_or_else(|| "没有审查".to_owned())
}

fn set_questions(world: &mut World, value: &Value) -> Result<(), String> {
    let n = one_of(value, &["没答", "漏一问", "有利害关系", "参加过同一事项"])?;
    match n {
        0 => {
            world.file.conflicts.remove(0);
        }
        1 => world.file.conflicts[0].body.answers[3] = None,
        2 => world.file.conflicts[0].body.answers[0] = Some(true),
        _ => world.file.conflicts[0].body.answers[1] = Some(true),
    }
    Ok(())
}

fn set_other_case(world: &mut World, value: &Value) -> Result<(), String> {
    let words = ["正在办同一事项", "办结同一事项由李衡鉴定", "正在办别的事项"];
    let n = one_of(value, &words)?;
    world.others.push(OtherCase {
        id: id(2),
        called: "临鉴 12".to_owned(),
        matter: if n == 2 { "误工期" } else { MATTER }.to_owned(),
        state: if n == 1 { CaseState::Archived } else { CaseState::Examining },
        appraisers: if n == 1 { vec![id::<UserId>(2)] } else { Vec::new() },
    });
    Ok(())
}

fn set_assignment(world: &mut World, value: &Value) -> Result<(), String> {
    if value.as_str() == Some("没有") {
        world.file.assignments.clear();
        return Ok(());
    }
    let user = |name: &str| match name {
        "李衡" => Ok(id::<UserId>(2)),
        "王度" => Ok(id::<UserId>(3)),
        other => Err(format!("没有「{other}」这名鉴定人")),
    };
    let appraisers = list(value)?.into_iter().map(user).collect::<Result<Vec<_>, _>>()?;
    world.file.assignments[0].body.appraisers = appraisers;
    Ok(())
}

fn set_licence(world: &mut World, value: &Value) -> Result<(), String> {
    let member = &mut world.staff[1];
    let licence: &mut Licence = member.licence.as_mut().ok_or("没有执业证")?;
    match text(value)? {
        "没登记" => member.licence = None,
        "没有期限" => licence.valid_until = None,
        "类别不含" => licence.categories.clear(),
        _ => licence.valid_until = day_or_none(value)?,
    }
    Ok(())
}

fn set_decision(world: &mut World, value: &Value) -> Result<(), String> {
    let words = ["没有", "不予受理", "不予受理没写事实", "不予受理其他没写法条"];
    let n = one_of(value, &words)?;
    world.file.decisions.clear();
    if n > 0 {
        let rejected = Decision::Reject {
            reason: if n == 3 { RejectReason::OtherLegal } else { RejectReason::OutOfScope },
            facts: if n == 2 { "" } else { "委托事项不在许可证登记的业务范围" }.to_owned(),
            article: String::new(),
        };
        world.file.decisions.push(row(35, moment("2026-11-18", "10:00"), rejected));
    }
    Ok(())
}
