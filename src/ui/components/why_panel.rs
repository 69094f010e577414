//! 为什么不能点: what is missing, one button for each, and the quickest lawful way.
//!
//! Opens above the grey button, focus on the first way out: on a press, on Enter or F1 while it has the keyboard, and
//! under a pointer that rests. It takes the keyboard and gives it back on Esc.

use super::button::Button;
use super::button::icon_button_at;
use super::citation;
use super::citation::CitationRef;
use super::flow;
use super::key_cap;
use super::paint;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use crate::ui::theme::tokens;
use egui::Area;
use egui::Galley;
use egui::Id;
use egui::Key;
use egui::Modifiers;
use egui::Order;
use egui::Pos2;
use egui::Rect;
use egui::Response;
use egui::Sense;
use egui::Ui;
use egui::UiBuilder;
use egui::pos2;
use egui::vec2;
use std::sync::Arc;

const HEAD: f32 = 52.0;
const ROW: f32 = 68.0;
const FOOT: f32 = 48.0;
/// How long a pointer rests before the panel opens.
const REST_SECONDS: f64 = 0.4;
/// From the left edge of the panel to its text.
const TEXT: f32 = 53.0;

/// Why a button cannot be pressed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Why {
    /// 「现在还不能开始检验」.
    pub title: String,
    /// What is missing, in the order it should be solved.
    pub items: Vec<WhyItem>,
    /// The quickest lawful way, in one sentence.
    pub quickest: Option<String>,
}

/// One missing thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhyItem {
    /// The missing fact.
    pub fact: String,
    /// Why it is needed.
    pub reason: String,
    /// Where that stands written.
    pub citation: Option<CitationRef>,
    /// The word on the button that solves it.
    pub solve: Option<String>,
    /// The key that does the same.
    pub key: Option<String>,
}

impl Why {
    /// A reason without items yet.
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }

    /// Adds a missing thing.
    pub fn item(mut self, item: WhyItem) -> Self {
        self.items.push(item);
        self
    }

    /// Names the quickest lawful way.
    pub fn quickest(mut self, way: impl Into<String>) -> Self {
        self.quickest = Some(way.into());
        self
    }

    /// What a screen reader says of the grey button.
    fn spoken(&self) -> String {
        let facts: Vec<&str> = self.items.iter().map(|item| item.fact.as_str()).collect();
        format!("{}：{}", self.title, facts.join("、"))
    }
}

impl WhyItem {
    /// A missing fact and why it is needed.
    pub fn new(fact: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { fact: fact.into(), reason: reason.into(), citation: None, solve: None, key: None }
    }

    /// Names where it stands written.
    pub fn cited(mut self, citation: CitationRef) -> Self {
        self.citation = Some(citation);
        self
    }

    /// Adds the button that solves it.
    pub fn solve(mut self, word: impl Into<String>) -> Self {
        self.solve = Some(word.into());
        self
    }

    /// Adds the key cap on that button.
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }
}

/// Handles opening and closing above a grey button; returns the item whose way out was chosen.
pub(crate) fn above_button(ui: &mut Ui, button: &Response, why: &Why) -> Option<usize> {
    let open_id = button.id.with("why open");
    let was_open = ui.data(|data| data.get_temp::<bool>(open_id)).unwrap_or(false);
    let asked = button.has_focus() && !was_open && flow::pressed(ui.ctx(), Modifiers::NONE, Key::F1);
    let mut open = was_open || asked || button.clicked() || rested(ui, button);
    let just_opened = open && !was_open;
    let mut solved = None;
    ui.ctx().accesskit_node_builder(button.id, |node| node.set_description(why.spoken()));
    if open {
        let anchor = pos2(button.rect.right(), button.rect.top() - 8.0);
        let output = floating(ui, open_id, anchor, why, just_opened);
        solved = output.solve;
        let clicked_outside = !just_opened && output.area.clicked_elsewhere() && !button.clicked();
        open = !(output.close || clicked_outside || solved.is_some());
        if !open {
            shut(ui, button.id);
            flow::focus(ui.ctx(), button.id);
        }
    }
    ui.data_mut(|data| data.insert_temp(open_id, open));
    solved
}

/// Whether the panel of a button is open.
pub(super) fn is_open(ctx: &egui::Context, button: Id) -> bool {
    ctx.data(|data| data.get_temp::<bool>(button.with("why open"))).unwrap_or(false)
}

/// A pointer on a grey button.
#[derive(Clone, Copy)]
struct Hover {
    since: f64,
    /// It was opened or closed here already: only moving the pointer opens it again.
    is_spent: bool,
}

