//! Facts of booking, supplements, time limits, recusal in writing, and the ways out of a case.

use super::Fact;
use super::one_of;
use super::yes;
use crate::cli::law::cases::world::DESK;
use crate::cli::law::cases::world::DIRECTOR;
use crate::cli::law::cases::world::World;
use crate::cli::law::cases::world::confirmed;
use crate::cli::law::cases::world::day;
use crate::cli::law::cases::world::id;
use crate::cli::law::cases::world::material;
use crate::cli::law::cases::world::moment;
use crate::cli::law::cases::world::row;
use crate::domain::agreement_change::AgreementChange;
use crate::domain::agreement_change::AgreementChangeSigned;
use crate::domain::agreement_change::differences;
use crate::domain::agreement_change::terms;
use crate::domain::booking::Booking;
use crate::domain::booking::BookingAnswer;
use crate::domain::commission::Decision;
use crate::domain::evidence::Recorded;
use crate::domain::extension::AgreedDecision;
use crate::domain::extension::ExtensionGrant;
use crate::domain::extension::ExtensionNotice;
use crate::domain::material::Side;
use crate::domain::material_return::Disposal;
use crate::domain::material_return::ReturnLine;
use crate::domain::material_return::ReturnedMaterials;
use crate::domain::on_site_collection::CollectedItem;
use crate::domain::on_site_collection::OnSiteCollection;
use crate::domain::reception::Channel;
use crate::domain::reception::Client;
use crate::domain::recusal::Applicant;
use crate::domain::recusal::RecusalRequest;
use crate::domain::sheet::FormNo;
use crate::domain::signature::Manner;
use crate::domain::signature::Signature;
use crate::domain::signature::Signer;
use crate::domain::supplement::SupplementClosing;
use crate::domain::supplement::SupplementItem;
use crate::domain::supplement::SupplementKind;
use crate::domain::supplement::SupplementOutcome;
use crate::domain::supplement::SupplementRequest;
use crate::domain::suspension::Resumption;
use crate::domain::suspension::Suspension;
use crate::domain::termination::Refund;
use crate::domain::termination::Termination;
use crate::domain::termination::TerminationGround;
use crate::domain::termination::Withdrawal;
use crate::domain::witness_notice::NoticeWay;
use toml::Value;

pub const FACTS: &[Fact] = &[
    Fact {
        key: "预约", values: "没答复、及时答复、迟了才答复、来电没提随申办", set: set_booking
    },
    Fact {
        key: "协商受理时间", values: "写全、没写与谁、没写为什么、早于收到委托", set: set_agreed
    },
    Fact {
        key: "补充材料",
        values: "等着、没写缺什么、没写为什么、期限早于发出、收齐、收齐早于发出、收齐日未到、收齐没登记、收齐缺数量、收齐未确认、没有补来",
        set: set_supplement,
    },
    Fact {
        key: "延长",
        values: "十日、零日、没写原因、不是负责人批的、四十日没写理由、四十日写了理由",
        set: set_extension,
    },
    Fact {
        key: "告知了延长",
        values: "是",
        set: |w, v| {
            if yes(v)? {
                let notice = ExtensionNotice {
                    extension: id(720),
                    notified_on: day("2026-11-23"),
                    way: NoticeWay::Phone,
                    told: "周明".into(),
                };
                w.file.extension_notices.push(row(721, moment("2026-11-23", "11:00"), notice));
            }
            Ok(())
        },
    },
    Fact {
        key: "书面申请回避",
        values: "没决定、不准、不准没写理由、对负责人由本人决定、对负责人准予、对负责人不准",
        set: set_recusal,
    },
    Fact {
        key: "终止",
        values: "拒付费用、没选十五条项、超出业务范围、发现材料不实、其他没写法条、没写事实、因单方委托、因保险机构没来、因不够等级、因保险机构要求",
        set: set_termination,
    },
    Fact { key: "终止退费", values: "没写、不退没写为什么、退一半", set: set_refund },
    Fact {
        key: "现场提取的记录",
        values: "写全、只有一名提取人员、没有本案鉴定人、见证人没签",
        set: set_collection,
    },
    Fact {
        key: "中止",
        values: "没启用、写全、没写依据、没写原因、没写恢复条件、早于生效、前台定的、因保险机构没来、已恢复",
        set: set_suspension,
    },
    Fact {
        key: "委托书变更",
        values: "改了没签、开立没写原因、开立、各方签了、一方没签、机构没签",
        set: set_agreement_change,
    },
    Fact {
        key: "撤回", values: "书面、没有书面、没写谁、因不够等级", set: set_withdrawal
    },
    Fact {
        key: "退还材料",
        values: "都退了、没写去向、没写接收人、没有签收、清单外的、留存归卷",
        set: set_return,
    },
];

