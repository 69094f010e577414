//! Runs the lawyer's cases: `tests/rules/*.toml`, written as `FORMAT.md` says, judged by the code behind `law check`.

use appraisal_desk::cli::law::cases;
use appraisal_desk::cli::law::cases::Case;
use appraisal_desk::cli::law::cases::every_rule;
use appraisal_desk::cli::law::cases::facts;
use appraisal_desk::cli::law::cases::kinds;
use appraisal_desk::domain::calendar::WorkCalendar;
use appraisal_desk::domain::rules;
use appraisal_desk::domain::rules::TABLES;
use appraisal_desk::domain::step::Step;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Every case, with the name of its file.
pub fn all() -> Vec<(String, Case)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let mut paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    let read = |path: PathBuf| {
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(path).unwrap();
        let read = cases::read(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        read.into_iter().map(move |case| (file.clone(), case))
    };
    paths.into_iter().flat_map(read).collect()
}

#[test]
fn every_case_comes_out_as_the_lawyer_wrote_it() {
    let mut wrong = Vec::new();
    for (file, case) in all() {
        match case.differences() {
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
    let known = every_rule().map(|rule| rule.id.0).collect::<BTreeSet<_>>();
    let never_breached = known.difference(&breached).collect::<Vec<_>>();
    let never_passed = known.difference(&passed).collect::<Vec<_>>();
    let unknown = breached.union(&passed).filter(|id| !known.contains(*id)).collect::<Vec<_>>();
    assert!(never_breached.is_empty(), "没有不满足的案例：{never_breached:?}");
    assert!(never_passed.is_empty(), "没有满足的案例：{never_passed:?}");
    assert!(unknown.is_empty(), "没有这些规则：{unknown:?}");
}

/// The mutation check: a table that loses any one rule is noticed by some case.
#[test]
fn no_rule_can_be_taken_away_unnoticed() {
    let cases = all();
    let mut survivors = Vec::new();
    let mut n_rules = 0;
    for rule in every_rule() {
        n_rules += 1;
        let id = rule.id.0;
        let concerned = cases.iter().filter(|(_, case)| case.breached().contains(id));
        let noticed = concerned
            .map(|(_, case)| case.differences_without(Some(id)))
            .any(|differences| !differences.unwrap().is_empty());
        if !noticed {
            survivors.push(id);
        }
    }
    assert!(survivors.is_empty(), "拿掉了也没有案例发现：{survivors:?}");
    assert_eq!(n_rules, every_rule().map(|rule| rule.id).collect::<BTreeSet<_>>().len());
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
        for rule in table {
            let id = rule.id.0;
            assert!(ids.insert(id), "{topic}: {id} 出现两次");
            assert!(!rule.title.is_empty() && !rule.title.ends_with('。'), "{id} {}", rule.title);
            assert!(!rule.basis.is_empty(), "{id} 没有依据");
            assert!(!rule.guards.is_empty(), "{id} 不管任何环节");
            assert!(!rule.way_out.say.is_empty(), "{id} 没有出路");
            let since = rule.basis.iter().map(|citation| citation.instrument.effective_on()).min().unwrap();
            assert!(rule.in_force.from >= since, "{id} 早于它的依据");
        }
    }
    assert!(ids.len() >= 90, "只有 {} 条", ids.len());
}

#[test]
fn a_step_hears_exactly_the_rules_that_guard_it() {
    for (of, jurisdiction, is_joint) in kinds() {
        let world = cases::world_under(jurisdiction, is_joint, &toml::Table::new()).unwrap();
        let facts = world.facts(WorkCalendar::bundled());
        let all = rules::all(&facts);
        for step in Step::ALL {
            assert_eq!(rules::for_step(step, &facts), all.guarding(step), "{of} {}", step.label());
        }
    }
}

#[test]
fn levels_of_the_cases_are_the_words_of_the_chips() {
    assert_eq!(cases::level_keys(), BTreeSet::from(["阻断", "提醒", "提示", "记录"]));
}

/// What an outsider writes wrongly is told in words; nothing the facts can say breaks the program.
#[test]
fn a_case_that_cannot_be_read_is_told_where_and_why() {
    let complaint = |text: &str| cases::read(text).map(|_| ()).unwrap_err();
    let good = "[[case]]\n\"名称\" = \"试\"\n\"案\" = \"四川单方\"\n";
    assert_eq!(cases::read(good).unwrap().len(), 1);
    assert!(complaint("").contains("一个案例都没有"));
    assert!(complaint(&format!("{good}\"级别\" = 1\n")).contains("不认识的键「级别」"));
    assert!(complaint("[[case]]\n\"名称\" = \"试\"\n").contains("还缺「案」"));
    assert!(complaint(&format!("{good}{good}x = \n")).starts_with("第 7 行"));
    let differences = |more: &str| cases::read(&format!("{good}{more}")).unwrap()[0].differences();
    assert_eq!(differences(""), Ok(Vec::new()));
    assert!(differences("\"阻断\" = [\"SC-9.9z\"]").unwrap_err().contains("SC-9.9z"));
    assert!(differences("\"事实\" = { \"天气\" = \"晴\" }").unwrap_err().contains("不认识的事实「天气」"));
    assert!(differences("\"事实\" = { \"今天\" = \"明天\" }").unwrap_err().contains("没有「明天 15:00」"));
    let wrong = differences("\"阻断\" = [\"SC-2.2f\"]").unwrap();
    assert_eq!(wrong, ["阻断 SC-2.2f：没有发生"]);
}

/// Any two facts together are refused or judged; none breaks the program.
#[test]
fn no_two_facts_together_break_the_reader() {
    let facts = facts::all().collect::<Vec<_>>();
    let places = kinds().filter(|(name, _, _)| name == "四川共同");
    for (_, jurisdiction, is_joint) in places {
        for (n, one) in facts.iter().enumerate() {
            for other in &facts[n + 1..] {
                for (a, b) in one.words().zip(other.words()).take(2) {
                    let both = [(one.key, a), (other.key, b)];
                    let said = both.map(|(key, word)| (key.to_owned(), toml::Value::from(word)));
                    if let Ok(world) = cases::world_under(jurisdiction, is_joint, &said.into_iter().collect())
                    {
                        assert!(rules::all(&world.facts(WorkCalendar::bundled())).iter().count() > 0);
                    }
                }
            }
        }
    }
}
