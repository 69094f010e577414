//! What a sheet lacks and where that is entered; and how it left the office before.
//!
//! Two lists, because they end differently: what the paper lacks makes it a draft, what can be signed or ticked on the
//! paper is what it is printed for.

use crate::domain::sheet::PrintRef;
use crate::domain::step::Place;
use crate::services::sheet::Lacks;
use crate::services::sheet::MissingField;
use crate::services::sheet::Preview;
use crate::ui::components::paint;
use crate::ui::components::words::words;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::icon::Icon;
use crate::ui::theme::measures;
use egui::Color32;
use egui::Ui;
use egui::pos2;
use egui::vec2;

/// Lists what is missing; returns where somebody wants to go.
pub(super) fn missing_ui(ui: &mut Ui, preview: &Preview, is_signed: bool) -> Option<Place> {
    ui.spacing_mut().item_spacing.y = measures().space_1;
    let (later, lacking): (Vec<_>, Vec<_>) =
        preview.missing.iter().partition(|missing| missing.lacks != Lacks::Contents);
    let mut go = None;
    if lacking.is_empty() && later.is_empty() {
        heading(ui, "该有的都有了");
        words(ui, if is_signed { "签名件也归齐了" } else { "打印出来就可以签" });
    }
    if !lacking.is_empty() {
        heading(ui, &format!("还缺 {} 项，打出来是草稿", lacking.len()));
        go = links_ui(ui, &lacking);
    }
    if !later.is_empty() {
        if !lacking.is_empty() {
            ui.add_space(measures().space_2);
        }
        heading(ui, &format!("还有 {} 项，可以在纸上补", later.len()));
        go = links_ui(ui, &later).or(go);
    }
    go
}

fn links_ui(ui: &mut Ui, missing: &[&MissingField]) -> Option<Place> {
    let mut go = None;
    for missing in missing {
        if link_ui(ui, &missing.what) {
            go = Some(missing.place);
        }
    }
    go
}

/// Every time it left, the newest first; returns the one whose basis somebody wants to see.
pub(super) fn prints_ui(ui: &mut Ui, preview: &Preview) -> Option<PrintRef> {
    if preview.prints.is_empty() {
        return None;
    }
    let mut opened = None;
    ui.add_space(measures().space_3);
    heading(ui, "出过的纸和文件");
    for print in preview.prints.iter().rev() {
        let day = print.at.day();
        let when = format!("{:02}-{:02} {}", day.month(), day.day_of_month(), print.at.hour_minute_text());
        let draft = if print.is_draft { "草稿，" } else { "" };
        let what = match (&print.failed, print.copies) {
            (Some(why), 0) => why.clone(),
            (_, 0) => "存为 PDF".to_owned(),
            (_, n) => format!("{n} 份"),
        };
        if link_ui(ui, &format!("第 {} 次　{when}　{draft}{what}", print.n)) {
            opened = Some(print.which);
        }
    }
    words(ui, "点开一次，看当时的原件和当日有效的依据");
    opened
}

/// A line that leads where something is missing; it wraps, so that no name is cut.
pub(super) fn link_ui(ui: &mut Ui, text: &str) -> bool {
    line_ui(ui, text, icon::GO, colors().acc)
}

/// The same where somebody has to be asked for something before they leave.
pub(super) fn warning_ui(ui: &mut Ui, text: &str) -> bool {
    line_ui(ui, text, icon::WARNING, colors().amber)
}

fn line_ui(ui: &mut Ui, text: &str, mark: Icon, color: Color32) -> bool {
    let c = colors();
    let room = ui.available_width() - 28.0 - 8.0;
    let galley = paint::wrapped(ui, Type::Body, color, text, room);
    let size = vec2(ui.available_width(), galley.size().y + 8.0);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, text));
    if response.hovered() {
        ui.painter().rect_filled(rect, 4.0, c.tint);
    }
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if response.has_focus() {
        paint::ring_on(ui.painter(), rect, 4);
    }
    paint::icon_at(ui.painter(), pos2(rect.left() + 10.0, rect.top() + 16.0), 20.0, mark, color);
    ui.painter().galley(pos2(rect.left() + 28.0, rect.top() + 4.0), galley, color);
    response.clicked()
}

/// The heading of a part of the panel.
pub(super) fn heading(ui: &mut Ui, words: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, words));
    paint::put_left(ui.painter(), rect, &paint::bold(ui, Type::Field, colors().ink, words));
}
