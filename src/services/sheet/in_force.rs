//! 依据回放: what was law, wording, calendar and template when a sheet left the office, beside what it is today.
//!
//! A print names digests; the texts they stand for are kept once each (`domain::law_text`), so that a later program
//! still says in the old words what has changed. Prints older than that say so and show the rules of their day as
//! this program knows them.

use crate::documents::template::Look;
use crate::documents::template::texts::template_source;
use crate::domain::audit::Operation;
use crate::domain::calendar::WorkCalendar;
use crate::domain::ids::EntryId;
use crate::domain::ids::Id as _;
use crate::domain::law::Jurisdiction;
use crate::domain::law_text::LawText;
use crate::domain::law_text::RuleText;
use crate::domain::moment::Day;
use crate::domain::moment::Moment;
use crate::domain::rules;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::InForce;
use crate::domain::sheet::OfficePrint;
use crate::domain::sheet::PrintRef;
use crate::domain::sheet::SheetPrint;
use crate::domain::wording;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::sheet::Drawn;
use crate::services::sheet::MOST_PAGES;
use crate::services::sheet::draw;
use crate::services::sheet::sha256_hex;
use crate::store::StoreError;
use crate::store::Tx;
use std::collections::BTreeMap;

/// What a sheet rested on, looked at from today.
#[derive(Clone, Debug)]
pub struct Replay {
    pub at: Moment,
    pub print: SheetPrint,
    /// The pages as they left; none when the copy was not kept.
    pub paper: Option<Drawn>,
    /// The day it left the office, and today.
    pub on: Day,
    pub today: Day,
    /// The program that made it, and the one that runs.
    pub program: Option<String>,
    pub program_now: &'static str,
    /// Where the institution was registered then.
    pub under: Jurisdiction,
    /// What it rested on, part by part.
    pub parts: Vec<Part>,
    /// The rules of that day.
    pub rules: Vec<RuleText>,
    /// Those that read otherwise today, in the order of that day, then new ones.
    pub changed: Vec<RuleChange>,
}

/// One of the four things a sheet rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub name: &'static str,
    pub state: PartState,
}

/// How a part of then stands to that of today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartState {
    Same,
    /// Lines that are gone, and lines that came; of the template only that it is another.
    Changed {
        gone: Vec<String>,
        came: Vec<String>,
    },
    /// The print is older than the keeping of texts.
    NotKept,
}

/// A rule that reads otherwise today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleChange {
    pub id: String,
    /// None for a rule that came since.
    pub then: Option<RuleText>,
    /// None for a rule that no longer binds.
    pub now: Option<RuleText>,
}

/// The names of the four parts.
pub const RULES: &str = "规则";
pub const WORDING: &str = "用语名单";
pub const CALENDAR: &str = "工作日历";
pub const TEMPLATE: &str = "文书模板";

/// Everything a sheet rests on, as texts.
struct Basis {
    rules: Vec<RuleText>,
    rules_text: String,
    calendar: String,
    template: String,
}

impl Basis {
    fn of(under: Jurisdiction, on: Day, calendar: &WorkCalendar, form: FormNo, look: &Look) -> Self {
        let rules = rules::in_force(under, on).map(RuleText::of).collect::<Vec<_>>();
        Self {
            // A list of texts has no way to fail; an empty one would be found as a difference.
            rules_text: serde_json::to_string(&rules).unwrap_or_default(),
            rules,
            calendar: calendar.text(),
            template: template_as(form, look),
        }
    }

    fn stamp(&self, under: Jurisdiction) -> InForce {
        InForce {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            under: under.slug().to_owned(),
            n_rules: u32::try_from(self.rules.len()).unwrap_or(u32::MAX),
            rules: sha256_hex(self.rules_text.as_bytes()),
            wording: sha256_hex(wording::SOURCE.as_bytes()),
            calendar: sha256_hex(self.calendar.as_bytes()),
            template: sha256_hex(self.template.as_bytes()),
        }
    }
}

