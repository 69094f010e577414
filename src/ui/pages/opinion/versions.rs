//! 各稿: every version that was kept, and what changed from one to the other, word by word.

use crate::domain::evidence::Recorded;
use crate::domain::opinion::OpinionDraft;
use crate::domain::opinion::Section;
use crate::domain::word_diff::Change;
use crate::domain::word_diff::Piece;
use crate::domain::word_diff::diff;
use crate::ui::components::button::Button;
use crate::ui::components::form_grid::Card;
use crate::ui::components::paint;
use crate::ui::components::words::words;
use crate::ui::pages::opinion::bench::Bench;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use egui::Role;
use egui::Sense;
use egui::Stroke;
use egui::Ui;
use egui::WidgetInfo;
use egui::text::LayoutJob;
use egui::vec2;

/// The sections that differ, piece by piece.
type Differences = Vec<(Section, Vec<Piece>)>;

/// Which version is compared with the one after it; kept by the page.
#[derive(Default)]
pub struct Comparing {
    version: Option<usize>,
    /// The versions compared, and the sections that differ; made once, not every frame.
    made: Option<(usize, usize, Differences)>,
}

/// The card below a draft; nothing while there is only one version.
pub fn card(ui: &mut Ui, bench: &Bench<'_, '_>, comparing: &mut Comparing) {
    let versions = &bench.view.file.opinion_drafts;
    if versions.len() < 2 {
        return;
    }
    let aside = format!("{} 稿，都留着", versions.len());
    Card::new("各稿").aside(&aside).show(ui, |ui| {
        for (at, row) in versions.iter().enumerate().rev() {
            if version_ui(ui, bench, at, row) {
                comparing.version = if comparing.version == Some(at) { None } else { Some(at) };
            }
            if comparing.version == Some(at) && at > 0 {
                let made = comparing.made(versions, at - 1, at);
                changes_ui(ui, made);
            }
        }
    });
}

impl Comparing {
    fn made(
        &mut self,
        versions: &[Recorded<OpinionDraft>],
        from: usize,
        to: usize,
    ) -> &[(Section, Vec<Piece>)] {
        if self.made.as_ref().is_none_or(|(a, b, _)| (*a, *b) != (from, to)) {
            let (before, after) = (&versions[from].body, &versions[to].body);
            let changed = Section::ALL.into_iter().filter(|s| before.text(*s) != after.text(*s));
            let changed = changed.map(|s| (s, diff(before.text(s), after.text(s)))).collect();
            self.made = Some((from, to, changed));
        }
        self.made.as_ref().map_or(&[], |(_, _, changed)| changed.as_slice())
    }
}

fn version_ui(ui: &mut Ui, bench: &Bench<'_, '_>, at: usize, row: &Recorded<OpinionDraft>) -> bool {
    let c = colors();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::hover());
    let why = row.supersedes.as_ref().map_or("", |correction| correction.reason.as_str());
    let said = format!("第 {} 稿　{}　{}　{why}", at + 1, row.at.worded(), bench.name(row.by));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    let builder = egui::UiBuilder::new().max_rect(rect).layout(layout).id_salt(("version", at));
    let mut child = ui.new_child(builder);
    let label = format!("第 {} 稿与前一稿比较", at + 1);
    let pressed = at > 0 && Button::quiet("与前一稿比较").name(&label).ui(&mut child).clicked();
    let room = rect.with_max_x(child.min_rect().left() - 12.0);
    let painter = ui.painter().with_clip_rect(room);
    paint::put_left(&painter, room, &paint::line(ui, Type::Body, c.ink, said));
    paint::hline(ui, rect, rect.bottom() - 1.0, c.line);
    pressed
}

fn changes_ui(ui: &mut Ui, changed: &[(Section, Vec<Piece>)]) {
    if changed.is_empty() {
        words(ui, "正文没有改，改的是结论、标准或引用");
    }
    for (section, pieces) in changed {
        words(ui, &section.heading());
        pieces_ui(ui, pieces);
        ui.add_space(8.0);
    }
}

/// What was taken out is red and struck through, what was put in is green and underlined: never by colour alone.
pub fn pieces_ui(ui: &mut Ui, pieces: &[Piece]) {
    let c = colors();
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    let mut said = String::new();
    for piece in pieces {
        let mut format = crate::ui::theme::format(Type::Body, c.ink);
        match piece.change {
            Change::Kept => said.push_str(&piece.text),
            Change::Removed => {
                format.color = c.red;
                format.strikethrough = Stroke::new(1.0, c.red);
                said.push_str(&format!("［删去：{}］", piece.text));
            }
            Change::Added => {
                format.color = c.green;
                format.underline = Stroke::new(1.0, c.green);
                said.push_str(&format!("［加上：{}］", piece.text));
            }
        }
        job.append(&piece.text, 0.0, format);
    }
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
    ui.painter().galley(rect.min, galley, c.ink);
}
