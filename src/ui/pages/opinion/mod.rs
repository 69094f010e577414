//! 意见书: from the sealed record to the archive, on a rail of five steps — 拟稿 复核 出具 送达 归档 (T15–T19).
//!
//! The case stands at one of them; what is done can be read again. What is typed is kept as a draft and judged as if
//! it were in the file; the services judge again what is handed in.

mod archiving;
mod bench;
mod delivery;
mod draft;
mod forms;
mod issuance;
mod paper;
mod review;
mod standards;
pub(in crate::ui::pages) mod versions;

use crate::domain::audit::Operation;
use crate::domain::case::CaseState;
use crate::domain::delivery::DeliveredPaper;
use crate::domain::ids::CaseId;
use crate::domain::rules::Findings;
use crate::domain::sheet::SheetRef;
use crate::domain::step::Step;
use crate::services;
use crate::services::case_view::CaseView;
use crate::services::request::Action;
use crate::services::request::Reasons;
use crate::ui::arrival::Arrival;
use crate::ui::components::flow;
use crate::ui::components::flow::FormFlow;
use crate::ui::components::paint;
use crate::ui::components::step_rail::Progress;
use crate::ui::components::step_rail::Step as RailStep;
use crate::ui::components::step_rail::step_rail_horizontal;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::draft_keeper::DraftKeeper;
use crate::ui::law;
use crate::ui::pages::Page;
use crate::ui::pages::PageId;
use crate::ui::pages::PageMeta;
use crate::ui::pages::Route;
use crate::ui::pages::intake::ask;
use crate::ui::pages::intake::bar::Bar;
use crate::ui::pages::intake::bar::Pressed;
use crate::ui::pages::intake::bar::Quiet;
use crate::ui::pages::intake::missing;
use crate::ui::pages::intake::missing::Missing;
use crate::ui::pages::intake::missing::Way;
use crate::ui::pages::intake::side;
use crate::ui::pages::intake::side::Side;
use crate::ui::pages::licence_showing::head_ui;
use crate::ui::pages::opinion::bench::Bench;
use crate::ui::pages::opinion::forms::Forms;
use crate::ui::pages::opinion::forms::ReviewForm;
use crate::ui::pages::opinion::versions::Comparing;
use crate::ui::reasons::ReasonQuestion;
use crate::ui::theme::Width;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use egui::Id;
use egui::Key;
use egui::Layout;
use egui::Margin;
use egui::Modifiers;
use egui::Rect;
use egui::ScrollArea;
use egui::Ui;
use egui::UiBuilder;
use egui::vec2;
use std::collections::BTreeMap;

/// 意见书.
#[derive(Default)]
pub struct OpinionPage {
    case: Option<CaseId>,
    forms: Forms,
    /// The step that is read; `None` is the one the case stands at.
    shown: Option<OpinionStep>,
    anchors: BTreeMap<&'static str, Id>,
    tried: bool,
    keeper: DraftKeeper,
    sent: Option<(Ticket, Then)>,
    reasons: ReasonQuestion,
    comparing: Comparing,
    rules_open: bool,
    arrival: Arrival<(CaseId, OpinionStep)>,
}

/// The five steps, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum OpinionStep {
    Draft,
    Review,
    Issue,
    Deliver,
    Archive,
}

impl OpinionStep {
    const ALL: [Self; 5] = [Self::Draft, Self::Review, Self::Issue, Self::Deliver, Self::Archive];

    fn label(self) -> &'static str {
        match self {
            Self::Draft => "拟稿",
            Self::Review => "复核",
            Self::Issue => "出具",
            Self::Deliver => "送达",
            Self::Archive => "归档",
        }
    }

    /// Where the case stands; before the record is signed there is nothing to write yet.
    fn reached(view: &CaseView) -> Self {
        let file = &view.file;
        match file.state {
            CaseState::InternalReview if file.review_in_force().is_some_and(|row| row.body.agrees()) => {
                Self::Issue
            }
            CaseState::InternalReview => Self::Review,
            CaseState::Issued => Self::Deliver,
            CaseState::Delivered | CaseState::Archived | CaseState::Terminated => {
                if file.undelivered_corrections().next().is_some() { Self::Deliver } else { Self::Archive }
            }
            _ => Self::Draft,
        }
    }
}

