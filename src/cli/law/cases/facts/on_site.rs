//! Facts of the day itself: place, notices, who came, licences, the record.

use super::Fact;
use super::day_or_none;
use super::first;
use super::moment_said;
use super::names;
use super::one_of;
use super::text;
use super::yes;
use crate::cli::law::cases::world::APPRAISER_ROWS;
use crate::cli::law::cases::world::ASSISTANT_ROW;
use crate::cli::law::cases::world::COMPANION_ROW;
use crate::cli::law::cases::world::INSURER;
use crate::cli::law::cases::world::SUBJECT_ROW;
use crate::cli::law::cases::world::WITNESS_ROW;
use crate::cli::law::cases::world::World;
use crate::cli::law::cases::world::at;
use crate::cli::law::cases::world::attendance;
use crate::cli::law::cases::world::day;
use crate::cli::law::cases::world::entry;
use crate::cli::law::cases::world::guardian;
use crate::cli::law::cases::world::id;
use crate::cli::law::cases::world::media;
use crate::cli::law::cases::world::moment;
use crate::cli::law::cases::world::notice;
use crate::cli::law::cases::world::row;
use crate::domain::check_in::Absence;
use crate::domain::check_in::Absentee;
use crate::domain::check_in::Attendance;
use crate::domain::check_in::Attendee;
use crate::domain::check_in::Departure;
use crate::domain::check_in::DepartureKind;
use crate::domain::check_in::InsurerWitness;
use crate::domain::check_in::Recorder;
use crate::domain::check_in::RecordingConsent;
use crate::domain::check_in::RecordingDetails;
use crate::domain::check_in::StatutoryWitness;
use crate::domain::commission::Decision;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::InsurerId;
use crate::domain::licence_showing::RecusalAnswer;
use crate::domain::licence_showing::RecusalInquiry;
use crate::domain::process_record::EntryContent;
use crate::domain::schedule::CollectionConsent;
use crate::domain::schedule::Outside;
use crate::domain::schedule::OutsideReason;
use crate::domain::witness_notice::Addressee;
use crate::domain::witness_notice::NoticeAttempt;
use crate::domain::witness_notice::NoticeOutcome;
use toml::Value;

