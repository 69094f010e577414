//! Facts of consent: personal data, an expert who was asked, who a witness is, whose camera it was.

use super::Fact;
use super::first;
use super::one_of;
use super::text;
use super::yes;
use crate::cli::law::cases::world::APPRAISERS;
use crate::cli::law::cases::world::World;
use crate::cli::law::cases::world::at;
use crate::cli::law::cases::world::day;
use crate::cli::law::cases::world::guardian;
use crate::cli::law::cases::world::id;
use crate::cli::law::cases::world::row;
use crate::domain::check_in::Recorder;
use crate::domain::expert_consultation::Adoption;
use crate::domain::expert_consultation::ExpertConsultation;
use crate::domain::ids::InsurerId;
use crate::domain::opinion::Section;
use crate::domain::privacy_consent::ConsentGiver;
use crate::domain::privacy_consent::PrivacyConsent;
use crate::domain::privacy_consent::PrivacyWithdrawal;
use crate::domain::privacy_consent::Recipient;
use crate::domain::privacy_consent::Withdrawn;
use crate::domain::signature::Manner;
use toml::Value;

pub const FACTS: &[Fact] = &[
    Fact { key: "个人信息告知", values: "没有、漏念一条、没签名", set: set_told },
    Fact {
        key: "敏感个人信息", values: "没答、不同意、撤回、撤回全部", set: set_sensitive
    },
    Fact {
        key: "监护人同意个人信息",
        values: "是",
        set: |w, v| {
            if yes(v)? {
                let who = guardian();
                let giver = ConsentGiver::Guardian {
                    person: Some(who.id),
                    name: who.name,
                    relation: "父亲".to_owned(),
                };
                consent(w)?.given_by = giver;
            }
            Ok(())
        },
    },
    Fact {
        key: "向保险机构提供个人信息", values: "没答、不同意、撤回", set: set_recipient
    },
    Fact {
        key: "咨询专家", values: "没答复、没签名、没写采纳、采纳、写进鉴定意见", set: set_expert
    },
    Fact {
        key: "李衡兼职",
        values: "单位的名称",
        set: |w, v| {
            let post = text(v)?.to_owned();
            let member = w.staff.iter_mut().find(|member| member.name.as_str() == APPRAISERS[0]);
            member.ok_or("没有李衡")?.other_posts.push(post);
            Ok(())
        },
    },
    Fact {
        key: "机构选择方式",
        values: "没写",
        set: |w, v| {
            one_of(v, &["没写"])?;
            first(&mut w.file.joint_letters, "共同委托书")?.body.selection = None;
            Ok(())
        },
    },
    Fact {
        key: "谁拍的影像",
        values: "鉴定人、保险机构、当事人",
        set: |w, v| {
            let by =
                [Recorder::Appraiser, Recorder::Insurer { insurer: id::<InsurerId>(1) }, Recorder::Party];
            let n = one_of(v, &["鉴定人", "保险机构", "当事人"])?;
            first(&mut w.file.media, "影像")?.body.recorder = by[n].clone();
            Ok(())
        },
    },
    Fact { key: "见证人同名", values: "代理人、线索里的人", set: set_namesake },
];

fn consent(world: &mut World) -> Result<&mut PrivacyConsent, String> {
    Ok(&mut first(&mut world.file.privacy_consents, "个人信息同意")?.body)
}

fn set_told(world: &mut World, value: &Value) -> Result<(), String> {
    match one_of(value, &["没有", "漏念一条", "没签名"])? {
        0 => world.file.privacy_consents.clear(),
        1 => {
            consent(world)?.points_told.remove(&4);
        }
        _ => consent(world)?.signature = None,
    }
    Ok(())
}

fn set_sensitive(world: &mut World, value: &Value) -> Result<(), String> {
    let n = one_of(value, &["没答", "不同意", "撤回", "撤回全部"])?;
    match n {
        0 => consent(world)?.sensitive = None,
        1 => consent(world)?.sensitive = Some(false),
        _ => {
            let what = if n == 2 { Withdrawn::Sensitive } else { Withdrawn::Everything };
            withdraw(world, what);
        }
    }
    Ok(())
}

fn withdraw(world: &mut World, what: Withdrawn) {
    let back = PrivacyWithdrawal {
        consent: id(740),
        what,
        by: "周明".into(),
        on: day("2026-11-23"),
        answer: "停止处理，依法保存的除外".to_owned(),
    };
    world.file.privacy_withdrawals.push(row(741, at("13:30"), back));
}

fn set_recipient(world: &mut World, value: &Value) -> Result<(), String> {
    let n = one_of(value, &["没答", "不同意", "撤回"])?;
    let recipient = Recipient::Insurer { insurer: id::<InsurerId>(1) };
    if n == 2 {
        withdraw(world, Withdrawn::Recipient { recipient });
        return Ok(());
    }
    for one in &mut consent(world)?.recipients {
        one.agreed = (n == 1).then_some(false);
    }
    Ok(())
}

fn set_expert(world: &mut World, value: &Value) -> Result<(), String> {
    let n = one_of(value, &["没答复", "没签名", "没写采纳", "采纳", "写进鉴定意见"])?;
    let consultation = ExpertConsultation {
        expert: "专甲".into(),
        unit: "示例医院".to_owned(),
        field: "骨科".to_owned(),
        title: "主任医师".to_owned(),
        asked_on: day("2026-11-20"),
        question: "半月板损伤是不是陈旧的".to_owned(),
        opinion: if n == 0 { "" } else { "影像像新近损伤" }.to_owned(),
        answered_on: (n > 0).then(|| day("2026-11-23")),
        signature: (n > 1).then_some(Manner::Paper),
        adoption: (n > 2).then_some(Adoption::Adopted),
        adoption_reason: if n > 2 { "与检验所见一致" } else { "" }.to_owned(),
    };
    world.file.consultations.push(row(745, at("14:50"), consultation));
    if n == 4 {
        let draft = &mut first(&mut world.file.opinion_drafts, "意见书")?.body;
        draft.sections.insert(Section::Opinion, "专家专甲认为周明左膝为十级伤残".to_owned());
    }
    Ok(())
}

fn set_namesake(world: &mut World, value: &Value) -> Result<(), String> {
    let n = one_of(value, &["代理人", "线索里的人"])?;
    let witness = crate::cli::law::cases::world::witness();
    if n == 0 {
        let agent = crate::domain::reception::Agent {
            person: crate::domain::person::Person { id: id(77), ..witness },
            unit: "示例咨询公司".to_owned(),
            has_authorisation: true,
        };
        world.file.intake.agents.push(agent);
        return Ok(());
    }
    let people = format!("{}、某某", witness.name.as_str());
    let clue = super::after_issue::clue(crate::domain::clue::ClueStage::Registered);
    world.file.clues.push(crate::domain::clue::BrokerClue { people: people.as_str().into(), ..clue });
    Ok(())
}
