//! The visitors at the desk as tabs of a file, 新受理 beside them, and when the draft was kept.

use crate::domain::case::CaseState;
use crate::domain::moment::Moment;
use crate::ui::components::key_cap;
use crate::ui::components::paint;
use crate::ui::pages::intake::visit::Who;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use egui::CornerRadius;
use egui::Rect;
use egui::Role;
use egui::Sense;
use egui::StrokeKind;
use egui::Ui;
use egui::WidgetInfo;
use egui::pos2;
use egui::vec2;

/// How high the row is.
pub const HEIGHT: f32 = 48.0;
const PAD: f32 = 16.0;

/// One visitor.
#[derive(Clone, Debug, PartialEq)]
pub struct VisitorTab {
    pub who: Who,
    pub name: String,
    pub step: &'static str,
}

/// The word of the step a case waits at.
pub fn step_word(state: CaseState) -> &'static str {
    match state {
        CaseState::Booked => "接待",
        CaseState::Received => "告知",
        CaseState::Reviewing => "审查",
        other => other.label(),
    }
}

/// The first client stands for all: a tab has room for one name, whole.
pub fn short(names: &str) -> String {
    names.split('、').next().unwrap_or_default().to_owned()
}

/// What was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TabAsk {
    Open(Who),
    Fresh,
    /// There is no room for more tabs; the others are found by name.
    Find,
}

/// The row inside `rect`.
pub fn ui(
    ui: &mut Ui,
    rect: Rect,
    tabs: &[VisitorTab],
    current: Who,
    kept_at: Option<Moment>,
) -> Option<TabAsk> {
    let c = colors();
    paint::hline(ui, rect, rect.bottom() - 1.0, c.line);
    let fresh_width = fresh_width(ui);
    let kept_width = kept_at.map_or(0.0, |at| kept_width(ui, at));
    let mut room = rect.width() - fresh_width - 2.0 * PAD;
    let wide = room > 640.0;
    if wide {
        room -= kept_width;
    }
    let shown = fitting(ui, tabs, current, room - 88.0);
    let mut asked = None;
    let mut x = rect.left() + PAD;
    for tab in &shown {
        let width = tab_width(ui, tab);
        let place = Rect::from_min_max(pos2(x, rect.top() + 8.0), pos2(x + width, rect.bottom()));
        if one(ui, place, tab, tab.who == current) {
            asked = Some(TabAsk::Open(tab.who));
        }
        x += width;
    }
    let n_more = tabs.len() - shown.len();
    if n_more > 0 {
        let words = format!("另有 {n_more} 位");
        let width = paint::line(ui, Type::Note, c.acc, &words).size().x + 24.0;
        let place = Rect::from_min_max(pos2(x, rect.top() + 8.0), pos2(x + width, rect.bottom()));
        if link(ui, place, &words, &words) {
            asked = Some(TabAsk::Find);
        }
        x += width;
    }
    let place = Rect::from_min_max(pos2(x, rect.top() + 8.0), pos2(x + fresh_width, rect.bottom()));
    if fresh(ui, place) {
        asked = Some(TabAsk::Fresh);
    }
    if let Some(at) = kept_at.filter(|_| wide) {
        kept(ui, rect.shrink2(vec2(PAD, 0.0)), at);
    }
    asked
}

/// As many tabs as there is room for; the current one is always among them.
fn fitting(ui: &Ui, tabs: &[VisitorTab], current: Who, room: f32) -> Vec<VisitorTab> {
    let mut left = room;
    let mut shown = Vec::new();
    if let Some(tab) = tabs.iter().find(|tab| tab.who == current) {
        left -= tab_width(ui, tab);
    }
    for tab in tabs {
        if tab.who == current {
            shown.push(tab.clone());
            continue;
        }
        let width = tab_width(ui, tab);
        if width <= left {
            left -= width;
            shown.push(tab.clone());
        }
    }
    shown
}

fn tab_width(ui: &Ui, tab: &VisitorTab) -> f32 {
    let c = colors();
    let name = paint::bold(ui, Type::Field, c.ink, &tab.name).size().x;
    let step = paint::line(ui, Type::Note, c.ink2, tab.step).size().x;
    (PAD + 20.0 + 8.0 + name + 8.0 + step + PAD).ceil()
}

