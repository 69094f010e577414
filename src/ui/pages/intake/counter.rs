//! The counter: one visitor in front of it, everything the steps see of them, and what they may ask for.
//!
//! Findings are those of the file as it would be with what was typed; the services judge again what is handed in.

use crate::domain::audit::Operation;
use crate::domain::case::CaseFile;
use crate::domain::case::CaseState;
use crate::domain::deadline::acceptance_due;
use crate::domain::ids::UserId;
use crate::domain::moment::Day;
use crate::domain::moment::Moment;
use crate::domain::reception::CommissionMode;
use crate::domain::rules::Findings;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetRef;
use crate::domain::step::Place;
use crate::domain::step::Step;
use crate::services::case_view::CaseView;
use crate::services::reception as desk;
use crate::services::request::Action;
use crate::ui::almanac;
use crate::ui::components::finding::FindingLine;
use crate::ui::components::flow;
use crate::ui::components::rule_card::RuleCard;
use crate::ui::desk::cx::PageCx;
use crate::ui::law;
use crate::ui::pages::IntakeStep;
use crate::ui::pages::Route;
use crate::ui::pages::intake::bar::Bar;
use crate::ui::pages::intake::bar::Pressed;
use crate::ui::pages::intake::bar::Quiet;
use crate::ui::pages::intake::commission;
use crate::ui::pages::intake::house::House;
use crate::ui::pages::intake::house::as_if_file;
use crate::ui::pages::intake::house::judge_file;
use crate::ui::pages::intake::joint_letter;
use crate::ui::pages::intake::material;
use crate::ui::pages::intake::missing;
use crate::ui::pages::intake::missing::Missing;
use crate::ui::pages::intake::missing::Way;
use crate::ui::pages::intake::reception;
use crate::ui::pages::intake::review;
use crate::ui::pages::intake::risk_notice;
use crate::ui::pages::intake::side;
use crate::ui::pages::intake::side::Side;
use crate::ui::pages::intake::visit::Then;
use crate::ui::pages::intake::visit::Visit;
use crate::ui::pages::intake::visit::Who;
use crate::ui::theme::icon;
use egui::Context;
use egui::Id;
use egui::Key;
use egui::Modifiers;
use egui::Ui;
use std::sync::Arc;

/// One visitor at the counter during one frame.
pub struct Counter<'a, 'c> {
    pub cx: &'a mut PageCx<'c>,
    pub visit: &'a mut Visit,
    pub house: &'a House,
    pub case: Option<Arc<CaseView>>,
    pub findings: Findings,
}

impl<'a, 'c> Counter<'a, 'c> {
    /// Judges what was typed and stands ready.
    pub fn new(cx: &'a mut PageCx<'c>, visit: &'a mut Visit, house: &'a House) -> Self {
        visit.mirror_subject();
        let case = visit.who.case().and_then(|case| cx.case(case));
        let findings = judge_file(cx, house, case.as_deref(), &as_if_file(cx, visit, house));
        Self { cx, visit, house, case, findings }
    }

    /// The step on the screen; a sheet that is no case yet has only the first.
    pub fn step(&self) -> IntakeStep {
        match (self.visit.who, self.cx.route) {
            (Who::Case(_), Route::Intake { step, .. }) => *step,
            _ => IntakeStep::Reception,
        }
    }

    /// The step the case waits at.
    pub fn reached(&self) -> IntakeStep {
        self.case.as_deref().map_or(IntakeStep::Reception, reached)
    }

    pub fn state(&self) -> CaseState {
        self.case.as_ref().map_or(CaseState::Booked, |view| view.file.state)
    }

    pub fn today(&self) -> Day {
        self.cx.now.day()
    }

    pub fn may(&self, operation: Operation) -> bool {
        self.house.user.may(operation)
    }

    /// What the rules say about a step.
    pub fn guarding(&self, step: Step) -> Findings {
        self.findings.guarding(step)
    }

