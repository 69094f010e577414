//! The pages of the sheet as textures, and how large the first one is seen.

use crate::services::sheet::PagePixels;
use crate::ui::components::flow;
use crate::ui::components::pdf_preview::Drawn;
use crate::ui::components::pdf_preview::Page;
use crate::ui::components::pdf_preview::PreviewState;
use crate::ui::components::pdf_preview::pdf_preview;
use egui::ColorImage;
use egui::Context;
use egui::Rect;
use egui::TextureHandle;
use egui::TextureOptions;
use egui::Ui;
use egui::vec2;

/// Width of the paper in points.
const A4: f32 = 595.0;
/// From so many points of the screen for one of the paper on, the text of a sheet can be read.
const READABLE: f32 = 0.9;
/// More is not easier to read, and more of the page is out of sight.
const LARGE: f32 = 1.4;

/// Everything that is drawn of a sheet.
#[derive(Default)]
pub(in crate::ui::pages) struct Pages {
    drawn: Vec<PageTextures>,
    state: PreviewState,
    /// The first page was put into the window once.
    was_placed: bool,
    /// It stands beside what is typed: it takes no keyboard, and a page is seen whole.
    is_beside: bool,
}

struct PageTextures {
    page: TextureHandle,
    smaller: [TextureHandle; 2],
}

impl Pages {
    /// Pages beside a form.
    pub(in crate::ui::pages) fn beside() -> Self {
        Self { is_beside: true, ..Self::default() }
    }

    /// Takes the pages of a preview; the page that is being read stays.
    pub(in crate::ui::pages) fn take(
        &mut self,
        ctx: &Context,
        pages: &[PagePixels],
        smaller: &[[PagePixels; 2]],
    ) {
        let load = |name: String, pixels: &PagePixels| {
            let size = [pixels.width, pixels.height];
            let image = ColorImage::from_rgba_unmultiplied(size, &pixels.rgba);
            ctx.load_texture(name, image, TextureOptions::LINEAR)
        };
        let pages = pages.iter().zip(smaller).enumerate();
        self.drawn = pages
            .map(|(n, (page, [thumb, half]))| PageTextures {
                page: load(format!("sheet page {n}"), page),
                smaller: [
                    load(format!("sheet page {n} thumb"), thumb),
                    load(format!("sheet page {n} half"), half),
                ],
            })
            .collect();
    }

    /// Shows them.
    pub(in crate::ui::pages) fn ui(&mut self, ui: &mut Ui, rect: Rect, name: &str) {
        let drawn = |texture: &TextureHandle| Drawn { texture: texture.id(), width: texture.size_vec2().x };
        let pages: Vec<Page> = self
            .drawn
            .iter()
            .map(|textures| Page {
                texture: Some(textures.page.id()),
                smaller: [Some(drawn(&textures.smaller[0])), Some(drawn(&textures.smaller[1]))],
                size: textures.page.size_vec2(),
            })
            .collect();
        if !std::mem::replace(&mut self.was_placed, true) && !self.is_beside {
            self.state.zoom = first_zoom(rect, pages.first(), pages.len());
            flow::focus(ui.ctx(), ui.make_persistent_id(("preview", name)));
        }
        pdf_preview(ui, name, &pages, &mut self.state);
    }
}

/// The whole page where it can be read so; else as wide as there is room, to be scrolled.
fn first_zoom(rect: Rect, page: Option<&Page>, n_pages: usize) -> f32 {
    const MARGINS: f32 = 72.0;
    const BELOW: f32 = 88.0;
    let Some(page) = page else { return 1.0 };
    let thumbnails = if n_pages > 1 { 128.0 } else { 0.0 };
    let room = vec2(rect.width() - MARGINS - thumbnails, rect.height() - BELOW);
    let ratio = page.size.x / page.size.y.max(1.0);
    let whole = (room.y * ratio).min(room.x).max(1.0);
    if whole >= READABLE * A4 { 1.0 } else { (room.x.min(LARGE * A4) / whole).clamp(1.0, 4.0) }
}

#[cfg(test)]
mod tests {
    use super::first_zoom;
    use crate::ui::components::pdf_preview::Page;
    use egui::Rect;
    use egui::pos2;
    use egui::vec2;

    #[test]
    fn a_page_is_seen_whole_where_it_can_be_read_and_else_as_wide_as_there_is_room() {
        let page = Page { size: vec2(1190.0, 1684.0), ..Page::default() };
        let zoom = |width, height| {
            first_zoom(Rect::from_min_size(pos2(0.0, 0.0), vec2(width, height)), Some(&page), 2)
        };
        assert!((zoom(1500.0, 950.0) - 1.0).abs() < 0.001, "a large screen shows it whole");
        let shown = |width: f32, height: f32| zoom(width, height) * (height - 88.0) * 1190.0 / 1684.0;
        for (width, height) in [(870.0, 620.0), (870.0, 540.0), (1000.0, 380.0)] {
            let shown = shown(width, height);
            assert!(shown > 0.9 * 595.0 && shown <= width - 200.0 + 0.1, "{width}×{height}: {shown}");
        }
        assert!((first_zoom(Rect::ZERO, None, 0) - 1.0).abs() < 0.001);
    }
}
