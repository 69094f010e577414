//! 逐条记录: every entry with the time it was written, late ones on amber, corrections struck and followed by the new.
//!
//! A row is a button: pressed, it opens the correction. Values of the table that follow each other stand in one row.

use crate::domain::case::CaseFile;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::process_record::EntryContent;
use crate::domain::process_record::ProcessEntry;
use crate::domain::process_record::minutes_late;
use crate::services::case_view::CaseView;
use crate::ui::components::paint;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::format;
use crate::ui::theme::icon;
use egui::Rect;
use egui::Role;
use egui::Sense;
use egui::Ui;
use egui::WidgetInfo;
use egui::pos2;
use egui::text::LayoutJob;
use egui::vec2;

const TIME: f32 = 60.0;

/// One row of the list: an entry in force, or several values in a row.
pub struct Line<'a> {
    pub rows: Vec<&'a Recorded<ProcessEntry>>,
    /// The version before, when this is a correction.
    former: Option<&'a Recorded<ProcessEntry>>,
    /// The first version: it says where the line stands, and when it was written.
    first: &'a Recorded<ProcessEntry>,
}

/// Entries in force of the session in hand, each where its first version stood.
pub fn lines(view: &CaseView) -> Vec<Line<'_>> {
    let file = &view.file;
    let session = file.session().map(|session| session.id);
    let mut lines: Vec<Line<'_>> = file
        .current(&file.entries)
        .filter(|row| Some(row.body.session) == session)
        .map(|row| {
            let former = row.supersedes.as_ref().and_then(|former| entry(file, former.id));
            Line { rows: vec![row], former, first: first_version(file, row) }
        })
        .collect();
    lines.sort_by_key(|line| line.first.seq);
    let threshold = view.institution.policy.late_entry_minutes;
    let is_plain_value = |line: &Line<'_>| {
        line.former.is_none()
            && line.rows.iter().all(|row| {
                matches!(row.body.content, EntryContent::Measurement(_))
                    && minutes_late(row.at, row.body.happened_at, threshold).is_none()
            })
    };
    let mut merged: Vec<Line<'_>> = Vec::new();
    for line in lines {
        match merged.last_mut() {
            Some(last)
                if is_plain_value(last)
                    && is_plain_value(&line)
                    && last.rows[0].body.typed_by == line.rows[0].body.typed_by =>
            {
                last.rows.extend(line.rows);
            }
            _ => merged.push(line),
        }
    }
    merged
}

/// When the entries of a step began, for the rail.
pub fn began(view: &CaseView, step: &str) -> Option<String> {
    let session = view.file.session()?.id;
    let mut of_step =
        view.file.entries.iter().filter(|row| row.body.session == session && row.body.step == step);
    of_step.next().map(|row| row.at.hour_minute_text())
}

/// Shows the list; returns the entry whose correction was asked for.
pub fn list_ui(ui: &mut Ui, view: &CaseView, lines: &[Line<'_>]) -> Option<EvidenceId> {
    let mut asked = None;
    ui.spacing_mut().item_spacing.y = 0.0;
    for line in lines {
        let response = line_ui(ui, view, line);
        if response.clicked() {
            asked = line.rows.last().map(|row| row.id);
        }
    }
    asked
}

fn line_ui(ui: &mut Ui, view: &CaseView, line: &Line<'_>) -> egui::Response {
    let c = colors();
    let first = line.rows[0];
    let late = minutes_late(first.at, first.body.happened_at, view.institution.policy.late_entry_minutes);
    let who = who_words(line, late.is_some());
    let who = paint::line(ui, Type::Note, c.ink2, who);
    let width = ui.available_width() - TIME - who.size().x - 32.0;
    let text = text_of(ui, line, width);
    let below = remark(line, late).map(|words| {
        let color = if late.is_some() { c.amber } else { c.ink2 };
        (paint::wrapped(ui, Type::Note, color, words, width - 22.0), color)
    });
    let note = below.as_ref().map_or(0.0, |(galley, _)| galley.size().y);
    let height = (text.size().y + note + 10.0).max(34.0);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    let written = line.first.at.hour_minute_text();
    let said = format!("{written} {} 更正", spoken(line));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
    if late.is_some() {
        ui.painter().rect_filled(rect, 0.0, c.amber_t);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, c.sunk);
    }
    let top = rect.top() + 5.0;
    let time = paint::bold(ui, Type::Field, c.ink, written);
    ui.painter().galley(pos2(rect.left() + 8.0, top), time, c.ink);
    ui.painter().galley(pos2(rect.left() + 8.0 + TIME, top), text.clone(), c.ink);
    if let Some((galley, color)) = below {
        let at = Rect::from_min_size(
            pos2(rect.left() + 8.0 + TIME, top + text.size().y),
            vec2(width, galley.size().y),
        );
        let mark = if late.is_some() { icon::LATE_ENTRY } else { icon::INFO };
        let first_line = at.with_max_y(at.top() + Type::Note.line());
        paint::icon_left(ui.painter(), first_line, 16.0, 6.0, mark, color);
        ui.painter().galley(at.min + vec2(22.0, 0.0), galley, color);
    }
    let right = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width() - 8.0, 24.0));
    paint::put_right(ui.painter(), right, &who);
    paint::hline(ui, rect, rect.bottom() - 1.0, c.line);
    if response.has_focus() {
        paint::ring_on(ui.painter(), rect, 0);
    }
    response
}

