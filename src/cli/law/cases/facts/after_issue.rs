//! Facts after the opinion was issued, and of what was written down beside the case: objections, courts,
//! interferences, clues.

use super::Fact;
use super::one_of;
use super::text;
use crate::cli::law::cases::world::World;
use crate::cli::law::cases::world::day;
use crate::cli::law::cases::world::id;
use crate::cli::law::cases::world::moment;
use crate::cli::law::cases::world::row;
use crate::domain::clue::BrokerClue;
use crate::domain::clue::ClueKind;
use crate::domain::clue::ClueStage;
use crate::domain::court::AbsenceReason;
use crate::domain::court::Attended;
use crate::domain::court::CourtAppearance;
use crate::domain::court::CourtNotice;
use crate::domain::dispute::Dispute;
use crate::domain::dispute::DisputeEvent;
use crate::domain::dispute::DisputeStep;
use crate::domain::dispute::Objector;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::UserId;
use crate::domain::interference::Interference;
use crate::domain::interference::InterferenceKind;
use crate::domain::interference::Manner;
use crate::domain::interference::Report;
use crate::domain::secret::PersonName;
use toml::Value;

const DISPUTE: u64 = 401;
const NOTICE: u64 = 411;
/// The first appraiser of the case in order, and somebody who is not one of its appraisers.
const APPRAISER: u64 = 2;
const STRANGER: u64 = 5;

pub const FACTS: &[Fact] = &[
    Fact {
        key: "异议人",
        values: "委托人、保险机构",
        set: |w, v| {
            let by = [Objector::Client, Objector::Insurer][one_of(v, &["委托人", "保险机构"])?];
            let dispute = Dispute {
                raised_on: day("2026-11-20"),
                by,
                name: "郑询".into(),
                content: "请说明活动度怎样测量".to_owned(),
                proof: String::new(),
            };
            w.file.disputes.push(row(DISPUTE, moment("2026-11-20", "10:00"), dispute));
            Ok(())
        },
    },
    Fact {
        key: "异议处理", values: "沟通、转办、调解中、调解未成、调解一致、解释说明", set: set_handling
    },
    Fact {
        key: "出庭通知", values: "没有确认、没写确认人、已确认、已开庭", set: set_notice
    },
    Fact {
        key: "出庭", values: "鉴定人出庭、别人出庭、有事由、没写经过", set: set_appearance
    },
    Fact {
        key: "干预",
        values: "已处理、没写处理、严重未报告、严重已报告",
        set: |w, v| {
            let n = one_of(v, &["已处理", "没写处理", "严重未报告", "严重已报告"])?;
            w.file.interferences.push(interference(n));
            Ok(())
        },
    },
    Fact {
        key: "线索",
        values: "待审核、已移送",
        set: |w, v| {
            let stages = [ClueStage::Registered, ClueStage::Transferred];
            w.file.clues.push(clue(stages[one_of(v, &["待审核", "已移送"])?]));
            Ok(())
        },
    },
];

fn set_handling(w: &mut World, v: &Value) -> Result<(), String> {
    let step = match text(v)? {
        "沟通" => DisputeStep::TalkedOver,
        "转办" => DisputeStep::PassedOn { to: "同业公会".to_owned() },
        "调解中" => DisputeStep::Mediating { body: "纠纷调解组织".to_owned() },
        "调解未成" => DisputeStep::Mediated { agreed: false },
        "调解一致" => DisputeStep::Mediated { agreed: true },
        "解释说明" => DisputeStep::Explained { by: "李衡".into(), in_writing: true },
        said => return Err(format!("「{said}」不在可写的词里")),
    };
    let event = DisputeEvent {
        dispute: id::<EvidenceId>(DISPUTE),
        on: day("2026-11-23"),
        what: step,
        account: "当面说明".to_owned(),
    };
    w.file.dispute_events.push(row(402, moment("2026-11-23", "10:00"), event));
    Ok(())
}

fn set_notice(w: &mut World, v: &Value) -> Result<(), String> {
    let n = one_of(v, &["没有确认", "没写确认人", "已确认", "已开庭"])?;
    let hearing_on = if n == 3 { "2026-11-23" } else { "2026-12-08" };
    let settled = n >= 1;
    let notice = CourtNotice {
        received_on: day("2026-11-20"),
        court: "某区人民法院".to_owned(),
        docket_no: "（2026）民初1号".to_owned(),
        hearing_at: settled.then(|| moment(hearing_on, "09:30")),
        place: if settled { "第三法庭" } else { "" }.to_owned(),
        n_people: settled.then_some(1),
        cost: if settled { "由申请方预交" } else { "" }.to_owned(),
        demands: if settled { "说明伤残等级" } else { "" }.to_owned(),
        settled_with: if n >= 2 { PersonName::new("何书记员") } else { PersonName::default() },
        settled_on: (n >= 2).then(|| day("2026-11-21")),
    };
    w.file.court_notices.push(row(NOTICE, moment("2026-11-20", "11:00"), notice));
    Ok(())
}

fn set_appearance(w: &mut World, v: &Value) -> Result<(), String> {
    let there = |who: u64| Attended::There {
        appraisers: vec![id::<UserId>(who)],
        questions: "活动度的测法".to_owned(),
        result: "当庭说明".to_owned(),
    };
    let excused =
        |account: &str| Attended::Excused { reason: AbsenceReason::Health, account: account.to_owned() };
    let attended = match one_of(v, &["鉴定人出庭", "别人出庭", "有事由", "没写经过"])? {
        0 => there(APPRAISER),
        1 => there(STRANGER),
        2 => excused("住院，法院书面许可"),
        _ => excused(""),
    };
    let on = day("2026-11-23");
    let appearance = CourtAppearance { notice: id::<EvidenceId>(NOTICE), on, attended };
    w.file.court_appearances.push(row(412, moment("2026-11-23", "17:00"), appearance));
    Ok(())
}

fn interference(n: usize) -> Interference {
    let report = Report {
        reported_on: day("2026-11-23"),
        to: "区司法局公法科".to_owned(),
        received_by: "孙收".into(),
        receipt: String::new(),
    };
    Interference {
        number: "干2026-01".to_owned(),
        case: Some(id(1)),
        happened_at: moment("2026-11-22", "15:00"),
        place: "接待室".to_owned(),
        name: "不详".into(),
        workplace: String::new(),
        position: String::new(),
        relation: String::new(),
        manner: Manner::InPerson,
        kind: InterferenceKind::CertainOpinion,
        words: "要求按八级写".to_owned(),
        present: String::new(),
        handling: if n == 1 { "" } else { "当场拒绝" }.to_owned(),
        attachments: Vec::new(),
        impact: String::new(),
        is_serious: n >= 2,
        report: (n == 3).then_some(report),
        correction: String::new(),
    }
}

pub(super) fn clue(stage: ClueStage) -> BrokerClue {
    BrokerClue {
        number: "线2026-01".to_owned(),
        case: Some(id(1)),
        also: Vec::new(),
        source: "前台所见".to_owned(),
        kinds: [ClueKind::SamePersonAcrossCases].into(),
        seen: "第三次陪不同的伤者来".to_owned(),
        heard: String::new(),
        supposed: String::new(),
        people: PersonName::default(),
        evidence: Vec::new(),
        stage,
        review: None,
        transfer: None,
        feedback: String::new(),
        correction: String::new(),
    }
}
