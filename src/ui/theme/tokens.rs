//! The token file as types. Names are those of `assets/theme.toml`.

use egui::Color32;
use serde::Deserialize;
use std::sync::LazyLock;

const SOURCE: &str = include_str!("../../../assets/theme.toml");

static TOKENS: LazyLock<Tokens> =
    LazyLock::new(|| toml::from_str(SOURCE).expect("assets/theme.toml is part of the program"));

/// All tokens.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tokens {
    /// Colours by role.
    pub color: Colors,
    /// Type scale.
    #[serde(rename = "type")]
    pub scale: Scale,
    /// Corner radii.
    pub radius: Radii,
    /// The two shadows.
    pub shadow: Shadows,
    /// Text sizes offered.
    pub zoom: Zoom,
    /// Widths and heights at which the layout changes.
    pub breakpoint: Breakpoints,
    /// Sizes of things.
    pub measure: Measures,
}

/// Colours by role; the contrast of each is noted in the token file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Colors {
    #[serde(with = "hex")]
    pub desk: Color32,
    #[serde(with = "hex")]
    pub side: Color32,
    #[serde(with = "hex")]
    pub sunk: Color32,
    #[serde(with = "hex")]
    pub paper: Color32,
    #[serde(with = "hex")]
    pub line: Color32,
    #[serde(with = "hex")]
    pub line2: Color32,
    #[serde(with = "hex")]
    pub edge: Color32,
    #[serde(with = "hex")]
    pub grid: Color32,
    #[serde(with = "hex")]
    pub ink: Color32,
    #[serde(with = "hex")]
    pub ink2: Color32,
    #[serde(with = "hex")]
    pub ink3: Color32,
    #[serde(with = "hex")]
    pub acc: Color32,
    #[serde(with = "hex")]
    pub acc_hover: Color32,
    #[serde(with = "hex")]
    pub acc_press: Color32,
    #[serde(with = "hex")]
    pub acc_key: Color32,
    #[serde(with = "hex")]
    pub tint: Color32,
    #[serde(with = "hex")]
    pub tint2: Color32,
    #[serde(with = "hex")]
    pub ring: Color32,
    #[serde(with = "hex")]
    pub red: Color32,
    #[serde(with = "hex")]
    pub red_t: Color32,
    #[serde(with = "hex")]
    pub red_l: Color32,
    #[serde(with = "hex")]
    pub amber: Color32,
    #[serde(with = "hex")]
    pub amber_t: Color32,
    #[serde(with = "hex")]
    pub amber_l: Color32,
    #[serde(with = "hex")]
    pub amber_edge: Color32,
    #[serde(with = "hex")]
    pub amber_icon: Color32,
    #[serde(with = "hex")]
    pub orange: Color32,
    #[serde(with = "hex")]
    pub orange_t: Color32,
    #[serde(with = "hex")]
    pub orange_l: Color32,
    #[serde(with = "hex")]
    pub green: Color32,
    #[serde(with = "hex")]
    pub green_t: Color32,
    #[serde(with = "hex")]
    pub green_l: Color32,
    #[serde(with = "hex")]
    pub cover: Color32,
    scrim_percent: u8,
}

impl Colors {
    /// The veil behind a modal and the palette.
    pub fn scrim(&self) -> Color32 {
        self.ink.gamma_multiply(f32::from(self.scrim_percent) / 100.0)
    }
}

/// One text style.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypeToken {
    /// Height of the characters.
    pub size: f32,
    /// Height of a line.
    pub line: f32,
    /// Drawn in the bold face.
    pub bold: bool,
}

/// The text styles.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    pub display: TypeToken,
    pub measure: TypeToken,
    pub title: TypeToken,
    pub head: TypeToken,
    pub field: TypeToken,
    pub body: TypeToken,
    pub note: TypeToken,
    pub sheet_title: TypeToken,
}

/// Corner radii.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Radii {
    pub sheet: u8,
    pub checkbox: u8,
    pub key_cap: u8,
    pub control: u8,
    pub card: u8,
}

/// The two shadows; there is no third.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shadows {
    /// Official sheets.
    pub paper_lift: ShadowToken,
    /// Popups, modals, toasts.
    pub pop: ShadowToken,
}

/// One shadow.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShadowToken {
    y: i8,
    blur: u8,
    ink_percent: u8,
}

impl ShadowToken {
    /// The shadow as egui paints it.
    pub fn shadow(self) -> egui::Shadow {
        let color = colors().ink.gamma_multiply(f32::from(self.ink_percent) / 100.0);
        egui::Shadow { offset: [0, self.y], blur: self.blur, spread: 0, color }
    }
}

