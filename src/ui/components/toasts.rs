//! Toasts: bottom right, at most three. What is done leaves after six seconds, what failed stays.
//!
//! A fact in bold, then what to do. Nothing that must be answered is a toast.

use super::button::Button;
use super::button::icon_button;
use super::paint;
use crate::ui::theme;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::icon::Icon;
use crate::ui::theme::measures;
use crate::ui::theme::tokens;
use egui::Align;
use egui::Area;
use egui::Color32;
use egui::Context;
use egui::CornerRadius;
use egui::FontId;
use egui::Galley;
use egui::Id;
use egui::Layout;
use egui::Order;
use egui::Rect;
use egui::Sense;
use egui::Ui;
use egui::UiBuilder;
use egui::pos2;
use egui::text::LayoutJob;
use egui::vec2;
use std::sync::Arc;

const HEIGHT: f32 = 66.0;
const GAP: f32 = 8.0;
const TEXT_LEFT: f32 = 57.0;
const MOST: usize = 3;
const SECONDS: f64 = 6.0;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Done,
    Watch,
    Failed,
}

/// A toast. `toasts::push(ctx, Toast::failed("没有存上：D 盘满了").then("写的内容没有丢…").action("换个地方存"))`.
#[derive(Debug, Clone)]
pub struct Toast {
    kind: Kind,
    fact: String,
    then: String,
    actions: Vec<(String, Option<String>)>,
}

impl Toast {
    /// Something was done and read back.
    pub fn done(fact: impl Into<String>) -> Self {
        Self::new(Kind::Done, fact)
    }

    /// Something needs another way, work goes on.
    pub fn watch(fact: impl Into<String>) -> Self {
        Self::new(Kind::Watch, fact)
    }

    /// Something failed; it stays until it is closed.
    pub fn failed(fact: impl Into<String>) -> Self {
        Self::new(Kind::Failed, fact)
    }

    fn new(kind: Kind, fact: impl Into<String>) -> Self {
        Self { kind, fact: fact.into(), then: String::new(), actions: Vec::new() }
    }

    /// What state things are in, and what to do.
    pub fn then(mut self, then: impl Into<String>) -> Self {
        self.then = then.into();
        self
    }

    /// A button; its word comes back from `take_action`.
    pub fn action(mut self, word: impl Into<String>) -> Self {
        self.actions.push((word.into(), None));
        self
    }

    /// A button with a key cap.
    pub fn action_with_key(mut self, word: impl Into<String>, key: impl Into<String>) -> Self {
        self.actions.push((word.into(), Some(key.into())));
        self
    }
}

#[derive(Debug, Clone, Default)]
struct Shown {
    next: u64,
    toasts: Vec<(u64, f64, Toast)>,
    chosen: Option<(String, String)>,
}

/// Shows a toast from now on. The oldest that is done makes room for a fourth.
pub fn push(ctx: &Context, toast: Toast) {
    let now = ctx.input(|input| input.time);
    change(ctx, |shown| {
        if shown.toasts.len() >= MOST {
            let done = shown.toasts.iter().position(|(_, _, toast)| toast.kind == Kind::Done);
            shown.toasts.remove(done.unwrap_or(0));
        }
        shown.next += 1;
        shown.toasts.push((shown.next, now, toast));
    });
    ctx.request_repaint();
}

/// Takes the action chosen: the fact of the toast and the word on the button.
pub fn take_action(ctx: &Context) -> Option<(String, String)> {
    change(ctx, |shown| shown.chosen.take())
}

/// Takes every toast away, as a lock does.
pub fn clear(ctx: &Context) {
    change(ctx, |shown| shown.toasts.clear());
}

/// Paints the toasts; the desk calls it once, last in the frame. `above` is the height of the bars below.
pub fn show(ctx: &Context, above: f32) {
    let now = ctx.input(|input| input.time);
    let leaves = |toast: &Toast| toast.kind == Kind::Done;
    let toasts = change(ctx, |shown| {
        shown.toasts.retain(|(_, since, toast)| !leaves(toast) || now - since < SECONDS);
        shown.toasts.clone()
    });
    let soonest =
        toasts.iter().filter(|(_, _, toast)| leaves(toast)).map(|(_, since, _)| since + SECONDS - now);
    if let Some(left) = soonest.reduce(f64::min) {
        ctx.request_repaint_after_secs(left.max(0.0) as f32);
    }
    let window = ctx.content_rect();
    let mut bottom = window.bottom() - above - measures().space_4;
    for (number, _, toast) in toasts.iter().rev() {
        let room = window.width() - 2.0 * measures().space_6;
        let mut closed = false;
        let area = Area::new(Id::unique(("toast", *number))).order(Order::Foreground);
        let width = width(ctx, toast).min(room);
        let height = HEIGHT + (words_galley(ctx, toast, width).size().y - Type::Note.line());
        let corner = pos2(window.right() - measures().space_6 - width, bottom - height);
        let rect = Rect::from_min_size(corner, vec2(width, height));
        area.fixed_pos(rect.min).default_size(rect.size()).show(ctx, |ui| {
            let (rect, _) = ui.allocate_exact_size(rect.size(), Sense::hover());
            closed = toast_ui(ui, rect, toast);
        });
        if closed {
            change(ctx, |shown| shown.toasts.retain(|(other, ..)| other != number));
        }
        bottom -= height + GAP;
    }
}

