//! The verdict bar over a person: what follows from being here, or from not being here.
//!
//! An insurer's absence is grey and says 照常鉴定; a statutory witness's is red and says 不得开展. The two never
//! share a word, an icon or a colour.

use super::form::Form;
use super::form::Part;
use crate::domain::check_in::Attendee;
use crate::domain::check_in::DepartureKind;
use crate::domain::check_in::Reason;
use crate::domain::check_in::Standing;
use crate::domain::check_in::StandingFacts;
use crate::domain::check_in::standing;
use crate::domain::moment::Moment;
use crate::domain::reception::CommissionMode;
use crate::domain::rules::TABLES;
use crate::domain::secret::PersonName;
use crate::services::case_view::CaseView;
use crate::services::case_view::Expected;
use crate::services::case_view::ExpectedRow;
use crate::services::case_view::PresentRow;
use crate::ui::components::chip::Tone;
use crate::ui::components::citation::CitationRef;
use crate::ui::theme::icon;
use crate::ui::theme::icon::Icon;

/// What the bar says.
pub struct Verdict {
    pub tone: Tone,
    pub icon: Icon,
    pub word: &'static str,
    pub sentence: String,
    pub cited: Option<CitationRef>,
}

/// A rule of this institution as people cite it; `None` where the pack does not hold here.
pub fn cite(view: &CaseView, rule: &str) -> Option<CitationRef> {
    let under = view.institution.jurisdiction;
    let mut rules = TABLES.iter().flat_map(|(_, rules)| rules.iter());
    let found = rules.find(|row| row.id.0 == rule && under.applies(row.pack))?;
    Some(CitationRef::new(found.basis.first()?.cite(), rule))
}

/// The standing of an insurer's witness as the form stands now, before anything is handed in.
pub fn standing_of_form(view: &CaseView, form: &Form, rules_signed: bool, now: Moment) -> Option<Standing> {
    let witness = form.witness(now, &PersonName::default())?;
    let party_alone = view.file.intake.mode == Some(CommissionMode::UnilateralParty);
    let notice = view.file.risk_notice().filter(|_| party_alone);
    let facts = StandingFacts {
        pack: view.institution.jurisdiction.pack(),
        party_accepts: notice.and_then(|notice| notice.accepts_insurer),
        rules_signed,
        work_by_phone_allowed: view.institution.policy.work_credential_by_phone,
        today: now.day(),
    };
    Some(standing(&witness, facts))
}

/// The bar over an insurer's person.
pub fn of_standing(view: &CaseView, is: Standing) -> Verdict {
    match is {
        Standing::MayWitness => Verdict {
            tone: Tone::Green,
            icon: icon::MAY_WITNESS,
            word: "可以见证",
            sentence: "工作证明、身份证件都已出示并留存".to_owned(),
            cited: cite(view, "SC-4.4b"),
        },
        Standing::MayNotWitness(reason) => Verdict {
            tone: Tone::Red,
            icon: icon::BLOCK,
            word: "不得见证",
            sentence: match reason {
                Reason::RulesNotSigned => "证件齐了，念完见证须知、签了名就可以见证".to_owned(),
                other => format!("{}，到场事实照记，鉴定照常进行", other.label()),
            },
            cited: cite(view, reason.rule()),
        },
    }
}

/// The bar over somebody who is here.
pub fn of_present(view: &CaseView, row: &PresentRow) -> Verdict {
    if let Some(departure) = view.file.departure(row.row.id) {
        let at = departure.body.left_at.hour_minute_text();
        let (tone, mark, word) = match departure.body.kind {
            DepartureKind::SteppedOut => (Tone::Amber, icon::DOOR_OPEN, "隐私回避"),
            _ => (Tone::Grey, icon::LEAVE, "已离场"),
        };
        let note = &departure.body.note;
        let why = if note.is_empty() { String::new() } else { format!("，{note}") };
        let sentence = format!("{at} {}{why}", departure.body.kind.label());
        return Verdict { tone, icon: mark, word, sentence, cited: None };
    }
    if let Some(is) = row.standing {
        return of_standing(view, is);
    }
    let (word, sentence, cited) = match &row.row.body.attendee {
        Attendee::Statutory(_) => {
            ("法定见证人在场", "可以开展检查，检查完在记录上签名".to_owned(), cite(view, "GZ-25e"))
        }
        Attendee::Appraiser { .. } | Attendee::Assistant { .. } => {
            ("已到", "开始检验前逐人出示证件".to_owned(), cite(view, "SC-3.2a"))
        }
        who if who.person().is_some_and(|person| person.identity.is_some()) => {
            ("身份已核验", "证件与本人一致".to_owned(), None)
        }
        _ => {
            let sentence = "证件还没有核对，补上以后按「补验」".to_owned();
            return Verdict {
                tone: Tone::Amber, icon: icon::TO_CHECK, word: "已到", sentence, cited: None
            };
        }
    };
    Verdict { tone: Tone::Green, icon: icon::DONE, word, sentence, cited }
}

/// The bar over somebody who has not come.
pub fn of_expected(view: &CaseView, row: &ExpectedRow, now: Moment) -> Verdict {
    let starts_at = view.file.appointment().map(|appointment| appointment.starts_at);
    let is_time = starts_at.is_some_and(|at| now >= at);
    let at = starts_at.map_or_else(String::new, Moment::hour_minute_text);
    match &row.who {
        Expected::Statutory(_) => Verdict {
            tone: Tone::Red,
            icon: icon::MISSING,
            word: "不得开展",
            sentence: match (row.absent, is_time) {
                (true, _) => "法定见证人未到场已记录，等待的时间不计入时限，请改期".to_owned(),
                (false, true) => format!("约定 {at}，法定见证人还没有到，不来的记未到场并改期"),
                (false, false) => format!("约定 {at}，法定见证人到场以后才能检查"),
            },
            cited: cite(view, "GZ-25e"),
        },
        Expected::Insurer(_) => Verdict {
            tone: Tone::Grey,
            icon: icon::ABSENT,
            word: if row.absent { "照常鉴定" } else { "待到" },
            sentence: if row.absent {
                "没有来，已如实记录，不影响检查".to_owned()
            } else {
                let grace = i64::from(view.institution.policy.grace_minutes);
                let until =
                    starts_at.map_or_else(String::new, |at| at.plus_minutes(grace).hour_minute_text());
                format!("约定 {at}，等到 {until}，过时照常鉴定")
            },
            cited: cite(view, "SC-2.2j"),
        },
        _ => Verdict {
            tone: Tone::Grey,
            icon: icon::EXPECTED,
            word: "待到",
            sentence: match row.who {
                Expected::Subject => format!("约定 {at}，被鉴定人到场以后才能检查"),
                Expected::Appraiser(_) => format!("约定 {at}，两名鉴定人到场才能开始检验"),
                _ => format!("约定 {at}"),
            },
            cited: None,
        },
    }
}

/// The bar over somebody nobody expected, before the arrival is written down.
pub fn of_newcomer(form: &Form) -> Verdict {
    let sentence = match form.part {
        Part::Statutory => "核对证件和关系证明，再签到".to_owned(),
        part => format!("没有预约的{}，核对证件，再签到", part.label()),
    };
    Verdict { tone: Tone::Grey, icon: icon::PERSON_ADD, word: "没有预约", sentence, cited: None }
}
