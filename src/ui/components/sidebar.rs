//! The sidebar: mark and name, seven places, who is here and 锁定. In a narrower window a rail of 72.

use super::button::icon_button_at;
use super::paint;
use crate::ui::theme::Type;
use crate::ui::theme::Width;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::icon::Icon;
use crate::ui::theme::measures;
use crate::ui::theme::tokens;
use egui::Rect;
use egui::Role;
use egui::Sense;
use egui::Ui;
use egui::WidgetInfo;
use egui::pos2;
use egui::vec2;

const HEAD: f32 = 64.0;
const ITEM: f32 = 40.0;
const RAIL_ITEM: f32 = 44.0;
const FOOT: f32 = 60.0;
/// Icon and word still stand apart.
const LEAST_ITEM: f32 = 40.0;

/// One place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    /// Its icon.
    pub icon: Icon,
    /// Its word, two characters.
    pub word: &'a str,
    /// How many things wait there.
    pub count: usize,
}

/// What was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SidebarAsk {
    /// A place.
    Go(usize),
    /// 锁定.
    Lock,
}

/// How wide the sidebar is in this window; 0 when it hides behind 菜单 F10.
pub fn width(ctx: &egui::Context) -> f32 {
    match Width::of_window(ctx) {
        Width::Wide | Width::Desk => measures().sidebar,
        Width::Rail => measures().rail,
        Width::Narrow => 0.0,
    }
}

/// The sidebar over the rectangle of `ui`. `sidebar(ui, &places, 1, "周晓岚", "前台")`.
pub fn sidebar(
    ui: &mut Ui,
    places: &[Place<'_>],
    chosen: usize,
    user: &str,
    role: &str,
) -> Option<SidebarAsk> {
    let c = colors();
    let rect = ui.max_rect();
    ui.painter().rect_filled(rect, 0.0, c.side);
    paint::vline(ui, rect, rect.right() - 1.0, c.line2);
    let rail = rect.width() < 120.0;
    let mut asked = None;
    let item = if rail { RAIL_ITEM } else { ITEM };
    let most = measures().space_1;
    let head = if rail { HEAD - 12.0 } else { HEAD };
    // With very large letters the mark gives way to the last place.
    let has_mark = head + places.len() as f32 * (item + most) + FOOT <= rect.height();
    if has_mark {
        mark(ui, rect, rail);
    }
    let mut top = rect.top() + if has_mark { head } else { measures().space_2 };
    // What each place may take after the mark: the last one must not lie on the foot.
    let share = ((rect.bottom() - FOOT - top) / places.len().max(1) as f32).floor();
    let item = item.min(share.max(LEAST_ITEM));
    let gap = (share - item).clamp(0.0, most);
    for (at, place) in places.iter().enumerate() {
        let slot = Rect::from_min_size(pos2(rect.left() + 8.0, top), vec2(rect.width() - 17.0, item));
        if place_ui(ui, slot, place, at == chosen, rail) {
            asked = Some(SidebarAsk::Go(at));
        }
        top += item + gap;
    }
    let foot = rect.with_min_y(rect.bottom() - FOOT);
    paint::hline(ui, foot.shrink2(vec2(8.0, 0.0)), foot.top(), c.line2);
    if foot_ui(ui, foot, user, role, rail) {
        asked = Some(SidebarAsk::Lock);
    }
    asked
}

fn mark(ui: &Ui, rect: Rect, rail: bool) {
    let c = colors();
    let left = if rail { rect.center().x - 16.0 } else { rect.left() + 16.0 };
    let top = if rail { 12.0 } else { 16.0 };
    let square = Rect::from_min_size(pos2(left.round(), rect.top() + top), vec2(32.0, 32.0));
    ui.painter().rect_filled(square, f32::from(tokens().radius.control), c.acc);
    paint::put_center(ui.painter(), square, &paint::line(ui, Type::SheetTitle, c.paper, "鉴"));
    if !rail {
        let name = square.with_min_x(square.right() + 12.0).with_max_x(rect.right());
        paint::put_left(ui.painter(), name, &paint::line(ui, Type::Head, c.ink, "鉴证台"));
    }
}

fn place_ui(ui: &Ui, rect: Rect, place: &Place<'_>, chosen: bool, rail: bool) -> bool {
    let c = colors();
    let m = measures();
    let response = ui.interact(rect, ui.unique_id().with(("place", place.word)), Sense::click());
    let name =
        if place.count > 0 { format!("{} {}", place.word, place.count) } else { place.word.to_owned() };
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, chosen, &name));
    let radius = f32::from(tokens().radius.control);
    if chosen {
        ui.painter().rect_filled(rect, radius, c.paper);
        let bar = Rect::from_min_max(
            rect.left_top() + vec2(0.0, 8.0),
            pos2(rect.left() + 3.0, rect.bottom() - 8.0),
        );
        ui.painter().rect_filled(bar, 1.0, c.acc);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, radius, c.sunk);
    }
    let color = if chosen { c.acc } else { c.ink2 };
    let ink = if chosen { c.ink } else { c.ink2 };
    if rail {
        let top = Rect::from_min_size(rect.min + vec2(0.0, 4.0), vec2(rect.width(), 20.0));
        paint::icon_at(ui.painter(), top.center(), m.icon_text, place.icon, color);
        let below = Rect::from_min_size(top.left_bottom(), vec2(rect.width(), 18.0));
        let word = word_galley(ui, Type::Note, ink, place.word, chosen);
        paint::put_center(ui.painter(), below, &word);
    } else {
        let area = rect.shrink2(vec2(m.space_3, 0.0));
        let area = paint::icon_left(ui.painter(), area, m.icon_text, m.space_3, place.icon, color);
        paint::put_left(ui.painter(), area, &word_galley(ui, Type::Body, ink, place.word, chosen));
    }
    badge(ui, rect, place.count, rail);
    if response.has_focus() {
        paint::ring_on(ui.painter(), rect, tokens().radius.control);
    }
    response.clicked()
}

