//! The action bar at the foot: back and quiet actions left; the reason, 为什么不能点 and the filled button right.

use crate::ui::components::button::Button;
use crate::ui::components::citation;
use crate::ui::components::citation::CitationRef;
use crate::ui::components::flow;
use crate::ui::components::paint;
use crate::ui::components::why_panel::Why;
use crate::ui::theme::Type;
use crate::ui::theme::Width;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::icon::Icon;
use crate::ui::theme::measures;
use egui::Align;
use egui::Key;
use egui::Layout;
use egui::Modifiers;
use egui::Rect;
use egui::Role;
use egui::Sense;
use egui::Ui;
use egui::UiBuilder;
use egui::WidgetInfo;
use egui::pos2;
use egui::vec2;

/// A quiet action at the left.
pub struct Quiet {
    pub word: String,
    pub icon: Option<Icon>,
    pub key: Option<(&'static str, Modifiers, Key)>,
}

impl Quiet {
    pub fn new(word: impl Into<String>) -> Self {
        Self { word: word.into(), icon: None, key: None }
    }

    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    pub fn key(mut self, cap: &'static str, modifiers: Modifiers, key: Key) -> Self {
        self.key = Some((cap, modifiers, key));
        self
    }
}

/// What the bar holds.
pub struct Bar {
    pub back: bool,
    pub quiet: Vec<Quiet>,
    /// 「不予受理…」 beside the filled button.
    pub danger: Option<(String, Option<Why>)>,
    pub primary: String,
    pub why: Option<Why>,
    pub reason: Option<(String, Option<CitationRef>)>,
    /// 「依据 3 条」 where the side panel is folded.
    pub n_rules: Option<usize>,
}

/// What was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressed {
    Back,
    Quiet(usize),
    Danger,
    Primary,
    /// The n-th item of 「为什么不能点」.
    Solve(usize),
    Rules,
}

/// Where the id of the filled button is kept.
const PRIMARY: &str = "intake primary button";

/// Gives the keyboard to the filled button; false while a question that stood over the page still keeps it.
pub fn focus_primary(ui: &Ui) -> bool {
    let Some(primary) = ui.data(|data| data.get_temp(egui::Id::unique(PRIMARY))) else { return false };
    let may_take = ui.memory(|memory| memory.allows_interaction(ui.layer_id()));
    if may_take {
        flow::focus(ui.ctx(), primary);
    }
    may_take
}

/// A key no keyboard has; it stands for a press of the grey button.
const ASK_WHY: Key = Key::F35;

/// How high the line of the reason is, where it has one of its own.
const REASON: f32 = 28.0;

impl Bar {
    /// How high the bar is; in a narrow window the reason takes its own line.
    pub fn height(&self, width: Width) -> f32 {
        match width {
            Width::Wide | Width::Desk => measures().action_bar,
            Width::Narrow if self.reason.is_some() => 56.0 + REASON,
            Width::Rail | Width::Narrow => 56.0,
        }
    }

    /// The bar inside `rect`.
    pub fn ui(&self, ui: &mut Ui, rect: Rect, width: Width) -> Option<Pressed> {
        let c = colors();
        ui.painter().rect_filled(rect, 0.0, c.paper);
        paint::hline(ui, rect, rect.top(), c.line);
        let margin = if width == Width::Narrow { measures().space_3 } else { measures().space_6 };
        let area = rect.shrink2(vec2(margin, 0.0));
        let (words, buttons) = match width {
            Width::Narrow if self.reason.is_some() => {
                (area.with_max_y(area.top() + REASON), area.with_min_y(area.top() + REASON))
            }
            _ => (area, area),
        };
        let mut pressed = None;
        let left_end = self.left(ui, buttons, width, &mut pressed);
        let right_begin = self.right(ui, buttons, width, &mut pressed);
        let words = match width {
            Width::Narrow => words,
            _ => Rect::from_min_max(
                pos2(left_end + 16.0, words.top()),
                pos2(right_begin - 16.0, words.bottom()),
            ),
        };
        self.reason(ui, words);
        pressed
    }

