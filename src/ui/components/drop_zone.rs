//! A place for files: drop, paste, choose, camera, or a watched folder. Says where things will land.
//!
//! The zone reads nothing itself; it hands on what came in and leaves decoding to a worker.

use super::button::Button;
use super::flow;
use super::paint;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::icon::Icon;
use crate::ui::theme::is_low;
use crate::ui::theme::measures;
use egui::ColorImage;
use egui::DroppedFileHandle;
use egui::Event;
use egui::Rect;
use egui::Response;
use egui::Role;
use egui::Sense;
use egui::Stroke;
use egui::Ui;
use egui::UiBuilder;
use egui::WidgetInfo;
use egui::pos2;
use egui::vec2;
use std::sync::Arc;

/// A zone. `DropZone::new("身份证件").headline("证件放上读卡器").camera(Some("F6")).other("其他证件…").ui(ui)`.
pub struct DropZone<'a> {
    lands_in: &'a str,
    symbol: Icon,
    headline: &'a str,
    hint: &'a str,
    camera: Option<&'a str>,
    other: &'a str,
    watched: Option<&'a str>,
    size: egui::Vec2,
    only: bool,
}

/// What came in.
#[derive(Default)]
pub struct DropOutput {
    /// Files that were dropped.
    pub files: Vec<DroppedFileHandle>,
    /// A picture that was pasted.
    pub pasted: Option<Arc<ColorImage>>,
    /// Another way was asked for.
    pub asked: Option<DropAsk>,
}

/// Another way than dropping and pasting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DropAsk {
    /// 选文件: open the file dialog.
    Choose,
    /// 拍照.
    Camera,
    /// The button named by `other`.
    Other,
    /// Show what lies in the watched folder.
    Watched,
}

impl<'a> DropZone<'a> {
    /// A zone whose files land in a place with this name.
    pub fn new(lands_in: &'a str) -> Self {
        Self {
            lands_in,
            symbol: icon::UPLOAD,
            headline: "拖进来、粘贴，或选文件",
            hint: "JPG、PNG、PDF，20 MB 内",
            camera: None,
            other: "",
            watched: None,
            size: vec2(f32::INFINITY, 112.0),
            only: false,
        }
    }

    /// The icon.
    pub fn symbol(mut self, symbol: Icon) -> Self {
        self.symbol = symbol;
        self
    }

    /// The first way, bold.
    pub fn headline(mut self, headline: &'a str) -> Self {
        self.headline = headline;
        self
    }

    /// The other ways, small; left out in a low window.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Adds 拍照, with its key.
    pub fn camera(mut self, key: &'a str) -> Self {
        self.camera = Some(key);
        self
    }

    /// Adds another button.
    pub fn other(mut self, word: &'a str) -> Self {
        self.other = word;
        self
    }

    /// Names the folder that is watched.
    pub fn watched(mut self, folder: Option<&'a str>) -> Self {
        self.watched = folder;
        self
    }

    /// The size; all the width and 112 high, unless set.
    pub fn size(mut self, size: impl Into<egui::Vec2>) -> Self {
        self.size = size.into();
        self
    }

    /// The only zone of the page: it takes files wherever they are let go, and Ctrl+V without focus.
    pub fn only(mut self) -> Self {
        self.only = true;
        self
    }

    /// Shows the zone.
    pub fn ui(self, ui: &mut Ui) -> DropOutput {
        let size = vec2(self.size.x.min(ui.available_width()), self.size.y);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let name = format!("{} 放文件，回车选文件", self.lands_in);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        flow::arrived(ui, &response);
        let n_above = ui.input(|input| input.raw.hovered_files.len());
        let here = self.only || ui.rect_contains_pointer(rect);
        let mut output =
            DropOutput { asked: response.clicked().then_some(DropAsk::Choose), ..DropOutput::default() };
        if here {
            output.files = ui.input(|input| input.raw.dropped_files.clone());
        }
        if response.has_focus() || (self.only && !ui.ctx().text_edit_focused()) {
            output.pasted = take_pasted(ui);
        }
        if n_above > 0 && here {
            self.paint_over(ui, rect, n_above);
        } else {
            self.paint_idle(ui, rect, &response);
            self.buttons(ui, rect, &mut output);
        }
        output
    }

