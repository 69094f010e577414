//! 附件 of an entry: chosen while it is written, looked at and taken out while it is read.

use crate::domain::attachment::Attachment;
use crate::domain::ids::EntryId;
use crate::domain::ids::ObjectId;
use crate::services::attachment;
use crate::services::attachment::Shelf;
use crate::services::request::Action;
use crate::services::request::Look;
use crate::services::request::Outcome;
use crate::ui::components::button::Button;
use crate::ui::components::button::icon_button;
use crate::ui::components::modal::Modal;
use crate::ui::components::words::fact;
use crate::ui::components::words::words;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::PickFor;
use crate::ui::desk::cx::Ticket;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use egui::Context;
use egui::Ui;
use egui::WidgetInfo;
use egui::vec2;

/// Files on their way, and the one that is looked at.
#[derive(Default)]
pub(super) struct AttachmentDesk {
    /// Under way, and the entry they are for; none for a new one.
    keeping: Vec<(Ticket, Option<EntryId>)>,
    picking_for: Option<EntryId>,
    shown: Option<Shown>,
    /// Whose file a place to save is being chosen for.
    taking: Option<(EntryId, ObjectId)>,
}

struct Shown {
    entry: EntryId,
    attachment: Attachment,
    asked: Option<Ticket>,
}

fn pick(shelf: Shelf) -> PickFor {
    match shelf {
        Shelf::Interference => PickFor("interference attachment"),
        Shelf::Clue => PickFor("clue attachment"),
    }
}

fn place(shelf: Shelf) -> PickFor {
    match shelf {
        Shelf::Interference => PickFor("interference attachment place"),
        Shelf::Clue => PickFor("clue attachment place"),
    }
}

impl AttachmentDesk {
    /// Takes chosen files and finished ones; returns what was kept and for which entry.
    pub(super) fn learn(&mut self, shelf: Shelf, cx: &mut PageCx<'_>) -> Vec<(Option<EntryId>, Attachment)> {
        for path in cx.take_picked(pick(shelf)).unwrap_or_default() {
            let ticket = cx.act(Action::Attachment(attachment::Request::Keep { shelf, path }));
            self.keeping.push((ticket, self.picking_for));
        }
        if let Some(to) = cx.take_picked(place(shelf)).and_then(|paths| paths.into_iter().next())
            && let Some((entry, object)) = self.taking.take()
        {
            cx.act(Action::Attachment(attachment::Request::TakeOut { shelf, entry, object, to }));
        }
        let mut kept = Vec::new();
        for (ticket, of) in std::mem::take(&mut self.keeping) {
            match cx.take(ticket) {
                Some(Ok(Outcome::Attached(attachment))) => kept.push((of, attachment)),
                Some(_) => {}
                None => self.keeping.push((ticket, of)),
            }
        }
        kept
    }

    /// Draws what goes with a form, and the way to add more.
    pub(super) fn edit_ui(
        &mut self,
        ui: &mut Ui,
        shelf: Shelf,
        of: Option<EntryId>,
        list: &mut Vec<Attachment>,
        cx: &mut PageCx<'_>,
    ) {
        words(ui, "附件：照片、截图、录音、视频，原样加密保存");
        let mut gone = None;
        for (at, attachment) in list.iter().enumerate() {
            ui.horizontal(|ui| {
                ui.label(&attachment.title);
                if icon_button(ui, icon::CLOSE, &format!("去掉附件{}", attachment.title)).clicked() {
                    gone = Some(at);
                }
            });
        }
        if let Some(at) = gone {
            list.remove(at);
        }
        if Button::secondary("加附件…").icon(icon::ADD).ui(ui).clicked() {
            self.picking_for = of;
            cx.pick_files(pick(shelf));
        }
        if !self.keeping.is_empty() {
            words(ui, &format!("正在存 {} 个附件", self.keeping.len()));
        }
    }

    /// Draws what goes with an entry: pictures are shown here, everything can be taken out.
    pub(super) fn read_ui(
        &mut self,
        ui: &mut Ui,
        shelf: Shelf,
        entry: EntryId,
        list: &[Attachment],
        cx: &mut PageCx<'_>,
    ) {
        if list.is_empty() {
            fact(ui, "附件", "没有附件");
            return;
        }
        for attachment in list {
            let code = attachment.sha256.get(..16).unwrap_or_default();
            fact(ui, "附件", &format!("{}　校验码 {code}", attachment.title));
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = measures().space_2;
                let name = |verb: &str| format!("{verb}附件{}", attachment.title);
                if attachment.is_picture() && Button::quiet("看").name(&name("看")).ui(ui).clicked() {
                    self.shown = Some(Shown { entry, attachment: attachment.clone(), asked: None });
                }
                if Button::quiet("取出…").name(&name("取出")).ui(ui).clicked() {
                    self.taking = Some((entry, attachment.object));
                    cx.pick_save(place(shelf), attachment.title.clone());
                }
            });
        }
    }

    /// The picture that is looked at; asking for it is recorded in the log.
    pub(super) fn picture_ui(&mut self, ctx: &Context, shelf: Shelf, cx: &mut PageCx<'_>) {
        let Some(shown) = &mut self.shown else { return };
        let Shown { entry, attachment, asked } = shown;
        let texture = cx.views.pictures.get(&attachment.object).cloned();
        if texture.is_none() && asked.is_none() {
            let (entry, object) = (*entry, attachment.object);
            *asked = Some(cx.look(Look::Attachment { shelf, entry, object }));
        }
        let failed = cx.take_if(asked).is_some_and(|answer| answer.is_err());
        let output = Modal::new(&attachment.title).words("这次查看已经写进日志").show(
            ctx,
            |ui| match &texture {
                None => words(ui, "正在打开…"),
                Some(texture) => {
                    let room = vec2(ui.available_width(), ui.ctx().content_rect().height() - 240.0);
                    let size = texture.size_vec2();
                    let scale = (room.x / size.x).min(room.y / size.y).min(1.0);
                    let response = ui.image((texture.id(), size * scale));
                    let name = attachment.title.clone();
                    response.widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, &name));
                }
            },
            |ui| Button::primary("看完了").ui(ui).clicked(),
        );
        if output.foot || output.closed || output.finished || failed {
            self.shown = None;
        }
    }
}
