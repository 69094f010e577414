//! The frame of a rule: a row a lawyer reviews, and the one function that judges rows over facts.
//!
//! Judging is total: every rule of the packs in force speaks, never the first breach only. Nothing is
//! stopped here; a service asks the findings whether they stop its step. Rules hold no number of law.

/// 委托书变更.
pub mod agreement_change;
/// 归档.
pub mod archiving;
/// 办案机关委托.
pub mod authority;
/// 预约.
pub mod booking;
/// 补充鉴定与重新鉴定.
pub mod case_link;
/// 到场: who came, with what, and whether it may go on.
pub mod check_in;
/// 时限: decision on acceptance, extension, notice.
pub mod clock;
/// 受理与委托书: who is assigned, what the director may decide, what the agreement must say.
pub mod commission;
/// 补正.
pub mod correction;
/// 送达.
pub mod delivery;
/// 异议、解释说明与出庭.
pub mod dispute;
/// 专家咨询.
pub mod expert_consultation;
/// 干预记录与线索.
pub mod interference;
/// 复核.
pub mod internal_review;
/// 出具.
pub mod issuance;
/// 共同委托书.
pub mod joint_letter;
/// 亮证与回避询问.
pub mod licence_showing;
/// 鉴定材料.
pub mod material;
/// 机构自身.
pub mod office;
/// 意见书.
pub mod opinion;
/// 个人信息.
pub mod privacy_consent;
/// 过程记录.
pub mod process_record;
/// 接待.
pub mod reception;
/// 回避决定.
pub mod recusal;
/// 委托审查.
pub mod review;
/// 单方委托告知.
pub mod risk_notice;
/// 排期.
pub mod schedule;
/// 补充材料.
pub mod supplement;
/// 中止.
pub mod suspension;
/// 终止、撤回、材料退还.
pub mod termination;
/// 见证通知.
pub mod witness_notice;
/// 用语.
pub mod wording;

use crate::domain::case::CaseFacts;
use crate::domain::law::Citation;
use crate::domain::law::Instrument;
use crate::domain::law::Jurisdiction;
use crate::domain::law::Pack;
use crate::domain::law::Period;
use crate::domain::law::provinces;
use crate::domain::moment::Day;
use crate::domain::step::Place;
use crate::domain::step::Step;
use std::fmt;

/// The permanent number of a rule; a second check of one requirement is `"…#2"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(pub &'static str);

impl RuleId {
    /// The requirement number without the mark of a second check.
    pub fn requirement(self) -> &'static str {
        self.0.split_once('#').map_or(self.0, |(requirement, _)| requirement)
    }
}

impl std::fmt::Display for RuleId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

/// What a breach does, strictest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// B: the law forbids it; no reason helps.
    Prohibit,
    /// G: something must be there before the step.
    Gate,
    /// W: goes on with a reason, kept in the exception list.
    Warn,
    /// H: advice.
    Hint,
    /// O: a duty of others that we make easy, and keep as a fact.
    Offer,
}

impl Level {
    /// All levels, strictest first.
    pub const ALL: [Self; 5] = [Self::Prohibit, Self::Gate, Self::Warn, Self::Hint, Self::Offer];

    /// The word on the chip.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Prohibit | Self::Gate => "阻断",
            Self::Warn => "提醒",
            Self::Hint => "提示",
            Self::Offer => "记录",
        }
    }

    /// The letter of the requirement catalogue.
    pub const fn letter(self) -> char {
        match self {
            Self::Prohibit => 'B',
            Self::Gate => 'G',
            Self::Warn => 'W',
            Self::Hint => 'H',
            Self::Offer => 'O',
        }
    }

    /// Whether a breach stops the step.
    pub const fn stops(self) -> bool {
        matches!(self, Self::Prohibit | Self::Gate)
    }
}

/// The quickest lawful way out of a breach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WayOut {
    /// What to do, as the button or the foot of 为什么不能点 says it.
    pub say: &'static str,
    /// Where it is done.
    pub go: Place,
}

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The duty applies and is met.
    Satisfied,
    /// The duty does not apply to this case.
    NotApplicable,
    /// The duty applies and is not met.
    Breached {
        /// The field or thing the finding hangs on: `insurance_related`, `risk_notice`.
        field: &'static str,
        /// What is missing in this case, as the desk reads it.
        say: String,
    },
}

impl Verdict {
    /// A breach.
    pub fn breached(field: &'static str, say: impl Into<String>) -> Self {
        Self::Breached { field, say: say.into() }
    }

    /// Satisfied when it holds, else a breach.
    pub fn holds(condition: bool, field: &'static str, say: impl Into<String>) -> Self {
        if condition { Self::Satisfied } else { Self::breached(field, say) }
    }
}

