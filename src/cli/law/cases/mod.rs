//! A lawyer's cases: a case in order, what differs in it, and what the rules then say.
//!
//! Written as `tests/rules/FORMAT.md` tells; `law check` and the tests of the program read and judge them here,
//! by the same code. Nothing is stored and no office is opened.

/// The facts a case may state.
pub mod facts;
/// The case in order.
pub mod world;

use crate::cli::law::cases::world::World;
use crate::domain::calendar::WorkCalendar;
use crate::domain::law::Jurisdiction;
use crate::domain::rules;
use crate::domain::rules::CaseRule;
use crate::domain::rules::Findings;
use crate::domain::rules::Level;
use crate::domain::rules::TABLES;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// The kinds of cases in order a lawyer may begin with: 「四川单方」, 「上海共同」, and so on for every place.
pub fn kinds() -> impl Iterator<Item = (String, Jurisdiction, bool)> {
    let ways = [("单方", false), ("共同", true)];
    Jurisdiction::ALL.into_iter().flat_map(move |place| {
        let name = place_name(place);
        ways.map(|(way, is_joint)| (format!("{name}{way}"), place, is_joint))
    })
}

/// The name of a place without the mark of a pack that is not whole.
pub fn place_name(place: Jurisdiction) -> &'static str {
    match place {
        Jurisdiction::National => "全国",
        named => named.label().trim_end_matches("（部分）"),
    }
}

/// One file of cases.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    case: Vec<Case>,
}

/// One case: what differs from a case in order, and what the rules then say.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// A sentence: the fact and what follows from it.
    #[serde(rename = "名称")]
    pub name: String,
    /// The kind of case in order it begins with.
    #[serde(rename = "案")]
    pub of: String,
    /// What differs.
    #[serde(rename = "事实", default)]
    pub facts: toml::Table,
    /// Rules that are not met and stop.
    #[serde(rename = "阻断", default)]
    pub stopped: BTreeSet<String>,
    /// Rules that are not met and ask for a reason.
    #[serde(rename = "提醒", default)]
    pub warned: BTreeSet<String>,
    /// Rules that are not met and advise.
    #[serde(rename = "提示", default)]
    pub hinted: BTreeSet<String>,
    /// Rules that are not met and are kept as a fact.
    #[serde(rename = "记录", default)]
    pub offered: BTreeSet<String>,
    /// Rules that must be met; not all that are need be named.
    #[serde(rename = "满足", default)]
    pub met: BTreeSet<String>,
    /// Rules that must not apply; not all that do not need be named.
    #[serde(rename = "不适用", default)]
    pub silent: BTreeSet<String>,
    /// What a rule must say, word for word.
    #[serde(rename = "说", default)]
    pub said: BTreeMap<String, String>,
}

impl Case {
    /// Every rule the case says is not met.
    pub fn breached(&self) -> BTreeSet<&str> {
        self.breached_by_level().into_iter().flat_map(|(_, ids)| ids).map(String::as_str).collect()
    }

    /// Every rule the case says lets it through.
    pub fn passed(&self) -> BTreeSet<&str> {
        self.met.iter().chain(&self.silent).map(String::as_str).collect()
    }

