//! The three columns of a case: 完成情况, 文书, 经过.

use crate::domain::sheet::SheetRef;
use crate::domain::step::Place;
use crate::services::case_view::CaseView;
use crate::services::case_view::checklist::CheckGroup;
use crate::services::case_view::checklist::CheckItem;
use crate::services::case_view::checklist::CheckState;
use crate::services::case_view::sheets::SheetLine;
use crate::services::case_view::sheets::SheetState;
use crate::ui::components::button::Button;
use crate::ui::components::chip::Chip;
use crate::ui::components::chip::Tone;
use crate::ui::components::citation::CitationRef;
use crate::ui::components::citation::citation_at;
use crate::ui::components::citation::width as citation_width;
use crate::ui::components::flow;
use crate::ui::components::paint;
use crate::ui::components::timeline::Moment as Line;
use crate::ui::components::timeline::timeline as lines_ui;
use crate::ui::desk::cx::PageCx;
use crate::ui::pages::Route;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use egui::Rect;
use egui::Sense;
use egui::Ui;
use egui::UiBuilder;
use egui::pos2;
use egui::vec2;
use std::collections::BTreeSet;

const HEAD: f32 = 44.0;

/// The keyboard comes into a column with Ctrl+1…3: whatever can be pressed there first takes it.
#[derive(Default)]
pub(super) struct Arrival(pub bool);

impl Arrival {
    fn offer(&mut self, ui: &Ui, response: &egui::Response) {
        if std::mem::take(&mut self.0) {
            flow::focus(ui.ctx(), response.id);
        }
    }
}

/// Done duties of a group beyond this many are folded into one line: what is missing must be seen at once.
const SHOWN_DONE: usize = 3;

/// 完成情况; returns where a missing item is put right, when it was pressed.
pub(super) fn checklist(
    ui: &mut Ui,
    rect: Rect,
    view: &CaseView,
    unfolded: &mut BTreeSet<&'static str>,
    headed: bool,
    mut arrival: Arrival,
) -> Option<Place> {
    let n_missing = count(view, CheckState::Missing);
    let n_ahead = count(view, CheckState::Ahead);
    let aside = format!("缺 {n_missing} 项，等 {n_ahead} 项");
    let body = column(ui, rect, headed.then_some("完成情况"), &aside);
    let mut taken = None;
    scroll(ui, body, "case checklist", |ui| {
        for group in &view.checklist {
            if let Some(place) = group_ui(ui, group, unfolded, &mut arrival) {
                taken = Some(place);
            }
        }
    });
    taken
}

/// What is missing first, then what is ahead, then what is done.
fn group_ui(
    ui: &mut Ui,
    group: &CheckGroup,
    unfolded: &mut BTreeSet<&'static str>,
    arrival: &mut Arrival,
) -> Option<Place> {
    let mut taken = None;
    group_head(ui, group.title, &format!("{} / {}", group.n_done(), group.items.len()));
    for state in [CheckState::Missing, CheckState::Ahead] {
        for item in group.items.iter().filter(|item| item.state == state) {
            if item_ui(ui, item, arrival) {
                taken = Some(item.place);
            }
        }
    }
    let n_done = group.n_done();
    let folds = n_done > SHOWN_DONE;
    let pressed = folds && fold_ui(ui, group.title, n_done, unfolded.contains(group.title), arrival);
    if pressed && !unfolded.remove(group.title) {
        unfolded.insert(group.title);
    }
    if !folds || unfolded.contains(group.title) {
        for item in group.items.iter().filter(|item| item.state == CheckState::Done) {
            item_ui(ui, item, arrival);
        }
    }
    let (line, _) = ui.allocate_exact_size(vec2(ui.available_width(), 5.0), Sense::hover());
    paint::hline(ui, line, line.center().y, colors().line);
    taken
}