fn set_booking(world: &mut World, value: &Value) -> Result<(), String> {
    let n = one_of(value, &["没答复", "及时答复", "迟了才答复", "来电没提随申办"])?;
    let answer = |on: &str| BookingAnswer {
        at: moment(on, "09:00"),
        by: "何台".into(),
        said: "16 日上午来".to_owned(),
    };
    let booking = Booking {
        channel: if n == 3 { Channel::Phone } else { Channel::Suishenban },
        contact: "周明".into(),
        phone: "000".into(),
        matter: "伤残等级".to_owned(),
        cover: String::new(),
        wanted_at: None,
        to_bring: Vec::new(),
        told_suishenban: false,
        answer: match n {
            0 => None,
            2 => Some(answer("2026-11-16")),
            _ => Some(answer("2026-11-13")),
        },
    };
    world.file.bookings.push(row(690, moment("2026-11-12", "10:00"), booking));
    Ok(())
}

fn set_agreed(world: &mut World, value: &Value) -> Result<(), String> {
    let n = one_of(value, &["写全", "没写与谁", "没写为什么", "早于收到委托"])?;
    world.file.intake.agreed_decision = Some(AgreedDecision {
        until: day("2026-12-10"),
        agreed_on: day(if n == 3 { "2026-11-13" } else { "2026-11-17" }),
        reason: if n == 2 { "" } else { "多发伤，要先会诊" }.to_owned(),
        with: if n == 1 { "" } else { "周明" }.into(),
    });
    Ok(())
}

fn set_supplement(world: &mut World, value: &Value) -> Result<(), String> {
    let words = [
        "等着",
        "没写缺什么",
        "没写为什么",
        "期限早于发出",
        "收齐",
        "收齐早于发出",
        "收齐日未到",
        "收齐没登记",
        "收齐缺数量",
        "收齐未确认",
        "没有补来",
    ];
    let n = one_of(value, &words)?;
    let item = SupplementItem { name: "门诊病历".to_owned(), detail: String::new() };
    let request = SupplementRequest {
        kind: SupplementKind::Supply,
        items: if n == 1 { Vec::new() } else { vec![item] },
        why: if n == 2 { "" } else { "首诊记录不全" }.to_owned(),
        issued_on: day("2026-11-20"),
        due_on: day(if n == 3 { "2026-11-19" } else { "2026-11-30" }),
        way: NoticeWay::Paper,
    };
    world.file.supplement_requests.push(row(700, moment("2026-11-20", "10:00"), request));
    if n < 4 {
        return Ok(());
    }
    let came = n != 10;
    if came && n != 7 {
        let mut supplied = material("门诊病历");
        if n == 8 {
            supplied.quantity.clear();
        }
        world.file.materials.push(row(701, moment("2026-11-23", "10:00"), supplied));
        if world.file.is_joint() && n != 9 {
            for (place, side) in (702..).zip(Side::ALL) {
                world.file.confirmations.push(row(
                    place,
                    moment("2026-11-23", "10:10"),
                    confirmed(701, side),
                ));
            }
        }
    }
    let closing = SupplementClosing {
        request: id(700),
        completed_on: day(match n {
            5 => "2026-11-19",
            6 => "2026-11-25",
            _ => "2026-11-23",
        }),
        outcome: if came { SupplementOutcome::Complete } else { SupplementOutcome::None },
        materials: if came && n != 7 { vec![id(701)] } else { Vec::new() },
        note: String::new(),
    };
    world.file.supplement_closings.push(row(704, moment("2026-11-23", "10:20"), closing));
    Ok(())
}

fn set_extension(world: &mut World, value: &Value) -> Result<(), String> {
    let words = ["十日", "零日", "没写原因", "不是负责人批的", "四十日没写理由", "四十日写了理由"];
    let n = one_of(value, &words)?;
    let grant = ExtensionGrant {
        n: match n {
            1 => 0,
            4 | 5 => 40,
            _ => 10,
        },
        reason: if n == 2 { "" } else { "多发伤，要等医疗终结" }.to_owned(),
        beyond_reason: if n == 5 { "二次手术后再等三个月" } else { "" }.to_owned(),
        approved_on: day("2026-11-23"),
        approved_by: "孙任".into(),
    };
    let by = if n == 3 { DESK } else { DIRECTOR };
    world.file.extensions.push(by_member(by, row(720, moment("2026-11-23", "10:00"), grant)));
    Ok(())
}

