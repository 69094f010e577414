//! 受理: visitors at the desk, each on a step of 接待 告知 材料 审查 受理, from the first word to an agreement in force.
//!
//! Every visitor has a draft of their own, kept as it is typed; what is judged while typing is the file as it would
//! be. Steps hand in to the services and go on when these say so; nothing here decides.

pub(in crate::ui::pages) mod ask;
mod assignment;
pub(in crate::ui::pages) mod bar;
mod commission;
mod counter;
mod dialogs;
mod follow_up;
mod house;
mod joint_letter;
mod material;
pub(in crate::ui::pages) mod missing;
mod reception;
mod review;
mod risk_notice;
pub(in crate::ui::pages) mod side;
mod signing;
mod tabs;
pub(in crate::ui::pages) mod visit;

use crate::domain::case::CaseState;
use crate::domain::ids::CaseId;
use crate::services::error::ServiceError;
use crate::services::request::Outcome;
use crate::ui::arrival::Arrival;
use crate::ui::components::flow;
use crate::ui::components::flow::FormFlow;
use crate::ui::components::paint;
use crate::ui::components::step_rail::Progress;
use crate::ui::components::step_rail::Step as RailStep;
use crate::ui::components::step_rail::step_rail_horizontal;
use crate::ui::desk::cx::PageCx;
use crate::ui::pages::IntakeStep;
use crate::ui::pages::Page;
use crate::ui::pages::PageId;
use crate::ui::pages::PageMeta;
use crate::ui::pages::Route;
use crate::ui::pages::intake::bar::Pressed;
use crate::ui::pages::intake::counter::Counter;
use crate::ui::pages::intake::house::House;
use crate::ui::pages::intake::side::Side;
use crate::ui::pages::intake::tabs::TabAsk;
use crate::ui::pages::intake::tabs::VisitorTab;
use crate::ui::pages::intake::visit::Visit;
use crate::ui::pages::intake::visit::Who;
use crate::ui::theme::Width;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use egui::Key;
use egui::Layout;
use egui::Modifiers;
use egui::Rect;
use egui::ScrollArea;
use egui::Ui;
use egui::UiBuilder;
use egui::vec2;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

const RAIL: f32 = 44.0;
const FLOW: &str = "受理";

/// 受理.
#[derive(Default)]
pub struct IntakePage {
    visits: BTreeMap<Who, Visit>,
    current: Option<Who>,
    /// Sheets that became a case or were thrown away; their drafts may still be in the snapshot.
    gone: BTreeSet<u32>,
    last_route: Option<Route>,
    /// A case whose tab was pressed before it was read: its step is not known yet.
    opening: Option<CaseId>,
    f2_was_down: bool,
    rules_open: bool,
    rule: Option<String>,
    arrival: Arrival<(Who, IntakeStep)>,
}

/// What the frame shows about it.
pub const META: PageMeta = PageMeta {
    id: PageId::Intake,
    title: "受理",
    icon: icon::INTAKE,
    under: PageId::Intake,
    in_sidebar: true,
    keys: &[("F1", "说明"), ("F2", "新受理"), ("F7", "打印")],
};

impl Page for IntakePage {
    fn meta(&self) -> &'static PageMeta {
        &META
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>) {
        let Some(house) = House::of(cx) else { return };
        self.arrive(ui, cx, &house);
        self.answers(ui, cx);
        if *cx.route == Route::LastIntake {
            self.go_on_with_the_last(cx, &house);
            return;
        }
        let Some(who) = self.current else { return };
        let full = ui.max_rect();
        self.tabs_ui(ui, cx, Rect::from_min_size(full.min, vec2(full.width(), tabs::HEIGHT)));
        let below = full.with_min_y(full.top() + tabs::HEIGHT);
        let Some(mut visit) = self.visits.remove(&who) else { return };
        let mut counter = Counter::new(cx, &mut visit, &house);
        self.step_ui(ui, &mut counter, below);
        dialogs::rule_card(ui, &mut counter, &mut self.rule);
        visit.autosave(ui, cx);
        self.visits.insert(visit.who, visit);
    }
}

