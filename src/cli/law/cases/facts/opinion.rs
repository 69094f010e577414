//! Facts of the opinion: what was written, who reviewed, how it went out, where it went, what lies in the volume.

use super::Fact;
use super::day_or_none;
use super::first;
use super::names;
use super::number;
use super::one_of;
use super::text;
use super::yes;
use crate::cli::law::cases::world::World;
use crate::cli::law::cases::world::at;
use crate::cli::law::cases::world::id;
use crate::cli::law::cases::world::opinion::DRAFT_ROW;
use crate::cli::law::cases::world::opinion::REVIEWER_ID;
use crate::cli::law::cases::world::opinion::Vouched;
use crate::cli::law::cases::world::opinion::appraiser;
use crate::cli::law::cases::world::opinion::expert;
use crate::cli::law::cases::world::row;
use crate::domain::archiving::Verification;
use crate::domain::archiving::VolumePart;
use crate::domain::delivery::DeliveryRefusal;
use crate::domain::delivery::DeliveryWay;
use crate::domain::delivery::FeeState;
use crate::domain::internal_review::OpinionReview;
use crate::domain::internal_review::ReviewVerdict;
use crate::domain::issuance::HandSignature;
use crate::domain::issuance::Issuance;
use crate::domain::opinion::Conclusion;
use crate::domain::opinion::Dissent;
use crate::domain::opinion::OpinionDraft;
use crate::domain::opinion::Section;
use crate::domain::process_record::StandardRank;
use crate::domain::standard::LIBRARY;
use crate::domain::standard::Standard;
use toml::Value;

