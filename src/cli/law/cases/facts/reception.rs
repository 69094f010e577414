//! Facts of the desk: reception, notice, joint letter, materials.

use super::Fact;
use super::day_or_none;
use super::list;
use super::number;
use super::one_of;
use super::text;
use super::yes;
use super::yes_no_unasked;
use crate::cli::law::cases::world::INSURER;
use crate::cli::law::cases::world::SECOND_INSURER;
use crate::cli::law::cases::world::World;
use crate::cli::law::cases::world::at;
use crate::cli::law::cases::world::case_insurer;
use crate::cli::law::cases::world::client;
use crate::cli::law::cases::world::confirmed;
use crate::cli::law::cases::world::entry;
use crate::cli::law::cases::world::guardian;
use crate::cli::law::cases::world::id;
use crate::cli::law::cases::world::insurer_client;
use crate::cli::law::cases::world::material;
use crate::cli::law::cases::world::moment;
use crate::cli::law::cases::world::person;
use crate::cli::law::cases::world::row;
use crate::cli::law::cases::world::subject;
use crate::domain::case_link::PARTIES_AGREED;
use crate::domain::deadline::AgreedLength;
use crate::domain::joint_letter::CallBack;
use crate::domain::joint_letter::LetterCarrier;
use crate::domain::material::AuthorityWord;
use crate::domain::material::MaterialAnswer;
use crate::domain::material::MaterialConfirmation;
use crate::domain::material::Side;
use crate::domain::process_record::EntryContent;
use crate::domain::reception::Agent;
use crate::domain::reception::Category;
use crate::domain::reception::Client;
use crate::domain::reception::ClientKind;
use crate::domain::reception::CommissionMode;
use crate::domain::reception::Guardian;
use crate::domain::reception::InsuranceUse;
use crate::domain::reception::InsurerSearch;
use crate::domain::reception::MaterialReturn;
use crate::domain::reception::Purpose;
use crate::domain::reception::Reappraisal;
use crate::domain::risk_notice::PartyChoice;
use crate::domain::risk_notice::RiskNotice;
use crate::domain::signature::Manner;
use crate::domain::staff::Role;
use toml::Value;

