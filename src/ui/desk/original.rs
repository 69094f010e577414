//! 看原文: the text of an instrument at the place a rule rests on, to be read and scrolled, never changed.
//!
//! A text that is our own account says so at its head; an instrument whose text does not lie in the program shows
//! the words we rely on and where to look them up.

use crate::domain::law::Checked;
use crate::domain::law::Citation;
use crate::ui::components::button::Button;
use crate::ui::components::chip::Chip;
use crate::ui::components::chip::Tone;
use crate::ui::components::flow;
use crate::ui::components::paint;
use crate::ui::components::tabs::Tab;
use crate::ui::components::tabs::tabs;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::measures;
use crate::ui::theme::tokens;
use egui::Context;
use egui::Frame;
use egui::Id;
use egui::Key;
use egui::Modifiers;
use egui::Rect;
use egui::Sense;
use egui::Ui;
use egui::UiBuilder;
use egui::vec2;

const WIDTH: f32 = 760.0;
const HEAD: f32 = 56.0;
const FOOT: f32 = 64.0;

/// The open text, when one is open.
#[derive(Default)]
pub struct Original {
    basis: &'static [Citation],
    chosen: usize,
    /// The place in the text is brought into view once.
    was_shown: bool,
}

impl Original {
    /// Opens the first source of a rule; the others are tabs beside it.
    pub fn open(&mut self, basis: &'static [Citation]) {
        *self = Self { basis, chosen: 0, was_shown: false };
    }

    /// Draws it over everything, when it is open.
    pub fn ui(&mut self, ctx: &Context) {
        let Some(citation) = self.basis.get(self.chosen) else { return };
        let window = ctx.content_rect();
        let width = WIDTH.min(window.width() - 32.0);
        let height = (window.height() - 48.0).min(760.0);
        let frame = Frame::NONE
            .fill(colors().paper)
            .corner_radius(tokens().radius.card)
            .shadow(tokens().shadow.pop.shadow());
        let modal =
            egui::Modal::new(Id::unique("original text")).frame(frame).backdrop_color(colors().scrim());
        let closed = modal
            .show(ctx, |ui| {
                let (all, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
                head_ui(ui, all.with_max_y(all.top() + HEAD), citation);
                let foot = all.with_min_y(all.bottom() - FOOT);
                let mut body = all.with_min_y(all.top() + HEAD).with_max_y(foot.top());
                if self.basis.len() > 1 {
                    let bar = body.with_max_y(body.top() + 40.0).shrink2(vec2(measures().space_6, 0.0));
                    ui.scope_builder(UiBuilder::new().max_rect(bar), |ui| self.tabs_ui(ui));
                    body.min.y += 48.0;
                }
                self.text_ui(ui, body, citation);
                foot_ui(ui, foot)
            })
            .inner;
        if closed || flow::pressed(ctx, Modifiers::NONE, Key::Escape) {
            self.basis = &[];
        }
    }

    fn tabs_ui(&mut self, ui: &mut Ui) {
        let sources: Vec<Tab> = self.basis.iter().map(|citation| Tab::new(citation.cite())).collect();
        if tabs(ui, &mut self.chosen, &sources) {
            self.was_shown = false;
        }
    }

    fn text_ui(&mut self, ui: &mut Ui, rect: Rect, citation: &Citation) {
        let m = measures();
        let wide = (rect.width() - 2.0 * m.space_6 - 8.0).max(120.0);
        let show_place = !std::mem::replace(&mut self.was_shown, true);
        ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
            let salt = ("original", citation.instrument.slug(), self.chosen);
            egui::ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(ui, |ui| {
                let text_at = ui.cursor().min + vec2(m.space_6, m.space_4);
                let inner = Rect::from_min_size(text_at, vec2(wide, f32::INFINITY));
                ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
                    ui.spacing_mut().item_spacing.y = m.space_2;
                    paragraphs_ui(ui, citation, show_place);
                    ui.add_space(m.space_6);
                });
                scroll_by_key(ui, rect.height());
            });
        });
    }
}

