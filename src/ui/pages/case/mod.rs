//! 案件: one workspace for one case — what is done, what is missing, what comes next, sheets, what happened.

mod lists;
mod notice;
mod schedule;

use crate::domain::case::CaseState;
use crate::domain::case::STATIONS;
use crate::domain::deadline::Urgency;
use crate::domain::ids::CaseId;
use crate::domain::moment::Day;
use crate::domain::step::Place;
use crate::domain::step::Step;
use crate::services::case_view::CaseView;
use crate::services::case_view::NextStep;
use crate::ui::components::button::Button;
use crate::ui::components::chip::Chip;
use crate::ui::components::chip::Tone;
use crate::ui::components::citation::CitationRef;
use crate::ui::components::citation::citation_at;
use crate::ui::components::flow;
use crate::ui::components::lifecycle::lifecycle;
use crate::ui::components::paint;
use crate::ui::components::tabs::Tab;
use crate::ui::components::tabs::tabs;
use crate::ui::desk::cx::PageCx;
use crate::ui::pages::Page;
use crate::ui::pages::PageId;
use crate::ui::pages::PageMeta;
use crate::ui::pages::Route;
use crate::ui::pages::case::notice::NoticeDialog;
use crate::ui::pages::case::schedule::ScheduleDialog;
use crate::ui::theme::Type;
use crate::ui::theme::Width;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use crate::ui::theme::tokens;
use egui::Key;
use egui::Modifiers;
use egui::Rect;
use egui::Stroke;
use egui::Ui;
use egui::UiBuilder;
use egui::pos2;
use egui::vec2;

/// 案件.
#[derive(Default)]
pub struct CasePage {
    case: Option<CaseId>,
    schedule: ScheduleDialog,
    notice: NoticeDialog,
    /// Which column a narrow window shows.
    tab: usize,
}

/// What the frame shows about it.
pub const META: PageMeta = PageMeta {
    id: PageId::Case,
    title: "案件",
    icon: icon::CASE,
    under: PageId::Cases,
    in_sidebar: false,
    keys: &[("F4", "报到"), ("F5", "通知"), ("F7", "文书")],
};

const HEAD: f32 = 80.0;
const LIFE: f32 = 44.0;
const NEXT: f32 = 80.0;

impl Page for CasePage {
    fn meta(&self) -> &'static PageMeta {
        &META
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>) {
        let Some(id) = cx.route.case() else { return };
        if self.case != Some(id) {
            *self = Self { case: Some(id), ..Self::default() };
        }
        let Some(view) = cx.case(id) else { return };
        self.keys(ui, &view, cx);
        let m = measures();
        let all = ui.max_rect();
        let (head, rest) = all.split_top_bottom_at_y(all.top() + HEAD);
        head_ui(ui, head.shrink2(vec2(m.space_6, 0.0)), &view, cx);
        let life = rest.with_max_y(rest.top() + LIFE).shrink2(vec2(m.space_6, 0.0));
        let names: Vec<&str> = STATIONS.iter().map(|(_, name)| *name).collect();
        ui.scope_builder(UiBuilder::new().max_rect(life), |ui| {
            lifecycle(ui, &names, view.file.state.station());
        });
        paint::hline(ui, all, life.bottom(), colors().line);
        let body = Rect::from_min_max(
            pos2(all.left() + m.space_6, life.bottom() + m.space_4),
            pos2(all.right() - m.space_6, all.bottom() - m.space_4),
        );
        let next = body.with_max_y(body.top() + NEXT);
        self.next_ui(ui, next, &view, cx);
        let columns = body.with_min_y(next.bottom() + m.space_4);
        self.columns_ui(ui, columns, &view, cx);
        self.schedule.ui(ui.ctx(), &view, cx);
        self.notice.ui(ui.ctx(), &view, cx);
    }
}

impl CasePage {
    fn keys(&mut self, ui: &Ui, view: &CaseView, cx: &mut PageCx<'_>) {
        let ctx = ui.ctx();
        if flow::pressed(ctx, Modifiers::NONE, Key::F5) && view.file.appointment().is_some() {
            self.notice.open(view, cx.now);
        }
        if flow::pressed(ctx, Modifiers::NONE, Key::F7)
            && let Some(line) = view.sheets.first()
        {
            cx.go(Route::Sheet { case: view.file.id, form: line.form, about: line.about });
        }
    }

