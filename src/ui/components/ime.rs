//! Knows whether an input method is composing, so that nothing acts on half a word.
//!
//! While 微软拼音 or 搜狗 shows candidates, Enter, Space and digits belong to them.

use egui::Context;
use egui::Event;
use egui::Id;
use egui::ImeEvent;

#[derive(Debug, Clone, Copy, Default)]
struct State {
    pass: u64,
    focus: Option<Id>,
    before: bool,
    now: bool,
    touched: bool,
}

/// Says whether a composition is open at the end of this frame's events.
pub fn composing(ctx: &Context) -> bool {
    state(ctx).now
}

/// Says whether keys of this frame may be read as commands: no composition is open, opened or closed in it.
pub fn keys_are_ours(ctx: &Context) -> bool {
    let state = state(ctx);
    !state.before && !state.now && !state.touched
}

fn state(ctx: &Context) -> State {
    let id = Id::unique("composition");
    let pass = ctx.cumulative_pass_nr();
    let old = ctx.data(|data| data.get_temp::<State>(id)).unwrap_or_default();
    if old.pass == pass {
        return old;
    }
    let focus = ctx.memory(|memory| memory.focused());
    let mut new = State { pass, focus, before: old.now, now: old.now && old.focus == focus, touched: false };
    ctx.input(|input| {
        for event in &input.events {
            match event {
                Event::Ime(ImeEvent::Preedit { text, .. }) => {
                    new.now = !text.is_empty();
                    new.touched |= new.now;
                }
                Event::Ime(ImeEvent::Commit(_)) => {
                    new.touched |= new.now || new.before;
                    new.now = false;
                }
                _ => {}
            }
        }
    });
    ctx.data_mut(|data| data.insert_temp(id, new));
    new
}