/// What follows when a write succeeds.
enum Then {
    /// The form was handed in: it is empty again, and the page stands where the case stands.
    HandedIn(OpinionStep),
    /// A version was kept; what was typed is what is kept.
    Saved,
}

/// What the frame shows about it.
pub const META: PageMeta = PageMeta {
    id: PageId::Opinion,
    title: "意见书",
    icon: icon::DOCUMENT,
    under: PageId::Cases,
    in_sidebar: false,
    keys: &[("F1", "说明"), ("F7", "打印"), ("Ctrl+S", "存一稿")],
};

const RAIL: f32 = 44.0;
const FLOW: &str = "意见书";

impl Page for OpinionPage {
    fn meta(&self) -> &'static PageMeta {
        &META
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>) {
        let Some(case) = cx.route.case() else { return };
        let Some(view) = cx.case(case) else { return };
        let user = cx.views.session.as_ref().and_then(|session| session.user.clone());
        let Some(user) = user.filter(|_| cx.views.drafts.is_some()) else { return };
        let key = format!("opinion/{case}");
        if self.case != Some(case) {
            self.keeper.flush(cx);
            *self = Self { case: Some(case), keeper: std::mem::take(&mut self.keeper), ..Self::default() };
            self.forms = self.keeper.restored(cx, &key).unwrap_or_default();
        }
        self.follow_up(cx);
        let m = measures();
        let all = ui.max_rect();
        let head = all.with_max_y(all.top() + m.page_head);
        head_ui(ui, head, "意见书", &view);
        let reached = OpinionStep::reached(&view);
        let step = self.shown.filter(|shown| *shown < reached).unwrap_or(reached);
        let rail = Rect::from_min_size(head.left_bottom(), vec2(all.width(), RAIL));
        self.rail_ui(ui, rail, step, reached, cx.width);
        let below = all.with_min_y(rail.bottom());
        let mut anchors = std::mem::take(&mut self.anchors);
        let mut forms = std::mem::take(&mut self.forms);
        let tried = self.tried;
        let mut bench =
            Bench { cx, view: &view, forms: &mut forms, user: &user, anchors: &mut anchors, tried };
        self.step_ui(ui, &mut bench, below, step, reached);
        self.anchors = anchors;
        self.forms = forms;
        if self.forms == Forms::default() {
            self.keeper.begin(&key, &self.forms);
        } else {
            self.keeper.watch(ui.ctx(), cx, &key, &self.forms);
        }
        self.arrival.settle(ui.ctx(), FLOW, (case, step));
    }
}

/// What a step shows beside its form.
struct Standing {
    /// The step the filled button takes; none where something is only read.
    step: Option<Step>,
    findings: Findings,
    missing: Vec<Missing>,
}

impl OpinionPage {
    fn follow_up(&mut self, cx: &mut PageCx<'_>) {
        let Some((ticket, then)) = self.sent.take() else { return };
        match cx.take(ticket) {
            None => self.sent = Some((ticket, then)),
            Some(Err(_)) => {}
            Some(Ok(_)) => {
                match then {
                    Then::HandedIn(OpinionStep::Draft) | Then::Saved => self.forms.draft = None,
                    Then::HandedIn(OpinionStep::Review) => self.forms.review = ReviewForm::default(),
                    Then::HandedIn(OpinionStep::Issue) => self.forms.issue = None,
                    Then::HandedIn(OpinionStep::Deliver) => self.forms.delivery = None,
                    Then::HandedIn(OpinionStep::Archive) => self.forms.archive = None,
                }
                self.tried = false;
                self.shown = None;
            }
        }
    }

    fn rail_ui(&mut self, ui: &mut Ui, rail: Rect, step: OpinionStep, reached: OpinionStep, width: Width) {
        let c = colors();
        ui.painter().rect_filled(rail, 0.0, c.paper);
        paint::hline(ui, rail, rail.bottom() - 1.0, c.line);
        let steps: Vec<_> = OpinionStep::ALL
            .into_iter()
            .map(|one| {
                let progress = match () {
                    () if one == step => Progress::Current,
                    () if one <= reached => Progress::Done,
                    () => Progress::Ahead,
                };
                RailStep::new(one.label(), progress)
            })
            .collect();
        let margin = if width == Width::Narrow { measures().space_3 } else { measures().space_6 };
        let place = rail.shrink2(vec2(margin, 0.0));
        let mut child = ui.new_child(UiBuilder::new().max_rect(place).id_salt("opinion rail"));
        if let Some(at) = step_rail_horizontal(&mut child, &steps) {
            self.shown = OpinionStep::ALL.get(at).copied().filter(|one| *one != reached);
            self.tried = false;
        }
    }

