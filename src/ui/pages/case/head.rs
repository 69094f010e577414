//! The head of a case: number, state, the people it is about, and the one number of the page — the days left.

use crate::domain::case::CaseState;
use crate::domain::date_words::weekday_name;
use crate::domain::deadline::Unit;
use crate::domain::deadline::Urgency;
use crate::domain::moment::Day;
use crate::services::case_view::CaseView;
use crate::ui::components::chip::Chip;
use crate::ui::components::chip::Tone;
use crate::ui::components::paint;
use crate::ui::pages::case::Shape;
use crate::ui::pages::case::more::WIDTH;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use egui::Rect;
use egui::Sense;
use egui::Ui;
use egui::pos2;
use egui::vec2;

const CLOCK: f32 = 210.0;

/// Where the head ends, and the room it leaves for 「更多」.
pub(super) struct Head {
    pub bottom: f32,
    pub more: Rect,
}

/// Draws the head over the top of a rectangle; facts that do not fit take another line.
pub(super) fn ui(ui: &mut Ui, rect: Rect, view: &CaseView, shape: Shape) -> Head {
    let clock = Clock::of(view);
    if shape == Shape::Tight {
        return tight_ui(ui, rect.with_max_y(rect.top() + 48.0), view, clock.as_ref());
    }
    let room = if clock.is_some() { rect.width() - CLOCK - 16.0 } else { rect.width() };
    let left = Rect::from_min_size(rect.min, vec2(room, 80.0));
    let row = Rect::from_min_size(left.min + vec2(0.0, 14.0), vec2(room, 32.0));
    let more = row.with_min_x(row.right() - WIDTH);
    name_ui(ui, row.with_max_x(more.left() - 12.0), view, view.file.called());
    let bottom = facts_ui(ui, left.with_min_y(row.bottom() + 2.0), view);
    if let Some(clock) = &clock {
        let place = Rect::from_min_max(pos2(rect.right() - CLOCK, rect.top()), pos2(rect.right(), bottom));
        clock.ui(ui, place);
    }
    Head { bottom, more }
}

/// One line: short number, whose case, state, days left.
fn tight_ui(ui: &mut Ui, rect: Rect, view: &CaseView, clock: Option<&Clock>) -> Head {
    let c = colors();
    let more = rect.with_min_x(rect.right() - WIDTH);
    let whole = rect;
    let rect = rect.with_max_x(more.left() - 12.0);
    let subject = view.file.intake.subject.name.as_str();
    let mut right = rect.right();
    if let Some(clock) = clock {
        let words = format!("{} {} {}", clock.word, clock.number, clock.unit);
        let words = paint::bold(ui, Type::Body, clock.color(), words);
        right = paint::put_right(ui.painter(), rect, &words).left() - 12.0;
    }
    let name = format!("{}　{subject}", view.file.called_short());
    let galley = paint::name(ui, Type::Head, c.ink, &name);
    let chip = &chips(view)[0];
    let size = chip.size(ui);
    let x = paint::put_left(ui.painter(), rect, &galley).right() + 12.0;
    if x + size.x < right {
        chip.paint_at(ui, Rect::from_min_size(pos2(x, rect.center().y - size.y / 2.0), size));
    }
    spoken(ui, rect, view);
    Head { bottom: whole.bottom(), more }
}

/// The number and what kind of case it is; chips that do not fit are said elsewhere on the page.
fn name_ui(ui: &mut Ui, row: Rect, view: &CaseView, called: &str) {
    let number = paint::bold(ui, Type::Title, colors().ink, called);
    let mut x = paint::put_left(ui.painter(), row, &number).right() + 12.0;
    for chip in chips(view) {
        let size = chip.size(ui);
        if x + size.x > row.right() {
            break;
        }
        chip.paint_at(ui, Rect::from_min_size(pos2(x, row.center().y - size.y / 2.0), size));
        x += size.x + 12.0;
    }
    spoken(ui, row, view);
}

fn spoken(ui: &Ui, rect: Rect, view: &CaseView) {
    let response = ui.interact(rect, ui.scope_id().with("case head"), Sense::hover());
    let words = format!("{} {}", view.file.called(), view.file.state.label());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, &words));
}

/// Who it is about; returns where the last line ends.
fn facts_ui(ui: &Ui, rect: Rect, view: &CaseView) -> f32 {
    let c = colors();
    let (mut x, mut y) = (rect.left(), rect.top());
    for (label, text) in facts(view) {
        if text.trim().is_empty() {
            continue;
        }
        let label = paint::line(ui, Type::Body, c.ink2, label);
        let text_room = (rect.width() - label.size().x - 12.0).max(120.0);
        let text = paint::wrapped(ui, Type::Body, c.ink, text, text_room);
        let needed = label.size().x + 12.0 + text.size().x;
        if x + needed > rect.right() && x > rect.left() {
            (x, y) = (rect.left(), y + 24.0);
        }
        ui.painter().galley(pos2(x, y), label.clone(), c.ink2);
        let height = text.size().y;
        ui.painter().galley(pos2(x + label.size().x + 12.0, y), text, c.ink);
        x += needed + 20.0;
        if height > 24.0 {
            (x, y) = (rect.left(), y + height);
        }
    }
    let last = if x > rect.left() { y + 24.0 } else { y };
    last + 8.0
}