/// 「已满足 25 项」, opened and closed by a press.
fn fold_ui(ui: &mut Ui, group: &str, n: usize, is_open: bool, arrival: &mut Arrival) -> bool {
    let c = colors();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::click());
    let action = if is_open { "收起" } else { "展开" };
    let name = format!("{group}已满足 {n} 项，{action}");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    arrival.offer(ui, &response);
    if response.hovered() {
        ui.painter().rect_filled(rect.expand2(vec2(6.0, 0.0)), 4.0, c.sunk);
    }
    if response.has_focus() {
        paint::ring_on(ui.painter(), rect.expand2(vec2(6.0, 0.0)), 4);
    }
    paint::icon_at(ui.painter(), pos2(rect.left() + 9.0, rect.center().y), 20.0, icon::DONE, c.green);
    let words = paint::line(ui, Type::Body, c.ink, format!("已满足 {n} 项"));
    paint::put_left(ui.painter(), rect.with_min_x(rect.left() + 26.0), &words);
    let action = paint::line(ui, Type::Note, c.acc, action);
    paint::put_right(ui.painter(), rect, &action);
    response.clicked()
}

fn count(view: &CaseView, state: CheckState) -> usize {
    view.checklist.iter().flat_map(|group| &group.items).filter(|item| item.state == state).count()
}

fn group_head(ui: &mut Ui, title: &str, count: &str) {
    let c = colors();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
    paint::put_left(ui.painter(), rect, &paint::bold(ui, Type::Note, c.ink, title));
    paint::put_right(ui.painter(), rect, &paint::line(ui, Type::Note, c.ink2, count));
}

fn item_ui(ui: &mut Ui, item: &CheckItem, arrival: &mut Arrival) -> bool {
    const INDENT: f32 = 26.0;
    const CITES: f32 = 22.0;
    let c = colors();
    let cites: Vec<CitationRef> =
        item.cites.iter().map(|cite| CitationRef::new(cite.label.clone(), cite.rule.clone())).collect();
    let widths: Vec<f32> = cites.iter().map(|cited| citation_width(ui, cited)).collect();
    // One article stands at the right of its line, several stand below it.
    let beside = if let [only] = widths.as_slice() { only + 12.0 } else { 0.0 };
    let full = ui.available_width() - INDENT;
    let ink = if item.state == CheckState::Ahead { c.ink2 } else { c.ink };
    let text = paint::wrapped(ui, Type::Body, ink, item.text.clone(), full - beside);
    let below = if cites.len() > 1 { rows_of(&widths, full) } else { Vec::new() };
    let height = text.size().y.max(24.0) + below.last().map_or(0.0, |(_, row)| (row + 1.0) * CITES);
    let sense = if item.state == CheckState::Done { Sense::hover() } else { Sense::click() };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), sense);
    let role = if item.state == CheckState::Done { egui::Role::Label } else { egui::Role::Button };
    response.widget_info(|| egui::WidgetInfo::labeled(role, true, &item.text));
    if item.state != CheckState::Done {
        arrival.offer(ui, &response);
    }
    if response.hovered() && item.state != CheckState::Done {
        ui.painter().rect_filled(rect.expand2(vec2(6.0, 0.0)), 4.0, c.sunk);
    }
    if response.has_focus() {
        paint::ring_on(ui.painter(), rect.expand2(vec2(6.0, 0.0)), 4);
    }
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    let (mark, color) = match item.state {
        CheckState::Done => (icon::DONE, c.green),
        CheckState::Missing => (icon::MISSING, c.red),
        CheckState::Ahead => (icon::EXPECTED, c.ink2),
    };
    paint::icon_at(ui.painter(), pos2(rect.left() + 9.0, rect.top() + 12.0), 20.0, mark, color);
    let text_at = pos2(rect.left() + INDENT, rect.top());
    let cites_at = text_at + vec2(0.0, text.size().y.max(24.0));
    ui.painter().galley(text_at, text, ink);
    if let [only] = cites.as_slice() {
        citation_at(ui, rect.with_max_y(rect.top() + 24.0), only);
    }
    for ((cited, width), (x, row)) in cites.iter().zip(&widths).zip(&below) {
        let place = Rect::from_min_size(cites_at + vec2(*x, row * CITES), vec2(*width, CITES));
        citation_at(ui, place, cited);
    }
    response.clicked()
}

