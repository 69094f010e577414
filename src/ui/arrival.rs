//! A step that has just come up takes the keyboard into its first field, once what had it before is gone.

use crate::ui::components::flow::FormFlow;

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
