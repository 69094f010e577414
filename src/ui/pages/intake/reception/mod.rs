//! 接待: one scroll of cards in the order of F-01. The first save opens the case; later ones keep versions.

mod guardians;
mod insurers;
mod matter;
mod parties;
mod people;
mod terms;

use crate::domain::case::CaseState;
use crate::domain::date_words::Lean;
use crate::domain::ids::InsurerId;
use crate::domain::reception::ClientKind;
use crate::domain::reception::CommissionMode;
use crate::domain::rules::Findings;
use crate::domain::step::Place;
use crate::domain::step::Step;
use crate::services::reception as desk;
use crate::services::request::Action;
use crate::ui::components::field::Field;
use crate::ui::components::form_grid::Card;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::segmented::Segmented;
use crate::ui::pages::IntakeStep;
use crate::ui::pages::intake::ask;
use crate::ui::pages::intake::ask::Choice;
use crate::ui::pages::intake::ask::DayLook;
use crate::ui::pages::intake::counter::Counter;
use crate::ui::pages::intake::missing::Missing;
use crate::ui::pages::intake::missing::add_stopping;
use crate::ui::pages::intake::visit::Then;
use crate::ui::pages::intake::visit::Visit;
use crate::ui::theme::Width;
use egui::Frame;
use egui::Margin;
use egui::Rect;
use egui::Ui;

pub use matter::INSURANCE;
pub use parties::blank as blank_client;

/// Between two cards.
const GAP: f32 = 12.0;

/// 委托方式 as the desk says it.
const MODES: [(CommissionMode, &str); 4] = [
    (CommissionMode::UnilateralParty, "当事人单方"),
    (CommissionMode::Joint, "共同委托"),
    (CommissionMode::UnilateralInsurer, "保险机构单方"),
    (CommissionMode::Authority, "办案机关"),
];

/// The sheet.
pub fn ui(ui: &mut Ui, counter: &mut Counter<'_, '_>) {
    let margin = if counter.cx.width == Width::Narrow { 8 } else { 24 };
    let frame = Frame::NONE.inner_margin(Margin::symmetric(margin, 12));
    frame.show(ui, |ui| {
        let cards: [fn(&mut Ui, &mut Counter<'_, '_>); 6] = [
            visit_card,
            parties::clients_card,
            parties::subject_cards,
            parties::others_card,
            matter::cards,
            terms::card,
        ];
        let mut places = Vec::new();
        for card in cards {
            let top = ui.cursor().top();
            card(ui, counter);
            let rect = Rect::from_x_y_ranges(ui.max_rect().x_range(), top..=ui.cursor().top());
            places.push(rect);
            ui.add_space(GAP - ui.spacing().item_spacing.y);
        }
        save_on_leaving(ui, counter, &places);
    });
}

/// A group of fields was left: the case keeps a version.
fn save_on_leaving(ui: &Ui, counter: &mut Counter<'_, '_>, places: &[Rect]) {
    let focused = ui.memory(|memory| memory.focused()).and_then(|id| ui.ctx().read_response(id));
    let Some(focused) = focused else { return };
    let group = places.iter().position(|place| place.contains(focused.rect.center()));
    if group.is_some() && counter.visit.group != group {
        let former = std::mem::replace(&mut counter.visit.group, group);
        if former.is_some() && counter.visit.pending.is_empty() {
            counter.save();
        }
    }
}

/// When, how, where, in which way.
fn visit_card(ui: &mut Ui, counter: &mut Counter<'_, '_>) {
    let today = counter.today();
    let premises = counter.house.premises();
    let received = counter.on_field("received_on");
    let place = counter.on_field("premises");
    let mode = counter.on_field("mode");
    let mut ids = Vec::new();
    let draft = &mut counter.visit.draft;
    let before = draft.intake.mode;
    Card::new("接待").aside("按委托书的次序填，Enter 往下走").show(ui, |ui| {
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(3, |ui| {
                    let look = DayLook { lean: Lean::Past, required: true, finding: received.as_ref() };
                    let output = ask::day(ui, "收到委托日", &mut draft.intake.received_on, today, look);
                    ids.push(("received_on", output.response.id));
                });
                row.cell(3, |ui| {
                    let answers = crate::domain::reception::Channel::ALL.map(|one| (one, one.label()));
                    let mut channel = Some(draft.intake.channel);
                    ask::choice(ui, "怎么来的", &mut channel, &answers, Choice::default());
                    draft.intake.channel = channel.unwrap_or(draft.intake.channel);
                });
                row.cell(6, |ui| ids.push(("premises", premises_ui(ui, draft, &premises, place.as_ref()))));
            });
            grid.row(|row| {
                row.cell(12, |ui| {
                    let response = Segmented::new("委托方式", &mut draft.intake.mode, &MODES)
                        .required()
                        .finding(mode.as_ref())
                        .ui(ui);
                    ids.push(("mode", response.id));
                });
            });
        });
    });
    if counter.visit.draft.intake.mode != before {
        parties::shape(counter.visit, counter.cx.now);
    }
    for (field, id) in ids {
        counter.anchor(field, id);
    }
}