/// Where each of several widths stands: its left edge and its row.
fn rows_of(widths: &[f32], room: f32) -> Vec<(f32, f32)> {
    const GAP: f32 = 16.0;
    let (mut x, mut row) = (0.0, 0.0);
    let mut places = Vec::new();
    for width in widths {
        if x > 0.0 && x + width > room {
            (x, row) = (0.0, row + 1.0);
        }
        places.push((x, row));
        x += width + GAP;
    }
    places
}

/// 文书, with 打印 at the head; a row opens its preview.
pub(super) fn sheets(
    ui: &mut Ui,
    rect: Rect,
    view: &CaseView,
    headed: bool,
    mut arrival: Arrival,
    cx: &mut PageCx<'_>,
) {
    let body = column(ui, rect, headed.then_some("文书"), "");
    if headed && head_button(ui, rect, print_button(), &mut Arrival::default()) {
        print_next(view, cx);
    }
    scroll(ui, body, "case sheets", |ui| {
        for line in &view.sheets {
            if sheet_row(ui, line, &mut arrival) {
                cx.go(Route::Sheet(SheetRef::of_case(line.form, view.file.id, line.about)));
            }
        }
    });
}

/// 打印…, for the head of the column or the row of tabs.
pub(super) fn print_button() -> Button<'static> {
    Button::quiet("打印…").icon(icon::PRINT).key("F7")
}

/// 通知到场, for the head of the column or the row of tabs.
pub(super) fn notify_button() -> Button<'static> {
    Button::quiet("通知到场").icon(icon::CALL).key("F5")
}

/// Opens the sheet that most likely wants printing: begun and never printed, else the first.
pub(super) fn print_next(view: &CaseView, cx: &mut PageCx<'_>) {
    let wants = |line: &&SheetLine| line.state != SheetState::NotBegun && line.n_prints == 0;
    let line = view.sheets.iter().find(wants).or(view.sheets.first());
    if let Some(line) = line {
        cx.go(Route::Sheet(SheetRef::of_case(line.form, view.file.id, line.about)));
    }
}

fn sheet_row(ui: &mut Ui, line: &SheetLine, arrival: &mut Arrival) -> bool {
    let c = colors();
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), measures().row_document), Sense::click());
    let name = format!("{} {}", line.form.number(), line.title);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    arrival.offer(ui, &response);
    if response.hovered() {
        ui.painter().rect_filled(rect.expand2(vec2(6.0, -1.0)), 4.0, c.sunk);
    }
    if response.has_focus() {
        paint::ring_on(ui.painter(), rect.expand2(vec2(6.0, -1.0)), 4);
    }
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    let page = Rect::from_min_size(rect.min + vec2(0.0, 6.0), vec2(36.0, 50.0));
    thumbnail(ui, page);
    let text = rect.with_min_x(page.right() + 12.0);
    let (top, low) = text.split_top_bottom_at_y(rect.top() + 30.0);
    let number = paint::line(ui, Type::Note, c.ink2, line.form.number());
    let x = paint::put_left(ui.painter(), top, &number).right() + 16.0;
    let title = paint::wrapped(ui, Type::Body, c.ink, line.title.clone(), top.right() - x);
    ui.painter().with_clip_rect(top).galley(pos2(x, top.top() + 3.0), title, c.ink);
    let (word, tone, mark) = match line.state {
        SheetState::NotBegun => ("未开始", Tone::Grey, icon::EXPECTED),
        SheetState::Open if line.note.starts_with('待') => (line.note.as_str(), Tone::Amber, icon::SIGNING),
        SheetState::Open => ("没办完", Tone::Amber, icon::SIGNING),
        SheetState::Signed => ("齐了", Tone::Green, icon::CHECK),
    };
    let chip = Chip::new(word, tone).icon(mark);
    let size = chip.size(ui);
    let at = Rect::from_min_size(pos2(text.left(), low.top()), size);
    chip.paint_at(ui, at);
    let prints = (line.n_prints > 0).then(|| format!("打印 {} 次", line.n_prints));
    let note = Some(line.note.clone()).filter(|note| note != word && !note.is_empty());
    let words = note.into_iter().chain(prints).collect::<Vec<_>>().join("，");
    let note = paint::line(ui, Type::Note, c.ink2, words);
    let beside = Rect::from_min_max(pos2(at.right() + 8.0, at.top()), pos2(text.right(), at.bottom()));
    paint::put_left(ui.painter(), beside, &note);
    paint::hline(ui, rect, rect.bottom() - 1.0, c.line);
    response.clicked()
}

