//! Pictures of the examination: covered in the strip, looked at while held, and every look is written down.

use crate::domain::audit::Operation;
use crate::domain::check_in::Recorder;
use crate::domain::evidence::Recorded;
use crate::domain::ids::CaseId;
use crate::domain::process_record::Media;
use crate::domain::process_record::MediaKind;
use crate::services::case_view::CaseView;
use crate::services::picture;
use crate::services::picture::Kept;
use crate::services::picture::PictureKind;
use crate::services::picture::Source;
use crate::services::process_record;
use crate::services::process_record::MediaDraft;
use crate::services::request::Action;
use crate::services::request::Look;
use crate::services::request::Outcome;
use crate::ui::components::button::Button;
use crate::ui::components::drop_zone::DropAsk;
use crate::ui::components::drop_zone::DropZone;
use crate::ui::components::field::Field;
use crate::ui::components::modal::Modal;
use crate::ui::components::paint;
use crate::ui::components::picture_tile::PictureTile;
use crate::ui::components::segmented::Segmented;
use crate::ui::desk::cx::PageCx;
use crate::ui::desk::cx::PickFor;
use crate::ui::desk::cx::Ticket;
use crate::ui::law::plain_why;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::is_low;
use egui::Rect;
use egui::ScrollArea;
use egui::Ui;
use egui::vec2;
use std::collections::VecDeque;

const PICK: PickFor = PickFor("process_record picture");

/// Pictures on their way into the record.
#[derive(Default)]
pub struct MediaDesk {
    keeping: Vec<Ticket>,
    /// Kept and not yet named.
    waiting: VecDeque<Kept>,
    caption: String,
    is_private: Option<bool>,
    /// Whose camera, by its place among those asked.
    recorder: Option<usize>,
    attaching: Option<Ticket>,
    /// Naming was put off; the pictures wait in the strip.
    put_off: bool,
}

impl MediaDesk {
    /// Takes chosen files, files let go anywhere, pasted pictures, and what the scanner left.
    pub fn receive(&mut self, ui: &Ui, cx: &mut PageCx<'_>, case: CaseId, sealed: bool) {
        for ticket in std::mem::take(&mut self.keeping) {
            match cx.take(ticket) {
                Some(Ok(Outcome::Kept(kept))) => {
                    self.waiting.push_back(kept);
                    self.put_off = false;
                }
                Some(_) => {}
                None => self.keeping.push(ticket),
            }
        }
        if let Some(answer) = cx.take_if(&mut self.attaching)
            && answer.is_ok()
        {
            self.waiting.pop_front();
            self.caption.clear();
            self.is_private = None;
            self.recorder = None;
        }
        let picked = cx.take_picked(PICK).unwrap_or_default();
        if sealed {
            return;
        }
        let dropped = ui.input(|input| input.raw.dropped_files.clone());
        let dropped = dropped.iter().map(|file| file.path().to_owned());
        for path in picked.into_iter().chain(dropped).chain(cx.take_arrived()) {
            self.keep(cx, case, Source::Path(path));
        }
    }

    fn keep(&mut self, cx: &mut PageCx<'_>, case: CaseId, source: Source) {
        let kind = PictureKind::Photo;
        self.keeping.push(cx.act(Action::Picture(picture::Request::Keep { case, source, kind })));
    }

    /// F6: opens the file dialog.
    pub fn choose(&self, cx: &mut PageCx<'_>) {
        cx.pick_pictures(PICK);
    }

    /// A picture waits for its name.
    pub fn is_asking(&self) -> bool {
        !self.waiting.is_empty() && !self.put_off
    }

