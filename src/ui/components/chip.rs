//! Chips: a state in a word or two, never pressable.

use super::finding::Level;
use super::paint;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::icon::Icon;
use crate::ui::theme::measures;
use crate::ui::theme::tokens;
use egui::Color32;
use egui::Rect;
use egui::Response;
use egui::Sense;
use egui::Ui;
use egui::vec2;

/// What a chip says by its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// In hand.
    Blue,
    /// Done.
    Green,
    /// To be watched.
    Amber,
    /// Five working days or fewer.
    Orange,
    /// 阻断.
    Red,
    /// The last working day.
    LastDay,
    /// Waiting.
    Outlined,
    /// Over, or without weight.
    Grey,
}

impl Tone {
    /// Fill, edge and text.
    pub fn colors(self) -> (Color32, Color32, Color32) {
        let c = colors();
        let none = Color32::TRANSPARENT;
        match self {
            Self::Blue => (c.tint, none, c.acc),
            Self::Green => (c.green_t, none, c.green),
            Self::Amber => (c.amber_t, none, c.amber),
            Self::Orange => (c.orange_t, none, c.orange),
            Self::Red => (c.red_t, none, c.red),
            Self::LastDay => (c.red, none, c.paper),
            Self::Outlined => (c.paper, c.edge, c.ink),
            Self::Grey => (c.side, none, c.ink2),
        }
    }
}

/// A chip. `Chip::new("可以见证", Tone::Green).icon(icon::MAY_WITNESS).ui(ui)`.
pub struct Chip<'a> {
    text: &'a str,
    tone: Tone,
    icon: Option<Icon>,
    in_grid: bool,
}

impl<'a> Chip<'a> {
    /// A chip with a word.
    pub fn new(text: &'a str, tone: Tone) -> Self {
        Self { text, tone, icon: None, in_grid: false }
    }

    /// The chip of a level: 阻断, 提醒, 提示, 记录, 已满足.
    pub fn level(level: Level) -> Self {
        let tone = match level {
            Level::Block => Tone::Red,
            Level::Warn => Tone::Amber,
            Level::Hint | Level::Record => Tone::Grey,
            Level::Met => Tone::Green,
        };
        Self::new(level.word(), tone).icon(level.icon())
    }

    /// The chip of a clock with so many working days left; the word says it too.
    pub fn days_left(left: i64, text: &'a str) -> Self {
        match left {
            ..=1 => Self::new(text, Tone::LastDay).icon(icon::CLOCK),
            2..=5 => Self::new(text, Tone::Orange).icon(icon::CLOCK),
            6..=10 => Self::new(text, Tone::Amber).icon(icon::CLOCK),
            _ => Self::new(text, Tone::Grey),
        }
    }

    /// An icon before the word.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// 22 high instead of 24, for table cells.
    pub fn in_grid(mut self) -> Self {
        self.in_grid = true;
        self
    }

    /// Shows the chip.
    pub fn ui(self, ui: &mut Ui) -> Response {
        let size = self.size(ui);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, self.text));
        self.paint_at(ui, rect);
        response
    }

    /// The size it will take.
    pub fn size(&self, ui: &Ui) -> egui::Vec2 {
        let m = measures();
        let text = paint::line(ui, Type::Note, colors().ink, self.text).size().x;
        let icon = self.icon.map_or(0.0, |_| m.icon_note + m.space_1);
        let height = if self.in_grid { m.chip_grid } else { m.chip };
        vec2((text + icon + 2.0 * m.space_2).ceil(), height)
    }

    /// Paints the chip into a rectangle of its size.
    pub fn paint_at(&self, ui: &Ui, rect: Rect) {
        let m = measures();
        let (fill, edge, ink) = self.tone.colors();
        paint::surface(ui.painter(), rect, tokens().radius.control, fill, paint::thin(ui, edge));
        let mut area = rect.shrink2(vec2(m.space_2, 0.0));
        if let Some(icon) = self.icon {
            area = paint::icon_left(ui.painter(), area, m.icon_note, m.space_1, icon, ink);
        }
        paint::put_left(ui.painter(), area, &paint::line(ui, Type::Note, ink, self.text));
    }
}
