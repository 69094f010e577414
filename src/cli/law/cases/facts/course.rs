//! Facts of the course of a case: booking, what was agreed about time, supplements, extension, recusal, its ends.

use super::Fact;
use super::one_of;
use super::text;
use super::yes;
use crate::cli::law::cases::world::DESK;
use crate::cli::law::cases::world::DIRECTOR;
use crate::cli::law::cases::world::MATTER;
use crate::cli::law::cases::world::World;
use crate::cli::law::cases::world::day;
use crate::cli::law::cases::world::id;
use crate::cli::law::cases::world::moment;
use crate::cli::law::cases::world::row;
use crate::domain::booking::Booking;
use crate::domain::booking::BookingAnswer;
use crate::domain::commission::Decision;
use crate::domain::extension::AgreedDecision;
use crate::domain::extension::ExtensionGrant;
use crate::domain::extension::ExtensionNotice;
use crate::domain::material_return::Disposal;
use crate::domain::material_return::ReturnLine;
use crate::domain::material_return::ReturnedMaterials;
use crate::domain::reception::Channel;
use crate::domain::recusal::Applicant;
use crate::domain::recusal::RecusalRequest;
use crate::domain::signature::Manner;
use crate::domain::supplement::SupplementClosing;
use crate::domain::supplement::SupplementItem;
use crate::domain::supplement::SupplementKind;
use crate::domain::supplement::SupplementOutcome;
use crate::domain::supplement::SupplementRequest;
use crate::domain::termination::Refund;
use crate::domain::termination::Termination;
use crate::domain::termination::TerminationGround;
use crate::domain::termination::Withdrawal;
use crate::domain::witness_notice::NoticeWay;
use toml::Value;

pub const FACTS: &[Fact] = &[
    Fact {
        key: "预约", values: "及时答复、迟了才答复、没答复、没说随申办", set: set_booking
    },
    Fact {
        key: "协商受理时间", values: "写全、没写与谁、没写原因、日期不对", set: set_agreed_decision
    },
    Fact {
        key: "延长时限",
        values: "十日、没写天数、没写原因、不是负责人批的、四十日、四十日写了理由",
        set: set_extension,
    },
    Fact { key: "延长已告知委托人", values: "是", set: set_extension_notice },
    Fact {
        key: "补充材料通知", values: "写全、没写缺什么、没写为什么、期限早于发出日", set: set_request
    },
    Fact {
        key: "补充材料收齐",
        values: "收齐、收齐第二件、没登记、不在清单、没有补来、收齐日太早",
        set: set_closing,
    },
    Fact { key: "回避决定", values: "没写理由、本人决定", set: set_recusal_decision },
    Fact { key: "申请负责人回避", values: "没决定、准予、不准", set: set_director_recusal },
    Fact {
        key: "终止",
        values: "材料耗损、发现超出业务范围、发现情形没选哪一项、其他没写法条、没写事实、没写退费",
        set: set_termination,
    },
    Fact {
        key: "终止的事实",
        values: "文字",
        set: |w, v| {
            let said = text(v)?.to_owned();
            w.file.terminations.last_mut().ok_or("没有终止")?.body.facts = said;
            Ok(())
        },
    },
    Fact { key: "撤回", values: "书面、没写谁、没有书面", set: set_withdrawal },
    Fact {
        key: "撤回的理由",
        values: "文字",
        set: |w, v| {
            let said = text(v)?.to_owned();
            w.file.withdrawals.last_mut().ok_or("没有撤回")?.body.reason = said;
            Ok(())
        },
    },
    Fact {
        key: "材料退还登记",
        values: "退还已签收、退还没签收、没写接收人、没写哪件、不在清单、留存归卷",
        set: set_return,
    },
];

