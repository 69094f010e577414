//! The question about recusal, person by person, and the director's decision on an application (GZ-21).

use super::section;
use crate::domain::audit::Operation;
use crate::domain::check_in::Attendee;
use crate::domain::commission::Decision;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::UserId;
use crate::domain::licence_showing::RecusalAnswer;
use crate::domain::licence_showing::RecusalInquiry;
use crate::domain::schedule::StatutoryNeed;
use crate::domain::step::Place;
use crate::services::case_view::CaseView;
use crate::services::case_view::PresentRow;
use crate::services::commission;
use crate::services::licence_showing;
use crate::services::request::Action;
use crate::services::request::Reasons;
use crate::ui::components::button::Button;
use crate::ui::components::field::Field;
use crate::ui::components::modal::Modal;
use crate::ui::components::option::Options;
use crate::ui::components::paint;
use crate::ui::components::segmented::Segmented;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::law::plain_why;
use crate::ui::pages::check_in;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use egui::Rect;
use egui::Sense;
use egui::Ui;
use egui::UiBuilder;
use egui::vec2;

/// What is being asked or decided.
#[derive(Default)]
pub struct RecusalDesk {
    question: Option<Question>,
    sent: Option<Ticket>,
    /// Somebody is asked again although an answer is on record.
    again: Option<EvidenceId>,
}

enum Question {
    Applies { asked: EvidenceId, name: String, against: Option<UserId>, ground: String },
    Decides { inquiry: EvidenceId, granted: bool, words: String, reason: String },
}

