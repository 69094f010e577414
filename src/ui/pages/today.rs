//! 今日: rooms by time, who is there and who is missing, and what is due. The first thing seen in the morning.

use crate::domain::deadline::Urgency;
use crate::domain::moment::Moment;
use crate::services::today::Card;
use crate::services::today::CardPerson;
use crate::services::today::CardState;
use crate::services::today::Due;
use crate::services::today::PersonMark;
use crate::services::today::View;
use crate::ui::components::button::Button;
use crate::ui::components::chip::Chip;
use crate::ui::components::chip::Tone;
use crate::ui::components::empty::empty;
use crate::ui::components::flow;
use crate::ui::components::paint;
use crate::ui::desk::cx::PageCx;
use crate::ui::pages::IntakeStep;
use crate::ui::pages::Page;
use crate::ui::pages::PageId;
use crate::ui::pages::PageMeta;
use crate::ui::pages::Route;
use crate::ui::theme::Type;
use crate::ui::theme::Width;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::icon::Icon;
use crate::ui::theme::measures;
use crate::ui::theme::tokens;
use egui::Align2;
use egui::Color32;
use egui::Rect;
use egui::Sense;
use egui::Stroke;
use egui::Ui;
use egui::UiBuilder;
use egui::pos2;
use egui::vec2;

/// 今日.
#[derive(Default)]
pub struct TodayPage {
    /// Only what is this user's business; the picture's 「我的」.
    only_mine: bool,
}

/// What the frame shows about it.
pub const META: PageMeta = PageMeta {
    id: PageId::Today,
    title: "今日",
    icon: icon::TODAY,
    under: PageId::Today,
    in_sidebar: true,
    keys: &[("F2", "新受理"), ("F3", "查找"), ("F4", "报到")],
};

const HEAD: f32 = 80.0;
const DUE_WIDTH: f32 = 328.0;
const TIME_WIDTH: f32 = 72.0;
const LINE: f32 = 24.0;

impl Page for TodayPage {
    fn meta(&self) -> &'static PageMeta {
        &META
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>) {
        let Some(view) = cx.views.today.clone() else { return };
        let m = measures();
        let all = ui.max_rect();
        let (head, body) = all.split_top_bottom_at_y(all.top() + HEAD);
        head_ui(ui, head.shrink2(vec2(m.space_6, 0.0)), &view, cx);
        let body = Rect::from_min_max(
            pos2(body.left() + m.space_6, body.top()),
            pos2(body.right() - m.space_6, body.bottom() - m.space_4),
        );
        let side_by_side = cx.width >= Width::Desk;
        let due_width = if side_by_side { DUE_WIDTH } else { 0.0 };
        let (board, due) = if side_by_side {
            let x = body.right() - due_width;
            (body.with_max_x(x - m.space_4), body.with_min_x(x))
        } else {
            let y = body.top() + body.height() * 0.6;
            (body.with_max_y(y - m.space_4), body.with_min_y(y))
        };
        board_ui(ui, board, &view, cx);
        self.due_ui(ui, due, &view, cx);
    }
}

/// The day, the search and the two buttons.
fn head_ui(ui: &mut Ui, rect: Rect, view: &View, cx: &mut PageCx<'_>) {
    let c = colors();
    let today = view.now.day();
    let day = format!("{}月{}日　{}", today.month(), today.day_of_month(), weekday(view.now));
    let title = paint::bold(ui, Type::Title, c.ink, day);
    let top = rect.top() + 14.0;
    ui.painter().galley(pos2(rect.left(), top), title.clone(), c.ink);
    let note = paint::line(ui, Type::Note, c.ink2, view.month_note.clone());
    ui.painter().galley(pos2(rect.left(), top + 32.0), note, c.ink2);
    let right = Rect::from_center_size(rect.center(), vec2(rect.width(), 40.0));
    ui.scope_builder(UiBuilder::new().max_rect(right).layout(right_to_left()), |ui| {
        ui.spacing_mut().item_spacing.x = measures().space_4;
        if Button::primary("新受理").page().icon(icon::ADD).key("F2").ui(ui).clicked() {
            cx.go(Route::Intake { case: None, step: IntakeStep::Reception });
        }
        if Button::secondary("查找").page().icon(icon::SEARCH).key("Ctrl+K").ui(ui).clicked() {
            cx.open_palette();
        }
    });
}