fn set_booking(world: &mut World, value: &Value) -> Result<(), String> {
    let n = one_of(value, &["及时答复", "迟了才答复", "没答复", "没说随申办"])?;
    let answered = ["2026-11-11", "2026-11-16", "", "2026-11-11"][n];
    let answer = (n != 2).then(|| BookingAnswer {
        at: moment(answered, "10:00"),
        by: "何台".into(),
        said: "周一上午来".to_owned(),
    });
    let booking = Booking {
        channel: Channel::Phone,
        contact: "周明".into(),
        phone: "000".into(),
        matter: MATTER.to_owned(),
        cover: String::new(),
        wanted_at: None,
        to_bring: Vec::new(),
        told_suishenban: n != 3,
        answer,
    };
    world.file.bookings.push(row(500, moment("2026-11-10", "10:00"), booking));
    Ok(())
}

fn set_agreed_decision(world: &mut World, value: &Value) -> Result<(), String> {
    let n = one_of(value, &["写全", "没写与谁", "没写原因", "日期不对"])?;
    world.file.intake.agreed_decision = Some(AgreedDecision {
        until: day(if n == 3 { "2026-11-10" } else { "2026-12-15" }),
        agreed_on: day("2026-11-17"),
        reason: if n == 2 { "" } else { "复杂，须先会诊" }.to_owned(),
        with: if n == 1 { "" } else { "周明" }.into(),
    });
    Ok(())
}

fn set_extension(world: &mut World, value: &Value) -> Result<(), String> {
    let words = ["十日", "没写天数", "没写原因", "不是负责人批的", "四十日", "四十日写了理由"];
    let n = one_of(value, &words)?;
    let grant = ExtensionGrant {
        n: [10, 0, 10, 10, 40, 40][n],
        reason: if n == 2 { "" } else { "须复查影像" }.to_owned(),
        beyond_reason: if n == 5 { "骨折未愈合，须等医疗终结" } else { "" }.to_owned(),
        approved_on: day("2026-11-20"),
        approved_by: "孙任".into(),
    };
    let mut granted = row(510, moment("2026-11-20", "10:00"), grant);
    granted.by = id(if n == 3 { DESK } else { DIRECTOR });
    world.file.extensions.push(granted);
    Ok(())
}

fn set_extension_notice(world: &mut World, value: &Value) -> Result<(), String> {
    if yes(value)? {
        let notice = ExtensionNotice {
            extension: id(510),
            notified_on: day("2026-11-20"),
            way: NoticeWay::Paper,
            told: "周明".into(),
        };
        world.file.extension_notices.push(row(511, moment("2026-11-20", "11:00"), notice));
    }
    Ok(())
}

fn set_request(world: &mut World, value: &Value) -> Result<(), String> {
    let n = one_of(value, &["写全", "没写缺什么", "没写为什么", "期限早于发出日"])?;
    let item = SupplementItem { name: "复查影像".to_owned(), detail: String::new() };
    let request = SupplementRequest {
        kind: SupplementKind::Supply,
        items: if n == 1 { Vec::new() } else { vec![item] },
        why: if n == 2 { "" } else { "判断是否愈合" }.to_owned(),
        issued_on: day("2026-11-19"),
        due_on: day(if n == 3 { "2026-11-18" } else { "2026-12-03" }),
        way: NoticeWay::Paper,
    };
    world.file.supplement_requests.push(row(520, moment("2026-11-19", "11:00"), request));
    Ok(())
}

fn set_closing(world: &mut World, value: &Value) -> Result<(), String> {
    let words = ["收齐", "收齐第二件", "没登记", "不在清单", "没有补来", "收齐日太早"];
    let n = one_of(value, &words)?;
    let materials = match n {
        0 | 5 => vec![id(21)],
        1 => vec![id(27)],
        3 => vec![id(29)],
        _ => Vec::new(),
    };
    let closing = SupplementClosing {
        request: id(520),
        completed_on: day(if n == 5 { "2026-11-18" } else { "2026-11-23" }),
        outcome: if n == 4 { SupplementOutcome::None } else { SupplementOutcome::Complete },
        materials,
        note: String::new(),
    };
    world.file.supplement_closings.push(row(521, moment("2026-11-23", "11:00"), closing));
    Ok(())
}

