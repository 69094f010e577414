//! A picture to look at closely: fit, larger, smaller, turned; wheel and drag, or + − 0 R.

use super::button::icon_button_at;
use super::flow;
use super::paint;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use crate::ui::theme::tokens;
use egui::Key;
use egui::Mesh;
use egui::Modifiers;
use egui::Pos2;
use egui::Rect;
use egui::Response;
use egui::Role;
use egui::Sense;
use egui::TextureId;
use egui::Ui;
use egui::Vec2;
use egui::WidgetInfo;
use egui::pos2;
use egui::vec2;

const LARGEST: f32 = 8.0;
const STEP: f32 = 1.25;
const BAR: f32 = 40.0;

/// How a picture is looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    /// How much larger than fitting the frame; 1 fits.
    pub zoom: f32,
    /// Quarter turns to the right, 0 to 3.
    pub turns: u8,
    /// How far the picture is moved, in points.
    pub moved: Vec2,
}

impl Default for View {
    fn default() -> Self {
        Self { zoom: 1.0, turns: 0, moved: Vec2::ZERO }
    }
}

impl View {
    /// Turns a quarter to the right.
    pub fn turn(&mut self) {
        self.turns = (self.turns + 1) % 4;
        self.moved = Vec2::ZERO;
    }

    fn zoom_by(&mut self, factor: f32) {
        let zoom = (self.zoom * factor).clamp(1.0, LARGEST);
        self.moved *= zoom / self.zoom;
        self.zoom = zoom;
        if zoom <= 1.0 {
            self.moved = Vec2::ZERO;
        }
    }
}

/// The viewer over the space there is. `image_viewer(ui, "工作证", texture.id(), texture.size_vec2(), &mut view)`.
pub fn image_viewer(ui: &mut Ui, name: &str, texture: TextureId, pixels: Vec2, view: &mut View) -> Response {
    let c = colors();
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::click_and_drag());
    response
        .widget_info(|| WidgetInfo::labeled(Role::Image, true, format!("{name}，加减键放大缩小，R 转动")));
    let frame = rect.with_max_y(rect.bottom() - BAR);
    paint::surface(ui.painter(), frame, tokens().radius.control, c.side, paint::thin(ui, c.line));
    by_keys(ui, &response, view);
    by_pointer(ui, frame, &response, view);
    let turned = if view.turns % 2 == 1 { vec2(pixels.y, pixels.x) } else { pixels };
    let fit = (frame.width() / turned.x).min(frame.height() / turned.y).min(f32::MAX);
    let size = turned * fit * view.zoom;
    let slack = ((size - frame.size()) / 2.0).max(Vec2::ZERO);
    view.moved = view.moved.clamp(-slack, slack);
    let place = Rect::from_center_size(frame.center() + view.moved, size);
    let painter = ui.painter().with_clip_rect(frame.shrink(1.0));
    painter.add(turned_image(texture, place, view.turns));
    if response.has_focus() {
        paint::ring_on(ui.painter(), frame, tokens().radius.control);
    }
    bar(ui, rect.with_min_y(frame.bottom()), name, view);
    response
}

fn by_keys(ui: &Ui, response: &Response, view: &mut View) {
    if !response.has_focus() {
        return;
    }
    let pressed = |key| flow::pressed(ui.ctx(), Modifiers::NONE, key);
    if pressed(Key::Plus) || pressed(Key::Equals) {
        view.zoom_by(STEP);
    }
    if pressed(Key::Minus) {
        view.zoom_by(1.0 / STEP);
    }
    if pressed(Key::Num0) {
        view.zoom = 1.0;
        view.moved = Vec2::ZERO;
    }
    if pressed(Key::R) {
        view.turn();
    }
}

fn by_pointer(ui: &Ui, frame: Rect, response: &Response, view: &mut View) {
    if response.hovered() && ui.rect_contains_pointer(frame) {
        let (wheel, pinch) = ui.input(|input| (input.smooth_scroll_delta().y, input.zoom_delta()));
        if wheel != 0.0 {
            view.zoom_by((wheel / 200.0).exp());
        }
        if pinch != 1.0 {
            view.zoom_by(pinch);
        }
    }
    if response.dragged() {
        view.moved += response.drag_delta();
    }
}

fn bar(ui: &Ui, rect: Rect, name: &str, view: &mut View) {
    let c = colors();
    paint::put_left(ui.painter(), rect, &paint::line(ui, Type::Note, c.ink2, name));
    let side = measures().control;
    let mut at = Rect::from_center_size(pos2(rect.right() - side / 2.0, rect.center().y), vec2(side, side));
    for (symbol, word) in
        [(icon::ROTATE, "右转"), (icon::FIT, "看全图"), (icon::ZOOM_IN, "放大"), (icon::ZOOM_OUT, "缩小")]
    {
        if icon_button_at(ui, at, symbol, &format!("{name} {word}")).clicked() {
            match word {
                "右转" => view.turn(),
                "看全图" => *view = View { turns: view.turns, ..View::default() },
                "放大" => view.zoom_by(STEP),
                _ => view.zoom_by(1.0 / STEP),
            }
        }
        at = at.translate(vec2(-side - 4.0, 0.0));
    }
    let percent = format!("{} %", (view.zoom * 100.0).round());
    let beside = rect.with_max_x(at.right() - 8.0);
    paint::put_right(ui.painter(), beside, &paint::line(ui, Type::Note, c.ink2, percent));
}

/// The picture in its place, turned by quarters.
pub(super) fn turned_image(texture: TextureId, place: Rect, turns: u8) -> egui::Shape {
    let corners: [Pos2; 4] = [place.left_top(), place.right_top(), place.right_bottom(), place.left_bottom()];
    let uv = [pos2(0.0, 0.0), pos2(1.0, 0.0), pos2(1.0, 1.0), pos2(0.0, 1.0)];
    let mut mesh = Mesh::with_texture(texture);
    for (at, corner) in corners.into_iter().enumerate() {
        let from = uv[(at + 4 - usize::from(turns % 4)) % 4];
        mesh.vertices.push(egui::epaint::Vertex { pos: corner, uv: from, color: egui::Color32::WHITE });
    }
    mesh.indices.extend([0, 1, 2, 0, 2, 3]);
    egui::Shape::mesh(mesh)
}

#[cfg(test)]
mod tests {
    use super::View;

    #[test]
    fn four_quarter_turns_are_none() {
        let mut view = View::default();
        for _ in 0..4 {
            view.turn();
        }
        assert_eq!(view, View::default());
    }

    #[test]
    fn never_smaller_than_the_frame() {
        let mut view = View::default();
        view.zoom_by(0.1);
        assert_eq!(view.zoom, 1.0);
        view.zoom_by(100.0);
        assert_eq!(view.zoom, 8.0);
    }
}