fn one(ui: &Ui, place: Rect, tab: &VisitorTab, is_current: bool) -> bool {
    let c = colors();
    let response = ui.interact(place, ui.unique_id().with(("visitor", tab.who.key())), Sense::click());
    let name = format!("{} {}", tab.name, tab.step);
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_current, &name));
    let corners = CornerRadius { nw: 4, ne: 4, sw: 0, se: 0 };
    if is_current {
        let over = place.with_max_y(place.bottom() + 1.0);
        ui.painter().rect(over, corners, c.paper, paint::thin(ui, c.line), StrokeKind::Inside);
        let seam = Rect::from_min_max(
            pos2(place.left() + 1.0, place.bottom() - 1.0),
            pos2(place.right() - 1.0, over.bottom()),
        );
        ui.painter().rect_filled(seam, 0.0, c.paper);
    } else if response.hovered() {
        ui.painter().rect_filled(place.with_max_y(place.bottom() - 1.0), corners, c.side);
    }
    let area = place.shrink2(vec2(PAD, 0.0));
    let ink = if is_current { c.ink } else { c.ink2 };
    let area = paint::icon_left(ui.painter(), area, measures().icon_text, 8.0, icon::PERSON, ink);
    let text = if is_current {
        paint::name(ui, Type::Field, c.ink, &tab.name)
    } else {
        paint::regular(ui, Type::Field, c.ink2, &tab.name)
    };
    let said = paint::put_left(ui.painter(), area, &text);
    let beside = area.with_min_x(said.right() + 8.0);
    paint::put_left(ui.painter(), beside, &paint::line(ui, Type::Note, c.ink2, tab.step));
    if response.has_focus() {
        paint::ring_on(ui.painter(), place.shrink(2.0), 4);
    }
    response.clicked()
}

fn fresh_width(ui: &Ui) -> f32 {
    let text = paint::line(ui, Type::Field, colors().acc, "新受理").size().x;
    (PAD + 20.0 + 8.0 + text + 8.0 + 30.0 + PAD).ceil()
}

fn fresh(ui: &mut Ui, place: Rect) -> bool {
    let c = colors();
    let response = ui.interact(place, ui.unique_id().with("fresh visitor"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "新受理"));
    if response.hovered() {
        ui.painter().rect_filled(place.shrink2(vec2(4.0, 4.0)), 4.0, c.tint);
    }
    let area = place.shrink2(vec2(PAD, 0.0));
    let area = paint::icon_left(ui.painter(), area, measures().icon_text, 8.0, icon::ADD, c.acc);
    let said = paint::put_left(ui.painter(), area, &paint::line(ui, Type::Field, c.acc, "新受理"));
    let cap = Rect::from_min_size(pos2(said.right() + 8.0, place.center().y - 10.0), vec2(30.0, 20.0));
    let mut corner = ui.new_child(egui::UiBuilder::new().max_rect(cap).id_salt("fresh key"));
    key_cap::key_cap(&mut corner, "F2");
    if response.has_focus() {
        paint::ring_on(ui.painter(), place.shrink(2.0), 4);
    }
    response.clicked()
}

fn link(ui: &Ui, place: Rect, name: &str, words: &str) -> bool {
    let c = colors();
    let response = ui.interact(place, ui.unique_id().with(("tabs link", name)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    paint::put_center(ui.painter(), place, &paint::line(ui, Type::Note, c.acc, words));
    response.clicked()
}

fn kept_words(at: Moment) -> String {
    format!("草稿已保存 {}", at.clock_text())
}

fn kept_width(ui: &Ui, at: Moment) -> f32 {
    paint::line(ui, Type::Note, colors().green, kept_words(at)).size().x + 24.0
}

fn kept(ui: &Ui, rect: Rect, at: Moment) {
    let c = colors();
    let words = kept_words(at);
    let place = paint::put_right(ui.painter(), rect, &paint::line(ui, Type::Note, c.green, &words));
    let center = pos2(place.left() - 12.0, place.center().y);
    paint::icon_at(ui.painter(), center, measures().icon_note, icon::DONE, c.green);
    let response = ui.interact(place, ui.unique_id().with("draft kept"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
}