    fn step_ui(
        &mut self,
        ui: &mut Ui,
        bench: &mut Bench<'_, '_>,
        rect: Rect,
        step: OpinionStep,
        reached: OpinionStep,
    ) {
        let standing = standing(bench, step, reached);
        let width = bench.cx.width;
        let is_folded = width < Width::Desk;
        let cards = standing.findings.iter().map(side::card).collect();
        let side = Side { missing: standing.missing.clone(), cards };
        let bar = bar(bench, &standing, step, reached, is_folded.then(|| side.n_rules()));
        let middle = rect.with_max_y(rect.bottom() - bar.height(width));
        let bar_rect = Rect::from_min_max(middle.left_bottom(), rect.max);
        let side_width = if width == Width::Wide { 400.0 } else { measures().side_panel };
        let body = if is_folded { middle } else { middle.with_max_x(middle.right() - side_width) };
        let comparing = &mut self.comparing;
        let out = FormFlow::new(FLOW).show(ui, |ui| {
            body_ui(ui, bench, body, step, reached, &standing.findings, comparing);
            bar.ui(ui, bar_rect, width)
        });
        let chosen = if !is_folded {
            side.panel(ui, middle.with_min_x(body.right()))
        } else if self.rules_open {
            let (chosen, closed) = side.over(ui, middle);
            self.rules_open = !closed;
            chosen
        } else {
            None
        };
        if let Some(at) = chosen {
            self.rules_open = false;
            self.solve(ui.ctx(), bench, &side.missing, at);
        }
        if flow::pressed(ui.ctx(), Modifiers::NONE, Key::F1) {
            match side.cards.first() {
                Some(_) if is_folded => self.rules_open = !self.rules_open,
                Some(card) => {
                    crate::ui::components::citation::open(ui.ctx(), &card.citation.rule_id);
                }
                None => {}
            }
        }
        let finished = out.finished && bar.why.is_none();
        let pressed = out.inner.or(finished.then_some(Pressed::Primary));
        let quiet = |at: usize| bar.quiet.get(at).and_then(|one| paper::of(bench.view, step, &one.word));
        if let Some(Pressed::Quiet(at)) = pressed
            && let Some((form, about)) = quiet(at)
        {
            bench.cx.go(Route::Sheet(SheetRef::of_case(form, bench.view.file.id, about)));
            return;
        }
        self.pressed(ui.ctx(), bench, &standing, step, reached, pressed);
    }

    fn pressed(
        &mut self,
        ctx: &egui::Context,
        bench: &mut Bench<'_, '_>,
        standing: &Standing,
        step: OpinionStep,
        reached: OpinionStep,
        pressed: Option<Pressed>,
    ) {
        let case = bench.view.file.id;
        let mut reasons = None;
        match pressed {
            Some(Pressed::Rules) => self.rules_open = !self.rules_open,
            Some(Pressed::Solve(at)) => {
                let stopping: Vec<_> = standing.missing.iter().filter(|m| m.stops).cloned().collect();
                self.solve(ctx, bench, &stopping, at);
            }
            Some(Pressed::Back) => bench.cx.go(Route::Case(case)),
            Some(Pressed::Quiet(_)) if self.sent.is_none() => self.save(bench),
            Some(Pressed::Danger) if self.sent.is_none() => self.send_back(bench),
            Some(Pressed::Primary) if self.sent.is_none() => match standing.step {
                None => bench.cx.go(Route::Case(case)),
                Some(_) if step == OpinionStep::Deliver && delivery::is_open(bench) => self.deliver(bench),
                Some(asked) => reasons = self.reasons.press(asked, &standing.findings),
            },
            Some(Pressed::Quiet(_) | Pressed::Danger | Pressed::Primary) | None => {}
        }
        let asked = standing.step.and_then(|asked| self.reasons.ui(ctx, asked, &standing.findings));
        if let Some(reasons) = reasons.or(asked)
            && step == reached
        {
            self.hand_in(bench, step, reasons);
        }
    }