    /// What the rules would say about a step if the file were changed so.
    pub fn judged(&self, step: Step, change: impl FnOnce(&mut CaseFile, Moment, UserId)) -> Findings {
        let (now, by) = (self.cx.now, self.house.user.id);
        let mut file = as_if_file(self.cx, self.visit, self.house);
        change(&mut file, now, by);
        judge_file(self.cx, self.house, self.case.as_deref(), &file).guarding(step)
    }

    /// The finding under a field, red only after going on was tried; a mere advice at once.
    pub fn on_field(&self, field: &str) -> Option<FindingLine> {
        let finding = self.findings.on_field(field).next()?;
        (self.visit.tried.is_some() || !finding.stops()).then(|| law::line(finding))
    }

    /// Remembers where the field of a rule is.
    pub fn anchor(&mut self, field: &'static str, id: Id) {
        self.visit.anchors.insert(field, id);
    }

    pub fn is_joint(&self) -> bool {
        self.visit.draft.intake.mode == Some(CommissionMode::Joint)
    }

    /// A fresh sheet has the keyboard in its first field.
    pub fn begin_at_the_top(&mut self, ctx: &Context) {
        if let Some(id) = self.visit.anchors.get("received_on")
            && std::mem::take(&mut self.visit.is_fresh)
        {
            flow::focus(ctx, *id);
        }
    }

    /// Asks the office for something; what follows is remembered with it.
    pub fn ask(&mut self, action: Action, then: Then) {
        let ticket = self.cx.act(action);
        self.visit.pending.push((ticket, then));
    }

    /// Hands the intake in as a new version, when it changed and the case is open.
    pub fn save(&mut self) {
        if let Some(case) = self.visit.who.case()
            && self.visit.intake_changed()
        {
            let intake = Box::new(self.visit.draft.intake.clone());
            let request = desk::Request::Save { case, intake: intake.clone() };
            self.ask(Action::Reception(request), Then::Saved(intake));
        }
    }

    pub fn go(&mut self, step: IntakeStep) {
        self.cx.go(Route::Intake { case: self.visit.who.case(), step });
    }

    /// What is missing at this step.
    pub fn missing(&self) -> Vec<Missing> {
        match self.step() {
            IntakeStep::Reception => reception::missing(self),
            IntakeStep::Notice if self.is_joint() => joint_letter::missing(self),
            IntakeStep::Notice => risk_notice::missing(self),
            IntakeStep::Materials => material::missing(self),
            IntakeStep::Review => review::missing(self),
            IntakeStep::Acceptance => commission::missing(self),
        }
    }

    /// The rules that speak at this step.
    pub fn cards(&self) -> Vec<RuleCard> {
        let here: &[Place] = match self.step() {
            IntakeStep::Reception => &[Place::Reception],
            IntakeStep::Notice if self.is_joint() => &[Place::JointLetter],
            IntakeStep::Notice => &[Place::RiskNotice],
            IntakeStep::Materials => &[Place::Materials],
            IntakeStep::Review => &[Place::Review],
            IntakeStep::Acceptance => &[Place::Assignment, Place::Acceptance, Place::Agreement],
        };
        let steps: &[Step] = match self.step() {
            IntakeStep::Reception => &[Step::Receive, Step::BeginReview],
            IntakeStep::Notice => &[Step::BeginReview, Step::DecideAccept],
            IntakeStep::Materials => &[Step::BeginReview, Step::SignAgreement],
            IntakeStep::Review => &[Step::DecideAccept, Step::DecideReject],
            IntakeStep::Acceptance => &[Step::DecideAccept, Step::SignAgreement],
        };
        let speak = self.findings.iter().filter(|f| f.guards.iter().any(|guard| steps.contains(guard)));
        let mut cards = side::cards(&Findings::new(speak.cloned().collect()), here);
        if self.step() == IntakeStep::Notice {
            let asked = ["SC-2.2a", "SH-0"].into_iter().filter_map(|rule| self.findings.of(rule));
            cards.extend(asked.map(side::card));
        }
        cards.extend(self.due_card());
        cards
    }