/// One licensed place is a fact; several are a choice.
fn premises_ui(
    ui: &mut Ui,
    draft: &mut crate::ui::pages::intake::visit::Draft,
    premises: &[String],
    finding: Option<&crate::ui::components::finding::FindingLine>,
) -> egui::Id {
    let text = &mut draft.intake.premises;
    if let [only] = premises
        && only == text
    {
        let why = "登记的执业场所只有这一处";
        return Field::new("接待地点", text).locked(Some(why)).ui(ui).response.id;
    }
    let places: Vec<(usize, &str)> = premises.iter().map(String::as_str).enumerate().collect();
    let mut chosen = premises.iter().position(|place| place == text);
    let look = Choice { required: true, hint: "选登记的执业场所", ..Choice::default() };
    let (output, _) = ask::choice(ui, "接待地点", &mut chosen, &places, look);
    if let Some(place) = chosen.and_then(|at| premises.get(at)) {
        text.clone_from(place);
    }
    if let Some(finding) = finding {
        crate::ui::components::finding::finding_line(ui, finding);
    }
    output.response.id
}

/// What the sheet needs by itself, what the law wants before it is handed in, and what it wants later.
pub fn missing(counter: &Counter<'_, '_>) -> Vec<Missing> {
    let draft = &counter.visit.draft;
    let intake = &draft.intake;
    let mut list = Vec::new();
    if intake.mode.is_none() {
        list.push(Missing::field("委托方式还没有选", "单方、共同，手续不一样", "mode"));
    }
    for client in &intake.clients {
        if client.called().trim().is_empty() {
            list.push(Missing::field("委托人姓名还没有写", "写证件上的姓名或机构全称", "client_name"));
        } else if !draft.kinds_chosen.contains(&client.person.id) {
            list.push(Missing::field("委托人是谁还没有选", "受害人、被保险人、投保人 …", "client_kind"));
        }
    }
    if parties::asks_self(intake) && draft.is_self.is_none() {
        list.push(Missing::field("被鉴定人是谁还没有答", "按 1 就是委托人本人", "is_self"));
    } else if intake.subject.name.is_empty() && draft.is_self != Some(true) {
        list.push(Missing::field("被鉴定人姓名还没有写", "写证件上的姓名", "subject_name"));
    }
    if !counter.may(crate::domain::audit::Operation::SaveIntake) {
        list.push(Missing::role("接待由前台或负责人登记", "请前台登录后再存"));
    }
    if counter.state() == CaseState::Booked {
        add_stopping(&mut list, &counter.guarding(Step::Receive), &[Place::Reception], true);
    }
    let later = |findings: Findings| {
        Findings::new(findings.stopping().filter(|f| f.way_out.go == Place::Reception).cloned().collect())
    };
    add_stopping(&mut list, &later(counter.guarding(Step::BeginReview)), &[Place::Reception], false);
    if guardians::needs_guardian(intake, counter.today()) && intake.guardians.is_empty() {
        list.push(
            Missing::field("监护人、近亲属还没有登记", "检查时要到场见证，不到场不得开展", "guardian")
                .later(),
        );
    }
    list
}

/// Hands the sheet in as it is and stays.
pub fn keep(counter: &mut Counter<'_, '_>) {
    if counter.visit.who.case().is_some() {
        counter.save();
    } else if !counter.visit.name().is_empty() && counter.visit.name() != "新来访" {
        open(counter, false);
    } else {
        counter.visit.tried = Some(IntakeStep::Reception);
    }
}

/// Hands the sheet in, completes the reception and goes on.
pub fn next(counter: &mut Counter<'_, '_>) {
    counter.visit.tried = Some(IntakeStep::Reception);
    let Some(case) = counter.visit.who.case() else {
        open(counter, true);
        return;
    };
    counter.save();
    if counter.state() == CaseState::Booked {
        let reasons = counter.visit.draft.reasons.clone();
        let request = desk::Request::Receive { case, reasons };
        counter.ask(Action::Reception(request), Then::Go(IntakeStep::Notice));
    } else {
        counter.go(IntakeStep::Notice);
    }
}

fn open(counter: &mut Counter<'_, '_>, go_on: bool) {
    let intake = Box::new(counter.visit.draft.intake.clone());
    counter.ask(Action::Reception(desk::Request::Open { intake }), Then::Opened { go_on });
}

/// The insurer that was registered on the spot is in the directory now.
pub fn insurer_registered(visit: &mut Visit, insurer: InsurerId, at: usize) {
    let intake = &mut visit.draft.intake;
    let name = intake.insurers.get(at).map(|row| row.name.clone()).unwrap_or_default();
    if let Some(client) = intake.clients.iter_mut().find(|client| {
        client.kind == ClientKind::Insurer && client.insurer.is_none() && client.organisation == name
    }) {
        client.insurer = Some(insurer);
    }
}