    /// Goes to the field of a missing thing, or elsewhere.
    fn solve(&mut self, ctx: &egui::Context, bench: &mut Bench<'_, '_>, list: &[Missing], at: usize) {
        self.tried = true;
        match list.get(at).map(|missing| missing.way) {
            Some(Way::Field(field)) => {
                if let Some(id) = bench.anchors.get(field) {
                    flow::focus(ctx, *id);
                }
            }
            Some(Way::Place(place)) => bench.cx.go_place(place, bench.view.file.id),
            Some(Way::Nobody) | None => {}
        }
    }

    fn save(&mut self, bench: &mut Bench<'_, '_>) {
        let draft = Box::new(bench.forms.opinion(bench.view));
        let case = bench.view.file.id;
        let request = services::opinion::Request::Save { case, draft, reason: String::new() };
        self.sent = Some((bench.cx.act(Action::Opinion(request)), Then::Saved));
    }

    fn send_back(&mut self, bench: &mut Bench<'_, '_>) {
        let draft = Box::new(bench.forms.review.draft(true));
        let case = bench.view.file.id;
        let request = services::internal_review::Request::Review { case, draft, reasons: Reasons::new() };
        let ticket = bench.cx.act(Action::InternalReview(request));
        self.sent = Some((ticket, Then::HandedIn(OpinionStep::Review)));
    }

    fn deliver(&mut self, bench: &mut Bench<'_, '_>) {
        let form = delivery::shown(bench);
        let paper: DeliveredPaper = delivery::paper(bench);
        let Some(delivery) = form.delivery(bench.view, paper, bench.today()) else { return };
        let case = bench.view.file.id;
        let delivery = Box::new(delivery);
        let request = services::delivery::Request::Deliver { case, delivery, corrects: None };
        let ticket = bench.cx.act(Action::Delivery(request));
        self.sent = Some((ticket, Then::HandedIn(OpinionStep::Deliver)));
    }

    fn hand_in(&mut self, bench: &mut Bench<'_, '_>, step: OpinionStep, reasons: Reasons) {
        let case = bench.view.file.id;
        let action = match step {
            OpinionStep::Draft => {
                let draft = Box::new(bench.forms.opinion(bench.view));
                Action::Opinion(services::opinion::Request::Submit { case, draft, reasons })
            }
            OpinionStep::Review => {
                let draft = Box::new(bench.forms.review.draft(false));
                Action::InternalReview(services::internal_review::Request::Review { case, draft, reasons })
            }
            OpinionStep::Issue => {
                let form = bench.forms.issue.clone().unwrap_or_else(|| forms::IssueForm::of(bench.view));
                let draft = Box::new(form.draft());
                Action::Issuance(services::issuance::Request::Issue { case, draft, reasons })
            }
            OpinionStep::Deliver => Action::Delivery(services::delivery::Request::Complete { case, reasons }),
            OpinionStep::Archive => {
                let form = bench.forms.archive.clone().unwrap_or_else(|| forms::ArchiveForm::of(bench.view));
                let draft = Box::new(form.draft());
                Action::Archiving(services::archiving::Request::Archive { case, draft, reasons })
            }
        };
        self.sent = Some((bench.cx.act(action), Then::HandedIn(step)));
    }
}

/// What the rules say at a step, and what is missing for its button.
fn standing(bench: &Bench<'_, '_>, step: OpinionStep, reached: OpinionStep) -> Standing {
    let state = bench.view.file.state;
    let is_over = state == CaseState::Archived && step == OpinionStep::Archive;
    if step != reached || is_over || state < CaseState::Drafting {
        let (findings, missing) = (Findings::default(), Vec::new());
        return Standing { step: None, findings, missing };
    }
    let (asked, findings) = match step {
        OpinionStep::Draft => (Step::SubmitOpinion, draft::findings(bench)),
        OpinionStep::Review => (Step::ReviewOpinion, review::findings(bench, false)),
        OpinionStep::Issue => (Step::IssueOpinion, issuance::findings(bench)),
        OpinionStep::Deliver => (Step::Deliver, delivery::findings(bench)),
        OpinionStep::Archive => (Step::Archive, archiving::findings(bench)),
    };
    let missing = match step {
        OpinionStep::Draft => draft::missing(bench, &findings),
        OpinionStep::Review => review::missing(bench, &findings),
        OpinionStep::Issue => issuance::missing(bench, &findings),
        OpinionStep::Deliver => delivery::missing(bench, &findings),
        OpinionStep::Archive => archiving::missing(bench, &findings),
    };
    Standing { step: Some(asked), findings, missing }
}