    /// Opens what the next step needs: a dialog of this page, or another page.
    fn take(&mut self, view: &CaseView, place: Place, cx: &mut PageCx<'_>) {
        match place {
            Place::Schedule => self.schedule.open(view, cx.now),
            Place::Notify => self.notice.open(view, cx.now),
            other => cx.go_place(other, view.file.id),
        }
    }

    fn next_ui(&mut self, ui: &mut Ui, rect: Rect, view: &CaseView, cx: &mut PageCx<'_>) {
        let c = colors();
        let radius = tokens().radius.card;
        let (edge, band) = match &view.next {
            Some(_) => (c.acc, c.acc),
            None => (c.green_l, c.green),
        };
        paint::surface(ui.painter(), rect, radius, c.paper, Stroke::new(1.0, edge));
        let flag = rect.with_max_x(rect.left() + 40.0);
        let corner = egui::CornerRadius { nw: radius, sw: radius, ne: 0, se: 0 };
        ui.painter().rect_filled(flag, corner, band);
        for (n, word) in ["下", "一", "步"].into_iter().enumerate() {
            let place = Rect::from_center_size(
                pos2(flag.center().x, flag.center().y + (n as f32 - 1.0) * 20.0),
                vec2(20.0, 20.0),
            );
            paint::put_center(ui.painter(), place, &paint::bold(ui, Type::Body, c.paper, word));
        }
        let inner = Rect::from_min_max(flag.right_top() + vec2(16.0, 12.0), rect.max - vec2(16.0, 12.0));
        match &view.next {
            Some(next) => self.next_words(ui, inner, view, next, cx),
            None => finished_words(ui, inner, view, cx),
        }
    }

    fn next_words(
        &mut self,
        ui: &mut Ui,
        inner: Rect,
        view: &CaseView,
        next: &NextStep,
        cx: &mut PageCx<'_>,
    ) {
        let c = colors();
        let words = inner.with_max_x(inner.right() - 240.0);
        let title = paint::wrapped(ui, Type::Head, c.ink, next.title.clone(), words.width());
        ui.painter().with_clip_rect(words).galley(words.min, title, c.ink);
        let why = paint::wrapped(ui, Type::Body, c.ink2, next.why.clone(), words.width() - 100.0);
        let below = words.with_min_y(words.top() + 30.0);
        let why_width = why.size().x;
        ui.painter().with_clip_rect(below).galley(below.min, why, c.ink2);
        if !next.cite.is_empty() {
            let rule = view
                .findings(next.step)
                .stopping()
                .next()
                .map_or_else(String::new, |finding| finding.rule.0.to_owned());
            let at =
                Rect::from_min_size(pos2(below.left() + why_width + 16.0, below.top()), vec2(120.0, 24.0));
            let cited = CitationRef::new(next.cite.clone(), rule);
            citation_at(ui, Rect::from_min_size(at.min, vec2(90.0, 24.0)), &cited);
        }
        ui.scope_builder(UiBuilder::new().max_rect(inner).layout(right_to_left()), |ui| {
            let key = if next.place == Place::CheckIn { "F4" } else { "Enter" };
            let pressed = Button::primary(&next.button).page().key(key).ui(ui).clicked();
            let enter = ui.memory(|memory| memory.focused().is_none())
                && flow::pressed(ui.ctx(), Modifiers::NONE, Key::Enter);
            if pressed || enter {
                self.take(view, next.place, cx);
            }
        });
    }

