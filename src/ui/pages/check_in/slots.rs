//! Places for copies of credentials: dropped, pasted, chosen, or arrived in the watched folder.
//!
//! A picture is in the form only after it was cleaned, watermarked, encrypted and read back. Every opening of a
//! stored copy goes through the office, which writes it down.

use super::form::Form;
use crate::domain::audit::Operation;
use crate::domain::ids::CaseId;
use crate::domain::ids::ObjectId;
use crate::services::picture;
use crate::services::picture::PictureKind;
use crate::services::picture::Source;
use crate::services::request::Action;
use crate::services::request::Look;
use crate::services::request::Outcome;
use crate::ui::components::button::Button;
use crate::ui::components::drop_zone::DropAsk;
use crate::ui::components::drop_zone::DropOutput;
use crate::ui::components::drop_zone::DropZone;
use crate::ui::components::image_viewer;
use crate::ui::components::image_viewer::image_viewer;
use crate::ui::components::modal::Modal;
use crate::ui::components::paint;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::PickFor;
use crate::ui::desk::cx::Ticket;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::tokens;
use egui::ColorImage;
use egui::Rect;
use egui::Role;
use egui::Sense;
use egui::Ui;
use egui::UiBuilder;
use egui::Vec2;
use egui::WidgetInfo;
use egui::vec2;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// Which credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    Identity,
    Work,
}

impl Slot {
    /// The heading of the place.
    pub fn label(self) -> &'static str {
        match self {
            Self::Identity => "身份证件",
            Self::Work => "工作证明",
        }
    }

    /// Where the copy is in a form.
    pub fn of(self, form: &Form) -> Option<ObjectId> {
        match self {
            Self::Identity => form.identity_copy,
            Self::Work => form.work_copy,
        }
    }

    fn put(self, form: &mut Form, object: ObjectId) {
        match self {
            Self::Identity => form.identity_copy = Some(object),
            Self::Work => form.work_copy = Some(object),
        }
    }
}

const PICK: PickFor = PickFor("check_in credential");

/// Pictures on their way into forms, and those that are looked at.
#[derive(Default)]
pub struct Slots {
    under_way: Vec<(Ticket, String, Slot)>,
    /// For which form and place the file dialog is open.
    picking: Option<(String, Slot)>,
    looks: BTreeMap<ObjectId, Option<Ticket>>,
    /// From the watched folder, not placed yet.
    arrived: Vec<PathBuf>,
    viewer: Option<Viewer>,
}

struct Viewer {
    object: ObjectId,
    title: String,
    view: image_viewer::View,
}

/// What the slots of one person need.
pub struct SlotsOf<'a> {
    pub case: CaseId,
    pub key: &'a str,
    pub name: &'a str,
    /// The places there are, the first empty one takes what has no other place.
    pub places: &'a [Slot],
}

impl Slots {
    /// Takes what came in since the last frame: kept pictures, chosen files, files of the watched folder.
    pub fn receive(&mut self, cx: &mut PageCx<'_>, case: CaseId, forms: &mut BTreeMap<String, Form>) {
        let under_way = std::mem::take(&mut self.under_way);
        for (ticket, key, slot) in under_way {
            match cx.take(ticket) {
                Some(Ok(Outcome::Kept(kept))) => {
                    if let Some(form) = forms.get_mut(&key) {
                        slot.put(form, kept.object);
                    }
                }
                Some(_) => {}
                None => self.under_way.push((ticket, key, slot)),
            }
        }
        self.arrived.extend(cx.take_arrived());
        if let Some(paths) = cx.take_picked(PICK)
            && let Some((key, slot)) = self.picking.take()
            && let Some(path) = paths.into_iter().next()
        {
            self.keep(cx, case, &key, slot, Source::Path(path));
        }
    }

    /// The first place of a person that has no copy.
    pub fn first_empty(&self, of: &SlotsOf<'_>, form: &Form) -> Option<Slot> {
        of.places.iter().copied().find(|slot| slot.of(form).is_none())
    }

    /// F6: opens the file dialog for the first empty place, else for the first.
    pub fn choose(&mut self, cx: &mut PageCx<'_>, of: &SlotsOf<'_>, form: &Form) {
        if let Some(slot) = self.first_empty(of, form).or_else(|| of.places.first().copied()) {
            self.picking = Some((of.key.to_owned(), slot));
            cx.pick_pictures(PICK);
        }
    }

    fn keep(&mut self, cx: &mut PageCx<'_>, case: CaseId, key: &str, slot: Slot, source: Source) {
        let kind = PictureKind::Credential;
        let ticket = cx.act(Action::Picture(picture::Request::Keep { case, source, kind }));
        self.under_way.push((ticket, key.to_owned(), slot));
    }

