//! 中止 on the page of the clock: that it stands still, and that the clock does not.

use crate::domain::suspension::CLOCK_GOES_ON;
use crate::services::case_view::CaseView;
use crate::ui::components::form_grid::Card;
use crate::ui::components::words::fact;
use crate::ui::components::words::words;
use crate::ui::theme::measures;
use egui::Ui;

/// The card; nothing where nothing was suspended.
pub(super) fn card_ui(ui: &mut Ui, view: &CaseView) {
    let file = &view.file;
    if file.suspensions.is_empty() {
        return;
    }
    Card::new("中止").aside("不停时限").ruled().show(ui, |ui| {
        for row in file.current(&file.suspensions) {
            let ended = file.resumption_of(row.id);
            let until = ended.map_or_else(
                || "还没有恢复".to_owned(),
                |ended| format!("{} 恢复，{}", ended.body.resumed_on, ended.body.why),
            );
            fact(ui, "中止", &format!("从 {} 起，{}；{until}", row.body.from, row.body.facts));
        }
        words(ui, CLOCK_GOES_ON);
    });
    ui.add_space(measures().space_4);
}