    /// The strip: a tile for each, the place for new ones, the count.
    pub fn strip_ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>, view: &CaseView, locked: bool) {
        let c = colors();
        let tile = vec2(120.0, if is_low(ui.ctx()) { 32.0 } else { 56.0 });
        let session = view.file.session().map(|session| session.id);
        let rows: Vec<&Recorded<Media>> =
            view.file.current(&view.file.media).filter(|row| Some(row.body.session) == session).collect();
        let user = cx.views.session.as_ref().and_then(|session| session.user.clone());
        let may_look = user.is_some_and(|user| user.may(Operation::ViewCredential));
        ScrollArea::horizontal().id_salt("pictures").auto_shrink([false, true]).show(ui, |ui| {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                for row in &rows {
                    tile_ui(ui, cx, view.file.id, row, tile, may_look);
                }
                if !locked {
                    self.zone_ui(ui, cx, view.file.id, vec2(196.0, tile.y + 42.0));
                }
                if !self.waiting.is_empty() {
                    let words = format!("还有 {} 张没放进记录", self.waiting.len());
                    if Button::secondary(&words).ui(ui).clicked() {
                        self.put_off = false;
                    }
                }
                let words = match (self.keeping.len(), rows.len()) {
                    (0, 0) => "还没有影像，笔记也可以".to_owned(),
                    (0, n) => format!("影像 {n} 件，都已存好，读回核对过"),
                    (n, _) => format!("正在存 {n} 件"),
                };
                let galley = paint::line(ui, Type::Note, c.ink2, words);
                let (rect, _) =
                    ui.allocate_exact_size(vec2(galley.size().x, tile.y + 42.0), egui::Sense::hover());
                paint::put_left(ui.painter(), rect, &galley);
            });
        });
        self.naming_ui(ui, cx, view);
    }

    fn zone_ui(&mut self, ui: &mut Ui, cx: &mut PageCx<'_>, case: CaseId, size: egui::Vec2) {
        let output = DropZone::new("影像")
            .symbol(icon::CAMERA)
            .headline("选图片 F6")
            .hint("拖进来，或 Ctrl+V 粘贴")
            .size(size)
            .ui(ui);
        if matches!(output.asked, Some(DropAsk::Choose | DropAsk::Other | DropAsk::Camera)) {
            cx.pick_pictures(PICK);
        }
        let pasted = output.pasted.or_else(|| {
            if ui.ctx().text_edit_focused() {
                return None;
            }
            ui.input_mut(|input| {
                let at = input.events.iter().position(|event| matches!(event, egui::Event::PasteImage(_)))?;
                match input.events.remove(at) {
                    egui::Event::PasteImage(image) => Some(image),
                    _ => None,
                }
            })
        });
        if let Some(image) = pasted {
            self.keep(cx, case, crate::ui::pages::check_in::pasted(&image));
        }
    }

    /// What a kept picture shows, and whether it is private: asked before it is part of the record.
    fn naming_ui(&mut self, ui: &Ui, cx: &mut PageCx<'_>, view: &CaseView) {
        let case = view.file.id;
        if self.put_off {
            return;
        }
        let Some(kept) = self.waiting.front().cloned() else { return };
        let more = self.waiting.len() - 1;
        let words = if more > 0 {
            format!("后面还有 {more} 张")
        } else {
            "存好了，读回核对过".to_owned()
        };
        let recorders = recorders(view);
        // Where nobody else could have recorded, nobody is asked.
        if recorders.len() == 1 {
            self.recorder = Some(0);
        }
        let (caption, is_private, recorder) = (&mut self.caption, &mut self.is_private, &mut self.recorder);
        let why = if caption.trim().is_empty() || is_private.is_none() {
            Some(plain_why("还不能放进记录", "拍的什么、是不是私密部位", "私密部位要被鉴定人或监护人同意"))
        } else {
            recorder.is_none().then(|| plain_why("还不能放进记录", "谁拍的", "别人拍的要有影像许可"))
        };
        let output = Modal::new("这张照片").words(&words).show(
            ui.ctx(),
            |ui| {
                let size = kept.n_bytes.div_ceil(1024);
                let taken = if kept.had_capture_time {
                    ""
                } else {
                    "，没有拍摄时间，微信可能已去除，建议留原图"
                };
                let line = format!("{}，{size} KB{taken}", kept.file_name);
                ui.label(crate::ui::theme::rich(Type::Note, line).color(colors().ink2));
                Field::new("拍的什么", caption).required().hint("右膝外侧瘢痕").ui(ui);
                Segmented::new("私密部位", is_private, &[(true, "是"), (false, "不是")]).required().ui(ui);
                if recorders.len() > 1 {
                    let names: Vec<(usize, &str)> =
                        recorders.iter().enumerate().map(|(n, (_, name))| (n, name.as_str())).collect();
                    Segmented::new("谁拍的", recorder, &names).required().ui(ui);
                }
            },
            |ui| {
                let put = Button::primary("放进记录").why(why.as_ref()).ui(ui).clicked();
                let drop = Button::quiet("不要这张").ui(ui).clicked();
                (put, drop)
            },
        );
        let (put, drop) = output.foot;
        self.put_off = output.closed;
        if drop {
            self.waiting.pop_front();
            return;
        }
        if (put || output.finished) && why.is_none() && self.attaching.is_none() {
            let draft = Box::new(MediaDraft {
                kept,
                caption: self.caption.trim().to_owned(),
                kind: MediaKind::Photo,
                recorder: self
                    .recorder
                    .and_then(|n| recorders.get(n))
                    .map(|one| one.0.clone())
                    .unwrap_or_default(),
                is_private_part: self.is_private == Some(true),
            });
            let request = process_record::Request::Attach { case, draft };
            self.attaching = Some(cx.act(Action::ProcessRecord(request)));
        }
    }
}

