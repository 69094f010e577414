//! Binds finished sheets into one volume: PDF/A-2b in, PDF/A-2b out, with bookmarks.
//!
//! Pages are taken over as they were printed: text, faces and pictures stay, nothing is drawn anew. What belongs to a
//! whole file and cannot be shared (structure trees, metadata, attachments) is written once for the volume. The colours
//! are those of the first piece, because all of them were made by the same engine.

use std::ops::Range;

use chrono::NaiveDateTime;
use hayro_write::ExtractionQuery;
use hayro_write::extract;
use hayro_write::hayro_syntax::Pdf as Source;
use hayro_write::hayro_syntax::object::Array;
use hayro_write::hayro_syntax::object::Dict;
use hayro_write::hayro_syntax::object::Stream;
use pdf_writer::Chunk;
use pdf_writer::Finish as _;
use pdf_writer::Pdf as Target;
use pdf_writer::Ref;
use pdf_writer::TextStr;
use pdf_writer::types::OutputIntentSubtype;
use pdf_writer::types::PageMode;

use crate::documents::engine::Pdf;
use crate::documents::error::DocumentError;

/// Some pages of a finished sheet.
pub struct Piece<'a> {
    /// The file.
    pub pdf: &'a [u8],
    /// Which of its pages, from 0.
    pub pages: Range<usize>,
}

/// A line of the bookmarks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bookmark {
    /// What it says.
    pub title: String,
    /// The page of the volume, from 0.
    pub page: usize,
    /// Those below it.
    pub under: Vec<Bookmark>,
}

/// What the file says about itself.
pub struct About<'a> {
    /// 题名.
    pub title: &'a str,
    /// 立卷单位.
    pub institution: &'a str,
    /// When, in Beijing time.
    pub made_at: NaiveDateTime,
    /// Keeps two volumes apart.
    pub ident: &'a str,
}

