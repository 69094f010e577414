//! F-08 亮证告知与回避询问记录: who showed which licence to whom, four answers each, who was asked and what they
//! said (SC-3.2a, GZ-20, GZ-21, SH-1.3b). The outcome is written only when everything it rests on is there.

use crate::documents::licence_showing::Declaration;
use crate::documents::licence_showing::Facts;
use crate::documents::licence_showing::RecusalAnswer as RecusalFact;
use crate::documents::licence_showing::ShownRow;
use crate::documents::sheet::Answer;
use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::case::CaseFacts;
use crate::domain::commission::Decision;
use crate::domain::evidence::Recorded;
use crate::domain::ids::UserId;
use crate::domain::law::general;
use crate::domain::law::shanghai;
use crate::domain::law::sichuan;
use crate::domain::licence_showing::LicenceShown;
use crate::domain::licence_showing::RecusalAnswer;
use crate::domain::licence_showing::RecusalInquiry;
use crate::domain::review::CONFLICT_QUESTIONS;
use crate::domain::review::ConflictDeclaration;
use crate::domain::sheet::FormNo;
use crate::domain::signature::expected_signers;
use crate::domain::step::Place;
use crate::services::case_view::sheets::SheetLine;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Recipe;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::signing::Pad;
use crate::services::sheet::signing::for_pen;
use crate::services::sheet::signing::refusal_note;
use crate::services::sheet::signing::refusals;
use crate::services::sheet::words::answer;
use crate::services::sheet::words::basis;
use crate::services::sheet::words::member_name;
use crate::services::sheet::words::n_corrections;
use crate::services::sheet::words::place;
use crate::services::sheet::words::until;

/// What the people present are told they may do.
const RIGHTS: [&str; 3] = [
    "您可以查看鉴定人和助理的证件，并记下编号",
    "认为鉴定人有应当回避情形的，可以提出回避申请，由本机构决定；委托人对决定有异议的，可以撤销委托",
    "对鉴定过程有意见的，可以当场提出，记入到场记录",
];

/// SH-1.3b, SC-3.1e/f, as the appraisers declare it.
const PLEDGE: &str = "客观、中立、公正鉴定，不收受财物，不接受请吃，不谋取不正当利益，不承诺鉴定结果。";

/// 亮证告知与回避询问记录.
pub(super) const RECIPE: Recipe = Recipe {
    form: FormNo::F08,
    facts: |facts, _, head, pad| value_of(&self::facts(facts, head, pad)),
    gaps: |facts, _| gaps(facts),
    n_corrections: |file| n_corrections(&file.licences) + n_corrections(&file.recusals),
    stays: true,
    is_specimen: false,
    listed,
};

fn listed(facts: &CaseFacts<'_>) -> Vec<SheetLine> {
    let has_begun = !facts.file.licences.is_empty();
    vec![SheetLine::by_signers(facts.file, FormNo::F08, has_begun, "由鉴定人做")]
}

/// Words the sheet.
fn facts(facts: &CaseFacts<'_>, head: SheetHead, pad: &mut Pad) -> Facts {
    let file = facts.file;
    let shown: Vec<&Recorded<LicenceShown>> = file.current(&file.licences).collect();
    let first = shown.iter().map(|row| row.body.shown_at).min();
    let last = shown.iter().map(|row| row.body.shown_at).max();
    let at = match (first, last) {
        (Some(first), Some(last)) if first.minutes_since(last) == 0 => first.worded(),
        (Some(first), Some(last)) => format!("{} 至 {}", first.worded(), until(first, last)),
        _ => String::new(),
    };
    let (seen_by, signatures) = places(facts, &shown, pad);
    Facts {
        subject: file.intake.subject.name.as_str().to_owned(),
        matter: file.intake.matter.clone(),
        at,
        place: place(facts),
        shown: shown.iter().map(|row| shown_row(facts, &row.body)).collect(),
        seen_by,
        rights: RIGHTS.map(str::to_owned).to_vec(),
        recusal: recusal(facts),
        questions: CONFLICT_QUESTIONS.map(str::to_owned).to_vec(),
        declarations: appraisers(facts).into_iter().map(|id| declaration(facts, id)).collect(),
        pledge: pledge(&shown),
        outcome: outcome(facts),
        basis: basis(
            facts.pack(),
            &[&general::GZ_20, &general::GZ_21],
            &[&shanghai::SH_1_3B],
            &[&sichuan::SC_3_2A, &sichuan::SC_3_1E],
        ),
        signatures,
        refusal: refusal_note(&refusals(file, FormNo::F08)),
        head,
    }
}