pub const FACTS: &[Fact] = &[
    Fact { key: "建案人", values: "前台、负责人、鉴定人、档案员", set: set_desk },
    Fact {
        key: "收到委托日",
        values: "日期，或没填",
        set: |w, v| {
            w.file.intake.received_on = day_or_none(v)?;
            Ok(())
        },
    },
    Fact {
        key: "接待地点",
        values: "地点的名称（登记的执业场所叫本部），或空",
        set: |w, v| {
            text(v)?.clone_into(&mut w.file.intake.premises);
            Ok(())
        },
    },
    Fact {
        key: "登记的执业场所",
        values: "没有",
        set: |w, v| {
            one_of(v, &["没有"])?;
            w.institution.premises.clear();
            Ok(())
        },
    },
    Fact {
        key: "委托方式", values: "没选、当事人单方、保险机构单方、共同、办案机关", set: set_mode
    },
    Fact { key: "委托人", values: "一列：受害人、被保险人、保险机构", set: set_clients },
    Fact {
        key: "被鉴定人证件",
        values: "没登记、没核对",
        set: |w, v| {
            match one_of(v, &["没登记", "没核对"])? {
                0 => w.file.intake.subject.id_number = "".into(),
                _ => w.file.intake.subject.identity = None,
            }
            Ok(())
        },
    },
    Fact {
        key: "陪同人员证件",
        values: "没登记",
        set: |w, v| {
            one_of(v, &["没登记"])?;
            w.file.intake.companions[0].person.id_number = "".into();
            Ok(())
        },
    },
    Fact {
        key: "被鉴定人出生日", values: "日期，或没填（证件改记为护照）", set: set_birthday
    },
    Fact { key: "监护人", values: "没登记、登记", set: set_guardian },
    Fact {
        key: "劳动收入依据",
        values: "依据的文字",
        set: |w, v| {
            w.file.intake.subject_capacity.own_income_basis = Some(text(v)?.to_owned());
            Ok(())
        },
    },
    Fact {
        key: "不能辨认行为的依据",
        values: "依据的文字",
        set: |w, v| {
            w.file.intake.subject_capacity.declared_incapable = Some(text(v)?.to_owned());
            Ok(())
        },
    },
    Fact {
        key: "用于保险理赔",
        values: "没问、是、否、不确定",
        set: |w, v| {
            let answers =
                [None, Some(InsuranceUse::Yes), Some(InsuranceUse::No), Some(InsuranceUse::Undetermined)];
            w.file.intake.insurance = answers[one_of(v, &["没问", "是", "否", "不确定"])?];
            Ok(())
        },
    },
    Fact {
        key: "询问人",
        values: "没记",
        set: |w, v| {
            one_of(v, &["没记"])?;
            w.file.intake.insurance_asked = None;
            Ok(())
        },
    },
    Fact {
        key: "鉴定用途",
        values: "没选、保险理赔、诉讼",
        set: |w, v| {
            let purposes = [None, Some(Purpose::InsuranceClaim), Some(Purpose::Litigation)];
            w.file.intake.purpose = purposes[one_of(v, &["没选", "保险理赔", "诉讼"])?];
            Ok(())
        },
    },
    Fact { key: "重新鉴定", values: "没答、否、是", set: set_reappraisal },
    Fact {
        key: "原鉴定机构",
        values: "机构名称（本机构叫衡平司法鉴定中心），或空",
        set: |w, v| {
            if let Some(Reappraisal::Yes { original_institution, .. }) = &mut w.file.intake.reappraisal {
                text(v)?.clone_into(original_institution);
            }
            Ok(())
        },
    },
    Fact {
        key: "重新鉴定依据",
        values: "依据的文字，或空",
        set: |w, v| {
            if let Some(Reappraisal::Yes { ground, .. }) = &mut w.file.intake.reappraisal {
                text(v)?.clone_into(ground);
            }
            Ok(())
        },
    },
    Fact {
        key: "保险机构",
        values: "家数：0、1、2",
        set: |w, v| {
            let n = usize::from(number(v)?);
            let both = [case_insurer(1, INSURER), case_insurer(2, SECOND_INSURER)];
            w.file.intake.insurers = both.into_iter().take(n).collect();
            Ok(())
        },
    },
    Fact {
        key: "查找保险机构",
        values: "没写经过、没签注、已签注",
        set: |w, v| {
            let n = one_of(v, &["没写经过", "没签注", "已签注"])?;
            let efforts = if n == 0 { "" } else { "查了保单和交强险标志" }.to_owned();
            w.file.intake.insurer_search = Some(InsurerSearch { efforts, countersigned: n == 2 });
            Ok(())
        },
    },
    Fact {
        key: "专业",
        values: "没选、法医临床、法医精神病、法医病理、文书",
        set: |w, v| {
            let all = [
                None,
                Some(Category::FmClin),
                Some(Category::FmPsy),
                Some(Category::FmPath),
                Some(Category::Doc),
            ];
            w.file.intake.category = all[one_of(v, &["没选", "法医临床", "法医精神病", "法医病理", "文书"])?];
            Ok(())
        },
    },
    Fact {
        key: "委托事项",
        values: "事项的文字，或空",
        set: |w, v| {
            text(v)?.clone_into(&mut w.file.intake.matter);
            Ok(())
        },
    },
    Fact {
        key: "基本案情",
        values: "案情的文字，或空",
        set: |w, v| {
            text(v)?.clone_into(&mut w.file.intake.incident);
            Ok(())
        },
    },
    Fact {
        key: "鉴定费用",
        values: "没填",
        set: |w, v| {
            one_of(v, &["没填"])?;
            w.file.intake.fee.amount_fen = None;
            Ok(())
        },
    },
    Fact {
        key: "收费方式",
        values: "收取方式的文字",
        set: |w, v| {
            text(v)?.clone_into(&mut w.file.intake.fee.how);
            Ok(())
        },
    },
    Fact {
        key: "事故认定书文号",
        values: "文号",
        set: |w, v| {
            text(v)?.clone_into(&mut w.file.intake.police_no);
            Ok(())
        },
    },
    Fact {
        key: "代理人",
        values: "姓名",
        set: |w, v| {
            let person = person(16, text(v)?, "000000198001010019");
            w.file.intake.agents = vec![Agent { person, unit: String::new(), has_authorisation: true }];
            Ok(())
        },
    },
    Fact {
        key: "涉保专人",
        values: "没指定、已停用",
        set: |w, v| {
            match one_of(v, &["没指定", "已停用"])? {
                0 => w.institution.insurance_officer = None,
                _ => w.staff.iter_mut().take(1).for_each(|member| member.active = false),
            }
            Ok(())
        },
    },
    Fact {
        key: "其他约定",
        values: "约定的文字",
        set: |w, v| {
            text(v)?.clone_into(&mut w.file.intake.other_terms);
            Ok(())
        },
    },
    Fact {
        key: "约定完成日",
        values: "日期",
        set: |w, v| {
            w.file.intake.agreed_length = day_or_none(v)?.map(AgreedLength::Until);
            Ok(())
        },
    },
    Fact {
        key: "约定自然日",
        values: "数目",
        set: |w, v| {
            w.file.intake.agreed_length = Some(AgreedLength::CalendarDays(number(v)?));
            Ok(())
        },
    },
    Fact {
        key: "约定工作日",
        values: "数目",
        set: |w, v| {
            w.file.intake.agreed_length = Some(AgreedLength::Workdays(number(v)?));
            Ok(())
        },
    },
    Fact {
        key: "告知",
        values: "没有",
        set: |w, v| {
            one_of(v, &["没有"])?;
            w.file.risk_notices.clear();
            Ok(())
        },
    },
    Fact {
        key: "没告知的条",
        values: "一列数目",
        set: |w, v| {
            for n in v.as_array().ok_or("应写一列数目")? {
                let point = u8::try_from(number(n)?).map_err(|error| error.to_string())?;
                told(w)?.points_told.remove(&point);
            }
            Ok(())
        },
    },
    Fact {
        key: "告知签名",
        values: "没签、拒签已签注、拒签没签注",
        set: |w, v| {
            let n = one_of(v, &["没签", "拒签已签注", "拒签没签注"])?;
            let second = if n == 1 { "赵辅" } else { "" };
            let refused =
                Manner::Refused { reason: "不愿签".to_owned(), staff: ["何台".into(), second.into()] };
            told(w)?.signature = (n > 0).then_some(refused);
            Ok(())
        },
    },
    Fact {
        key: "当事人选择",
        values: "没选、坚持单方、转共同委托、再考虑",
        set: |w, v| {
            let choices = [
                None,
                Some(PartyChoice::InsistUnilateral),
                Some(PartyChoice::SwitchToJoint),
                Some(PartyChoice::StillThinking),
            ];
            told(w)?.choice = choices[one_of(v, &["没选", "坚持单方", "转共同委托", "再考虑"])?];
            Ok(())
        },
    },
    Fact {
        key: "当事人认可保险机构到场",
        values: "没答、是、否",
        set: |w, v| {
            told(w)?.accepts_insurer = yes_no_unasked(v)?;
            Ok(())
        },
    },
    Fact {
        key: "共同委托书",
        values: "没收到、复印件、缺经办人、当事人携来、当事人携来已回核",
        set: set_letter,
    },
    Fact { key: "材料", values: "没登记、缺数量、可能耗尽", set: set_material },
    Fact {
        key: "办案机关对材料",
        values: "没有记、已确认、已质证",
        set: |w, v| {
            let word = AuthorityWord::ALL[one_of(v, &AuthorityWord::ALL.map(AuthorityWord::label))?];
            w.file.materials.iter_mut().for_each(|row| row.body.authority_word = word);
            Ok(())
        },
    },
    Fact {
        key: "材料退还",
        values: "完整退还、可能耗尽",
        set: |w, v| {
            let ways = [MaterialReturn::Whole, MaterialReturn::MayBeUsedUp];
            w.file.intake.material_return = ways[one_of(v, &["完整退还", "可能耗尽"])?];
            Ok(())
        },
    },
    Fact {
        key: "材料确认", values: "双方、仅当事人、都没有、保险机构有异议", set: set_confirmation
    },
    Fact { key: "第二件材料", values: "未确认、仅当事人确认", set: set_second_material },
    Fact {
        key: "记录用了第二件材料",
        values: "是",
        set: |w, v| {
            if yes(v)? {
                let content = EntryContent::MaterialUsed { material: id(27), name: "影像片".to_owned() };
                w.file.entries.push(row(88, at("14:32"), entry(content)));
            }
            Ok(())
        },
    },
    Fact {
        key: "记录用了清单外的材料",
        values: "是",
        set: |w, v| {
            if yes(v)? {
                let content =
                    EntryContent::MaterialUsed { material: id(29), name: "来源不明的片子".to_owned() };
                w.file.entries.push(row(89, at("14:33"), entry(content)));
            }
            Ok(())
        },
    },
];

