//! 附件 of the registers: any file, kept encrypted as it came, so that its hash is that of the original; looked at and
//! taken out by those who may read the entry, and every look is in the log.

use crate::capture::pixels_of;
use crate::domain::attachment::Attachment;
use crate::domain::audit::Operation;
use crate::domain::clue::BrokerClue;
use crate::domain::ids::EntryId;
use crate::domain::ids::ObjectId;
use crate::domain::interference::Interference;
use crate::platform::print::save_as;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::picture::Pixels;
use crate::services::picture::SHOWN_MAX_SIDE;
use crate::services::registers;
use crate::services::request::Outcome;
use std::fs::File;
use std::path::Path;
use std::path::PathBuf;

/// What can be asked about attachments.
#[derive(Clone)]
pub enum Request {
    /// Keeps a file; the entry names it when it is saved.
    Keep { shelf: Shelf, path: PathBuf },
    /// Writes an attachment to a file the user chose.
    TakeOut { shelf: Shelf, entry: EntryId, object: ObjectId, to: PathBuf },
}

impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // A file name can hold a person's name.
        match self {
            Self::Keep { shelf, .. } => write!(f, "Keep({shelf:?}, ▒)"),
            Self::TakeOut { shelf, entry, object, .. } => {
                write!(f, "TakeOut({shelf:?}, {entry}, {object}, ▒)")
            }
        }
    }
}

/// Which register an attachment belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    Interference,
    Clue,
}

impl Shelf {
    fn operation(self) -> Operation {
        match self {
            Self::Interference => Operation::RegisterInterference,
            Self::Clue => Operation::RegisterClue,
        }
    }

    /// The attachment of an entry, for eyes that may read the entry.
    fn attachment(
        self,
        office: &Office,
        entry: EntryId,
        object: ObjectId,
    ) -> Result<Attachment, ServiceError> {
        let attached = match self {
            Self::Interference => registers::entry::<Interference>(office, entry)?.body.attachments,
            Self::Clue => registers::entry::<BrokerClue>(office, entry)?.body.evidence,
        };
        let found = attached.into_iter().find(|one| one.object == object);
        found.ok_or(ServiceError::Missing("这条登记没有这个附件"))
    }
}

/// The longest file that is kept: a quarter of an hour of video, and no whole disk.
const MOST_BYTES: u64 = 200 * 1024 * 1024;

/// Does what was asked.
pub fn handle(office: &mut Office, request: Request) -> Result<Outcome, ServiceError> {
    match request {
        Request::Keep { shelf, path } => keep(office, shelf, &path).map(Outcome::Attached),
        Request::TakeOut { shelf, entry, object, to } => take_out(office, shelf, entry, object, &to),
    }
}

/// Keeps a file as it is; returns only after it was read back.
pub fn keep(office: &mut Office, shelf: Shelf, path: &Path) -> Result<Attachment, ServiceError> {
    office.may(shelf.operation())?;
    let mut file = File::open(path).map_err(ServiceError::PictureFile)?;
    if file.metadata().map_err(ServiceError::PictureFile)?.len() > MOST_BYTES {
        return Err(ServiceError::Incomplete("附件超过 200 MB，先截取要紧的一段再附"));
    }
    let mime = mime_of(path);
    let kept = office.opened()?.store.keep_object(&mut file, mime)?;
    let sha256 = kept.sha256().hex();
    let object = office
        .write_office(shelf.operation(), "attachment", |tx, _by, at| tx.insert_object(&kept, None, at))?;
    let title = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    Ok(Attachment { title, object, sha256, mime: mime.to_owned() })
}

/// Decrypts a picture into memory. Every look at one is written down first.
pub fn look(
    office: &mut Office,
    shelf: Shelf,
    entry: EntryId,
    object: ObjectId,
) -> Result<Pixels, ServiceError> {
    shelf.attachment(office, entry, object)?;
    office.write_office(Operation::ViewAttachment, &format!("{entry} {object}"), |_tx, _by, _at| Ok(()))?;
    let bytes = office.opened()?.store.read_object(object)?;
    let picture = pixels_of(&bytes, SHOWN_MAX_SIDE)?;
    Ok(Pixels { object, width: picture.width as usize, height: picture.height as usize, rgba: picture.rgba })
}

fn take_out(
    office: &mut Office,
    shelf: Shelf,
    entry: EntryId,
    object: ObjectId,
    to: &Path,
) -> Result<Outcome, ServiceError> {
    let attachment = shelf.attachment(office, entry, object)?;
    let bytes = office.opened()?.store.read_object(object)?;
    office.write_office(
        Operation::TakeOutAttachment,
        &format!("{entry} {object}"),
        |_tx, _by, _at| Ok(()),
    )?;
    save_as(to, &bytes)?;
    Ok(Outcome::Done { said: format!("附件「{}」已取出", attachment.title), case: None, made: None })
}

/// By the name: nothing in the program runs or opens a file for what it says it is.
fn mime_of(path: &Path) -> &'static str {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    match ending.as_deref() {
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("png") => "image/png",
        Some("bmp") => "image/bmp",
        Some("pdf") => "application/pdf",
        Some("mp3") => "audio/mpeg",
        Some("m4a") => "audio/mp4",
        Some("wav") => "audio/wav",
        Some("mp4") => "video/mp4",
        _ => "application/octet-stream",
    }
}