    fn left(&self, ui: &mut Ui, rect: Rect, width: Width, pressed: &mut Option<Pressed>) -> f32 {
        let layout = Layout::left_to_right(Align::Center);
        let mut child = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout).id_salt("bar left"));
        child.spacing_mut().item_spacing.x = measures().space_3;
        if self.back && Button::secondary("上一步").page().ui(&mut child).clicked() {
            *pressed = Some(Pressed::Back);
        }
        let short = matches!(width, Width::Rail | Width::Narrow);
        for (at, quiet) in self.quiet.iter().enumerate() {
            let mut button = Button::quiet(&quiet.word).page();
            if let Some(icon) = quiet.icon {
                button = button.icon(icon);
            }
            if let Some((cap, modifiers, key)) = quiet.key {
                button = button.press_on(modifiers, key);
                if !short {
                    button = button.key(cap);
                }
            }
            if button.ui(&mut child).clicked() {
                *pressed = Some(Pressed::Quiet(at));
            }
        }
        child.min_rect().right()
    }

    fn right(&self, ui: &mut Ui, rect: Rect, width: Width, pressed: &mut Option<Pressed>) -> f32 {
        let layout = Layout::right_to_left(Align::Center);
        let mut child = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout).id_salt("bar right"));
        child.spacing_mut().item_spacing.x = measures().space_4;
        // 「为什么不能点」 presses the grey button: the panel opens above it with the keyboard on its first item.
        let ask = egui::Id::unique("intake ask why");
        if child.data_mut(|data| data.remove_temp::<bool>(ask)).is_some() {
            child.ctx().input_mut(|input| input.events.push(key_event(ASK_WHY)));
        }
        let output = Button::primary(&self.primary)
            .page()
            .press_on(Modifiers::NONE, ASK_WHY)
            .why(self.why.as_ref())
            .show(&mut child);
        child.data_mut(|data| data.insert_temp(egui::Id::unique(PRIMARY), output.response.id));
        if output.response.clicked() {
            *pressed = Some(Pressed::Primary);
        }
        if let Some(at) = output.solve {
            *pressed = Some(Pressed::Solve(at));
        }
        if let Some((word, why)) = &self.danger {
            let output = Button::danger(word).page().why(why.as_ref()).show(&mut child);
            if output.response.clicked() {
                *pressed = Some(Pressed::Danger);
            }
        }
        if let Some(n) = self.n_rules {
            let word = format!("依据 {n} 条");
            if Button::secondary(&word).page().key("F1").ui(&mut child).clicked() {
                *pressed = Some(Pressed::Rules);
            }
        } else if self.why.is_some()
            && width >= Width::Desk
            && Button::quiet("为什么不能点").page().ui(&mut child).clicked()
        {
            child.data_mut(|data| data.insert_temp(ask, true));
            child.ctx().request_repaint();
        }
        child.min_rect().left()
    }

    /// The one-line reason, right-aligned before the buttons; a shorter one where it does not fit.
    fn reason(&self, ui: &mut Ui, rect: Rect) {
        let Some((words, cited)) = &self.reason else { return };
        let c = colors();
        let m = measures();
        let cited_width = cited.as_ref().map_or(0.0, |cited| {
            paint::line(ui, Type::Note, c.acc, format!("{} ›", cited.label)).size().x + m.space_2
        });
        let full = paint::line(ui, Type::Body, c.red, words);
        let icon_width = m.icon_text + m.space_2;
        let n = self.why.as_ref().map_or(0, |why| why.items.len());
        let (text, cited) = if icon_width + full.size().x + cited_width <= rect.width() {
            (full, cited.as_ref())
        } else if icon_width + full.size().x <= rect.width() {
            (full, None)
        } else {
            (paint::line(ui, Type::Body, c.red, format!("还缺 {n} 项")), None)
        };
        if icon_width + text.size().x > rect.width() {
            return;
        }
        let mut right = rect;
        if let Some(cited) = cited {
            citation::citation_at(ui, rect, cited);
            right.max.x -= cited_width;
        }
        let place = paint::put_right(ui.painter(), right, &text);
        let at = pos2(place.left() - m.space_2 - m.icon_text / 2.0, place.center().y);
        paint::icon_at(ui.painter(), at, m.icon_text, icon::BLOCK, c.red);
        let id = ui.unique_id().with("bar reason");
        let response = ui.interact(place, id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    }
}

fn key_event(key: Key) -> egui::Event {
    egui::Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
}
