//! The tokens as an egui `Style`: visuals, spacing, text styles, and the options that calm the window.

use super::tokens::colors;
use super::tokens::tokens;
use super::type_scale::Type;
use egui::Color32;
use egui::Context;
use egui::CornerRadius;
use egui::Stroke;
use egui::Style;
use egui::TextStyle;
use egui::Theme;
use egui::style::ScrollStyle;
use egui::style::Selection;
use egui::style::WidgetVisuals;
use egui::style::Widgets;
use egui::vec2;
use std::time::Duration;

/// What may move: nothing over a remote desktop, a blinking caret on a local screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    /// A local screen: the caret blinks, as fast as its user is used to.
    Local {
        /// How long it is shown, and hidden.
        blink: Duration,
    },
    /// A remote or software-rendered screen: nothing moves by itself.
    Still,
}

/// Installs style and options into the context.
pub fn install_style(ctx: &Context) {
    ctx.set_theme(Theme::Light);
    let style = style();
    ctx.set_style_of(Theme::Light, style.clone());
    ctx.set_style_of(Theme::Dark, style); // one theme only, whatever the system asks for
    ctx.options_mut(|options| {
        options.quit_shortcuts.clear(); // Ctrl+Q lies beside Ctrl+W and Ctrl+1
        options.zoom_with_keyboard = false; // our own steps
        options.fallback_theme = Theme::Light;
        options.sync_window_theme = false;
    });
}

/// Sets whether the caret blinks.
pub fn set_motion(ctx: &Context, motion: Motion) {
    ctx.all_styles_mut(|style| {
        let cursor = &mut style.visuals.text_cursor;
        cursor.blink = motion != Motion::Still;
        if let Motion::Local { blink } = motion {
            cursor.on_duration = blink.as_secs_f32();
            cursor.off_duration = blink.as_secs_f32();
        }
    });
}

/// One physical pixel, in points: the width of every thin line at every text size.
pub fn hair(ctx: &Context) -> f32 {
    1.0 / ctx.pixels_per_point()
}

fn style() -> Style {
    let mut style = Style { animation_time: 0.0, ..Style::default() };
    style.text_styles = [
        (TextStyle::Small, Type::Note.font()),
        (TextStyle::Body, Type::Body.font()),
        (TextStyle::Monospace, Type::Body.font()),
        (TextStyle::Button, Type::Body.font()),
        (TextStyle::Heading, Type::Head.font()),
        (TextStyle::Name("field".into()), Type::Field.font()),
        (TextStyle::Name("title".into()), Type::Title.font()),
        (TextStyle::Name("measure".into()), Type::Measure.font()),
        (TextStyle::Name("display".into()), Type::Display.font()),
        (TextStyle::Name("sheet_title".into()), Type::SheetTitle.font()),
    ]
    .into();
    style.scroll_animation = egui::style::ScrollAnimation::none();
    style.interaction.selectable_labels = false; // a label must not swallow the click meant for its row
    style.interaction.tooltip_delay = 0.5;
    style.interaction.show_tooltips_only_when_still = true;
    spacing(&mut style);
    visuals(&mut style);
    style
}

fn spacing(style: &mut Style) {
    let m = &tokens().measure;
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(m.space_2, m.space_2);
    spacing.button_padding = vec2(m.space_3, m.space_1);
    spacing.interact_size = vec2(m.control, m.control);
    spacing.icon_width = 18.0;
    spacing.icon_width_inner = 12.0;
    spacing.icon_spacing = m.space_2;
    spacing.menu_margin = egui::Margin::same(8);
    spacing.window_margin = egui::Margin::same(16);
    spacing.extra_text_line_spacing = 0.0;
    let mut scroll = ScrollStyle::solid();
    scroll.bar_width = 6.0;
    scroll.bar_inner_margin = 4.0;
    scroll.bar_outer_margin = 2.0;
    scroll.handle_min_length = 32.0;
    scroll.foreground_color = false;
    scroll.fade.strength = 0.0; // no gradients
    spacing.scroll = scroll;
}

fn visuals(style: &mut Style) {
    let c = colors();
    let t = tokens();
    let card = CornerRadius::same(t.radius.card);
    let v = &mut style.visuals;
    *v = egui::Visuals::light();
    v.widgets = widgets();
    // egui paints selected text in the colour of this stroke; our own controls paint the ring themselves.
    v.selection = Selection { bg_fill: c.tint2, stroke: Stroke::new(2.0, c.ink) };
    v.hyperlink_color = c.acc;
    v.faint_bg_color = c.sunk;
    v.extreme_bg_color = Color32::TRANSPARENT; // the track of a scroll bar; text fields have their own ground
    v.text_edit_bg_color = Some(c.paper);
    v.code_bg_color = c.sunk;
    v.warn_fg_color = c.amber;
    v.error_fg_color = c.red;
    v.weak_text_color = Some(c.ink2);
    v.panel_fill = c.desk;
    v.window_fill = c.paper;
    v.window_stroke = Stroke::new(1.0, c.line2);
    v.window_corner_radius = card;
    v.menu_corner_radius = card;
    v.window_shadow = t.shadow.pop.shadow();
    v.popup_shadow = t.shadow.pop.shadow();
    v.striped = false;
    v.image_loading_spinners = false;
    v.text_cursor.stroke = Stroke::new(2.0, c.acc);
    v.text_cursor.preview = false;
    v.ime_composition.active_underline_stroke = Stroke::new(2.0, c.acc);
    v.ime_composition.inactive_underline_stroke = Stroke::new(1.0, c.ink2);
}

fn widgets() -> Widgets {
    let c = colors();
    let state = |fill: Color32, width: f32, edge: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(width, edge),
        corner_radius: CornerRadius::same(tokens().radius.control),
        fg_stroke: Stroke::new(1.0, c.ink),
        expansion: 0.0,
    };
    let mut inactive = state(c.paper, 1.0, c.edge);
    inactive.bg_fill = c.line2; // the handle of a solid scroll bar, which has no stroke
    let mut hovered = state(c.sunk, 1.0, c.ink2);
    hovered.bg_fill = c.edge;
    let mut active = state(c.tint, 1.0, c.acc);
    active.bg_fill = c.edge;
    Widgets {
        noninteractive: state(c.paper, 1.0, c.line),
        inactive,
        hovered,
        active,
        open: state(c.paper, 2.0, c.ring),
    }
}

#[cfg(test)]
mod tests {
    use super::style;

    #[test]
    fn no_state_of_a_widget_grows() {
        let style = style();
        let w = &style.visuals.widgets;
        for state in [&w.noninteractive, &w.inactive, &w.hovered, &w.active, &w.open] {
            assert_eq!(state.expansion, 0.0);
        }
        assert_eq!(style.animation_time, 0.0);
    }
}
