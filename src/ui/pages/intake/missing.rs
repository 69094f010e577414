//! 还缺: what a step still lacks, in the words of the desk, with the way to put it right.

use crate::domain::rules::Finding;
use crate::domain::rules::Findings;
use crate::domain::step::Place;
use crate::ui::components::citation::CitationRef;
use crate::ui::components::why_panel::Why;
use crate::ui::components::why_panel::WhyItem;
use crate::ui::law;

/// One thing that is missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Missing {
    /// 「委托人还没签名」.
    pub fact: String,
    /// What to do: 「不愿签：点「拒签…」写明原因」.
    pub hint: String,
    pub cited: Option<CitationRef>,
    pub way: Way,
    /// Whether the button waits for it, or only a later step.
    pub stops: bool,
}

/// Where a missing thing is put right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Way {
    /// At a field of this step.
    Field(&'static str),
    /// Somewhere else.
    Place(Place),
    /// By somebody else: there is nothing to press.
    Nobody,
}

impl Missing {
    /// Something the form itself needs, at a field of this step.
    pub fn field(fact: impl Into<String>, hint: impl Into<String>, field: &'static str) -> Self {
        Self { fact: fact.into(), hint: hint.into(), cited: None, way: Way::Field(field), stops: true }
    }

    /// Something that is the business of another role.
    pub fn role(fact: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { way: Way::Nobody, ..Self::field(fact, hint, "") }
    }

    /// A breach of the law. It is put right here when its place is `here`.
    pub fn of(finding: &Finding, here: &[Place], stops: bool) -> Option<Self> {
        let breach = finding.breach.as_ref()?;
        let go = finding.way_out.go;
        Some(Self {
            fact: breach.say.clone(),
            hint: finding.way_out.say.to_owned(),
            cited: Some(law::citation(finding)),
            way: if here.contains(&go) { Way::Field(breach.field) } else { Way::Place(go) },
            stops,
        })
    }

    pub fn cited(mut self, finding: Option<&Finding>) -> Self {
        self.cited = finding.map(law::citation);
        self
    }

    /// It does not hold the button, only a later step.
    pub fn later(mut self) -> Self {
        self.stops = false;
        self
    }
}

/// Adds what stops among the findings, once per sentence.
pub fn add_stopping(list: &mut Vec<Missing>, findings: &Findings, here: &[Place], stops: bool) {
    for missing in findings.stopping().filter_map(|finding| Missing::of(finding, here, stops)) {
        if list.iter().all(|known| known.fact != missing.fact) {
            list.push(missing);
        }
    }
}

/// 「为什么不能点」 for the things that stop; `None` when nothing does.
pub fn why(title: &str, list: &[Missing]) -> Option<Why> {
    let mut why = Why::new(title);
    for missing in list.iter().filter(|missing| missing.stops) {
        let mut item = WhyItem::new(&missing.fact, &missing.hint);
        item = match missing.way {
            Way::Field(_) => item.solve("去补"),
            Way::Place(place) => item.solve(format!("去{}", place.label())),
            Way::Nobody => item,
        };
        if let Some(cited) = &missing.cited {
            item = item.cited(cited.clone());
        }
        why = why.item(item);
    }
    let first = list.iter().find(|missing| missing.stops)?;
    Some(if first.hint.is_empty() { why } else { why.quickest(first.hint.clone()) })
}

/// The reason beside the grey button, in one line.
pub fn reason(list: &[Missing]) -> Option<(String, Option<CitationRef>)> {
    let stopping: Vec<_> = list.iter().filter(|missing| missing.stops).collect();
    let first = stopping.first()?;
    let words = match stopping.len() {
        1 => first.fact.clone(),
        n => format!("{}，共缺 {n} 项", first.fact),
    };
    Some((words, first.cited.clone()))
}
