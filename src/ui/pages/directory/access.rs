//! Who may come in: a new password, 停用, 恢复在岗. Nobody's work is touched by any of it.

use crate::domain::secret::Secret;
use crate::domain::staff::StaffMember;
use crate::services::directory::Charge;
use crate::services::request::Action;
use crate::services::session;
use crate::ui::components::button::Button;
use crate::ui::components::field::Field;
use crate::ui::components::finding::FindingLine;
use crate::ui::components::finding::Level;
use crate::ui::components::finding::finding_line;
use crate::ui::components::form_grid::FormGrid;
use crate::ui::components::modal::Modal;
use crate::ui::components::words::words;
use crate::ui::desk::cx::PageCx;
use crate::ui::law::plain_why;
use crate::ui::pages::directory::member::save;
use egui::Ui;
use zeroize::Zeroize as _;

/// The question that stands open, and the password typed into it.
#[derive(Default)]
pub(super) struct Access {
    asks: Option<(Ask, StaffMember)>,
    password: String,
    again: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ask {
    NewPassword,
    ShutOut,
    LetIn,
}

impl Access {
    /// The quiet buttons beside 保存.
    pub(super) fn buttons_ui(&mut self, ui: &mut Ui, member: &StaffMember, is_me: bool) {
        if !member.active {
            if Button::secondary("恢复在岗…").ui(ui).clicked() {
                self.ask(Ask::LetIn, member);
            }
            return;
        }
        let mine = is_me.then(|| plain_why("不能停用自己", "请另一位负责人来办", "免得谁也进不去"));
        if Button::quiet("停用…").why(mine.as_ref()).ui(ui).clicked() {
            self.ask(Ask::ShutOut, member);
        }
        if Button::quiet("换密码…").ui(ui).clicked() {
            self.ask(Ask::NewPassword, member);
        }
    }

    fn ask(&mut self, ask: Ask, member: &StaffMember) {
        self.wipe();
        self.asks = Some((ask, member.clone()));
    }

    /// Draws the question, when one stands open.
    pub(super) fn ui(&mut self, ctx: &egui::Context, cx: &mut PageCx<'_>) {
        let Some((ask, member)) = self.asks.clone() else { return };
        let name = member.name.as_str().to_owned();
        let charges = cx.views.directory.as_ref().and_then(|view| view.charges.get(&member.id));
        let left_behind = charges.filter(|_| ask == Ask::ShutOut).map(|charges| left_behind(charges));
        let (title, sentence, button) = match ask {
            Ask::NewPassword => (
                format!("给{name}换密码"),
                "原密码随即作废；告诉本人新密码，请本人第一次打开时自己改掉",
                "换密码",
            ),
            Ask::ShutOut => (
                format!("停用{name}"),
                "停用以后打不开案卷库，也不再出现在选人的名单里；做过的记录、签名都留着，名字不变",
                "停用",
            ),
            Ask::LetIn => (
                format!("恢复{name}在岗"),
                "给一个新密码，原来的不能再用；请本人第一次打开时自己改掉",
                "恢复在岗",
            ),
        };
        let needs_password = ask != Ask::ShutOut;
        let lacking = needs_password.then(|| self.lacking()).flatten();
        let why = lacking.map(|(fact, reason)| plain_why("现在还不能办", fact, reason));
        let output = Modal::new(&title).show(
            ctx,
            |ui| {
                words(ui, sentence);
                if let Some(line) = &left_behind {
                    finding_line(ui, line);
                }
                if needs_password {
                    self.password_ui(ui);
                }
            },
            |ui| {
                let go = if needs_password { Button::primary(button) } else { Button::danger(button) };
                let go = go.why(why.as_ref()).ui(ui).clicked();
                (go, Button::secondary("取消").ui(ui).clicked())
            },
        );
        let (go, cancel) = output.foot;
        if (go || (output.finished && needs_password)) && why.is_none() {
            self.act(ask, member, cx);
        } else if cancel || output.closed {
            self.wipe();
            self.asks = None;
        }
    }

    fn password_ui(&mut self, ui: &mut Ui) {
        FormGrid::show(ui, |grid| {
            grid.row(|row| {
                row.cell(6, |ui| {
                    Field::new("给的新密码", &mut self.password).password().remark("至少 10 个字符").ui(ui);
                });
                row.cell(6, |ui| {
                    Field::new("再输一次给的密码", &mut self.again).password().ui(ui);
                });
            });
        });
    }

    fn lacking(&self) -> Option<(&'static str, &'static str)> {
        if self.password.chars().count() < 10 {
            Some(("新密码不足 10 个字符", "可以是一句话"))
        } else if self.password != self.again {
            Some(("两次输的密码不一样", "再输一次，免得记错"))
        } else {
            None
        }
    }

    fn act(&mut self, ask: Ask, member: StaffMember, cx: &mut PageCx<'_>) {
        let user = member.id;
        match ask {
            Ask::ShutOut => {
                cx.act(save(StaffMember { active: false, ..member }));
            }
            Ask::LetIn => {
                cx.act(save(StaffMember { active: true, ..member }));
            }
            Ask::NewPassword => {}
        }
        if ask != Ask::ShutOut {
            let new = Secret::new(self.password.clone());
            cx.act(Action::Session(session::Request::ResetPassword { user, new }));
        }
        self.wipe();
        self.asks = None;
    }

    fn wipe(&mut self) {
        self.password.zeroize();
        self.again.zeroize();
    }
}

/// What stays in the hands of somebody who is shut out: the cases under way, which nobody takes over by itself.
fn left_behind(charges: &[Charge]) -> FindingLine {
    let named: Vec<&str> = charges.iter().take(6).map(|charge| charge.called.as_str()).collect();
    let more = if charges.len() > named.len() { "等" } else { "" };
    let sentence = format!("手上还有 {} 件在办：{}{more}", charges.len(), named.join("、"));
    FindingLine::new(Level::Warn, sentence)
        .way_out("停用不改动这些案件，也没有人自动接手；要换人的，先换好再停用")
}

impl Drop for Access {
    fn drop(&mut self) {
        self.wipe();
    }
}
