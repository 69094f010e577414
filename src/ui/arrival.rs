//! What has just come up takes the keyboard, once what had it before is gone: a step into its first field, a list as
//! a whole.

use crate::ui::components::flow;
use crate::ui::components::flow::FormFlow;
use egui::Context;
use egui::Id;

/// What was shown last, and how many passes the keyboard may still be moved in.
pub struct Arrival<T> {
    shown: Option<T>,
    passes_left: u8,
}

impl<T> Default for Arrival<T> {
    fn default() -> Self {
        Self { shown: None, passes_left: 0 }
    }
}

impl<T: PartialEq> Arrival<T> {
    /// Looks what is shown now; call it last in the frame of a page.
    pub fn settle(&mut self, ctx: &egui::Context, flow: &str, shown: T) {
        if self.shown.as_ref() != Some(&shown) {
            self.shown = Some(shown);
            self.passes_left = 4;
        }
        if self.passes_left == 0 {
            return;
        }
        self.passes_left -= 1;
        if ctx.memory(|memory| memory.focused()).is_none() {
            FormFlow::new(flow).focus_first(ctx);
            self.passes_left = 0;
        }
    }
}

/// The list of a page, which waits for the keyboard when somebody has just come to the page.
#[derive(Default)]
pub struct ListArrival {
    /// The pass the page was drawn in last.
    drawn_in: u64,
    passes_left: u8,
}

impl ListArrival {
    /// Says whether somebody has just come; call it once in every frame of the page.
    pub fn has_come(&mut self, ctx: &Context) -> bool {
        let pass = ctx.cumulative_pass_nr();
        let has_come = pass > self.drawn_in + 1;
        self.drawn_in = pass;
        if has_come {
            self.wait();
        }
        has_come
    }

    /// Other rows are about to be shown: the list waits for the keyboard again.
    pub fn wait(&mut self) {
        self.passes_left = 3;
    }

    /// Gives the list the keyboard, unless it waits elsewhere. What had it on the page before is forgotten a frame
    /// later.
    pub fn settle(&mut self, ctx: &Context, list: Id) {
        if self.passes_left == 0 {
            return;
        }
        self.passes_left -= 1;
        if ctx.memory(|memory| memory.focused().is_none()) {
            self.passes_left = 0;
            flow::focus(ctx, list);
        } else {
            ctx.request_repaint();
        }
    }
}
