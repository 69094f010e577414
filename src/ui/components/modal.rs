//! A question that must be answered: 560 wide, head 56, foot 64, one question, never on top of another.
//!
//! Esc closes it and keeps what was written; a click beside it does nothing, so nothing is lost by a slip. It takes
//! the keyboard into its first field when it opens and gives it back to where it was when it is gone.

use super::button::icon_button_at;
use super::flow;
use super::paint;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use crate::ui::theme::tokens;
use egui::Align;
use egui::Context;
use egui::Frame;
use egui::Id;
use egui::Key;
use egui::Layout;
use egui::Margin;
use egui::Modifiers;
use egui::Rect;
use egui::Sense;
use egui::Ui;
use egui::UiBuilder;
use egui::pos2;
use egui::vec2;

const HEAD: f32 = 56.0;
const FOOT: f32 = 64.0;

/// A modal. `Modal::new("记录拒签 F-03").show(ctx, |ui| fields, |ui| buttons)`.
pub struct Modal<'a> {
    title: &'a str,
    words: &'a str,
}

/// What a modal did this frame.
pub struct ModalOutput<B, F> {
    /// What the body returned.
    pub body: B,
    /// What the foot returned.
    pub foot: F,
    /// Esc or the cross: close it, keep the text.
    pub closed: bool,
    /// Ctrl+Enter: the same as the filled button.
    pub finished: bool,
}

impl<'a> Modal<'a> {
    /// A modal with its title.
    pub fn new(title: &'a str) -> Self {
        Self { title, words: "" }
    }

    /// Small words at the left of the foot, beside 「Esc 关掉，写的字留着」.
    pub fn words(mut self, words: &'a str) -> Self {
        self.words = words;
        self
    }

    /// Shows the modal; the buttons of the foot are built from right to left, the filled one first.
    pub fn show<B, F>(
        self,
        ctx: &Context,
        body: impl FnOnce(&mut Ui) -> B,
        foot: impl FnOnce(&mut Ui) -> F,
    ) -> ModalOutput<B, F> {
        let opens = remember(ctx);
        let width = measures().modal.min(ctx.content_rect().width() - 32.0);
        let frame = Frame::NONE
            .fill(colors().paper)
            .corner_radius(tokens().radius.card)
            .shadow(tokens().shadow.pop.shadow());
        let modal =
            egui::Modal::new(Id::unique(("modal", self.title))).frame(frame).backdrop_color(colors().scrim());
        let shown = modal.show(ctx, |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 0.0;
            let crossed = self.head(ui);
            let flow = flow::FormFlow::new(self.title).show(ui, |ui| {
                // A tall question in a low window scrolls between head and foot; both stay where they are.
                let room = (ui.ctx().content_rect().height() - HEAD - FOOT - 32.0).max(120.0);
                let area = egui::ScrollArea::vertical().id_salt(self.title).max_height(room);
                let body = area.auto_shrink([false, true]).show(ui, |ui| padded(ui, body)).inner;
                (body, self.foot(ui, foot))
            });
            (crossed, flow)
        });
        let (crossed, flow) = shown.inner;
        if opens {
            flow::FormFlow::new(self.title).focus_first(ctx);
        }
        let popup_open = egui::Popup::is_any_open(ctx) || super::popup::is_any_open(ctx);
        let escaped = !popup_open && flow::pressed(ctx, Modifiers::NONE, Key::Escape);
        let (body, foot) = flow.inner;
        ModalOutput { body, foot, closed: crossed || escaped, finished: flow.finished }
    }

    fn head(&self, ui: &mut Ui) -> bool {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEAD), Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, self.title));
        let area = rect.shrink2(vec2(measures().space_6, 0.0));
        paint::put_left(ui.painter(), area, &paint::line(ui, Type::Head, colors().ink, self.title));
        let cross = Rect::from_center_size(pos2(rect.right() - 32.0, rect.center().y), vec2(32.0, 32.0));
        icon_button_at(ui, cross, icon::CLOSE, "关掉").clicked()
    }

    fn foot<R>(&self, ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
        let c = colors();
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), FOOT), Sense::hover());
        paint::hline(ui, rect, rect.top(), c.line);
        let area = rect.shrink2(vec2(measures().space_6, 0.0));
        let first = Rect::from_min_size(area.min + vec2(0.0, 12.0), vec2(area.width(), 20.0));
        let first = if self.words.is_empty() { first.translate(vec2(0.0, 10.0)) } else { first };
        let cap = Rect::from_min_size(first.min, vec2(super::key_cap::width(ui, "Esc"), 20.0));
        super::key_cap::paint_at(ui, cap, "Esc", super::key_cap::Look::OnPaper);
        let beside = first.with_min_x(cap.right() + 4.0);
        paint::put_left(ui.painter(), beside, &paint::line(ui, Type::Note, c.ink2, "关掉，写的字留着"));
        if !self.words.is_empty() {
            let second = first.translate(vec2(0.0, 20.0));
            paint::put_left(ui.painter(), second, &paint::line(ui, Type::Note, c.ink2, self.words));
        }
        let layout = Layout::right_to_left(Align::Center);
        let mut child = ui.new_child(UiBuilder::new().max_rect(area).layout(layout).id_salt("modal foot"));
        child.spacing_mut().item_spacing.x = measures().space_3;
        add(&mut child)
    }
}

/// What the keyboard was in before a modal took it.
#[derive(Clone, Copy)]
struct Before {
    shown_in: u64,
    focused: Option<Id>,
}

/// Notes that a modal, or the palette, is shown in this pass; says whether it was not in the last one.
pub(super) fn remember(ctx: &Context) -> bool {
    let now = ctx.cumulative_pass_nr();
    let slot = Id::unique("before the modal");
    let former = ctx.data(|data| data.get_temp::<Before>(slot)).filter(|before| before.shown_in + 1 >= now);
    let focused = former.map_or_else(|| ctx.memory(|memory| memory.focused()), |before| before.focused);
    ctx.data_mut(|data| data.insert_temp(slot, Before { shown_in: now, focused }));
    former.is_none()
}

/// Gives the keyboard back when the modal that had it is gone; the frame calls it after the page was drawn.
pub fn give_back(ctx: &Context) {
    let slot = Id::unique("before the modal");
    let Some(before) = ctx.data(|data| data.get_temp::<Before>(slot)) else { return };
    if before.shown_in >= ctx.cumulative_pass_nr() {
        return;
    }
    ctx.data_mut(|data| data.remove::<Before>(slot));
    let Some(id) = before.focused else { return };
    let is_there = ctx.read_response(id).is_some();
    if is_there && ctx.memory(|memory| memory.focused()).is_none() {
        flow::focus(ctx, id);
    }
}

fn padded<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let margin = Margin { left: 24, right: 24, top: 0, bottom: 16 };
    Frame::NONE
        .inner_margin(margin)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = measures().space_2;
            add(ui)
        })
        .inner
}
