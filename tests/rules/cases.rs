//! Runs the lawyer's cases: `tests/rules/*.toml`, written as `FORMAT.md` says.

use super::facts;
use super::world::World;
use appraisal_desk::domain::calendar::WorkCalendar;
use appraisal_desk::domain::law::Jurisdiction;
use appraisal_desk::domain::rules;
use appraisal_desk::domain::rules::Level;
use appraisal_desk::domain::rules::TABLES;
use appraisal_desk::domain::step::Step;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// One file of cases.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    case: Vec<Case>,
}

/// One case: what differs from a case in order, and what the rules then say.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    #[serde(rename = "名称")]
    pub name: String,
    #[serde(rename = "案")]
    pub of: String,
    #[serde(rename = "事实", default)]
    pub facts: toml::Table,
    #[serde(rename = "阻断", default)]
    pub stopped: BTreeSet<String>,
    #[serde(rename = "提醒", default)]
    pub warned: BTreeSet<String>,
    #[serde(rename = "提示", default)]
    pub hinted: BTreeSet<String>,
    #[serde(rename = "记录", default)]
    pub offered: BTreeSet<String>,
    #[serde(rename = "满足", default)]
    pub met: BTreeSet<String>,
    #[serde(rename = "不适用", default)]
    pub silent: BTreeSet<String>,
    #[serde(rename = "说", default)]
    pub said: BTreeMap<String, String>,
}

impl Case {
    /// Every rule the case says is not met.
    pub fn breached(&self) -> BTreeSet<&str> {
        let lists = [&self.stopped, &self.warned, &self.hinted, &self.offered];
        lists.into_iter().flatten().map(String::as_str).collect()
    }

    /// Every rule the case says lets it through.
    pub fn passed(&self) -> BTreeSet<&str> {
        self.met.iter().chain(&self.silent).map(String::as_str).collect()
    }
}

/// Every case, with the name of its file.
pub fn all() -> Vec<(String, Case)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let mut paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    let read = |path: PathBuf| {
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(path).unwrap();
        let parsed = toml::from_str::<File>(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        parsed.case.into_iter().map(move |case| (file.clone(), case))
    };
    paths.into_iter().flat_map(read).collect()
}

fn world(case: &Case) -> Result<World, String> {
    let (jurisdiction, is_joint) = match case.of.as_str() {
        "四川单方" => (Jurisdiction::Sichuan, false),
        "四川共同" => (Jurisdiction::Sichuan, true),
        "上海单方" => (Jurisdiction::Shanghai, false),
        "上海共同" => (Jurisdiction::Shanghai, true),
        "全国单方" => (Jurisdiction::National, false),
        other => return Err(format!("没有「{other}」这种案")),
    };
    let mut world = World::in_order(jurisdiction, is_joint);
    facts::set(&mut world, &case.facts)?;
    world.finish();
    Ok(world)
}

/// What is different from what the case says; nothing when it holds.
fn differences(case: &Case) -> Result<Vec<String>, String> {
    let world = world(case)?;
    let facts = world.facts(WorkCalendar::bundled());
    let findings = rules::all(&facts);
    let mut differences = Vec::new();
    for (label, expected) in
        [("阻断", &case.stopped), ("提醒", &case.warned), ("提示", &case.hinted), ("记录", &case.offered)]
    {
        let breaches = findings.breaches().filter(|finding| finding.level.label() == label);
        let found = breaches.map(|finding| finding.rule.0.to_owned()).collect::<BTreeSet<_>>();
        if found != *expected {
            differences.push(format!("{label}应为 {expected:?}，实为 {found:?}"));
        }
    }
    for id in &case.met {
        if findings.of(id).is_none_or(|finding| finding.breach.is_some()) {
            differences.push(format!("{id} 应满足"));
        }
    }
    for id in &case.silent {
        if findings.of(id).is_some() {
            differences.push(format!("{id} 应不适用"));
        }
    }
    for (id, sentence) in &case.said {
        let said =
            findings.of(id).and_then(|finding| finding.breach.as_ref()).map(|breach| breach.say.as_str());
        if said != Some(sentence) {
            differences.push(format!("{id} 应说「{sentence}」，实说 {said:?}"));
        }
    }
    Ok(differences)
}