fn told(world: &mut World) -> Result<&mut RiskNotice, String> {
    world.file.risk_notices.last_mut().map(|row| &mut row.body).ok_or_else(|| "本案没有告知".to_owned())
}

fn set_desk(world: &mut World, value: &Value) -> Result<(), String> {
    let roles = [Role::FrontDesk, Role::Director, Role::Appraiser, Role::Archivist];
    let role = roles[one_of(value, &["前台", "负责人", "鉴定人", "档案员"])?];
    world.staff[0].roles = std::iter::once(role).collect();
    Ok(())
}

fn set_mode(world: &mut World, value: &Value) -> Result<(), String> {
    let modes = [
        None,
        Some(CommissionMode::UnilateralParty),
        Some(CommissionMode::UnilateralInsurer),
        Some(CommissionMode::Joint),
        Some(CommissionMode::Authority),
    ];
    let n = one_of(value, &["没选", "当事人单方", "保险机构单方", "共同", "办案机关"])?;
    world.file.intake.mode = modes[n];
    Ok(())
}

fn set_clients(world: &mut World, value: &Value) -> Result<(), String> {
    let client_of = |word: &str| -> Result<Client, String> {
        match word {
            "受害人" => Ok(client(ClientKind::Victim, subject())),
            "被保险人" => Ok(client(ClientKind::InsuredPerson, guardian())),
            "保险机构" => Ok(insurer_client()),
            other => Err(format!("没有「{other}」这种委托人")),
        }
    };
    world.file.intake.clients = list(value)?.into_iter().map(client_of).collect::<Result<_, _>>()?;
    Ok(())
}