/// Who could have recorded: the appraisers, and whoever was asked about on the door.
fn recorders(view: &CaseView) -> Vec<(Recorder, String)> {
    let mut recorders = vec![(Recorder::Appraiser, "鉴定人".to_owned())];
    for row in view.file.current(&view.file.consents) {
        let name = match &row.body.who_records {
            Recorder::Appraiser => continue,
            Recorder::Party => "当事人一方".to_owned(),
            Recorder::Insurer { insurer } => {
                let known = view.file.intake.insurers.iter().find(|one| one.insurer == *insurer);
                known.map_or_else(|| "保险机构".to_owned(), |one| one.called().to_owned())
            }
        };
        if recorders.iter().all(|(known, _)| *known != row.body.who_records) {
            recorders.push((row.body.who_records.clone(), name));
        }
    }
    recorders
}

fn tile_ui(
    ui: &mut Ui,
    cx: &mut PageCx<'_>,
    case: CaseId,
    row: &Recorded<Media>,
    size: egui::Vec2,
    may_look: bool,
) {
    let object = row.body.object;
    let texture = cx.views.pictures.get(&object).filter(|_| may_look).cloned();
    let private = if row.body.is_private_part { "，私密部位" } else { "" };
    let note = format!("{}，已遮盖{private}", row.at.hour_minute_text());
    let symbol = match row.body.kind {
        MediaKind::Photo => icon::IMAGE,
        MediaKind::Audio => icon::MIC,
        MediaKind::Video => icon::VIDEO,
    };
    let output = PictureTile::new(&row.body.caption)
        .note(&note)
        .symbol(symbol)
        .covered()
        .texture(texture.as_ref())
        .size(size)
        .ui(ui);
    if output.look_began && may_look {
        // Each look goes through the office, though the picture may lie decrypted already: each is written down.
        cx.look(Look::Picture { object, case });
    }
    if output.looking
        && let Some(texture) = &texture
    {
        large_ui(ui, output.response.rect, texture);
    }
}

/// While it is held, the picture stands large above its tile.
fn large_ui(ui: &Ui, tile: Rect, texture: &egui::TextureHandle) {
    let window = ui.ctx().content_rect().shrink(24.0);
    let pixels = texture.size_vec2();
    let room = vec2(window.width().min(640.0), (tile.top() - window.top() - 16.0).max(80.0));
    let size = pixels * (room.x / pixels.x).min(room.y / pixels.y);
    let left =
        (tile.center().x - size.x / 2.0).clamp(window.left(), (window.right() - size.x).max(window.left()));
    let place = Rect::from_min_size(egui::pos2(left, tile.top() - 8.0 - size.y), size);
    let layer = egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("picture that is held"));
    let painter = ui.ctx().layer_painter(layer);
    painter.rect_filled(place.expand(4.0), 4.0, colors().paper);
    let uv = Rect::from_min_max(egui::pos2(0.0, 0.0), egui::pos2(1.0, 1.0));
    painter.image(texture.id(), place, uv, egui::Color32::WHITE);
}