/// One row of law.
///
/// `C` is the check: a plain function pointer over the facts the table is about, such as
/// `fn(&CaseFacts<'_>) -> Verdict`, so that facts may borrow.
#[derive(Debug)]
pub struct Rule<C> {
    /// The permanent number.
    pub id: RuleId,
    /// One Chinese sentence a lawyer would sign.
    pub title: &'static str,
    /// Where it is written, the strongest source first; never empty.
    pub basis: &'static [Citation],
    /// For whom.
    pub pack: Pack,
    /// What a breach does.
    pub level: Level,
    /// Since when.
    pub in_force: Period,
    /// Which steps a breach stops, or comes up at.
    pub guards: &'static [Step],
    /// What to do about a breach.
    pub way_out: WayOut,
    /// The check: pure, total, without a clock.
    pub check: C,
}

/// A row over everything a case is.
pub type CaseRule = Rule<fn(&CaseFacts<'_>) -> Verdict>;

/// The topics of a case, in its order, and then the provinces that are one file.
pub const TABLES: [(&str, &[CaseRule]); TOPICS.len() + provinces::ALL.len()] = {
    let mut tables = [TOPICS[0]; TOPICS.len() + provinces::ALL.len()];
    let mut n = 0;
    while n < TOPICS.len() {
        tables[n] = TOPICS[n];
        n += 1;
    }
    n = 0;
    while n < provinces::ALL.len() {
        tables[TOPICS.len() + n] = (provinces::ALL[n].here.label, provinces::ALL[n].rules);
        n += 1;
    }
    tables
};

/// The tables of a case, in its order, each with the name of its topic.
const TOPICS: &[(&str, &[CaseRule])] = &[
    ("预约", booking::RULES),
    ("接待", reception::RULES),
    ("风险告知", risk_notice::RULES),
    ("共同委托书", joint_letter::RULES),
    ("鉴定材料", material::RULES),
    ("委托审查", review::RULES),
    ("受理与委托书", commission::RULES),
    ("排期", schedule::RULES),
    ("见证通知", witness_notice::RULES),
    ("到场", check_in::RULES),
    ("亮证与回避", licence_showing::RULES),
    ("个人信息", privacy_consent::RULES),
    ("过程记录", process_record::RULES),
    ("异议与出庭", dispute::RULES),
    ("干预与线索", interference::RULES),
    ("补充材料", supplement::RULES),
    ("时限", clock::RULES),
    ("回避决定", recusal::RULES),
    ("终止、撤回与退还", termination::RULES),
    ("中止", suspension::RULES),
    ("委托书变更", agreement_change::RULES),
    ("意见书", opinion::RULES),
    ("专家咨询", expert_consultation::RULES),
    ("复核", internal_review::RULES),
    ("出具", issuance::RULES),
    ("送达", delivery::RULES),
    ("归档", archiving::RULES),
    ("补正", correction::RULES),
    ("补充鉴定与重新鉴定", case_link::RULES),
    ("办案机关委托", authority::RULES),
    ("用语", wording::RULES),
    ("机构自身", office::RULES),
];

/// Judges a case by every rule of its institution in force today.
pub fn all(facts: &CaseFacts<'_>) -> Findings {
    judge_tables(facts, |_| true)
}

/// Judges a case by the rules that guard a step.
pub fn for_step(step: Step, facts: &CaseFacts<'_>) -> Findings {
    judge_tables(facts, |rule| rule.guards.contains(&step))
}

/// The rules that bind an institution on a day, in the order of their tables.
pub fn in_force(under: Jurisdiction, on: Day) -> impl Iterator<Item = &'static CaseRule> {
    let rules = TABLES.iter().flat_map(|(_, rules)| *rules);
    rules.filter(move |rule| under.applies(rule.pack) && rule.in_force.contains(on))
}

fn judge_tables(facts: &CaseFacts<'_>, wanted: impl Fn(&CaseRule) -> bool) -> Findings {
    let rules = in_force(facts.jurisdiction(), facts.today()).filter(|rule| wanted(rule));
    Findings::new(rules.filter_map(|rule| finding(rule, facts)).collect())
}

/// Since when the national rules bind.
const GENERAL: Period = Period::since(Instrument::GeneralRules.effective_on());
/// Since when the Shanghai notice binds.
const SHANGHAI: Period = Period::since(Instrument::ShanghaiNotice.effective_on());
/// Since when the Shanghai regulation binds.
const REGULATION: Period = Period::since(Instrument::ShanghaiRegulation.effective_on());
/// Since when the Sichuan opinion binds.
const SICHUAN: Period = Period::since(Instrument::SichuanOpinion.effective_on());

