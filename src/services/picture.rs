//! 证件影像与照片: cleaned of metadata, watermarked, encrypted, read back — and every look at one is in the log.

use crate::capture::Watermark;
use crate::capture::credential_image::clean_credential;
use crate::capture::credential_image::clean_photo;
use crate::capture::pixels_of;
use crate::capture::png_of;
use crate::capture::watched_folder::WatchedFolder;
use crate::domain::audit::Operation;
use crate::domain::ids::CaseId;
use crate::domain::ids::ObjectId;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Outcome;
use std::path::PathBuf;
use std::sync::Arc;

/// What can be asked about pictures.
#[derive(Clone, Debug)]
pub enum Request {
    /// A picture from a file, a drop, the clipboard or the watched folder.
    Keep { case: CaseId, source: Source, kind: PictureKind },
}

/// Where a picture comes from.
#[derive(Clone)]
pub enum Source {
    Bytes {
        bytes: Arc<Vec<u8>>,
        file_name: String,
    },
    /// A file on this machine; it is read here, never on the frame.
    Path(PathBuf),
    /// Pixels from the clipboard, 4 bytes each.
    Rgba {
        width: u32,
        height: u32,
        rgba: Arc<Vec<u8>>,
    },
}

/// What a picture is of; decides whether it gets a watermark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureKind {
    /// A copy of an identity document or work credential: watermarked (SC-4.4b).
    Credential,
    /// A photo of the examination: cleaned, never written on (SC-3.2d).
    Photo,
}

/// A picture as it was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub object: ObjectId,
    pub file_name: String,
    pub sha256: String,
    pub n_bytes: u64,
    /// Whether the original carried a capture time; pictures from chat programs do not.
    pub had_capture_time: bool,
}

/// A decrypted picture; exists in memory only.
#[derive(Clone)]
pub struct Pixels {
    pub object: ObjectId,
    pub width: usize,
    pub height: usize,
    pub rgba: Vec<u8>,
}

impl std::fmt::Debug for Pixels {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pixels({}, {}×{})", self.object, self.width, self.height)
    }
}

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // A file name can hold a person's name.
        match self {
            Self::Bytes { bytes, .. } => write!(f, "Bytes({})", bytes.len()),
            Self::Path(_) => f.write_str("Path(▒)"),
            Self::Rgba { width, height, .. } => write!(f, "Rgba({width}×{height})"),
        }
    }
}

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    let Request::Keep { case, source, kind } = request;
    let (bytes, file_name) = read(source)?;
    keep(office, case, &bytes, &file_name, kind).map(Outcome::Kept)
}

/// Brings a source into bytes of a picture file and the name it had.
fn read(source: Source) -> Result<(Arc<Vec<u8>>, String), ServiceError> {
    match source {
        Source::Bytes { bytes, file_name } => Ok((bytes, file_name)),
        Source::Path(path) => {
            let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            let bytes = std::fs::read(&path).map_err(ServiceError::PictureFile)?;
            Ok((Arc::new(bytes), name))
        }
        Source::Rgba { width, height, rgba } => {
            let pixels = crate::capture::Pixels { width, height, rgba: rgba.as_ref().clone() };
            let png = png_of(&pixels)?;
            Ok((Arc::new(png), "粘贴的图片.png".to_owned()))
        }
    }
}

/// Cleans a picture, stamps a credential, and keeps it encrypted; returns only after it was read back.
pub fn keep(
    office: &mut Office,
    case: CaseId,
    bytes: &[u8],
    file_name: &str,
    kind: PictureKind,
) -> Result<Kept, ServiceError> {
    let operation = match kind {
        PictureKind::Credential => Operation::SignIn,
        PictureKind::Photo => Operation::AttachMedia,
    };
    office.may(operation)?;
    let file = office.file(case)?;
    let institution = office.institution()?;
    let clean = match kind {
        PictureKind::Credential => {
            let mark = Watermark {
                institution: &institution.name,
                case_no: file.called(),
                on: office.now().day(),
                face: crate::platform::fonts::noto_sans_regular(),
            };
            clean_credential(bytes, &mark)?
        }
        PictureKind::Photo => clean_photo(bytes)?,
    };
    let store = &office.opened()?.store;
    let kept = store.keep_object(&mut clean.jpeg.as_slice(), "image/jpeg")?;
    let (sha256, n_bytes) = (kept.sha256().hex(), kept.len());
    let object =
        office.write(operation, case, |tx, _head| tx.insert_object(&kept, Some(&clean.thumbnail)))?;
    Ok(Kept {
        object,
        file_name: file_name.to_owned(),
        sha256,
        n_bytes,
        had_capture_time: clean.taken_at.is_some(),
    })
}

/// Decrypts a picture into memory. Every look at one is written down first (workflow §4).
pub fn look(office: &mut Office, object: ObjectId, case: CaseId) -> Result<Pixels, ServiceError> {
    office.may(Operation::ViewCredential)?;
    office.write(Operation::ViewCredential, case, |_tx, _head| Ok(()))?;
    let jpeg = office.opened()?.store.read_object(object)?;
    let picture = pixels_of(&jpeg, SHOWN_MAX_SIDE)?;
    Ok(Pixels { object, width: picture.width as usize, height: picture.height as usize, rgba: picture.rgba })
}

/// Longest side of a picture on screen; old graphics chips hold no larger texture.
pub(crate) const SHOWN_MAX_SIDE: u32 = 2048;

/// Under which key this desk keeps the folder it watches.
pub(crate) const WATCHED_FOLDER: &str = "watched_folder";

impl Office {
    /// Begins to watch the folder of the settings; what lies in it already is old.
    pub(crate) fn begin_watching(&mut self) -> Result<(), ServiceError> {
        let opened = self.opened_mut()?;
        let folder: Option<PathBuf> = opened.store.get_setting(WATCHED_FOLDER)?.flatten();
        opened.watched = match folder {
            None => None,
            Some(folder) => match WatchedFolder::begin(&folder) {
                Ok(watched) => Some(watched),
                Err(error) => {
                    // A scanner that is switched off must not keep the office shut.
                    tracing::warn!(%error, "the watched folder cannot be read");
                    None
                }
            },
        };
        Ok(())
    }

    /// Whether a folder is watched now.
    pub(crate) fn is_watching(&self) -> bool {
        self.open.as_ref().is_some_and(|opened| opened.watched.is_some())
    }

    /// Pictures that have arrived in the watched folder since the last look.
    pub(crate) fn arrived_pictures(&mut self) -> Vec<PathBuf> {
        let Some(watched) = self.open.as_mut().and_then(|opened| opened.watched.as_mut()) else {
            return Vec::new();
        };
        watched.poll().unwrap_or_else(|error| {
            tracing::warn!(%error, "the watched folder cannot be read");
            Vec::new()
        })
    }
}
