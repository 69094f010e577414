//! 例外清单: a month's passed warnings, read by the director and signed (requirements §8.2).

use crate::domain::audit::Operation;
use crate::services::exception;
use crate::services::exception::Month;
use crate::services::registers::View;
use crate::services::request::Action;
use crate::services::request::Outcome;
use crate::ui::components::button::Button;
use crate::ui::components::chip::Tone;
use crate::ui::components::entry_list::Entry;
use crate::ui::components::field::Field;
use crate::ui::components::modal::Modal;
use crate::ui::components::words::fact;
use crate::ui::components::words::words;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::law::plain_why;
use crate::ui::pages::registers::pane;
use egui::Ui;

/// The pane and what was typed into it.
#[derive(Default)]
pub(super) struct ExceptionPane {
    /// The month whose signing is open, and the remark.
    signing: Option<(String, String)>,
    asked: Option<Ticket>,
}

impl ExceptionPane {
    /// Takes the answer; nothing here is ever new.
    pub(super) fn learn(&mut self, cx: &mut PageCx<'_>) -> bool {
        if let Some(Ok(Outcome::Done { .. })) = cx.take_if(&mut self.asked) {
            self.signing = None;
        }
        false
    }

    /// Draws a month.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        rect: egui::Rect,
        view: &View,
        key: &str,
        cx: &mut PageCx<'_>,
    ) -> bool {
        let Some(month) = view.months.iter().find(|month| key_of(month) == key) else { return true };
        let me = cx.views.session.as_ref().and_then(|session| session.user.clone());
        let why = if let Some(signed) = &month.signed {
            Some(("这个月已经签过", signed.signed_by.as_str().to_owned()))
        } else if !month.is_over {
            Some(("这个月还没有过完", "过完再签，签了就不再增加".to_owned()))
        } else if !me.is_some_and(|me| me.may(Operation::SignExceptions)) {
            Some(("您不是负责人", "例外清单由负责人签署".to_owned()))
        } else {
            None
        };
        let why = why.map(|(fact, reason)| plain_why("现在不能签署", fact, &reason));
        let mut pressed = false;
        pane::pane(
            ui,
            rect,
            &format!("exceptions {key}"),
            |ui| month_ui(ui, month),
            |ui| pressed = Button::primary("签署").name("签署例外清单").why(why.as_ref()).ui(ui).clicked(),
        );
        if pressed && why.is_none() {
            self.signing = Some((key.to_owned(), String::new()));
        }
        self.sign_ui(ui.ctx(), month, key, cx);
        false
    }

    fn sign_ui(&mut self, ctx: &egui::Context, month: &Month, key: &str, cx: &mut PageCx<'_>) {
        let Some((_, remark)) = self.signing.as_mut().filter(|(at, _)| at == key) else { return };
        let title = format!("签署 {} 年 {} 月例外清单", month.year, month.month);
        let output = Modal::new(&title).words("签署绑定您读到的内容").show(
            ctx,
            |ui| {
                words(ui, &format!("共 {} 条，每条都写明了规定和理由。", month.lines.len()));
                Field::new("批注", remark).rows(2).hint("要改进的写在这里，可以空着").ui(ui);
            },
            |ui| {
                let pressed = Button::primary("读过，签署").ui(ui).clicked();
                (pressed, Button::secondary("取消").ui(ui).clicked())
            },
        );
        let (pressed, cancel) = output.foot;
        if (pressed || output.finished) && self.asked.is_none() {
            let remark = remark.clone();
            let request = exception::Request::SignOff { year: month.year, month: month.month, remark };
            self.asked = Some(cx.act(Action::Exception(request)));
        } else if output.closed || cancel {
            self.signing = None;
        }
    }
}

fn month_ui(ui: &mut Ui, month: &Month) {
    let state = match (&month.signed, month.is_over) {
        (Some(signed), _) => format!("{} {} 签署", signed.signed_on.worded(), signed.signed_by.as_str()),
        (None, true) => "等负责人签署".to_owned(),
        (None, false) => "这个月还没有过完".to_owned(),
    };
    words(ui, &format!("{} 年 {} 月，{} 条例外，{state}", month.year, month.month, month.lines.len()));
    if let Some(signed) = month.signed.as_ref().filter(|signed| !signed.remark.is_empty()) {
        words(ui, &format!("批注：{}", signed.remark));
    }
    if month.lines.is_empty() {
        words(ui, "这个月没有写明理由放过的提醒。");
        return;
    }
    for line in &month.lines {
        let on = line.at.day();
        let at = format!("{:02}-{:02} {}", on.month(), on.day_of_month(), line.at.hour_minute_text());
        let cite = if line.cite.is_empty() { &line.rule } else { &line.cite };
        let called = crate::domain::case::short_case_no(&line.called);
        let rule = format!("{called}，{}，{cite}：{}", line.step, line.title);
        fact(ui, &at, &format!("{rule}。理由：{}（{}）", line.reason, line.by));
    }
}

fn key_of(month: &Month) -> String {
    format!("{:04}-{:02}", month.year, month.month)
}

/// The lines of the list.
pub(super) fn entries(view: &View) -> Vec<Entry> {
    let entry = |month: &Month| {
        let chip = match (&month.signed, month.is_over) {
            (Some(_), _) => ("已签", Tone::Green),
            (None, true) => ("待签", Tone::Amber),
            (None, false) => ("本月", Tone::Grey),
        };
        Entry {
            key: key_of(month),
            name: format!("{} 年 {} 月", month.year, month.month),
            note: format!("{} 条例外", month.lines.len()),
            chip: Some((chip.0.to_owned(), chip.1)),
            is_grey: false,
        }
    };
    view.months.iter().map(entry).collect()
}
