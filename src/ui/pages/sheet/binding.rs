//! A volume on its way: which sheet is being bound, which page drawn, and 停下. Other sheets take no time worth showing.

use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetRef;
use crate::services::request::Look;
use crate::services::request::Watching;
use crate::services::sheet::BindingWatch;
use crate::ui::components::progress::progress_of;
use egui::Ui;
use std::sync::Arc;
use std::time::Duration;

/// How often the bar moves on; nothing is drawn in between.
const LOOK_EVERY: Duration = Duration::from_millis(200);

/// Somebody looks at a volume; whoever goes elsewhere does not wait for it.
#[derive(Default)]
pub(super) struct Looking(Arc<BindingWatch>);

impl Looking {
    /// What to ask for, so that it can be watched.
    pub(super) fn ask(&mut self, sheet: SheetRef) -> Look {
        self.0.stop();
        self.0 = Arc::default();
        if is_volume(sheet) {
            Look::Volume { sheet, watch: Watching(Arc::clone(&self.0)) }
        } else {
            Look::Preview(sheet)
        }
    }

    pub(super) fn ui(&self, ui: &mut Ui) {
        binding_ui(ui, &self.0);
    }
}

impl Drop for Looking {
    fn drop(&mut self) {
        self.0.stop();
    }
}

/// Whether it takes its time.
pub(super) fn is_volume(sheet: SheetRef) -> bool {
    sheet.form == FormNo::F29
}

/// Shows how far it is.
pub(super) fn binding_ui(ui: &mut Ui, watch: &BindingWatch) {
    let (n_bound, n_sheets) = watch.binding.progress();
    let (n_drawn, n_pages) = watch.drawing.progress();
    let (work, unit, n_done, n_all) = match n_pages {
        0 => ("正在装订案卷", "份", n_bound, n_sheets),
        _ => ("装订好了，正在画出页面", "页", n_drawn, n_pages),
    };
    let left = if watch.is_stopped() { "正在停下" } else { "别的事可以先办" };
    if progress_of(ui, work, unit, n_done, n_all, left) {
        watch.stop();
    }
    ui.ctx().request_repaint_after(LOOK_EVERY);
}
