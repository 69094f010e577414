//! Buttons: primary, secondary, quiet, danger, and the one amber outline of 请回避.
//!
//! A button that cannot be pressed keeps its place and the keyboard; pressing it, or resting the pointer on
//! it, opens 「为什么不能点」 above it.

use super::flow;
use super::key_cap;
use super::paint;
use super::why_panel;
use super::why_panel::Why;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon::Icon;
use crate::ui::theme::measures;
use crate::ui::theme::tokens;
use egui::Color32;
use egui::Galley;
use egui::Key;
use egui::Modifiers;
use egui::Rect;
use egui::Response;
use egui::Sense;
use egui::Stroke;
use egui::Ui;
use egui::response::Flags;
use egui::vec2;
use std::sync::Arc;

/// How loud a button is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Primary,
    Secondary,
    Quiet,
    Danger,
    DangerFilled,
    Amber,
}

/// How tall a button is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Size {
    Form,
    Page,
    Standing,
}

/// A button. `Button::primary("签到").key("F4").icon(icon::HOW_TO_REG).why(why.as_ref()).ui(ui).clicked()`.
pub struct Button<'a> {
    text: &'a str,
    name: Option<&'a str>,
    kind: Kind,
    size: Size,
    icon: Option<Icon>,
    key: Option<&'a str>,
    press: [Option<(Modifiers, Key)>; 2],
    width: Option<f32>,
    why: Option<&'a Why>,
    in_flow: bool,
    at_left: bool,
}

/// What a button did this frame.
pub struct ButtonOutput {
    /// The response; never `clicked` while the button cannot be pressed.
    pub response: Response,
    /// The item of 「为什么不能点」 whose way out was chosen.
    pub solve: Option<usize>,
}

impl<'a> Button<'a> {
    fn new(text: &'a str, kind: Kind) -> Self {
        let in_flow = matches!(kind, Kind::Primary | Kind::DangerFilled);
        let size = Size::Form;
        Self {
            text,
            name: None,
            kind,
            size,
            icon: None,
            key: None,
            press: [None; 2],
            width: None,
            why: None,
            in_flow,
            at_left: false,
        }
    }

    /// The one filled button of a view.
    pub fn primary(text: &'a str) -> Self {
        Self::new(text, Kind::Primary)
    }

    /// White with an edge.
    pub fn secondary(text: &'a str) -> Self {
        Self::new(text, Kind::Secondary)
    }

    /// No fill, blue text.
    pub fn quiet(text: &'a str) -> Self {
        Self::new(text, Kind::Quiet)
    }

    /// Red outline; the action behind it asks again.
    pub fn danger(text: &'a str) -> Self {
        Self::new(text, Kind::Danger)
    }

    /// Red filled: only as the last button of a confirmation.
    pub fn danger_filled(text: &'a str) -> Self {
        Self::new(text, Kind::DangerFilled)
    }

    /// The amber outline, for 请回避 alone.
    pub fn amber(text: &'a str) -> Self {
        Self::new(text, Kind::Amber)
    }

    /// 40 high, for the level of a page.
    pub fn page(mut self) -> Self {
        self.size = Size::Page;
        self
    }

    /// 48 high, for use while standing.
    pub fn standing(mut self) -> Self {
        self.size = Size::Standing;
        self
    }

    /// An icon left of the word.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// The key cap at the right. It only shows; `press_on` makes the key work.
    pub fn key(mut self, key: &'a str) -> Self {
        self.key = Some(key);
        self
    }

    /// Presses the button when the key is pressed, unless an input method is composing; a second key does the same.
    pub fn press_on(mut self, modifiers: Modifiers, key: Key) -> Self {
        self.press = [Some((modifiers, key)), self.press[0]];
        self
    }

    /// A fixed width instead of the width of the text.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// The word at the left edge instead of the middle, for rows of a menu.
    pub fn at_left(mut self) -> Self {
        self.at_left = true;
        self
    }