    /// By when it has to be decided (GZ-13); nothing once it is.
    fn due_card(&self) -> Option<RuleCard> {
        if self.case.as_ref().is_some_and(|view| view.decide_by.is_none()) {
            return None;
        }
        let received_on = self.visit.draft.intake.received_on?;
        let due = acceptance_due(received_on, None, &almanac::calendar());
        let finding = self.findings.of("GZ-13")?;
        let remark = due.status.remark().map_or_else(String::new, |remark| format!("　{remark}"));
        Some(side::hint(
            &finding.cite(),
            "GZ-13",
            format!("{}前决定是否受理", short_day(due.value)),
            format!("收到委托 {}，起 7 个工作日{remark}", month_day(received_on)),
        ))
    }

    /// The bar at the foot of this step.
    pub fn bar(&self, side: &Side, is_folded: bool) -> Bar {
        let step = self.step();
        let title = match step {
            IntakeStep::Reception => "现在还不能往下走",
            IntakeStep::Notice => "现在还不能去登记材料",
            IntakeStep::Materials => "现在还不能转入审查",
            IntakeStep::Review => "审查还没有做完",
            IntakeStep::Acceptance => commission::why_title(self),
        };
        let mut bar = Bar {
            back: step != IntakeStep::Reception,
            quiet: Vec::new(),
            danger: None,
            primary: String::new(),
            why: missing::why(title, &side.missing),
            reason: missing::reason(&side.missing),
            n_rules: is_folded.then(|| side.n_rules()),
        };
        match step {
            IntakeStep::Reception => {
                bar.primary = "下一步：告知".to_owned();
                if !self.visit.is_clean() || self.visit.who.case().is_none() {
                    bar.quiet.push(Quiet::new("存").icon(icon::BACKUP).key(
                        "Ctrl+S",
                        Modifiers::COMMAND,
                        Key::S,
                    ));
                }
                if self.visit.who.case().is_none() && !self.visit.is_clean() {
                    bar.quiet.push(Quiet::new("不登记了…"));
                }
            }
            IntakeStep::Notice => {
                bar.primary = "下一步：材料".to_owned();
                if self.is_joint() {
                    bar.quiet.push(print("打印共同委托书"));
                } else {
                    // What was told and kept stands on the sheet; only before that it is one for the pen.
                    let is_given = self.case.as_ref().is_some_and(|view| view.file.risk_notice().is_some());
                    bar.quiet.push(print(if is_given { "打印告知书" } else { "打印空白告知书" }));
                }
            }
            IntakeStep::Materials => {
                bar.primary = "下一步：审查".to_owned();
                bar.quiet.push(print("打印清单"));
            }
            IntakeStep::Review => {
                bar.primary = "下一步：受理".to_owned();
                bar.quiet.push(print("打印审批表"));
            }
            IntakeStep::Acceptance => commission::dress(self, &mut bar),
        }
        bar
    }

    /// A button of the bar was pressed. While the office is busy with this visitor nothing is asked twice.
    pub fn pressed(&mut self, pressed: Pressed) {
        if !self.visit.pending.is_empty() {
            return;
        }
        let step = self.step();
        match pressed {
            Pressed::Back => {
                let at = IntakeStep::ALL.iter().position(|one| *one == step).unwrap_or(0);
                self.save();
                self.go(IntakeStep::ALL[at.saturating_sub(1)]);
            }
            Pressed::Quiet(at) => self.quiet(step, at),
            Pressed::Danger => commission::refuse(self),
            Pressed::Primary => match step {
                IntakeStep::Reception => reception::next(self),
                IntakeStep::Notice if self.is_joint() => joint_letter::next(self),
                IntakeStep::Notice => risk_notice::next(self),
                IntakeStep::Materials => material::next(self),
                IntakeStep::Review => review::next(self),
                IntakeStep::Acceptance => commission::next(self),
            },
            Pressed::Solve(_) | Pressed::Rules => {}
        }
    }

