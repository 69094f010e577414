//! 为什么不能点: what is missing, one button for each, and the quickest lawful way.
//!
//! Opens above the grey button, focus on the first way out. It takes the keyboard and gives it back on Esc.

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

const HEAD: f32 = 52.0;
const ROW: f32 = 68.0;
const FOOT: f32 = 48.0;
const REST_SECONDS: f64 = 0.6;

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

    fn height(&self) -> f32 {
        let foot = if self.quickest.is_some() || !self.items.is_empty() { FOOT } else { 0.0 };
        HEAD + ROW * self.items.len() as f32 + foot
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
    let mut open = was_open || button.clicked() || rested(ui, button);
    let just_opened = open && !was_open;
    let mut solved = None;
    if open {
        let anchor = pos2(button.rect.right(), button.rect.top() - 8.0);
        let output = floating(ui, open_id, anchor, why, just_opened);
        solved = output.solve;
        let clicked_outside = !just_opened && output.area.clicked_elsewhere() && !button.clicked();
        open = !(output.close || clicked_outside || solved.is_some());
        if !open {
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

/// Resting the pointer opens the panel too; only a pointer that came to rest, so that it never jumps at a passer-by.
fn rested(ui: &Ui, button: &Response) -> bool {
    let id = button.id.with("hovered since");
    if !button.hovered() {
        ui.data_mut(|data| data.remove::<f64>(id));
        return false;
    }
    let is_move = |event: &egui::Event| matches!(event, egui::Event::PointerMoved(_));
    let (now, moved) = ui.input(|input| (input.time, input.events.iter().any(is_move)));
    let known = ui.data(|data| data.get_temp::<f64>(id));
    // A button that turned grey under a pointer nobody moved, or was closed with Esc, stays shut.
    if known.is_none() && !moved {
        return false;
    }
    let since = known.unwrap_or(now);
    ui.data_mut(|data| data.insert_temp(id, since));
    let left = REST_SECONDS - (now - since);
    if left > 0.0 {
        ui.ctx().request_repaint_after_secs(left as f32);
    }
    let still = ui.input(|input| input.pointer.is_still());
    let once = ui.data_mut(|data| {
        let done = data.get_temp::<f64>(id.with("opened for")) == Some(since);
        if left <= 0.0 {
            data.insert_temp(id.with("opened for"), since);
        }
        !done
    });
    left <= 0.0 && still && once
}

struct PanelOutput {
    solve: Option<usize>,
    close: bool,
    area: Response,
}

fn floating(ui: &Ui, id: Id, bottom_right: Pos2, why: &Why, just_opened: bool) -> PanelOutput {
    let window = ui.ctx().content_rect().shrink(8.0);
    let size = vec2(measures().why_panel.min(window.width()), why.height());
    let left = (bottom_right.x - size.x).max(window.left());
    let top = (bottom_right.y - size.y).max(window.top());
    let area = Area::new(id).order(Order::Foreground).fixed_pos(pos2(left, top)).default_size(size);
    let shown = area.show(ui.ctx(), |ui| {
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        why_panel(ui, rect, why, just_opened)
    });
    let escape = flow::pressed(ui.ctx(), Modifiers::NONE, Key::Escape);
    PanelOutput { solve: shown.inner.0, close: shown.inner.1 || escape, area: shown.response }
}

/// The panel itself inside `rect`; returns the item solved and whether it was closed. Pages use `Button::why`.
pub fn why_panel(ui: &mut Ui, rect: Rect, why: &Why, take_focus: bool) -> (Option<usize>, bool) {
    let c = colors();
    let card = tokens().radius.card;
    ui.painter().add(tokens().shadow.pop.shadow().as_shape(rect, f32::from(card)));
    paint::surface(ui.painter(), rect, card, c.paper, paint::thin(ui, c.line2));
    let close = head(ui, Rect::from_min_size(rect.min, vec2(rect.width(), HEAD)), why);
    let mut solve = None;
    let mut y = rect.top() + HEAD;
    let mut first_button = None;
    for (at, item) in why.items.iter().enumerate() {
        let line = Rect::from_min_size(pos2(rect.left(), y), vec2(rect.width(), ROW));
        if let Some(response) = row(ui, line, at, item) {
            if response.clicked() {
                solve = Some(at);
            }
            first_button.get_or_insert(response.id);
        }
        y += ROW;
    }
    foot(ui, rect.with_min_y(y), why);
    if take_focus && let Some(first) = first_button {
        flow::focus(ui.ctx(), first);
    }
    (solve, close)
}

fn head(ui: &Ui, rect: Rect, why: &Why) -> bool {
    let c = colors();
    let m = measures();
    let area = rect.shrink2(vec2(m.space_4, 0.0));
    let area = paint::icon_left(ui.painter(), area, m.icon_notice, m.space_2, icon::BLOCK, c.red);
    paint::put_left(ui.painter(), area, &paint::line(ui, Type::Head, c.ink, &why.title));
    let close_at = Rect::from_center_size(pos2(rect.right() - 32.0, rect.center().y), vec2(32.0, 32.0));
    let close = icon_button_at(ui, close_at, icon::CLOSE, "关掉").clicked();
    let count = paint::line(ui, Type::Note, c.ink2, format!("缺 {} 项", why.items.len()));
    paint::put_right(ui.painter(), area.with_max_x(close_at.left() - m.space_3), &count);
    paint::hline(ui, rect, rect.bottom() - 1.0, c.line);
    close
}

fn row(ui: &mut Ui, rect: Rect, at: usize, item: &WhyItem) -> Option<Response> {
    let c = colors();
    let badge = Rect::from_center_size(pos2(rect.left() + 29.0, rect.center().y), vec2(24.0, 24.0));
    ui.painter().circle_filled(badge.center(), 12.0, c.red_t);
    paint::put_center(ui.painter(), badge, &paint::bold(ui, Type::Note, c.red, (at + 1).to_string()));
    let text = rect.with_min_x(badge.right() + 12.0);
    let top =
        Rect::from_min_size(pos2(text.left(), rect.top() + 12.0), vec2(text.width(), Type::Body.line()));
    paint::put_left(ui.painter(), top, &paint::bold(ui, Type::Body, c.ink, &item.fact));
    let below = top.translate(vec2(0.0, 22.0));
    let said = paint::put_left(ui.painter(), below, &paint::line(ui, Type::Note, c.ink2, &item.reason));
    if let Some(cited) = &item.citation {
        let width = citation::width(ui, cited);
        let link = Rect::from_min_size(pos2(said.right() + 12.0, said.top()), vec2(width, said.height()));
        citation::citation_at(ui, link, cited);
    }
    paint::hline(ui, rect, rect.bottom() - 1.0, c.line);
    let word = item.solve.as_ref()?;
    let mut button = Button::secondary(word);
    if let Some(key) = &item.key {
        button = button.key(key);
    }
    let slot = rect.shrink2(vec2(16.0, 18.0));
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    let mut child = ui.new_child(UiBuilder::new().max_rect(slot).layout(layout).id_salt(("why", at)));
    Some(button.ui(&mut child))
}

fn foot(ui: &Ui, rect: Rect, why: &Why) {
    if rect.height() < FOOT {
        return;
    }
    let c = colors();
    let m = measures();
    let radius = tokens().radius.card;
    let corners = egui::CornerRadius { nw: 0, ne: 0, sw: radius, se: radius };
    ui.painter().rect_filled(rect.shrink(1.0), corners, c.sunk);
    let area = rect.shrink2(vec2(m.space_4, 0.0));
    if let Some(way) = &why.quickest {
        let area = paint::icon_left(ui.painter(), area, m.icon_text, m.space_2, icon::ROUTE, c.acc);
        paint::put_left(
            ui.painter(),
            area,
            &paint::line(ui, Type::Body, c.ink, format!("最快的办法：{way}")),
        );
    }
    let mut right = area;
    for (word, keys) in [("去办", &["Enter"][..]), ("选", &["↓", "↑"][..])] {
        let said = paint::put_right(ui.painter(), right, &paint::line(ui, Type::Note, c.ink2, word));
        right.max.x = said.left() - 4.0;
        for key in keys {
            right.max.x = key_cap::paint_at(ui, right, key, key_cap::Look::OnPaper).left() - 4.0;
        }
        right.max.x -= 8.0;
    }
}
