//! 到场 (T9; F-07): whose absence stops and whose does not, and what an insurer's person must show to witness.
//!
//! Nothing here keeps anybody from being written down. A statutory witness and an insurer's are never one thing.

use super::CaseRule;
use super::GENERAL;
use super::Level;
use super::REGULATION;
use super::RuleId;
use super::SHANGHAI;
use super::SICHUAN;
use super::Verdict;
use super::WayOut;
use super::reception::may_concern_insurance;
use super::schedule::need;
use crate::domain::case::CaseFacts;
use crate::domain::check_in::Attendance;
use crate::domain::check_in::Attendee;
use crate::domain::check_in::DepartureKind;
use crate::domain::check_in::Halt;
use crate::domain::check_in::InsurerWitness;
use crate::domain::check_in::Recorder;
use crate::domain::check_in::Roll;
use crate::domain::check_in::Standing;
use crate::domain::check_in::StandingFacts;
use crate::domain::check_in::may_begin;
use crate::domain::check_in::present;
use crate::domain::check_in::recording_allowed;
use crate::domain::check_in::roll;
use crate::domain::check_in::standing;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::law::Pack;
use crate::domain::law::acts;
use crate::domain::law::general;
use crate::domain::law::numbers;
use crate::domain::law::shanghai;
use crate::domain::law::sichuan;
use crate::domain::reception::Category;
use crate::domain::reception::CommissionMode;
use crate::domain::schedule::StatutoryNeed;
use crate::domain::sheet::FormNo;
use crate::domain::signature::unsigned;
use crate::domain::step::Place;
use crate::domain::step::Step;

