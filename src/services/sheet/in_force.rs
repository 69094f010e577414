//! 依据回放: what was law, wording, calendar and template when a sheet left the office, and whether it still is.
//!
//! A print keeps digests, not copies: the texts lie in the program, and `rules::in_force` gives back the rules of a
//! day. Where a digest differs from the one of today, the program that printed the sheet is named instead.

use crate::documents::engine::template_source;
use crate::domain::calendar::WorkCalendar;
use crate::domain::evidence::Recorded;
use crate::domain::law::Jurisdiction;
use crate::domain::moment::Day;
use crate::domain::rules;
use crate::domain::rules::CaseRule;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::InForce;
use crate::domain::sheet::SheetPrint;
use crate::domain::wording;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::sheet::sha256_hex;

/// What a sheet rested on, looked at from today.
#[derive(Debug)]
pub struct Replay {
    /// The day it left the office.
    pub on: Day,
    /// What it kept; nothing when it was printed before this was kept.
    pub kept: Option<Box<InForce>>,
    /// The rules that bound the institution on that day, as this program knows them.
    pub rules: Vec<&'static CaseRule>,
    /// What is not today as it was kept, in words; empty when all of it is.
    pub changed: Vec<&'static str>,
}

/// What is law, wording, calendar and template for a sheet that leaves now.
pub(super) fn stamp(office: &Office, form: FormNo) -> Result<InForce, ServiceError> {
    let here = office.institution()?.jurisdiction;
    Ok(of_the_day(here, office.now().day(), office.calendar(), form))
}

/// What a print rested on, and what of it has changed since.
pub fn replay(print: &Recorded<SheetPrint>, calendar: &WorkCalendar, under: Jurisdiction) -> Replay {
    let on = print.at.day();
    let kept = print.body.in_force.clone();
    // An institution that moved is judged by the rules of the place it was printed in.
    let under = kept.as_ref().and_then(|kept| Jurisdiction::from_slug(&kept.under)).unwrap_or(under);
    let now = of_the_day(under, on, calendar, print.body.form);
    let mut changed = Vec::new();
    if let Some(kept) = &kept {
        let parts = [
            ("规则", kept.rules == now.rules),
            ("用语名单", kept.wording == now.wording),
            ("工作日历", kept.calendar == now.calendar),
            ("文书模板", kept.template == now.template),
        ];
        changed.extend(parts.into_iter().filter_map(|(name, is_same)| (!is_same).then_some(name)));
    }
    Replay { on, kept, rules: rules::in_force(under, on).collect(), changed }
}

fn of_the_day(under: Jurisdiction, on: Day, calendar: &WorkCalendar, form: FormNo) -> InForce {
    let rules = rules::in_force(under, on).collect::<Vec<_>>();
    let years = calendar.published_years().map(|(year, source)| format!("{year} {source}"));
    InForce {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        under: under.slug().to_owned(),
        n_rules: u32::try_from(rules.len()).unwrap_or(u32::MAX),
        rules: sha256_hex(rules.into_iter().map(line).collect::<String>().as_bytes()),
        wording: sha256_hex(wording::SOURCE.as_bytes()),
        calendar: sha256_hex(years.collect::<Vec<_>>().join("\n").as_bytes()),
        template: sha256_hex(template_source(form).as_bytes()),
    }
}

/// Everything of a rule that a lawyer reads.
fn line(rule: &CaseRule) -> String {
    let basis = rule.basis.iter().map(|citation| format!("{}「{}」", citation.cite(), citation.words));
    let basis = basis.collect::<Vec<_>>().join("；");
    let (level, period) = (rule.level.letter(), rule.in_force.label());
    format!("{}|{level}|{period}|{}|{basis}\n", rule.id, rule.title)
}
