//! Font families: 黑体 regular and bold, 宋体 bold for sheet titles, and the icon font.
//!
//! The bytes come from outside, so that the window, the screen tests and the documents draw with the same
//! faces. A rare character missing from a face falls back whole, to 宋体 regular, never to a box. On Windows the sans
//! of the system stands before ours, and its faces for rare characters behind.

use egui::Context;
use egui::FontData;
use egui::FontDefinitions;
use egui::FontFamily;
use std::collections::BTreeSet;
use std::sync::Arc;

const SANS: &str = "noto-sans";
const SANS_BOLD: &str = "noto-sans-bold";
const SERIF_BOLD: &str = "noto-serif-bold";
const SERIF: &str = "noto-serif";
const SYSTEM_SANS: &str = "system-sans";
const SYSTEM_SANS_BOLD: &str = "system-sans-bold";

/// The faces of the program, as complete font files.
#[derive(Debug, Clone, Copy)]
pub struct FontBytes {
    /// Noto Sans SC Regular.
    pub sans: &'static [u8],
    /// Noto Sans SC Bold, which may be a subset.
    pub sans_bold: &'static [u8],
    /// Noto Serif SC Bold, which may be a subset.
    pub serif_bold: &'static [u8],
    /// Noto Serif SC Regular, the fallback of all.
    pub serif: &'static [u8],
}

/// Faces of the system, as complete font files. They serve the window only, never a sheet.
#[derive(Debug, Clone, Default)]
pub struct SystemFonts {
    /// Regular and bold of one design, drawn in place of Noto Sans SC.
    pub sans: Option<[&'static [u8]; 2]>,
    /// Asked for what no other face has.
    pub rare: Vec<&'static [u8]>,
}

/// The bold family.
pub(super) fn bold() -> FontFamily {
    FontFamily::Name("bold".into())
}

/// The family of sheet titles.
pub(super) fn serif_title() -> FontFamily {
    FontFamily::Name("serif-title".into())
}

/// The icon family.
pub(super) fn icons() -> FontFamily {
    FontFamily::Name(egui_material_icons::FONT_FAMILY.into())
}

/// Installs the families, replacing what egui brings along.
pub fn install_fonts(ctx: &Context, bytes: &FontBytes, system: &SystemFonts) {
    let mut fonts = FontDefinitions::empty();
    let mut add = |name: &str, data: &'static [u8]| {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(data)));
    };
    add(SANS, bytes.sans);
    add(SANS_BOLD, bytes.sans_bold);
    add(SERIF_BOLD, bytes.serif_bold);
    add(SERIF, bytes.serif);
    if let Some([sans, sans_bold]) = system.sans {
        add(SYSTEM_SANS, sans);
        add(SYSTEM_SANS_BOLD, sans_bold);
    }
    let rare: Vec<String> = (0..system.rare.len()).map(|n| format!("system-rare-{n}")).collect();
    for (name, face) in rare.iter().zip(&system.rare) {
        add(name, face);
    }

    let icon_font = egui_material_icons::font_insert();
    let mut icon_data = icon_font.data;
    icon_data.tweak.y_offset_factor = 0.0; // components centre icons themselves
    fonts.font_data.insert(icon_font.name.clone(), Arc::new(icon_data));

    let has_system = system.sans.is_some();
    let chain = |faces: &[&str]| {
        let known = |face: &&&str| has_system || ![SYSTEM_SANS, SYSTEM_SANS_BOLD].contains(*face);
        let ours = faces.iter().filter(known).map(|&face| face.to_owned());
        ours.chain(rare.iter().cloned()).collect::<Vec<_>>()
    };
    fonts.families.insert(FontFamily::Proportional, chain(&[SYSTEM_SANS, SANS, SERIF]));
    fonts.families.insert(FontFamily::Monospace, chain(&[SYSTEM_SANS, SANS, SERIF]));
    fonts.families.insert(bold(), chain(&[SYSTEM_SANS_BOLD, SANS_BOLD, SYSTEM_SANS, SANS, SERIF]));
    fonts.families.insert(serif_title(), chain(&[SERIF_BOLD, SERIF, SANS]));
    fonts.families.insert(icons(), vec![icon_font.name]);
    ctx.set_fonts(fonts);
    let first_bold = system.sans.map_or(bytes.sans_bold, |[_, sans_bold]| sans_bold);
    ctx.data_mut(|data| data.insert_temp(egui::Id::unique("bold coverage"), Coverage::of(first_bold)));
}