fn facts(view: &CaseView) -> [(&'static str, String); 4] {
    let intake = &view.file.intake;
    let subject = &intake.subject;
    let age = subject.age_on(view.now.day()).map(|age| format!("，{age} 岁")).unwrap_or_default();
    let sex = subject.sex.or_else(|| subject.id_type.sex(subject.id_number.as_str()));
    let sex = sex.map_or("", |sex| sex.label());
    let ids = view.file.assignment().map(|assignment| assignment.appraisers.clone()).unwrap_or_default();
    let appraisers: Vec<&str> =
        ids.iter().filter_map(|id| view.member(*id)).map(|member| member.name.as_str()).collect();
    [
        ("被鉴定人", format!("{}　{sex}{age}", subject.name.as_str())),
        ("委托人", intake.client_names()),
        ("保险机构", intake.insurer_names()),
        ("鉴定人", appraisers.join("、")),
    ]
}

/// 剩余 12 个工作日. Before acceptance it is the deadline of the decision.
struct Clock {
    word: &'static str,
    number: i64,
    unit: &'static str,
    on: Day,
    urgency: Urgency,
}

impl Clock {
    fn of(view: &CaseView) -> Option<Self> {
        let today = view.now.day();
        if view.file.closed_on().is_some() {
            return None;
        }
        let (remaining, on, word, urgency) = match (&view.deadline, view.decide_by) {
            (Some(deadline), _) if deadline.is_paused => {
                (deadline.remaining, deadline.on, "已停", deadline.urgency)
            }
            (Some(deadline), _) => (deadline.remaining, deadline.on, "剩余", deadline.urgency),
            (None, Some(on)) => {
                let calendar = &view.calendar;
                let left = if on >= today {
                    i64::from(calendar.workdays_between(today, on).value)
                } else {
                    -i64::from(calendar.workdays_between(on, today).value)
                };
                (left, on, "决定", Urgency::of(left))
            }
            (None, None) => return None,
        };
        let word = if remaining < 0 { "超期" } else { word };
        let unit = view.deadline.as_ref().map_or(Unit::Workday, |deadline| deadline.unit).label();
        Some(Self { word, number: remaining.abs(), unit, on, urgency })
    }

    fn color(&self) -> egui::Color32 {
        let c = colors();
        match self.urgency {
            Urgency::Calm => c.ink,
            Urgency::Amber => c.amber,
            Urgency::Orange => c.orange,
            Urgency::Red | Urgency::Overdue => c.red,
        }
    }

    fn ui(&self, ui: &Ui, rect: Rect) {
        let c = colors();
        let middle = rect.top() + 40.0;
        let bar =
            Rect::from_min_max(pos2(rect.left(), rect.top() + 14.0), pos2(rect.right(), rect.top() + 68.0));
        paint::vline(ui, bar, bar.left(), c.line2);
        let unit = paint::line(ui, Type::Body, c.ink, self.unit);
        let day = weekday_name(self.on.weekday());
        let until = format!("截止 {:02}-{:02} {day}", self.on.month(), self.on.day_of_month());
        let until = paint::line(ui, Type::Note, c.ink2, until);
        let right = rect.right() - unit.size().x.max(until.size().x);
        ui.painter().galley(pos2(right, middle - 20.0), unit, c.ink);
        ui.painter().galley(pos2(right, middle + 2.0), until, c.ink2);
        let number = paint::bold(ui, Type::Display, self.color(), self.number.to_string());
        let number_at = right - 8.0 - number.size().x;
        ui.painter().galley(pos2(number_at, middle - 20.0), number, c.ink);
        let word = paint::line(ui, Type::Note, c.ink2, self.word);
        let word_at = pos2(number_at - 12.0 - word.size().x, middle - 6.0);
        ui.painter().galley(word_at, word, c.ink2);
        let response = ui.interact(rect, ui.scope_id().with("case clock"), Sense::hover());
        let words = format!("{} {} {}，截止 {}", self.word, self.number, self.unit, self.on);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &words));
    }
}

fn chips(view: &CaseView) -> Vec<Chip<'static>> {
    let file = &view.file;
    let tone = match file.state {
        CaseState::Rejected | CaseState::Terminated | CaseState::Withdrawn => Tone::Grey,
        CaseState::Issued | CaseState::Delivered | CaseState::Archived => Tone::Green,
        _ => Tone::Blue,
    };
    let mut chips = vec![Chip::new(file.state.label(), tone)];
    if file.suspended().is_some() {
        chips.push(Chip::new("中止中", Tone::Amber));
    }
    if let Some(mode) = file.intake.mode {
        chips.push(Chip::new(mode.label(), Tone::Outlined));
    }
    match file.intake.is_insurance_related() {
        Some(true) => chips.push(Chip::new("用于保险理赔", Tone::Outlined)),
        Some(false) => {}
        None => chips.push(Chip::new("用途未问", Tone::Amber)),
    }
    chips.push(Chip::new(view.institution.jurisdiction.label(), Tone::Outlined));
    chips
}