impl IntakePage {
    /// Finds out who stands at the desk now.
    fn arrive(&mut self, ui: &Ui, cx: &mut PageCx<'_>, house: &House) {
        self.take_up_drafts(cx, house);
        let f2_is_down = ui.input(|input| input.keys_down.contains(&Key::F2));
        let f2 = f2_is_down && !std::mem::replace(&mut self.f2_was_down, f2_is_down);
        let came = self.last_route.as_ref() != Some(cx.route);
        self.last_route = Some(cx.route.clone());
        let Route::Intake { case, .. } = cx.route else { return };
        match case {
            Some(case) => {
                let who = Who::Case(*case);
                if let Some(view) = cx.case(*case) {
                    let visit = self.visits.entry(who).or_insert_with(|| {
                        let mut visit = Visit::of_case(&view);
                        if let Some(kept) = cx.draft(&who.key()) {
                            visit.restore(kept);
                        }
                        visit
                    });
                    visit.follow(&view);
                    if self.opening.take() == Some(*case) {
                        cx.go(Route::Intake { case: Some(*case), step: counter::reached(&view) });
                    }
                }
                self.current = Some(who);
            }
            None if f2 => self.begin(cx, house),
            None if came => {
                let stays = matches!(self.current, Some(Who::New(_)))
                    && self.current.is_some_and(|who| self.visits.contains_key(&who));
                if !stays {
                    self.begin(cx, house);
                }
            }
            None => {}
        }
    }

    /// Sheets that were begun before a break or a kill stand at the desk again.
    fn take_up_drafts(&mut self, cx: &PageCx<'_>, house: &House) {
        let kept = cx.views.drafts.iter().flat_map(|drafts| drafts.iter());
        for kept in kept {
            let Some(who @ Who::New(n)) = Who::new_of_key(&kept.key) else { continue };
            if self.visits.contains_key(&who) || self.gone.contains(&n) {
                continue;
            }
            let mut visit = Visit::begun(n, cx.now, &house.premises());
            visit.restore(kept);
            self.visits.insert(who, visit);
        }
    }

    /// A fresh sheet; one that nobody wrote on is used first.
    fn begin(&mut self, cx: &PageCx<'_>, house: &House) {
        let blank = self.visits.iter().find(|(who, visit)| matches!(who, Who::New(_)) && visit.is_clean());
        let who = match blank {
            Some((who, _)) => *who,
            None => {
                let used = self.visits.keys().filter_map(|who| match who {
                    Who::New(n) => Some(*n),
                    Who::Case(_) => None,
                });
                let n = used.chain(self.gone.iter().copied()).max().unwrap_or(0) + 1;
                self.visits.insert(Who::New(n), Visit::begun(n, cx.now, &house.premises()));
                Who::New(n)
            }
        };
        self.current = Some(who);
    }

    /// Takes the answers of the office for every visitor, not only the one in front.
    fn answers(&mut self, ui: &Ui, cx: &mut PageCx<'_>) {
        let keys: Vec<Who> = self.visits.keys().copied().collect();
        for who in keys {
            let Some(mut visit) = self.visits.remove(&who) else { continue };
            let pending = std::mem::take(&mut visit.pending);
            for (ticket, then) in pending {
                match cx.take(ticket) {
                    None => visit.pending.push((ticket, then)),
                    Some(Ok(outcome)) => {
                        let front = self.current == Some(who);
                        follow_up::follow_up(ui.ctx(), cx, &mut visit, then, &outcome, front);
                    }
                    Some(Err(error)) => follow_up::gave_up(&mut visit, &then, &error),
                }
            }
            if visit.who != who {
                if let Who::New(n) = who {
                    self.gone.insert(n);
                }
                if self.current == Some(who) {
                    self.current = Some(visit.who);
                }
            }
            self.visits.insert(visit.who, visit);
        }
    }