    /// The name for screen readers, when the word alone does not say which.
    pub fn name(mut self, name: &'a str) -> Self {
        self.name = Some(name);
        self
    }

    /// Greys the button and says why. `None` leaves it as it is.
    pub fn why(mut self, why: Option<&'a Why>) -> Self {
        self.why = why;
        self
    }

    /// How wide the button will be.
    pub fn width_in(&self, ui: &Ui) -> f32 {
        self.width.unwrap_or_else(|| self.parts(ui).width)
    }

    /// Shows the button.
    pub fn ui(self, ui: &mut Ui) -> Response {
        self.show(ui).response
    }

    /// Shows the button; the output also names the way out chosen in 「为什么不能点」.
    pub fn show(self, ui: &mut Ui) -> ButtonOutput {
        let parts = self.parts(ui);
        let size = vec2(self.width.unwrap_or(parts.width), self.size.height());
        let (rect, mut response) = ui.allocate_exact_size(size, Sense::click());
        if self.in_flow {
            flow::join(ui, response.id);
        } else {
            flow::stand_beside(ui, response.id);
        }
        let name = self.name.unwrap_or(self.text);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, self.why.is_none(), name));
        let pressed_by_key =
            self.press.iter().flatten().any(|(modifiers, key)| flow::pressed(ui.ctx(), *modifiers, *key));
        if pressed_by_key {
            response.flags.insert(Flags::FAKE_PRIMARY_CLICKED);
        }
        flow::arrived(ui, &response);
        self.paint(ui, rect, &response, &parts);
        let solve = self.why.and_then(|why| {
            let solved = why_panel::above_button(ui, &response, why);
            response.flags.remove(Flags::CLICKED | Flags::FAKE_PRIMARY_CLICKED);
            solved
        });
        ButtonOutput { response, solve }
    }

    fn parts(&self, ui: &Ui) -> Parts {
        let m = measures();
        let ink = self.colors(State::Idle).2;
        let bold = matches!(self.kind, Kind::Primary | Kind::DangerFilled | Kind::Amber);
        let kind = self.size.text();
        let text = if bold {
            paint::bold(ui, kind, ink, self.text)
        } else {
            paint::regular(ui, kind, ink, self.text)
        };
        let icon = self.icon.map_or(0.0, |_| m.icon_text + m.space_2);
        let key = self.key.map_or(0.0, |key| key_cap::width(ui, key) + m.space_2);
        let width = (text.size().x + icon + key + 2.0 * self.size.padding()).ceil();
        Parts { text, width }
    }

    fn paint(&self, ui: &Ui, rect: Rect, response: &Response, parts: &Parts) {
        let m = measures();
        let state = match () {
            () if self.why.is_some() => State::Grey,
            () if response.is_pointer_button_down_on() => State::Pressed,
            () if response.hovered() => State::Hovered,
            () => State::Idle,
        };
        let (fill, edge, ink) = self.colors(state);
        let width = if self.kind == Kind::Amber { 2.0 } else { crate::ui::theme::hair(ui.ctx()) };
        paint::surface(ui.painter(), rect, tokens().radius.control, fill, Stroke::new(width, edge));
        let mut area = Rect::from_center_size(rect.center(), vec2(parts.width, rect.height()));
        if self.at_left {
            area = area.translate(vec2(rect.left() - area.left(), 0.0));
        }
        area = area.shrink2(vec2(self.size.padding(), 0.0));
        if let Some(icon) = self.icon {
            area = paint::icon_left(ui.painter(), area, m.icon_text, m.space_2, icon, ink);
        }
        if let Some(key) = self.key {
            let look = match (state, self.kind) {
                (State::Grey, _) => key_cap::Look::Grey,
                (_, Kind::Primary | Kind::DangerFilled) => key_cap::Look::OnPrimary,
                _ => key_cap::Look::OnPaper,
            };
            key_cap::paint_at(ui, area, key, look);
        }
        let at = egui::Align2::LEFT_CENTER.align_size_within_rect(parts.text.size(), area).min;
        ui.painter().galley_with_override_text_color(at, Arc::clone(&parts.text), ink);
        if response.has_focus() {
            paint::ring_outside(ui.painter(), rect, tokens().radius.control);
        }
    }

    fn colors(&self, state: State) -> (Color32, Color32, Color32) {
        let c = colors();
        let none = Color32::TRANSPARENT;
        match (self.kind, state) {
            (Kind::Quiet, State::Grey) => (none, none, c.ink3),
            (_, State::Grey) => (c.side, c.line2, c.ink3),
            (Kind::Primary, State::Idle) => (c.acc, c.acc, c.paper),
            (Kind::Primary, State::Hovered) => (c.acc_hover, c.acc_hover, c.paper),
            (Kind::Primary, State::Pressed) => (c.acc_press, c.acc_press, c.paper),
            (Kind::Secondary, State::Idle) => (c.paper, c.edge, c.ink),
            (Kind::Secondary, State::Hovered) => (c.sunk, c.ink2, c.ink),
            (Kind::Secondary, State::Pressed) => (c.tint, c.acc, c.ink),
            (Kind::Quiet, State::Idle) => (none, none, c.acc),
            (Kind::Quiet, State::Hovered) => (c.tint, none, c.acc),
            (Kind::Quiet, State::Pressed) => (c.tint2, none, c.acc),
            (Kind::Danger, State::Idle) => (c.paper, c.red, c.red),
            (Kind::Danger, State::Hovered | State::Pressed) => (c.red_t, c.red, c.red),
            (Kind::DangerFilled, _) => (c.red, c.red, c.paper),
            (Kind::Amber, State::Idle) => (c.paper, c.amber, c.amber),
            (Kind::Amber, State::Hovered | State::Pressed) => (c.amber_t, c.amber, c.amber),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Idle,
    Hovered,
    Pressed,
    Grey,
}

struct Parts {
    text: Arc<Galley>,
    width: f32,
}

impl Size {
    fn height(self) -> f32 {
        let m = measures();
        match self {
            Self::Form => m.control,
            Self::Page => m.control_page,
            Self::Standing => m.control_standing,
        }
    }

    fn padding(self) -> f32 {
        match self {
            Self::Form => 13.0,
            Self::Page => 16.0,
            Self::Standing => 21.0,
        }
    }

    fn text(self) -> Type {
        match self {
            Self::Form => Type::Body,
            Self::Page => Type::Field,
            Self::Standing => Type::Head,
        }
    }
}

/// A square button with an icon only; allowed for lock and close, which everyone knows. The name is spoken.
pub fn icon_button(ui: &mut Ui, icon: Icon, name: &str) -> Response {
    let side = measures().control;
    let (rect, response) = ui.allocate_exact_size(vec2(side, side), Sense::click());
    icon_button_in(ui, rect, response, icon, name)
}

/// The same at a given place, taking no space of its own.
pub(crate) fn icon_button_at(ui: &Ui, rect: Rect, icon: Icon, name: &str) -> Response {
    let id = ui.unique_id().with(("icon button", name));
    let response = ui.interact(rect, id, Sense::click());
    icon_button_in(ui, rect, response, icon, name)
}

fn icon_button_in(ui: &Ui, rect: Rect, response: Response, icon: Icon, name: &str) -> Response {
    let c = colors();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    if response.hovered() {
        ui.painter().rect_filled(rect, f32::from(tokens().radius.control), c.tint);
    }
    paint::icon_at(ui.painter(), rect.center(), measures().icon_text, icon, c.acc);
    if response.has_focus() {
        paint::ring_on(ui.painter(), rect, tokens().radius.control);
    }
    response.on_hover_text(name)
}