fn set_birthday(world: &mut World, value: &Value) -> Result<(), String> {
    use crate::domain::identity::IdType;
    let born_on = day_or_none(value)?;
    let subject = &mut world.file.intake.subject;
    subject.id_type = IdType::Passport;
    subject.id_number = "E0".into();
    subject.born_on = born_on;
    Ok(())
}

fn set_guardian(world: &mut World, value: &Value) -> Result<(), String> {
    let registered = one_of(value, &["没登记", "登记"])? == 1;
    world.file.intake.guardians = if registered {
        vec![Guardian { person: guardian(), relation: "父亲".to_owned(), is_guardian: true }]
    } else {
        Vec::new()
    };
    Ok(())
}

fn set_reappraisal(world: &mut World, value: &Value) -> Result<(), String> {
    let yes = Reappraisal::Yes {
        original_institution: "某司法鉴定所".to_owned(),
        original_opinion_no: "某[2025]临鉴字第1号".to_owned(),
        ground: PARTIES_AGREED.to_owned(),
        comparison: "许可范围相同，另有高级职称一名".to_owned(),
        special_reason: String::new(),
    };
    let answers = [None, Some(Reappraisal::No), Some(yes)];
    let n = one_of(value, &["没答", "否", "是"])?;
    world.file.intake.reappraisal = answers.into_iter().nth(n).flatten();
    Ok(())
}

fn set_letter(world: &mut World, value: &Value) -> Result<(), String> {
    let words = ["没收到", "复印件", "缺经办人", "当事人携来", "当事人携来已回核"];
    let n = one_of(value, &words)?;
    if n == 0 {
        world.file.joint_letters.clear();
        return Ok(());
    }
    let letter = world.file.joint_letters.last_mut().ok_or("本案不是共同委托")?;
    match n {
        1 => letter.body.is_original = false,
        2 => letter.body.handler = "".into(),
        _ => letter.body.carrier = LetterCarrier::CarriedByParty,
    }
    if n == 4 {
        let at = moment("2026-11-16", "10:00");
        letter.body.call_back =
            Some(CallBack { number: "000".into(), spoke_to: "秦办".into(), at, confirmed: true });
    }
    Ok(())
}

fn set_material(world: &mut World, value: &Value) -> Result<(), String> {
    match one_of(value, &["没登记", "缺数量", "可能耗尽"])? {
        0 => {
            world.file.materials.clear();
            world.file.entries.retain(|row| !matches!(row.body.content, EntryContent::MaterialUsed { .. }));
        }
        1 => world.file.materials[0].body.quantity.clear(),
        _ => world.file.materials[0].body.may_be_used_up = true,
    }
    Ok(())
}

fn set_confirmation(world: &mut World, value: &Value) -> Result<(), String> {
    let n = one_of(value, &["双方", "仅当事人", "都没有", "保险机构有异议"])?;
    let words = &mut world.file.confirmations;
    match n {
        0 => {}
        1 => words.retain(|word| word.body.side == Side::Party),
        2 => words.clear(),
        _ => {
            let disputed = MaterialConfirmation {
                material: id(21),
                side: Side::Insurer,
                person: "秦办".into(),
                answer: MaterialAnswer::Disputed { reason: "缺页".to_owned() },
            };
            words.push(row(26, moment("2026-11-17", "09:00"), disputed));
        }
    }
    Ok(())
}

fn set_second_material(world: &mut World, value: &Value) -> Result<(), String> {
    let n = one_of(value, &["未确认", "仅当事人确认"])?;
    let on = moment("2026-11-17", "09:00");
    world.file.materials.push(row(27, on, material("影像片")));
    if n == 1 {
        world.file.confirmations.push(row(28, on, confirmed(27, Side::Party)));
    }
    Ok(())
}
