//! The pages of a document as they will be printed: thumbnails, one page large, its keys.
//!
//! The caller renders the pages (off this thread) and hands in textures; the preview says which it wants next.

use super::button::icon_button_at;
use super::flow;
use super::paint;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use crate::ui::theme::tokens;
use egui::EventFilter;
use egui::Key;
use egui::Modifiers;
use egui::Rect;
use egui::Response;
use egui::Role;
use egui::ScrollArea;
use egui::Sense;
use egui::TextureId;
use egui::Ui;
use egui::UiBuilder;
use egui::Vec2;
use egui::WidgetInfo;
use egui::pos2;
use egui::vec2;

const THUMB: f32 = 96.0;
const BAR: f32 = 40.0;
const STEPS: [f32; 6] = [1.0, 1.25, 1.5, 2.0, 3.0, 4.0];

/// One page.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Page {
    /// The picture, once it is rendered.
    pub texture: Option<TextureId>,
    /// The same drawn smaller, the smallest first: letters shrunk on the screen become hairs.
    pub smaller: [Option<Drawn>; 2],
    /// Width and height in points of the paper.
    pub size: Vec2,
}

/// A page as it was drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Drawn {
    /// The picture.
    pub texture: TextureId,
    /// How many pixels wide.
    pub width: f32,
}

impl Page {
    /// The picture that is just fine enough for so many pixels.
    fn fit_for(&self, width: f32) -> Option<TextureId> {
        let fine = self.smaller.iter().flatten().find(|drawn| drawn.width >= width - 1.0);
        fine.map(|drawn| drawn.texture).or(self.texture)
    }
}

/// Which page, and how large.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PreviewState {
    /// The page shown, from 0.
    pub page: usize,
    /// How much larger than fitting the space; 1 fits.
    pub zoom: f32,
}

impl PreviewState {
    fn turn(&mut self, by: isize, n: usize) {
        self.page = self.page.saturating_add_signed(by).min(n.saturating_sub(1));
    }
}

impl Default for PreviewState {
    fn default() -> Self {
        Self { page: 0, zoom: 1.0 }
    }
}

/// Shows the pages over the space there is; returns the page it would like rendered next, if one is missing.
///
/// `pdf_preview(ui, "见证记录表 F-07", &pages, &mut state)`.
pub fn pdf_preview(ui: &mut Ui, name: &str, pages: &[Page], state: &mut PreviewState) -> Option<usize> {
    let (rect, _) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
    let id = ui.make_persistent_id(("preview", name));
    let keyboard = ui.interact(rect, id, Sense::focusable_noninteractive());
    state.page = state.page.min(pages.len().saturating_sub(1));
    let label = format!("{name}，第 {} 页，共 {} 页，PageUp PageDown 翻页", state.page + 1, pages.len());
    keyboard.widget_info(|| WidgetInfo::labeled(Role::Document, true, &label));
    page_keys(ui, pages.len(), state);
    keys(ui, &keyboard, pages.len(), state);
    let c = colors();
    ui.painter().rect_filled(rect, 0.0, c.side);
    let bar = rect.with_min_y(rect.bottom() - BAR);
    let above = rect.with_max_y(bar.top());
    let left = above.with_max_x(above.left() + if pages.len() > 1 { THUMB + 32.0 } else { 0.0 });
    if pages.len() > 1 {
        thumbnails(ui, left, pages, state);
        paint::vline(ui, above, left.right(), c.line2);
    }
    large(ui, above.with_min_x(left.right()), pages, state, keyboard.has_focus());
    bar_ui(ui, bar, name, pages.len(), state);
    if keyboard.has_focus() {
        paint::ring_on(ui.painter(), rect, 0);
    }
    let missing = |at: &usize| pages.get(*at).is_some_and(|page| page.texture.is_none());
    Some(state.page).filter(missing).or_else(|| (0..pages.len()).find(missing))
}

/// What works wherever the keyboard is: no field wants these keys.
fn page_keys(ui: &Ui, n: usize, state: &mut PreviewState) {
    if flow::pressed(ui.ctx(), Modifiers::NONE, Key::PageDown) {
        state.turn(1, n);
    }
    if flow::pressed(ui.ctx(), Modifiers::NONE, Key::PageUp) {
        state.turn(-1, n);
    }
    if flow::pressed(ui.ctx(), Modifiers::COMMAND, Key::Num0) {
        state.zoom = 1.0;
    }
}

fn keys(ui: &Ui, keyboard: &Response, n: usize, state: &mut PreviewState) {
    if !keyboard.has_focus() || n == 0 {
        return;
    }
    let filter =
        EventFilter { vertical_arrows: true, horizontal_arrows: state.zoom > 1.0, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(keyboard.id, filter));
    let pressed = |key| flow::pressed(ui.ctx(), Modifiers::NONE, key);
    // A page larger than its room is scrolled by the arrows, see `large`.
    let fits = state.zoom <= 1.0;
    if fits && pressed(Key::ArrowDown) {
        state.turn(1, n);
    }
    if fits && pressed(Key::ArrowUp) {
        state.turn(-1, n);
    }
    if pressed(Key::Home) {
        state.page = 0;
    }
    if pressed(Key::End) {
        state.page = n - 1;
    }
    if pressed(Key::Plus) || pressed(Key::Equals) {
        state.zoom = step(state.zoom, true);
    }
    if pressed(Key::Minus) {
        state.zoom = step(state.zoom, false);
    }
    if pressed(Key::Num0) {
        state.zoom = 1.0;
    }
}