fn who_words(line: &Line<'_>, is_late: bool) -> String {
    let name = line.rows[0].body.typed_by.as_str();
    match (line.former.is_some(), is_late) {
        (true, _) => format!("{name}更正"),
        (false, true) => format!("{name}补记"),
        (false, false) => format!("{name}录入"),
    }
}

/// Struck text of the former version, then the entry; values of a table joined.
fn text_of(ui: &Ui, line: &Line<'_>, width: f32) -> std::sync::Arc<egui::Galley> {
    let c = colors();
    let mut job = LayoutJob::default();
    job.wrap.max_width = width.max(64.0);
    if let Some(former) = line.former {
        let struck =
            egui::TextFormat { strikethrough: egui::Stroke::new(1.0, c.ink2), ..format(Type::Field, c.ink2) };
        job.append(&words_of(&former.body.content), 0.0, struck);
    }
    let gap = if line.former.is_some() { 12.0 } else { 0.0 };
    job.append(&spoken(line), gap, format(Type::Field, c.ink));
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// The entry in words, with its kind where the text alone does not tell it.
fn spoken(line: &Line<'_>) -> String {
    let first = &line.rows[0].body.content;
    let texts: Vec<String> = line.rows.iter().map(|row| words_of(&row.body.content)).collect();
    let text = texts.join("，");
    match first {
        EntryContent::Finding { .. } | EntryContent::Measurement(_) | EntryContent::MaterialUsed { .. } => {
            text
        }
        other => format!("{}　{text}", other.label()),
    }
}

/// The entry in words; a negative value with the sign people write.
fn words_of(content: &EntryContent) -> String {
    let text = content.text();
    if matches!(content, EntryContent::Measurement(_)) { text.replace(" -", " −") } else { text }
}

fn remark(line: &Line<'_>, late: Option<i64>) -> Option<String> {
    let row = line.rows[0];
    let mut parts = Vec::new();
    if let (Some(minutes), Some(then)) = (late, row.body.happened_at) {
        let then = then.hour_minute_text();
        parts.push(format!("补记 {then} 的事，晚 {minutes} 分，{}", row.body.late_reason));
    }
    if let (Some(_), Some(correction)) = (line.former, &row.supersedes) {
        parts.push(format!("{} 更正，{}", row.at.hour_minute_text(), correction.reason));
    }
    (!parts.is_empty()).then(|| parts.join("　"))
}

/// An entry by its id, in force or not.
pub fn entry(file: &CaseFile, id: EvidenceId) -> Option<&Recorded<ProcessEntry>> {
    file.entries.iter().find(|row| row.id == id)
}

fn first_version<'a>(file: &'a CaseFile, row: &'a Recorded<ProcessEntry>) -> &'a Recorded<ProcessEntry> {
    let mut first = row;
    while let Some(former) = first.supersedes.as_ref().and_then(|former| entry(file, former.id)) {
        first = former;
    }
    first
}