/// The rows of 到场.
pub const RULES: &[CaseRule] = &[
    CaseRule {
        id: RuleId("GZ-25e"),
        title: "法定见证人未到场的，不得开展相关鉴定活动，延误的时间不计入时限",
        basis: &[general::GZ_25],
        pack: Pack::Base,
        level: Level::Prohibit,
        in_force: GENERAL,
        guards: &[Step::OpenOnSite, Step::BeginExamination],
        way_out: WayOut {
            say: "等法定见证人到场，不来的记未到场并改期", go: Place::CheckIn
        },
        check: statutory_witness_here,
    },
    CaseRule {
        id: RuleId("GZ-26#2"),
        title: "法医临床检查须被鉴定人在场",
        basis: &[general::GZ_26],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::OpenOnSite, Step::BeginExamination],
        way_out: WayOut { say: "给被鉴定人签到，没来的改期", go: Place::CheckIn },
        check: subject_here,
    },
    CaseRule {
        id: RuleId("GZ-19#2"),
        title: "检验时须有二名以上本案鉴定人到场",
        basis: &[general::GZ_19],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::BeginExamination],
        way_out: WayOut { say: "等另一名鉴定人签到", go: Place::CheckIn },
        check: enough_appraisers_here,
    },
    CaseRule {
        id: RuleId("TL-22#2"),
        title: "到场的被鉴定人及其陪同人员须识别身份并记录",
        basis: &[acts::TL_22],
        pack: Pack::Shanghai,
        level: Level::Gate,
        in_force: REGULATION,
        guards: &[Step::OpenOnSite],
        way_out: WayOut { say: "补验证件", go: Place::CheckIn },
        check: everyone_here_identified,
    },
    CaseRule {
        id: RuleId("SC-2.2g"),
        title: "保险机构和当事人到场的情况须如实记录，没来的也要记",
        basis: &[sichuan::SC_2_2G],
        pack: Pack::Sichuan,
        level: Level::Gate,
        in_force: SICHUAN,
        guards: &[Step::BeginExamination],
        way_out: WayOut { say: "记未到场，鉴定照常", go: Place::CheckIn },
        check: everyone_expected_written_down,
    },
    CaseRule {
        id: RuleId("SC-2.2j"),
        title: "保险机构不按时到场的，照常鉴定，只等到等候时间为止",
        basis: &[sichuan::SC_2_2J],
        pack: Pack::Sichuan,
        level: Level::Gate,
        in_force: SICHUAN,
        guards: &[Step::BeginExamination],
        way_out: WayOut {
            say: "等到时间，或保险机构说了不来就记未到场", go: Place::CheckIn
        },
        check: insurer_waited_for_and_no_longer,
    },
    CaseRule {
        id: RuleId("SC-2.2i"),
        title: "须为保险机构到场人员旁观、旁听提供便利",
        basis: &[sichuan::SC_2_2I],
        pack: Pack::Sichuan,
        level: Level::Warn,
        in_force: SICHUAN,
        guards: &[Step::BeginExamination],
        way_out: WayOut {
            say: "记下旁观旁听的地点和方式，受隐私限制的写明", go: Place::CheckIn
        },
        check: observation_supported,
    },
    CaseRule {
        id: RuleId("SC-4.4b"),
        title: "保险机构到场人员须出具工作证明、身份证件，复印件由机构留存",
        basis: &[sichuan::SC_4_4B],
        pack: Pack::Sichuan,
        level: Level::Gate,
        in_force: SICHUAN,
        guards: &[Step::Witness],
        way_out: WayOut {
            say: "补验证件、留复印件；拿不出的记到场，不得见证", go: Place::CheckIn
        },
        check: both_credentials_copied,
    },
    CaseRule {
        id: RuleId("SC-4.4c"),
        title: "未提供身份证明的，不得当场见证，鉴定照常",
        basis: &[sichuan::SC_4_4C],
        pack: Pack::Sichuan,
        level: Level::Prohibit,
        in_force: SICHUAN,
        guards: &[Step::Witness],
        way_out: WayOut { say: "记到场，不得见证；取来证件再补验", go: Place::CheckIn },
        check: identity_shown,
    },
    CaseRule {
        id: RuleId("SC-4.4d"),
        title: "保险机构到场人员须遵守通则，签了见证须知才见证",
        basis: &[sichuan::SC_4_4D],
        pack: Pack::Sichuan,
        level: Level::Gate,
        in_force: SICHUAN,
        guards: &[Step::Witness],
        way_out: WayOut { say: "逐条念见证须知，请其签名", go: Place::CheckIn },
        check: witness_rules_signed,
    },
    CaseRule {
        id: RuleId("SC-4.4e"),
        title: "保险机构到场人员可以反映查勘情况，不作鉴定材料",
        basis: &[sichuan::SC_4_4E],
        pack: Pack::Sichuan,
        level: Level::Offer,
        in_force: SICHUAN,
        guards: &[Step::Witness],
        way_out: WayOut { say: "有的话记下要点", go: Place::CheckIn },
        check: survey_statement_taken,
    },
    CaseRule {
        id: RuleId("SC-4.4f"),
        title: "保险机构到场人员不得干扰、干预鉴定，被请离场的不再见证",
        basis: &[sichuan::SC_4_4F],
        pack: Pack::Sichuan,
        level: Level::Prohibit,
        in_force: SICHUAN,
        guards: &[Step::Witness],
        way_out: WayOut { say: "请保险机构另派人", go: Place::CheckIn },
        check: nobody_sent_out_came_back,
    },
    CaseRule {
        id: RuleId("SC-4.3b"),
        title: "保险机构人员须遵守履职回避，不得在有利益冲突的中介兼职",
        basis: &[sichuan::SC_4_3B],
        pack: Pack::Sichuan,
        level: Level::Hint,
        in_force: SICHUAN,
        guards: &[Step::Witness],
        way_out: WayOut { say: "核对是否同一个人，有疑点的登记线索", go: Place::Registers },
        check: witness_is_no_broker,
    },
    CaseRule {
        id: RuleId("SC-4.4g"),
        title: "未经当事人同意，保险机构到场人员不得拍照、录像",
        basis: &[sichuan::SC_4_4G],
        pack: Pack::Sichuan,
        level: Level::Prohibit,
        in_force: SICHUAN,
        guards: &[Step::LetFilm],
        way_out: WayOut { say: "当事人和机构都书面同意才可以", go: Place::CheckIn },
        check: filming_agreed_by_both,
    },
    CaseRule {
        id: RuleId("SH-2.1g"),
        title: "保险机构到场人员不得干扰、干预鉴定，须签见证须知，被请离场的不再见证",
        basis: &[shanghai::SH_2_1G],
        pack: Pack::Shanghai,
        level: Level::Prohibit,
        in_force: SHANGHAI,
        guards: &[Step::Witness],
        way_out: WayOut {
            say: "请其签见证须知；被请离场的请保险机构另派人", go: Place::CheckIn
        },
        check: witness_bound_not_to_interfere,
    },
    CaseRule {
        id: RuleId("SC-2.2h"),
        title: "当事人和保险机构双方须在到场记录上签字确认，不签的注记",
        basis: &[sichuan::SC_2_2H],
        pack: Pack::Sichuan,
        level: Level::Gate,
        in_force: SICHUAN,
        guards: &[Step::FinishRecord],
        way_out: WayOut { say: "请没签的人签名，不签的做拒签注记", go: Place::Sheets },
        check: both_sides_signed_the_attendance,
    },
];