pub const FACTS: &[Fact] = &[
    Fact {
        key: "意见书",
        values: "没拟稿",
        set: |w, v| {
            one_of(v, &["没拟稿"])?;
            w.file.opinion_drafts.clear();
            Ok(())
        },
    },
    Fact {
        key: "意见书没写的节",
        values: "一列：基本情况、资料摘要、分析说明、鉴定意见、附件",
        set: |w, v| {
            for name in names(v)? {
                let section = Section::ALL.into_iter().find(|section| section.label() == name);
                draft(w)?.sections.remove(&section.ok_or("没有这一节")?);
            }
            Ok(())
        },
    },
    Fact {
        key: "意见书的附件",
        values: "文字",
        set: |w, v| {
            let said = text(v)?.to_owned();
            draft(w)?.sections.insert(Section::Attachments, said);
            Ok(())
        },
    },
    Fact {
        key: "意见书的分析说明",
        values: "文字",
        set: |w, v| {
            let said = text(v)?.to_owned();
            draft(w)?.sections.insert(Section::Analysis, said);
            Ok(())
        },
    },
    Fact {
        key: "结论",
        values: "没选、未达到伤残等级、未达到没写明、构成写成未达到、不能得出明确意见",
        set: set_conclusion,
    },
    Fact {
        key: "依据的标准", values: "没写、没写名称、已废止、只依专家方法", set: set_standards
    },
    Fact {
        key: "委托时确认的标准",
        values: "标准的名称",
        set: |w, v| {
            text(v)?.clone_into(&mut w.file.intake.standard);
            Ok(())
        },
    },
    Fact {
        key: "意见书引用第二件材料",
        values: "是",
        set: |w, v| {
            w.later.cites_second = yes(v)?;
            Ok(())
        },
    },
    Fact {
        key: "复核", values: "没做、退回、退回没列问题、没写程序意见、没写鉴定意见", set: set_review
    },
    Fact {
        key: "复核人", values: "李衡、何台、执业证过期、没登记执业证", set: set_reviewer
    },
    Fact {
        key: "复核五项",
        values: "结论可靠没勾",
        set: |w, v| {
            one_of(v, &["结论可靠没勾"])?;
            review(w)?.points[4] = None;
            Ok(())
        },
    },
    Fact {
        key: "复杂疑难",
        values: "是",
        set: |w, v| {
            review(w)?.is_difficult = yes(v)?;
            Ok(())
        },
    },
    Fact {
        key: "复核专家", values: "没请、两名、三名、三名有一名没签", set: set_experts
    },
    Fact {
        key: "出具",
        values: "没登记",
        set: |w, v| {
            one_of(v, &["没登记"])?;
            w.file.issuances.clear();
            Ok(())
        },
    },
    Fact {
        key: "没在纸上签名的人",
        values: "一列姓名：李衡、王度",
        set: |w, v| {
            w.later.unsigned = names(v)?;
            Ok(())
        },
    },
    Fact {
        key: "见证签名",
        values: "只有一名工作人员、没人见证但扫描留存",
        set: |w, v| {
            let n = one_of(v, &["只有一名工作人员", "没人见证但扫描留存"])?;
            w.later.vouched = [Vouched::ByOne, Vouched::ByScan][n];
            Ok(())
        },
    },
    Fact {
        key: "也签了意见书的人",
        values: "钱复",
        set: |w, v| {
            one_of(v, &["钱复"])?;
            let seen_by = vec!["何台".into(), "赵辅".into()];
            let who = id(REVIEWER_ID);
            issuance(w)?.signatures.push(HandSignature { who, seen_by, scan: None, dissents: false });
            Ok(())
        },
    },
    Fact {
        key: "不同意见", values: "签名时有，没注明；签名时有，已注明", set: set_dissent
    },
    Fact {
        key: "用印",
        values: "没登记、没写批准人、没写几处",
        set: |w, v| {
            let n = one_of(v, &["没登记", "没写批准人", "没写几处"])?;
            let seal = &mut issuance(w)?.seal;
            match (n, seal) {
                (0, seal) => *seal = None,
                (1, Some(seal)) => seal.allowed_by = "".into(),
                (_, Some(seal)) => seal.n_impressions = 0,
                (_, None) => return Err("没有用印".to_owned()),
            }
            Ok(())
        },
    },
    Fact {
        key: "出具份数",
        values: "数目",
        set: |w, v| {
            issuance(w)?.n_copies = u32::from(number(v)?);
            Ok(())
        },
    },
    Fact {
        key: "约定份数",
        values: "数目",
        set: |w, v| {
            w.file.intake.n_opinion_copies = u32::from(number(v)?);
            Ok(())
        },
    },
    Fact {
        key: "文书编号",
        values: "编号，或空",
        set: |w, v| {
            text(v)?.clone_into(&mut issuance(w)?.doc_no);
            Ok(())
        },
    },
    Fact {
        key: "出具日期",
        values: "日期",
        set: |w, v| {
            issuance(w)?.issued_on = day_or_none(v)?.ok_or("应写日期")?;
            Ok(())
        },
    },
    Fact {
        key: "没送达的人",
        values: "一列：周明、安泽财险，或补正",
        set: |w, v| {
            w.later.undelivered = names(v)?;
            Ok(())
        },
    },
    Fact {
        key: "送达经过",
        values: "没核验领取人、邮寄没写单号、邮寄、拒收没注记、拒收已注记",
        set: set_delivery,
    },
    Fact { key: "费用结清", values: "没有、按约定、按约定没写怎样约定", set: set_fee },
    Fact {
        key: "卷内缺",
        values: "一列：复核意见、送达回证、材料退还、影像数据目录与哈希",
        set: |w, v| {
            let labels = names(v)?;
            let is_known = |label: &String| VolumePart::ALL.iter().any(|part| part.label() == label);
            match labels.iter().find(|label| !is_known(label)) {
                Some(unknown) => return Err(format!("卷内没有「{unknown}」")),
                None => w.later.unfiled = labels,
            }
            Ok(())
        },
    },
    Fact {
        key: "归档",
        values: "没核对、没写档号、没写卷数",
        set: |w, v| {
            match one_of(v, &["没核对", "没写档号", "没写卷数"])? {
                0 => w.file.archivings.clear(),
                1 => first(&mut w.file.archivings, "归档")?.body.archive_no.clear(),
                _ => first(&mut w.file.archivings, "归档")?.body.n_volumes = 0,
            }
            Ok(())
        },
    },
    Fact {
        key: "附件核对",
        values: "没做、有一件读不出、少核对了",
        set: |w, v| {
            let found = [
                None,
                Some(Verification { n_objects: 9, n_bad: 1 }),
                Some(Verification { n_objects: 0, n_bad: 0 }),
            ];
            let n = one_of(v, &["没做", "有一件读不出", "少核对了"])?;
            w.later.verification = found.get(n).copied();
            Ok(())
        },
    },
    Fact {
        key: "材料不用退还",
        values: "是",
        set: |w, v| {
            if yes(v)? {
                w.file.intake.material_return = crate::domain::reception::MaterialReturn::NotNeeded;
            }
            Ok(())
        },
    },
];

fn draft(world: &mut World) -> Result<&mut OpinionDraft, String> {
    first(&mut world.file.opinion_drafts, "意见书草稿").map(|row| &mut row.body)
}

fn review(world: &mut World) -> Result<&mut OpinionReview, String> {
    first(&mut world.file.opinion_reviews, "复核").map(|row| &mut row.body)
}

fn issuance(world: &mut World) -> Result<&mut Issuance, String> {
    first(&mut world.file.issuances, "出具").map(|row| &mut row.body)
}

fn set_conclusion(world: &mut World, value: &Value) -> Result<(), String> {
    let words = ["没选", "未达到伤残等级", "未达到没写明", "构成写成未达到", "不能得出明确意见"];
    let n = one_of(value, &words)?;
    let draft = draft(world)?;
    draft.conclusion = [
        None,
        Some(Conclusion::NoDisabilityGrade),
        Some(Conclusion::NoDisabilityGrade),
        Some(Conclusion::DisabilityGrade),
        Some(Conclusion::Indefinite),
    ][n];
    if n == 1 || n == 3 {
        let said = "周明左膝的损伤未达到《人体损伤致残程度分级》规定的伤残等级".to_owned();
        draft.sections.insert(Section::Opinion, said);
    }
    Ok(())
}