fn board_ui(ui: &mut Ui, rect: Rect, view: &View, cx: &mut PageCx<'_>) {
    let c = colors();
    let m = measures();
    paint::card(ui, rect);
    let (head, body) = rect.split_top_bottom_at_y(rect.top() + 48.0);
    let heading = paint::bold(ui, Type::Field, c.ink, "到场");
    paint::put_left(ui.painter(), head.shrink2(vec2(m.space_4, 0.0)), &heading);
    counts_ui(ui, head.shrink2(vec2(m.space_4, 0.0)), view);
    paint::hline(ui, rect, head.bottom(), c.line);
    let mut inner = ui.new_child(UiBuilder::new().max_rect(body));
    if view.cards.is_empty() {
        let note = if view.n_unscheduled > 0 {
            format!("有 {} 件已受理的案件还没排期，排好后会出现在这里", view.n_unscheduled)
        } else {
            "排好期的案件会出现在这里，到时间自动提到前面".to_owned()
        };
        let mut buttons = Vec::new();
        if view.n_unscheduled > 0 {
            buttons.push(Button::primary("去排期").page().icon(icon::SCHEDULE));
        } else {
            buttons.push(Button::secondary("新受理").page().icon(icon::ADD));
        }
        if empty(&mut inner, icon::APPOINTED, "今天没有人约好到场", &note, buttons).is_some() {
            if view.n_unscheduled > 0 {
                cx.go(Route::Cases);
            } else {
                cx.go(Route::Intake { case: None, step: IntakeStep::Reception });
            }
        }
        return;
    }
    let rooms = rooms_shown(view);
    let room_width = room_width(rect.width(), rooms.len());
    rooms_head(&mut inner, body, &rooms, room_width);
    let rows = Rect::from_min_max(pos2(body.left(), body.top() + 40.0), body.max);
    inner.scope_builder(UiBuilder::new().max_rect(rows), |ui| {
        egui::ScrollArea::vertical().id_salt("today board").auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = m.space_2;
            ui.add_space(m.space_2);
            slots_ui(ui, view, &rooms, room_width, cx);
        });
    });
}

fn counts_ui(ui: &Ui, rect: Rect, view: &View) {
    let c = colors();
    let waiting = view.n_expected.saturating_sub(view.n_arrived + view.n_absent);
    let parts: [(Option<Icon>, Color32, String); 4] = [
        (None, c.ink, format!("应到 {}", view.n_expected)),
        (Some(icon::DONE), c.green, format!("已到 {}", view.n_arrived)),
        (Some(icon::MISSING), c.ink, format!("未到 {}", view.n_absent)),
        (Some(icon::EXPECTED), c.ink2, format!("待到 {waiting}")),
    ];
    let mut right = rect.right();
    for (mark, color, text) in parts.into_iter().rev() {
        let words = paint::line(ui, Type::Note, c.ink, text);
        right -= words.size().x;
        let y = rect.center().y - words.size().y / 2.0;
        ui.painter().galley(pos2(right, y), words, c.ink);
        if let Some(mark) = mark {
            right -= 12.0;
            paint::icon_at(ui.painter(), pos2(right, rect.center().y), 16.0, mark, color);
            right -= 8.0;
        }
        right -= 16.0;
    }
}

/// Rooms that have an appointment today; an empty room needs no column.
fn rooms_shown(view: &View) -> Vec<String> {
    view.rooms.iter().filter(|room| view.cards.iter().any(|card| card.room == **room)).cloned().collect()
}

/// Columns never grow so wide that one card fills the board.
fn room_width(board: f32, n_rooms: usize) -> f32 {
    let n = n_rooms.clamp(2, 3) as f32;
    ((board - TIME_WIDTH - 12.0) / n - 8.0).floor().clamp(220.0, 480.0)
}

fn rooms_head(ui: &mut Ui, body: Rect, rooms: &[String], width: f32) {
    let c = colors();
    let band = body.with_max_y(body.top() + 39.0);
    ui.painter().rect_filled(band, 0.0, c.sunk);
    paint::hline(ui, body, band.bottom(), c.line);
    for (n, room) in rooms.iter().enumerate() {
        let left = body.left() + TIME_WIDTH + 12.0 + n as f32 * (width + 8.0);
        let cell = Rect::from_min_size(pos2(left, band.top()), vec2(width, band.height()));
        let words = paint::bold(ui, Type::Body, c.ink, if room.is_empty() { "场所外" } else { room });
        paint::put_left(ui.painter(), cell, &words);
    }
}

