//! What the layout does at which window size, and the steps of text size.

use super::tokens::tokens;
use egui::Context;

/// How much width the window offers, in points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Width {
    /// Below 840: one column, the rail behind 菜单 F10.
    Narrow,
    /// 840–1099: the sidebar is a rail of 72, side panels fold into a button.
    Rail,
    /// 1100–1599: as drawn.
    Desk,
    /// From 1600: a second column beside the sheet.
    Wide,
}

impl Width {
    /// The class of a width in points.
    pub fn of(points: f32) -> Self {
        let at = &tokens().breakpoint;
        match points {
            w if w >= at.wide => Self::Wide,
            w if w >= at.desk => Self::Desk,
            w if w >= at.rail => Self::Rail,
            _ => Self::Narrow,
        }
    }

    /// The class of the window.
    pub fn of_window(ctx: &Context) -> Self {
        Self::of(ctx.content_rect().width())
    }
}

/// Says whether the window is low (a maximised window on 1366×768 leaves 696), so pages tighten their rows.
pub fn is_low(ctx: &Context) -> bool {
    let window = ctx.content_rect();
    window.height() < tokens().breakpoint.low && Width::of(window.width()) >= Width::Desk
}

/// The text sizes offered, ascending, 1.0 first.
pub fn zoom_steps() -> &'static [f32] {
    &tokens().zoom.steps
}

/// Sets the text size to the nearest step.
pub fn set_zoom(ctx: &Context, factor: f32) {
    ctx.set_zoom_factor(nearest_step(factor));
}

/// One step larger (Ctrl and plus).
pub fn zoom_in(ctx: &Context) {
    let now = ctx.zoom_factor();
    let next = zoom_steps().iter().find(|&&step| step > now + 0.01);
    ctx.set_zoom_factor(next.copied().unwrap_or(now));
}

/// One step smaller (Ctrl and minus).
pub fn zoom_out(ctx: &Context) {
    let now = ctx.zoom_factor();
    let next = zoom_steps().iter().rev().find(|&&step| step < now - 0.01);
    ctx.set_zoom_factor(next.copied().unwrap_or(now));
}

fn nearest_step(factor: f32) -> f32 {
    let distance = |step: &f32| (step - factor).abs();
    zoom_steps().iter().copied().min_by(|a, b| distance(a).total_cmp(&distance(b))).unwrap_or(1.0)
}

#[cfg(test)]
mod tests {
    use super::Width;
    use super::nearest_step;

    #[test]
    fn window_widths_fall_into_their_class() {
        let check = |points, expected| assert_eq!(Width::of(points), expected, "{points}");
        check(1920.0, Width::Wide);
        check(1600.0, Width::Wide);
        check(1599.0, Width::Desk);
        check(1366.0, Width::Desk);
        check(1100.0, Width::Desk);
        check(1366.0 / 1.25, Width::Rail);
        check(1366.0 / 1.5, Width::Rail);
        check(1366.0 / 1.75, Width::Narrow);
        check(683.0, Width::Narrow);
    }

    #[test]
    fn text_size_snaps_to_a_step() {
        assert_eq!(nearest_step(1.3), 1.25);
        assert_eq!(nearest_step(9.0), 2.0);
        assert_eq!(nearest_step(0.2), 1.0);
    }
}
