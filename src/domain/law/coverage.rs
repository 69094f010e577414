//! 需求覆盖: what every duty of the requirement catalogue became in the program.
//!
//! The table is data (`assets/law/coverage.toml`), one section a duty, so that a lawyer can read and correct it; it is
//! printed into the rule book. A test compares each claim with what is there. Numbers are permanent.

use crate::domain::step::Step;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error as ValueError;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// One duty and its homes.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// The level of the catalogue, as it stands there: 「G」, 「O/H」, 「—」.
    pub level: String,
    /// What it asks, in our own words.
    pub title: String,
    /// Rules of the tables.
    #[serde(default)]
    pub rules: Vec<String>,
    /// Steps that rules guard, by their stable names.
    #[serde(default)]
    pub steps: Vec<String>,
    /// 「页：要填什么」.
    #[serde(default)]
    pub fields: Vec<String>,
    /// Official sheets, by number.
    #[serde(default)]
    pub sheets: Vec<String>,
    /// Kept records and registers, by their names.
    #[serde(default)]
    pub kept: Vec<String>,
    /// What the program offers to whom the duty binds.
    #[serde(default)]
    pub offer: Option<String>,
    /// How the program is made.
    #[serde(default)]
    pub program: Option<String>,
    /// The files that hold such a promise.
    #[serde(default)]
    pub held_by: Vec<String>,
    /// What there is deliberately not, and why.
    #[serde(default)]
    pub absent: Option<String>,
    /// What there is not yet, and to which part it belongs: 「文书：……」.
    #[serde(default)]
    pub later: Option<String>,
}

impl Duty {
    /// Whether the duty has any home; one that is only promised for later has none yet.
    pub fn is_assigned(&self) -> bool {
        let listed = [&self.rules, &self.steps, &self.fields, &self.sheets, &self.kept];
        listed.into_iter().any(|list| !list.is_empty())
            || [&self.offer, &self.program, &self.absent].into_iter().any(Option::is_some)
    }

    /// Everything it became, as the rule book prints it.
    pub fn homes(&self) -> Vec<String> {
        let listed =
            |name: &str, list: &[String]| (!list.is_empty()).then(|| format!("{name} {}", list.join("、")));
        let said = |name: &str, text: &Option<String>| text.as_ref().map(|text| format!("{name}：{text}"));
        let homes = [
            listed("规则", &self.rules),
            listed("放行", &self.step_labels()),
            (!self.fields.is_empty()).then(|| format!("必填 {}", self.fields.join("；"))),
            listed("文书", &self.sheets),
            listed("记录", &self.kept),
            said("提供", &self.offer),
            said("程序", &self.program),
            said("没有", &self.absent),
            said("未完", &self.later),
        ];
        homes.into_iter().flatten().collect()
    }

    /// The steps it names; a name that is no step is left out.
    pub fn guarded(&self) -> Vec<Step> {
        let read = |name: &String| {
            Step::deserialize(IntoDeserializer::<ValueError>::into_deserializer(name.as_str()))
        };
        self.steps.iter().filter_map(|name| read(name).ok()).collect()
    }

    fn step_labels(&self) -> Vec<String> {
        self.guarded().into_iter().map(|step| step.label().to_owned()).collect()
    }
}

/// The parts of the program a duty may still wait for.
pub const PARTS: [&str; 2] = ["文书", "交换"];

const SOURCE: &str = include_str!("../../../assets/law/coverage.toml");

static DUTIES: LazyLock<BTreeMap<String, Duty>> =
    LazyLock::new(|| toml::from_str(SOURCE).expect("assets/law/coverage.toml is part of the program"));

/// Their order in the file, which is that of the catalogue.
static IN_ORDER: LazyLock<Vec<(&'static str, &'static Duty)>> = LazyLock::new(|| {
    let place = |id: &str| SOURCE.find(&format!("\n[\"{id}\"]\n"));
    let mut all = DUTIES.iter().map(|(id, duty)| (id.as_str(), duty)).collect::<Vec<_>>();
    all.sort_by_cached_key(|(id, _)| place(id));
    all
});

/// Every duty, in the order of its file.
pub fn duties() -> &'static [(&'static str, &'static Duty)] {
    &IN_ORDER
}

/// One duty of the catalogue.
pub fn duty(id: &str) -> Option<&'static Duty> {
    DUTIES.get(id)
}
