//! 导入工作日历…: chooses the file of a year and says what the program reckons with. Any page can open it.

use crate::domain::audit::Operation;
use crate::domain::calendar::WorkCalendar;
use crate::services::calendar;
use crate::services::request::Action;
use crate::services::request::Outcome;
use crate::ui::components::button::Button;
use crate::ui::components::modal::Modal;
use crate::ui::components::words::fact;
use crate::ui::components::words::words;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::PickFor;
use crate::ui::desk::cx::Ticket;
use crate::ui::law;
use egui::Context;

const FILE: PickFor = PickFor("work calendar");

/// The dialog.
#[derive(Default)]
pub struct CalendarImport {
    is_open: bool,
    asked: Option<Ticket>,
}

impl CalendarImport {
    /// Opens it.
    pub fn open(&mut self) {
        self.is_open = true;
    }

    /// Draws it, when it is open. What is wrong with a file, and in which line, the frame says.
    pub fn ui(&mut self, ctx: &Context, calendar: &WorkCalendar, cx: &mut PageCx<'_>) {
        if let Some(Ok(Outcome::Done { .. })) = cx.take_if(&mut self.asked) {
            self.is_open = false;
        }
        if let Some(from) = cx.take_picked(FILE).and_then(|paths| paths.into_iter().next()) {
            self.asked = Some(cx.act(Action::Calendar(calendar::Request::Import { from })));
        }
        if !self.is_open {
            return;
        }
        let why = law::not_yours(cx.user(), Operation::ImportCalendar);
        let output = Modal::new("工作日历").words("国务院办公厅每年公布一次").show(
            ctx,
            |ui| {
                for (year, source) in calendar.published_years() {
                    fact(ui, &format!("{year} 年"), source);
                }
                words(
                    ui,
                    "没有安排的年份按周末推算，并写明「日历未发布，仅供参考」。文件的写法和 2026 年的一样",
                );
            },
            |ui| {
                let pick = Button::primary("选文件…").why(why.as_ref()).ui(ui).clicked();
                (pick, Button::secondary("关闭").ui(ui).clicked())
            },
        );
        let (pick, close) = output.foot;
        if pick {
            cx.pick_file(FILE);
        }
        if output.closed || close {
            self.is_open = false;
        }
    }
}
