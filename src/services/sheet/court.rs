//! F-28 出庭通知登记与出庭记录: one sheet a notice, from the five things settled to what came of the day.

use crate::documents::court::Facts;
use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::case::CaseFacts;
use crate::domain::court::Attended;
use crate::domain::court::CourtAppearance;
use crate::domain::court::CourtNotice;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::law::acts;
use crate::domain::law::general;
use crate::domain::sheet::FormNo;
use crate::domain::step::Place;
use crate::services::case_view::sheets::SheetLine;
use crate::services::case_view::sheets::SheetState;
use crate::services::sheet::opinion::doc_no;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Recipe;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::signing::for_pen;
use crate::services::sheet::words::answer;
use crate::services::sheet::words::basis;
use crate::services::sheet::words::joined;
use crate::services::sheet::words::member_name;
use crate::services::sheet::words::member_names;
use crate::services::sheet::words::n_corrections;
use crate::services::sheet::words::versions;
use crate::services::sheet::words::when;

/// 出庭通知登记与出庭记录.
pub(super) const RECIPE: Recipe = Recipe {
    form: FormNo::F28,
    facts: |facts, about, head, _| value_of(&self::facts(facts, about, head)),
    gaps,
    n_corrections: |file| n_corrections(&file.court_notices),
    stays: true,
    is_specimen: true,
    listed,
};

fn listed(facts: &CaseFacts<'_>) -> Vec<SheetLine> {
    let file = facts.file;
    let rows = file.current(&file.court_notices);
    rows.map(|row| {
        let (state, note) = match appearance(facts, row) {
            Some(day) => (SheetState::Signed, format!("{} 已记录", day.body.on)),
            None => (SheetState::Open, "待出庭".to_owned()),
        };
        SheetLine::about(file, FormNo::F28, row.id, &row.body.docket_no, state, note)
    })
    .collect()
}

fn row<'a>(facts: &'a CaseFacts<'_>, about: Option<EvidenceId>) -> Option<&'a Recorded<CourtNotice>> {
    let file = facts.file;
    match about {
        Some(id) => file.court_notices.iter().find(|row| row.id == id),
        None => file.latest(&file.court_notices),
    }
}

/// What became of the day, whichever version of the notice it names.
fn appearance<'a>(
    facts: &'a CaseFacts<'_>,
    notice: &Recorded<CourtNotice>,
) -> Option<&'a Recorded<CourtAppearance>> {
    let file = facts.file;
    let versions = versions(&file.court_notices, notice.id);
    file.current(&file.court_appearances).filter(|row| versions.contains(&row.body.notice)).last()
}

/// Words the sheet.
fn facts(facts: &CaseFacts<'_>, about: Option<EvidenceId>, head: SheetHead) -> Facts {
    let found = row(facts, about);
    let notice = found.map(|row| &row.body);
    let day = found.and_then(|row| appearance(facts, row));
    let text = |of: fn(&CourtNotice) -> &str| notice.map_or_else(String::new, |one| of(one).to_owned());
    let settled_on = notice.and_then(|one| one.settled_on).map_or_else(String::new, |on| on.worded());
    let [mut who, mut questions, mut result, mut excuse] = [const { String::new() }; 4];
    match day.map(|row| &row.body.attended) {
        Some(Attended::There { appraisers, questions: asked, result: came }) => {
            who = member_names(facts, appraisers);
            questions = asked.clone();
            result = came.clone();
        }
        Some(Attended::Excused { reason, account }) => excuse = joined(&[reason.label(), account], "\n"),
        None => {}
    }
    Facts {
        head,
        doc_no: doc_no(facts.file),
        received_on: notice.map_or_else(String::new, |one| one.received_on.worded()),
        court: text(|one| &one.court),
        docket_no: text(|one| &one.docket_no),
        hearing_at: when(notice.and_then(|one| one.hearing_at)),
        place: text(|one| &one.place),
        n_people: notice.and_then(|one| one.n_people).map_or_else(String::new, |n| format!("{n} 人")),
        cost: text(|one| &one.cost),
        demands: text(|one| &one.demands),
        settled: joined(&[notice.map_or("", |one| one.settled_with.as_str()), &settled_on], "，"),
        went: answer(day.map(|row| matches!(row.body.attended, Attended::There { .. }))),
        on: day.map_or_else(String::new, |row| row.body.on.worded()),
        who,
        questions,
        result,
        excuse,
        signatures: signatures(facts, day),
        basis: basis(facts.pack(), &[&general::GZ_43, &general::GZ_44], &[&acts::TL_35], &[]),
    }
}

fn signatures(facts: &CaseFacts<'_>, day: Option<&Recorded<CourtAppearance>>) -> Vec<SignatureFact> {
    let went = match day.map(|row| &row.body.attended) {
        Some(Attended::There { appraisers, .. }) => appraisers.as_slice(),
        Some(Attended::Excused { .. }) | None => &[],
    };
    let mut places: Vec<SignatureFact> =
        went.iter().map(|who| for_pen("出庭鉴定人", &member_name(facts, *who))).collect();
    if places.is_empty() {
        places.push(for_pen("鉴定人", ""));
    }
    places.push(for_pen("记录人", &day.map_or_else(String::new, |row| member_name(facts, row.by))));
    places
}

/// What is not settled with the court may be filled in on the paper.
fn gaps(facts: &CaseFacts<'_>, about: Option<EvidenceId>) -> Gaps {
    let mut gaps = Gaps::default();
    let here = Place::Events;
    match row(facts, about) {
        None => gaps.content(true, "还没有登记出庭通知", here),
        Some(row) => {
            for what in row.body.unsettled() {
                gaps.later(true, format!("{what}还没有与法院确认"), here);
            }
            gaps.later(appearance(facts, row).is_none(), "出庭还没有记录", here);
        }
    }
    gaps
}