/// Resting the pointer opens the panel too, whether the pointer came to the grey button or the button turned grey
/// under it. Not under a pointer that rests where it clicked: what was just pressed needs no explanation.
fn rested(ui: &Ui, button: &Response) -> bool {
    let id = button.id.with("hovered");
    if !button.hovered() {
        ui.data_mut(|data| data.remove::<Hover>(id));
        return false;
    }
    let (now, still_for, clicked_ago, is_down) = ui.input(|input| {
        let pointer = &input.pointer;
        let still_for = f64::from(pointer.time_since_last_movement());
        (input.time, still_for, f64::from(pointer.time_since_last_click()), pointer.any_down())
    });
    let has_clicked_here = clicked_ago <= still_for;
    let known = ui.data(|data| data.get_temp::<Hover>(id));
    let mut hover = known.unwrap_or(Hover { since: now, is_spent: has_clicked_here });
    if now - still_for > hover.since {
        hover = Hover { since: now - still_for, is_spent: false };
    }
    let left = REST_SECONDS - (now - hover.since);
    let opens = !hover.is_spent && !is_down && left <= 0.0;
    if opens {
        hover.is_spent = true;
    } else if !hover.is_spent && left > 0.0 {
        ui.ctx().request_repaint_after_secs(left as f32);
    }
    ui.data_mut(|data| data.insert_temp(id, hover));
    opens
}

/// Closed by hand, it stays closed while the pointer rests.
fn shut(ui: &Ui, button: Id) {
    let now = ui.input(|input| input.time);
    ui.data_mut(|data| data.insert_temp(button.with("hovered"), Hover { since: now, is_spent: true }));
}

struct PanelOutput {
    solve: Option<usize>,
    close: bool,
    area: Response,
}

fn floating(ui: &Ui, id: Id, bottom_right: Pos2, why: &Why, just_opened: bool) -> PanelOutput {
    let window = ui.ctx().content_rect().shrink(8.0);
    let width = measures().why_panel.min(window.width());
    let size = vec2(width, Layout::of(ui, why, width).height());
    let left = (bottom_right.x - size.x).max(window.left());
    let top = (bottom_right.y - size.y).max(window.top());
    let area = Area::new(id).order(Order::Foreground).fixed_pos(pos2(left, top)).default_size(size);
    let shown = area.show(ui.ctx(), |ui| {
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        why_panel(ui, rect, why, just_opened)
    });
    // Over the menu whose grey entry it explains.
    ui.ctx().move_to_top(shown.response.layer_id);
    let escape = flow::pressed(ui.ctx(), Modifiers::NONE, Key::Escape);
    PanelOutput { solve: shown.inner.0, close: shown.inner.1 || escape, area: shown.response }
}

/// How the texts of a panel lie: nothing runs under a button, long facts take more lines.
struct Layout {
    rows: Vec<RowLayout>,
    /// The quickest way and the height of the foot; none without items.
    quickest: Option<Arc<Galley>>,
    foot: f32,
}

struct RowLayout {
    fact: Arc<Galley>,
    reason: Arc<Galley>,
    height: f32,
}

impl Layout {
    fn of(ui: &Ui, why: &Why, width: f32) -> Self {
        let c = colors();
        let quickest = why.quickest.as_ref().map(|way| {
            let m = measures();
            let room = width - 2.0 * m.space_4 - m.icon_text - m.space_2 - keys_width(ui) - m.space_4;
            paint::wrapped(ui, Type::Body, c.ink, format!("最快的办法：{way}"), room)
        });
        let has_foot = quickest.is_some() || !why.items.is_empty();
        let words = quickest.as_ref().map_or(0.0, |words| words.size().y + 24.0);
        let rows = why.items.iter().map(|item| RowLayout::of(ui, item, width)).collect();
        Self { rows, quickest, foot: if has_foot { words.max(FOOT).ceil() } else { 0.0 } }
    }

    fn height(&self) -> f32 {
        HEAD + self.rows.iter().map(|row| row.height).sum::<f32>() + self.foot
    }
}

impl RowLayout {
    fn of(ui: &Ui, item: &WhyItem, width: f32) -> Self {
        let c = colors();
        let m = measures();
        let button = solve_button(item).map_or(0.0, |button| button.width_in(ui) + m.space_4);
        let room = (width - TEXT - button - m.space_4).max(120.0);
        let cited = item.citation.as_ref().map_or(0.0, |cited| citation::width(ui, cited) + m.space_3);
        let fact = paint::wrapped_bold(ui, Type::Body, c.ink, &item.fact, room);
        let reason = paint::wrapped(ui, Type::Note, c.ink2, &item.reason, room - cited);
        let height = (fact.size().y + reason.size().y + 24.0).max(ROW).ceil();
        Self { fact, reason, height }
    }
}

fn solve_button(item: &WhyItem) -> Option<Button<'_>> {
    let button = Button::secondary(item.solve.as_ref()?);
    Some(match &item.key {
        Some(key) => button.key(key),
        None => button,
    })
}