    /// Shows the places side by side.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>, of: &SlotsOf<'_>, form: &Form, widest: f32) {
        let gap = 16.0;
        let width = ((ui.available_width() - gap) / 2.0).floor().min(widest);
        let height = (width * 0.63).round();
        let top = ui.cursor().min;
        let mut taken = false;
        for (at, slot) in of.places.iter().copied().enumerate() {
            let left = top.x + at as f32 * (width + gap);
            let place = Rect::from_min_size(egui::pos2(left, top.y), vec2(width, 24.0 + height));
            let builder = UiBuilder::new().max_rect(place).id_salt(("slot", at));
            taken |= ui.scope_builder(builder, |ui| self.slot_ui(ui, cx, of, form, slot)).inner;
        }
        ui.advance_cursor_after_rect(Rect::from_min_size(top, vec2(ui.available_width(), 24.0 + height)));
        if !taken {
            self.take_stray(ui, cx, of, form);
        }
        self.viewer_ui(ui, cx, of.case);
    }

    /// One place; says whether something was let go or pasted right there.
    fn slot_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut PageCx<'_>,
        of: &SlotsOf<'_>,
        form: &Form,
        slot: Slot,
    ) -> bool {
        ui.spacing_mut().item_spacing.y = 0.0;
        let stored = slot.of(form);
        let is_coming = self.under_way.iter().any(|(_, key, at)| key == of.key && *at == slot);
        let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
        let again = self.slot_head(ui, head, form, slot, stored, is_coming);
        if again {
            self.picking = Some((of.key.to_owned(), slot));
            cx.pick_pictures(PICK);
        }
        let size = vec2(ui.available_width(), (ui.available_width() * 0.63).round());
        match stored {
            Some(object) => {
                self.stored_ui(ui, cx, of, slot, object, size);
                false
            }
            None if is_coming => {
                coming_ui(ui, size);
                false
            }
            None => {
                let output = self.zone_ui(ui, slot, size);
                self.take(cx, of, slot, output)
            }
        }
    }

    fn slot_head(
        &self,
        ui: &mut Ui,
        head: Rect,
        form: &Form,
        slot: Slot,
        stored: Option<ObjectId>,
        is_coming: bool,
    ) -> bool {
        let c = colors();
        let said = paint::put_left(ui.painter(), head, &paint::bold(ui, Type::Body, c.ink, slot.label()));
        let (word, color) = match (stored, is_coming) {
            (Some(_), _) if slot == Slot::Identity => (format!("{}，已留存", form.id_name), c.ink2),
            (Some(_), _) => (format!("{}，已留存", form.work_name), c.ink2),
            (None, true) => ("正在存".to_owned(), c.ink2),
            (None, false) => ("未出示".to_owned(), c.red),
        };
        let beside = head.with_min_x(said.right() + 8.0);
        let button = Button::quiet("换一张").width_in(ui);
        let mut words = paint::line(ui, Type::Note, color, word);
        if stored.is_some() && words.size().x + button > beside.width() {
            words = paint::line(ui, Type::Note, color, "已留存");
        }
        paint::put_left(ui.painter(), beside, &words);
        if stored.is_none() {
            return false;
        }
        let name = format!("{} 换一张", slot.label());
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        let builder = UiBuilder::new().max_rect(head.expand2(vec2(0.0, 4.0))).layout(layout);
        ui.scope_builder(builder, |ui| Button::quiet("换一张").name(&name).ui(ui).clicked()).inner
    }

    fn zone_ui(&self, ui: &mut Ui, slot: Slot, size: Vec2) -> DropOutput {
        let n = self.arrived.len();
        let words = format!("扫描件 {n} 张");
        DropZone::new(slot.label())
            .symbol(icon::BADGE)
            .headline("拖进来，或 Ctrl+V 粘贴")
            .hint("高拍仪、手机拍好存进扫描文件夹也行")
            .other("选图片…")
            .watched((n > 0).then_some(words.as_str()))
            .size(size)
            .ui(ui)
    }

    fn take(&mut self, cx: &mut PageCx<'_>, of: &SlotsOf<'_>, slot: Slot, output: DropOutput) -> bool {
        match output.asked {
            Some(DropAsk::Choose | DropAsk::Other | DropAsk::Camera) => {
                self.picking = Some((of.key.to_owned(), slot));
                cx.pick_pictures(PICK);
            }
            Some(DropAsk::Watched) if !self.arrived.is_empty() => {
                let path = self.arrived.remove(0);
                self.keep(cx, of.case, of.key, slot, Source::Path(path));
            }
            Some(DropAsk::Watched) | None => {}
        }
        if let Some(file) = output.files.into_iter().next() {
            self.keep(cx, of.case, of.key, slot, Source::Path(file.path().to_owned()));
            return true;
        }
        let Some(image) = output.pasted else { return false };
        self.keep(cx, of.case, of.key, slot, pasted(&image));
        true
    }

    /// What was let go beside the places, or pasted while nothing has the keyboard, lands in the first empty one.
    fn take_stray(&mut self, ui: &Ui, cx: &mut PageCx<'_>, of: &SlotsOf<'_>, form: &Form) {
        let Some(slot) = self.first_empty(of, form) else { return };
        if self.under_way.iter().any(|(_, key, at)| key == of.key && *at == slot) {
            return;
        }
        let dropped = ui.input(|input| input.raw.dropped_files.first().cloned());
        if let Some(file) = dropped {
            self.keep(cx, of.case, of.key, slot, Source::Path(file.path().to_owned()));
            return;
        }
        if ui.ctx().text_edit_focused() {
            return;
        }
        let image = ui.input_mut(|input| {
            let at = input.events.iter().position(|event| matches!(event, egui::Event::PasteImage(_)))?;
            match input.events.remove(at) {
                egui::Event::PasteImage(image) => Some(image),
                _ => None,
            }
        });
        if let Some(image) = image {
            self.keep(cx, of.case, of.key, slot, pasted(&image));
        }
    }

    fn stored_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut PageCx<'_>,
        of: &SlotsOf<'_>,
        slot: Slot,
        object: ObjectId,
        size: Vec2,
    ) {
        let c = colors();
        let may_look = cx
            .views
            .session
            .as_ref()
            .and_then(|session| session.user.as_ref())
            .is_some_and(|user| user.may(Operation::ViewCredential));
        let sense = if may_look { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(size, sense);
        let title = format!("{} {}", of.name, slot.label());
        let name = if may_look { format!("{title} 放大看") } else { format!("{title} 已留存") };
        response.widget_info(|| WidgetInfo::labeled(Role::Button, may_look, &name));
        let radius = f32::from(tokens().radius.control);
        ui.painter().rect_filled(rect, radius, c.cover);
        let texture = if may_look {
            let asked = self.looks.entry(object).or_default();
            cx.picture(object, of.case, asked)
        } else {
            None
        };
        match texture {
            Some(texture) => paint_fitted(ui, rect, &texture),
            None => {
                let words =
                    if may_look { "正在打开" } else { "已留存，原图由前台、鉴定人看" };
                paint::put_center(ui.painter(), rect, &paint::line(ui, Type::Note, c.ink2, words));
            }
        }
        if response.has_focus() {
            paint::ring_on(ui.painter(), rect, tokens().radius.control);
        }
        if response.clicked() {
            // A look at the original of its own, so it is written down of its own.
            cx.look(Look::Picture { object, case: of.case });
            self.viewer = Some(Viewer { object, title, view: image_viewer::View::default() });
        }
    }

    fn viewer_ui(&mut self, ui: &Ui, cx: &mut PageCx<'_>, case: CaseId) {
        let Some(viewer) = &mut self.viewer else { return };
        let asked = self.looks.entry(viewer.object).or_default();
        let texture = cx.picture(viewer.object, case, asked);
        let output = Modal::new(&viewer.title).words("看原图已记入日志").show(
            ui.ctx(),
            |ui| {
                let Some(texture) = texture else { return };
                let size = vec2(ui.available_width(), 400.0);
                ui.allocate_ui(size, |ui| {
                    image_viewer(ui, &viewer.title, texture.id(), texture.size_vec2(), &mut viewer.view);
                });
            },
            |ui| Button::secondary("看完了").ui(ui).clicked(),
        );
        if output.closed || output.foot || output.finished {
            self.viewer = None;
        }
    }
}