pub const FACTS: &[Fact] = &[
    Fact {
        key: "检查地点",
        values: "地点的名称（登记的执业场所叫本部）",
        set: |w, v| {
            text(v)?.clone_into(&mut w.file.appointments[0].body.premises);
            Ok(())
        },
    },
    Fact {
        key: "场所外检查",
        values: "没写事由、没批准、已批准、现场提取、现场提取没经同意",
        set: set_outside,
    },
    Fact {
        key: "通知保险机构",
        values: "没有、未接通、答复到、答复不到",
        set: |w, v| {
            let outcomes = [NoticeOutcome::NoAnswer, NoticeOutcome::Coming, NoticeOutcome::NotComing];
            w.file.notice_attempts.clear();
            if let Some(n) = one_of(v, &["没有", "未接通", "答复到", "答复不到"])?.checked_sub(1)
            {
                let on = moment("2026-11-19", "10:00");
                w.file.notice_attempts.push(row(51, on, notice(1, outcomes[n])));
            }
            Ok(())
        },
    },
    Fact {
        key: "通知法定见证人",
        values: "未接通、已通知",
        set: |w, v| {
            let outcomes = [NoticeOutcome::NoAnswer, NoticeOutcome::Coming];
            let outcome = outcomes[one_of(v, &["未接通", "已通知"])?];
            let to = Addressee::Statutory { person: guardian().id };
            let attempt = NoticeAttempt { to, ..notice(1, outcome) };
            w.file.notice_attempts.push(row(52, moment("2026-11-19", "10:05"), attempt));
            Ok(())
        },
    },
    Fact {
        key: "时刻",
        values: "当天的时刻，如 14:10",
        set: |w, v| {
            w.now = moment_said("2026-11-24", text(v)?)?;
            Ok(())
        },
    },
    Fact {
        key: "没到场的人",
        values: "一列：被鉴定人、陪同人员、保险机构、李衡、王度、赵辅",
        set: set_missing,
    },
    Fact {
        key: "记保险机构未到场",
        values: "是",
        set: |w, v| {
            if yes(v)? {
                let who = Absentee::Insurer { insurer: id::<InsurerId>(1), name: INSURER.to_owned() };
                let absence = Absence {
                    who,
                    waited_until: at("14:30"),
                    how_notified: String::new(),
                    note: String::new(),
                };
                w.file.absences.push(row(75, at("14:30"), absence));
            }
            Ok(())
        },
    },
    Fact {
        key: "监护人到场",
        values: "是",
        set: |w, v| {
            if yes(v)? {
                let witness = Attendee::Statutory(StatutoryWitness {
                    person: guardian(),
                    relation: "父亲".to_owned(),
                    relation_proof: "户口簿".to_owned(),
                    id_copy: None,
                });
                w.file.attendances.push(row(67, at("13:59"), attendance(witness, "13:59")));
            }
            Ok(())
        },
    },
    Fact {
        key: "到场的陪同人员证件",
        values: "没登记",
        set: |w, v| {
            one_of(v, &["没登记"])?;
            for attendance in
                w.file.attendances.iter_mut().filter(|row| row.id == id::<EvidenceId>(COMPANION_ROW))
            {
                if let Attendee::Companion(who) = &mut attendance.body.attendee {
                    who.person.id_number = "".into();
                }
            }
            Ok(())
        },
    },
    Fact {
        key: "见证人身份证件",
        values: "没出示、没留复印件",
        set: |w, v| {
            let n = one_of(v, &["没出示", "没留复印件"])?;
            let witness = insurer_witness(w)?;
            match (n, &mut witness.identity_document) {
                (0, document) => *document = None,
                (_, Some(document)) => document.copy = None,
                (_, None) => return Err("没有身份证件".to_owned()),
            }
            Ok(())
        },
    },
    Fact {
        key: "见证人工作证明",
        values: "没出示、没留复印件、过期、没出示但电话核实",
        set: set_work_credential,
    },
    Fact {
        key: "机构允许电话核实工作证明",
        values: "是、否",
        set: |w, v| {
            w.institution.policy.work_credential_by_phone = yes(v)?;
            Ok(())
        },
    },
    Fact {
        key: "见证须知",
        values: "没签、漏念一条",
        set: |w, v| {
            match one_of(v, &["没签", "漏念一条"])? {
                0 => w.file.witness_rules.clear(),
                _ => first(&mut w.file.witness_rules, "见证须知")?.body.rules_told[1] = false,
            }
            Ok(())
        },
    },
    Fact {
        key: "旁观旁听便利",
        values: "没记",
        set: |w, v| {
            one_of(v, &["没记"])?;
            witness_row(w)?.body.observation_support.clear();
            Ok(())
        },
    },
    Fact {
        key: "查勘情况",
        values: "没反映",
        set: |w, v| {
            one_of(v, &["没反映"])?;
            witness_row(w)?.body.survey_statement.clear();
            Ok(())
        },
    },
    Fact {
        key: "见证人离场", values: "结束离场、请离场后又来、隐私回避", set: set_departure
    },
    Fact {
        key: "影像许可", values: "没问、当事人不同意、机构不同意、双方同意", set: set_consent
    },
    Fact {
        key: "没亮证的人",
        values: "一列姓名：李衡、王度、赵辅",
        set: |w, v| {
            w.unshown = names(v)?;
            Ok(())
        },
    },
    Fact {
        key: "没签亮证记录的人",
        values: "一列姓名",
        set: |w, v| {
            w.unsigned_showing = names(v)?;
            Ok(())
        },
    },
    Fact {
        key: "拒签亮证记录的人",
        values: "一列姓名（已由两名工作人员签注）",
        set: |w, v| {
            w.refusing = names(v)?;
            Ok(())
        },
    },
    Fact {
        key: "没作公正声明的人",
        values: "一列姓名：李衡、王度",
        set: |w, v| {
            w.undeclared = names(v)?;
            Ok(())
        },
    },
    Fact {
        key: "没问回避的人",
        values: "一列姓名：周明、周远",
        set: |w, v| {
            w.unasked = names(v)?;
            Ok(())
        },
    },
    Fact { key: "申请回避", values: "没决定、准予没换人、不准", set: set_recusal },
    Fact {
        key: "隐私措施",
        values: "没记",
        set: |w, v| {
            one_of(v, &["没记"])?;
            w.file.entries.retain(|row| !matches!(row.body.content, EntryContent::Privacy { .. }));
            Ok(())
        },
    },
    Fact {
        key: "记录缺",
        values: "方法、结果、仪器",
        set: |w, v| {
            let n = one_of(v, &["方法", "结果", "仪器"])?;
            w.file.entries.retain(|row| match &row.body.content {
                EntryContent::Method { .. } => n != 0,
                EntryContent::Finding { .. } => n != 1,
                EntryContent::Instrument(_) => n != 2,
                _ => true,
            });
            Ok(())
        },
    },
    Fact {
        key: "记录写了",
        values: "一条检查所见的文字",
        set: |w, v| {
            let content = EntryContent::Finding { text: text(v)?.to_owned() };
            w.file.entries.push(row(87, at("14:31"), entry(content)));
            Ok(())
        },
    },
    Fact {
        key: "仪器检定有效期至",
        values: "日期，或没填",
        set: |w, v| {
            let until = day_or_none(v)?;
            for entry in &mut w.file.entries {
                if let EntryContent::Instrument(instrument) = &mut entry.body.content {
                    instrument.valid_until = until;
                }
            }
            Ok(())
        },
    },
    Fact {
        key: "补记",
        values: "没写原因、写了原因",
        set: |w, v| {
            let n = one_of(v, &["没写原因", "写了原因"])?;
            let entry = &mut w.file.entries.get_mut(1).ok_or("没有第二条记录")?.body;
            entry.happened_at = Some(at("14:05"));
            entry.late_reason = if n == 1 { "当时在测量".to_owned() } else { String::new() };
            Ok(())
        },
    },
    Fact {
        key: "影像",
        values: "没有、哈希不全、私密部位",
        set: |w, v| {
            match one_of(v, &["没有", "哈希不全", "私密部位"])? {
                0 => w.file.media.clear(),
                1 => w.file.media[0].body.sha256 = "0".to_owned(),
                _ => w.file.media[0].body = media(true),
            }
            Ok(())
        },
    },
    Fact {
        key: "被鉴定人同意拍私密部位",
        values: "是、否",
        set: |w, v| {
            let consent = RecordingConsent {
                who_records: Recorder::Appraiser,
                party_agrees: Some(yes(v)?),
                institution_agrees: None,
                scope: "私密部位".to_owned(),
                details: RecordingDetails::default(),
            };
            w.file.consents.push(row(73, at("14:20"), consent));
            Ok(())
        },
    },
    Fact {
        key: "定稿",
        values: "没有",
        set: |w, v| {
            one_of(v, &["没有"])?;
            w.file.seals.clear();
            Ok(())
        },
    },
];

