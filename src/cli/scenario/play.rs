//! Plays a scenario act by act and looks whether what it promises is true.

use crate::cli::scenario::Act;
use crate::cli::scenario::ONLY_CASE;
use crate::cli::scenario::Scenario;
use crate::cli::scenario::expect::Check;
use crate::cli::scenario::expect::Expectation;
use crate::cli::scenario::reader::Malformed;
use crate::cli::scenario::shelf::Shelf;
use crate::cli::scenario::stage::Paper;
use crate::cli::scenario::stage::Stage;
use crate::cli::scenario::stage::Trouble;
use crate::domain::check_in::Reason;
use crate::domain::check_in::Standing;
use crate::domain::ids::EvidenceId;
use crate::domain::moment::Moment;
use crate::services::error::ServiceError;
use crate::services::rehearsal::Rehearsal;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// What a performance needs beside the scenario.
pub struct Setting<'a> {
    /// The name of the file, for complaints.
    pub file: &'a str,
    pub shelf: &'a dyn Shelf,
    /// Where sheets are laid.
    pub sheets_folder: Option<PathBuf>,
    /// Acts after this moment have not happened yet and are left out.
    pub until: Option<Moment>,
    /// Whether each sheet gets a digest that is the same wherever the scenario is played; takes as long as printing.
    pub digests: bool,
}

/// Everything that came of a performance.
pub struct Played {
    pub title: String,
    pub acts: Vec<ActAccount>,
    pub checks: Vec<Check>,
    pub cases: Vec<CaseAccount>,
    /// Rules that stopped something, were passed with a reason, or took somebody's standing, and how often.
    pub spoke: BTreeMap<String, u32>,
    pub papers: Vec<Paper>,
    /// Acts whose time has not come.
    pub n_ahead: usize,
}

/// One act as it went.
pub struct ActAccount {
    pub line: usize,
    pub at: Moment,
    pub by: String,
    pub verb: String,
    pub case: String,
    pub said: String,
    /// Rules that stopped it.
    pub refused_by: Vec<String>,
}

/// One case as it stands at the end.
pub struct CaseAccount {
    pub name: String,
    pub called: String,
    pub state: &'static str,
    pub n_satisfied: usize,
}

/// Why a performance broke off without a verdict.
#[derive(Debug)]
pub enum PlayError {
    /// The script speaks of something that is not there.
    Script(Malformed),
    /// The office failed in a way that no script can expect.
    Office(ServiceError),
}

impl From<ServiceError> for PlayError {
    fn from(error: ServiceError) -> Self {
        Self::Office(error)
    }
}

impl Played {
    /// Whether everything went as the script says.
    pub fn holds(&self) -> bool {
        self.checks.iter().all(|check| check.holds)
    }

    /// What did not.
    pub fn failures(&self) -> impl Iterator<Item = &Check> {
        self.checks.iter().filter(|check| !check.holds)
    }
}

/// Plays a scenario in an office.
pub fn play(
    scenario: &Scenario,
    rehearsal: &mut Rehearsal,
    setting: Setting<'_>,
) -> Result<Played, PlayError> {
    let mut stage = Stage::set(rehearsal, &scenario.cast, setting.shelf, setting.sheets_folder)?;
    stage.digests = setting.digests;
    let mut player = Player {
        stage,
        file: setting.file,
        acts: Vec::new(),
        checks: Vec::new(),
        spoke: BTreeMap::new(),
        judged: BTreeSet::new(),
    };
    let mut n_ahead = 0;
    for act in &scenario.acts {
        if setting.until.is_some_and(|until| act.at > until) {
            n_ahead += 1;
        } else if !player.act(act)? {
            break;
        }
    }
    // What was to be true at the end is not, when the end has not come.
    if n_ahead == 0 && player.checks.iter().all(|check| check.what != WENT) {
        for expectation in &scenario.expectations {
            let name = expectation.case.clone().unwrap_or_else(|| ONLY_CASE.to_owned());
            player.look(expectation, &name)?;
        }
    }
    player.end(scenario.title.clone(), n_ahead)
}

/// What the check of an act itself is called.
const WENT: &str = "这件事";

struct Player<'a> {
    stage: Stage<'a>,
    file: &'a str,
    acts: Vec<ActAccount>,
    checks: Vec<Check>,
    spoke: BTreeMap<String, u32>,
    /// Standings that were counted already.
    judged: BTreeSet<(EvidenceId, &'static str)>,
}

