//! A notice that stands: 48 high, the verdict in colour, the sentence in ink, the citation at the right.

use super::chip::Tone;
use super::citation;
use super::citation::CitationRef;
use super::paint;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon::Icon;
use crate::ui::theme::measures;
use crate::ui::theme::tokens;
use egui::Color32;
use egui::Rect;
use egui::Response;
use egui::Sense;
use egui::Ui;
use egui::vec2;

const HEIGHT: f32 = 48.0;

/// A notice. `Notice::new(Tone::Red, icon::BLOCK, "不得见证", "未出示身份证件…").cited(&cited).ui(ui)`.
pub struct Notice<'a> {
    tone: Tone,
    icon: Icon,
    verdict: &'a str,
    sentence: &'a str,
    citation: Option<&'a CitationRef>,
}

impl<'a> Notice<'a> {
    /// A verdict of a few words and the sentence behind it.
    pub fn new(tone: Tone, icon: Icon, verdict: &'a str, sentence: &'a str) -> Self {
        Self { tone, icon, verdict, sentence, citation: None }
    }

    /// Names where it stands written.
    pub fn cited(mut self, citation: Option<&'a CitationRef>) -> Self {
        self.citation = citation;
        self
    }

    /// Shows the notice over the whole width; it grows when the sentence needs a second line.
    pub fn ui(self, ui: &mut Ui) -> Response {
        let m = measures();
        let (fill, _, ink) = self.tone.colors();
        let width = ui.available_width();
        let verdict = paint::line(ui, Type::Head, ink, self.verdict);
        let cited = self.citation.map_or(0.0, |cited| citation::width(ui, cited) + m.space_4);
        let taken = m.space_3 + m.icon_notice + m.space_2 + verdict.size().x + m.space_4 + cited + m.space_3;
        let sentence = paint::wrapped(ui, Type::Body, colors().ink, self.sentence, width - taken);
        let height = HEIGHT.max(sentence.size().y + 2.0 * m.space_3);
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::Label, true, format!("{} {}", self.verdict, self.sentence))
        });
        let edge = paint::thin(ui, self.edge());
        paint::surface(ui.painter(), rect, tokens().radius.control, fill, edge);
        let area = rect.shrink2(vec2(m.space_3, 0.0));
        let area = paint::icon_left(ui.painter(), area, m.icon_notice, m.space_2, self.icon, ink);
        let said = paint::put_left(ui.painter(), area, &verdict);
        let text_at = area.with_min_x(said.right() + m.space_4);
        paint::put_left(ui.painter(), text_at, &sentence);
        if let Some(cited) = self.citation {
            let line = Rect::from_center_size(area.center(), vec2(area.width(), Type::Note.line()));
            citation::citation_at(ui, line, cited);
        }
        response
    }

    fn edge(&self) -> Color32 {
        let c = colors();
        match self.tone {
            Tone::Green => c.green_l,
            Tone::Amber => c.amber_l,
            Tone::Orange => c.orange_l,
            Tone::Red | Tone::LastDay => c.red_l,
            Tone::Blue | Tone::Outlined | Tone::Grey => c.line2,
        }
    }
}
