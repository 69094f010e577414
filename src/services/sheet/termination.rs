//! F-17 终止鉴定告知书 from the director's decision: which of the six grounds, the money, the material (GZ-29, TL-29).

use crate::documents::sheet::SheetHead;
use crate::documents::termination::Facts;
use crate::domain::amount::Fen;
use crate::domain::case::CaseFacts;
use crate::domain::law::acts;
use crate::domain::law::general;
use crate::domain::moment::Day;
use crate::domain::review::BARS;
use crate::domain::sheet::FormNo;
use crate::domain::step::Place;
use crate::domain::termination::Refund;
use crate::domain::termination::Termination;
use crate::services::case_view::sheets::SheetLine;
use crate::services::sheet::letter;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Recipe;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::words::basis;
use crate::services::sheet::words::joined;
use crate::services::sheet::words::n_corrections;

/// 终止鉴定告知书. Its official wording was not checked.
pub(super) const RECIPE: Recipe = Recipe {
    form: FormNo::F17,
    facts: |facts, _, head, _| value_of(&self::facts(facts, head)),
    gaps: |facts, _| gaps(facts),
    n_corrections: |file| n_corrections(&file.terminations),
    stays: false,
    is_specimen: true,
    listed,
};

fn listed(facts: &CaseFacts<'_>) -> Vec<SheetLine> {
    let ended = facts.file.latest(&facts.file.terminations);
    ended.map(|_| letter::line(facts, FormNo::F17, None, "", "已告知委托人")).into_iter().collect()
}

fn facts(facts: &CaseFacts<'_>, head: SheetHead) -> Facts {
    let file = facts.file;
    let intake = &file.intake;
    let row = file.latest(&file.terminations);
    let ended = row.map(|row| &row.body);
    Facts {
        doc_no: file.case_no.clone().unwrap_or_default(),
        to: intake.client_names(),
        received_on: intake.received_on.map_or_else(String::new, Day::worded),
        effective_on: file.effective_on().map_or_else(String::new, Day::worded),
        matter: intake.matter.clone(),
        ground: ended.map_or_else(String::new, ground),
        why: ended.map_or_else(String::new, |ended| ended.facts.clone()),
        collect_by: ended.and_then(|ended| ended.collect_by).map_or_else(String::new, Day::worded),
        refund: ended.and_then(|ended| ended.refund.as_ref()).map_or_else(String::new, refund),
        materials: letter::materials_here(facts),
        place: letter::address(facts),
        contact: letter::contact(facts),
        issued_on: row.map_or_else(String::new, |row| row.at.day().worded()),
        copies: letter::copies(file).to_owned(),
        receipts: letter::receipts(facts),
        basis: basis(facts.pack(), &[&general::GZ_29], &[&acts::TL_29], &[]),
        head,
    }
}

fn gaps(facts: &CaseFacts<'_>) -> Gaps {
    let file = facts.file;
    let mut gaps = Gaps::default();
    let ended = file.latest(&file.terminations).map(|row| &row.body);
    gaps.content(ended.is_none(), "负责人没有决定终止", Place::Termination);
    gaps.content(file.intake.clients.is_empty(), "委托人没有填", Place::Reception);
    if let Some(ended) = ended {
        gaps.later(ended.refund.is_none(), "退不退费没有决定", Place::Termination);
        gaps.later(ended.collect_by.is_none(), "请委托人在哪天以前来办理，没有写", Place::Termination);
    }
    gaps
}

/// 「委托人撤销委托或拒付费用（通则 29 条第 4 项）」.
fn ground(ended: &Termination) -> String {
    let which = format!("通则 29 条第 {} 项", ended.ground.item());
    let bar = ended.bar.and_then(|bar| {
        let bar_words = BARS.get(usize::from(bar).checked_sub(1)?)?;
        Some(format!("十五条第 {bar} 项：{bar_words}"))
    });
    let more = joined(&[&which, bar.as_deref().unwrap_or_default(), &ended.article], "；");
    format!("{}（{more}）", ended.ground.label())
}

fn refund(refund: &Refund) -> String {
    let said = match refund {
        Refund::Paid { fen, .. } => {
            let sum = Fen(i64::try_from(*fen).unwrap_or(i64::MAX));
            format!("退还 {sum} 元（{}）", sum.in_words())
        }
        Refund::Nothing { .. } => "不退".to_owned(),
    };
    joined(&[&said, refund.why()], "，")
}