    fn columns_ui(&mut self, ui: &mut Ui, rect: Rect, view: &CaseView, cx: &mut PageCx<'_>) {
        let gap = measures().space_4;
        if cx.width < Width::Desk {
            let bar = rect.with_max_y(rect.top() + 44.0);
            ui.scope_builder(UiBuilder::new().max_rect(bar), |ui| {
                let words =
                    [Tab::new("完成情况"), Tab::new("文书").count(view.sheets.len()), Tab::new("经过")];
                tabs(ui, &mut self.tab, &words);
            });
            let body = rect.with_min_y(bar.bottom() + 8.0);
            match self.tab {
                0 => self.checklist_ui(ui, body, view, cx),
                1 => lists::sheets(ui, body, view, cx),
                _ => self.timeline_ui(ui, body, view, cx),
            }
            return;
        }
        let room = rect.width() - 2.0 * gap;
        let widths = if cx.width == Width::Wide {
            [440.0, room - 840.0, 400.0]
        } else {
            let first = (room * 0.356).floor();
            let second = (room * 0.337).floor();
            [first, second, room - first - second]
        };
        let first = rect.with_max_x(rect.left() + widths[0]);
        let second =
            Rect::from_min_size(pos2(first.right() + gap, rect.top()), vec2(widths[1], rect.height()));
        let third = rect.with_min_x(second.right() + gap);
        self.checklist_ui(ui, first, view, cx);
        lists::sheets(ui, second, view, cx);
        self.timeline_ui(ui, third, view, cx);
    }

    fn checklist_ui(&mut self, ui: &mut Ui, rect: Rect, view: &CaseView, cx: &mut PageCx<'_>) {
        if let Some(place) = lists::checklist(ui, rect, view) {
            self.take(view, place, cx);
        }
    }

    fn timeline_ui(&mut self, ui: &mut Ui, rect: Rect, view: &CaseView, cx: &PageCx<'_>) {
        if lists::timeline(ui, rect, view) {
            self.notice.open(view, cx.now);
        }
    }
}

fn head_ui(ui: &mut Ui, rect: Rect, view: &CaseView, cx: &mut PageCx<'_>) {
    let c = colors();
    let file = &view.file;
    let clock_width = if view.deadline.is_some() || view.decide_by.is_some() { 210.0 } else { 0.0 };
    let left = rect.with_max_x(rect.right() - clock_width - 16.0);
    let row = Rect::from_min_size(left.min + vec2(0.0, 14.0), vec2(left.width(), 32.0));
    let number = paint::bold(ui, Type::Title, c.ink, file.called());
    let mut x = paint::put_left(ui.painter(), row, &number).right() + 12.0;
    for chip in chips(view) {
        let size = chip.size(ui);
        if x + size.x > row.right() {
            break;
        }
        chip.paint_at(ui, Rect::from_min_size(pos2(x, row.center().y - size.y / 2.0), size));
        x += size.x + 12.0;
    }
    let intake = &file.intake;
    let age = intake.subject.age_on(view.now.day()).map(|age| format!("，{age} 岁")).unwrap_or_default();
    let sex = intake
        .subject
        .sex
        .or_else(|| intake.subject.id_type.sex(intake.subject.id_number.as_str()))
        .map_or("", |sex| sex.label());
    let appraisers: Vec<String> = file
        .assignment()
        .map(|a| {
            a.appraisers
                .iter()
                .filter_map(|id| view.member(*id))
                .map(|m| m.name.as_str().to_owned())
                .collect()
        })
        .unwrap_or_default();
    let facts = [
        ("被鉴定人", format!("{}　{sex}{age}", intake.subject.name.as_str())),
        ("委托人", intake.client_names()),
        ("保险机构", intake.insurer_names()),
        ("鉴定人", appraisers.join("、")),
    ];
    let mut x = left.left();
    let y = row.bottom() + 2.0;
    for (label, text) in facts {
        if text.trim().is_empty() {
            continue;
        }
        let label = paint::line(ui, Type::Body, c.ink2, label);
        let text = paint::line(ui, Type::Body, c.ink, text);
        let needed = label.size().x + 12.0 + text.size().x;
        if x + needed > left.right() && x > left.left() {
            break;
        }
        ui.painter().galley(pos2(x, y), label.clone(), c.ink2);
        ui.painter().galley(pos2(x + label.size().x + 12.0, y), text, c.ink);
        x += needed + 20.0;
    }
    if clock_width > 0.0 {
        clock_ui(ui, rect.with_min_x(rect.right() - clock_width), view, cx.now.day());
    }
}