impl Player<'_> {
    /// Plays one act; false when it went otherwise than told, so that what follows would mean nothing.
    fn act(&mut self, act: &Act) -> Result<bool, PlayError> {
        self.stage.rehearsal.set_clock(act.at);
        let member = self.stage.member(&act.by).map_err(|trouble| self.trouble(act.line, trouble))?;
        self.stage.rehearsal.hand_to(member)?;
        self.stage.case_name.clone_from(&act.case);
        self.stage.reasons = act.reasons.clone();
        let result = (act.deed)(&mut self.stage);
        let went = self.account(act, result)?;
        if went && let Some(expectation) = &act.expectation {
            let name = expectation.case.clone().unwrap_or_else(|| act.case.clone());
            self.look(expectation, &name)?;
        }
        Ok(went)
    }

    fn account(&mut self, act: &Act, result: Result<String, Trouble>) -> Result<bool, PlayError> {
        let (said, refused_by) = match result {
            Ok(said) => (said, Vec::new()),
            Err(Trouble::Office(error)) => (in_words(&error), self.count_refusal(&error)),
            Err(trouble @ Trouble::Script(_)) => return Err(self.trouble(act.line, trouble)),
        };
        let went = self.as_told(act, &said, &refused_by);
        if went && matches!(act.verb.as_str(), "签到" | "补验") && self.stage.has_case() {
            self.count_standings(act.line)?;
        }
        self.acts.push(ActAccount {
            line: act.line,
            at: act.at,
            by: act.by.clone(),
            verb: act.verb.clone(),
            case: act.case.clone(),
            said,
            refused_by,
        });
        Ok(went)
    }

    /// Compares what came of an act with what the script wants; a difference becomes a failed check.
    fn as_told(&mut self, act: &Act, said: &str, refused_by: &[String]) -> bool {
        let was_refused = said.starts_with(REFUSED);
        let expected = if !act.refused_by.is_empty() {
            format!("「{}」被 {} 拦住", act.verb, act.refused_by.join("、"))
        } else if let Some(words) = &act.refused_with {
            format!("「{}」办不成，说到「{words}」", act.verb)
        } else {
            format!("「{}」办成", act.verb)
        };
        let holds = was_refused == act.wants_refusal()
            && act.refused_by.iter().all(|rule| refused_by.contains(rule))
            && act.refused_with.as_ref().is_none_or(|words| said.contains(words.as_str()));
        if !holds || act.wants_refusal() {
            let found = if was_refused { said.to_owned() } else { "办成了".to_owned() };
            let found = if holds { expected.clone() } else { found };
            let what = if holds { "拦住".to_owned() } else { WENT.to_owned() };
            self.checks.push(Check { line: act.line, what, expected, found, holds });
        }
        holds
    }

    fn count_refusal(&mut self, error: &ServiceError) -> Vec<String> {
        let Some(findings) = error.findings() else { return Vec::new() };
        let rules: Vec<String> = match error {
            ServiceError::Blocked(_) => findings.stopping().map(|f| f.rule.to_string()).collect(),
            _ => findings.warnings().map(|f| f.rule.to_string()).collect(),
        };
        for rule in &rules {
            *self.spoke.entry(rule.clone()).or_default() += 1;
        }
        rules
    }

    /// A witness without standing was judged by a rule, though nothing was stopped.
    fn count_standings(&mut self, line: usize) -> Result<(), PlayError> {
        let view = self.stage.view().map_err(|trouble| self.trouble(line, trouble))?;
        for row in &view.present {
            // Rules are signed after the arrival; that is no verdict yet.
            if let Some(Standing::MayNotWitness(reason)) = row.standing
                && reason != Reason::RulesNotSigned
                && self.judged.insert((row.row.id, reason.rule()))
            {
                *self.spoke.entry(reason.rule().to_owned()).or_default() += 1;
            }
        }
        Ok(())
    }

    fn look(&mut self, expectation: &Expectation, case: &str) -> Result<(), PlayError> {
        self.stage.case_name = case.to_owned();
        let checks = expectation.check(&mut self.stage);
        self.checks.extend(checks.map_err(|trouble| self.trouble(expectation.line, trouble))?);
        Ok(())
    }

    fn end(mut self, title: String, n_ahead: usize) -> Result<Played, PlayError> {
        let names: Vec<String> = self.stage.cases().map(str::to_owned).collect();
        let mut cases = Vec::new();
        for name in names {
            self.stage.case_name.clone_from(&name);
            let view = self.stage.view().map_err(|trouble| self.trouble(0, trouble))?;
            for row in &view.file.exceptions {
                *self.spoke.entry(row.body.rule.clone()).or_default() += 1;
            }
            for deduction in view.file.deductions() {
                *self.spoke.entry(deduction.rule.to_owned()).or_default() += 1;
            }
            let satisfied = view.steps.values().flat_map(|findings| findings.satisfied());
            let satisfied: BTreeSet<&str> = satisfied.map(|finding| finding.rule.0).collect();
            cases.push(CaseAccount {
                name,
                called: view.file.called().to_owned(),
                state: view.file.state.label(),
                n_satisfied: satisfied.len(),
            });
        }
        let Self { stage, acts, checks, spoke, .. } = self;
        Ok(Played { title, acts, checks, cases, spoke, papers: stage.papers, n_ahead })
    }

    fn trouble(&self, line: usize, trouble: Trouble) -> PlayError {
        match trouble {
            Trouble::Office(error) => PlayError::Office(error),
            Trouble::Script(say) => PlayError::Script(Malformed { file: self.file.to_owned(), line, say }),
        }
    }
}

/// How the account of a refusal begins.
const REFUSED: &str = "没有办成：";

/// A refusal with everything it found.
fn in_words(error: &ServiceError) -> String {
    let mut words = format!("{REFUSED}{error}");
    for finding in error.findings().into_iter().flat_map(|findings| findings.breaches()) {
        if let Some(breach) = finding.breach.as_ref().filter(|_| finding.stops() || finding.needs_reason()) {
            words.push_str(&format!("；{} {}（{}）", finding.rule, breach.say, finding.cite()));
        }
    }
    words
}