/// Text sizes offered.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Zoom {
    /// Factors, ascending, 1.0 first.
    pub steps: Vec<f32>,
}

/// Where the layout changes, in points.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Breakpoints {
    pub wide: f32,
    pub desk: f32,
    pub rail: f32,
    pub low: f32,
}

/// Sizes of things, in points.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measures {
    pub space_1: f32,
    pub space_2: f32,
    pub space_3: f32,
    pub space_4: f32,
    pub space_6: f32,
    pub space_8: f32,
    pub control: f32,
    pub control_page: f32,
    pub control_standing: f32,
    pub row_check: f32,
    pub row: f32,
    pub row_combo: f32,
    pub row_palette: f32,
    pub row_person: f32,
    pub row_document: f32,
    pub chip: f32,
    pub chip_grid: f32,
    pub icon_note: f32,
    pub icon_text: f32,
    pub icon_notice: f32,
    pub icon_empty: f32,
    pub sidebar: f32,
    pub rail: f32,
    pub status_line: f32,
    pub page_head: f32,
    pub action_bar: f32,
    pub action_bar_standing: f32,
    pub side_panel: f32,
    pub list_pane: f32,
    pub step_pane: f32,
    pub sheet_outer: f32,
    pub sheet_padding: f32,
    pub sheet_inner: f32,
    pub gutter: f32,
    pub modal: f32,
    pub palette: f32,
    pub palette_top: f32,
    pub why_panel: f32,
    pub toast_min: f32,
    pub toast_max: f32,
}

/// All tokens of the program.
pub fn tokens() -> &'static Tokens {
    &TOKENS
}

/// The colours.
pub fn colors() -> &'static Colors {
    &TOKENS.color
}

/// The sizes.
pub fn measures() -> &'static Measures {
    &TOKENS.measure
}

/// Six hex digits, without a hash sign.
mod hex {
    use egui::Color32;
    use serde::Deserialize as _;
    use serde::Deserializer;
    use serde::de::Error as _;

    /// Reads `1E4E79`.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Color32, D::Error> {
        let text = String::deserialize(from)?;
        let value = u32::from_str_radix(&text, 16).map_err(D::Error::custom)?;
        if text.len() != 6 {
            return Err(D::Error::custom("a colour has six hex digits"));
        }
        let [_, r, g, b] = value.to_be_bytes();
        Ok(Color32::from_rgb(r, g, b))
    }
}

#[cfg(test)]
mod tests {
    use super::colors;
    use super::tokens;
    use egui::Color32;

    fn luminance(color: Color32) -> f64 {
        let part = |v: u8| {
            let v = f64::from(v) / 255.0;
            if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(color.r()) + 0.7152 * part(color.g()) + 0.0722 * part(color.b())
    }

    fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_is_readable_on_every_ground_it_stands_on() {
        let c = colors();
        let check = |name: &str, text, ground, least| {
            let found = contrast(text, ground);
            assert!(found >= least, "{name}: {found:.2}, at least {least}");
        };
        for ground in [c.paper, c.desk, c.side, c.sunk, c.tint, c.tint2] {
            check("ink", c.ink, ground, 7.0);
        }
        for ground in [c.paper, c.desk, c.side] {
            check("ink2", c.ink2, ground, 4.5);
            check("ink3", c.ink3, ground, 4.5);
        }
        for (text, ground) in
            [(c.red, c.red_t), (c.amber, c.amber_t), (c.orange, c.orange_t), (c.green, c.green_t)]
        {
            check("verdict", text, ground, 6.5);
        }
        check("white on the primary button", c.paper, c.acc, 7.0);
        for ground in [c.paper, c.desk] {
            check("edge of a control", c.edge, ground, 3.0);
            check("focus ring", c.ring, ground, 3.0);
        }
    }

    #[test]
    fn lines_are_on_the_grid_of_four() {
        let s = &tokens().scale;
        for style in [s.display, s.measure, s.title, s.head, s.field, s.body, s.note, s.sheet_title] {
            assert_eq!(style.line % 4.0, 0.0, "{style:?}");
            assert!(style.size >= 13.0, "nothing is smaller than a note: {style:?}");
        }
    }

    #[test]
    fn zoom_steps_ascend_from_one() {
        let steps = &tokens().zoom.steps;
        assert_eq!(steps.first(), Some(&1.0));
        assert!(steps.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