/// One row for each moment somebody is expected; the line of now stands between past and future.
fn slots_ui(ui: &mut Ui, view: &View, rooms: &[String], width: f32, cx: &mut PageCx<'_>) {
    let mut moments: Vec<Moment> = view.cards.iter().map(|card| card.starts_at).collect();
    moments.dedup();
    let mut now_drawn = false;
    for at in moments {
        let row: Vec<&Card> = view.cards.iter().filter(|card| card.starts_at == at).collect();
        let is_over = row.iter().all(|card| card.state == CardState::Done);
        if !now_drawn && !is_over {
            now_line(ui, view.now);
            now_drawn = true;
        }
        let height = row.iter().map(|card| card_height(card)).fold(0.0, f32::max);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let is_now = !is_over && at <= view.now;
        let color = if is_now { colors().acc } else { colors().ink2 };
        let time = if is_now {
            paint::bold(ui, Type::Field, color, at.hour_minute_text())
        } else {
            paint::line(ui, Type::Field, color, at.hour_minute_text())
        };
        let pos = pos2(rect.left() + 12.0, rect.top() + 8.0);
        ui.painter().galley(pos, time, color);
        for card in row {
            let n = rooms.iter().position(|room| *room == card.room).unwrap_or(0);
            let left = rect.left() + TIME_WIDTH + 12.0 + n as f32 * (width + 8.0);
            let place = Rect::from_min_size(pos2(left, rect.top()), vec2(width, height));
            card_ui(ui, place, card, cx);
        }
    }
    if !now_drawn {
        now_line(ui, view.now);
    }
}

fn now_line(ui: &mut Ui, now: Moment) {
    let c = colors();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
    let words = paint::bold(ui, Type::Note, c.paper, format!("现在 {}", now.hour_minute_text()));
    let pill = Rect::from_min_size(rect.min + vec2(12.0, 0.0), vec2(words.size().x + 12.0, 20.0));
    ui.painter().rect_filled(pill, f32::from(tokens().radius.control), c.acc);
    paint::put_center(ui.painter(), pill, &words);
    let line = Rect::from_min_max(pos2(pill.right() + 12.0, rect.top()), rect.max - vec2(12.0, 0.0));
    paint::hline(ui, line, rect.center().y, c.acc);
}

/// Past cards shrink to two lines; a name that needs its own line gets it.
fn card_height(card: &Card) -> f32 {
    if card.state == CardState::Done {
        return 60.0;
    }
    let lines: f32 = card.people.iter().map(|_| LINE).sum();
    let foot = if card.reason.is_some() { 24.0 } else { 0.0 };
    let button = if has_button(card.state) { 40.0 } else { 0.0 };
    40.0 + lines + foot + button + 8.0
}

fn has_button(state: CardState) -> bool {
    !matches!(state, CardState::Done)
}

fn card_ui(ui: &mut Ui, rect: Rect, card: &Card, cx: &mut PageCx<'_>) {
    let c = colors();
    let (fill, edge) = match card.state {
        CardState::Done => (c.sunk, c.line),
        CardState::CannotBegin => (c.paper, c.red),
        CardState::CheckingIn | CardState::Examining => (c.paper, c.acc),
        CardState::Ahead => (c.paper, c.line),
    };
    paint::surface(ui.painter(), rect, tokens().radius.control, fill, Stroke::new(1.0, edge));
    let id = ui.scope_id().with(("card", card.case));
    let response = ui.interact(rect, id, Sense::click());
    let label = format!("{} {}", card.subject, card.called);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
    if response.has_focus() {
        paint::ring_on(ui.painter(), rect, tokens().radius.control);
    }
    if response.clicked() {
        cx.go(Route::Case(card.case));
    }
    let inner = rect.shrink2(vec2(12.0, 8.0));
    let top = inner.with_max_y(inner.top() + 28.0);
    let name = paint::name(ui, Type::Field, c.ink, &card.subject);
    let after = paint::put_left(ui.painter(), top, &name).right() + 8.0;
    let number = paint::line(ui, Type::Note, c.ink2, short_number(&card.called));
    let number_fits = after + number.size().x < top.right() - 100.0;
    if number_fits {
        paint::put_left(ui.painter(), top.with_min_x(after), &number);
    }
    state_chip(ui, top, card);
    if card.state == CardState::Done {
        let words = format!("{} 人到场，记录已定稿", card.people.len());
        let line = paint::line(ui, Type::Note, c.ink2, words);
        paint::put_left(ui.painter(), inner.with_min_y(top.bottom()), &line);
        return;
    }
    let mut y = top.bottom() + 4.0;
    for person in &card.people {
        person_line(ui, Rect::from_min_size(pos2(inner.left(), y), vec2(inner.width(), LINE)), person);
        y += LINE;
    }
    foot_ui(ui, inner, card, cx);
}