fn witness_row(world: &mut World) -> Result<&mut Recorded<Attendance>, String> {
    let wanted = id::<EvidenceId>(WITNESS_ROW);
    world
        .file
        .attendances
        .iter_mut()
        .find(|row| row.id == wanted)
        .ok_or_else(|| "保险机构没有到场".to_owned())
}

fn insurer_witness(world: &mut World) -> Result<&mut InsurerWitness, String> {
    match &mut witness_row(world)?.body.attendee {
        Attendee::Insurer(witness) => Ok(witness),
        _ => Err("保险机构没有到场".to_owned()),
    }
}

fn set_outside(world: &mut World, value: &Value) -> Result<(), String> {
    let n = one_of(value, &["没写事由", "没批准", "已批准", "现场提取", "现场提取没经同意"])?;
    let outside = Outside {
        reason: if n >= 3 { OutsideReason::OnSiteCollection } else { OutsideReason::SubjectCannotMove },
        facts: if n == 0 { "" } else { "卧床，不能移动" }.to_owned(),
        approved_by: if n == 1 { "" } else { "孙任" }.into(),
        consent: (n == 3).then(|| CollectionConsent { by: "周明".into(), on: day("2026-11-20") }),
    };
    "病房".clone_into(&mut world.file.appointments[0].body.premises);
    world.file.appointments[0].body.outside = Some(outside);
    Ok(())
}

