//! 恢复单: shown once, copied or printed, and typed back before anything else.

use crate::domain::secret::Secret;
use crate::services::request::Action;
use crate::services::session;
use crate::services::session::RecoverySheet;
use crate::ui::components::button::Button;
use crate::ui::components::field::Field;
use crate::ui::components::finding::FindingLine;
use crate::ui::components::flow::FormFlow;
use crate::ui::components::paint;
use crate::ui::components::words::words;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::PickFor;
use crate::ui::desk::cx::Ticket;
use crate::ui::law::plain_why;
use crate::ui::pages::door::Doorstep;
use crate::ui::pages::door::card_ui;
use crate::ui::pages::door::foot_ui;
use crate::ui::pages::door::go_button;
use crate::ui::pages::door::missing;
use crate::ui::pages::door::told;
use crate::ui::pages::door::wait_here;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::tokens;
use egui::Rect;
use egui::Ui;
use egui::vec2;
use zeroize::Zeroize as _;

/// The sheet and what was typed back.
#[derive(Default)]
pub(super) struct Recovery {
    sheet: Option<RecoverySheet>,
    typed: String,
    was_shown: bool,
    tried: bool,
    /// Printing or saving, so that a failure is told here.
    sent: Option<Ticket>,
    not_sent: Option<FindingLine>,
}

const SAVE: PickFor = PickFor("recovery sheet");

impl Recovery {
    /// Takes a new sheet; it is forgotten once typed back.
    pub(super) fn show(&mut self, sheet: RecoverySheet) {
        self.sheet = Some(sheet);
        self.typed.zeroize();
        self.was_shown = false;
        self.tried = false;
    }

    /// Draws it; returns the question that was asked.
    pub(super) fn ui(&mut self, ui: &mut Ui, step: &Doorstep<'_>, cx: &mut PageCx<'_>) -> Option<Ticket> {
        if let Some(paths) = cx.take_picked(SAVE)
            && let Some(to) = paths.into_iter().next()
            && let Some(sheet) = self.sheet.clone()
        {
            self.sent = Some(cx.act(Action::Session(session::Request::SaveRecovery { sheet, to })));
        }
        match cx.take_if(&mut self.sent) {
            Some(Err(error)) => self.not_sent = Some(told(&error)),
            Some(Ok(_)) => self.not_sent = None,
            None => {}
        }
        let note = "密码都忘了时，只有这张纸能打开案卷库；抄下或打印，交负责人锁好，再照着输一遍";
        card_ui(
            ui,
            (640.0, "恢复单", note),
            self,
            |door, ui| {
                match &door.sheet {
                    Some(sheet) => key_ui(ui, sheet),
                    None => words(ui, "上次的恢复单没有核对过。换一张新的，旧的随即作废"),
                }
                let flow = FormFlow::new("recovery").ends_with_enter().show(ui, |ui| {
                    let field = Field::new("照着恢复单输一遍", &mut door.typed).page();
                    let field = field.hint("大小写、空格、横线都不要紧");
                    wait_here(ui, &mut door.was_shown, field.id(ui));
                    field.ui(ui);
                });
                flow.finished
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
        let why =
            self.typed.trim().is_empty().then(|| {
                plain_why("现在还不能往下走", "还没照着输一遍", "抄错一个字符，这张纸就打不开案卷库")
            });
        self.tried |= finished && !busy;
        let lacking = missing(why.as_ref(), self.tried);
        // Cloned, because a button of the row below may send it again.
        let not_sent = self.not_sent.clone();
        let failed = failed.or(not_sent.as_ref()).or(lacking.as_ref());
        foot_ui(ui, failed, |ui| {
            let pressed = go_button(ui, "核对", busy, why.as_ref());
            if (pressed || finished) && why.is_none() && !busy {
                let typed = Secret::new(self.typed.clone());
                asked = Some(cx.act(Action::Session(session::Request::ConfirmRecovery { typed })));
            }
            if let Some(sheet) = self.sheet.clone() {
                if Button::secondary("打印").page().icon(icon::PRINT).ui(ui).clicked() {
                    let request = session::Request::PrintRecovery { sheet };
                    self.sent = Some(cx.act(Action::Session(request)));
                }
                if Button::secondary("另存 PDF…").page().ui(ui).clicked() {
                    cx.pick_save(SAVE, "恢复单.pdf".to_owned());
                }
            } else if Button::secondary("换一张新的").page().ui(ui).clicked() {
                asked = Some(cx.act(Action::Session(session::Request::RenewRecovery)));
            }
        });
        asked
    }
}

impl Drop for Recovery {
    fn drop(&mut self) {
        self.typed.zeroize();
    }
}

/// The nine groups, large and numbered, three by three as on the paper.
fn key_ui(ui: &mut Ui, sheet: &RecoverySheet) {
    let c = colors();
    let groups: Vec<&str> = sheet.printed.reveal().split([' ', '-']).collect();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 152.0), egui::Sense::hover());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Label, true, format!("恢复单字符 {}", groups.join(" ")))
    });
    paint::surface(ui.painter(), rect, tokens().radius.control, c.sunk, paint::thin(ui, c.edge));
    let cell = vec2(rect.width() / 3.0, 44.0);
    for (n, group) in groups.iter().filter(|group| !group.is_empty()).enumerate() {
        let (row, column) = ((n / 3) as f32, (n % 3) as f32);
        let place = Rect::from_min_size(rect.min + vec2(column * cell.x, 10.0 + row * cell.y), cell);
        let letters = paint::line(ui, Type::Measure, c.ink, *group);
        let at = paint::put_center(ui.painter(), place, &letters);
        let number = paint::line(ui, Type::Note, c.ink2, (n + 1).to_string());
        paint::put_right(ui.painter(), place.with_max_x(at.left() - 12.0), &number);
    }
}