/// What is missing; before everyone assigned showed a licence the sheet is a draft.
fn gaps(facts: &CaseFacts<'_>) -> Gaps {
    let file = facts.file;
    let mut gaps = Gaps::default();
    let here = Place::LicenceShowing;
    let assignment = file.assignment();
    gaps.content(assignment.is_none_or(|a| a.appraisers.is_empty()), "还没有指派鉴定人", Place::Assignment);
    for id in assignment.into_iter().flat_map(|a| a.appraisers.iter().chain(&a.assistants)) {
        let has_shown = file.current(&file.licences).any(|row| row.body.who == *id);
        gaps.content(!has_shown, format!("{} 还没有亮证", member_name(facts, *id)), here);
    }
    for id in appraisers(facts) {
        let left = declared(facts, id).is_none_or(|declared| declared.answers.contains(&None));
        gaps.content(left, format!("{} 的回避四问没有答完", member_name(facts, id)), Place::Review);
    }
    for name in not_asked(facts) {
        gaps.content(true, format!("还没有问 {name} 是否申请回避"), here);
    }
    gaps.unsigned(facts, FormNo::F08);
    gaps
}

fn appraisers(facts: &CaseFacts<'_>) -> Vec<UserId> {
    facts.file.assignment().map(|assignment| assignment.appraisers.clone()).unwrap_or_default()
}

fn shown_row(facts: &CaseFacts<'_>, shown: &LicenceShown) -> ShownRow {
    let is_appraiser = appraisers(facts).contains(&shown.who);
    ShownRow {
        name: shown.name.as_str().to_owned(),
        role: if is_appraiser { "鉴定人" } else { "鉴定人助理" }.to_owned(),
        licence: shown.licence.clone(),
        licence_no: shown.number.clone(),
        valid_until: shown.valid_until.map_or_else(String::new, |day| day.worded()),
        shown_at: shown.shown_at.clock_text(),
    }
}

/// Those who saw the licences, and those who showed them.
fn places(
    facts: &CaseFacts<'_>,
    shown: &[&Recorded<LicenceShown>],
    pad: &mut Pad,
) -> (Vec<SignatureFact>, Vec<SignatureFact>) {
    let file = facts.file;
    let (visitors, staff): (Vec<_>, Vec<_>) =
        expected_signers(file, FormNo::F08).into_iter().partition(|signer| signer.person.is_some());
    let mut seen_by: Vec<_> =
        visitors.iter().map(|signer| pad.of_signer(file, FormNo::F08, signer)).collect();
    let mut signatures: Vec<_> =
        staff.iter().map(|signer| pad.of_signer(file, FormNo::F08, signer)).collect();
    // Shown to somebody, or by somebody, who is not on the roll any more.
    for row in shown {
        for name in &row.body.seen_by {
            add_place(&mut seen_by, "到场人", name.as_str());
        }
        add_place(&mut signatures, &shown_row(facts, &row.body).role, row.body.name.as_str());
    }
    (seen_by, signatures)
}

fn add_place(places: &mut Vec<SignatureFact>, role: &str, name: &str) {
    if !places.iter().any(|place| place.name == name) {
        places.push(for_pen(role, name));
    }
}

fn inquiries<'a>(facts: &CaseFacts<'a>) -> Vec<&'a Recorded<RecusalInquiry>> {
    facts.file.current(&facts.file.recusals).collect()
}