fn head_ui(ui: &mut Ui, rect: Rect, citation: &Citation) {
    let c = colors();
    let area = rect.shrink2(vec2(measures().space_6, 0.0));
    let title = paint::bold(ui, Type::Head, c.ink, citation.cite());
    let x = paint::put_left(ui.painter(), area, &title).right() + measures().space_3;
    let (word, tone) = match citation.checked {
        Checked::Verbatim => ("原文", Tone::Green),
        Checked::Paraphrase => ("转述，不是原文", Tone::Amber),
        Checked::Unverified => ("未核实", Tone::Amber),
    };
    let chip = Chip::new(word, tone);
    let size = chip.size(ui);
    chip.paint_at(ui, Rect::from_min_size(egui::pos2(x, area.center().y - size.y / 2.0), size));
    let name = format!("{} {word}", citation.cite_in_full());
    let response = ui.interact(rect, Id::unique("original head"), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, &name));
    paint::hline(ui, rect, rect.bottom() - 1.0, c.line);
}

fn foot_ui(ui: &mut Ui, rect: Rect) -> bool {
    paint::hline(ui, rect, rect.top(), colors().line);
    let area = rect.shrink2(vec2(measures().space_6, 0.0));
    let words = paint::line(ui, Type::Note, colors().ink2, "只读，上下键翻看，Esc 关掉");
    paint::put_left(ui.painter(), area, &words);
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(area).layout(layout), |ui| {
        Button::primary("知道了").ui(ui).clicked()
    })
    .inner
}

fn scroll_by_key(ui: &Ui, page: f32) {
    let steps = [
        (Key::ArrowDown, -48.0),
        (Key::ArrowUp, 48.0),
        (Key::PageDown, 40.0 - page),
        (Key::PageUp, page - 40.0),
        (Key::End, -1.0e6),
        (Key::Home, 1.0e6),
    ];
    for (key, by) in steps {
        if flow::pressed(ui.ctx(), Modifiers::NONE, key) {
            ui.scroll_with_delta_animation(vec2(0.0, by), egui::style::ScrollAnimation::none());
        }
    }
}

fn paragraphs_ui(ui: &mut Ui, citation: &Citation, show_place: bool) {
    let c = colors();
    let full = paint::wrapped(ui, Type::Field, c.ink, citation.cite_in_full(), ui.available_width());
    let (rect, _) = ui.allocate_exact_size(full.size(), Sense::hover());
    ui.painter().galley(rect.min, full, c.ink);
    let paragraphs = match citation.instrument.text() {
        Some(text) => Paragraph::read(text, citation.words),
        None => vec![
            Paragraph { kind: Kind::Remark, text: NOT_HERE.to_owned(), is_cited: false },
            Paragraph { kind: Kind::Plain, text: citation.words.to_owned(), is_cited: true },
        ],
    };
    let mut is_first = true;
    for paragraph in &paragraphs {
        let rect = paragraph.ui(ui);
        if paragraph.is_cited && std::mem::replace(&mut is_first, false) && show_place {
            ui.scroll_to_rect_animation(
                rect,
                Some(egui::Align::Center),
                egui::style::ScrollAnimation::none(),
            );
        }
    }
}

const NOT_HERE: &str = "这部规定的全文没有随程序带来，下面是本软件的转述；要引用，请查公布的文本";

/// What a paragraph of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// How the text came here.
    Remark,
    Heading,
    Plain,
}

/// One paragraph; the broken lines of the originals are joined.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Paragraph {
    kind: Kind,
    text: String,
    /// The words a rule rests on stand here.
    is_cited: bool,
}

impl Paragraph {
    /// Reads a text of `assets/law/` and marks where the words stand.
    fn read(text: &str, words: &str) -> Vec<Self> {
        let mut paragraphs: Vec<Self> = Vec::new();
        for block in text.split("\n\n") {
            let lines: Vec<&str> = block.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
            let is_list = lines.iter().any(|line| line.starts_with("- "));
            let parts = if is_list { lines } else { Vec::new() };
            let whole = if is_list { String::new() } else { joined(block) };
            let texts = parts.into_iter().map(str::to_owned).chain((!whole.is_empty()).then_some(whole));
            paragraphs.extend(texts.map(|text| Self::of(&text)));
        }
        mark(&mut paragraphs, words);
        paragraphs
    }

