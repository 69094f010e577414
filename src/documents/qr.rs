//! The page mark: what the code in the corner of every page says, so that a scanned page finds its case.
//!
//! `FK1|2026-00123|F-07|p1of2|8f3a9c27d1e4`: format, case key, sheet, page of pages, mark of this print.
//! It names no person. Level Q, quiet zone 4 modules, printed at 21 mm: measured to survive 150 dpi
//! scans that are turned, shaded and noisy. The code is read elsewhere (capture), never here.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use qrcode::Color;
use qrcode::EcLevel;
use qrcode::QrCode;
use qrcode::render::svg;

use crate::domain::sheet::FormNo;
use serde_json::Value;

/// The first part of every mark; a new format gets a new one.
pub const FORMAT: &str = "FK1";

/// What a page says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageMark {
    /// The key of the case, without anything personal: 「2026-00123」.
    pub case_key: String,
    /// The sheet.
    pub form: FormNo,
    /// The page, counted from 1.
    pub page: usize,
    /// How many pages the sheet has.
    pub n_pages: usize,
    /// The mark of this print: the first 12 hexadecimal digits of its record.
    pub print_mark: String,
}

impl fmt::Display for PageMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { case_key, form, page, n_pages, print_mark } = self;
        write!(f, "{FORMAT}|{case_key}|{form}|p{page}of{n_pages}|{print_mark}")
    }
}

/// A text that is no page mark.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("这不是本程序打印的页标识")]
pub struct NotAPageMark;

impl FromStr for PageMark {
    type Err = NotAPageMark;

    fn from_str(text: &str) -> Result<Self, NotAPageMark> {
        let parts: Vec<&str> = text.trim().split('|').collect();
        let [FORMAT, case_key, form, pages, print_mark] = parts[..] else {
            return Err(NotAPageMark);
        };
        let pages = pages.strip_prefix('p').and_then(|pages| pages.split_once("of")).ok_or(NotAPageMark)?;
        let (Ok(form), Ok(page), Ok(n_pages)) = (form.parse(), pages.0.parse(), pages.1.parse()) else {
            return Err(NotAPageMark);
        };
        let is_plausible = page >= 1 && page <= n_pages && !case_key.is_empty();
        let mark =
            Self { case_key: case_key.to_owned(), form, page, n_pages, print_mark: print_mark.to_owned() };
        is_plausible.then_some(mark).ok_or(NotAPageMark)
    }
}

impl PageMark {
    /// Draws the mark as SVG without quiet zone (the template leaves the room); `None` when it is too
    /// long for a code that stays legible at 21 mm.
    #[must_use]
    pub fn to_svg(&self) -> Option<String> {
        let code = self.code()?;
        Some(code.render::<svg::Color<'_>>().quiet_zone(false).module_dimensions(1, 1).build())
    }

    /// The same as modules, for who draws them without a template.
    #[must_use]
    pub fn to_modules(&self) -> Option<Modules> {
        let code = self.code()?;
        Some(Modules {
            width: code.width(),
            dark: code.to_colors().into_iter().map(|one| one == Color::Dark).collect(),
        })
    }

    fn code(&self) -> Option<QrCode> {
        const MOST_MODULES: usize = 45;
        let code = QrCode::with_error_correction_level(self.to_string(), EcLevel::Q).ok()?;
        (code.width() <= MOST_MODULES).then_some(code)
    }
}

/// The modules of a code, without quiet zone.
pub struct Modules {
    width: usize,
    dark: Vec<bool>,
}

impl Modules {
    /// How many modules there are on each side.
    #[must_use]
    pub const fn width(&self) -> usize {
        self.width
    }

    /// Every run of dark modules: its row, and from where to where.
    pub fn dark_runs(&self) -> impl Iterator<Item = (usize, Range<usize>)> {
        self.dark.chunks(self.width.max(1)).enumerate().flat_map(|(row, modules)| {
            let mut at = 0;
            let runs = modules.chunk_by(|one, next| one == next).filter_map(move |run| {
                let from = at;
                at += run.len();
                run.first().is_some_and(|dark| *dark).then_some((row, from..at))
            });
            runs.collect::<Vec<_>>()
        })
    }
}

/// The marks of the pages of a sheet, as its head says.
pub(super) fn page_marks(facts: &Value, form: FormNo, n_pages: usize) -> impl Iterator<Item = PageMark> {
    let text = |key: &str| facts.pointer(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let (case_key, print_mark) = (text("/head/mark/case_key"), text("/head/mark/print_mark"));
    (1..=n_pages).map(move |page| PageMark {
        case_key: case_key.clone(),
        form,
        page,
        n_pages,
        print_mark: print_mark.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::PageMark;
    use crate::domain::sheet::FormNo;

    fn mark() -> PageMark {
        PageMark {
            case_key: "2026-00123".to_owned(),
            form: FormNo::F07,
            page: 1,
            n_pages: 2,
            print_mark: "8f3a9c27d1e4".to_owned(),
        }
    }

    #[test]
    fn mark_is_read_back() {
        assert_eq!(mark().to_string(), "FK1|2026-00123|F-07|p1of2|8f3a9c27d1e4");
        assert_eq!(mark().to_string().parse(), Ok(mark()));
    }

    #[test]
    fn modules_are_those_of_the_picture() {
        let modules = mark().to_modules().expect("a code");
        let n_dark: usize = modules.dark_runs().map(|(_, run)| run.len()).sum();
        let svg = mark().to_svg().expect("a code");
        assert_eq!(n_dark, svg.matches('M').count(), "{}", &svg[..200]);
        // The upper edge of the finder in the corner, and what is light within.
        assert!(modules.dark_runs().any(|found| found == (0, 0..7)));
        assert!(modules.dark_runs().any(|found| found == (1, 0..1)));
    }

    #[test]
    fn other_codes_are_no_marks() {
        for wrong in [
            "",
            "https://example.org",
            "FK1|a|F-07|p0of2|x",
            "FK1|a|F-07|p3of2|x",
            "FK2|a|F-07|p1of2|x",
            "FK1||F-07|p1of2|x",
        ] {
            assert!(wrong.parse::<PageMark>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn usual_mark_has_33_modules_and_too_long_ones_are_refused() {
        let svg = mark().to_svg().expect("short enough");
        assert!(svg.contains("viewBox=\"0 0 33 33\""), "{}", &svg[..200]);
        let long = PageMark { case_key: "9".repeat(200), ..mark() };
        assert!(long.to_svg().is_none());
    }
}