    fn paint_over(&self, ui: &Ui, rect: Rect, n: usize) {
        let c = colors();
        ui.painter().rect_filled(rect, 0.0, c.tint);
        paint::dashed(ui.painter(), rect, Stroke::new(2.0, c.acc));
        let m = measures();
        let block = Rect::from_center_size(rect.center(), vec2(rect.width(), 76.0));
        let line =
            |top: f32, height| Rect::from_min_size(block.min + vec2(0.0, top), vec2(block.width(), height));
        paint::icon_at(ui.painter(), line(0.0, 24.0).center(), m.icon_notice, icon::DROP_HERE, c.acc);
        let where_to = format!("松手就放到「{}」", self.lands_in);
        paint::put_center(ui.painter(), line(30.0, 24.0), &paint::bold(ui, Type::Body, c.acc, where_to));
        paint::put_center(
            ui.painter(),
            line(54.0, 20.0),
            &paint::line(ui, Type::Note, c.acc, format!("{n} 个文件")),
        );
    }

    fn paint_idle(&self, ui: &Ui, rect: Rect, response: &Response) {
        let c = colors();
        let m = measures();
        ui.painter().rect_filled(rect, 0.0, c.sunk);
        let edge = if response.hovered() { c.ink2 } else { c.edge };
        paint::dashed(ui.painter(), rect, Stroke::new(1.0, edge));
        if response.has_focus() {
            paint::ring_on(ui.painter(), rect, 0);
        }
        let (block, low) = self.block(ui, rect);
        let line =
            |top: f32, height| Rect::from_min_size(block.min + vec2(0.0, top), vec2(block.width(), height));
        let mut top = 0.0;
        if !low {
            paint::icon_at(ui.painter(), line(0.0, 24.0).center(), m.icon_notice, self.symbol, c.ink2);
            top = 30.0;
        }
        paint::put_center(ui.painter(), line(top, 24.0), &paint::bold(ui, Type::Body, c.ink, self.headline));
        if !low {
            paint::put_center(
                ui.painter(),
                line(top + 24.0, 20.0),
                &paint::line(ui, Type::Note, c.ink2, self.hint),
            );
        }
    }

    fn block(&self, ui: &Ui, rect: Rect) -> (Rect, bool) {
        let low = is_low(ui.ctx());
        let words = if low { 24.0 } else { 74.0 };
        let bar = if self.has_buttons() { measures().control + 8.0 } else { 0.0 };
        (Rect::from_center_size(rect.center(), vec2(rect.width(), words + bar)), low)
    }

    fn has_buttons(&self) -> bool {
        self.camera.is_some() || !self.other.is_empty() || self.watched.is_some()
    }

    fn buttons(&self, ui: &mut Ui, rect: Rect, output: &mut DropOutput) {
        if !self.has_buttons() {
            return;
        }
        let (block, low) = self.block(ui, rect);
        let gap = measures().space_2;
        let mut buttons = Vec::new();
        let low_or = |button: Button<'a>, key: &'a str| if low { button } else { button.key(key) };
        if let Some(key) = self.camera {
            buttons.push((DropAsk::Camera, low_or(Button::secondary("拍照").icon(icon::CAMERA), key)));
        }
        if !self.other.is_empty() {
            buttons.push((DropAsk::Other, Button::secondary(self.other)));
        }
        if let Some(folder) = self.watched {
            buttons.push((DropAsk::Watched, Button::quiet(folder).icon(icon::CASE)));
        }
        let width = buttons.iter().map(|(_, button)| button.width_in(ui) + gap).sum::<f32>() - gap;
        let left = (block.center().x - width / 2.0).round();
        let at = Rect::from_min_size(
            pos2(left, block.bottom() - measures().control),
            vec2(width, measures().control),
        );
        let layout = egui::Layout::left_to_right(egui::Align::Min);
        let mut child =
            ui.new_child(UiBuilder::new().max_rect(at).layout(layout).id_salt(("drop", self.lands_in)));
        for (which, button) in buttons {
            if button.ui(&mut child).clicked() {
                output.asked = Some(which);
            }
        }
    }
}

fn take_pasted(ui: &Ui) -> Option<Arc<ColorImage>> {
    ui.input_mut(|input| {
        let at = input.events.iter().position(|event| matches!(event, Event::PasteImage(_)))?;
        match input.events.remove(at) {
            Event::PasteImage(image) => Some(image),
            _ => None,
        }
    })
}
