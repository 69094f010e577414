//! Plain painting shared by the components: text on its line, icons, focus ring, hairlines, dashes.

use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::format;
use crate::ui::theme::hair;
use crate::ui::theme::icon::Icon;
use crate::ui::theme::name_format;
use crate::ui::theme::tokens;
use egui::Align2;
use egui::Color32;
use egui::Galley;
use egui::Painter;
use egui::Pos2;
use egui::Rect;
use egui::Shape;
use egui::Stroke;
use egui::StrokeKind;
use egui::TextFormat;
use egui::Ui;
use egui::Vec2;
use egui::pos2;
use egui::text::LayoutJob;
use egui::vec2;
use std::sync::Arc;

/// One line of text in a style's own weight; regular as a whole when the bold face lacks a character of it.
pub fn line(ui: &Ui, kind: Type, color: Color32, text: impl Into<String>) -> Arc<Galley> {
    let text = text.into();
    if kind.font() == kind.bold_font() && kind != Type::SheetTitle {
        return name(ui, kind, color, &text);
    }
    single(ui, text, format(kind, color))
}

/// One line of text, bold; regular as a whole when the bold face lacks a character of it.
pub fn bold(ui: &Ui, kind: Type, color: Color32, text: impl Into<String>) -> Arc<Galley> {
    name(ui, kind, color, &text.into())
}

/// One line of text in the regular face, whatever the style's weight.
pub fn regular(ui: &Ui, kind: Type, color: Color32, text: impl Into<String>) -> Arc<Galley> {
    let font_id = kind.regular_font();
    single(ui, text.into(), TextFormat { font_id, ..format(kind, color) })
}

/// One line with a person's name: bold where the bold face has every character, else regular.
pub fn name(ui: &Ui, kind: Type, color: Color32, text: &str) -> Arc<Galley> {
    single(ui, text.to_owned(), name_format(ui.ctx(), kind, text, color))
}

/// Text over as many lines as the width asks for.
pub fn wrapped(ui: &Ui, kind: Type, color: Color32, text: impl Into<String>, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.into(), format(kind, color));
    job.wrap.max_width = width.max(kind.size());
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// Bold text over as many lines as the width asks for; regular as a whole when the bold face lacks a character.
pub fn wrapped_bold(ui: &Ui, kind: Type, color: Color32, text: &str, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), name_format(ui.ctx(), kind, text, color));
    job.wrap.max_width = width.max(kind.size());
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// Text in a style's own weight with another line height, where two lines must fit a row.
pub fn wrapped_tight(ui: &Ui, kind: Type, color: Color32, text: &str, width: f32, line: f32) -> Arc<Galley> {
    let look = TextFormat { line_height: Some(line), ..format(kind, color) };
    let mut job = LayoutJob::single_section(text.to_owned(), look);
    job.wrap.max_width = width.max(kind.size());
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// At most two lines of a height, for a row of a table; ends in an ellipsis where that is not enough, and says so.
pub fn two_lines(ui: &Ui, kind: Type, color: Color32, text: &str, width: f32, line: f32) -> Arc<Galley> {
    let look = TextFormat { line_height: Some(line), ..format(kind, color) };
    let mut job = LayoutJob::single_section(text.to_owned(), look);
    job.wrap.max_width = width.max(kind.size());
    job.wrap.max_rows = 2;
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// One line that keeps to a width: clauses without room are left out from the end; only a first clause that is too
/// long by itself is cut. Says whether all of it stands there; who leaves something out must tell it another way.
pub fn clauses(ui: &Ui, kind: Type, color: Color32, text: &str, width: f32) -> (Arc<Galley>, bool) {
    let mut shown = text;
    loop {
        let galley = line(ui, kind, color, shown);
        if galley.size().x <= width {
            return (galley, shown.len() == text.len());
        }
        match last_break(shown) {
            Some(at) => shown = &shown[..at],
            None => return (cut(ui, kind, color, shown, width), false),
        }
    }
}

/// One line that ends in an ellipsis where it has no more room. Never for a name, a number or a verdict.
pub fn cut(ui: &Ui, kind: Type, color: Color32, text: &str, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), format(kind, color));
    job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(kind.size()));
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// Where the last clause begins; what stands in brackets belongs to its clause.
fn last_break(text: &str) -> Option<usize> {
    let mut depth = 0;
    text.char_indices().rev().find_map(|(at, c)| {
        match c {
            '）' => depth += 1,
            '（' => depth -= 1,
            _ => {}
        }
        (depth == 0 && at > 0 && matches!(c, '，' | '；' | '　')).then_some(at)
    })
}