/// One toast inside `rect`; says whether it was closed. Pages use `push`.
pub fn toast_ui(ui: &mut Ui, rect: Rect, toast: &Toast) -> bool {
    let c = colors();
    let (bar, edge, icon, color): (Color32, Color32, Icon, Color32) = match toast.kind {
        Kind::Done => (c.green, c.line2, icon::DONE, c.green),
        Kind::Watch => (c.amber_icon, c.line2, icon::WARNING, c.amber_icon),
        Kind::Failed => (c.red, c.red_l, icon::ERROR, c.red),
    };
    let radius = tokens().radius.card;
    ui.painter().add(tokens().shadow.pop.shadow().as_shape(rect, f32::from(radius)));
    ui.painter().rect_filled(rect, f32::from(radius), bar);
    let right = CornerRadius { nw: 0, sw: 0, ne: radius, se: radius };
    ui.painter().rect_filled(rect.with_min_x(rect.left() + 4.0), right, c.paper);
    let stroke = paint::thin(ui, edge);
    ui.painter().rect_stroke(rect, f32::from(radius), stroke, egui::StrokeKind::Inside);
    let m = measures();
    paint::icon_at(ui.painter(), pos2(rect.left() + 33.0, rect.center().y), m.icon_notice, icon, color);
    let text = rect.with_min_x(rect.left() + TEXT_LEFT);
    let fact_top = if toast.then.is_empty() { rect.height() / 2.0 - 12.0 } else { 11.0 };
    let fact = Rect::from_min_size(text.min + vec2(0.0, fact_top), vec2(text.width(), 24.0));
    paint::put_left(ui.painter(), fact, &paint::bold(ui, Type::Body, c.ink, &toast.fact));
    let then = words_galley(ui.ctx(), toast, rect.width());
    ui.painter().galley(fact.left_bottom() - vec2(0.0, 2.0), then, c.ink2);
    let id = ui.unique_id().with(("toast", &toast.fact));
    let spoken = ui.interact(rect, id, Sense::hover());
    let words = format!("{}，{}", toast.fact, toast.then);
    spoken.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Alert, true, &words));
    actions(ui, rect, toast)
}

fn actions(ui: &mut Ui, rect: Rect, toast: &Toast) -> bool {
    let area = rect.shrink2(vec2(12.0, 0.0));
    let layout = Layout::right_to_left(Align::Center);
    let mut ui = ui.new_child(UiBuilder::new().max_rect(area).layout(layout).id_salt(("toast", &toast.fact)));
    ui.spacing_mut().item_spacing.x = 12.0;
    let closed = toast.kind != Kind::Done && icon_button(&mut ui, icon::CLOSE, "关掉这一条").clicked();
    for (at, (word, key)) in toast.actions.iter().enumerate().rev() {
        let mut button = match toast.kind {
            Kind::Failed if at == 0 => Button::primary(word),
            Kind::Failed => Button::secondary(word),
            Kind::Done | Kind::Watch => Button::quiet(word),
        };
        if let Some(key) = key {
            button = button.key(key);
        }
        if button.ui(&mut ui).clicked() {
            change(ui.ctx(), |shown| shown.chosen = Some((toast.fact.clone(), word.clone())));
        }
    }
    closed
}

/// The words behind the fact, over as many lines as the buttons leave room for.
fn words_galley(ctx: &Context, toast: &Toast, width: f32) -> Arc<Galley> {
    let room = width - TEXT_LEFT - bar_width(ctx, toast) - 24.0;
    let mut job = LayoutJob::single_section(toast.then.clone(), theme::format(Type::Note, colors().ink2));
    job.wrap.max_width = room.max(120.0);
    ctx.fonts_mut(|fonts| fonts.layout_job(job))
}

/// The width of cross and buttons.
fn bar_width(ctx: &Context, toast: &Toast) -> f32 {
    let button = |(word, key): &(String, Option<String>)| {
        let key = key.as_ref().map_or(0.0, |key| text_width(ctx, Type::Note.font(), key) + 18.0);
        text_width(ctx, Type::Body.bold_font(), word) + key + 26.0 + 12.0
    };
    let cross = if toast.kind == Kind::Done { 0.0 } else { measures().control + 12.0 };
    toast.actions.iter().map(button).sum::<f32>() + cross + 12.0
}

fn width(ctx: &Context, toast: &Toast) -> f32 {
    let fact = text_width(ctx, Type::Body.bold_font(), &toast.fact);
    let words = fact.max(text_width(ctx, Type::Note.font(), &toast.then));
    let all = TEXT_LEFT + words + 24.0 + bar_width(ctx, toast);
    all.ceil().clamp(measures().toast_min, measures().toast_max)
}

fn text_width(ctx: &Context, font: FontId, text: &str) -> f32 {
    ctx.fonts_mut(|fonts| fonts.layout_no_wrap(text.to_owned(), font, colors().ink).size().x)
}

fn change<R>(ctx: &Context, with: impl FnOnce(&mut Shown) -> R) -> R {
    ctx.data_mut(|data| with(data.get_temp_mut_or_default::<Shown>(Id::unique("toasts"))))
}
