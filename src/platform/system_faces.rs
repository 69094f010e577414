//! The faces of the system, for the window only: they are made for its screens and for the eyes of its users. Sheets
//! never use them, so that paper is the same everywhere.
//!
//! The files are mapped, not read: what is not drawn takes no memory.
#![expect(unsafe_code, reason = "a file that is mapped could change under the program")]

use memmap2::Mmap;
use std::fs::File;
use std::path::Path;
use std::path::PathBuf;

/// Whole font files, the face numbered 0 in each.
#[derive(Clone, Debug, Default)]
pub struct SystemFaces {
    /// Regular and bold of one design: never one without the other, or names in bold would mix two.
    pub sans: Option<SansPair>,
    /// For characters no other face has.
    pub rare: Vec<&'static [u8]>,
}

/// Regular and bold of one design.
#[derive(Clone, Copy, Debug)]
pub struct SansPair {
    /// The regular one.
    pub regular: &'static [u8],
    /// The bold one.
    pub bold: &'static [u8],
}

/// Looks for 微软雅黑 and for the faces Windows has for rare characters. Nothing on other systems: what lies there
/// differs from desk to desk, and the packed faces are as good.
#[must_use]
pub fn system_faces() -> SystemFaces {
    if cfg!(windows) { faces_in(&windows_fonts()) } else { SystemFaces::default() }
}

fn windows_fonts() -> PathBuf {
    let windows = std::env::var_os("SystemRoot").unwrap_or_else(|| r"C:\Windows".into());
    PathBuf::from(windows).join("Fonts")
}

/// 宋体 comes before its extension: it has what is merely uncommon. 仿宋 draws nothing in the window.
fn faces_in(folder: &Path) -> SystemFaces {
    let face = |names: &[&str]| names.iter().find_map(|name| mapped(&folder.join(name)));
    let regular = face(&["msyh.ttc", "msyh.ttf"]);
    let bold = face(&["msyhbd.ttc", "msyhbd.ttf"]);
    let sans = regular.zip(bold).map(|(regular, bold)| SansPair { regular, bold });
    let rare = ["simsun.ttc", "simsunb.ttf"].into_iter().filter_map(|name| face(&[name])).collect();
    SystemFaces { sans, rare }
}

/// Maps a font file for as long as the program runs.
fn mapped(place: &Path) -> Option<&'static [u8]> {
    let file = File::open(place).ok()?;
    // SAFETY: Windows lets nobody change or shorten a file while it is mapped, and fonts are installed by
    // administrators under new names.
    let map = unsafe { Mmap::map(&file) }.ok()?;
    let bytes: &'static [u8] = Box::leak(Box::new(map));
    if is_font(bytes) {
        Some(bytes)
    } else {
        tracing::warn!("a face of the system is no font");
        None
    }
}

/// A whole TrueType or OpenType file or a collection of them, readable as such.
fn is_font(bytes: &[u8]) -> bool {
    ttf_parser::Face::parse(bytes, 0).is_ok()
}

#[cfg(test)]
mod tests {
    use super::faces_in;
    use crate::platform::fonts;
    use std::fs;

    #[test]
    fn only_a_whole_pair_is_taken_and_nothing_that_is_no_font() {
        let folder = std::env::temp_dir().join(format!("system-faces-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        assert!(faces_in(&folder).sans.is_none() && faces_in(&folder).rare.is_empty());
        let font = fonts::noto_sans_bold();
        fs::write(folder.join("msyh.ttc"), font).expect("written");
        fs::write(folder.join("simsunb.ttf"), b"no font").expect("written");
        assert!(faces_in(&folder).sans.is_none(), "regular alone");
        assert!(faces_in(&folder).rare.is_empty());
        fs::write(folder.join("msyhbd.ttf"), font).expect("written");
        let faces = faces_in(&folder);
        assert_eq!(faces.sans.map(|pair| pair.bold.len()), Some(font.len()));
        fs::remove_dir_all(&folder).expect("removed");
    }
}
