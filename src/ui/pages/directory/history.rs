//! 改动记录: who changed what in the entry that is open, and when, newest first.

use crate::services::directory::History;
use crate::services::directory::Of;
use crate::services::directory::View;
use crate::services::request::Look;
use crate::services::request::Outcome;
use crate::ui::components::paint;
use crate::ui::components::timeline::Moment;
use crate::ui::components::timeline::timeline;
use crate::ui::components::words::words;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::measures;
use egui::Role;
use egui::Sense;
use egui::Ui;
use egui::WidgetInfo;
use egui::vec2;
use std::sync::Arc;

/// The history of the entry that is open. Asked for once, and again when the directory was read anew.
#[derive(Default)]
pub(super) struct Past {
    asked: Option<Ticket>,
    asked_of: Option<(Of, Arc<View>)>,
    told: Option<Arc<History>>,
}

impl Past {
    /// Asks for the history of an entry when it is not there, and takes it when it comes.
    pub(super) fn learn(&mut self, of: Option<Of>, view: &Arc<View>, cx: &mut PageCx<'_>) {
        if let Some(Ok(Outcome::History(told))) = cx.take_if(&mut self.asked) {
            self.told = Some(told);
        }
        let Some(of) = of else { return };
        let is_asked = self
            .asked_of
            .as_ref()
            .is_some_and(|(asked_of, of_view)| *asked_of == of && Arc::ptr_eq(of_view, view));
        if !is_asked {
            self.asked_of = Some((of, Arc::clone(view)));
            self.asked = Some(cx.look(Look::History(of)));
        }
    }

    /// Draws it below the form.
    pub(super) fn ui(&self, ui: &mut Ui, of: Option<Of>) {
        let Some(told) = self.told.as_ref().filter(|told| Some(told.of) == of) else { return };
        ui.add_space(measures().space_4);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 36.0), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, "改动记录"));
        paint::hline(ui, rect, rect.top(), colors().line);
        paint::put_left(ui.painter(), rect, &paint::bold(ui, Type::Field, colors().ink, "改动记录"));
        words(ui, "每一次保存都留着，谁在什么时候改了什么；名录里的条目不会删掉");
        let mut day = None;
        let mut moments = Vec::new();
        for change in &told.changes {
            if day != Some(change.at.day()) {
                day = Some(change.at.day());
                moments.push(Moment::Day(change.at.day().to_string()));
            }
            moments.push(Moment::event(change.at.hour_minute_text(), change.said.join("；"), &change.by));
        }
        ui.scope(|ui| timeline(ui, &moments));
    }
}