/// Visitors of whom no later version of an arrival was asked.
fn not_asked(facts: &CaseFacts<'_>) -> Vec<String> {
    let asked = inquiries(facts);
    facts
        .file
        .arrivals()
        .filter(|row| row.body.attendee.person().is_some())
        .map(|row| row.body.attendee.name())
        .filter(|name| !asked.iter().any(|inquiry| inquiry.body.name == **name))
        .map(|name| name.as_str().to_owned())
        .collect()
}

fn recusal(facts: &CaseFacts<'_>) -> RecusalFact {
    let rows = inquiries(facts);
    let mut persons: Vec<String> = Vec::new();
    let mut reasons: Vec<String> = Vec::new();
    for row in &rows {
        if let RecusalAnswer::Applies { against, ground } = &row.body.answer {
            let name = member_name(facts, *against);
            if !persons.contains(&name) {
                persons.push(name);
            }
            reasons.push(format!("{}：{ground}", row.body.name.as_str()));
        }
    }
    RecusalFact {
        asked: rows.iter().map(|row| row.body.name.as_str()).collect::<Vec<_>>().join("、"),
        is_requested: match (rows.is_empty(), persons.is_empty()) {
            (true, _) => Answer::Open,
            (false, true) => Answer::No,
            (false, false) => Answer::Yes,
        },
        person: persons.join("、"),
        reason: reasons.join("；"),
    }
}

/// The declaration of an appraiser in force.
fn declared<'a>(facts: &CaseFacts<'a>, id: UserId) -> Option<&'a ConflictDeclaration> {
    let file = facts.file;
    file.current(&file.conflicts).map(|row| &row.body).filter(|declared| declared.who == id).last()
}

fn declaration(facts: &CaseFacts<'_>, id: UserId) -> Declaration {
    let declared = declared(facts, id);
    Declaration {
        name: member_name(facts, id),
        answers: declared.map_or(vec![Answer::Open; 4], |d| d.answers.map(answer).to_vec()),
        note: match declared.map(|declared| declared.matches.join("、")).unwrap_or_default() {
            none if none.is_empty() => none,
            matches => format!("名录比对提示：{matches}"),
        },
    }
}

fn pledge(shown: &[&Recorded<LicenceShown>]) -> String {
    let declared: Vec<&str> =
        shown.iter().filter(|row| row.body.declares_impartial).map(|row| row.body.name.as_str()).collect();
    if declared.is_empty() {
        PLEDGE.to_owned()
    } else {
        format!("{PLEDGE}（已声明：{}）", declared.join("、"))
    }
}

/// The conclusion; empty, for the pen, until everybody was asked and every question was answered.
fn outcome(facts: &CaseFacts<'_>) -> String {
    let file = facts.file;
    let applied: Vec<_> = inquiries(facts)
        .into_iter()
        .filter(|row| matches!(row.body.answer, RecusalAnswer::Applies { .. }))
        .collect();
    let decided = applied.iter().map(|row| {
        let decision = file.current(&file.decisions).find_map(|decision| match &decision.body {
            Decision::Recusal { inquiry, granted, reason } if *inquiry == row.id => Some((*granted, reason)),
            _ => None,
        });
        match decision {
            None => format!("{} 申请回避，等机构决定，鉴定暂不开始。", row.body.name.as_str()),
            Some((true, reason)) => {
                format!("{} 申请回避，机构决定准予回避：{reason}。另行指派鉴定人。", row.body.name.as_str())
            }
            Some((false, reason)) => {
                format!("{} 申请回避，机构决定不予回避：{reason}。", row.body.name.as_str())
            }
        }
    });
    let decided: Vec<String> = decided.collect();
    if !decided.is_empty() {
        return decided.join("\n");
    }
    let all = appraisers(facts);
    let is_clear = !all.is_empty()
        && all.iter().all(|id| declared(facts, *id).is_some_and(ConflictDeclaration::is_clear))
        && !inquiries(facts).is_empty()
        && not_asked(facts).is_empty();
    if is_clear {
        "无人申请回避，鉴定人声明无应当回避情形。".to_owned()
    } else {
        String::new()
    }
}