/// Whether an insurer's witness may witness, as of one version of the arrival (SC-4.4b–d, SH-1.2l).
pub fn standing_of(facts: &CaseFacts<'_>, attendance: EvidenceId, witness: &InsurerWitness) -> Standing {
    let party_alone = facts.file.intake.mode == Some(CommissionMode::UnilateralParty);
    let notice = facts.file.risk_notice().filter(|_| party_alone);
    let standing_facts = StandingFacts {
        pack: facts.pack(),
        party_accepts: notice.and_then(|notice| notice.accepts_insurer),
        rules_signed: facts.file.rules_signed(attendance),
        work_by_phone_allowed: facts.institution.policy.work_credential_by_phone,
        today: facts.today(),
    };
    standing(witness, standing_facts)
}

/// The rows of people who are here now.
fn here<'a>(facts: &'a CaseFacts<'_>) -> impl Iterator<Item = &'a Recorded<Attendance>> {
    present(facts.file).into_iter().filter(|row| !facts.file.has_left(row.id))
}

/// The insurers' people who are here now.
pub(super) fn insurer_witnesses<'a>(
    facts: &'a CaseFacts<'_>,
) -> impl Iterator<Item = (&'a Recorded<Attendance>, &'a InsurerWitness)> {
    here(facts).filter_map(|row| match &row.body.attendee {
        Attendee::Insurer(witness) => Some((row, witness)),
        _ => None,
    })
}

/// Judges every insurer's person here; the first breach speaks, nobody here means it does not apply.
fn each_witness(
    facts: &CaseFacts<'_>,
    field: &'static str,
    fault: impl Fn(&Recorded<Attendance>, &InsurerWitness) -> Option<&'static str>,
) -> Verdict {
    let mut any = false;
    for (row, witness) in insurer_witnesses(facts) {
        any = true;
        if let Some(what) = fault(row, witness) {
            return Verdict::breached(field, format!("{}{what}", witness.person.name.as_str()));
        }
    }
    if any { Verdict::Satisfied } else { Verdict::NotApplicable }
}

fn the_roll(facts: &CaseFacts<'_>) -> Option<Roll> {
    roll(facts.file, facts.institution.policy.grace_minutes)
}

fn statutory_witness_here(facts: &CaseFacts<'_>) -> Verdict {
    let Some(need) = need(facts) else {
        return Verdict::NotApplicable;
    };
    let came = here(facts).any(|row| matches!(row.body.attendee, Attendee::Statutory(_)));
    Verdict::holds(came, "attendance", format!("法定见证人还没有到场：{}", need.label()))
}

fn subject_here(facts: &CaseFacts<'_>) -> Verdict {
    if !facts.file.intake.category.is_some_and(Category::examines_a_body) {
        return Verdict::NotApplicable;
    }
    let came = here(facts).any(|row| matches!(row.body.attendee, Attendee::Subject(_)));
    Verdict::holds(came, "attendance", "被鉴定人还没有签到")
}