/// 剩余 12 个工作日 — the one number of the page. Before acceptance it is the deadline of the decision.
fn clock_ui(ui: &Ui, rect: Rect, view: &CaseView, today: Day) {
    let c = colors();
    let (remaining, on, what, urgency) = match (&view.deadline, view.decide_by) {
        (Some(deadline), _) => (deadline.remaining, deadline.on, "剩余", deadline.urgency),
        (None, Some(on)) => {
            let calendar = crate::domain::calendar::WorkCalendar::bundled();
            let left = if on >= today {
                i64::from(calendar.workdays_between(today, on).value)
            } else {
                -i64::from(calendar.workdays_between(on, today).value)
            };
            (left, on, "决定", Urgency::of(left))
        }
        (None, None) => return,
    };
    let color = match urgency {
        Urgency::Calm => c.ink,
        Urgency::Amber => c.amber,
        Urgency::Orange => c.orange,
        Urgency::Red | Urgency::Overdue => c.red,
    };
    paint::vline(ui, rect.shrink2(vec2(0.0, 14.0)), rect.left(), c.line2);
    let (word, number) = if remaining < 0 { ("超期", -remaining) } else { (what, remaining) };
    let label = paint::line(ui, Type::Note, c.ink2, word);
    let place = Rect::from_min_size(pos2(rect.left() + 14.0, rect.center().y - 14.0), vec2(40.0, 32.0));
    paint::put_left(ui.painter(), place, &label);
    let big = paint::bold(ui, Type::Display, color, number.to_string());
    let at = Rect::from_min_size(pos2(rect.left() + 52.0, rect.center().y - 20.0), vec2(60.0, 40.0));
    let after = paint::put_left(ui.painter(), at, &big).right() + 8.0;
    let unit = paint::line(ui, Type::Body, c.ink, "个工作日");
    ui.painter().galley(pos2(after, rect.center().y - 20.0), unit, c.ink);
    let until =
        paint::line(ui, Type::Note, c.ink2, format!("截止 {:02}-{:02}", on.month(), on.day_of_month()));
    ui.painter().galley(pos2(after, rect.center().y + 2.0), until, c.ink2);
}

fn chips(view: &CaseView) -> Vec<Chip<'static>> {
    let file = &view.file;
    let tone = match file.state {
        CaseState::Rejected | CaseState::Terminated | CaseState::Withdrawn => Tone::Grey,
        CaseState::Issued | CaseState::Delivered | CaseState::Archived => Tone::Green,
        _ => Tone::Blue,
    };
    let mut chips = vec![Chip::new(file.state.label(), tone)];
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

/// Nothing stops and nothing waits: what can still be done with the case in this version.
fn finished_words(ui: &mut Ui, inner: Rect, view: &CaseView, cx: &mut PageCx<'_>) {
    let c = colors();
    let (title, why) = match view.file.state {
        CaseState::Rejected => ("已决定不予受理", "出具告知书，退还材料并请委托人签收"),
        CaseState::Drafting => ("到场、亮证、过程记录都已签齐", "把签好的文书打印存卷，转入拟稿"),
        _ => ("这件案件没有待办的环节", "需要时可以打印文书"),
    };
    ui.painter().galley(inner.min, paint::line(ui, Type::Head, c.ink, title), c.ink);
    let why = paint::line(ui, Type::Body, c.ink2, why);
    ui.painter().galley(inner.min + vec2(0.0, 30.0), why, c.ink2);
    ui.scope_builder(UiBuilder::new().max_rect(inner).layout(right_to_left()), |ui| {
        if let Some(line) = view.sheets.iter().rev().find(|line| line.n_prints == 0).or(view.sheets.last())
            && Button::primary("打印文书").page().icon(icon::PRINT).ui(ui).clicked()
        {
            cx.go(Route::Sheet { case: view.file.id, form: line.form, about: line.about });
        }
    });
}

/// Whether a step can be taken at all, for the dialogs.
fn blocked(view: &CaseView, step: Step) -> bool {
    !view.may(step)
}

fn right_to_left() -> egui::Layout {
    egui::Layout::right_to_left(egui::Align::Center)
}