impl RecusalDesk {
    /// Everybody present who is not of the staff, with the answer on record.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>, view: &CaseView) {
        if let Some(answer) = cx.take_if(&mut self.sent)
            && answer.is_ok()
        {
            self.question = None;
            self.again = None;
        }
        let people: Vec<&PresentRow> = check_in::present(view)
            .into_iter()
            .filter(|row| row.left_at.is_none() && row.row.body.attendee.person().is_some())
            .collect();
        section(ui, "回避询问", "先告知可以申请回避，由机构决定，再逐人问", |ui| {
            for row in &people {
                self.person_ui(ui, cx, view, row);
            }
            for inquiry in view.file.current(&view.file.recusals) {
                if let RecusalAnswer::Applies { against, ground } = &inquiry.body.answer {
                    self.application_ui(ui, cx, view, inquiry, *against, ground);
                }
            }
        });
        self.question_ui(ui, cx, view);
    }

    fn person_ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>, view: &CaseView, row: &PresentRow) {
        let c = colors();
        let attendee = &row.row.body.attendee;
        let name = attendee.name().as_str();
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 48.0), Sense::hover());
        let upper = rect.with_max_y(rect.top() + 24.0);
        paint::put_left(ui.painter(), upper, &paint::name(ui, Type::Body, c.ink, name));
        let mut role = check_in::role_words(view, attendee);
        let must = must_be_asked(view, attendee);
        if !must {
            role.push_str("，不必问");
        }
        let lower = rect.with_min_y(upper.bottom());
        paint::put_left(ui.painter(), lower, &paint::line(ui, Type::Note, c.ink2, role));
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        let mut child = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout).id_salt(("asked", name)));
        let answered = answer_of(view, row.row.id).filter(|_| self.again != Some(row.row.id));
        if let Some(inquiry) = answered {
            let spoken = format!("{name} 重新询问");
            if Button::quiet("重新询问").name(&spoken).ui(&mut child).clicked() {
                self.again = Some(row.row.id);
            }
            let (mark, color, words) = match inquiry.body.answer {
                RecusalAnswer::NoApplication => (icon::DONE, c.green, "不申请回避"),
                RecusalAnswer::Applies { .. } => (icon::PENDING, c.amber, "申请回避"),
            };
            let words = format!("{} {words}", inquiry.at.hour_minute_text());
            let galley = paint::line(ui, Type::Body, color, words);
            let place = Rect::from_min_max(
                egui::pos2(child.min_rect().left() - galley.size().x - 36.0, rect.top()),
                egui::pos2(child.min_rect().left() - 8.0, rect.bottom()),
            );
            let rest = paint::icon_left(ui.painter(), place, 20.0, 6.0, mark, color);
            paint::put_left(ui.painter(), rest, &galley);
            return;
        }
        let question = format!("{name} 是否申请回避");
        let mut answer: Option<bool> = None;
        let why = not_an_appraiser(cx);
        let locked = why.then_some("由鉴定人问");
        Segmented::new(&question, &mut answer, &[(false, "不申请"), (true, "申请…")])
            .bare()
            .locked(locked)
            .ui(&mut child);
        match answer {
            Some(false) => self.ask(cx, view, row.row.id, RecusalAnswer::NoApplication),
            Some(true) => {
                self.question = Some(Question::Applies {
                    asked: row.row.id,
                    name: name.to_owned(),
                    against: None,
                    ground: String::new(),
                });
            }
            None => {}
        }
    }

    fn ask(&mut self, cx: &mut PageCx<'_>, view: &CaseView, asked: EvidenceId, answer: RecusalAnswer) {
        let request = licence_showing::Request::Ask { case: view.file.id, asked, answer };
        self.sent = Some(cx.act(Action::LicenceShowing(request)));
    }

    /// An application with its decision, or the director's two buttons.
    fn application_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut PageCx<'_>,
        view: &CaseView,
        inquiry: &Recorded<RecusalInquiry>,
        against: UserId,
        ground: &str,
    ) {
        let c = colors();
        let whom = view.member(against).map_or("一名工作人员", |member| member.name.as_str());
        let words = format!("{}申请{whom}回避，理由　{ground}", inquiry.body.name.as_str());
        let galley = paint::wrapped(ui, Type::Body, c.ink, words.clone(), ui.available_width() - 24.0);
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y + 16.0), Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &words));
        ui.painter().rect_filled(rect, 4.0, c.amber_t);
        ui.painter().galley(rect.min + vec2(12.0, 8.0), galley, c.ink);
        let decided = view.file.current(&view.file.decisions).filter_map(|row| match &row.body {
            Decision::Recusal { inquiry: asked, granted, reason } if *asked == inquiry.id => {
                Some((row.at, *granted, reason.clone()))
            }
            _ => None,
        });
        ui.horizontal(|ui| match decided.last() {
            Some((at, granted, reason)) => {
                let word = if granted { "准予回避" } else { "不予回避" };
                let words = format!("{} {word}，{reason}", at.hour_minute_text());
                ui.label(crate::ui::theme::rich(Type::Body, words));
                let is_assigned = view.file.assignment().is_some_and(|assigned| {
                    assigned.appraisers.contains(&against) || assigned.assistants.contains(&against)
                });
                if granted && is_assigned && Button::secondary("去换人").ui(ui).clicked() {
                    cx.go_place(Place::Assignment, view.file.id);
                }
            }
            None => {
                let user = cx.views.session.as_ref().and_then(|session| session.user.as_ref());
                let may = user.is_some_and(|user| user.may(Operation::DecideRecusal));
                let why =
                    (!may).then(|| plain_why("现在还不能决定", "回避由负责人决定", "请负责人登录以后来办"));
                for (granted, word) in [(true, "准予回避…"), (false, "不予回避…")] {
                    if Button::secondary(word).why(why.as_ref()).ui(ui).clicked() {
                        let (inquiry, words) = (inquiry.id, words.clone());
                        self.question =
                            Some(Question::Decides { inquiry, granted, words, reason: String::new() });
                    }
                }
            }
        });
    }

    fn question_ui(&mut self, ui: &Ui, cx: &mut PageCx<'_>, view: &CaseView) {
        match &mut self.question {
            None => {}
            Some(Question::Applies { asked, name, against, ground }) => {
                let assigned: Vec<(UserId, String)> = view
                    .file
                    .assignment()
                    .map(|assigned| {
                        assigned.appraisers.iter().chain(&assigned.assistants).copied().collect::<Vec<_>>()
                    })
                    .unwrap_or_default()
                    .into_iter()
                    .filter_map(|id| Some((id, view.member(id)?.name.as_str().to_owned())))
                    .collect();
                let answers: Vec<(UserId, &str)> =
                    assigned.iter().map(|(id, name)| (*id, name.as_str())).collect();
                let why = (against.is_none() || ground.trim().is_empty())
                    .then(|| plain_why("还不能记", "申请谁回避、理由", "照本人说的记，由负责人决定"));
                let output = Modal::new(&format!("{name}申请回避")).words("由负责人决定").show(
                    ui.ctx(),
                    |ui| {
                        Options::new("申请谁回避", against, &answers).ui(ui);
                        Field::new("理由", ground).required().rows(2).ui(ui);
                    },
                    |ui| Button::primary("记下申请").why(why.as_ref()).ui(ui).clicked(),
                );
                let said = (output.foot || output.finished) && why.is_none();
                let handed_in = (*asked, *against, ground.trim().to_owned());
                if output.closed {
                    self.question = None;
                }
                if let (true, (asked, Some(against), ground)) = (said, handed_in) {
                    self.ask(cx, view, asked, RecusalAnswer::Applies { against, ground });
                }
            }
            Some(Question::Decides { inquiry, granted, words, reason }) => {
                let title = if *granted { "准予回避" } else { "不予回避" };
                let why = reason
                    .trim()
                    .is_empty()
                    .then(|| plain_why("还不能决定", "理由", "决定要写明理由，书面告知申请人"));
                let output = Modal::new(title).words("决定随 F-08 存卷").show(
                    ui.ctx(),
                    |ui| {
                        ui.label(crate::ui::theme::rich(Type::Body, words.as_str()));
                        Field::new("决定理由", reason).required().rows(2).ui(ui);
                    },
                    |ui| Button::primary(title).why(why.as_ref()).ui(ui).clicked(),
                );
                let said = (output.foot || output.finished) && why.is_none();
                let decision = Decision::Recusal {
                    inquiry: *inquiry,
                    granted: *granted,
                    reason: reason.trim().to_owned(),
                };
                if output.closed {
                    self.question = None;
                }
                if said {
                    let case = view.file.id;
                    let request = commission::Request::Decide { case, decision, reasons: Reasons::new() };
                    self.sent = Some(cx.act(Action::Commission(request)));
                }
            }
        }
    }
}

