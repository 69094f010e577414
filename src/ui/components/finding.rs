//! What the law or the form says about one field: level, icon, one sentence, citation, way out.
//!
//! A plain shape: pages map the findings of the rules to it, components only paint it.

use super::citation;
use super::citation::CitationRef;
use super::paint;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::icon::Icon;
use crate::ui::theme::measures;
use egui::Color32;
use egui::Rect;
use egui::Response;
use egui::Sense;
use egui::Ui;
use egui::vec2;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// 阻断: the step stops.
    Block,
    /// 提醒: look again, or give a reason.
    Warn,
    /// 提示: advice.
    Hint,
    /// 记录: a fact is kept.
    Record,
    /// 已满足: the rule is met.
    Met,
}

impl Level {
    /// The word people see.
    pub fn word(self) -> &'static str {
        match self {
            Self::Block => "阻断",
            Self::Warn => "提醒",
            Self::Hint => "提示",
            Self::Record => "记录",
            Self::Met => "已满足",
        }
    }

    /// The icon of the level.
    pub fn icon(self) -> Icon {
        match self {
            Self::Block => icon::BLOCK,
            Self::Warn => icon::WARNING,
            Self::Hint | Self::Record => icon::INFO,
            Self::Met => icon::CHECK,
        }
    }

    /// The colour of the level's word on white.
    pub fn color(self) -> Color32 {
        let c = colors();
        match self {
            Self::Block => c.red,
            Self::Warn => c.amber,
            Self::Hint | Self::Record => c.ink2,
            Self::Met => c.green,
        }
    }
}

/// One finding, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingLine {
    /// How much it weighs.
    pub level: Level,
    /// The icon; the level's own unless it is a mere mistake of typing.
    pub icon: Icon,
    /// One sentence without a full stop.
    pub sentence: String,
    /// Where it stands written.
    pub citation: Option<CitationRef>,
    /// What to do about it.
    pub way_out: Option<String>,
}

impl FindingLine {
    /// A finding with the icon of its level.
    pub fn new(level: Level, sentence: impl Into<String>) -> Self {
        Self { level, icon: level.icon(), sentence: sentence.into(), citation: None, way_out: None }
    }

    /// Something typed wrongly: it stops like 阻断, but no law speaks.
    pub fn mistake(sentence: impl Into<String>) -> Self {
        Self { icon: icon::ERROR, ..Self::new(Level::Block, sentence) }
    }

    /// Names where it stands written.
    pub fn cited(mut self, citation: CitationRef) -> Self {
        self.citation = Some(citation);
        self
    }

    /// Names the way out.
    pub fn way_out(mut self, way_out: impl Into<String>) -> Self {
        self.way_out = Some(way_out.into());
        self
    }
}

/// A finding on a line of its own: icon, sentence, way out, citation at the right edge.
pub fn finding_line(ui: &mut Ui, finding: &FindingLine) -> Response {
    let m = measures();
    let text_width = ui.available_width() - m.icon_note - m.space_1 - citation_width(ui, finding);
    let sentence = paint::wrapped(ui, Type::Note, finding.level.color(), &finding.sentence, text_width);
    let way_out = finding.way_out.as_ref();
    let way_out = way_out.map(|text| paint::wrapped(ui, Type::Note, colors().ink2, text, text_width));
    let height = sentence.size().y + way_out.as_ref().map_or(0.0, |galley| galley.size().y);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let first = Rect::from_min_size(rect.min, vec2(rect.width(), Type::Note.line()));
    paint_icon_and_citation(ui, first, finding);
    let text_at = rect.min + vec2(m.icon_note + m.space_1, 0.0);
    ui.painter().galley(text_at, sentence.clone(), finding.level.color());
    if let Some(way_out) = way_out {
        ui.painter().galley(text_at + vec2(0.0, sentence.size().y), way_out, colors().ink2);
    }
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, spoken(finding)));
    response
}

/// A finding in the reserved line under a field: one line, in its place, taking no space of its own. It never runs
/// into its citation or the next column; the rest, and the way out, come when the pointer rests on it.
pub(crate) fn finding_at(ui: &mut Ui, rect: Rect, finding: &FindingLine) {
    let m = measures();
    paint_icon_and_citation(ui, rect, finding);
    let area = rect
        .with_min_x(rect.left() + m.icon_note + m.space_1)
        .with_max_x(rect.right() - citation_width(ui, finding));
    let color = finding.level.color();
    let (text, is_whole) = paint::clauses(ui, Type::Note, color, &finding.sentence, area.width());
    paint::put_left(ui.painter(), area, &text);
    let id = ui.unique_id().with(("finding", rect.min.x.to_bits(), rect.min.y.to_bits()));
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, spoken(finding)));
    let rest = (!is_whole).then_some(finding.sentence.as_str());
    let told: Vec<&str> = rest.into_iter().chain(finding.way_out.as_deref()).collect();
    if !told.is_empty() {
        response.on_hover_text(told.join("\n"));
    }
}

fn paint_icon_and_citation(ui: &mut Ui, line: Rect, finding: &FindingLine) {
    let size = measures().icon_note;
    paint::icon_left(ui.painter(), line, size, 0.0, finding.icon, finding.level.color());
    if let Some(cited) = &finding.citation {
        citation::citation_at(ui, line, cited);
    }
}

fn citation_width(ui: &Ui, finding: &FindingLine) -> f32 {
    finding.citation.as_ref().map_or(0.0, |cited| citation::width(ui, cited) + measures().space_3)
}

fn spoken(finding: &FindingLine) -> String {
    format!("{} {}", finding.level.word(), finding.sentence)
}