    fn breached_by_level(&self) -> [(&'static str, &BTreeSet<String>); 4] {
        [("阻断", &self.stopped), ("提醒", &self.warned), ("提示", &self.hinted), ("记录", &self.offered)]
    }

    /// The case in order of this kind, with what differs.
    pub fn world(&self) -> Result<World, String> {
        let (jurisdiction, is_joint) = self.kind()?;
        world_under(jurisdiction, is_joint, &self.facts)
    }

    /// The same facts, whatever place the case names, under another one.
    pub fn world_moved_to(&self, jurisdiction: Jurisdiction) -> Result<World, String> {
        let (_, is_joint) = self.kind()?;
        let mut world = World::in_order_everywhere(is_joint);
        facts::set(&mut world, &self.facts)?;
        world.institution.jurisdiction = jurisdiction;
        world.finish();
        Ok(world)
    }

    fn kind(&self) -> Result<(Jurisdiction, bool), String> {
        let known = kinds().find(|(name, _, _)| *name == self.of);
        known.map(|(_, jurisdiction, is_joint)| (jurisdiction, is_joint)).ok_or_else(|| {
            let names = kinds().map(|(name, _, _)| name).collect::<Vec<_>>().join("、");
            format!("没有「{}」这种案，可以写：{names}", self.of)
        })
    }

    /// Rule numbers in the case that no table has.
    pub fn unknown_rules(&self) -> Vec<&str> {
        let named = self.breached().into_iter().chain(self.passed());
        let named = named.chain(self.said.keys().map(String::as_str));
        let known = |id: &str| every_rule().any(|rule| rule.id.0 == id);
        named.filter(|id| !known(id)).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// What is different from what the case says, a sentence each; nothing when it holds.
    pub fn differences(&self) -> Result<Vec<String>, String> {
        self.differences_without(None)
    }

    /// The same, as if one rule did not exist.
    pub fn differences_without(&self, left_out: Option<&str>) -> Result<Vec<String>, String> {
        let unknown = self.unknown_rules();
        if !unknown.is_empty() {
            return Err(format!("没有编号为 {} 的规则", unknown.join("、")));
        }
        let world = self.world()?;
        let findings = rules::all(&world.facts(WorkCalendar::bundled()));
        let kept = findings.into_iter().filter(|finding| Some(finding.rule.0) != left_out);
        Ok(self.compared(&Findings::new(kept.collect())))
    }

    fn compared(&self, findings: &Findings) -> Vec<String> {
        let mut differences = Vec::new();
        for (label, expected) in self.breached_by_level() {
            let breaches = findings.breaches().filter(|finding| finding.level.label() == label);
            let found = breaches.map(|finding| finding.rule.0).collect::<BTreeSet<_>>();
            let expected = expected.iter().map(String::as_str).collect::<BTreeSet<_>>();
            differences.extend(expected.difference(&found).map(|id| format!("{label} {id}：没有发生")));
            differences.extend(found.difference(&expected).map(|id| {
                let breach = findings.of(id).and_then(|finding| finding.breach.as_ref());
                let say = breach.map_or("", |breach| breach.say.as_str());
                format!("{label} {id}：案例里没有写（{say}）")
            }));
        }
        for id in &self.met {
            match findings.of(id) {
                None => differences.push(format!("{id}：应满足，实不适用")),
                Some(finding) if finding.breach.is_some() => {
                    differences.push(format!("{id}：应满足，实不满足"));
                }
                Some(_) => {}
            }
        }
        for id in &self.silent {
            if findings.of(id).is_some() {
                differences.push(format!("{id}：应不适用，实适用"));
            }
        }
        for (id, sentence) in &self.said {
            let breach = findings.of(id).and_then(|finding| finding.breach.as_ref());
            match breach.map(|breach| breach.say.as_str()) {
                Some(said) if said == sentence => {}
                Some(said) => differences.push(format!("{id}：应说「{sentence}」，实说「{said}」")),
                None => differences.push(format!("{id}：应说「{sentence}」，实无话")),
            }
        }
        differences
    }
}

/// A case in order under a jurisdiction, with what differs.
pub fn world_under(jurisdiction: Jurisdiction, is_joint: bool, facts: &toml::Table) -> Result<World, String> {
    let mut world = World::in_order(jurisdiction, is_joint);
    facts::set(&mut world, facts)?;
    world.finish();
    Ok(world)
}

/// Reads the cases of one file; the complaint says where it is not one.
pub fn read(text: &str) -> Result<Vec<Case>, String> {
    let file = toml::from_str::<File>(text).map_err(|error| {
        let line = error.span().map_or(1, |span| text[..span.start].matches('\n').count() + 1);
        format!("第 {line} 行：{}", in_words(error.message()))
    })?;
    if file.case.is_empty() {
        return Err("一个案例都没有，每案一节 [[case]]".to_owned());
    }
    Ok(file.case)
}

/// The commonest complaints of the reader of TOML, in Chinese; the others as they are.
fn in_words(message: &str) -> String {
    let quoted = |n: usize| message.split('`').nth(n).unwrap_or_default();
    if message.starts_with("unknown field") {
        format!("不认识的键「{}」", quoted(1))
    } else if message.starts_with("missing field") {
        format!("还缺「{}」", quoted(1))
    } else if message.starts_with("duplicate key") {
        "同一个键写了两次".to_owned()
    } else {
        format!("不合 TOML 的写法（{message}）")
    }
}

/// Every rule of every table.
pub fn every_rule() -> impl Iterator<Item = &'static CaseRule> {
    TABLES.iter().flat_map(|(_, rules)| *rules)
}

/// The words of the levels, as the keys of a case.
pub fn level_keys() -> BTreeSet<&'static str> {
    Level::ALL.map(Level::label).into_iter().collect()
}