fn not_an_appraiser(cx: &PageCx<'_>) -> bool {
    let user = cx.views.session.as_ref().and_then(|session| session.user.as_ref());
    !user.is_some_and(|user| user.may(Operation::AskRecusal))
}

/// Parties are asked; who has no full capacity is not, the guardian is.
fn must_be_asked(view: &CaseView, who: &Attendee) -> bool {
    match who {
        Attendee::Subject(_) => view.statutory_need != Some(StatutoryNeed::NoFullCapacity),
        Attendee::Client(_) | Attendee::Agent(_) | Attendee::Statutory(_) => true,
        Attendee::Companion(_)
        | Attendee::Insurer(_)
        | Attendee::Appraiser { .. }
        | Attendee::Assistant { .. } => false,
    }
}

/// The answer to an arrival or to an earlier version of it.
fn answer_of(view: &CaseView, arrival: EvidenceId) -> Option<&Recorded<RecusalInquiry>> {
    let file = &view.file;
    let mut version = Some(arrival);
    while let Some(id) = version {
        if let Some(row) = file.current(&file.recusals).filter(|row| row.body.asked == id).last() {
            return Some(row);
        }
        let row = file.attendances.iter().find(|row| row.id == id);
        version = row.and_then(|row| row.supersedes.as_ref()).map(|correction| correction.id);
    }
    None
}