/// A page in six strokes.
fn thumbnail(ui: &Ui, rect: Rect) {
    let c = colors();
    paint::surface(ui.painter(), rect, 0, c.paper, paint::thin(ui, c.edge));
    for n in 0..5 {
        let y = rect.top() + 9.0 + n as f32 * 8.0;
        let inset = if n == 0 { 12.0 } else { 6.0 };
        let color = if n == 0 { c.ink2 } else { c.line2 };
        paint::hline(ui, rect.shrink2(vec2(inset, 0.0)), y, color);
    }
}

/// 经过, newest first; returns true when 通知 at its head was pressed.
pub(super) fn timeline(ui: &mut Ui, rect: Rect, view: &CaseView, headed: bool, mut arrival: Arrival) -> bool {
    let body = column(ui, rect, headed.then_some("经过"), "");
    let pressed =
        headed && view.file.appointment().is_some() && head_button(ui, rect, notify_button(), &mut arrival);
    let today = view.now.day();
    let mut lines = Vec::new();
    let mut day = None;
    for line in &view.timeline {
        let on = line.at.day();
        if day != Some(on) {
            day = Some(on);
            let date = format!("{:02}-{:02}", on.month(), on.day_of_month());
            lines.push(Line::Day(if on == today { format!("今天 {date}") } else { date }));
        }
        let time = line.at.hour_minute_text();
        lines.push(if line.is_stop {
            Line::stop(time, line.text.clone(), line.second.clone())
        } else {
            Line::event(time, line.text.clone(), line.second.clone())
        });
    }
    scroll(ui, body, "case timeline", |ui| lines_ui(ui, &lines));
    pressed
}

/// A quiet button at the right end of a column's head.
fn head_button(ui: &mut Ui, rect: Rect, button: Button<'_>, arrival: &mut Arrival) -> bool {
    let head = rect.with_max_y(rect.top() + HEAD).shrink2(vec2(measures().space_1, 0.0));
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    let head = UiBuilder::new().max_rect(head).layout(layout);
    ui.scope_builder(head, |ui| {
        let response = button.ui(ui);
        arrival.offer(ui, &response);
        response.clicked()
    })
    .inner
}

/// Paints a column's card, and its head where it has one; returns the room for its rows.
fn column(ui: &Ui, rect: Rect, heading: Option<&str>, aside: &str) -> Rect {
    let c = colors();
    let m = measures();
    paint::card(ui, rect);
    let mut top = rect.top() + 4.0;
    if let Some(heading) = heading {
        let head = rect.with_max_y(rect.top() + HEAD);
        let inner = head.shrink2(vec2(m.space_4, 0.0));
        paint::put_left(ui.painter(), inner, &paint::bold(ui, Type::Field, c.ink, heading));
        paint::put_right(ui.painter(), inner, &paint::line(ui, Type::Note, c.ink2, aside));
        paint::hline(ui, rect, head.bottom(), c.line);
        top = head.bottom() + 1.0;
    }
    Rect::from_min_max(pos2(rect.left() + m.space_4, top), pos2(rect.right() - 2.0, rect.bottom() - 4.0))
}

/// Rows keep one width whether or not the bar is there: the bar lies in the padding of the card.
fn scroll(ui: &mut Ui, rect: Rect, salt: &str, add: impl FnOnce(&mut Ui)) {
    let width = rect.width() - measures().space_4 + 2.0;
    ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
        egui::ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(ui, |ui| {
            let inner = Rect::from_min_size(ui.cursor().min, vec2(width, f32::INFINITY));
            ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.add_space(4.0);
                add(ui);
            });
        });
    });
}