    fn quiet(&mut self, step: IntakeStep, at: usize) {
        match (step, at) {
            (IntakeStep::Reception, 0) => reception::keep(self),
            (IntakeStep::Reception, _) => self.visit.is_leaving = true,
            (IntakeStep::Notice, _) if self.is_joint() => self.sheet(FormNo::F02),
            (IntakeStep::Notice, _) => self.sheet(FormNo::F03),
            (IntakeStep::Materials, _) => self.sheet(FormNo::F04),
            (IntakeStep::Review, _) => self.sheet(FormNo::F05),
            (IntakeStep::Acceptance, at) => self.sheet(commission::sheet(self, at)),
        }
    }

    /// Previews a sheet of this case.
    pub fn sheet(&mut self, form: FormNo) {
        if let Some(case) = self.visit.who.case() {
            self.save();
            self.cx.go(Route::Sheet(SheetRef::of_case(form, case, None)));
        }
    }

    /// Goes where the n-th missing thing is put right.
    pub fn solve(&mut self, ctx: &Context, list: &[Missing], at: usize) {
        self.visit.tried = Some(self.step());
        if let Some(missing) = list.get(at) {
            self.take_way(ctx, missing.way);
        }
    }

    /// Goes to a field of this step, or elsewhere.
    pub fn take_way(&mut self, ctx: &Context, way: Way) {
        match way {
            Way::Field(field) => {
                if let Some(id) = self.visit.anchors.get(field) {
                    flow::focus(ctx, *id);
                }
            }
            Way::Nobody => {}
            Way::Place(place) => {
                if let Some(case) = self.visit.who.case() {
                    self.save();
                    self.cx.go_place(place, case);
                }
            }
        }
    }

    /// The card of a rule, as it judges what is typed.
    pub fn rule_card(&self, rule: &str) -> Option<RuleCard> {
        self.findings.of(rule).map(side::card)
    }

    /// Where a rule that is breached sends one.
    pub fn way_of(&self, rule: &str) -> Option<Way> {
        Missing::of(self.findings.of(rule)?, &[], true).map(|missing| missing.way)
    }
}

fn print(word: &str) -> Quiet {
    Quiet::new(word).icon(icon::PRINT).key("F7", Modifiers::NONE, Key::F7)
}

/// The step a case waits at.
pub fn reached(view: &CaseView) -> IntakeStep {
    match view.file.state {
        CaseState::Booked => IntakeStep::Reception,
        CaseState::Received => {
            let untold = view
                .findings(Step::BeginReview)
                .stopping()
                .any(|finding| matches!(finding.way_out.go, Place::RiskNotice | Place::JointLetter));
            if untold { IntakeStep::Notice } else { IntakeStep::Materials }
        }
        CaseState::Reviewing if view.file.review().is_some_and(|review| review.is_complete()) => {
            IntakeStep::Acceptance
        }
        CaseState::Reviewing | CaseState::Supplementing => IntakeStep::Review,
        _ => IntakeStep::Acceptance,
    }
}

/// Step two is one of two sheets, or none at all.
pub fn notice_ui(ui: &mut Ui, counter: &mut Counter<'_, '_>) {
    if counter.is_joint() {
        joint_letter::ui(ui, counter);
    } else {
        risk_notice::ui(ui, counter);
    }
}

/// 「12月3日（周四）」.
pub fn short_day(day: Day) -> String {
    let weekday = crate::domain::date_words::weekday_name(day.weekday());
    format!("{}月{}日（{weekday}）", day.month(), day.day_of_month())
}

/// 「11-24」.
pub fn month_day(day: Day) -> String {
    format!("{:02}-{:02}", day.month(), day.day_of_month())
}
