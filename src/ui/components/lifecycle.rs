//! The stations of a case on one line: done in blue, the current one a ring, the rest grey.

use super::paint;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use egui::Rect;
use egui::Role;
use egui::Sense;
use egui::Stroke;
use egui::Ui;
use egui::WidgetInfo;
use egui::pos2;
use egui::vec2;

const HEIGHT: f32 = 44.0;
const DOT: f32 = 8.0;
const RING: f32 = 14.0;

/// The stations over the width there is. `lifecycle(ui, &["预约", "接待", …], 5)`.
pub fn lifecycle(ui: &mut Ui, stations: &[&str], current: usize) {
    let c = colors();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    let here = stations.get(current).copied().unwrap_or_default();
    let words = format!("到了「{here}」，共 {} 站，第 {} 站", stations.len(), current + 1);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    let n = stations.len().max(1);
    let pitch = rect.width() / n as f32;
    let center = |at: usize| pos2((rect.left() + pitch * (at as f32 + 0.5)).round(), rect.top() + 10.0);
    let line = |from: usize, to: usize, color| {
        let rect = Rect::from_min_max(center(from) - vec2(0.0, 1.0), center(to) + vec2(0.0, 1.0));
        ui.painter().rect_filled(rect, 0.0, color);
    };
    line(0, n - 1, c.line2);
    line(0, current.min(n - 1), c.acc);
    let small = pitch < 40.0;
    for (at, station) in stations.iter().enumerate() {
        let middle = center(at);
        if at == current {
            ui.painter().circle_filled(middle, RING / 2.0, c.paper);
            ui.painter().circle_stroke(middle, RING / 2.0 - 1.5, Stroke::new(3.0, c.acc));
        } else {
            ui.painter().circle_filled(middle, DOT / 2.0, if at < current { c.acc } else { c.line2 });
        }
        if small && at != current {
            continue;
        }
        let text = match at == current {
            true => paint::bold(ui, Type::Note, c.acc, *station),
            false => paint::line(ui, Type::Note, if at < current { c.ink } else { c.ink2 }, *station),
        };
        let below = Rect::from_center_size(pos2(middle.x, rect.top() + 28.0), vec2(pitch, 20.0));
        paint::put_center(ui.painter(), below, &text);
    }
}
