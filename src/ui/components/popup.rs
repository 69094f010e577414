//! The floating surface under fields: equal width, above everything, closed by Esc or a click elsewhere.

use super::paint;
use crate::ui::theme::colors;
use crate::ui::theme::tokens;
use egui::Area;
use egui::Context;
use egui::Id;
use egui::Order;
use egui::Rect;
use egui::Response;
use egui::Sense;
use egui::Ui;
use egui::UiBuilder;
use egui::Vec2;
use egui::pos2;

/// Shows a surface of a known size below `anchor`, or above it when there is no room below.
pub(super) fn below<R>(
    ui: &Ui,
    id: Id,
    anchor: Rect,
    size: Vec2,
    add: impl FnOnce(&mut Ui) -> R,
) -> (R, Response) {
    let window = ui.ctx().content_rect().shrink(4.0);
    let anchor =
        ui.ctx().layer_transform_to_global(ui.layer_id()).map_or(anchor, |transform| transform * anchor);
    let below = anchor.bottom() + 4.0;
    let above = anchor.top() - 4.0 - size.y;
    let top = if below + size.y <= window.bottom() || above < window.top() { below } else { above };
    let left = anchor.left().min(window.right() - size.x).max(window.left());
    note_open(ui.ctx());
    let area = Area::new(id).order(Order::Foreground).fixed_pos(pos2(left, top)).default_size(size);
    let shown = area.show(ui.ctx(), |ui| {
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        surface(ui, rect);
        let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("popup"));
        child.spacing_mut().item_spacing = Vec2::ZERO;
        add(&mut child)
    });
    ui.ctx().move_to_top(shown.response.layer_id);
    (shown.inner, shown.response)
}

/// Paints a popup ground: white, thin edge, radius 8, the shadow of things that float.
pub(super) fn surface(ui: &Ui, rect: Rect) {
    let radius = tokens().radius.card;
    ui.painter().add(tokens().shadow.pop.shadow().as_shape(rect, f32::from(radius)));
    paint::surface(ui.painter(), rect, radius, colors().paper, paint::thin(ui, colors().line2));
}

/// Says whether one of our popups was open in this or the former frame, so that Esc closes it first.
pub(super) fn is_any_open(ctx: &Context) -> bool {
    let last = ctx.data(|data| data.get_temp::<u64>(Id::unique("popup open in pass")));
    last.is_some_and(|pass| pass + 1 >= ctx.cumulative_pass_nr())
}

fn note_open(ctx: &Context) {
    let pass = ctx.cumulative_pass_nr();
    ctx.data_mut(|data| data.insert_temp(Id::unique("popup open in pass"), pass));
}