fn set_recusal_decision(world: &mut World, value: &Value) -> Result<(), String> {
    let n = one_of(value, &["没写理由", "本人决定"])?;
    let is_it = |decision: &Decision| matches!(decision, Decision::Recusal { .. });
    let decided = world.file.decisions.iter_mut().find(|row| is_it(&row.body)).ok_or("没有回避决定")?;
    match (&mut decided.body, n) {
        (Decision::Recusal { reason, .. }, 0) => reason.clear(),
        _ => decided.by = id(2),
    }
    Ok(())
}

fn set_director_recusal(world: &mut World, value: &Value) -> Result<(), String> {
    let n = one_of(value, &["没决定", "准予", "不准"])?;
    let request = RecusalRequest {
        applicant: "周明".into(),
        by: Applicant::Client,
        against: id(DIRECTOR),
        question: Some(0),
        facts: "是亲戚".to_owned(),
    };
    world.file.recusal_requests.push(row(530, moment("2026-11-19", "12:00"), request));
    if n > 0 {
        let decision =
            Decision::Recusal { inquiry: id(530), granted: n == 1, reason: "已核实".to_owned() };
        world.file.decisions.push(row(531, moment("2026-11-19", "13:00"), decision));
    }
    Ok(())
}

fn set_termination(world: &mut World, value: &Value) -> Result<(), String> {
    let words =
        ["材料耗损", "发现超出业务范围", "发现情形没选哪一项", "其他没写法条", "没写事实", "没写退费"];
    let n = one_of(value, &words)?;
    let ground = match n {
        1 | 2 => TerminationGround::FoundBar,
        3 => TerminationGround::Other,
        _ => TerminationGround::MaterialsDepleted,
    };
    let refund = Refund::Nothing { why: "检验已经做完".to_owned() };
    let ended = Termination {
        ground,
        bar: (n == 1).then_some(1),
        facts: if n == 4 { "" } else { "检材已经耗尽，委托人不能再提供" }.to_owned(),
        article: String::new(),
        refund: (n != 5).then_some(refund),
        collect_by: None,
        decided_by: "孙任".into(),
    };
    world.file.terminations.push(row(540, moment("2026-11-24", "14:55"), ended));
    Ok(())
}

fn set_withdrawal(world: &mut World, value: &Value) -> Result<(), String> {
    let n = one_of(value, &["书面", "没写谁", "没有书面"])?;
    let withdrawal = Withdrawal {
        who: if n == 1 { "" } else { "周明" }.into(),
        written_on: (n != 2).then(|| day("2026-11-17")),
        reason: "双方已经和解".to_owned(),
    };
    world.file.withdrawals.push(row(541, moment("2026-11-17", "10:00"), withdrawal));
    Ok(())
}

fn set_return(world: &mut World, value: &Value) -> Result<(), String> {
    let words = ["退还已签收", "退还没签收", "没写接收人", "没写哪件", "不在清单", "留存归卷"];
    let n = one_of(value, &words)?;
    let disposal = if n == 5 { Disposal::Kept } else { Disposal::Returned };
    let line = ReturnLine { material: id(if n == 4 { 29 } else { 21 }), disposal, note: String::new() };
    let back = ReturnedMaterials {
        lines: if n == 3 { Vec::new() } else { vec![line] },
        receiver: if n == 2 || n == 5 { "" } else { "周明" }.into(),
        capacity: "委托人".to_owned(),
        manner: (n != 1 && n != 5).then_some(Manner::Paper),
        returned_at: moment("2026-11-24", "14:58"),
        handed_by: "何台".into(),
    };
    world.file.material_returns.push(row(550, moment("2026-11-24", "14:58"), back));
    Ok(())
}