fn set_recusal(world: &mut World, value: &Value) -> Result<(), String> {
    let words = ["没决定", "不准", "不准没写理由", "对负责人由本人决定", "对负责人准予", "对负责人不准"];
    let n = one_of(value, &words)?;
    let request = RecusalRequest {
        applicant: "周明".into(),
        by: Applicant::Client,
        against: id(if n < 3 { 2 } else { DIRECTOR }),
        question: None,
        facts: "与保险机构的代理人是亲属".to_owned(),
        materials: String::new(),
    };
    world.file.recusal_requests.push(row(740, moment("2026-11-20", "09:00"), request));
    if n > 0 {
        let decision = Decision::Recusal {
            inquiry: id(740),
            granted: n == 4,
            reason: if n == 2 { "" } else { "已核实" }.to_owned(),
        };
        let by = if n == 3 { DIRECTOR } else { DESK };
        world.file.decisions.push(by_member(by, row(741, moment("2026-11-20", "15:00"), decision)));
    }
    Ok(())
}

fn set_termination(world: &mut World, value: &Value) -> Result<(), String> {
    let words = [
        "拒付费用",
        "没选十五条项",
        "超出业务范围",
        "发现材料不实",
        "其他没写法条",
        "没写事实",
        "因单方委托",
        "因保险机构没来",
        "因不够等级",
        "因保险机构要求",
    ];
    let n = one_of(value, &words)?;
    let facts = match n {
        1..=3 => "查到病历系事后补写",
        5 => "",
        6 => "因系单方委托，不再继续",
        7 => "保险公司经两次通知没来，无法继续",
        8 => "经检查不够等级，不再出意见书",
        9 => "保险公司来电要求终止",
        _ => "两次催告后委托人书面表示拒付鉴定费",
    };
    let termination = Termination {
        ground: match n {
            1..=3 => TerminationGround::FoundBar,
            4 => TerminationGround::Other,
            _ => TerminationGround::RevokedOrUnpaid,
        },
        bar: match n {
            2 => Some(1),
            3 => Some(2),
            _ => None,
        },
        facts: facts.to_owned(),
        article: String::new(),
        refund: Some(Refund::Nothing { why: "检查已经做完".to_owned() }),
        collect_by: None,
        decided_by: "孙任".into(),
    };
    world.file.terminations.push(by_member(DIRECTOR, row(760, moment("2026-11-24", "14:58"), termination)));
    Ok(())
}

fn set_collection(world: &mut World, value: &Value) -> Result<(), String> {
    let n = one_of(value, &["写全", "只有一名提取人员", "没有本案鉴定人", "见证人没签"])?;
    let collection = OnSiteCollection {
        on: day("2026-11-23"),
        period: "9时至9时20分".to_owned(),
        place: "示例医院留观室".to_owned(),
        method: "剪取指甲，装袋封口".to_owned(),
        items: vec![CollectedItem {
            name: "指甲".to_owned(),
            quantity: "1 份".to_owned(),
            seal: "封号 1".to_owned(),
            ..CollectedItem::default()
        }],
        people: match n {
            1 => vec![id(2)],
            2 => vec![id(4), id(DESK)],
            _ => vec![id(2), id(4)],
        },
        witness: "周明".into(),
        signature: (n != 3).then_some(Manner::Paper),
    };
    world.file.collections.push(row(769, moment("2026-11-23", "09:30"), collection));
    Ok(())
}

fn set_suspension(world: &mut World, value: &Value) -> Result<(), String> {
    let words = [
        "没启用",
        "写全",
        "没写依据",
        "没写原因",
        "没写恢复条件",
        "早于生效",
        "前台定的",
        "因保险机构没来",
        "已恢复",
    ];
    let n = one_of(value, &words)?;
    world.institution.policy.suspension = n != 0;
    let suspension = Suspension {
        facts: match n {
            3 => "",
            7 => "保险公司经两次通知没来",
            _ => "被鉴定人二次手术，伤情没有稳定",
        }
        .to_owned(),
        rule: if n == 2 { "" } else { "某省司法鉴定管理条例第几条" }.to_owned(),
        until: if n == 4 { "" } else { "收到医疗终结的证明" }.to_owned(),
        from: day(if n == 5 { "2026-11-01" } else { "2026-11-23" }),
        decided_by: "孙任".into(),
    };
    let by = if n == 6 { DESK } else { DIRECTOR };
    world.file.suspensions.push(by_member(by, row(765, moment("2026-11-23", "10:00"), suspension)));
    if n == 8 {
        let ended = Resumption {
            suspension: id(765),
            resumed_on: day("2026-11-24"),
            why: "收到医疗终结的证明".to_owned(),
        };
        world.file.resumptions.push(row(766, moment("2026-11-24", "09:00"), ended));
    }
    Ok(())
}