#[test]
fn every_case_comes_out_as_the_lawyer_wrote_it() {
    let mut wrong = Vec::new();
    for (file, case) in all() {
        match differences(&case) {
            Ok(differences) if differences.is_empty() => {}
            Ok(differences) => wrong.push(format!("{file}「{}」\n  {}", case.name, differences.join("\n  "))),
            Err(why) => wrong.push(format!("{file}「{}」\n  {why}", case.name)),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_case_it_stops_and_one_it_lets_through() {
    let cases = all();
    let breached = cases.iter().flat_map(|(_, case)| case.breached()).collect::<BTreeSet<_>>();
    let passed = cases.iter().flat_map(|(_, case)| case.passed()).collect::<BTreeSet<_>>();
    let known = TABLES.iter().flat_map(|(_, rules)| *rules).map(|rule| rule.id.0).collect::<BTreeSet<_>>();
    let never_breached = known.difference(&breached).collect::<Vec<_>>();
    let never_passed = known.difference(&passed).collect::<Vec<_>>();
    let unknown = breached.union(&passed).filter(|id| !known.contains(*id)).collect::<Vec<_>>();
    assert!(never_breached.is_empty(), "没有不满足的案例：{never_breached:?}");
    assert!(never_passed.is_empty(), "没有满足的案例：{never_passed:?}");
    assert!(unknown.is_empty(), "没有这些规则：{unknown:?}");
}

#[test]
fn every_fact_is_used_by_some_case() {
    let cases = all();
    let used =
        cases.iter().flat_map(|(_, case)| case.facts.keys()).map(String::as_str).collect::<BTreeSet<_>>();
    let unused = facts::all().map(|fact| fact.key).filter(|key| !used.contains(key)).collect::<Vec<_>>();
    assert!(unused.is_empty(), "没有案例用到的事实：{unused:?}");
}

#[test]
fn case_names_are_sentences_and_differ() {
    let cases = all();
    let names = cases.iter().map(|(_, case)| case.name.as_str()).collect::<BTreeSet<_>>();
    assert_eq!(names.len(), cases.len(), "两个案例同名");
    assert!(names.iter().all(|name| name.chars().count() > 4));
}

#[test]
fn rows_are_whole_and_their_numbers_are_unique() {
    let mut ids = BTreeSet::new();
    for (topic, table) in TABLES {
        for rule in *table {
            let id = rule.id.0;
            assert!(ids.insert(id), "{topic}: {id} 出现两次");
            assert!(!rule.title.is_empty() && !rule.title.ends_with('。'), "{id} {}", rule.title);
            assert!(!rule.basis.is_empty(), "{id} 没有依据");
            assert!(!rule.guards.is_empty(), "{id} 不管任何环节");
            assert!(!rule.way_out.say.is_empty(), "{id} 没有出路");
            let prefix = id.split('-').next().unwrap();
            assert!(["SH", "SC", "GZ", "TL", "MF"].contains(&prefix), "{id}");
            let since = rule.basis.iter().map(|citation| citation.instrument.effective_on()).min().unwrap();
            assert!(rule.in_force.from >= since, "{id} 早于它的依据");
        }
    }
    assert!(ids.len() >= 90, "只有 {} 条", ids.len());
}

#[test]
fn a_step_hears_exactly_the_rules_that_guard_it() {
    for of in ["四川单方", "四川共同", "上海单方", "上海共同", "全国单方"] {
        let case = Case {
            name: String::new(),
            of: of.to_owned(),
            facts: toml::Table::new(),
            stopped: BTreeSet::new(),
            warned: BTreeSet::new(),
            hinted: BTreeSet::new(),
            offered: BTreeSet::new(),
            met: BTreeSet::new(),
            silent: BTreeSet::new(),
            said: BTreeMap::new(),
        };
        let world = world(&case).unwrap();
        let facts = world.facts(WorkCalendar::bundled());
        let all = rules::all(&facts);
        for step in Step::ALL {
            assert_eq!(rules::for_step(step, &facts), all.guarding(step), "{of} {}", step.label());
        }
    }
}

#[test]
fn levels_of_the_cases_are_the_words_of_the_chips() {
    let labels = Level::ALL.map(Level::label).into_iter().collect::<BTreeSet<_>>();
    assert_eq!(labels, BTreeSet::from(["阻断", "提醒", "提示", "记录"]));
}