/// The whole picture inside its place.
fn paint_fitted(ui: &Ui, rect: Rect, texture: &egui::TextureHandle) {
    let size = texture.size_vec2();
    let scale = (rect.width() / size.x).min(rect.height() / size.y);
    let place = Rect::from_center_size(rect.center(), size * scale);
    let uv = Rect::from_min_max(egui::pos2(0.0, 0.0), egui::pos2(1.0, 1.0));
    ui.painter().image(texture.id(), place, uv, egui::Color32::WHITE);
}

fn coming_ui(ui: &mut Ui, size: Vec2) {
    let c = colors();
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter().rect_filled(rect, f32::from(tokens().radius.control), c.side);
    let words = paint::line(ui, Type::Note, c.ink2, "正在清理、加水印、加密，读回核对");
    paint::put_center(ui.painter(), rect, &words);
}

/// A pasted picture as bytes of its pixels.
pub fn pasted(image: &ColorImage) -> Source {
    let [width, height] = image.size;
    let rgba: Vec<u8> = image.pixels.iter().flat_map(|pixel| pixel.to_srgba_unmultiplied()).collect();
    Source::Rgba {
        width: u32::try_from(width).unwrap_or(0),
        height: u32::try_from(height).unwrap_or(0),
        rgba: Arc::new(rgba),
    }
}
