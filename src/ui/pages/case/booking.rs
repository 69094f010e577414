//! 答复预约… (F-33): what was booked, what is answered, and the moment the visitor stands at the desk.

use crate::domain::audit::Operation;
use crate::domain::booking::Booking;
use crate::domain::sheet::FormNo;
use crate::domain::sheet::SheetRef;
use crate::services::booking;
use crate::services::case_view::CaseView;
use crate::services::request::Action;
use crate::services::request::Outcome;
use crate::ui::components::button::Button;
use crate::ui::components::field::Field;
use crate::ui::components::modal::Modal;
use crate::ui::components::words::fact;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::law;
use crate::ui::pages::IntakeStep;
use crate::ui::pages::Route;
use egui::Context;

/// The dialog and what was typed into it.
#[derive(Default)]
pub struct BookingDialog {
    is_open: bool,
    said: String,
    answered: Option<Ticket>,
    arrived: Option<Ticket>,
}

impl BookingDialog {
    /// Opens it; what was typed before stays.
    pub fn open(&mut self) {
        self.is_open = true;
    }

    /// Draws it, when it is open.
    pub fn ui(&mut self, ctx: &Context, view: &CaseView, cx: &mut PageCx<'_>) {
        if let Some(Ok(Outcome::Done { .. })) = cx.take_if(&mut self.answered) {
            *self = Self::default();
        }
        if let Some(Ok(Outcome::Done { .. })) = cx.take_if(&mut self.arrived) {
            *self = Self::default();
            cx.go(Route::Intake { case: Some(view.file.id), step: IntakeStep::Reception });
        }
        let row = view.file.latest(&view.file.bookings);
        let Some(booking) = row.map(|row| &row.body).filter(|_| self.is_open) else { return };
        let not_yours = law::not_yours(cx.user(), Operation::Book);
        let answer_why = not_yours.clone().or_else(|| {
            let is_empty = self.said.trim().is_empty();
            is_empty.then(|| {
                law::plain_why("现在还不能记答复", "还没有写怎么答复的", "写明约的时间，或为什么不能来")
            })
        });
        let arrive_why = law::not_yours(cx.user(), Operation::SaveIntake);
        let output = Modal::new("预约").words("到访那天才算收到委托").show(
            ctx,
            |ui| {
                facts_ui(ui, booking);
                match &booking.answer {
                    Some(answer) => {
                        let when = format!("{}，{}记", answer.at.worded(), answer.by.as_str());
                        fact(ui, "已答复", &format!("{}（{when}）", answer.said));
                    }
                    None => {
                        Field::new("答复", &mut self.said).rows(2).hint("约在什么时间，请带什么材料").ui(ui);
                    }
                }
            },
            |ui| {
                let arrive = Button::secondary("到访，转接待");
                if booking.answer.is_some() {
                    let arrive = Button::primary("到访，转接待").why(arrive_why.as_ref()).ui(ui).clicked();
                    let print = Button::quiet("打印登记单").ui(ui).clicked();
                    return (false, arrive, print, Button::secondary("取消").ui(ui).clicked());
                }
                let answer = Button::primary("记下答复").why(answer_why.as_ref()).ui(ui).clicked();
                let arrive = arrive.why(arrive_why.as_ref()).ui(ui).clicked();
                let print = Button::quiet("打印登记单").ui(ui).clicked();
                (answer, arrive, print, Button::secondary("取消").ui(ui).clicked())
            },
        );
        let (answer, arrive, print, cancel) = output.foot;
        let case = view.file.id;
        if (answer || output.finished) && booking.answer.is_none() && answer_why.is_none() {
            let said = self.said.trim().to_owned();
            self.answered = Some(cx.act(Action::Booking(booking::Request::Answer { case, said })));
        }
        if arrive {
            self.arrived = Some(cx.act(Action::Booking(booking::Request::Arrive { case })));
        }
        if print {
            cx.go(Route::Sheet(SheetRef::of_case(FormNo::F33, case, None)));
        }
        if output.closed || cancel || print {
            self.is_open = false;
        }
    }
}

fn facts_ui(ui: &mut egui::Ui, booking: &Booking) {
    fact(ui, "预约人", &format!("{}　{}", booking.contact.as_str(), booking.phone.as_str()));
    fact(ui, "渠道", booking.channel.label());
    fact(ui, "拟鉴定事项", &booking.matter);
    let wanted = booking.wanted_at.map_or_else(|| "没有说".to_owned(), |at| at.worded());
    fact(ui, "拟到时间", &wanted);
    if !booking.to_bring.is_empty() {
        fact(ui, "提示带来", &booking.to_bring.join("、"));
    }
}