fn enough_appraisers_here(facts: &CaseFacts<'_>) -> Verdict {
    let assigned = facts.file.assignment().map(|a| a.appraisers.as_slice()).unwrap_or_default();
    let mut came = here(facts)
        .filter_map(|row| match &row.body.attendee {
            Attendee::Appraiser { user, .. } if assigned.contains(user) => Some(*user),
            _ => None,
        })
        .collect::<Vec<_>>();
    came.sort();
    came.dedup();
    let (n, needed) = (came.len(), usize::from(numbers::APPRAISERS.on(facts.today())));
    Verdict::holds(n >= needed, "attendance", format!("本案鉴定人到了 {n} 名，至少 {needed} 名"))
}

fn everyone_here_identified(facts: &CaseFacts<'_>) -> Verdict {
    let unidentified = here(facts).find_map(|row| match &row.body.attendee {
        Attendee::Subject(who) | Attendee::Companion(who) if !who.person.is_identified() => {
            Some(format!("{}{}的证件还没有登记", row.body.attendee.role_label(), who.person.name.as_str()))
        }
        _ => None,
    });
    unidentified.map_or(Verdict::Satisfied, |say| Verdict::breached("attendance", say))
}

fn everyone_expected_written_down(facts: &CaseFacts<'_>) -> Verdict {
    let Some(roll) = the_roll(facts).filter(|_| may_concern_insurance(facts)) else {
        return Verdict::NotApplicable;
    };
    // While the wait lasts, nobody is absent yet.
    if facts.now < roll.appointed_at.plus_minutes(i64::from(roll.grace_minutes)) {
        return Verdict::NotApplicable;
    }
    let unwritten = roll.insurers_missing.iter().filter(|name| !roll.insurers_recorded_absent.contains(name));
    let unwritten = unwritten.map(String::as_str).collect::<Vec<_>>();
    let say = format!("{}没有到场，还没有记下", unwritten.join("、"));
    Verdict::holds(unwritten.is_empty(), "absences", say)
}

fn insurer_waited_for_and_no_longer(facts: &CaseFacts<'_>) -> Verdict {
    let Some(roll) = the_roll(facts).filter(|_| may_concern_insurance(facts)) else {
        return Verdict::NotApplicable;
    };
    match may_begin(&roll, facts.now) {
        Err(Halt::GraceRunning { until, insurers }) => Verdict::breached(
            "attendance",
            format!("{}还没有到，等到 {} 就照常鉴定", insurers.join("、"), until.hour_minute_text()),
        ),
        Ok(begin) if !begin.absent_insurers.is_empty() => Verdict::Satisfied,
        Ok(_)
        | Err(Halt::StatutoryWitnessAbsent(_) | Halt::SubjectAbsent | Halt::TooFewAppraisers { .. }) => {
            Verdict::NotApplicable
        }
    }
}

fn observation_supported(facts: &CaseFacts<'_>) -> Verdict {
    let mut entitled = insurer_witnesses(facts)
        .filter(|(row, witness)| standing_of(facts, row.id, witness) == Standing::MayWitness)
        .peekable();
    if entitled.peek().is_none() {
        return Verdict::NotApplicable;
    }
    match entitled.find(|(row, _)| row.body.observation_support.trim().is_empty()) {
        Some((_, witness)) => Verdict::breached(
            "observation_support",
            format!("还没有记给{}提供了什么旁观旁听便利", witness.person.name.as_str()),
        ),
        None => Verdict::Satisfied,
    }
}

fn both_credentials_copied(facts: &CaseFacts<'_>) -> Verdict {
    let by_phone = facts.institution.policy.work_credential_by_phone;
    each_witness(facts, "credentials", |_, witness| {
        let verified = by_phone && witness.work_verified_by.is_some();
        match (&witness.identity_document, &witness.work_credential) {
            (Some(identity), _) if identity.copy.is_none() => Some("的身份证件还没有留复印件"),
            (_, Some(work)) if work.copy.is_none() => Some("的工作证明还没有留复印件"),
            (_, Some(work)) if work.valid_until.is_some_and(|until| until < facts.today()) && !verified => {
                Some("的工作证明已过有效期")
            }
            (None, _) => Some("还没有出示身份证件"),
            (_, None) if !verified => Some("还没有出示工作证明"),
            _ => None,
        }
    })
}