/// Says whether the bold face itself draws every character, so that a name in bold never mixes two faces.
pub fn bold_covers(ctx: &Context, text: &str) -> bool {
    let coverage = ctx.data(|data| data.get_temp::<Coverage>(egui::Id::unique("bold coverage")));
    coverage.is_some_and(|coverage| text.chars().all(|c| coverage.has(c)))
}

/// The characters of one face, read from its `cmap` table.
#[derive(Debug, Clone, Default)]
struct Coverage(Arc<BTreeSet<(u32, u32)>>);

impl Coverage {
    fn of(font: &[u8]) -> Self {
        Self(Arc::new(cmap_ranges(font).unwrap_or_default()))
    }

    fn has(&self, c: char) -> bool {
        let c = u32::from(c);
        self.0.range(..=(c, u32::MAX)).next_back().is_some_and(|&(_, last)| c <= last)
    }
}

/// Ranges of characters that have a glyph. `None` when the file is not a font or has no usable table.
fn cmap_ranges(font: &[u8]) -> Option<BTreeSet<(u32, u32)>> {
    let start = if font.get(..4)? == b"ttcf" { u32_at(font, 12)? as usize } else { 0 };
    let n_tables = usize::from(u16_at(font, start + 4)?);
    let record =
        (0..n_tables).map(|i| start + 12 + 16 * i).find(|&at| font.get(at..at + 4) == Some(b"cmap"))?;
    let cmap = u32_at(font, record + 8)? as usize;
    let n_maps = usize::from(u16_at(font, cmap + 2)?);
    let maps = (0..n_maps).filter_map(|i| Some(cmap + u32_at(font, cmap + 4 + 8 * i + 4)? as usize));
    let mut ranges = BTreeSet::new();
    for map in maps {
        match u16_at(font, map)? {
            12 => {
                for i in 0..u32_at(font, map + 12)? as usize {
                    let at = map + 16 + 12 * i;
                    ranges.insert((u32_at(font, at)?, u32_at(font, at + 4)?));
                }
            }
            4 => segments_of_format_4(font, map, &mut ranges)?,
            _ => {}
        }
    }
    Some(ranges)
}

fn segments_of_format_4(font: &[u8], map: usize, ranges: &mut BTreeSet<(u32, u32)>) -> Option<()> {
    let doubled = usize::from(u16_at(font, map + 6)?);
    for i in 0..doubled / 2 {
        let last = u16_at(font, map + 14 + 2 * i)?;
        let first = u16_at(font, map + 16 + doubled + 2 * i)?;
        if first <= last && last != u16::MAX {
            ranges.insert((u32::from(first), u32::from(last)));
        }
    }
    Some(())
}

fn u16_at(font: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(font.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(font: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(font.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::Coverage;
    use super::FontBytes;
    use super::SystemFonts;
    use super::bold;
    use super::bold_covers;
    use super::cmap_ranges;
    use super::install_fonts;
    use crate::services::start::window_faces;
    use egui::Context;
    use egui::FontFamily;
    use egui::FontId;
    use egui::RawInput;

    /// A face of the system that has little: rare characters come from ours behind it, in every weight.
    #[test]
    fn rare_characters_are_drawn_whatever_face_of_the_system_stands_before_ours() {
        let [sans, sans_bold, serif_bold, serif] = window_faces();
        let ours = FontBytes { sans, sans_bold, serif_bold, serif };
        let poor = SystemFonts { sans: Some([sans_bold, sans_bold]), rare: vec![serif_bold] };
        for system in [SystemFonts::default(), poor] {
            let ctx = Context::default();
            install_fonts(&ctx, &ours, &system);
            ctx.run_ui(RawInput::default(), |_ui| {}).textures_delta.clear();
            for family in [FontFamily::Proportional, bold()] {
                let font = FontId::new(15.0, family);
                let drawn = ctx.fonts_mut(|fonts| fonts.has_glyphs(&font, "䶮㛃𬱖龘阿不都热合曼·买买提"));
                assert!(drawn, "{font:?}, {} faces of the system", system.rare.len());
            }
            assert!(
                !bold_covers(&ctx, "龘") && bold_covers(&ctx, "买"),
                "the faces are as poor as they should be"
            );
        }
    }

    #[test]
    fn a_file_that_is_no_font_covers_nothing() {
        assert!(cmap_ranges(b"not a font").is_none());
        assert!(!Coverage::of(b"").has('一'));
    }
}