fn foot_ui(ui: &mut Ui, inner: Rect, card: &Card, cx: &mut PageCx<'_>) {
    let c = colors();
    let button_row = Rect::from_min_max(pos2(inner.left(), inner.bottom() - 32.0), inner.max);
    if let Some((reason, cite)) = &card.reason {
        let row = Rect::from_min_max(pos2(inner.left(), inner.bottom() - 60.0), inner.max - vec2(0.0, 36.0));
        let words = paint::line(ui, Type::Note, c.red, format!("{reason}　{cite}"));
        paint::put_left(ui.painter(), row, &words);
    }
    let (word, key, filled) = match card.state {
        CardState::CannotBegin => ("去通知", "", false),
        CardState::Examining => ("去记录", "", true),
        CardState::CheckingIn => ("去签到", "F4", true),
        CardState::Ahead | CardState::Done => ("签到", "", false),
    };
    let name = format!("{word} {}", card.subject);
    ui.scope_builder(UiBuilder::new().max_rect(button_row).layout(right_to_left()), |ui| {
        let button = if filled { Button::primary(word) } else { Button::secondary(word) }.name(&name);
        let button = if key.is_empty() { button } else { button.key(key) };
        let pressed = button.ui(ui).clicked();
        let by_key = !key.is_empty() && flow::pressed(ui.ctx(), egui::Modifiers::NONE, egui::Key::F4);
        if pressed || by_key {
            let route = match card.state {
                CardState::CannotBegin => Route::Case(card.case),
                _ => Route::of_place(card.place, card.case),
            };
            cx.go(route);
        }
    });
}

fn state_chip(ui: &Ui, top: Rect, card: &Card) {
    let chip = match card.state {
        CardState::CheckingIn => Chip::new("到场签到中", Tone::Blue),
        CardState::CannotBegin => Chip::new("不能开始", Tone::Red).icon(icon::BLOCK),
        CardState::Examining => Chip::new("检验中", Tone::Blue),
        CardState::Done => Chip::new("记录已定稿", Tone::Green).icon(icon::CHECK),
        CardState::Ahead => {
            let words = format!("待到 {}", card.people.len());
            let line = paint::line(ui, Type::Note, colors().ink2, words);
            paint::put_right(ui.painter(), top, &line);
            return;
        }
    };
    let size = chip.size(ui);
    chip.paint_at(ui, Align2::RIGHT_CENTER.align_size_within_rect(size, top));
}

fn person_line(ui: &Ui, rect: Rect, person: &CardPerson) {
    let c = colors();
    let (mark, color) = match person.mark {
        PersonMark::Arrived => (icon::DONE, c.green),
        PersonMark::Expected => (icon::EXPECTED, c.ink2),
        PersonMark::AbsentStops => (icon::MISSING, c.red),
        PersonMark::AbsentGoesOn => (icon::ABSENT, c.ink2),
        PersonMark::NotEntitled => (icon::NO_STANDING, c.ink2),
    };
    let rest = paint::icon_left(ui.painter(), rect, 16.0, 6.0, mark, color);
    let time = paint::line(ui, Type::Note, c.ink2, person.time.clone());
    let time_at = paint::put_right(ui.painter(), rest, &time);
    let name = paint::name(ui, Type::Body, c.ink, &person.name);
    let after = paint::put_left(ui.painter(), rest, &name).right() + 8.0;
    let role = paint::line(ui, Type::Note, c.ink2, person.role.clone());
    // A name is never cut: where there is no room the role gives way, it stands on the check-in page.
    if after + role.size().x < time_at.left() - 4.0 {
        paint::put_left(ui.painter(), rest.with_min_x(after), &role);
    }
}

