//! 异议、解释说明与出庭 (workflow §3.4): a question is answered, an objection goes somewhere, a court is obeyed.

use super::CaseRule;
use super::GENERAL;
use super::Level;
use super::REGULATION;
use super::RuleId;
use super::SHANGHAI;
use super::SICHUAN;
use super::Verdict;
use super::WayOut;
use crate::domain::case::CaseFacts;
use crate::domain::court::Attended;
use crate::domain::court::CourtNotice;
use crate::domain::dispute::DisputeState;
use crate::domain::dispute::DisputeStep;
use crate::domain::dispute::Objector;
use crate::domain::dispute::state_of;
use crate::domain::evidence::Recorded;
use crate::domain::law::Pack;
use crate::domain::law::acts;
use crate::domain::law::general;
use crate::domain::law::shanghai;
use crate::domain::law::sichuan;
use crate::domain::step::Place;
use crate::domain::step::Step;

/// The rows of 异议与出庭.
pub const RULES: &[CaseRule] = &[
    CaseRule {
        id: RuleId("GZ-40"),
        title: "委托人对鉴定意见提出询问、异议的，机构和鉴定人应当解释说明",
        basis: &[general::GZ_40],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::Archive],
        way_out: WayOut { say: "写下解释说明或异议的去向", go: Place::Events },
        check: clients_were_answered,
    },
    CaseRule {
        id: RuleId("SC-5.1b"),
        title: "对鉴定意见有异议的，可以先行申请协商调解；调解不是前置",
        basis: &[sichuan::SC_5_1B],
        pack: Pack::Sichuan,
        level: Level::Hint,
        in_force: SICHUAN,
        guards: &[Step::AnswerDispute],
        way_out: WayOut {
            say: "告诉异议人可以申请调解，愿意的登记调解", go: Place::Events
        },
        check: mediation_was_offered,
    },
    CaseRule {
        id: RuleId("SC-5.1c"),
        title: "协商调解未达成一致的，可以解释说明，或转补充鉴定、重新鉴定",
        basis: &[sichuan::SC_5_1C],
        pack: Pack::Sichuan,
        level: Level::Warn,
        in_force: SICHUAN,
        guards: &[Step::Archive],
        way_out: WayOut {
            say: "登记解释说明、补充鉴定、重新鉴定或诉讼", go: Place::Events
        },
        check: failed_mediation_went_on,
    },
    CaseRule {
        id: RuleId("SH-2.1i"),
        title: "保险机构有异议的，可以与机构沟通或向同业公会反映，机构记下沟通和转办",
        basis: &[shanghai::SH_2_1I],
        pack: Pack::Shanghai,
        level: Level::Offer,
        in_force: SHANGHAI,
        guards: &[Step::AnswerDispute],
        way_out: WayOut { say: "记下与保险机构的沟通或转办", go: Place::Events },
        check: insurers_were_talked_to,
    },
    CaseRule {
        id: RuleId("GZ-44"),
        title: "接到出庭通知，及时与法院确认时间、地点、人数、费用、要求",
        basis: &[general::GZ_44],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::AttendCourt],
        way_out: WayOut { say: "与法院确认后补全出庭通知", go: Place::Events },
        check: court_day_is_settled,
    },
    CaseRule {
        id: RuleId("GZ-43"),
        title: "经法院依法通知，鉴定人应当出庭；不出庭须有法定事由并经法院许可",
        basis: &[general::GZ_43],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::AttendCourt],
        way_out: WayOut { say: "写明法定事由和法院的许可，或派员出庭", go: Place::Events },
        check: staying_away_has_a_reason,
    },
    CaseRule {
        id: RuleId("GZ-43#2"),
        title: "开庭日已过的，须有出庭记录才能归档",
        basis: &[general::GZ_43],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: GENERAL,
        guards: &[Step::Archive],
        way_out: WayOut { say: "补记出庭或不出庭的情况", go: Place::Events },
        check: past_court_days_are_recorded,
    },
    CaseRule {
        id: RuleId("TL-35"),
        title: "派去出庭的是本案鉴定人",
        basis: &[acts::TL_35],
        pack: Pack::Shanghai,
        level: Level::Gate,
        in_force: REGULATION,
        guards: &[Step::AttendCourt],
        way_out: WayOut { say: "改选本案的鉴定人", go: Place::Events },
        check: own_appraisers_attend,
    },
];

fn clients_were_answered(facts: &CaseFacts<'_>) -> Verdict {
    let file = facts.file;
    let asked = file.current(&file.disputes).filter(|row| row.body.by == Objector::Client);
    let mut applies = false;
    for row in asked {
        applies = true;
        if state_of(row.id, &file.dispute_events).is_open() {
            let on = row.body.raised_on.worded();
            return Verdict::breached("dispute", format!("委托人 {on} 提出的询问、异议还没有答复"));
        }
    }
    if applies { Verdict::Satisfied } else { Verdict::NotApplicable }
}