    fn tabs_ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>, rect: Rect) {
        let tabs = self.tab_list(cx);
        let Some(current) = self.current else { return };
        let kept_at = self.visits.get(&current).and_then(|visit| visit.kept_at);
        let mut asked = tabs::ui(ui, rect, &tabs, current, kept_at);
        if flow::pressed(ui.ctx(), Modifiers::COMMAND, Key::Tab) && tabs.len() > 1 {
            let at = tabs.iter().position(|tab| tab.who == current).unwrap_or(0);
            asked = tabs.get((at + 1) % tabs.len()).map(|tab| TabAsk::Open(tab.who));
        }
        match asked {
            Some(TabAsk::Open(who)) => self.open(cx, who),
            Some(TabAsk::Fresh) => {
                if let Some(house) = House::of(cx) {
                    self.begin(cx, &house);
                }
                cx.go(Route::Intake { case: None, step: IntakeStep::Reception });
            }
            Some(TabAsk::Find) => cx.open_palette(),
            None => {}
        }
    }

    fn open(&mut self, cx: &mut PageCx<'_>, who: Who) {
        let route = self.route_to(cx, who);
        cx.go(route);
    }

    /// Brings somebody to the front; returns the way to the step they wait at.
    fn route_to(&mut self, cx: &PageCx<'_>, who: Who) -> Route {
        self.current = Some(who);
        let step = who.case().map_or(IntakeStep::Reception, |case| match cx.case(case) {
            Some(view) => counter::reached(&view),
            None => {
                self.opening = Some(case);
                IntakeStep::Reception
            }
        });
        Route::Intake { case: who.case(), step }
    }

    /// 受理 in the sidebar: whoever was served last and is not done, else a fresh sheet.
    fn go_on_with_the_last(&mut self, cx: &mut PageCx<'_>, house: &House) {
        // Who is done is told by today's board.
        if cx.views.today.is_none() || cx.views.drafts.is_none() {
            return;
        }
        match self.last(cx) {
            Some(who) => {
                let route = self.route_to(cx, who);
                cx.replace(route);
            }
            None => {
                self.begin(cx, house);
                cx.replace(Route::Intake { case: None, step: IntakeStep::Reception });
            }
        }
    }

    fn last(&self, cx: &PageCx<'_>) -> Option<Who> {
        let is_open = |who: Who| match who {
            Who::Case(case) => {
                cx.views.today.as_ref().is_some_and(|today| today.intakes.iter().any(|tab| tab.case == case))
            }
            Who::New(_) => self.visits.get(&who).is_some_and(|visit| !visit.is_clean()),
        };
        let in_front = self.current.filter(|who| is_open(*who));
        let here = self.visits.values().filter(|visit| is_open(visit.who) && visit.kept_at.is_some());
        let kept = cx.views.drafts.iter().flat_map(|drafts| drafts.iter());
        let kept = kept.filter_map(|kept| Some((kept.at, Who::of_key(&kept.key)?)));
        in_front
            .or_else(|| here.max_by_key(|visit| visit.kept_at).map(|visit| visit.who))
            .or_else(|| kept.filter(|(_, who)| is_open(*who)).max().map(|(_, who)| who))
    }

    fn tab_list(&self, cx: &PageCx<'_>) -> Vec<VisitorTab> {
        let mut tabs: Vec<VisitorTab> = Vec::new();
        if let Some(today) = &cx.views.today {
            tabs.extend(today.intakes.iter().map(|tab| VisitorTab {
                who: Who::Case(tab.case),
                name: tabs::short(&tab.name),
                step: tabs::step_word(tab.state),
            }));
        }
        for (who, visit) in &self.visits {
            let is_current = self.current == Some(*who);
            let is_listed = tabs.iter().any(|tab| tab.who == *who);
            let is_new = matches!(who, Who::New(_));
            if !is_listed && (is_current || (is_new && !visit.is_clean())) {
                let state = who.case().and_then(|case| cx.case(case)).map(|view| view.file.state);
                let step = tabs::step_word(state.unwrap_or(CaseState::Booked));
                tabs.push(VisitorTab { who: *who, name: tabs::short(&visit.name()), step });
            }
        }
        tabs
    }

    fn step_ui(&mut self, ui: &mut Ui, counter: &mut Counter<'_, '_>, rect: Rect) {
        let c = colors();
        let step = counter.step();
        let rail = Rect::from_min_size(rect.min, vec2(rect.width(), RAIL));
        ui.painter().rect_filled(rail, 0.0, c.paper);
        paint::hline(ui, rail, rail.bottom() - 1.0, c.line);
        rail_ui(ui, counter, rail, step);
        let width = counter.cx.width;
        let is_folded = width < Width::Desk;
        let side = Side { missing: counter.missing(), cards: counter.cards() };
        let bar = counter.bar(&side, is_folded);
        let bar_height = bar.height(width);
        let middle = Rect::from_min_max(rail.left_bottom(), rect.max - vec2(0.0, bar_height));
        let bar_rect = Rect::from_min_max(middle.left_bottom(), rect.max);
        let side_width = if width == Width::Wide { 400.0 } else { measures().side_panel };
        let body = if is_folded { middle } else { middle.with_max_x(middle.right() - side_width) };
        let out = FormFlow::new(FLOW).show(ui, |ui| {
            body_ui(ui, counter, body, step);
            bar.ui(ui, bar_rect, width)
        });
        // What had the keyboard is gone and nothing after it wants it: the filled button goes on.
        if counter.visit.hands_on.is_some() && bar::focus_primary(ui) {
            counter.visit.hands_on = None;
        }
        let chosen = if is_folded {
            self.folded(ui, &side, middle)
        } else {
            side.panel(ui, middle.with_min_x(body.right()))
        };
        if let Some(at) = chosen {
            self.rules_open = false;
            counter.solve(ui.ctx(), &side.missing, at);
        }
        let finished = out.finished && bar.why.is_none();
        counter.begin_at_the_top(ui.ctx());
        self.arrival.settle(ui.ctx(), FLOW, (counter.visit.who, step));
        let pressed = out.inner.or(finished.then_some(Pressed::Primary));
        self.pressed(ui, counter, &side, pressed);
        dialogs::leaving(ui, counter);
    }

    fn pressed(&mut self, ui: &Ui, counter: &mut Counter<'_, '_>, side: &Side, pressed: Option<Pressed>) {
        let f1 = flow::pressed(ui.ctx(), Modifiers::NONE, Key::F1);
        match pressed {
            Some(Pressed::Rules) => self.rules_open = !self.rules_open,
            Some(Pressed::Solve(at)) => {
                let stopping: Vec<_> = side.missing.iter().filter(|m| m.stops).cloned().collect();
                counter.solve(ui.ctx(), &stopping, at);
            }
            Some(pressed) => counter.pressed(pressed),
            None if f1 && counter.cx.width < Width::Desk => self.rules_open = !self.rules_open,
            None if f1 => {
                let first = side.cards.first().map(|card| card.citation.rule_id.clone());
                self.rule = first.or(self.rule.take());
            }
            None => {}
        }
    }

    fn folded(&mut self, ui: &Ui, side: &Side, over: Rect) -> Option<usize> {
        if !self.rules_open {
            return None;
        }
        let (chosen, closed) = side.over(ui, over);
        if closed {
            self.rules_open = false;
        }
        chosen
    }
}

