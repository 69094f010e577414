//! The way of the keyboard through a form: Enter goes on, Shift+Enter back, Ctrl+Enter finishes.
//!
//! Controls announce themselves in the order they are built, which is the order on paper. The order of the
//! former frame is used, so a step back and a step forward need no second pass over the page.

use super::ime;
use egui::Context;
use egui::Id;
use egui::Key;
use egui::Modifiers;
use egui::Response;
use egui::Ui;
use std::sync::Arc;

/// A form whose fields follow each other on Enter.
pub struct FormFlow {
    id: Id,
    ends: bool,
}

/// What a form did this frame.
pub struct FlowOutput<R> {
    /// What the closure returned.
    pub inner: R,
    /// Ctrl+Enter was pressed while the form had the keyboard.
    pub finished: bool,
}

#[derive(Clone, Default)]
struct Order {
    pass: u64,
    now: Vec<Id>,
    before: Arc<Vec<Id>>,
    /// Buttons among the fields: Enter presses them, Ctrl+Enter finishes the form they stand in.
    beside: Vec<Id>,
    beside_before: Arc<Vec<Id>>,
}

impl FormFlow {
    /// A form named by `salt`; the name must stay the same from frame to frame.
    pub fn new(salt: &str) -> Self {
        Self { id: Id::unique(("form flow", salt)), ends: false }
    }

    /// Enter in the last control finishes, as Ctrl+Enter does everywhere: for doors and searches, where the button
    /// stands right below. Never where something is signed or sent.
    pub fn ends_with_enter(mut self) -> Self {
        self.ends = true;
        self
    }

    /// Builds the form. Controls inside join its order by themselves.
    pub fn show<R>(self, ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> FlowOutput<R> {
        let outer = current(ui.ctx());
        set_current(ui.ctx(), self.id);
        let finished = (self.is_mine(ui.ctx()) && pressed(ui.ctx(), Modifiers::COMMAND, Key::Enter))
            || (self.ends && self.is_at_end(ui.ctx()) && pressed(ui.ctx(), Modifiers::NONE, Key::Enter));
        let inner = add(ui);
        set_current(ui.ctx(), outer);
        FlowOutput { inner, finished }
    }

    /// Gives the keyboard to the first control of the form.
    pub fn focus_first(&self, ctx: &Context) {
        let order = order(ctx, self.id);
        if let Some(&first) = order.now.first().or(order.before.first()) {
            focus(ctx, first);
        }
    }

    fn is_at_end(&self, ctx: &Context) -> bool {
        let order = order(ctx, self.id);
        let last = order.before.last().copied();
        last.is_some() && last == ctx.memory(|memory| memory.focused())
    }

    fn is_mine(&self, ctx: &Context) -> bool {
        let focused = ctx.memory(|memory| memory.focused());
        let order = order(ctx, self.id);
        focused.is_none_or(|id| {
            [&order.now, &*order.before, &order.beside, &*order.beside_before]
                .iter()
                .any(|ids| ids.contains(&id))
        })
    }
}

/// Gives the keyboard to a control, as if by Tab: its text is selected and it scrolls into view.
pub fn focus(ctx: &Context, id: Id) {
    ctx.memory_mut(|memory| memory.request_focus(id));
    ctx.data_mut(|data| data.insert_temp(Id::unique("keyboard focus"), Some(id)));
    ctx.request_repaint();
}

/// Gives the keyboard to whatever is built next: what had it is gone and this stands in its place. False while a
/// question that stood over the page still keeps the keyboard; then ask again in the next frame.
pub fn hand_on(ui: &Ui) -> bool {
    if !ui.memory(|memory| memory.allows_interaction(ui.layer_id())) {
        ui.ctx().request_repaint();
        return false;
    }
    let id = ui.unique_id().with("handed on");
    ui.memory_mut(|memory| {
        memory.request_focus(id);
        memory.move_focus(egui::FocusDirection::Next);
    });
    let here = egui::Rect::from_min_size(ui.cursor().min, egui::Vec2::ZERO);
    let response = ui.interact(here, id, egui::Sense::focusable_noninteractive());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Status, true, "接着往下"));
    ui.ctx().request_repaint();
    true
}

