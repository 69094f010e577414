//! Findings of the law as the controls show them. The only place where the two meet.

use crate::domain::law::Citation;
use crate::domain::rules::Finding;
use crate::domain::rules::Findings;
use crate::domain::rules::Level as LawLevel;
use crate::domain::step::Place;
use crate::domain::step::Step;
use crate::ui::components::citation::CitationRef;
use crate::ui::components::finding::FindingLine;
use crate::ui::components::finding::Level;
use crate::ui::components::why_panel::Why;
use crate::ui::components::why_panel::WhyItem;

/// 「为什么不能点」 for a step that is stopped; `None` when it is free.
pub fn why(step: Step, findings: &Findings) -> Option<Why> {
    if !findings.stops() {
        return None;
    }
    let mut why = Why::new(format!("现在还不能{}", step.label()));
    for finding in findings.stopping() {
        let fact = finding.breach.as_ref().map_or("", |breach| breach.say.as_str());
        why = why.item(
            WhyItem::new(fact, finding.title)
                .cited(citation(finding))
                .solve(format!("去{}", finding.way_out.go.label())),
        );
    }
    let quickest = findings.stopping().next().map(|finding| finding.way_out.say);
    Some(match quickest {
        Some(say) => why.quickest(say),
        None => why,
    })
}

/// Where the n-th item of [`why`] leads.
pub fn way_out(findings: &Findings, n: usize) -> Option<Place> {
    findings.stopping().nth(n).map(|finding| finding.way_out.go)
}

/// 「为什么不能点」 for something that is not a matter of law: one missing fact and what to do.
pub fn plain_why(title: &str, fact: &str, reason: &str) -> Why {
    Why::new(title).item(WhyItem::new(fact, reason))
}

/// The citation of a finding, as people cite it, opening its rule card.
pub fn citation(finding: &Finding) -> CitationRef {
    CitationRef::new(finding.cite(), finding.rule.0)
}

/// The finding that hangs on a field, as the line under it.
pub fn on_field(findings: &Findings, field: &str) -> Option<FindingLine> {
    findings.on_field(field).next().map(line)
}

/// A finding as a line.
pub fn line(finding: &Finding) -> FindingLine {
    let sentence = finding.breach.as_ref().map_or(finding.title, |breach| breach.say.as_str());
    let level = match (finding.breach.is_some(), finding.level) {
        (false, _) => Level::Met,
        (true, LawLevel::Prohibit | LawLevel::Gate) => Level::Block,
        (true, LawLevel::Warn) => Level::Warn,
        (true, LawLevel::Hint) => Level::Hint,
        (true, LawLevel::Offer) => Level::Record,
    };
    FindingLine::new(level, sentence).cited(citation(finding)).way_out(finding.way_out.say)
}

/// The sources of a finding, one per line, for the rule card.
pub fn sources(finding: &Finding) -> Vec<String> {
    finding.basis.iter().map(Citation::cite).collect()
}
