//! The way in: first run, unlock, recovery sheet, forgotten password. Not a `crate::ui::pages::Page`: nothing of
//! the office can be seen here.

mod first_run;
mod recovery;
mod unlock;

use crate::services::error::ServiceError;
use crate::services::request::Outcome;
use crate::services::session;
use crate::services::session::Door;
use crate::services::session::RecoverySheet;
use crate::ui::components::button::Button;
use crate::ui::components::finding::FindingLine;
use crate::ui::components::finding::finding_line;
use crate::ui::components::flow;
use crate::ui::components::paint;
use crate::ui::components::why_panel::Why;
use crate::ui::components::words::words;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::pages::door::first_run::FirstRun;
use crate::ui::pages::door::recovery::Recovery;
use crate::ui::pages::door::unlock::Unlock;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::measures;
use crate::ui::theme::tokens;
use egui::Rect;
use egui::Ui;
use egui::UiBuilder;
use egui::pos2;
use egui::vec2;

/// The way in.
#[derive(Default)]
pub struct DoorPage {
    first_run: FirstRun,
    unlock: Unlock,
    recovery: Recovery,
    /// The question on its way to the office; the buttons wait for it.
    asked: Option<Ticket>,
    failed: Option<FindingLine>,
}

impl DoorPage {
    /// The way in again after a lock: the login of whoever was here stands there already, the password never.
    pub fn after(login: String) -> Self {
        Self { unlock: Unlock::of(login), ..Self::default() }
    }

    /// Shows a new recovery sheet; it must be typed back before anything else.
    pub fn show_recovery(&mut self, sheet: RecoverySheet) {
        self.recovery.show(sheet);
    }

    /// Draws what the door shows.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>) {
        let Some(session) = cx.views.session.clone() else { return };
        self.learn(cx);
        let failed = self.failed.clone();
        let step = Doorstep { session: &session, failed: failed.as_ref(), busy: self.asked.is_some() };
        let asked = match session.door {
            Door::NoOffice => self.first_run.ui(ui, &step, cx),
            Door::Locked => self.unlock.ui(ui, &step, cx),
            Door::RecoveryUnconfirmed => self.recovery.ui(ui, &step, cx),
            Door::Open => None,
        };
        if asked.is_some() {
            self.asked = asked;
            self.failed = None;
        }
    }

    fn learn(&mut self, cx: &mut PageCx<'_>) {
        match cx.take_if(&mut self.asked) {
            // The sheet itself comes from the desk, whoever asked for it.
            Some(Ok(Outcome::Recovery(_))) => self.first_run = FirstRun::default(),
            Some(Ok(_)) => *self = Self::default(),
            Some(Err(error)) => {
                self.unlock.begin_again();
                self.failed = Some(told(&error));
            }
            None => {}
        }
    }
}

/// What every card of the door is drawn with.
struct Doorstep<'a> {
    session: &'a session::View,
    /// What went wrong with the last question.
    failed: Option<&'a FindingLine>,
    /// A question is on its way; the buttons wait for it.
    busy: bool,
}

/// An error as one line: what happened, then what to do.
fn told(error: &ServiceError) -> FindingLine {
    use crate::domain::explain::Explain as _;
    FindingLine::mistake(error.to_string()).way_out(error.remedy())
}

/// Gives the keyboard to the field where typing begins, once — as soon as it can have it: while a question that
/// stood over the page is going away, egui lets nothing below take the keyboard.
fn wait_here(ui: &Ui, was_shown: &mut bool, field: egui::Id) {
    if *was_shown {
        return;
    }
    if ui.memory(|memory| memory.has_focus(field)) {
        *was_shown = true;
    } else {
        flow::focus(ui.ctx(), field);
    }
}

/// A window this low has no room for a card and its buttons below each other; then the buttons stay at the foot.
const LOW: f32 = 560.0;