/// Binds pieces, in their order. `tell` hears how many of them are bound and says whether to go on: none when it does
/// not.
pub fn bind(
    pieces: &[Piece<'_>],
    bookmarks: &[Bookmark],
    about: &About<'_>,
    tell: &mut dyn FnMut(usize) -> bool,
) -> Result<Option<Pdf>, DocumentError> {
    let mut refs = Refs(Ref::new(1));
    let (catalog, root) = (refs.next(), refs.next());
    let mut volume = Target::new();
    // PDF/A asks for a comment of bytes beyond ASCII, so that nobody takes the file for text.
    volume.set_binary_marker(&[0xE2, 0xE3, 0xCF, 0xD3]);
    let mut pages: Vec<Ref> = Vec::new();
    let mut branches: Vec<Ref> = Vec::new();
    let mut colours = None;
    for (n, piece) in pieces.iter().enumerate() {
        if !tell(n) {
            return Ok(None);
        }
        let source = Source::new(piece.pdf.to_vec()).map_err(|_unreadable| DocumentError::NotAPdf)?;
        if colours.is_none() {
            colours = colour_profile(&source);
        }
        let (branch, taken) = take(&source, piece.pages.clone(), &mut refs, &mut volume)?;
        let count = i32::try_from(taken.len()).unwrap_or(i32::MAX);
        volume.pages(branch).parent(root).kids(taken.iter().copied()).count(count);
        branches.push(branch);
        pages.extend(taken);
    }
    let n_pages = pages.len();
    volume.pages(root).kids(branches).count(i32::try_from(n_pages).unwrap_or(i32::MAX));
    let metadata = refs.next();
    volume.metadata(metadata, xmp(about).as_bytes());
    let intent = colours.map(|profile| {
        let id = refs.next();
        volume.icc_profile(id, &profile).n(3);
        id
    });
    let outline = outline(bookmarks, &pages, &mut refs, &mut volume);
    let mut entry = volume.catalog(catalog);
    entry.pages(root).metadata(metadata).lang(TextStr("zh-CN"));
    entry.viewer_preferences().display_doc_title(true).finish();
    if let Some(outline) = outline {
        entry.outlines(outline).page_mode(PageMode::UseOutlines);
    }
    if let Some(profile) = intent {
        let mut intents = entry.output_intents();
        let mut one = intents.push();
        one.subtype(OutputIntentSubtype::PDFA).output_condition_identifier(TextStr("Custom"));
        one.output_condition(TextStr("sRGB")).info(TextStr("sRGB")).dest_output_profile(profile);
        one.finish();
        intents.finish();
    }
    entry.finish();
    let id: Vec<u8> = format!("{:0<16}", about.ident).into_bytes();
    volume.set_file_id((id.clone(), id));
    Ok(Some(Pdf { bytes: volume.finish(), n_pages, warnings: Vec::new(), pen_boxes: Vec::new() }))
}

/// Numbers for the objects of the volume.
struct Refs(Ref);

impl Refs {
    fn next(&mut self) -> Ref {
        self.0.bump()
    }
}

/// Takes pages over: the branch they hang on, and they themselves.
fn take(
    source: &Source,
    wanted: Range<usize>,
    refs: &mut Refs,
    volume: &mut Chunk,
) -> Result<(Ref, Vec<Ref>), DocumentError> {
    let n_pages = source.pages().len();
    if let Some(page) = wanted.clone().find(|page| *page >= n_pages) {
        return Err(DocumentError::NoSuchPage { page, n_pages });
    }
    let queries: Vec<ExtractionQuery> = wanted.map(ExtractionQuery::new_page).collect();
    let settings = hayro_write::ChunkSettings::default();
    let taken = extract(source, Box::new(|| refs.next()), settings, |_group| {}, &queries)
        .map_err(|_unreadable| DocumentError::NotAPdf)?;
    volume.extend(&taken.chunk);
    let pages = taken.root_refs.into_iter().collect::<Result<Vec<Ref>, _>>();
    Ok((taken.page_tree_parent_ref, pages.map_err(|_unreadable| DocumentError::NotAPdf)?))
}

/// The profile that colours of an archive file are measured by.
fn colour_profile(source: &Source) -> Option<Vec<u8>> {
    let catalog: Dict<'_> = source.xref().get(source.xref().root_id())?;
    let intents: Array<'_> = catalog.get(b"OutputIntents")?;
    let intent = intents.iter::<Dict<'_>>().next()?;
    let profile: Stream<'_> = intent.get(b"DestOutputProfile")?;
    Some(profile.decoded().ok()?.into_owned())
}

/// Writes the bookmarks; none where there are none.
fn outline(marks: &[Bookmark], pages: &[Ref], refs: &mut Refs, volume: &mut Chunk) -> Option<Ref> {
    let root = refs.next();
    let (first, last, n_shown) = siblings(marks, root, pages, refs, volume)?;
    volume.outline(root).first(first).last(last).count(n_shown);
    Some(root)
}

/// Writes the bookmarks below one: the first, the last, how many are shown when all is open.
fn siblings(
    marks: &[Bookmark],
    parent: Ref,
    pages: &[Ref],
    refs: &mut Refs,
    volume: &mut Chunk,
) -> Option<(Ref, Ref, i32)> {
    let ids: Vec<Ref> = marks.iter().map(|_| refs.next()).collect();
    let mut n_shown = 0;
    for (at, (mark, id)) in marks.iter().zip(&ids).enumerate() {
        let below = siblings(&mark.under, *id, pages, refs, volume);
        let mut item = volume.outline_item(*id);
        item.title(TextStr(&mark.title)).parent(parent);
        if let Some(before) = at.checked_sub(1).and_then(|at| ids.get(at)) {
            item.prev(*before);
        }
        if let Some(after) = ids.get(at + 1) {
            item.next(*after);
        }
        if let Some((first, last, n)) = below {
            item.first(first).last(last).count(n);
            n_shown += n;
        }
        if let Some(page) = pages.get(mark.page) {
            item.dest().page(*page).fit();
        }
        item.finish();
        n_shown += 1;
    }
    Some((*ids.first()?, *ids.last()?, n_shown))
}

/// The metadata an archive file must carry.
fn xmp(about: &About<'_>) -> String {
    let (title, institution) = (escaped(about.title), escaped(about.institution));
    let at = about.made_at.format("%Y-%m-%dT%H:%M:%S+08:00");
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\
         <dc:creator><rdf:Seq><rdf:li>{institution}</rdf:li></rdf:Seq></dc:creator>\
         <xmp:CreatorTool>appraisal-desk</xmp:CreatorTool>\
         <xmp:CreateDate>{at}</xmp:CreateDate><xmp:ModifyDate>{at}</xmp:ModifyDate>\
         <pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>\
         </rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>"
    )
}

fn escaped(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_control()).collect();
    plain.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::About;
    use super::Piece;
    use super::bind;
    use super::escaped;
    use crate::documents::error::DocumentError;
    use chrono::NaiveDateTime;

    #[test]
    fn what_is_no_pdf_is_not_bound() {
        let about = About { title: "卷", institution: "某中心", made_at: NaiveDateTime::MIN, ident: "1" };
        let pieces = [Piece { pdf: b"%PDF-1.7 nothing", pages: 0..1 }];
        assert!(matches!(
            bind(&pieces, &[], &about, &mut |_| true),
            Err(DocumentError::NotAPdf | DocumentError::NoSuchPage { .. })
        ));
    }

    #[test]
    fn names_cannot_become_markup() {
        assert_eq!(escaped("<a>&\u{7}b"), "&lt;a&gt;&amp;b");
    }
}
