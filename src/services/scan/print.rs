//! A page of a print that came back: what of the print is in already, how its signed copy stands, and the one place
//! where a page is written down, whoever found out where it belongs.

use crate::domain::audit::Operation;
use crate::domain::evidence::Recorded;
use crate::domain::evidence::Version;
use crate::domain::ids::EntryId;
use crate::domain::ids::Id as _;
use crate::domain::ids::ObjectId;
use crate::domain::ids::UserId;
use crate::domain::moment::Moment;
use crate::domain::scan::BoxFinding;
use crate::domain::scan::Fate;
use crate::domain::scan::OfficeScan;
use crate::domain::scan::PenBox;
use crate::domain::scan::Pose;
use crate::domain::scan::ScanRef;
use crate::domain::scan::SheetScan;
use crate::domain::scan::SignedCopy;
use crate::domain::scan::Source;
use crate::domain::scan::StrayScan;
use crate::domain::scan::scans_of;
use crate::domain::scan::signed_copy;
use crate::domain::sheet::PrintRef;
use crate::domain::sheet::SheetPrint;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::scan::Filing;
use crate::services::scan::reading::PageRead;
use crate::services::sheet;
use crate::store::KeptObject;
use crate::store::StoreError;
use crate::store::Tx;

/// A page of a print of this office.
pub(super) struct PageOf {
    pub(super) print: PrintRef,
    pub(super) body: SheetPrint,
    pub(super) at: Filing,
}

/// A page of a print that is in already.
pub(super) struct Back {
    pub(super) which: ScanRef,
    pub(super) page: u32,
    pub(super) source: Source,
}

/// What was measured on a page; nothing was where a person filed it.
pub(super) struct Measured {
    pub(super) dpi: u16,
    pub(super) pose: Option<Pose>,
    pub(super) boxes: Vec<BoxFinding>,
}

/// A picture of a page: just read, or waiting in the tray.
pub(super) enum Picture {
    Read(Box<PageRead>),
    Waiting(EntryId, StrayScan),
}

/// How the signed copy stands with a page.
pub(super) struct Standing {
    pub(super) note: String,
    pub(super) completes: bool,
}