/// A white card in the middle of the desk with the mark above it. `foot` comes below `body` and is handed what it
/// returned; in a low window the body scrolls and the foot does not.
fn card_ui<S, T, R>(
    ui: &mut Ui,
    (width, title, note): (f32, &str, &str),
    state: &mut S,
    body: impl FnOnce(&mut S, &mut Ui) -> T,
    foot: impl FnOnce(&mut S, &mut Ui, T) -> R,
) -> R {
    let c = colors();
    let m = measures();
    let all = ui.max_rect();
    let width = width.min(all.width() - 32.0);
    let left = (all.center().x - width / 2.0).round();
    let column = Rect::from_min_max(pos2(left, all.top()), pos2(left + width, all.bottom()));
    let bar = is_low(ui.ctx()).then(|| all.with_min_y(all.bottom() - m.action_bar));
    let seen = all.with_max_y(bar.map_or(all.bottom(), |bar| bar.top()));
    let scrolled = ui.scope_builder(UiBuilder::new().max_rect(seen), |ui| {
        let area = egui::ScrollArea::vertical().id_salt(("door", title)).auto_shrink(false);
        area.show(ui, |ui| {
            ui.add_space(if all.height() < 720.0 { 8.0 } else { 48.0 });
            let inner = Rect::from_min_max(pos2(column.left(), ui.cursor().top()), column.max);
            let mut child = ui.new_child(UiBuilder::new().max_rect(inner));
            mark_ui(&mut child);
            let background = child.painter().add(egui::Shape::Noop);
            let top = child.cursor().top();
            let area = Rect::from_min_max(
                pos2(column.left() + m.space_6, top + m.space_6),
                pos2(column.right() - m.space_6, f32::INFINITY),
            );
            let mut inside = child.new_child(UiBuilder::new().max_rect(area));
            inside.spacing_mut().item_spacing.y = m.space_2;
            heading(&mut inside, title, note);
            let made = body(state, &mut inside);
            let rest = if bar.is_none() {
                Rest::Done(foot(state, &mut inside, made))
            } else {
                Rest::Due(foot, made)
            };
            let bottom = inside.min_rect().bottom() + m.space_6;
            let card = Rect::from_min_max(pos2(column.left(), top), pos2(column.right(), bottom));
            let stroke = paint::thin(ui, c.line);
            let radius = f32::from(tokens().radius.card);
            let shape = egui::epaint::RectShape::new(card, radius, c.paper, stroke, egui::StrokeKind::Inside);
            ui.painter().set(background, shape);
            ui.advance_cursor_after_rect(Rect::from_min_max(inner.min, card.max));
            ui.add_space(m.space_1);
            rest
        })
        .inner
    });
    match (scrolled.inner, bar) {
        (Rest::Done(result), _) => result,
        (Rest::Due(foot, made), bar) => {
            let bar = bar.unwrap_or(all);
            ui.painter().rect_filled(bar, 0.0, c.paper);
            paint::hline(ui, bar, bar.top(), c.line);
            let mut inside = ui.new_child(UiBuilder::new().max_rect(bar.shrink2(vec2(m.space_6, 0.0))));
            foot(state, &mut inside, made)
        }
    }
}

/// The foot of a card: drawn already, or still to be drawn below what scrolls.
enum Rest<F, T, R> {
    Done(R),
    Due(F, T),
}

fn mark_ui(ui: &mut Ui) {
    let c = colors();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 56.0), egui::Sense::hover());
    let square = Rect::from_min_size(rect.min + vec2(0.0, 8.0), vec2(32.0, 32.0));
    ui.painter().rect_filled(square, f32::from(tokens().radius.control), c.acc);
    paint::put_center(ui.painter(), square, &paint::line(ui, Type::SheetTitle, c.paper, "鉴"));
    let name = square.with_min_x(square.right() + 12.0).with_max_x(rect.right());
    paint::put_left(ui.painter(), name, &paint::bold(ui, Type::Head, c.ink, "鉴证台"));
}

fn heading(ui: &mut Ui, title: &str, note: &str) {
    let c = colors();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 32.0), egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, title));
    paint::put_left(ui.painter(), rect, &paint::bold(ui, Type::Title, c.ink, title));
    if !note.is_empty() {
        words(ui, note);
    }
    ui.add_space(measures().space_2);
}

fn is_low(ctx: &egui::Context) -> bool {
    ctx.content_rect().height() < LOW
}

/// What went wrong, and the buttons, the filled one first from the right: below each other on the card, beside each
/// other in the bar of a low window.
fn foot_ui(ui: &mut Ui, failed: Option<&FindingLine>, buttons: impl FnOnce(&mut Ui)) {
    if !is_low(ui.ctx()) {
        failure_ui(ui, failed);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), egui::Sense::hover());
        buttons_ui(ui, rect, buttons);
        return;
    }
    let bar = ui.max_rect();
    let taken = buttons_ui(ui, bar, buttons);
    if let Some(failed) = failed {
        let left = bar.with_max_x(taken.left() - measures().space_4);
        let lines = Rect::from_center_size(left.center(), vec2(left.width(), 2.0 * Type::Note.line()));
        ui.scope_builder(UiBuilder::new().max_rect(lines), |ui| finding_line(ui, failed));
    }
}

/// What went wrong, in two lines of its own; their room is always there, so that no button moves.
fn failure_ui(ui: &mut Ui, failed: Option<&FindingLine>) {
    let room = 2.0 * Type::Note.line();
    let top = ui.cursor().top();
    if let Some(failed) = failed {
        finding_line(ui, failed);
    }
    let used = ui.cursor().top() - top;
    ui.add_space((room - used).max(0.0));
}

/// What is still missing when somebody wanted to go on.
fn missing(why: Option<&Why>, tried: bool) -> Option<FindingLine> {
    let item = why.filter(|_| tried)?.items.first()?;
    Some(FindingLine::mistake(item.fact.clone()).way_out(item.reason.clone()))
}

/// The row of buttons; returns the room they took.
fn buttons_ui(ui: &mut Ui, rect: Rect, add: impl FnOnce(&mut Ui)) -> Rect {
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    let row = ui.scope_builder(UiBuilder::new().max_rect(rect).layout(layout), |ui| {
        ui.spacing_mut().item_spacing.x = measures().space_3;
        add(ui);
        ui.min_rect()
    });
    row.inner
}

/// A filled button that waits while the office works.
fn go_button(ui: &mut Ui, word: &str, busy: bool, why: Option<&Why>) -> bool {
    let waiting = crate::ui::law::plain_why("请稍候", "案卷库正在核对", "核对密码要半秒到一秒，是有意放慢的");
    let why = if busy { Some(&waiting) } else { why };
    Button::primary(word).page().key("Enter").why(why).ui(ui).clicked()
}
