//! The cards 密码 and 恢复单: one's own password, and the key on paper.

use crate::domain::audit::Operation;
use crate::domain::secret::Secret;
use crate::domain::staff::StaffMember;
use crate::services::request::Action;
use crate::services::session;
use crate::ui::components::button::Button;
use crate::ui::components::field::Field;
use crate::ui::components::finding::FindingLine;
use crate::ui::components::finding::Level;
use crate::ui::components::finding::finding_line;
use crate::ui::components::flow::FormFlow;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::modal::Modal;
use crate::ui::components::why_panel::Why;
use crate::ui::components::words::words;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::law::plain_why;
use crate::ui::theme::icon;
use egui::Ui;
use zeroize::Zeroize as _;

/// What was typed into the two cards.
#[derive(Default)]
pub(super) struct Keys {
    former: String,
    new: String,
    again: String,
    changing: Option<Ticket>,
    change_said: Option<FindingLine>,
    typed: String,
    checking: Option<Ticket>,
    check_said: Option<FindingLine>,
    asks_renewal: bool,
}

impl Keys {
    /// 密码: everybody changes their own.
    pub(super) fn password_ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>) {
        match cx.take_if(&mut self.changing) {
            Some(Ok(_)) => {
                self.wipe();
                self.change_said = Some(FindingLine::new(Level::Met, "密码已改，下次用新密码打开"));
            }
            Some(Err(error)) => self.change_said = Some(told(&error)),
            None => {}
        }
        words(ui, "只改自己的；别人忘了密码，由负责人在名录里换，或者用恢复单");
        let output = FormFlow::new("settings password").show(ui, |ui| {
            FormGrid::show(ui, |grid| {
                grid.row(|row| {
                    row.cell(4, |ui| {
                        Field::new("现在的密码", &mut self.former).password().ui(ui);
                    });
                    row.cell(4, |ui| {
                        Field::new("新密码", &mut self.new).password().remark("至少 10 个字符").ui(ui);
                    });
                    row.cell(4, |ui| {
                        Field::new("再输一次新密码", &mut self.again).password().ui(ui);
                    });
                });
            });
            let why = self.why_not_change();
            let pressed = Button::secondary("改密码").icon(icon::KEY).why(why.as_ref()).ui(ui).clicked();
            (pressed, why)
        });
        let (pressed, why) = output.inner;
        if (pressed || output.finished) && why.is_none() {
            let request = session::Request::ChangePassword {
                former: Secret::new(self.former.clone()),
                new: Secret::new(self.new.clone()),
            };
            self.change_said = None;
            self.changing = Some(cx.act(Action::Session(request)));
        }
        if let Some(said) = &self.change_said {
            finding_line(ui, said);
        }
    }

    fn why_not_change(&self) -> Option<Why> {
        let lacking = if self.changing.is_some() {
            Some(("正在核对现在的密码", "要半秒到一秒，是有意放慢的"))
        } else if self.former.is_empty() {
            Some(("还没输现在的密码", "证明是本人在改"))
        } else if self.new.chars().count() < 10 {
            Some(("新密码不足 10 个字符", "可以是一句话，案卷全靠它加密"))
        } else if self.new != self.again {
            Some(("两次输的新密码不一样", "再输一次，免得记错"))
        } else {
            None
        };
        lacking.map(|(fact, reason)| plain_why("现在还不能改密码", fact, reason))
    }

    /// 恢复单: compared once a year, renewed when the director changes or the paper was seen.
    pub(super) fn recovery_ui(&mut self, ui: &mut Ui, me: Option<&StaffMember>, cx: &mut PageCx<'_>) {
        match cx.take_if(&mut self.checking) {
            Some(Ok(_)) => {
                self.typed.zeroize();
                self.check_said = Some(FindingLine::new(Level::Met, "核对无误，这张恢复单打得开案卷库"));
            }
            Some(Err(error)) => self.check_said = Some(told(&error)),
            None => {}
        }
        words(ui, "密码都忘了时，只有恢复单能打开案卷库。每年照着纸输一遍，确认还能用");
        let output = FormFlow::new("settings recovery").show(ui, |ui| {
            Field::new("恢复单上的字符", &mut self.typed).hint("大小写、空格、横线都不要紧").ui(ui);
            let why = self
                .typed
                .trim()
                .is_empty()
                .then(|| plain_why("现在还不能核对", "还没照着恢复单输", "九组字符，最后一组用来查抄错"));
            let pressed = Button::secondary("核对恢复单").why(why.as_ref()).ui(ui).clicked();
            (pressed, why.is_none())
        });
        if (output.inner.0 || output.finished) && output.inner.1 && self.checking.is_none() {
            let typed = Secret::new(self.typed.clone());
            self.check_said = None;
            self.checking = Some(cx.act(Action::Session(session::Request::ConfirmRecovery { typed })));
        }
        if let Some(said) = &self.check_said {
            finding_line(ui, said);
        }
        let may = me.is_some_and(|me| me.may(Operation::Recover));
        let why = (!may).then(|| {
            plain_why("这件事不归您的岗位办", "换恢复单由负责人或系统管理员办", "换了以后，旧的那张随即作废")
        });
        if Button::secondary("换一张新的恢复单…").why(why.as_ref()).ui(ui).clicked() {
            self.asks_renewal = true;
        }
        self.renewal_ui(ui.ctx(), cx);
    }

    fn renewal_ui(&mut self, ctx: &egui::Context, cx: &mut PageCx<'_>) {
        if !self.asks_renewal {
            return;
        }
        let output = Modal::new("换一张新的恢复单").show(
            ctx,
            |ui| {
                words(
                    ui,
                    "换新以后，旧的那张随即作废，请当面销毁。新的要打印或抄下，再照着输一遍，才能回到案卷库",
                );
            },
            |ui| {
                let renew = Button::danger("换新").ui(ui).clicked();
                (renew, Button::secondary("不换").ui(ui).clicked())
            },
        );
        let (renew, keep) = output.foot;
        if renew {
            cx.act(Action::Session(session::Request::RenewRecovery));
        }
        if renew || keep || output.closed {
            self.asks_renewal = false;
        }
    }

    fn wipe(&mut self) {
        self.former.zeroize();
        self.new.zeroize();
        self.again.zeroize();
    }
}

impl Drop for Keys {
    fn drop(&mut self) {
        self.wipe();
        self.typed.zeroize();
    }
}

/// An error as one line: what happened, then what to do.
fn told(error: &crate::services::error::ServiceError) -> FindingLine {
    use crate::domain::explain::Explain as _;
    FindingLine::mistake(error.to_string()).way_out(error.remedy())
}
