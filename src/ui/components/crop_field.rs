//! A value read from a picture: the piece of the picture at the left, the field beside it, and whether it agrees.
//!
//! The crop is the picture, not retyped text. Enter confirms and goes on; a click on the crop shows it large.

use super::field::Field;
use super::field::FieldOutput;
use super::paint;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::measures;
use crate::ui::theme::tokens;
use egui::Align;
use egui::Layout;
use egui::Rect;
use egui::Role;
use egui::Sense;
use egui::TextureHandle;
use egui::Ui;
use egui::UiBuilder;
use egui::WidgetInfo;
use egui::vec2;

const CROP: [f32; 2] = [192.0, 32.0];
const VERDICT: f32 = 88.0;

/// Whether a value agrees with its picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    /// Someone compared it: 一致.
    Same,
    /// The check digit is right: 校验位对.
    CheckDigit,
    /// Not yet compared: 请核对.
    ToCheck,
}

/// A row. `CropField::new("工号", &mut draft.number, Agreement::ToCheck).crop(Some(&texture)).ui(ui)`.
pub struct CropField<'a> {
    label: &'a str,
    text: &'a mut String,
    agreement: Agreement,
    crop: Option<&'a TextureHandle>,
    label_width: f32,
    height: f32,
    groups: &'static [usize],
}

/// What happened in a row.
pub struct CropOutput {
    /// The field; `committed` means the value was compared and confirmed.
    pub field: FieldOutput,
    /// The crop was pressed: show the picture large.
    pub enlarge: bool,
}

impl<'a> CropField<'a> {
    /// A row with its label, bound to a text.
    pub fn new(label: &'a str, text: &'a mut String, agreement: Agreement) -> Self {
        Self { label, text, agreement, crop: None, label_width: 72.0, height: 40.0, groups: &[] }
    }

    /// The piece of the picture.
    pub fn crop(mut self, crop: Option<&'a TextureHandle>) -> Self {
        self.crop = crop;
        self
    }

    /// Shows the characters in groups (6 8 4).
    pub fn groups(mut self, groups: &'static [usize]) -> Self {
        self.groups = groups;
        self
    }

    /// Another pitch than 40; 36 in a low window.
    pub fn height(mut self, height: f32) -> Self {
        self.height = height;
        self
    }

    /// Shows the row over the width there is.
    pub fn ui(self, ui: &mut Ui) -> CropOutput {
        let c = colors();
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), self.height), Sense::hover());
        let line = Rect::from_center_size(rect.center(), vec2(rect.width(), measures().control));
        paint::put_left(ui.painter(), line, &paint::line(ui, Type::Note, c.ink2, self.label));
        let room = line.width() - self.label_width - VERDICT - 8.0;
        let crop = vec2(CROP[0].min((room * 0.45).round()), CROP[1]);
        let crop_at = Rect::from_min_size(line.min + vec2(self.label_width, 0.0), crop);
        let enlarge = self.crop_ui(ui, crop_at);
        let field_at = line.with_min_x(crop_at.right() + 8.0).with_max_x(line.right() - VERDICT);
        let layout = Layout::left_to_right(Align::Center);
        let mut child = ui.new_child(UiBuilder::new().max_rect(field_at).layout(layout).id_salt(self.label));
        let field = Field::new(self.label, self.text)
            .bare()
            .groups(self.groups)
            .to_check(self.agreement == Agreement::ToCheck)
            .width(field_at.width())
            .ui(&mut child);
        let verdict = line.with_min_x(field_at.right() + 10.0);
        let (symbol, word, color) = match self.agreement {
            Agreement::Same => (icon::CHECK, "一致", c.green),
            Agreement::CheckDigit => (icon::CHECK, "校验位对", c.green),
            Agreement::ToCheck => (icon::TO_CHECK, "请核对", c.amber),
        };
        let verdict = paint::icon_left(ui.painter(), verdict, measures().icon_note, 4.0, symbol, color);
        paint::put_left(ui.painter(), verdict, &paint::line(ui, Type::Note, color, word));
        CropOutput { field, enlarge }
    }

    fn crop_ui(&self, ui: &Ui, rect: Rect) -> bool {
        let c = colors();
        paint::surface(ui.painter(), rect, tokens().radius.control, c.side, paint::thin(ui, c.line2));
        let Some(texture) = self.crop else { return false };
        let id = ui.unique_id().with(("crop", self.label));
        let response = ui.interact(rect, id, Sense::CLICK);
        let name = format!("{} 原图，点开看大图", self.label);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        let inner = rect.shrink(1.0);
        let size = texture.size_vec2();
        let scale = (inner.width() / size.x).min(inner.height() / size.y);
        let place = egui::Align2::LEFT_CENTER.align_size_within_rect(size * scale, inner);
        let uv = Rect::from_min_max(egui::pos2(0.0, 0.0), egui::pos2(1.0, 1.0));
        ui.painter().image(texture.id(), place, uv, egui::Color32::WHITE);
        response.clicked()
    }
}
