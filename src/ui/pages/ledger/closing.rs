//! 月结: the oldest month that is over and not closed, what closing means, and the months that were.

use crate::domain::audit::Operation;
use crate::services::ledger;
use crate::services::ledger::Month;
use crate::services::request::Action;
use crate::services::request::Look;
use crate::services::request::Outcome;
use crate::ui::components::button::Button;
use crate::ui::components::modal::Modal;
use crate::ui::components::why_panel::Why;
use crate::ui::components::words::fact;
use crate::ui::components::words::words;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::law::plain_why;
use std::sync::Arc;

/// The question, the months as they were read, and the closing under way.
#[derive(Default)]
pub(super) struct ClosingQuestion {
    is_open: bool,
    looking: Option<Ticket>,
    months: Arc<Vec<Month>>,
    closing: Option<Ticket>,
}

impl ClosingQuestion {
    /// Asks, with the months read anew.
    pub(super) fn open(&mut self, cx: &mut PageCx<'_>) {
        self.is_open = true;
        self.looking = Some(cx.look(Look::LedgerMonths));
    }

    /// Takes answers; true when a month was closed and the rows say so.
    pub(super) fn learn(&mut self, cx: &mut PageCx<'_>) -> bool {
        if let Some(Ok(Outcome::LedgerMonths(months))) = cx.take_if(&mut self.looking) {
            self.months = months;
        }
        match cx.take_if(&mut self.closing) {
            Some(Ok(_)) => {
                self.is_open = false;
                true
            }
            _ => false,
        }
    }

    /// Draws the question.
    pub(super) fn ui(&mut self, ctx: &egui::Context, cx: &mut PageCx<'_>) {
        if !self.is_open {
            return;
        }
        let months = Arc::clone(&self.months);
        let next = next(&months);
        let why = self.why(next, cx);
        let button = next.map_or("月结".to_owned(), |one| format!("月结 {} 年 {} 月", one.year, one.month));
        let output = Modal::new("台账月结").words("结了不能再开").show(
            ctx,
            |ui| {
                words(ui, "月结把这个月每一行的内容定下来。案件照常往下办，之后有更新的行，备注里会写明。");
                match next {
                    Some(one) => {
                        let label = format!("{} 年 {} 月", one.year, one.month);
                        fact(ui, &label, &format!("收到委托 {} 件，还没有月结", one.n_cases));
                    }
                    None => words(ui, "过去一年里没有等着月结的月份。"),
                }
                for (one, closed) in
                    months.iter().filter_map(|one| one.closed.as_ref().map(|closed| (one, closed))).take(6)
                {
                    let said = format!(
                        "已月结，{} 件，{} {}",
                        closed.rows.len(),
                        closed.closed_on,
                        closed.closed_by.as_str()
                    );
                    fact(ui, &format!("{} 年 {} 月", one.year, one.month), &said);
                }
            },
            |ui| {
                let pressed = Button::primary(&button).why(why.as_ref()).ui(ui).clicked();
                (pressed, Button::secondary("取消").ui(ui).clicked())
            },
        );
        let (pressed, cancel) = output.foot;
        if (pressed || output.finished)
            && why.is_none()
            && let Some(one) = next
        {
            let request = ledger::Request::CloseMonth { year: one.year, month: one.month };
            self.closing = Some(cx.act(Action::Ledger(request)));
        } else if cancel || output.closed {
            self.is_open = false;
        }
    }

    fn why(&self, next: Option<&Month>, cx: &PageCx<'_>) -> Option<Why> {
        let why = |fact: &str, reason: &str| Some(plain_why("还不能月结", fact, reason));
        let Some(next) = next else {
            return why("没有等着月结的月份", "这个月过完以后再来");
        };
        if let Some(hindrance) = next.hindrance {
            return why(hindrance.sentence(), "月结以后，这个月不再增加例外");
        }
        if self.closing.is_some() {
            return why("正在月结", "读一遍这个月的案件，马上就好");
        }
        let may = cx.user().is_some_and(|user| user.may(Operation::CloseLedger));
        if may { None } else { why("这件事不归您的岗位办", "月结由负责人或涉保专人办") }
    }
}

/// The oldest month with cases that is over and not closed; months are closed one after the other.
fn next(months: &[Month]) -> Option<&Month> {
    let is_open = |one: &&Month| one.closed.is_none() && one.n_cases > 0;
    let is_over = |one: &&Month| one.hindrance != Some(ledger::Hindrance::NotOver);
    months.iter().rev().filter(is_open).find(is_over)
}
