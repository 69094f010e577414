//! A rule card: level, citation, sentence, source; 看原文 and 怎么办.

use super::button::Button;
use super::chip::Chip;
use super::citation;
use super::citation::CitationRef;
use super::finding::Level;
use super::paint;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::measures;
use crate::ui::theme::tokens;
use egui::Rect;
use egui::Role;
use egui::Sense;
use egui::Ui;
use egui::UiBuilder;
use egui::WidgetInfo;
use egui::pos2;
use egui::vec2;

/// What a rule card shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleCard {
    /// How much the rule weighs here and now.
    pub level: Level,
    /// As people cite it, and the permanent id.
    pub citation: CitationRef,
    /// The rule in one sentence.
    pub sentence: String,
    /// Instrument and clause.
    pub source: String,
    /// What to do, shown under 怎么办.
    pub way_out: Option<String>,
}

/// What was asked of a rule card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleAsk {
    /// The text of the instrument.
    Original,
    /// The way out.
    WayOut,
}

impl RuleCard {
    /// Shows the card in brief, as the side panel lists it; the whole card can be pressed.
    pub fn brief(&self, ui: &mut Ui) -> bool {
        let (_, pressed) = self.body(ui, 0.0);
        if pressed {
            citation::open(ui.ctx(), &self.citation.rule_id);
        }
        pressed
    }

    /// Shows the whole card with its buttons.
    pub fn full(&self, ui: &mut Ui) -> Option<RuleAsk> {
        let extra = measures().control + measures().space_2;
        let way_out = self.way_out.is_some();
        let (rect, _) = self.body(ui, extra);
        let bar = Rect::from_min_max(pos2(rect.left() + 13.0, rect.bottom() - extra - 4.0), rect.max);
        let layout = egui::Layout::left_to_right(egui::Align::Min);
        let mut child =
            ui.new_child(UiBuilder::new().max_rect(bar).layout(layout).id_salt(&self.citation.rule_id));
        let mut asked = None;
        if Button::secondary("看原文").ui(&mut child).clicked() {
            asked = Some(RuleAsk::Original);
        }
        if way_out && Button::quiet("怎么办").ui(&mut child).clicked() {
            asked = Some(RuleAsk::WayOut);
        }
        asked
    }

    fn body(&self, ui: &mut Ui, extra: f32) -> (Rect, bool) {
        let c = colors();
        let width = ui.available_width();
        let inner = width - 26.0;
        let sentence = paint::wrapped(ui, Type::Body, c.ink, &self.sentence, inner);
        let source = paint::wrapped(ui, Type::Note, c.ink2, &self.source, inner);
        let height = 12.0 + 24.0 + 4.0 + sentence.size().y + source.size().y + 9.0 + extra;
        let sense = if extra > 0.0 { Sense::hover() } else { Sense::click() };
        let (rect, response) = ui.allocate_exact_size(vec2(width, height.ceil()), sense);
        let words = format!("{} {} {}", self.level.word(), self.citation.label, self.sentence);
        let role = if extra > 0.0 { Role::Label } else { Role::Button };
        response.widget_info(|| WidgetInfo::labeled(role, true, &words));
        let edge = match self.level {
            Level::Block => c.red_l,
            Level::Warn => c.amber_l,
            Level::Hint | Level::Record | Level::Met => c.line,
        };
        let fill = if response.hovered() && extra == 0.0 { c.sunk } else { c.paper };
        paint::surface(ui.painter(), rect, tokens().radius.control, fill, paint::thin(ui, edge));
        let chip = Chip::level(self.level);
        let chip_at = Rect::from_min_size(rect.min + vec2(13.0, 12.0), chip.size(ui));
        chip.paint_at(ui, chip_at);
        let line = Rect::from_min_max(chip_at.min, pos2(rect.right() - 13.0, chip_at.bottom()));
        citation::citation_at(ui, line, &self.citation);
        let text_at = pos2(chip_at.left(), chip_at.bottom() + 4.0);
        ui.painter().galley(text_at, sentence.clone(), c.ink);
        ui.painter().galley(text_at + vec2(0.0, sentence.size().y), source, c.ink2);
        if response.has_focus() {
            paint::ring_on(ui.painter(), rect, tokens().radius.control);
        }
        (rect, response.clicked())
    }
}
