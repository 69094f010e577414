//! Findings of the law as the controls show them. The only place where the two meet.

use crate::domain::audit::Operation;
use crate::domain::case::CaseFacts;
use crate::domain::case::CaseFile;
use crate::domain::deadline::Deadline;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::Id as _;
use crate::domain::ids::UserId;
use crate::domain::law::Citation;
use crate::domain::law::Jurisdiction;
use crate::domain::law::Pack;
use crate::domain::law::shanghai;
use crate::domain::moment::Moment;
use crate::domain::rules;
use crate::domain::rules::Finding;
use crate::domain::rules::Findings;
use crate::domain::rules::Level as LawLevel;
use crate::domain::rules::TABLES;
use crate::domain::rules::WayOut;
use crate::domain::staff::Role;
use crate::domain::staff::StaffMember;
use crate::domain::step::Place;
use crate::domain::step::Step;
use crate::services::case_view::CaseView;
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

/// What a row is wrapped in while it is judged and not written yet.
#[derive(Clone, Copy)]
pub struct Envelope {
    at: Moment,
    by: UserId,
}

impl Envelope {
    /// The row as it would be.
    pub fn row<T>(self, body: T) -> Recorded<T> {
        let id = EvidenceId::from_uuid(uuid::Uuid::max());
        Recorded { id, seq: u64::MAX, at: self.at, by: self.by, supersedes: None, body }
    }
}

/// What a step would find if something were in the file already: what a dialog is about to hand in is judged first.
pub fn judged(
    view: &CaseView,
    user: Option<&StaffMember>,
    now: Moment,
    step: Step,
    put: impl FnOnce(&mut CaseFile, Envelope),
) -> Findings {
    rules::for_step(step, &facts_of(view, &changed(view, user, now, put), now))
}

/// The clock if something were in the file already.
pub fn deadline_if(
    view: &CaseView,
    user: Option<&StaffMember>,
    now: Moment,
    put: impl FnOnce(&mut CaseFile, Envelope),
) -> Option<Deadline> {
    facts_of(view, &changed(view, user, now, put), now).deadline()
}

fn changed(
    view: &CaseView,
    user: Option<&StaffMember>,
    now: Moment,
    put: impl FnOnce(&mut CaseFile, Envelope),
) -> CaseFile {
    let mut file = view.file.clone();
    let by = user.map_or(UserId::from_uuid(uuid::Uuid::nil()), |user| user.id);
    put(&mut file, Envelope { at: now, by });
    file
}

fn facts_of<'a>(view: &'a CaseView, file: &'a CaseFile, now: Moment) -> CaseFacts<'a> {
    CaseFacts {
        file,
        institution: &view.institution,
        staff: &view.staff,
        insurers: &view.insurers,
        others: &view.others,
        calendar: &view.calendar,
        now,
    }
}

/// 「为什么不能点」 for what is somebody else's business; `None` for whoever may.
pub fn not_yours(user: Option<&StaffMember>, operation: Operation) -> Option<Why> {
    if user.is_some_and(|user| user.may(operation)) {
        return None;
    }
    let roles = Role::ALL.into_iter().filter(|role| role.may(operation)).map(Role::label);
    let roles = roles.collect::<Vec<_>>().join("、");
    let title = format!("这件事不归您办：{}", operation.label());
    Some(plain_why(&title, &format!("由{roles}办"), "请有这个岗位的同事登录以后来办"))
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
    let level = if finding.breach.is_some() { level(finding.level) } else { Level::Met };
    FindingLine::new(level, sentence).cited(citation(finding)).way_out(finding.way_out.say)
}

fn level(level: LawLevel) -> Level {
    match level {
        LawLevel::Prohibit | LawLevel::Gate => Level::Block,
        LawLevel::Warn => Level::Warn,
        LawLevel::Hint => Level::Hint,
        LawLevel::Offer => Level::Record,
    }
}

/// A rule as its card shows it, whether or not a case is at hand.
pub struct Entry {
    pub level: Level,
    pub sentence: &'static str,
    pub basis: &'static [Citation],
    pub way_out: Option<WayOut>,
}

impl Entry {
    /// What was found about a case.
    pub fn of(finding: &Finding) -> Self {
        Self {
            level: line(finding).level,
            sentence: finding.title,
            basis: finding.basis,
            way_out: Some(finding.way_out),
        }
    }

    /// A rule by its permanent id: of a case, or of the directory.
    pub fn by_id(id: &str) -> Option<Self> {
        let of_case = TABLES.iter().flat_map(|(_, rules)| *rules).find(|rule| rule.id.0 == id);
        of_case
            .map(|rule| Self {
                level: level(rule.level),
                sentence: rule.title,
                basis: rule.basis,
                way_out: Some(rule.way_out),
            })
            .or_else(|| {
                DIRECTORY.iter().find(|(known, ..)| *known == id).map(|(_, sentence, basis)| Self {
                    level: Level::Hint,
                    sentence,
                    basis,
                    way_out: None,
                })
            })
    }

    /// The sources, as people cite them.
    pub fn sources(&self) -> String {
        self.basis.iter().map(Citation::cite).collect::<Vec<_>>().join("　")
    }

    /// The first source as people cite it.
    pub fn cite(&self) -> String {
        self.basis.first().map(Citation::cite).unwrap_or_default()
    }
}

/// Standing duties of the directory: no step of a case waits for them.
const DIRECTORY: [(&str, &str, &[Citation]); 2] = [
    ("SH-2.3b", "保险机构须报送两名以上理赔人员的姓名、电话和地址", &[shanghai::SH_2_3B]),
    ("SH-2.3c", "联系信息变动的须及时更新", &[shanghai::SH_2_3C]),
];

/// The citation of a rule or a standing duty, opening its card — where it binds: Shanghai is never cited in Sichuan.
pub fn cited(id: &str, here: Jurisdiction) -> Option<CitationRef> {
    let rule = TABLES.iter().flat_map(|(_, rules)| *rules).find(|rule| rule.id.0 == id);
    // The standing duties of the directory are all of Shanghai.
    let pack = rule.map_or(Pack::Shanghai, |rule| rule.pack);
    let entry = Entry::by_id(id).filter(|_| here.applies(pack))?;
    Some(CitationRef::new(entry.cite(), id))
}

/// A line with the citation of a rule, where the rule binds.
pub fn line_cited(line: FindingLine, id: &str, here: Jurisdiction) -> FindingLine {
    match cited(id, here) {
        Some(cited) => line.cited(cited),
        None => line,
    }
}