    fn of(line: &str) -> Self {
        let remark = line.strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"));
        if let Some(remark) = remark {
            return Self { kind: Kind::Remark, text: remark.trim().to_owned(), is_cited: false };
        }
        let plain = line.replace("**", "");
        let heading = plain.strip_prefix("# ").map(str::to_owned);
        let is_heading = heading.is_some() || is_part(&plain) && plain.chars().count() <= 24;
        let text = heading.unwrap_or_else(|| plain.strip_prefix("- ").unwrap_or(&plain).to_owned());
        let kind = if is_heading { Kind::Heading } else { Kind::Plain };
        Self { kind, text, is_cited: false }
    }

    fn ui(&self, ui: &mut Ui) -> Rect {
        let c = colors();
        let width = ui.available_width();
        let galley = match self.kind {
            Kind::Remark => paint::wrapped(ui, Type::Note, c.ink2, self.text.clone(), width),
            Kind::Heading => {
                let format = egui::TextFormat {
                    font_id: Type::Body.bold_font(),
                    ..crate::ui::theme::format(Type::Body, c.ink)
                };
                let mut job = egui::text::LayoutJob::single_section(self.text.clone(), format);
                job.wrap.max_width = width;
                ui.fonts_mut(|fonts| fonts.layout_job(job))
            }
            Kind::Plain => paint::wrapped(ui, Type::Body, c.ink, self.text.clone(), width),
        };
        let (rect, response) = ui.allocate_exact_size(vec2(width, galley.size().y), Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &self.text));
        if self.is_cited {
            let ground = rect.expand2(vec2(8.0, 4.0));
            ui.painter().rect_filled(ground, 4.0, c.tint);
            ui.painter().rect_filled(ground.with_max_x(ground.left() + 3.0), 0.0, c.acc);
        }
        ui.painter().galley(rect.min, galley, c.ink);
        rect
    }
}

/// A block without its line breaks; between Latin letters a break is a blank.
fn joined(block: &str) -> String {
    let mut text = String::new();
    for line in block.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if is_latin(text.chars().last()) && is_latin(line.chars().next()) {
            text.push(' ');
        }
        text.push_str(line);
    }
    text
}

/// 「一、」 or 「（一）」 at its head.
fn is_part(line: &str) -> bool {
    let numeral = |c: char| "一二三四五六七八九十".contains(c);
    let head: String = line.chars().take_while(|c| numeral(*c) || *c == '（').collect();
    let next = line.chars().nth(head.chars().count());
    !head.is_empty() && matches!(next, Some('、' | '）'))
}

/// Marks the paragraphs the words stand in, wherever the originals break their lines.
fn mark(paragraphs: &mut [Paragraph], words: &str) {
    let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let words = plain(words);
    if words.is_empty() {
        return;
    }
    let mut whole = String::new();
    let mut ends = Vec::new();
    for paragraph in paragraphs.iter() {
        whole.push_str(&plain(&paragraph.text));
        ends.push(whole.len());
    }
    let Some(from) = whole.find(&words) else { return };
    let to = from + words.len();
    let mut start = 0;
    for (paragraph, end) in paragraphs.iter_mut().zip(ends) {
        paragraph.is_cited = start < to && from < end;
        start = end;
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;
    use super::Paragraph;
    use crate::domain::law::Instrument;
    use crate::domain::law::acts;
    use crate::domain::law::general;
    use crate::domain::law::shanghai;
    use crate::domain::law::sichuan;

    #[test]
    fn the_words_of_every_citation_are_found_in_their_text() {
        for citation in [sichuan::ALL, shanghai::ALL, general::ALL, acts::ALL].into_iter().flatten() {
            let Some(text) = citation.instrument.text() else { continue };
            let cited =
                Paragraph::read(text, citation.words).iter().filter(|paragraph| paragraph.is_cited).count();
            assert!((1..=6).contains(&cited), "{}: {cited} paragraphs", citation.cite());
        }
    }

    #[test]
    fn broken_lines_are_joined_and_headings_known() {
        let text = Instrument::SichuanOpinion.text().expect("a text");
        let paragraphs = Paragraph::read(text, "");
        assert_eq!(paragraphs[0].kind, Kind::Remark);
        assert!(paragraphs.iter().any(|p| p.kind == Kind::Heading && p.text.starts_with("二、")));
        assert!(paragraphs.iter().any(|p| p.text.contains("保险机构：") && !p.text.contains('\n')));
    }
}
