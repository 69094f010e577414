//! An empty place: icon 40, what is so, what will appear here, one button.

use super::button::Button;
use super::paint;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon::Icon;
use crate::ui::theme::measures;
use egui::Align;
use egui::Layout;
use egui::Rect;
use egui::Role;
use egui::Sense;
use egui::Ui;
use egui::UiBuilder;
use egui::WidgetInfo;
use egui::pos2;
use egui::vec2;

/// Shows the words in the middle of the space there is, and the buttons below them; returns the one pressed.
///
/// `empty(ui, icon::APPOINTED, "明天还没有人约好到场", "排好后会出现在这里", vec![Button::primary("排期").page()])`.
pub fn empty(ui: &mut Ui, icon: Icon, fact: &str, then: &str, buttons: Vec<Button<'_>>) -> Option<usize> {
    let c = colors();
    let m = measures();
    let tall = 172.0;
    let (rect, response) = ui.allocate_exact_size(ui.available_size().max(vec2(200.0, tall)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{fact}，{then}")));
    let block = Rect::from_center_size(rect.center(), vec2(rect.width(), tall));
    let line =
        |top: f32, height: f32| Rect::from_min_size(block.min + vec2(0.0, top), vec2(block.width(), height));
    paint::icon_at(ui.painter(), line(0.0, 40.0).center(), m.icon_empty, icon, c.ink3);
    paint::put_center(ui.painter(), line(52.0, 28.0), &paint::line(ui, Type::Head, c.ink, fact));
    paint::put_center(ui.painter(), line(84.0, 24.0), &paint::line(ui, Type::Body, c.ink2, then));
    let gaps = m.space_2 * buttons.len().saturating_sub(1) as f32;
    let width = buttons.iter().map(|button| button.width_in(ui)).sum::<f32>() + gaps;
    let bar = line(124.0, 48.0);
    let at = Rect::from_min_size(
        pos2((bar.center().x - width / 2.0).round(), bar.top()),
        vec2(width, bar.height()),
    );
    let layout = Layout::left_to_right(Align::Min);
    let mut child = ui.new_child(UiBuilder::new().max_rect(at).layout(layout).id_salt("empty"));
    let mut pressed = None;
    for (at, button) in buttons.into_iter().enumerate() {
        if button.ui(&mut child).clicked() {
            pressed = Some(at);
        }
    }
    pressed
}