fn rail_ui(ui: &mut Ui, counter: &mut Counter<'_, '_>, rail: Rect, step: IntakeStep) {
    let reached = counter.reached();
    let steps: Vec<_> = IntakeStep::ALL
        .into_iter()
        .map(|one| {
            let progress = match () {
                () if one == step => Progress::Current,
                () if one < reached => Progress::Done,
                () => Progress::Ahead,
            };
            RailStep::new(one.label(), progress)
        })
        .collect();
    let margin = if counter.cx.width == Width::Narrow { measures().space_3 } else { measures().space_6 };
    let place = rail.shrink2(vec2(margin, 0.0));
    let mut child = ui.new_child(UiBuilder::new().max_rect(place).id_salt("intake rail"));
    if let Some(at) = step_rail_horizontal(&mut child, &steps)
        && let Some(step) = IntakeStep::ALL.get(at)
    {
        counter.go(*step);
    }
}

fn body_ui(ui: &mut Ui, counter: &mut Counter<'_, '_>, rect: Rect, step: IntakeStep) {
    let layout = Layout::top_down(egui::Align::LEFT);
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout).id_salt("intake body"));
    child.shrink_clip_rect(rect);
    ask::bar_over_margin(&mut child);
    let salt = (counter.visit.who.key(), step.label());
    ScrollArea::vertical().id_salt(salt).auto_shrink([false, false]).show(&mut child, |ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        match step {
            IntakeStep::Reception => reception::ui(ui, counter),
            IntakeStep::Notice => counter::notice_ui(ui, counter),
            IntakeStep::Materials => material::ui(ui, counter),
            IntakeStep::Review => review::ui(ui, counter),
            IntakeStep::Acceptance => commission::ui(ui, counter),
        }
    });
}

/// Whether the office refused because of what was handed in, and not because something broke.
fn is_refusal(error: &ServiceError) -> bool {
    error.findings().is_some()
        || matches!(error, ServiceError::Incomplete(_) | ServiceError::MissingFields { .. })
}

/// The case an answer speaks of.
fn case_of(outcome: &Outcome) -> Option<CaseId> {
    match outcome {
        Outcome::Done { case, .. } => *case,
        _ => None,
    }
}