impl PageOf {
    /// The places for the pen on this page.
    pub(super) fn boxes(&self) -> impl Iterator<Item = PenBox> + '_ {
        self.body.pen_boxes.iter().flatten().filter(|of| of.page == self.at.page).cloned()
    }

    /// The pages of this print that are in, oldest first.
    pub(super) fn back(&self, office: &Office) -> Result<Vec<Back>, ServiceError> {
        Ok(match self.print {
            PrintRef::OfCase { case, row } => {
                let file = office.file(case)?;
                let back = |row: &Recorded<SheetScan>| Back {
                    which: ScanRef::OfCase { case, scan: row.id },
                    page: row.body.page,
                    source: row.body.source.clone(),
                };
                scans_of(&file, row).map(back).collect()
            }
            PrintRef::OfOffice(print) => {
                let rows = office.opened()?.store.list_registered_of::<OfficeScan>(print.uuid())?;
                let back = |row: Version<OfficeScan>| Back {
                    which: ScanRef::OfOffice(EntryId::from_uuid(row.id)),
                    page: row.body.scan.page,
                    source: row.body.scan.source,
                };
                rows.into_iter().map(back).collect()
            }
        })
    }

    /// How the signed copy of the sheet stands now, as far as this print counts for it.
    pub(super) fn standing(&self, office: &Office) -> Result<Standing, ServiceError> {
        let (standing, latest) = match self.print {
            PrintRef::OfCase { case, row } => {
                let copy = signed_copy(&office.file(case)?, self.body.form, self.body.about);
                said(copy, |print| print == row)
            }
            PrintRef::OfOffice(row) => {
                said(sheet::office_copy_of(office, self.at.sheet)?, |print| print == row)
            }
        };
        let note = match (standing, latest) {
            (Some(standing), _) => return Ok(standing),
            (None, _) if self.body.is_draft => "这是草稿的扫描件，不算签名件".to_owned(),
            (None, _) if self.body.pen_boxes.as_ref().is_none_or(Vec::is_empty) => {
                "这份文书没有要在纸上签的地方".to_owned()
            }
            (None, Some(latest)) if latest > self.at.n => format!(
                "这是第 {} 次打印的，之后又打印过第 {latest} 次：已经存档，但签名件以第 {latest} 次为准",
                self.at.n
            ),
            (None, _) => "已经存档".to_owned(),
        };
        Ok(Standing { note, completes: false })
    }

    /// Writes a page of this print down; says which row it became, and whether the page was in already.
    pub(super) fn write_down(
        &self,
        office: &mut Office,
        picture: &Picture,
        measured: Measured,
    ) -> Result<(ScanRef, bool), ServiceError> {
        let earlier = self.back(office)?.into_iter().rfind(|back| back.page == self.at.page);
        let earlier = earlier.map(|back| back.which);
        let object = match picture {
            Picture::Read(read) => {
                let store = &office.opened()?.store;
                Object::New(store.keep_object(&mut read.kept.as_slice(), read.mime)?, &read.thumbnail)
            }
            Picture::Waiting(_, stray) => Object::There(stray.object),
        };
        let scan = match self.print {
            PrintRef::OfCase { case, row: print } => {
                let repeats = earlier.and_then(|which| match which {
                    ScanRef::OfCase { scan, .. } => Some(scan),
                    ScanRef::OfOffice(_) => None,
                });
                office.write(Operation::FileScan, case, |tx, head| {
                    let object = object.enter(tx.tx, head.at)?;
                    let scan =
                        tx.insert_evidence(head, &self.row(print, object, picture, measured, repeats))?;
                    let which = ScanRef::OfCase { case, scan };
                    picture.leaves_the_tray(tx.tx, (head.by, head.at), which)?;
                    Ok(which)
                })?
            }
            PrintRef::OfOffice(print) => {
                let repeats = earlier.and_then(|which| match which {
                    ScanRef::OfOffice(scan) => Some(scan),
                    ScanRef::OfCase { .. } => None,
                });
                let id: EntryId = office.fresh_id()?;
                let detail = format!("{} {id}", self.at.sheet.form);
                office.write_office(Operation::FileScan, &detail, |tx, by, at| {
                    let object = object.enter(tx, at)?;
                    let scan = self.row(print, object, picture, measured, repeats);
                    let body = OfficeScan { of: self.at.sheet.of, scan, correction: String::new() };
                    tx.insert_version(id.uuid(), Some(by), at, &body)?;
                    let which = ScanRef::OfOffice(id);
                    picture.leaves_the_tray(tx, (by, at), which)?;
                    Ok(which)
                })?
            }
        };
        Ok((scan, earlier.is_some()))
    }

    fn row<Row>(
        &self,
        print: Row,
        object: ObjectId,
        picture: &Picture,
        Measured { dpi, pose, boxes }: Measured,
        repeats: Option<Row>,
    ) -> SheetScan<Row> {
        let source = match picture {
            Picture::Read(read) => &read.source,
            Picture::Waiting(_, stray) => &stray.source,
        };
        SheetScan {
            print,
            form: self.body.form,
            about: self.body.about,
            n: self.body.n,
            page: self.at.page,
            object,
            source: source.clone(),
            dpi,
            pose,
            boxes,
            repeats,
        }
    }
}

/// A picture on its way into a row: kept just now, or kept before.
enum Object<'a> {
    New(KeptObject, &'a [u8]),
    There(ObjectId),
}

impl Object<'_> {
    fn enter(&self, tx: &Tx<'_>, at: Moment) -> Result<ObjectId, StoreError> {
        match self {
            Self::New(kept, thumbnail) => tx.insert_object(kept, Some(thumbnail), at),
            Self::There(object) => Ok(*object),
        }
    }
}

impl Picture {
    /// A page of the tray waits no longer once it is filed.
    fn leaves_the_tray(
        &self,
        tx: &Tx<'_>,
        (by, at): (UserId, Moment),
        scan: ScanRef,
    ) -> Result<(), StoreError> {
        let Self::Waiting(entry, stray) = self else { return Ok(()) };
        let filed = StrayScan { fate: Fate::Filed { scan }, ..stray.clone() };
        tx.insert_version(entry.uuid(), Some(by), at, &filed).map(|_version| ())
    }
}

/// How a copy stands, if it is of this print; otherwise only which print counts.
fn said<Row: Copy>(
    copy: Option<SignedCopy<Row>>,
    is_this: impl Fn(Row) -> bool,
) -> (Option<Standing>, Option<u32>) {
    match copy {
        Some(copy) if is_this(copy.print) => {
            (Some(Standing { note: copy.note(), completes: copy.is_complete() }), None)
        }
        other => (None, other.map(|copy| copy.n)),
    }
}