fn mediation_was_offered(facts: &CaseFacts<'_>) -> Verdict {
    let file = facts.file;
    let mut open = file
        .current(&file.disputes)
        .filter(|row| state_of(row.id, &file.dispute_events) == DisputeState::Registered)
        .peekable();
    match open.peek() {
        None => Verdict::NotApplicable,
        Some(_) => Verdict::breached("dispute", "还没有登记调解；异议人愿意的可以先行调解"),
    }
}

fn failed_mediation_went_on(facts: &CaseFacts<'_>) -> Verdict {
    let file = facts.file;
    let states: Vec<_> =
        file.current(&file.disputes).map(|row| state_of(row.id, &file.dispute_events)).collect();
    let tried = |row: &Recorded<crate::domain::dispute::DisputeEvent>| {
        matches!(row.body.what, DisputeStep::Mediated { agreed: false })
    };
    if !file.current(&file.dispute_events).any(tried) {
        return Verdict::NotApplicable;
    }
    Verdict::holds(
        !states.contains(&DisputeState::Unresolved),
        "dispute",
        "有一件异议调解未成，还没有登记接下来怎么办",
    )
}

fn insurers_were_talked_to(facts: &CaseFacts<'_>) -> Verdict {
    let file = facts.file;
    let mut applies = false;
    for row in file.current(&file.disputes).filter(|row| row.body.by == Objector::Insurer) {
        applies = true;
        let handled = file.current(&file.dispute_events).any(|event| event.body.dispute == row.id);
        if !handled {
            return Verdict::breached("dispute", "保险机构的异议还没有沟通或转办的记录");
        }
    }
    if applies { Verdict::Satisfied } else { Verdict::NotApplicable }
}

/// The notice that waits for its day: the latest without an appearance.
fn waiting_notice<'a>(facts: &'a CaseFacts<'_>) -> Option<&'a Recorded<CourtNotice>> {
    let file = facts.file;
    file.current(&file.court_notices).last()
}

fn court_day_is_settled(facts: &CaseFacts<'_>) -> Verdict {
    let Some(notice) = waiting_notice(facts) else { return Verdict::NotApplicable };
    let open = notice.body.unsettled();
    if !open.is_empty() {
        return Verdict::breached("court_notice", format!("还没有与法院确认：{}", open.join("、")));
    }
    Verdict::holds(
        !notice.body.settled_with.is_empty() && notice.body.settled_on.is_some(),
        "court_notice",
        "没有写与法院的谁、哪一天确认的",
    )
}

fn staying_away_has_a_reason(facts: &CaseFacts<'_>) -> Verdict {
    let file = facts.file;
    match file.latest(&file.court_appearances).map(|row| &row.body.attended) {
        None => Verdict::NotApplicable,
        Some(Attended::There { appraisers, .. }) => {
            Verdict::holds(!appraisers.is_empty(), "court_appearance", "没有写谁出庭")
        }
        Some(Attended::Excused { account, .. }) => Verdict::holds(
            !account.trim().is_empty(),
            "court_appearance",
            "不出庭没有写明事由的经过和法院的许可",
        ),
    }
}

fn past_court_days_are_recorded(facts: &CaseFacts<'_>) -> Verdict {
    let file = facts.file;
    let mut applies = false;
    for notice in file.current(&file.court_notices) {
        let Some(hearing_at) = notice.body.hearing_at.filter(|at| *at < facts.now) else { continue };
        applies = true;
        let recorded = file.current(&file.court_appearances).any(|row| row.body.notice == notice.id);
        if !recorded {
            let on = hearing_at.day().worded();
            return Verdict::breached("court_appearance", format!("{on} 的开庭没有出庭记录"));
        }
    }
    if applies { Verdict::Satisfied } else { Verdict::NotApplicable }
}

fn own_appraisers_attend(facts: &CaseFacts<'_>) -> Verdict {
    let file = facts.file;
    let Some(Attended::There { appraisers, .. }) =
        file.latest(&file.court_appearances).map(|row| &row.body.attended)
    else {
        return Verdict::NotApplicable;
    };
    let own = file.assignment().map(|one| one.appraisers.as_slice()).unwrap_or_default();
    let strangers: Vec<_> = appraisers
        .iter()
        .filter(|id| !own.contains(id))
        .filter_map(|id| facts.member(*id))
        .map(|member| member.name.as_str())
        .collect();
    Verdict::holds(
        strangers.is_empty(),
        "court_appearance",
        format!("{}不是本案的鉴定人", strangers.join("、")),
    )
}