fn step(zoom: f32, up: bool) -> f32 {
    let next = match up {
        true => STEPS.iter().find(|&&step| step > zoom + 0.01),
        false => STEPS.iter().rev().find(|&&step| step < zoom - 0.01),
    };
    next.copied().unwrap_or(zoom)
}

fn thumbnails(ui: &mut Ui, rect: Rect, pages: &[Page], state: &mut PreviewState) {
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("thumbnails"));
    ScrollArea::vertical().show(&mut child, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (at, page) in pages.iter().enumerate() {
            let height = (THUMB * page.size.y / page.size.x.max(1.0)).round();
            let (slot, response) =
                ui.allocate_exact_size(vec2(rect.width() - 16.0, height + 32.0), Sense::click());
            let name = format!("第 {} 页", at + 1);
            response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, at == state.page, &name));
            let paper = Rect::from_min_size(slot.min + vec2(16.0, 8.0), vec2(THUMB, height));
            paper_ui(ui, paper, page);
            if at == state.page {
                paint::ring_on(ui.painter(), paper.expand(3.0), 2);
            }
            let below = Rect::from_min_size(paper.left_bottom(), vec2(THUMB, 22.0));
            paint::put_center(ui.painter(), below, &paint::line(ui, Type::Note, colors().ink2, name));
            if response.clicked() {
                state.page = at;
            }
        }
    });
}

fn large(ui: &mut Ui, rect: Rect, pages: &[Page], state: &PreviewState, has_keyboard: bool) {
    let Some(page) = pages.get(state.page) else { return };
    let room = rect.shrink(16.0);
    let fit = (room.width() / page.size.x.max(1.0)).min(room.height() / page.size.y.max(1.0));
    let size = page.size * fit * state.zoom;
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("page"));
    ScrollArea::both().id_salt(("page", state.page)).show(&mut child, |ui| {
        let (slot, _) = ui.allocate_exact_size(
            (size + Vec2::splat(32.0)).max(rect.size() - Vec2::splat(14.0)),
            Sense::hover(),
        );
        paper_ui(ui, Rect::from_center_size(slot.center(), size), page);
        if has_keyboard && state.zoom > 1.0 {
            scroll_by_key(ui);
        }
    });
}

fn scroll_by_key(ui: &Ui) {
    let ways = [
        (Key::ArrowDown, vec2(0.0, -80.0)),
        (Key::ArrowUp, vec2(0.0, 80.0)),
        (Key::ArrowRight, vec2(-80.0, 0.0)),
        (Key::ArrowLeft, vec2(80.0, 0.0)),
    ];
    for (key, by) in ways {
        if flow::pressed(ui.ctx(), Modifiers::NONE, key) {
            ui.scroll_with_delta_animation(by, egui::style::ScrollAnimation::none());
        }
    }
}

fn paper_ui(ui: &Ui, rect: Rect, page: &Page) {
    let c = colors();
    ui.painter().add(tokens().shadow.paper_lift.shadow().as_shape(rect, 0.0));
    ui.painter().rect_filled(rect, 0.0, c.paper);
    if let Some(texture) = page.fit_for(rect.width() * ui.ctx().pixels_per_point()) {
        let uv = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        ui.painter().image(texture, rect, uv, egui::Color32::WHITE);
        return;
    }
    // Six strokes until the real page is there.
    for line in 0..6 {
        let share = if line == 0 { 0.5 } else { 0.72 };
        let y = rect.top() + rect.height() * (0.14 + 0.12 * line as f32);
        let stroke = Rect::from_center_size(pos2(rect.center().x, y), vec2(rect.width() * share, 2.0));
        ui.painter().rect_filled(stroke, 0.0, c.line2);
    }
}

fn bar_ui(ui: &Ui, rect: Rect, name: &str, n: usize, state: &mut PreviewState) {
    let c = colors();
    paint::hline(ui, rect, rect.top(), c.line2);
    let area = rect.shrink2(vec2(measures().space_4, 0.0));
    let side = measures().control;
    let called = paint::line(ui, Type::Note, c.ink2, name);
    let middle = Rect::from_center_size(area.center(), vec2(220.0, side));
    // Beside a form there is no room for the name, which stands in its list.
    let is_roomy = area.left() + called.size().x + measures().space_3 < middle.left();
    let middle = if is_roomy { middle } else { middle.translate(vec2(area.left() - middle.left(), 0.0)) };
    if is_roomy {
        paint::put_left(ui.painter(), area, &called);
    }
    let mut at = Rect::from_center_size(pos2(area.right() - side / 2.0, area.center().y), vec2(side, side));
    for (symbol, word) in [(icon::FIT, "整页"), (icon::ZOOM_IN, "放大"), (icon::ZOOM_OUT, "缩小")] {
        if icon_button_at(ui, at, symbol, word).clicked() {
            state.zoom = match word {
                "整页" => 1.0,
                "放大" => step(state.zoom, true),
                _ => step(state.zoom, false),
            };
        }
        at = at.translate(vec2(-side, 0.0));
    }
    let said = format!("第 {} 页，共 {n} 页", state.page + 1);
    paint::put_center(ui.painter(), middle, &paint::line(ui, Type::Note, c.ink, said));
    let before = Rect::from_min_size(middle.min, vec2(side, side));
    let after = Rect::from_min_size(pos2(middle.right() - side, middle.top()), vec2(side, side));
    if n > 1 && icon_button_at(ui, before, icon::LEFT, "上一页").clicked() {
        state.page = state.page.saturating_sub(1);
    }
    if n > 1 && icon_button_at(ui, after, icon::RIGHT, "下一页").clicked() {
        state.page = (state.page + 1).min(n - 1);
    }
}