fn single(ui: &Ui, text: String, format: TextFormat) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text, format);
    job.wrap.max_width = f32::INFINITY;
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// Paints laid-out text inside `rect` and says where it came to lie.
pub fn put(painter: &Painter, rect: Rect, align: Align2, galley: &Arc<Galley>) -> Rect {
    let place = align.align_size_within_rect(galley.size(), rect);
    painter.galley(place.min, Arc::clone(galley), colors().ink);
    place
}

/// Paints text left in `rect`, in the middle of its height.
pub fn put_left(painter: &Painter, rect: Rect, galley: &Arc<Galley>) -> Rect {
    put(painter, rect, Align2::LEFT_CENTER, galley)
}

/// Paints text right in `rect`, in the middle of its height.
pub fn put_right(painter: &Painter, rect: Rect, galley: &Arc<Galley>) -> Rect {
    put(painter, rect, Align2::RIGHT_CENTER, galley)
}

/// Paints text in the middle of `rect`.
pub fn put_center(painter: &Painter, rect: Rect, galley: &Arc<Galley>) -> Rect {
    put(painter, rect, Align2::CENTER_CENTER, galley)
}

/// Paints an icon around a point.
pub fn icon_at(painter: &Painter, center: Pos2, size: f32, icon: Icon, color: Color32) {
    let format =
        TextFormat { font_id: Icon::font(size), color, line_height: Some(size), ..TextFormat::default() };
    let job = LayoutJob::single_section(icon.glyph().to_owned(), format);
    let galley = painter.fonts_mut(|fonts| fonts.layout_job(job));
    let place = Align2::CENTER_CENTER
        .align_size_within_rect(galley.size(), Rect::from_center_size(center, Vec2::ZERO));
    painter.galley(place.min, galley, color);
}

/// Paints an icon at the left edge of `rect` and returns what remains, `gap` further right.
pub fn icon_left(painter: &Painter, rect: Rect, size: f32, gap: f32, icon: Icon, color: Color32) -> Rect {
    icon_at(painter, pos2(rect.left() + size / 2.0, rect.center().y), size, icon, color);
    rect.with_min_x(rect.left() + size + gap)
}

/// The focus ring outside a control: 2 points wide, 2 points away. Takes no space.
pub fn ring_outside(painter: &Painter, rect: Rect, radius: u8) {
    let stroke = Stroke::new(2.0, colors().ring);
    painter.rect_stroke(rect.expand(4.0), f32::from(radius) + 3.0, stroke, StrokeKind::Inside);
}

/// The focus ring on the edge of a field or a row.
pub fn ring_on(painter: &Painter, rect: Rect, radius: u8) {
    painter.rect_stroke(rect, f32::from(radius), Stroke::new(2.0, colors().ring), StrokeKind::Inside);
}

/// A filled box with an edge inside its rectangle.
pub fn surface(painter: &Painter, rect: Rect, radius: u8, fill: Color32, stroke: Stroke) {
    painter.rect(rect, f32::from(radius), fill, stroke, StrokeKind::Inside);
}

/// A thin stroke: one physical pixel.
pub fn thin(ui: &Ui, color: Color32) -> Stroke {
    Stroke::new(hair(ui.ctx()), color)
}

/// A white card: `paper`, hairline `line`, radius 8.
pub fn card(ui: &Ui, rect: Rect) {
    surface(ui.painter(), rect, tokens().radius.card, colors().paper, thin(ui, colors().line));
}

/// A horizontal hairline inside `rect` at height `y`, on the pixel grid.
pub fn hline(ui: &Ui, rect: Rect, y: f32, color: Color32) {
    let width = hair(ui.ctx());
    let line = Rect::from_min_size(pos2(rect.left(), y), vec2(rect.width(), width));
    ui.painter().rect_filled(line, 0.0, color);
}

/// A vertical hairline inside `rect` at `x`, on the pixel grid.
pub fn vline(ui: &Ui, rect: Rect, x: f32, color: Color32) {
    let width = hair(ui.ctx());
    let line = Rect::from_min_size(pos2(x, rect.top()), vec2(width, rect.height()));
    ui.painter().rect_filled(line, 0.0, color);
}

/// A dashed rectangle.
pub fn dashed(painter: &Painter, rect: Rect, stroke: Stroke) {
    let r = rect.shrink(stroke.width / 2.0);
    let path = [r.left_top(), r.right_top(), r.right_bottom(), r.left_bottom(), r.left_top()];
    painter.extend(Shape::dashed_line(&path, stroke, 4.0, 3.0));
}

#[cfg(test)]
mod tests {
    use super::last_break;

    #[test]
    fn clauses_end_at_commas_outside_brackets() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(last_break(text).map(|at| &text[..at]), expected, "{text}");
        };
        check("3月31日 周三，83 个工作日后", Some("3月31日 周三"));
        check("3月31日 周三，83 个工作日后（日历未发布，仅供参考）", Some("3月31日 周三"));
        check("没有别的", None);
    }
}