/// What is law, wording, calendar and template for a sheet that leaves now, and the texts to be kept with it.
pub(super) fn stamp(office: &Office, form: FormNo) -> Result<(InForce, Vec<LawText>), ServiceError> {
    let under = office.institution()?.jurisdiction;
    let basis = Basis::of(under, office.now().day(), office.calendar(), form, &office.look(form)?);
    let stamp = basis.stamp(under);
    let texts = vec![
        LawText { sha256: stamp.rules.clone(), text: basis.rules_text },
        LawText { sha256: stamp.wording.clone(), text: wording::SOURCE.to_owned() },
        LawText { sha256: stamp.calendar.clone(), text: basis.calendar },
        LawText { sha256: stamp.template.clone(), text: basis.template },
    ];
    Ok((stamp, texts))
}

/// Keeps texts; those that lie there already stay as they are.
pub(in crate::services) fn keep_texts(tx: &Tx<'_>, at: Moment, texts: &[LawText]) -> Result<(), StoreError> {
    for text in texts {
        let id: EntryId = tx.fresh_id(at);
        match tx.insert_version(id.uuid(), None, at, text) {
            Ok(_) | Err(StoreError::Taken { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Opens a print with everything it rested on.
pub fn replay(office: &Office, which: PrintRef) -> Result<Replay, ServiceError> {
    office.may(Operation::PrintSheet)?;
    let store = &office.opened()?.store;
    let (at, print) = match which {
        PrintRef::OfCase { row, .. } => store.get_evidence::<SheetPrint>(row)?.map(|row| (row.at, row.body)),
        PrintRef::OfOffice(id) => {
            store.get_registered::<OfficePrint>(id.uuid())?.map(|row| (row.at, row.body.print))
        }
    }
    .ok_or(ServiceError::Missing("没有这一次打印"))?;
    let text_of = |sha256: &str| -> Result<Option<String>, ServiceError> {
        Ok(store.get_registered_by_key::<LawText>(sha256)?.map(|version| version.body.text))
    };
    let kept = print.in_force.as_deref();
    let paper = match print.object {
        Some(object) => {
            let bytes = store.read_object(object)?;
            Some(draw(&bytes, usize::try_from(print.n_pages).unwrap_or(usize::MAX), MOST_PAGES)?)
        }
        None => None,
    };
    let on = at.day();
    let today = office.now().day();
    // An institution that moved is judged by the rules of the place it was printed in.
    let under = kept.and_then(|kept| Jurisdiction::from_slug(&kept.under));
    let under = under.unwrap_or(office.institution()?.jurisdiction);
    let look = office.look(print.form)?;
    let now = Basis::of(under, today, office.calendar(), print.form, &look);
    let stamp = now.stamp(under);
    let then = match kept {
        Some(kept) => text_of(&kept.rules)?.and_then(|text| serde_json::from_str(&text).ok()),
        None => None,
    };
    let is_told = then.is_some();
    let then: Vec<RuleText> = then.unwrap_or_else(|| rules::in_force(under, on).map(RuleText::of).collect());
    let changed = rule_changes(&then, &now.rules);
    let part =
        |name, then: Option<&String>, now_digest: &str, now_text: &str| -> Result<Part, ServiceError> {
            let state = match then {
                None => PartState::NotKept,
                Some(then) if then == now_digest => PartState::Same,
                Some(then) => match text_of(then)? {
                    Some(then) => lines_changed(&then, now_text),
                    None => PartState::Changed { gone: Vec::new(), came: Vec::new() },
                },
            };
            Ok(Part { name, state })
        };
    let rules_state = match kept {
        None => PartState::NotKept,
        Some(_) if changed.is_empty() && is_told => PartState::Same,
        Some(_) => PartState::Changed { gone: Vec::new(), came: Vec::new() },
    };
    let mut parts = vec![
        Part { name: RULES, state: rules_state },
        part(WORDING, kept.map(|kept| &kept.wording), &stamp.wording, wording::SOURCE)?,
        part(CALENDAR, kept.map(|kept| &kept.calendar), &stamp.calendar, &now.calendar)?,
    ];
    parts.push(Part {
        name: TEMPLATE,
        state: match kept.map(|kept| &kept.template) {
            None => PartState::NotKept,
            Some(then) if *then == stamp.template => PartState::Same,
            // How a template is written is nobody's business at the desk; the paper of then lies beside it. What the
            // institution chose is told line by line.
            Some(then) => {
                let then = text_of(then)?.unwrap_or_default();
                lines_changed(chosen(&then), chosen(&now.template))
            }
        },
    });
    Ok(Replay {
        program: kept.map(|kept| kept.program.clone()),
        at,
        print,
        paper,
        on,
        today,
        program_now: env!("CARGO_PKG_VERSION"),
        under,
        parts,
        rules: then,
        changed,
    })
}

/// Between a template and what the institution chose about it, in a kept text.
const CHOSEN: &str = "\n── 本机构选定 ──\n";

/// The template of a form as it prints in this institution, whole.
fn template_as(form: FormNo, look: &Look) -> String {
    match (look.chosen_lines(), &look.form.own) {
        (None, _) => template_source(form),
        (Some(lines), None) => format!("{}{CHOSEN}{lines}", template_source(form)),
        (Some(lines), Some(own)) => format!("{}\n{}{CHOSEN}{lines}", own.text, template_source(form)),
    }
}

fn chosen(kept: &str) -> &str {
    kept.split_once(CHOSEN).map_or("", |(_, lines)| lines)
}

/// Rules that read otherwise, in the order of then, and those that came since.
fn rule_changes(then: &[RuleText], now: &[RuleText]) -> Vec<RuleChange> {
    let by_id = |rules: &[RuleText]| -> BTreeMap<String, RuleText> {
        rules.iter().map(|rule| (rule.id.clone(), rule.clone())).collect()
    };
    let (before, after) = (by_id(then), by_id(now));
    let told = then.iter().filter_map(|rule| {
        let now = after.get(&rule.id);
        let change = || RuleChange { id: rule.id.clone(), then: Some(rule.clone()), now: now.cloned() };
        (now != Some(rule)).then(change)
    });
    let new = now.iter().filter(|rule| !before.contains_key(&rule.id));
    let new = new.map(|rule| RuleChange { id: rule.id.clone(), then: None, now: Some(rule.clone()) });
    told.chain(new).collect()
}

fn lines_changed(then: &str, now: &str) -> PartState {
    let lines = |text: &str, other: &str| -> Vec<String> {
        let there = other.lines().collect::<std::collections::BTreeSet<_>>();
        text.lines()
            .filter(|line| !line.trim().is_empty() && !there.contains(line))
            .map(str::to_owned)
            .collect()
    };
    PartState::Changed { gone: lines(then, now), came: lines(now, then) }
}

#[cfg(test)]
mod tests {
    use super::RuleText;
    use super::rule_changes;

    fn rule(id: &str, title: &str) -> RuleText {
        RuleText {
            id: id.to_owned(),
            level: 'G',
            period: "2016-05-01 起".to_owned(),
            title: title.to_owned(),
            basis: vec!["通则 28 条「三十个工作日」".to_owned()],
        }
    }

    #[test]
    fn a_rule_that_was_reworded_dropped_or_added_is_told_and_the_others_are_not() {
        let then = [rule("GZ-1", "旧句"), rule("GZ-2", "不变"), rule("GZ-3", "后来没有了")];
        let now = [rule("GZ-1", "新句"), rule("GZ-2", "不变"), rule("GZ-4", "后来才有")];
        let changes = rule_changes(&then, &now);
        let told = changes.iter().map(|c| (c.id.as_str(), c.then.is_some(), c.now.is_some()));
        assert_eq!(
            told.collect::<Vec<_>>(),
            [("GZ-1", true, true), ("GZ-3", true, false), ("GZ-4", false, true)]
        );
        let mut other_source = then.clone();
        other_source[1].basis[0] = "通则 28 条「六十个工作日」".to_owned();
        assert_eq!(rule_changes(&then, &other_source).len(), 1, "another source is another rule");
        assert!(rule_changes(&then, &then).is_empty());
    }
}
