//! 打开案卷库: login and password; behind 「忘记密码」 the recovery key with a new password.

use crate::domain::secret::Secret;
use crate::services::request::Action;
use crate::services::session;
use crate::ui::components::button::Button;
use crate::ui::components::field::Field;
use crate::ui::components::flow::FormFlow;
use crate::ui::components::why_panel::Why;
use crate::ui::components::words::words;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::Ticket;
use crate::ui::law::plain_why;
use crate::ui::pages::door::Doorstep;
use crate::ui::pages::door::card_ui;
use crate::ui::pages::door::foot_ui;
use crate::ui::pages::door::go_button;
use crate::ui::pages::door::missing;
use crate::ui::pages::door::wait_here;
use egui::Ui;
use zeroize::Zeroize as _;

/// What was typed at the door.
#[derive(Default)]
pub(super) struct Unlock {
    login: String,
    password: String,
    forgot: bool,
    typed_key: String,
    new: String,
    again: String,
    was_shown: bool,
    tried: bool,
}

impl Unlock {
    /// For somebody who was here before.
    pub(super) fn of(login: String) -> Self {
        let mut unlock = Self::default();
        unlock.login = login;
        unlock
    }

    /// After a failed attempt: the password is forgotten, the login stays, the keyboard waits in the password.
    pub(super) fn begin_again(&mut self) {
        self.clear_password();
        self.was_shown = false;
        self.tried = false;
    }

    fn clear_password(&mut self) {
        self.password.zeroize();
        self.new.zeroize();
        self.again.zeroize();
    }

    /// Draws it; returns the question that was asked.
    pub(super) fn ui(&mut self, ui: &mut Ui, step: &Doorstep<'_>, cx: &mut PageCx<'_>) -> Option<Ticket> {
        let session = step.session;
        let (title, note) = if self.forgot {
            ("凭恢复单打开", "输入恢复单上的九组字符，给自己换一个新密码")
        } else {
            ("打开案卷库", session.folder.as_str())
        };
        card_ui(
            ui,
            (480.0, title, note),
            self,
            |door, ui| {
                for warning in &session.warnings {
                    words(ui, warning);
                }
                FormFlow::new("unlock")
                    .ends_with_enter()
                    .show(ui, |ui| if door.forgot { door.forgot_ui(ui) } else { door.login_ui(ui) })
                    .finished
            },
            |door, ui, finished| door.foot_ui(ui, finished, step, cx),
        )
    }

    fn foot_ui(
        &mut self,
        ui: &mut Ui,
        finished: bool,
        step: &Doorstep<'_>,
        cx: &mut PageCx<'_>,
    ) -> Option<Ticket> {
        let Doorstep { failed, busy, .. } = *step;
        let mut asked = None;
        let why = self.why();
        self.tried |= finished && !busy;
        let lacking = missing(why.as_ref(), self.tried);
        let failed = failed.or(lacking.as_ref());
        foot_ui(ui, failed, |ui| {
            let word = if self.forgot { "换密码并打开" } else { "打开" };
            let pressed = go_button(ui, word, busy, why.as_ref());
            if (pressed || finished) && why.is_none() && !busy {
                asked = Some(cx.act(Action::Session(self.request())));
            }
            let other = if self.forgot { "用密码打开" } else { "忘记密码…" };
            if Button::quiet(other).ui(ui).clicked() {
                self.forgot = !self.forgot;
                self.was_shown = false;
                self.tried = false;
            }
        });
        asked
    }

    fn login_ui(&mut self, ui: &mut Ui) {
        let login_known = !self.login.is_empty();
        let login = Field::new("登录名", &mut self.login).page();
        let login_id = login.id(ui);
        login.ui(ui);
        let password = Field::new("密码", &mut self.password).page().password();
        let password_id = password.id(ui);
        password.ui(ui);
        wait_here(ui, &mut self.was_shown, if login_known { password_id } else { login_id });
    }

    fn forgot_ui(&mut self, ui: &mut Ui) {
        let key = Field::new("恢复单上的字符", &mut self.typed_key).page().hint("大小写、空格、横线都不要紧");
        wait_here(ui, &mut self.was_shown, key.id(ui));
        key.ui(ui);
        Field::new("登录名", &mut self.login).page().ui(ui);
        Field::new("新密码", &mut self.new).page().password().remark("至少 10 个字符").ui(ui);
        Field::new("再输一次新密码", &mut self.again).page().password().ui(ui);
    }

    fn why(&self) -> Option<Why> {
        let lacking = if self.forgot && self.typed_key.trim().is_empty() {
            Some(("还没输恢复单上的字符", "建案卷库时打印的那张纸，一般锁在负责人处"))
        } else if self.login.trim().is_empty() {
            Some(("还没写登录名", "每个人用自己的登录名，谁做的记在谁名下"))
        } else if self.forgot && self.new.chars().count() < 10 {
            Some(("新密码不足 10 个字符", "可以是一句话，案卷全靠它加密"))
        } else if self.forgot && self.new != self.again {
            Some(("两次输的新密码不一样", "再输一次，免得记错"))
        } else if !self.forgot && self.password.is_empty() {
            Some(("还没输密码", "密码只有本人知道，程序里没有存"))
        } else {
            None
        };
        lacking.map(|(fact, reason)| plain_why("现在还不能打开", fact, reason))
    }

    fn request(&self) -> session::Request {
        if self.forgot {
            session::Request::Recover {
                typed: Secret::new(self.typed_key.clone()),
                login: self.login.clone(),
                new: Secret::new(self.new.clone()),
            }
        } else {
            session::Request::Unlock {
                login: self.login.clone(),
                password: Secret::new(self.password.clone()),
            }
        }
    }
}

impl Drop for Unlock {
    fn drop(&mut self) {
        self.clear_password();
        self.typed_key.zeroize();
    }
}
