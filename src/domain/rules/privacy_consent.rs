//! 个人信息 (F-11; PI-17, PI-23, PI-29, PI-31): told, agreed to apart from the rest, for a child by a guardian.
//!
//! Consent is one ground among several (PI-13: a contract, a duty of law), so that an adult nobody asked is pointed
//! out; who said no, and a child whose guardian did not say yes, is not examined.

use super::CaseRule;
use super::Level;
use super::RuleId;
use super::Verdict;
use super::WayOut;
use crate::domain::case::CaseFacts;
use crate::domain::law::Instrument;
use crate::domain::law::Pack;
use crate::domain::law::Period;
use crate::domain::law::acts;
use crate::domain::law::numbers;
use crate::domain::privacy_consent::ConsentGiver;
use crate::domain::privacy_consent::ConsentState;
use crate::domain::privacy_consent::Recipient;
use crate::domain::reception::Category;
use crate::domain::step::Place;
use crate::domain::step::Step;

const LAW: Period = Period::since(Instrument::PersonalInformation.effective_on());

/// The rows of 个人信息.
pub const RULES: &[CaseRule] = &[
    CaseRule {
        id: RuleId("PI-13/17/30"),
        title: "检验前告知个人信息怎样处理，请被鉴定人或监护人在同意书上签名",
        basis: &[acts::PI_17, acts::PI_30],
        pack: Pack::Base,
        level: Level::Hint,
        in_force: LAW,
        guards: &[Step::BeginExamination],
        way_out: WayOut { say: "念告知要点，记下逐项的答复", go: Place::Privacy },
        check: told_and_signed,
    },
    CaseRule {
        id: RuleId("PI-28/29/31"),
        title: "被鉴定人不同意或者撤回同意处理敏感个人信息的，不得检验",
        basis: &[acts::PI_29],
        pack: Pack::Base,
        level: Level::Prohibit,
        in_force: LAW,
        guards: &[Step::BeginExamination],
        way_out: WayOut {
            say: "说明检验必须处理健康信息；仍不同意的不能检验", go: Place::Privacy
        },
        check: nobody_refused,
    },
    CaseRule {
        id: RuleId("PI-28/29/31#2"),
        title: "不满十四周岁的，由父母或者其他监护人单独同意",
        basis: &[acts::PI_31, acts::PI_29],
        pack: Pack::Base,
        level: Level::Gate,
        in_force: LAW,
        guards: &[Step::BeginExamination],
        way_out: WayOut { say: "请监护人在同意书上逐项答复并签名", go: Place::Privacy },
        check: guardian_agreed_for_a_child,
    },
    CaseRule {
        id: RuleId("PI-23"),
        title: "被鉴定人不同意向某家保险机构提供个人信息的，该机构不得拍照、录像",
        basis: &[acts::PI_23],
        pack: Pack::Base,
        level: Level::Prohibit,
        in_force: LAW,
        guards: &[Step::LetFilm],
        way_out: WayOut { say: "征求单独同意；仍不同意的，只看不拍", go: Place::Privacy },
        check: nobody_films_against_a_refusal,
    },
];

/// A matter about a living person, whose health is looked at.
fn looks_at_a_person(facts: &CaseFacts<'_>) -> bool {
    let living = |category: Category| category.examines_a_body() || category == Category::FmPsy;
    facts.file.intake.category.is_some_and(living)
}

fn subject<'a>(facts: &'a CaseFacts<'_>) -> Option<ConsentState<'a>> {
    facts.file.privacy_consent(facts.file.intake.subject.id)
}

/// Below the age at which a person consents alone.
fn is_a_child(facts: &CaseFacts<'_>) -> bool {
    let limit = u32::from(numbers::AGE_OF_DATA_CONSENT.on(facts.today()));
    facts.file.intake.subject.age_on(facts.today()).is_some_and(|age| age < limit)
}

fn told_and_signed(facts: &CaseFacts<'_>) -> Verdict {
    if !looks_at_a_person(facts) || is_a_child(facts) {
        return Verdict::NotApplicable;
    }
    let name = facts.file.intake.subject.name.as_str();
    let Some(state) = subject(facts) else {
        return Verdict::breached("privacy_consents", format!("还没有告知{name}个人信息怎样处理"));
    };
    let left = state.row.body.points_left();
    if !left.is_empty() {
        let left = left.iter().map(u8::to_string).collect::<Vec<_>>().join("、");
        return Verdict::breached("privacy_consents", format!("个人信息告知的第 {left} 条还没有念"));
    }
    Verdict::holds(state.row.body.is_confirmed(), "privacy_consents", "个人信息同意书还没有签名")
}

fn nobody_refused(facts: &CaseFacts<'_>) -> Verdict {
    let Some(state) = subject(facts).filter(|_| looks_at_a_person(facts)) else {
        return Verdict::NotApplicable;
    };
    let name = facts.file.intake.subject.name.as_str();
    let refused = state.sensitive() == Some(false);
    Verdict::holds(!refused, "privacy_consents", format!("{name}没有单独同意处理敏感个人信息"))
}

fn guardian_agreed_for_a_child(facts: &CaseFacts<'_>) -> Verdict {
    if !looks_at_a_person(facts) || !is_a_child(facts) {
        return Verdict::NotApplicable;
    }
    let name = facts.file.intake.subject.name.as_str();
    match subject(facts) {
        None => Verdict::breached("privacy_consents", format!("{name}不满十四周岁，监护人还没有单独同意")),
        Some(state) => match (&state.row.body.given_by, state.sensitive()) {
            (ConsentGiver::Oneself, _) => Verdict::breached(
                "privacy_consents",
                format!("{name}不满十四周岁，自己同意不算，要监护人同意"),
            ),
            // Who said no is told by the rule on refusals.
            (ConsentGiver::Guardian { .. }, Some(_)) => Verdict::Satisfied,
            (ConsentGiver::Guardian { .. }, None) => {
                Verdict::breached("privacy_consents", "监护人的同意还没有念完要点或没有签名")
            }
        },
    }
}

fn nobody_films_against_a_refusal(facts: &CaseFacts<'_>) -> Verdict {
    let Some(state) = subject(facts) else { return Verdict::NotApplicable };
    let asked = facts.file.intake.insurers.iter().filter_map(|insurer| {
        let recipient = Recipient::Insurer { insurer: insurer.insurer };
        Some((insurer.called(), state.recipient(&recipient)?))
    });
    let asked = asked.collect::<Vec<_>>();
    if asked.is_empty() {
        return Verdict::NotApplicable;
    }
    let refused = asked.iter().filter(|(_, agreed)| !agreed).map(|(name, _)| *name).collect::<Vec<_>>();
    Verdict::holds(
        refused.is_empty(),
        "privacy_consents",
        format!("被鉴定人不同意向{}提供个人信息", refused.join("、")),
    )
}