fn set_standards(world: &mut World, value: &Value) -> Result<(), String> {
    let n = one_of(value, &["没写", "没写名称", "已废止", "只依专家方法"])?;
    let standards = &mut draft(world)?.standards;
    standards.clear();
    let method = |name: &str| Standard {
        name: name.to_owned(),
        number: String::new(),
        rank: StandardRank::ExpertMajority,
        from: None,
        until: None,
    };
    match n {
        0 => {}
        1 => standards.push(Standard { rank: StandardRank::National, ..method("") }),
        2 => standards
            .extend(LIBRARY.iter().find(|known| known.number == "GB 18667-2002").map(|k| k.standard())),
        _ => standards.push(method("步态分析法")),
    }
    Ok(())
}

fn set_review(world: &mut World, value: &Value) -> Result<(), String> {
    let words = ["没做", "退回", "退回没列问题", "没写程序意见", "没写鉴定意见"];
    match one_of(value, &words)? {
        0 => world.file.opinion_reviews.clear(),
        1 => {
            review(world)?.verdict =
                ReviewVerdict::Return { issues: vec!["测量数据前后不一".to_owned()] }
        }
        2 => review(world)?.verdict = ReviewVerdict::Return { issues: vec![" ".to_owned()] },
        3 => review(world)?.on_procedure.clear(),
        _ => review(world)?.on_opinion.clear(),
    }
    Ok(())
}

fn set_reviewer(world: &mut World, value: &Value) -> Result<(), String> {
    let n = one_of(value, &["李衡", "何台", "执业证过期", "没登记执业证"])?;
    if n < 2 {
        let review = review(world)?;
        review.reviewer = id([2, 1][n]);
        review.reviewer_name = ["李衡", "何台"][n].into();
        let role = crate::domain::staff::Role::Reviewer;
        if n == 0 {
            let member = world.staff.iter_mut().find(|member| member.id == id(2)).ok_or("没有李衡")?;
            member.roles.insert(role);
        }
        return Ok(());
    }
    let member = world.staff.iter_mut().find(|member| member.id == id(REVIEWER_ID)).ok_or("没有钱复")?;
    match (n, &mut member.licence) {
        (2, Some(licence)) => licence.valid_until = Some("2026-11-23".parse().map_err(|_bad| "日期")?),
        (_, licence) => *licence = None,
    }
    Ok(())
}

fn set_experts(world: &mut World, value: &Value) -> Result<(), String> {
    let n = one_of(value, &["没请", "两名", "三名", "三名有一名没签"])?;
    world.later.experts_said = true;
    let experts = &mut review(world)?.experts;
    *experts = ["专甲", "专乙", "专丙"].map(expert)[..[0, 2, 3, 3][n]].to_vec();
    if let (3, Some(last)) = (n, experts.last_mut()) {
        last.has_signed = false;
    }
    Ok(())
}

fn set_dissent(world: &mut World, value: &Value) -> Result<(), String> {
    let n = one_of(value, &["签名时有，没注明", "签名时有，已注明"])?;
    let who = id(appraiser("王度").ok_or("没有王度")?);
    let seen_by = vec!["何台".into(), "赵辅".into()];
    issuance(world)?.signatures.push(HandSignature { who, seen_by, scan: None, dissents: true });
    if n == 1 {
        let mut noted = draft(world)?.clone();
        noted.dissents.push(Dissent { who, text: "认为因果关系尚不能肯定".to_owned() });
        world.file.opinion_drafts = vec![row(DRAFT_ROW, at("14:52"), noted)];
    }
    Ok(())
}

fn set_delivery(world: &mut World, value: &Value) -> Result<(), String> {
    let words = ["没核验领取人", "邮寄没写单号", "邮寄", "拒收没注记", "拒收已注记"];
    let n = one_of(value, &words)?;
    world.later.delivery = Some(match n {
        0 => |delivery| delivery.is_identified = false,
        1 => |delivery| delivery.way = DeliveryWay::Mail { number: String::new(), receipt_on: None },
        2 => |delivery| {
            delivery.way = DeliveryWay::Mail { number: "SF000".to_owned(), receipt_on: None };
            delivery.is_identified = false;
        },
        3 => |delivery| delivery.refusal = Some(DeliveryRefusal::default()),
        _ => |delivery| {
            let staff = ["何台".into(), "赵辅".into()];
            delivery.refusal = Some(DeliveryRefusal { reason: "不认可意见".to_owned(), staff });
        },
    });
    Ok(())
}

fn set_fee(world: &mut World, value: &Value) -> Result<(), String> {
    world.later.delivery = Some(match one_of(value, &["没有", "按约定", "按约定没写怎样约定"])?
    {
        0 => |delivery| delivery.fee = FeeState::Owed,
        1 => |delivery| delivery.fee = FeeState::AsAgreed { note: "月底转账".to_owned() },
        _ => |delivery| delivery.fee = FeeState::AsAgreed { note: String::new() },
    });
    Ok(())
}