fn set_missing(world: &mut World, value: &Value) -> Result<(), String> {
    for name in names(value)? {
        let n = match name.as_str() {
            "被鉴定人" => SUBJECT_ROW,
            "陪同人员" => COMPANION_ROW,
            "保险机构" => WITNESS_ROW,
            "李衡" => APPRAISER_ROWS[0],
            "王度" => APPRAISER_ROWS[1],
            "赵辅" => ASSISTANT_ROW,
            other => return Err(format!("没有「{other}」")),
        };
        world.file.attendances.retain(|row| row.id != id::<EvidenceId>(n));
        world.file.witness_rules.retain(|row| row.body.attendance != id::<EvidenceId>(n));
    }
    Ok(())
}

fn set_work_credential(world: &mut World, value: &Value) -> Result<(), String> {
    let n = one_of(value, &["没出示", "没留复印件", "过期", "没出示但电话核实"])?;
    let witness = insurer_witness(world)?;
    match (n, &mut witness.work_credential) {
        (1, Some(card)) => card.copy = None,
        (2, Some(card)) => card.valid_until = Some(day("2026-01-01")),
        (_, card) => *card = None,
    }
    witness.work_verified_by = (n == 3).then(|| "孙任".into());
    Ok(())
}

fn set_departure(world: &mut World, value: &Value) -> Result<(), String> {
    let n = one_of(value, &["结束离场", "请离场后又来", "隐私回避"])?;
    let kind = [DepartureKind::Finished, DepartureKind::AskedToLeave, DepartureKind::SteppedOut][n];
    let left_at = if n == 2 { at("14:25") } else { at("14:40") };
    if n == 1 {
        let mut again = witness_row(world)?.clone();
        again.id = id(68);
        again.body.arrived_at = at("14:45");
        let mut signed = first(&mut world.file.witness_rules, "见证须知")?.clone();
        signed.id = id(72);
        signed.body.attendance = again.id;
        world.file.attendances.push(again);
        world.file.witness_rules.push(signed);
    }
    let departure = Departure { attendance: id(WITNESS_ROW), left_at, kind, note: "请其离场".to_owned() };
    world.file.departures.push(row(78, left_at, departure));
    Ok(())
}

fn set_consent(world: &mut World, value: &Value) -> Result<(), String> {
    let n = one_of(value, &["没问", "当事人不同意", "机构不同意", "双方同意"])?;
    world.file.consents.clear();
    if n > 0 {
        let consent = RecordingConsent {
            who_records: Recorder::Insurer { insurer: id::<InsurerId>(1) },
            party_agrees: Some(n != 1),
            institution_agrees: Some(n != 2),
            scope: "检查过程".to_owned(),
            details: RecordingDetails::default(),
        };
        world.file.consents.push(row(71, at("14:00"), consent));
    }
    Ok(())
}

fn set_recusal(world: &mut World, value: &Value) -> Result<(), String> {
    let n = one_of(value, &["没决定", "准予没换人", "不准"])?;
    let answer = RecusalAnswer::Applies { against: id(2), ground: "是邻居".to_owned() };
    let inquiry = RecusalInquiry { asked: id(SUBJECT_ROW), name: "周明".into(), answer };
    world.file.recusals.push(row(420, at("14:11"), inquiry));
    if n > 0 {
        let decision =
            Decision::Recusal { inquiry: id(420), granted: n == 1, reason: "已核实".to_owned() };
        world.file.decisions.push(row(421, at("14:13"), decision));
    }
    Ok(())
}
