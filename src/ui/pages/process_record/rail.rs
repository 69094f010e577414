//! The rail at the left: the steps of the examination, and the instruments that were used.

use super::ProcessRecordPage;
use super::entries;
use crate::domain::evidence::Recorded;
use crate::domain::process_record::EntryContent;
use crate::domain::process_record::ProcessSession;
use crate::services::case_view::CaseView;
use crate::ui::components::paint;
use crate::ui::components::step_rail::Progress;
use crate::ui::components::step_rail::Step as RailStep;
use crate::ui::components::step_rail::step_rail_vertical;
use crate::ui::desk::cx::PageCx;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::measures;
use egui::Rect;
use egui::ScrollArea;
use egui::Sense;
use egui::Ui;
use egui::UiBuilder;
use egui::vec2;

impl ProcessRecordPage {
    pub(super) fn rail_ui(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        cx: &PageCx<'_>,
        view: &CaseView,
        session: &Recorded<ProcessSession>,
    ) {
        let c = colors();
        ui.painter().rect_filled(rect, 0.0, c.sunk);
        paint::vline(ui, rect, rect.right() - 1.0, c.line);
        let steps: Vec<RailStep> = session
            .body
            .steps
            .iter()
            .enumerate()
            .map(|(at, name)| {
                let began = entries::began(view, name);
                let (progress, aside) = match at {
                    at if at == self.step && !view.file.is_sealed() => {
                        (Progress::Current, "进行中".to_owned())
                    }
                    at if at <= self.farthest || began.is_some() => {
                        (Progress::Done, began.unwrap_or_default())
                    }
                    _ => (Progress::Ahead, String::new()),
                };
                RailStep::new(name.as_str(), progress).aside(aside)
            })
            .collect();
        let row = if cx.is_low { 40.0 } else { 44.0 };
        ui.scope_builder(UiBuilder::new().max_rect(rect).id_salt("steps"), |ui| {
            ScrollArea::vertical().id_salt("steps").auto_shrink(false).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                caption_ui(ui, "检查步骤");
                if let Some(opened) = step_rail_vertical(ui, &steps, row) {
                    self.step = opened;
                }
                instruments_ui(ui, cx, view);
            });
        });
    }
}

/// Instruments entered so far, with their calibration; an expired one is amber.
fn instruments_ui(ui: &mut Ui, cx: &PageCx<'_>, view: &CaseView) {
    let c = colors();
    let instruments: Vec<_> = view
        .file
        .current(&view.file.entries)
        .filter_map(|row| match &row.body.content {
            EntryContent::Instrument(instrument) => Some(instrument),
            _ => None,
        })
        .collect();
    ui.add_space(16.0);
    caption_ui(ui, "仪器");
    if instruments.is_empty() {
        note_ui(ui, c.ink2, "还没有记用了什么仪器");
    }
    for instrument in instruments {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 50.0), Sense::hover());
        let inner = rect.shrink2(vec2(measures().space_4, 2.0));
        let (top, low) = inner.split_top_bottom_at_y(inner.top() + 24.0);
        paint::put_left(ui.painter(), top, &paint::line(ui, Type::Body, c.ink, &instrument.name));
        let is_valid = instrument.valid_until.is_some_and(|until| until >= cx.now.day());
        let until = instrument.valid_until.map_or_else(|| "没有记".to_owned(), |until| until.to_string());
        let words = format!("{}，检定至 {until}", instrument.number);
        let color = if is_valid { c.ink2 } else { c.amber };
        paint::put_left(ui.painter(), low, &paint::line(ui, Type::Note, color, words));
    }
}

fn caption_ui(ui: &mut Ui, words: &str) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 36.0), Sense::hover());
    let inner = rect.shrink2(vec2(measures().space_4, 0.0));
    paint::put_left(ui.painter(), inner, &paint::bold(ui, Type::Note, colors().ink2, words));
}

fn note_ui(ui: &mut Ui, color: egui::Color32, words: &str) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    let inner = rect.shrink2(vec2(measures().space_4, 0.0));
    paint::put_left(ui.painter(), inner, &paint::line(ui, Type::Note, color, words));
}
