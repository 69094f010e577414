//! 登记预约… (F-33): who asks for a time, by which way, about what. Any page can open it.

use crate::domain::audit::Operation;
use crate::domain::booking::Booking;
use crate::domain::moment::Day;
use crate::domain::moment::Moment;
use crate::domain::reception::Channel;
use crate::domain::secret::PersonName;
use crate::domain::secret::Phone;
use crate::services::booking;
use crate::services::request::Action;
use crate::services::request::Outcome;
use crate::ui::almanac::with_almanac;
use crate::ui::components::button::Button;
use crate::ui::components::checkbox::Checkbox;
use crate::ui::components::date_field::DateField;
use crate::ui::components::field::Field;
use crate::ui::components::finding::FindingLine;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::id_number::phone;
use crate::ui::components::modal::Modal;
use crate::ui::components::segmented::Segmented;
use crate::ui::components::why_panel::Why;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::law;
use crate::ui::pages::Route;
use chrono::NaiveDate;
use egui::Context;
use egui::Ui;

/// The dialog and what was typed into it.
#[derive(Default)]
pub struct NewBooking {
    is_open: bool,
    channel: Option<Channel>,
    contact: String,
    phone: String,
    matter: String,
    cover: String,
    on: Option<NaiveDate>,
    hour: String,
    to_bring: String,
    told_suishenban: bool,
    asked: Option<Ticket>,
}

/// Ways a booking comes by; who stands at the desk is received at once.
const CHANNELS: [Channel; 5] =
    [Channel::Phone, Channel::Suishenban, Channel::Hotline12348, Channel::Community, Channel::WalkIn];

impl NewBooking {
    /// Opens it; what was typed before stays.
    pub fn open(&mut self) {
        self.is_open = true;
    }

    /// Draws it, when it is open.
    pub fn ui(&mut self, ctx: &Context, cx: &mut PageCx<'_>) {
        if let Some(Ok(Outcome::Done { case: Some(case), .. })) = cx.take_if(&mut self.asked) {
            *self = Self::default();
            cx.go(Route::Case(case));
        }
        if !self.is_open {
            return;
        }
        let why = law::not_yours(cx.user(), Operation::Book).or_else(|| self.why());
        let output = Modal::new("登记预约").words("到访那天才算收到委托").show(
            ctx,
            |ui| self.body(ui, cx.now),
            |ui| {
                let done = Button::primary("登记").why(why.as_ref()).ui(ui).clicked();
                (done, Button::secondary("取消").ui(ui).clicked())
            },
        );
        let (pressed, cancel) = output.foot;
        if (pressed || output.finished)
            && why.is_none()
            && let Some(booking) = self.booking()
        {
            let request = booking::Request::Book { booking: Box::new(booking) };
            self.asked = Some(cx.act(Action::Booking(request)));
            self.is_open = false;
        }
        if output.closed || cancel {
            self.is_open = false;
        }
    }

    fn body(&mut self, ui: &mut Ui, now: Moment) {
        let channels = CHANNELS.map(|channel| (channel, channel.label()));
        Segmented::new("怎么来约的", &mut self.channel, &channels).required().ui(ui);
        let hour_finding = self.hour_finding();
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(6, |ui| {
                    Field::new("预约人", &mut self.contact).required().ui(ui);
                });
                row.cell(6, |ui| {
                    phone("电话", &mut self.phone).required().ui(ui);
                });
            });
            grid.row(|row| {
                row.cell(8, |ui| {
                    Field::new("拟鉴定事项", &mut self.matter).required().ui(ui);
                });
                row.cell(4, |ui| {
                    Field::new("险种", &mut self.cover).ui(ui);
                });
            });
            grid.row(|row| {
                row.cell(7, |ui| {
                    with_almanac(now.day(), |almanac| {
                        DateField::new("想哪天来", &mut self.on, almanac).future().ui(ui);
                    });
                });
                row.cell(5, |ui| {
                    Field::new("几点", &mut self.hour).hint("如 0930").finding(hour_finding.as_ref()).ui(ui);
                });
            });
        });
        Field::new("提示带来的材料", &mut self.to_bring).hint("身份证、病历、影像，用顿号隔开").ui(ui);
        if matches!(self.channel, Some(Channel::Phone | Channel::WalkIn)) {
            Checkbox::new("已告诉来人可以用随申办预约（上海）", &mut self.told_suishenban).ui(ui);
        }
    }

    fn hour_finding(&self) -> Option<FindingLine> {
        let is_wrong = !self.hour.trim().is_empty() && hour_minute(&self.hour).is_none();
        is_wrong.then(|| FindingLine::mistake("写成 0930 或 9:30"))
    }

    fn booking(&self) -> Option<Booking> {
        let (hour, minute) = hour_minute(&self.hour).unwrap_or((9, 0));
        let names = self.to_bring.split('、').map(str::trim).filter(|name| !name.is_empty());
        Some(Booking {
            channel: self.channel?,
            contact: PersonName::new(self.contact.trim()),
            phone: Phone::new(self.phone.trim()),
            matter: self.matter.trim().to_owned(),
            cover: self.cover.trim().to_owned(),
            wanted_at: self.on.and_then(|on| Moment::at(Day::from_date(on), hour, minute, 0)),
            to_bring: names.map(str::to_owned).collect(),
            told_suishenban: self.told_suishenban,
            answer: None,
        })
    }

    fn why(&self) -> Option<Why> {
        let title = "现在还不能登记";
        let Some(booking) = self.booking() else {
            return Some(law::plain_why(title, "还没有选怎么来约的", "渠道要如实记"));
        };
        let missing = booking.missing();
        if !missing.is_empty() {
            let fact = format!("还缺{}", missing.join("、"));
            return Some(law::plain_why(title, &fact, "答复预约时要找得到人"));
        }
        self.hour_finding().map(|_| law::plain_why(title, "几点没有写对", "写成 0930 或 9:30"))
    }
}

/// 「0930」, 「9:30」 → hour and minute, as the appointment reads them.
fn hour_minute(text: &str) -> Option<(u32, u32)> {
    crate::ui::pages::case::hour_minute(text)
}