const MUTED: &str = "shortcuts are muted";

/// Keeps the shortcuts of a page still while something lies over it that has all the keys.
pub fn mute(ctx: &Context, is_muted: bool) {
    ctx.data_mut(|data| data.insert_temp(Id::unique(MUTED), is_muted));
}

/// Says whether a shortcut was pressed, and uses it up. Never while an input method is composing.
pub fn pressed(ctx: &Context, modifiers: Modifiers, key: Key) -> bool {
    let is_muted = ctx.data(|data| data.get_temp::<bool>(Id::unique(MUTED))).unwrap_or(false);
    !is_muted && ime::keys_are_ours(ctx) && ctx.input_mut(|input| input.consume_key(modifiers, key))
}

/// Joins the order of the current form.
pub(crate) fn join(ui: &Ui, id: Id) {
    let flow = current(ui.ctx());
    let mut order = order(ui.ctx(), flow);
    if !order.now.contains(&id) {
        order.now.push(id);
    }
    ui.data_mut(|data| data.insert_temp(flow, order));
}

/// Stands in the current form without being one of its stops.
pub(crate) fn stand_beside(ui: &Ui, id: Id) {
    let flow = current(ui.ctx());
    let mut order = order(ui.ctx(), flow);
    order.beside.push(id);
    ui.data_mut(|data| data.insert_temp(flow, order));
}

/// Moves on when Enter is pressed on a focused control, back on Shift+Enter. Says whether it moved.
pub(crate) fn stride(ui: &Ui, response: &Response) -> bool {
    if !response.has_focus() || !ime::keys_are_ours(ui.ctx()) {
        return false;
    }
    // Used up, so that the control that gets the keyboard in this same frame does not stride on.
    let back = ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, Key::Enter));
    let forward = !back
        && ui.input_mut(|input| input.modifiers.is_none() && input.consume_key(Modifiers::NONE, Key::Enter));
    if !forward && !back {
        return false;
    }
    let order = order(ui.ctx(), current(ui.ctx()));
    let Some(at) = order.before.iter().position(|&id| id == response.id) else { return false };
    let next = if forward {
        order.before.get(at + 1)
    } else {
        at.checked_sub(1).and_then(|at| order.before.get(at))
    };
    if let Some(&next) = next {
        focus(ui.ctx(), next);
    }
    next.is_some()
}

/// Says whether a control got the keyboard just now by key, and scrolls it into view.
pub(crate) fn arrived(ui: &Ui, response: &Response) -> bool {
    let key = Id::unique("keyboard focus");
    let by_order = ui.data_mut(|data| {
        let due = data.get_temp::<Option<Id>>(key).flatten() == Some(response.id);
        if due {
            data.insert_temp(key, None::<Id>);
        }
        due
    });
    let by_pointer = ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
    let arrived = by_order || (response.gained_focus() && !by_pointer);
    if arrived {
        response.scroll_to_me(None);
    }
    arrived
}

/// Clicked by pointer, Space or a screen reader; not by Enter, which goes on to the next field.
pub(crate) fn clicked(ui: &Ui, response: &Response) -> bool {
    let enter = response.has_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    response.clicked() && !enter
}

fn current(ctx: &Context) -> Id {
    ctx.data(|data| data.get_temp(Id::unique("current form flow"))).unwrap_or(Id::unique("page flow"))
}

fn set_current(ctx: &Context, id: Id) {
    ctx.data_mut(|data| data.insert_temp(Id::unique("current form flow"), id));
}

fn order(ctx: &Context, flow: Id) -> Order {
    let pass = ctx.cumulative_pass_nr();
    let mut order = ctx.data(|data| data.get_temp::<Order>(flow)).unwrap_or_default();
    if order.pass != pass {
        order.before = Arc::new(std::mem::take(&mut order.now));
        order.beside_before = Arc::new(std::mem::take(&mut order.beside));
        order.pass = pass;
    }
    order
}