impl TodayPage {
    fn due_ui(&mut self, ui: &mut Ui, rect: Rect, view: &View, cx: &mut PageCx<'_>) {
        let c = colors();
        let m = measures();
        paint::card(ui, rect);
        let head = rect.with_max_y(rect.top() + 48.0).shrink2(vec2(m.space_4, 0.0));
        let me = cx.views.session.as_ref().and_then(|session| session.user.as_ref()).map(|user| user.id);
        let shown: Vec<&Due> =
            view.due.iter().filter(|due| !self.only_mine || due.whose.is_none() || due.whose == me).collect();
        let heading = paint::bold(ui, Type::Field, c.ink, "待办");
        let after = paint::put_left(ui.painter(), head, &heading).right() + 8.0;
        let count = paint::line(ui, Type::Note, c.ink2, shown.len().to_string());
        paint::put_left(ui.painter(), head.with_min_x(after), &count);
        ui.scope_builder(UiBuilder::new().max_rect(head).layout(right_to_left()), |ui| {
            let word = if self.only_mine { "看全部" } else { "只看我的" };
            if Button::quiet(word).ui(ui).clicked() {
                self.only_mine = !self.only_mine;
            }
        });
        paint::hline(ui, rect, rect.top() + 48.0, c.line);
        let body = rect.with_min_y(rect.top() + 49.0);
        ui.scope_builder(UiBuilder::new().max_rect(body), |ui| {
            egui::ScrollArea::vertical().id_salt("today due").auto_shrink(false).show(ui, |ui| {
                if shown.is_empty() {
                    empty(ui, icon::DONE, "没有到期的事", "受理决定和鉴定时限快到时会列在这里", Vec::new());
                    return;
                }
                ui.spacing_mut().item_spacing.y = 0.0;
                let mut group = "";
                for due in shown {
                    let now = group_of(due);
                    if now.0 != group {
                        group = now.0;
                        group_head(ui, now);
                    }
                    if due_row(ui, due) {
                        cx.go_place(due.place, due.case);
                    }
                }
            });
        });
    }
}

fn group_of(due: &Due) -> (&'static str, Icon, Color32) {
    let c = colors();
    match due.urgency {
        Urgency::Overdue => ("已经超期", icon::URGENT, c.red),
        Urgency::Red => ("今天、明天到期", icon::URGENT, c.red),
        Urgency::Orange => ("5 个工作日内", icon::CLOCK, c.orange),
        Urgency::Amber => ("10 个工作日内", icon::EVENT, c.amber),
        Urgency::Calm => ("以后", icon::EVENT, c.ink2),
    }
}

fn group_head(ui: &mut Ui, (words, mark, color): (&'static str, Icon, Color32)) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::hover());
    let inner = rect.shrink2(vec2(measures().space_4, 0.0));
    let rest = paint::icon_left(ui.painter(), inner, 16.0, 6.0, mark, color);
    let words = paint::bold(ui, Type::Note, color, words);
    paint::put_left(ui.painter(), rest, &words);
}

fn due_row(ui: &mut Ui, due: &Due) -> bool {
    let c = colors();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 56.0), Sense::click());
    let label = format!("{} {}", due.what, due.about);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
    if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, c.sunk);
    }
    if response.has_focus() {
        paint::ring_on(ui.painter(), rect, 0);
    }
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    let inner = rect.shrink2(vec2(measures().space_4, 6.0));
    let (top, low) = inner.split_top_bottom_at_y(inner.top() + 24.0);
    let left = match due.remaining {
        0 => "今天到期".to_owned(),
        n if n < 0 => format!("超期 {} 个工作日", -n),
        1 => "最后 1 个工作日".to_owned(),
        n => format!("剩 {n} 个工作日"),
    };
    let chip = Chip::days_left(due.remaining, &left);
    let chip_rect = Align2::RIGHT_CENTER.align_size_within_rect(chip.size(ui), top);
    chip.paint_at(ui, chip_rect);
    let what = paint::line(ui, Type::Body, c.ink, due.what.clone());
    paint::put_left(ui.painter(), top, &what);
    let cite = paint::line(ui, Type::Note, c.acc, due.cite.clone());
    let cite_rect = paint::put_right(ui.painter(), low, &cite);
    let room = cite_rect.left() - low.left() - 8.0;
    let about = paint::wrapped(ui, Type::Note, c.ink2, due.about.clone(), room);
    ui.painter().with_clip_rect(low.with_max_x(cite_rect.left() - 4.0)).galley(low.min, about, c.ink2);
    paint::hline(ui, rect, rect.bottom() - 1.0, c.line);
    response.clicked()
}

/// 「临鉴 318」 out of the full number; a number of another shape stays whole.
pub fn short_number(called: &str) -> String {
    let Some((_, tail)) = called.split_once(']') else { return called.to_owned() };
    let Some((kind, seq)) = tail.split_once("字第") else { return called.to_owned() };
    format!("{kind} {}", seq.trim_end_matches('号'))
}

fn weekday(now: Moment) -> &'static str {
    use chrono::Weekday as W;
    match now.day().weekday() {
        W::Mon => "星期一",
        W::Tue => "星期二",
        W::Wed => "星期三",
        W::Thu => "星期四",
        W::Fri => "星期五",
        W::Sat => "星期六",
        W::Sun => "星期日",
    }
}

fn right_to_left() -> egui::Layout {
    egui::Layout::right_to_left(egui::Align::Center)
}