/// The panel itself inside `rect`; returns the item solved and whether it was closed. Pages use `Button::why`.
fn why_panel(ui: &mut Ui, rect: Rect, why: &Why, take_focus: bool) -> (Option<usize>, bool) {
    let c = colors();
    let card = tokens().radius.card;
    let layout = Layout::of(ui, why, rect.width());
    ui.painter().add(tokens().shadow.pop.shadow().as_shape(rect, f32::from(card)));
    paint::surface(ui.painter(), rect, card, c.paper, paint::thin(ui, c.line2));
    let close = head(ui, Rect::from_min_size(rect.min, vec2(rect.width(), HEAD)), why);
    let mut solve = None;
    let mut y = rect.top() + HEAD;
    let mut first_button = None;
    for (at, (item, laid)) in why.items.iter().zip(&layout.rows).enumerate() {
        let line = Rect::from_min_size(pos2(rect.left(), y), vec2(rect.width(), laid.height));
        if let Some(response) = row(ui, line, at, item, laid) {
            if response.clicked() {
                solve = Some(at);
            }
            first_button.get_or_insert(response.id);
        }
        y += laid.height;
    }
    foot(ui, rect.with_min_y(y), &layout);
    if take_focus {
        flow::focus(ui.ctx(), first_button.unwrap_or(close.id));
    }
    (solve, close.clicked())
}

fn head(ui: &Ui, rect: Rect, why: &Why) -> Response {
    let c = colors();
    let m = measures();
    let area = rect.shrink2(vec2(m.space_4, 0.0));
    let area = paint::icon_left(ui.painter(), area, m.icon_notice, m.space_2, icon::BLOCK, c.red);
    paint::put_left(ui.painter(), area, &paint::line(ui, Type::Head, c.ink, &why.title));
    let close_at = Rect::from_center_size(pos2(rect.right() - 32.0, rect.center().y), vec2(32.0, 32.0));
    let close = icon_button_at(ui, close_at, icon::CLOSE, "关掉");
    let count = paint::line(ui, Type::Note, c.ink2, format!("缺 {} 项", why.items.len()));
    paint::put_right(ui.painter(), area.with_max_x(close_at.left() - m.space_3), &count);
    paint::hline(ui, rect, rect.bottom() - 1.0, c.line);
    close
}

fn row(ui: &mut Ui, rect: Rect, at: usize, item: &WhyItem, laid: &RowLayout) -> Option<Response> {
    let c = colors();
    let badge = Rect::from_center_size(pos2(rect.left() + 29.0, rect.center().y), vec2(24.0, 24.0));
    ui.painter().circle_filled(badge.center(), 12.0, c.red_t);
    paint::put_center(ui.painter(), badge, &paint::bold(ui, Type::Note, c.red, (at + 1).to_string()));
    let used = laid.fact.size().y + laid.reason.size().y;
    let text = pos2(rect.left() + TEXT, rect.center().y - (used / 2.0).round());
    ui.painter().galley(text, Arc::clone(&laid.fact), c.ink);
    let below = text + vec2(0.0, laid.fact.size().y);
    ui.painter().galley(below, Arc::clone(&laid.reason), c.ink2);
    if let Some(cited) = &item.citation {
        let size = vec2(citation::width(ui, cited), Type::Note.line());
        let left = below + vec2(laid.reason.size().x + measures().space_3, 0.0);
        citation::citation_at(ui, Rect::from_min_size(left, size), cited);
    }
    paint::hline(ui, rect, rect.bottom() - 1.0, c.line);
    let button = solve_button(item)?;
    let slot = rect.shrink2(vec2(measures().space_4, 18.0));
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    let mut child = ui.new_child(UiBuilder::new().max_rect(slot).layout(layout).id_salt(("why", at)));
    Some(button.ui(&mut child))
}

/// The keys at the right of the foot: the word of each and its caps.
const KEYS: [(&str, &[&str]); 2] = [("去办", &["Enter"]), ("选", &["↓", "↑"])];

fn keys_width(ui: &Ui) -> f32 {
    let word = |word: &str| paint::line(ui, Type::Note, colors().ink2, word).size().x + 12.0;
    let caps = |keys: &[&str]| keys.iter().map(|key| key_cap::width(ui, key) + 4.0).sum::<f32>();
    KEYS.iter().map(|(said, keys)| word(said) + caps(keys)).sum()
}

fn foot(ui: &Ui, rect: Rect, layout: &Layout) {
    if layout.foot <= 0.0 {
        return;
    }
    let c = colors();
    let m = measures();
    let radius = tokens().radius.card;
    let corners = egui::CornerRadius { nw: 0, ne: 0, sw: radius, se: radius };
    ui.painter().rect_filled(rect.shrink(1.0), corners, c.sunk);
    let area = rect.shrink2(vec2(m.space_4, 0.0));
    if let Some(words) = &layout.quickest {
        let area = paint::icon_left(ui.painter(), area, m.icon_text, m.space_2, icon::ROUTE, c.acc);
        paint::put_left(ui.painter(), area, words);
    }
    let mut right = area;
    for (word, keys) in KEYS {
        let said = paint::put_right(ui.painter(), right, &paint::line(ui, Type::Note, c.ink2, word));
        right.max.x = said.left() - 4.0;
        for key in keys {
            right.max.x = key_cap::paint_at(ui, right, key, key_cap::Look::OnPaper).left() - 4.0;
        }
        right.max.x -= 8.0;
    }
}