fn identity_shown(facts: &CaseFacts<'_>) -> Verdict {
    let by_phone = facts.institution.policy.work_credential_by_phone;
    each_witness(facts, "identity_document", |_, witness| {
        let work = witness.work_credential.is_some() || (by_phone && witness.work_verified_by.is_some());
        match (&witness.identity_document, work) {
            (None, _) => Some("未出示身份证件，不得见证"),
            (Some(_), false) => Some("未出示工作证明，不得见证"),
            (Some(_), true) => None,
        }
    })
}

fn witness_rules_signed(facts: &CaseFacts<'_>) -> Verdict {
    each_witness(facts, "witness_rules", |row, _| {
        (!facts.file.rules_signed(row.id)).then_some("还没有签见证须知")
    })
}

fn survey_statement_taken(facts: &CaseFacts<'_>) -> Verdict {
    each_witness(facts, "survey_statement", |row, _| {
        row.body.survey_statement.trim().is_empty().then_some("没有反映查勘情况")
    })
}

fn nobody_sent_out_came_back(facts: &CaseFacts<'_>) -> Verdict {
    each_witness(facts, "attendance", |_, witness| {
        was_sent_out(facts, witness).then_some("被请离场过，不再见证")
    })
}

fn witness_bound_not_to_interfere(facts: &CaseFacts<'_>) -> Verdict {
    match nobody_sent_out_came_back(facts) {
        Verdict::Satisfied => witness_rules_signed(facts),
        other => other,
    }
}

fn was_sent_out(facts: &CaseFacts<'_>, witness: &InsurerWitness) -> bool {
    let file = facts.file;
    file.current(&file.departures).filter(|row| row.body.kind == DepartureKind::AskedToLeave).any(
        |departure| {
            file.attendances.iter().any(|row| {
                row.id == departure.body.attendance
                    && row.body.attendee.person().is_some_and(|person| person.id == witness.person.id)
            })
        },
    )
}

/// Compared by name with the agents and companions of the case and with the people of its clues; a doubt, no verdict.
fn witness_is_no_broker(facts: &CaseFacts<'_>) -> Verdict {
    let intake = &facts.file.intake;
    let agents = intake.agents.iter().map(|agent| agent.person.name.as_str());
    let companions = intake.companions.iter().map(|companion| companion.person.name.as_str());
    let others = agents.chain(companions).collect::<Vec<_>>();
    each_witness(facts, "attendance", |_, witness| {
        let name = witness.person.name.as_str();
        let is_in_a_clue = facts
            .file
            .clues
            .iter()
            .any(|clue| clue.people.as_str().split(['、', '，', ' ']).any(|one| one == name));
        if others.contains(&name) {
            Some("与本案代理人或陪同人员同名")
        } else {
            is_in_a_clue.then_some("与疑点线索里的人同名")
        }
    })
}

fn filming_agreed_by_both(facts: &CaseFacts<'_>) -> Verdict {
    let file = facts.file;
    each_witness(facts, "consents", |_, witness| {
        let asked = Recorder::Insurer { insurer: witness.insurer };
        let consent = file.current(&file.consents).filter(|row| row.body.who_records == asked).last();
        let agreed = consent.is_some_and(|row| recording_allowed(&row.body));
        (!agreed).then_some("不得拍照、录像：当事人和机构没有都同意")
    })
}

fn both_sides_signed_the_attendance(facts: &CaseFacts<'_>) -> Verdict {
    if !may_concern_insurance(facts) || facts.file.attendances.is_empty() {
        return Verdict::NotApplicable;
    }
    // Who has no full capacity does not sign; the guardian signs as statutory witness.
    let minor = need(facts) == Some(StatutoryNeed::NoFullCapacity);
    let must_sign = |capacity: &str| match capacity {
        "被鉴定人" => !minor,
        "委托人" | "代理人" | "保险机构人员" | "法定见证人" => true,
        _ => false,
    };
    let missing = unsigned(facts.file, FormNo::F07).into_iter().filter(|signer| must_sign(&signer.capacity));
    let missing = missing.map(|signer| signer.name.as_str().to_owned()).collect::<Vec<_>>();
    Verdict::holds(missing.is_empty(), "signatures", format!("{}还没有在到场记录上签名", missing.join("、")))
}
