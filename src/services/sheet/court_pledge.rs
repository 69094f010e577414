//! F-35 鉴定人承诺书 for commissions of a court: every appraiser promises before anything begins (MZ-33).

use crate::documents::court_pledge::Facts;
use crate::documents::sheet::SheetHead;
use crate::domain::case::CaseFacts;
use crate::domain::law::acts;
use crate::domain::reception::CommissionMode;
use crate::domain::sheet::FormNo;
use crate::domain::step::Place;
use crate::services::case_view::sheets::SheetLine;
use crate::services::sheet::letter;
use crate::services::sheet::recipe::Gaps;
use crate::services::sheet::recipe::Recipe;
use crate::services::sheet::recipe::value_of;
use crate::services::sheet::signing::for_pen;
use crate::services::sheet::words::cites;
use crate::services::sheet::words::n_corrections;

/// What MZ-33 wants promised.
const PROMISES: [&str; 4] = [
    "保证客观、公正、诚实地进行鉴定，对鉴定意见负责。",
    "与当事人、本案没有利害关系，没有应当回避的情形。",
    "人民法院依法通知出庭的，保证出庭作证，如实回答询问。",
    "作虚假鉴定的，愿意承担相应的法律责任。",
];

/// 鉴定人承诺书. The court's own wording was not at hand.
pub(super) const RECIPE: Recipe = Recipe {
    form: FormNo::F35,
    facts: |facts, _, head, _| value_of(&self::facts(facts, head)),
    gaps: |facts, _| gaps(facts),
    n_corrections: |file| n_corrections(&file.assignments),
    stays: false,
    is_specimen: true,
    listed,
};

/// One where an authority commissions and appraisers are named.
fn listed(facts: &CaseFacts<'_>) -> Vec<SheetLine> {
    if !is_of_an_authority(facts) || facts.file.assignment().is_none() {
        return Vec::new();
    }
    vec![letter::line(facts, FormNo::F35, None, "", "已打印，鉴定人手签")]
}

fn facts(facts: &CaseFacts<'_>, head: SheetHead) -> Facts {
    let intake = &facts.file.intake;
    let appraisers = facts.appraisers();
    Facts {
        to: if is_of_an_authority(facts) { intake.client_names() } else { String::new() },
        matter: intake.matter.clone(),
        promises: PROMISES.map(str::to_owned).to_vec(),
        signatures: appraisers.iter().map(|member| for_pen("鉴定人", member.name.as_str())).collect(),
        basis: cites(&[&acts::MZ_33]),
        head,
    }
}

fn gaps(facts: &CaseFacts<'_>) -> Gaps {
    let mut gaps = Gaps::default();
    gaps.later(!is_of_an_authority(facts), "本案不是办案机关委托，法院名称留空", Place::Reception);
    gaps.content(facts.appraisers().is_empty(), "还没有指派鉴定人", Place::Assignment);
    gaps
}

fn is_of_an_authority(facts: &CaseFacts<'_>) -> bool {
    facts.file.intake.mode == Some(CommissionMode::Authority)
}
