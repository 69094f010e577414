//! The head of 文书: the sheet, whose case, and whether it may be signed; the number gives way where there is no room.

use crate::domain::sheet::SheetRef;
use crate::services::sheet::Preview;
use crate::ui::components::chip::Chip;
use crate::ui::components::chip::Tone;
use crate::ui::components::paint;
use crate::ui::desk::cx::PageCx;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use egui::Rect;
use egui::Ui;
use egui::pos2;
use egui::vec2;

/// Draws the head.
pub(super) fn head_ui(ui: &Ui, rect: Rect, sheet: SheetRef, preview: Option<&Preview>, cx: &PageCx<'_>) {
    let c = colors();
    let name = format!("{}　{}", sheet.form.number(), sheet.form.label());
    let title = paint::bold(ui, Type::Head, c.ink, &name);
    let mut x = paint::put_left(ui.painter(), rect, &title).right() + 16.0;
    let response = ui.interact(rect, ui.scope_id().with("sheet head"), egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, &name));
    let chip = preview.map(|preview| {
        if preview.is_draft {
            Chip::new("草稿", Tone::Amber)
        } else {
            Chip::new("可以签署", Tone::Green).icon(icon::CHECK)
        }
    });
    let chip_size = chip.as_ref().map_or(vec2(0.0, 0.0), |chip| chip.size(ui));
    let whose = match sheet.case() {
        None => preview.map(|preview| preview.called.clone()).into_iter().collect(),
        Some(case) => cx.case(case).map_or_else(Vec::new, |view| {
            let subject = view.file.intake.subject.name.as_str();
            let called = [view.file.called(), &view.file.called_short()];
            called
                .map(|called| format!("{called}　{subject}"))
                .into_iter()
                .chain([subject.to_owned()])
                .collect()
        }),
    };
    let mut galleys = whose.into_iter().map(|words| paint::line(ui, Type::Body, c.ink2, words));
    let room = rect.right() - x - chip_size.x - 16.0;
    if let Some(words) = galleys.find(|galley| galley.size().x <= room) {
        x = paint::put_left(ui.painter(), rect.with_min_x(x), &words).right() + 16.0;
    }
    if let Some(chip) = chip.filter(|_| x + chip_size.x <= rect.right()) {
        chip.paint_at(ui, Rect::from_min_size(pos2(x, rect.center().y - chip_size.y / 2.0), chip_size));
    }
}