/// One rule's word on one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: RuleId,
    /// Its sentence.
    pub title: &'static str,
    /// Its sources.
    pub basis: &'static [Citation],
    /// Its pack.
    pub pack: Pack,
    /// Its level.
    pub level: Level,
    /// The steps it guards.
    pub guards: &'static [Step],
    /// The way out of a breach.
    pub way_out: WayOut,
    /// What is missing, or nothing when the rule is met.
    pub breach: Option<Breach>,
}

/// What is missing.
#[derive(Clone, PartialEq, Eq)]
pub struct Breach {
    /// The field or thing.
    pub field: &'static str,
    /// The sentence; it may name people.
    pub say: String,
}

impl fmt::Debug for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A failed step is logged with its findings: the log gets the field, never the people.
        f.debug_struct("Breach").field("field", &self.field).finish_non_exhaustive()
    }
}

impl Finding {
    /// Whether this breach stops the steps the rule guards.
    pub fn stops(&self) -> bool {
        self.breach.is_some() && self.level.stops()
    }

    /// Whether this breach may be passed with a reason only.
    pub fn needs_reason(&self) -> bool {
        self.breach.is_some() && self.level == Level::Warn
    }

    /// The first source as people cite it: 「川意见 四(四)」.
    pub fn cite(&self) -> String {
        self.basis.first().map(Citation::cite).unwrap_or_default()
    }
}

/// Everything the rules say about a case: breaches first, strictest first, then what is met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    findings: Vec<Finding>,
}

impl Findings {
    /// Puts findings in their order.
    pub fn new(mut findings: Vec<Finding>) -> Self {
        // The sort is stable, so equals keep the order of their table.
        findings.sort_by_key(|finding| (finding.breach.is_none(), finding.level));
        Self { findings }
    }

    /// Every finding, breached and met.
    pub fn iter(&self) -> std::slice::Iter<'_, Finding> {
        self.findings.iter()
    }

    /// The breaches, strictest first.
    pub fn breaches(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.breach.is_some())
    }

    /// The rules that apply and are met.
    pub fn satisfied(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.breach.is_none())
    }

    /// The breaches that stop.
    pub fn stopping(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.stops())
    }

    /// The breaches that need a reason.
    pub fn warnings(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.needs_reason())
    }

    /// Whether anything stops.
    pub fn stops(&self) -> bool {
        self.stopping().next().is_some()
    }

    /// Whether anything may be passed with a reason only.
    pub fn needs_reason(&self) -> bool {
        self.warnings().next().is_some()
    }

    /// Whether no rule is breached.
    pub fn is_clean(&self) -> bool {
        self.breaches().next().is_none()
    }

    /// The findings of rules that guard a step.
    pub fn guarding(&self, step: Step) -> Self {
        let findings = self.findings.iter().filter(|finding| finding.guards.contains(&step));
        Self { findings: findings.cloned().collect() }
    }

    /// The breaches that hang on one field.
    pub fn on_field(&self, field: &str) -> impl Iterator<Item = &Finding> {
        self.breaches().filter(move |f| f.breach.as_ref().is_some_and(|breach| breach.field == field))
    }

    /// What one rule says, if it applies.
    pub fn of(&self, rule: &str) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.rule.0 == rule)
    }

    /// Both together, in order.
    pub fn and(self, other: Self) -> Self {
        let mut findings = self.findings;
        findings.extend(other.findings);
        Self::new(findings)
    }
}

impl IntoIterator for Findings {
    type Item = Finding;
    type IntoIter = std::vec::IntoIter<Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.findings.into_iter()
    }
}

/// Judges facts by every rule in force here and on that day; all findings, never the first only.
pub fn judge<F, C>(rules: &[Rule<C>], facts: &F, under: Jurisdiction, on: Day) -> Findings
where
    C: Fn(&F) -> Verdict,
{
    let in_force = rules.iter().filter(|rule| under.applies(rule.pack) && rule.in_force.contains(on));
    Findings::new(in_force.filter_map(|rule| finding(rule, facts)).collect())
}

fn finding<F, C>(rule: &Rule<C>, facts: &F) -> Option<Finding>
where
    C: Fn(&F) -> Verdict,
{
    let breach = match (rule.check)(facts) {
        Verdict::NotApplicable => return None,
        Verdict::Satisfied => None,
        Verdict::Breached { field, say } => Some(Breach { field, say }),
    };
    Some(Finding {
        rule: rule.id,
        title: rule.title,
        basis: rule.basis,
        pack: rule.pack,
        level: rule.level,
        guards: rule.guards,
        way_out: rule.way_out,
        breach,
    })
}

#[cfg(test)]
mod tests;
