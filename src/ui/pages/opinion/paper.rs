//! 打印 on the rail of the opinion: which sheet each step is about.

use crate::domain::delivery::DeliveredPaper;
use crate::domain::ids::EvidenceId;
use crate::domain::sheet::FormNo;
use crate::services::case_view::CaseView;
use crate::ui::pages::intake::bar::Quiet;
use crate::ui::pages::opinion::OpinionStep;
use crate::ui::theme::icon;
use egui::Key;
use egui::Modifiers;

/// A word on the bar and the sheet it leads to.
type Way = (&'static str, FormNo, Option<EvidenceId>);

/// The sheets of a step; the first has the key.
fn sheets(view: &CaseView, step: OpinionStep) -> Vec<Way> {
    let file = &view.file;
    if file.opinion().is_none() {
        return Vec::new();
    }
    match step {
        OpinionStep::Draft => vec![("打印草稿", FormNo::F20, None)],
        OpinionStep::Issue => vec![("打印意见书", FormNo::F20, None)],
        OpinionStep::Review => {
            let row = file.review_in_force().or_else(|| file.opinion_reviews.last());
            vec![("打印复核意见", FormNo::F19, row.map(|row| row.id))]
        }
        OpinionStep::Deliver => {
            let last = file.current(&file.deliveries).last().map(|row| row.id);
            let is_open = !file.undelivered(DeliveredPaper::Opinion).is_empty();
            let receipt = ("打印送达回证", FormNo::F23, last.filter(|_| !is_open));
            let mended = file.corrections_now().filter(|row| row.body.makes_sheet).last();
            let mended = mended.map(|row| ("打印补正书", FormNo::F21, Some(row.id)));
            std::iter::once(receipt).chain(mended).collect()
        }
        OpinionStep::Archive => vec![("打印案卷", FormNo::F29, None)],
    }
}

/// The buttons at the left of the bar.
pub fn ways(view: &CaseView, step: OpinionStep) -> Vec<Quiet> {
    let sheets = sheets(view, step).into_iter().enumerate();
    sheets
        .map(|(at, (word, _, _))| {
            let button = Quiet::new(word).icon(icon::PRINT);
            if at == 0 { button.key("F7", Modifiers::NONE, Key::F7) } else { button }
        })
        .collect()
}

/// Where a button of that word leads.
pub fn of(view: &CaseView, step: OpinionStep, word: &str) -> Option<(FormNo, Option<EvidenceId>)> {
    sheets(view, step).into_iter().find(|(known, _, _)| *known == word).map(|(_, form, about)| (form, about))
}
