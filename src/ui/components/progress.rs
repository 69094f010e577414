//! Long work: a bar of 6, things counted, time left, and 停下. No spinner.

use super::button::Button;
use super::paint;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::measures;
use egui::Rect;
use egui::Role;
use egui::Sense;
use egui::Ui;
use egui::UiBuilder;
use egui::WidgetInfo;
use egui::pos2;
use egui::vec2;

/// Shows the work over the width there is; says whether 停下 was pressed.
///
/// `progress(ui, "正在做备份", 1_284, 3_906, "约 2 分钟")`.
pub fn progress(ui: &mut Ui, work: &str, done: u64, all: u64, left: &str) -> bool {
    progress_of(ui, work, "件", done, all, left)
}

/// The same, counted in sheets (份) or pages (页).
pub fn progress_of(ui: &mut Ui, work: &str, unit: &str, done: u64, all: u64, left: &str) -> bool {
    let c = colors();
    let m = measures();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 46.0), Sense::hover());
    // Nothing is counted yet.
    let words = if all == 0 {
        work.to_owned()
    } else {
        format!("{work}，第 {} {unit}，共 {} {unit}", grouped(done), grouped(all))
    };
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, &words));
    let line = rect.with_max_y(rect.top() + m.control);
    paint::put_left(ui.painter(), line, &paint::line(ui, Type::Body, c.ink, &words));
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    let mut child = ui.new_child(UiBuilder::new().max_rect(line).layout(layout).id_salt(("progress", work)));
    let stopped = Button::secondary("停下").ui(&mut child).clicked();
    let before_button = line.with_max_x(child.min_rect().left() - m.space_2);
    paint::put_right(ui.painter(), before_button, &paint::line(ui, Type::Note, c.ink2, left));
    let bar = Rect::from_min_max(pos2(rect.left(), rect.bottom() - 6.0), rect.max);
    ui.painter().rect_filled(bar, 3.0, c.side);
    let share = if all == 0 { 0.0 } else { (done as f32 / all as f32).clamp(0.0, 1.0) };
    ui.painter().rect_filled(bar.with_max_x(bar.left() + (bar.width() * share).round()), 3.0, c.acc);
    stopped
}

fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn counts_have_thousands() {
        let check = |n, expected: &str| assert_eq!(grouped(n), expected);
        check(7, "7");
        check(999, "999");
        check(3_906, "3,906");
        check(1_000_000, "1,000,000");
    }
}