fn word_galley(
    ui: &Ui,
    kind: Type,
    ink: egui::Color32,
    word: &str,
    chosen: bool,
) -> std::sync::Arc<egui::Galley> {
    if chosen { paint::bold(ui, kind, ink, word) } else { paint::line(ui, kind, ink, word) }
}

fn badge(ui: &Ui, rect: Rect, count: usize, rail: bool) {
    if count == 0 {
        return;
    }
    let c = colors();
    let center =
        if rail { rect.right_top() + vec2(-12.0, 10.0) } else { rect.right_center() - vec2(22.0, 0.0) };
    let text = paint::line(ui, Type::Note, c.ink, count.to_string());
    let width = (text.size().x + 10.0).max(20.0);
    let place = Rect::from_center_size(center, vec2(width, 20.0));
    ui.painter().rect_filled(place, 10.0, c.line);
    paint::put_center(ui.painter(), place, &text);
}

fn foot_ui(ui: &Ui, rect: Rect, user: &str, role: &str, rail: bool) -> bool {
    let c = colors();
    let center = if rail { rect.center() } else { pos2(rect.right() - 31.0, rect.center().y) };
    let lock = Rect::from_center_size(center, vec2(38.0, 32.0));
    paint::surface(ui.painter(), lock, tokens().radius.control, c.paper, paint::thin(ui, c.edge));
    if !rail {
        let text = rect.with_min_x(rect.left() + 16.0);
        let first = Rect::from_min_size(text.min + vec2(0.0, 8.0), vec2(text.width(), 24.0));
        paint::put_left(ui.painter(), first, &paint::name(ui, Type::Body, c.ink, user));
        let second = first.translate(vec2(0.0, 21.0));
        paint::put_left(ui.painter(), second, &paint::line(ui, Type::Note, c.ink2, role));
    }
    icon_button_at(ui, lock, icon::LOCK, &format!("锁定，{user} {role}")).clicked()
}