/// The bar at the foot of a step.
fn bar(
    bench: &Bench<'_, '_>,
    standing: &Standing,
    step: OpinionStep,
    reached: OpinionStep,
    n_rules: Option<usize>,
) -> Bar {
    let mut bar = Bar {
        back: false,
        quiet: Vec::new(),
        danger: None,
        primary: "回到案件".to_owned(),
        why: None,
        reason: None,
        n_rules: n_rules.filter(|n| *n > 0),
    };
    bar.quiet.extend(paper::ways(bench.view, step));
    if standing.step.is_none() {
        if bench.view.file.state < CaseState::Drafting {
            let why = law::plain_why("现在还不能拟稿", "过程记录还没有签齐", "签齐交出以后就可以拟稿");
            bar.primary = "送复核".to_owned();
            bar.why = Some(why);
        }
        return bar;
    }
    let (word, title) = match step {
        OpinionStep::Draft => ("送复核", "现在还不能送复核"),
        OpinionStep::Review => ("复核同意", "现在还不能同意"),
        OpinionStep::Issue => ("出具意见书", "现在还不能出具"),
        OpinionStep::Deliver if delivery::is_open(bench) => ("记送达", "这次送达还没有写齐"),
        OpinionStep::Deliver => ("送达完毕", "现在还不能完毕"),
        OpinionStep::Archive => ("归档", "现在还不能归档"),
    };
    bar.primary = word.to_owned();
    bar.why = missing::why(title, &standing.missing);
    bar.reason = missing::reason(&standing.missing);
    let may_write = bench.may(Operation::DraftOpinion) && bench.is_of_case();
    if step == OpinionStep::Draft && step == reached && may_write && bench.forms.draft.is_some() {
        let save = Quiet::new("存一稿").icon(icon::BACKUP).key("Ctrl+S", Modifiers::COMMAND, Key::S);
        bar.quiet.push(save);
    }
    if step == OpinionStep::Review {
        let back = review::findings(bench, true);
        let list = review::missing(bench, &back);
        bar.danger = Some(("退回修改".to_owned(), missing::why("现在还不能退回", &list)));
    }
    bar
}

fn body_ui(
    ui: &mut Ui,
    bench: &mut Bench<'_, '_>,
    rect: Rect,
    step: OpinionStep,
    reached: OpinionStep,
    findings: &Findings,
    comparing: &mut Comparing,
) {
    let layout = Layout::top_down(egui::Align::LEFT);
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout).id_salt("opinion body"));
    child.shrink_clip_rect(rect);
    ask::bar_over_margin(&mut child);
    let margin = if bench.is_narrow() { 8 } else { 24 };
    let salt = (bench.view.file.id.to_string(), step.label());
    ScrollArea::vertical().id_salt(salt).auto_shrink([false, false]).show(&mut child, |ui| {
        egui::Frame::NONE.inner_margin(Margin::symmetric(margin, 12)).show(ui, |ui| {
            let is_now = step == reached;
            match step {
                OpinionStep::Draft if is_now => draft::ui(ui, bench, findings),
                OpinionStep::Draft => draft::read_ui(ui, bench),
                OpinionStep::Review if is_now => review::ui(ui, bench, findings),
                OpinionStep::Review => review::read_ui(ui, bench),
                OpinionStep::Issue if is_now => issuance::ui(ui, bench, findings),
                OpinionStep::Issue => issuance::read_ui(ui, bench),
                OpinionStep::Deliver => delivery::ui(ui, bench),
                OpinionStep::Archive if bench.view.file.state == CaseState::Archived => {
                    archiving::read_ui(ui, bench);
                }
                OpinionStep::Archive => archiving::ui(ui, bench, findings),
            }
            if matches!(step, OpinionStep::Draft | OpinionStep::Review) {
                ui.add_space(4.0);
                versions::card(ui, bench, comparing);
            }
        });
    });
}