fn set_agreement_change(world: &mut World, value: &Value) -> Result<(), String> {
    let n = one_of(value, &["改了没签", "开立没写原因", "开立", "各方签了", "一方没签", "机构没签"])?;
    let signed = terms(&world.file.intake);
    for agreement in &mut world.file.agreements {
        agreement.body.terms.clone_from(&signed);
    }
    world.file.intake.matter.push_str("、误工期");
    if n == 0 {
        return Ok(());
    }
    let change = AgreementChange {
        lines: differences(&signed, &terms(&world.file.intake)),
        reason: if n == 1 { "" } else { "委托人增加事项" }.to_owned(),
        terms: terms(&world.file.intake),
    };
    world.file.agreement_changes.push(row(767, moment("2026-11-23", "10:00"), change));
    if n < 3 {
        return Ok(());
    }
    let mut signatures: Vec<Signature> = world.file.intake.clients.iter().map(on_paper).collect();
    if n == 4 {
        signatures.pop();
    }
    let signed = AgreementChangeSigned {
        change: id(767),
        effective_on: day("2026-11-23"),
        signatures,
        institution_signer: if n == 5 { "" } else { "孙任" }.into(),
    };
    world.file.agreement_changes_signed.push(row(768, moment("2026-11-23", "11:00"), signed));
    Ok(())
}

fn on_paper(client: &Client) -> Signature {
    let signer = Signer {
        person: Some(client.person.id),
        name: client.person.name.clone(),
        capacity: "委托人".to_owned(),
    };
    Signature { form: FormNo::F01, signer, manner: Manner::Paper, shown_sha256: String::new() }
}

fn set_refund(world: &mut World, value: &Value) -> Result<(), String> {
    let n = one_of(value, &["没写", "不退没写为什么", "退一半"])?;
    let last = world.file.terminations.last_mut().ok_or("没有终止")?;
    last.body.refund = match n {
        0 => None,
        1 => Some(Refund::Nothing { why: String::new() }),
        _ => Some(Refund::Paid { fen: 60_000, why: "检查只做了一半".to_owned() }),
    };
    Ok(())
}

fn set_withdrawal(world: &mut World, value: &Value) -> Result<(), String> {
    let n = one_of(value, &["书面", "没有书面", "没写谁", "因不够等级"])?;
    let withdrawal = Withdrawal {
        who: if n == 2 { "" } else { "周明" }.into(),
        written_on: (n != 1).then(|| day("2026-11-17")),
        reason: if n == 3 { "听说不够等级，不做了" } else { "改到外地做" }.to_owned(),
    };
    world.file.withdrawals.push(row(770, moment("2026-11-17", "10:00"), withdrawal));
    Ok(())
}

fn set_return(world: &mut World, value: &Value) -> Result<(), String> {
    let n = one_of(value, &["都退了", "没写去向", "没写接收人", "没有签收", "清单外的", "留存归卷"])?;
    let disposal = if n == 5 { Disposal::Kept } else { Disposal::Returned };
    let known: Vec<_> = world.file.materials.iter().map(|row| row.id).collect();
    let lines = match n {
        1 => Vec::new(),
        4 => vec![id(999)],
        _ => known,
    };
    let lines = lines.into_iter().map(|material| ReturnLine { material, disposal, note: String::new() });
    let back = ReturnedMaterials {
        lines: lines.collect(),
        receiver: if n == 2 || n == 5 { "" } else { "周明" }.into(),
        capacity: "委托人".to_owned(),
        manner: (n != 3 && n != 5).then_some(Manner::Paper),
        returned_at: moment("2026-11-24", "14:59"),
        handed_by: "何台".into(),
    };
    world.file.material_returns.push(row(780, moment("2026-11-24", "14:59"), back));
    Ok(())
}

/// The same row, written by another member of the staff.
fn by_member<T>(n: u64, row: Recorded<T>) -> Recorded<T> {
    Recorded { by: id(n), ..row }
}
