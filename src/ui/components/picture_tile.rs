//! A small picture in a row. Pictures of bodies are covered; holding Space or the pointer shows one, and is recorded.

use super::paint;
use crate::ui::theme::Type;
use crate::ui::theme::colors;
use crate::ui::theme::icon;
use crate::ui::theme::icon::Icon;
use crate::ui::theme::measures;
use crate::ui::theme::tokens;
use egui::Key;
use egui::Rect;
use egui::Response;
use egui::Role;
use egui::Sense;
use egui::TextureHandle;
use egui::Ui;
use egui::Vec2;
use egui::WidgetInfo;
use egui::vec2;

/// A tile. `PictureTile::new("右膝正面").note("14:35，已遮盖").covered().texture(Some(&texture)).ui(ui)`.
pub struct PictureTile<'a> {
    name: &'a str,
    note: &'a str,
    symbol: Icon,
    covered: bool,
    texture: Option<&'a TextureHandle>,
    size: Vec2,
}

/// What happened on a tile.
pub struct TileOutput {
    /// The tile.
    pub response: Response,
    /// The covered picture is being looked at now.
    pub looking: bool,
    /// Looking began in this frame: record it.
    pub look_began: bool,
}

impl<'a> PictureTile<'a> {
    /// A tile with a name below it.
    pub fn new(name: &'a str) -> Self {
        Self { name, note: "", symbol: icon::IMAGE, covered: false, texture: None, size: vec2(120.0, 56.0) }
    }

    /// Time and state, small.
    pub fn note(mut self, note: &'a str) -> Self {
        self.note = note;
        self
    }

    /// The icon of what is not a picture: film, sound.
    pub fn symbol(mut self, symbol: Icon) -> Self {
        self.symbol = symbol;
        self
    }

    /// Covers the picture.
    pub fn covered(mut self) -> Self {
        self.covered = true;
        self
    }

    /// The picture, once it is decoded.
    pub fn texture(mut self, texture: Option<&'a TextureHandle>) -> Self {
        self.texture = texture;
        self
    }

    /// Another size than 120×56.
    pub fn size(mut self, size: impl Into<Vec2>) -> Self {
        self.size = size.into();
        self
    }

    /// Shows the tile with its two lines.
    pub fn ui(self, ui: &mut Ui) -> TileOutput {
        let c = colors();
        let (all, response) = ui.allocate_exact_size(self.size + vec2(0.0, 42.0), Sense::click());
        let rect = Rect::from_min_size(all.min, self.size);
        let held = response.is_pointer_button_down_on()
            || (response.has_focus() && ui.input(|input| input.key_down(Key::Space)));
        let looking = self.covered && held;
        let name = if self.covered {
            format!("{} 已遮盖，按住空格看", self.name)
        } else {
            self.name.to_owned()
        };
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        match self.texture {
            Some(texture) if !self.covered || looking => paint_inside(ui, rect, texture),
            _ => {
                let symbol = if self.covered { icon::COVERED } else { self.symbol };
                ui.painter().rect_filled(rect, f32::from(tokens().radius.control), c.cover);
                paint::icon_at(ui.painter(), rect.center(), measures().icon_notice, symbol, c.ink2);
            }
        }
        let below = Rect::from_min_size(rect.left_bottom() + vec2(0.0, 2.0), vec2(self.size.x, 20.0));
        paint::put_left(ui.painter(), below, &paint::bold(ui, Type::Note, c.ink, self.name));
        let note_at = below.translate(vec2(0.0, 19.0));
        paint::put_left(ui.painter(), note_at, &paint::line(ui, Type::Note, c.ink2, self.note));
        if response.has_focus() {
            paint::ring_on(ui.painter(), rect, tokens().radius.control);
        }
        let key = response.id.with("looking");
        let before = ui.data_mut(|data| data.get_temp::<bool>(key).unwrap_or(false));
        ui.data_mut(|data| data.insert_temp(key, looking));
        TileOutput { response, looking, look_began: looking && !before }
    }
}

/// The whole picture inside the tile, on the cover colour.
fn paint_inside(ui: &Ui, rect: Rect, texture: &TextureHandle) {
    ui.painter().rect_filled(rect, f32::from(tokens().radius.control), colors().cover);
    let size = texture.size_vec2();
    let scale = (rect.width() / size.x).min(rect.height() / size.y);
    let place = Rect::from_center_size(rect.center(), size * scale);
    let uv = Rect::from_min_max(egui::pos2(0.0, 0.0), egui::pos2(1.0, 1.0));
    ui.painter().image(texture.id(), place, uv, egui::Color32::WHITE);
}
