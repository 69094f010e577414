//! The faces of the window and of the sheets: five OFL fonts packed into the program, plus whatever
//! lies in a `fonts` folder beside it (FandolFang for 仿宋, faces the institution owns).
//!
//! Each face is unpacked once, when it is first asked for. FandolFang is GPL with a font exception
//! and therefore never part of the program: it is a file of its own, and nothing breaks without it.
//! Which face serves which text is not decided here but in the theme and in the templates.

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::thread;

use ruzstd::decoding::StreamingDecoder;

/// One packed face and the place where it is kept once unpacked.
struct Face {
    name: &'static str,
    packed: &'static [u8],
    unpacked: OnceLock<Vec<u8>>,
}

static SANS_REGULAR: Face =
    face("NotoSansSC-Regular", include_bytes!("../../assets/fonts/NotoSansSC-Regular.ttf.zst"));
static SANS_BOLD: Face =
    face("NotoSansSC-Bold", include_bytes!("../../assets/fonts/NotoSansSC-Bold.ttf.zst"));
static SERIF_REGULAR: Face =
    face("NotoSerifSC-Regular", include_bytes!("../../assets/fonts/NotoSerifSC-Regular.ttf.zst"));
static SERIF_BOLD: Face =
    face("NotoSerifSC-Bold", include_bytes!("../../assets/fonts/NotoSerifSC-Bold.ttf.zst"));
static WENKAI: Face =
    face("LXGWWenKai-Regular", include_bytes!("../../assets/fonts/LXGWWenKai-Regular.ttf.zst"));

/// Noto Sans SC Regular: body text of the window, 黑体 of the sheets.
pub fn noto_sans_regular() -> &'static [u8] {
    SANS_REGULAR.bytes()
}

/// Noto Sans SC Bold: bold text of the window, labels of the sheets.
pub fn noto_sans_bold() -> &'static [u8] {
    SANS_BOLD.bytes()
}

/// Noto Serif SC Regular: 宋体, and the fallback of every other face.
pub fn noto_serif_regular() -> &'static [u8] {
    SERIF_REGULAR.bytes()
}

/// Noto Serif SC Bold: titles of official sheets, in place of 小标宋.
pub fn noto_serif_bold() -> &'static [u8] {
    SERIF_BOLD.bytes()
}

/// LXGW WenKai: 楷体, and the last fallback for the rarest characters.
pub fn wenkai_regular() -> &'static [u8] {
    WENKAI.bytes()
}

/// All packed faces, unpacked side by side on the first call.
pub fn packed_faces() -> Vec<&'static [u8]> {
    let faces = [&SERIF_REGULAR, &WENKAI, &SANS_REGULAR, &SERIF_BOLD, &SANS_BOLD];
    thread::scope(|scope| {
        for face in faces {
            scope.spawn(|| face.bytes());
        }
    });
    faces.iter().map(|face| face.bytes()).collect()
}

/// Begins to unpack all packed faces on a thread of its own, so that the first sheet need not wait.
///
/// Unpacking takes about 0.1 s per 10 MB: the window asks for its own faces first, then calls this.
pub fn unpack_in_background() {
    let unpacking = thread::Builder::new().name("fonts".to_owned()).spawn(packed_faces);
    if let Err(error) = unpacking {
        tracing::warn!(%error, "faces will be unpacked when they are needed");
    }
}

/// The font files of every `fonts` folder that belongs to this program, in a fixed order.
///
/// A file that cannot be read is left out and named in the log; sheets then use the next face of
/// their list.
pub fn faces_beside_program() -> Vec<Vec<u8>> {
    let Ok(program) = std::env::current_exe() else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in folders_of(&program) {
        collect_font_files(&folder, &mut files);
    }
    files.iter().filter_map(|file| read_font_file(file)).collect()
}

const fn face(name: &'static str, packed: &'static [u8]) -> Face {
    Face { name, packed, unpacked: OnceLock::new() }
}

impl Face {
    fn bytes(&'static self) -> &'static [u8] {
        self.unpacked.get_or_init(|| match unpack(self.packed) {
            Ok(bytes) => bytes,
            Err(error) => {
                // Invariant: the packed bytes are part of the program and are unpacked by a test.
                debug_assert!(false, "packed face {} cannot be unpacked: {error}", self.name);
                tracing::error!(face = self.name, %error, "a packed face cannot be unpacked");
                Vec::new()
            }
        })
    }
}

/// `fonts` beside the executable, and the one of the source tree that the executable was built in.
fn folders_of(program: &Path) -> Vec<PathBuf> {
    let beside = program.parent().map(|folder| folder.join("fonts"));
    let in_tree = program
        .ancestors()
        .map(|folder| folder.join("assets").join("fonts").join("fandol"))
        .find(|folder| folder.is_dir());
    beside.into_iter().filter(|folder| folder.is_dir()).chain(in_tree).collect()
}

fn collect_font_files(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect_font_files(&path, files);
        } else if is_font_file(&path) {
            files.push(path);
        }
    }
}

fn is_font_file(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let name = name.to_ascii_lowercase();
    let name = name.strip_suffix(".zst").unwrap_or(&name);
    [".ttf", ".otf", ".ttc"].iter().any(|ending| name.ends_with(ending))
}

fn read_font_file(path: &Path) -> Option<Vec<u8>> {
    let packed = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zst"));
    let bytes = fs::read(path).map_err(|error| error.to_string());
    let bytes = if packed { bytes.and_then(|bytes| unpack(&bytes)) } else { bytes };
    bytes.inspect_err(|error| tracing::warn!(%error, "a font file beside the program cannot be read")).ok()
}

fn unpack(packed: &[u8]) -> Result<Vec<u8>, String> {
    let mut decoder = StreamingDecoder::new(packed).map_err(|error| error.to_string())?;
    let size = usize::try_from(decoder.decoder.content_size()).unwrap_or_default();
    // The size comes from the file: believe it only as far as a font can be long.
    let mut bytes = Vec::with_capacity(size.min(64 << 20));
    decoder.read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_packed_face_is_a_font() {
        for bytes in packed_faces() {
            assert_eq!(bytes[..4], [0, 1, 0, 0], "a TrueType file");
            assert!(bytes.len() > 3_000_000);
        }
    }

    #[test]
    fn fandol_fang_is_found_in_the_source_tree_and_is_unmodified() {
        let faces = faces_beside_program();
        assert!(faces.iter().any(|bytes| bytes.starts_with(b"OTTO") && bytes.len() == 6_961_384));
    }

    #[test]
    fn damaged_face_is_an_error_and_no_panic() {
        let packed = SANS_BOLD.packed;
        assert!(unpack(&packed[..packed.len() / 2]).is_err());
        assert!(unpack(b"not a frame").is_err());
    }

    #[test]
    fn only_font_files_are_taken() {
        assert!(is_font_file(Path::new("fonts/SIMFANG.TTF")));
        assert!(is_font_file(Path::new("fonts/FandolFang-Regular.otf.zst")));
        assert!(!is_font_file(Path::new("fonts/COPYING")));
        assert!(!is_font_file(Path::new("fonts/ttf")));
    }
}
