//! Facts and template in, PDF/A-2b bytes out: the only file that runs Typst (`long_list` sets rows onto its pages).
//!
//! The compiler sees four kinds of virtual files and nothing else: the templates, `/facts.json`,
//! `/sheet.json` (number, title, faces, page codes) and `/img/0`, `/img/1` … . There is no disk, no
//! network, no package and no clock, so that the same facts always give the same bytes, and text typed
//! by people is data that cannot become markup. File names are few and fixed: Typst never frees one.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::PoisonError;

use serde::Serialize;
use serde_json::Value;
use serde_json::json;
use typst::Library;
use typst::LibraryExt as _;
use typst::World;
use typst::diag::FileError;
use typst::diag::FileResult;
use typst::diag::SourceDiagnostic;
use typst::foundations::Bytes;
use typst::foundations::Datetime;
use typst::foundations::Duration;
use typst::foundations::Label;
use typst::foundations::Selector;
use typst::foundations::Smart;
use typst::introspection::Introspector as _;
use typst::introspection::MetadataElem;
use typst::layout::Abs;
use typst::syntax::FileId;
use typst::syntax::RootedPath;
use typst::syntax::Source;
use typst::syntax::VirtualPath;
use typst::syntax::VirtualRoot;
use typst::text::Font;
use typst::text::FontBook;
use typst::utils::LazyHash;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;
use typst_pdf::PdfStandard;
use typst_pdf::PdfStandards;

use crate::documents::cell_lines::Composer;
use crate::documents::error::CompilerSaid;
use crate::documents::error::DocumentError;
use crate::documents::error::MissingGlyph;
use crate::documents::error::RecoveryError;
use crate::documents::images::Images;
use crate::documents::long_list;
use crate::documents::long_list::Mark;
use crate::documents::qr::PageMark;
use crate::documents::recovery;
use crate::documents::typed::characters;
use crate::documents::typed::check_images;
use crate::documents::typed::for_each_text;
use crate::documents::typed::is_invisible;
use crate::domain::scan::PenBox;
use crate::domain::scan::PenKind;
use crate::domain::secret::PersonName;
use crate::domain::sheet::FormNo;

const SHARED: &str = include_str!("../../assets/templates/gb.typ");

/// The families of each face of the sheets, best first; what is not installed is left out.
const FACES: [(&str, &[&str]); 5] = [
    ("title", &["FZXiaoBiaoSong-B05S", "方正小标宋简体", "Noto Serif SC", "LXGW WenKai"]),
    ("body", &["FangSong_GB2312", "FangSong", "仿宋", "FandolFang R", "LXGW WenKai", "Noto Serif SC"]),
    ("label", &["Noto Sans SC", "Noto Serif SC", "LXGW WenKai"]),
    ("song", &["Noto Serif SC", "LXGW WenKai"]),
    ("kai", &["LXGW WenKai", "Noto Serif SC"]),
];

/// How many renderings a cached piece of layout outlives without being used.
const CACHE_AGE: usize = 8;

/// The faces that sheets are set in.
pub struct Fonts {
    faces: Vec<Font>,
}

impl Fonts {
    /// Takes the packed faces of the program, and those lying beside it; what is no font is left out.
    #[must_use]
    pub fn new(packed: Vec<&'static [u8]>, extra: Vec<Vec<u8>>) -> Self {
        let packed = packed.into_iter().map(Bytes::new);
        let extra = extra.into_iter().map(Bytes::new);
        Self { faces: packed.chain(extra).flat_map(Font::iter).collect() }
    }

    /// Names the families that are there.
    #[must_use]
    pub fn families(&self) -> BTreeSet<&str> {
        self.faces.iter().map(|face| face.info().family.as_str()).collect()
    }

    fn draws(&self, character: char) -> bool {
        // Some faces have blanks for control characters, and pictures of their own in the private area:
        // nobody meant to print either.
        let is_private = matches!(character, '\u{E000}'..='\u{F8FF}');
        !character.is_control()
            && !is_private
            && self.faces.iter().any(|face| face.info().coverage.contains(u32::from(character)))
    }

    fn family_draws(&self, family: &str, character: char) -> bool {
        self.faces
            .iter()
            .any(|face| face.info().family == family && face.info().coverage.contains(u32::from(character)))
    }
}

/// How the bytes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// PDF/A-2b with structure for screen readers.
    Archive,
    /// PDF/A-2b without structure: for lists of thousands of rows, where structure outweighs the text.
    LongList,
}

/// A finished sheet.
#[derive(Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub n_pages: usize,
    /// What the compiler was not content with; empty for every template we ship.
    pub warnings: Vec<String>,
    /// The places left for the pen, page by page, as the layout tells them.
    pub pen_boxes: Vec<PenBox>,
}

/// Makes sheets; one for the whole program, usable from any thread.
pub struct Engine {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Fonts,
    faces: BTreeMap<&'static str, Vec<&'static str>>,
    shared: Source,
    recovery: Source,
    templates: BTreeMap<FormNo, Source>,
    // The number of pages is part of the page code but known only after layout: the last number is a
    // good guess, and a wrong guess costs a second layout.
    guessed_pages: Mutex<BTreeMap<FormNo, usize>>,
}

impl Engine {
    /// Makes an engine with the templates of the program.
    #[must_use]
    pub fn new(fonts: Fonts) -> Self {
        let faces = FACES
            .into_iter()
            .map(|(role, families)| {
                let there = fonts.families();
                (role, families.iter().copied().filter(|family| there.contains(family)).collect())
            })
            .collect();
        let templates = FormNo::ALL
            .iter()
            .filter_map(|&form| {
                let (name, text) = template_of(form);
                Some((form, Source::new(file_id(name)?, text.to_owned())))
            })
            .collect();
        Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts.faces)),
            fonts,
            faces,
            recovery: file_id("recovery.typ")
                .map_or_else(|| Source::detached(RECOVERY), |id| Source::new(id, RECOVERY.to_owned())),
            shared: file_id("gb.typ")
                .map_or_else(|| Source::detached(SHARED), |id| Source::new(id, SHARED.to_owned())),
            templates,
            guessed_pages: Mutex::new(BTreeMap::new()),
        }
    }

    /// Lists the characters of a text that no face draws, each once: for a field to warn while typing.
    #[must_use]
    pub fn lacks(&self, text: &str) -> Vec<char> {
        let missing: BTreeSet<char> =
            text.chars().filter(|c| !is_invisible(*c) && !self.fonts.draws(*c)).collect();
        missing.into_iter().collect()
    }

    /// Makes a sheet from its facts.
    ///
    /// The facts must hold a `head` (`SheetHead`); every text under a key `image` must name one of the
    /// images.
    pub fn render(
        &self,
        form: FormNo,
        facts: &impl Serialize,
        images: &Images,
        profile: Profile,
    ) -> Result<Pdf, DocumentError> {
        typst::comemo::evict(CACHE_AGE);
        let facts = serde_json::to_value(facts).map_err(|source| DocumentError::Facts { form, source })?;
        let characters = characters(&facts);
        self.check_glyphs(form, &facts, &characters)?;
        check_images(form, &facts, images)?;
        let rare = self.rare_in_body_face(&characters);
        if profile == Profile::LongList
            && form == FormNo::F30
            && let Some((document, warnings)) = self.lay_out_list(form, &facts, &rare, images)?
        {
            let bytes = to_pdf(form, &document, &facts, profile)?;
            let n_pages = document.pages().len();
            return Ok(Pdf { bytes, n_pages, warnings, pen_boxes: pen_boxes(&document) });
        }
        let facts_file = Bytes::from_string(facts.to_string());

        let mut n_pages = self.guess(form).unwrap_or(1);
        // Invariant: codes have a fixed size, so that their number cannot change the number of pages
        // and the second layout is the last. One more turn than needed is allowed all the same.
        for _turn in 0..3 {
            let mut sheet = self.sheet(form, &rare, images);
            sheet["codes"] = page_codes(form, &facts, n_pages)?.into();
            let (document, warnings) = self.lay_out(form, facts_file.clone(), &sheet, images)?;
            let found = document.pages().len();
            if found == n_pages {
                let bytes = to_pdf(form, &document, &facts, profile)?;
                self.remember(form, n_pages);
                let pen_boxes = pen_boxes(&document);
                return Ok(Pdf { bytes, n_pages, warnings, pen_boxes });
            }
            n_pages = found;
        }
        let source = CompilerSaid(vec!["the number of pages does not settle".to_owned()]);
        Err(DocumentError::Template { form, source })
    }

    /// Lays out a sheet whose rows are set by `long_list`; none when its template has no place for them.
    fn lay_out_list(
        &self,
        form: FormNo,
        facts: &Value,
        rare: &str,
        images: &Images,
    ) -> Result<Option<(PagedDocument, Vec<String>)>, DocumentError> {
        let mut head = facts.clone();
        let rows = head.get_mut("rows").map(Value::take).unwrap_or_default();
        let rows: Vec<Vec<String>> =
            serde_json::from_value(rows).map_err(|source| DocumentError::Facts { form, source })?;
        head["rows"] = Value::Array(Vec::new());
        let facts_file = Bytes::from_string(head.to_string());
        let mut sheet = self.sheet(form, rare, images);
        sheet["codes"] = Value::Array(Vec::new());
        let pages = |list: Value| {
            sheet["list"] = list;
            self.lay_out(form, facts_file.clone(), &sheet, images)
        };
        let marks = |n_pages| {
            page_marks(facts, form, n_pages)
                .map(|mark| {
                    let code = mark.to_modules().ok_or(DocumentError::PageMarkTooLong { form })?;
                    Ok(Mark { text: mark.to_string(), code })
                })
                .collect()
        };
        long_list::lay_out(&rows, pages, marks, |role, size| self.composer(role, size))
    }

    /// What a template is told besides the facts.
    fn sheet(&self, form: FormNo, rare: &str, images: &Images) -> Value {
        let slots: BTreeMap<&str, usize> =
            images.iter().enumerate().map(|(slot, (name, _))| (name, slot)).collect();
        json!({
            "number": form.number(),
            "title": form.label(),
            "faces": self.faces,
            "rare": rare,
            "images": slots,
        })
    }

    /// Runs the compiler: pages, and what it was not content with.
    fn lay_out(
        &self,
        form: FormNo,
        facts: Bytes,
        sheet: &Value,
        images: &Images,
    ) -> Result<(PagedDocument, Vec<String>), DocumentError> {
        let desk = Desk::new(self, form, facts, Bytes::from_string(sheet.to_string()), images);
        let compiled = typst::compile::<PagedDocument>(&desk);
        let document = compiled.output.map_err(|errors| template_error(form, &errors))?;
        Ok((document, sentences(&compiled.warnings)))
    }

    /// Sets lines in the faces of a role, upright and of book weight; what they lack comes from any other.
    fn composer(&self, role: &str, size: Abs) -> Composer {
        let families = self.faces.get(role).into_iter().flatten().copied();
        let of_family = |family: &'static str| {
            let faces = self.fonts.faces.iter().filter(move |face| face.info().family == family);
            faces.min_by_key(|face| face.info().variant.weight.to_number().abs_diff(400))
        };
        Composer::new(families.filter_map(of_family).chain(&self.fonts.faces), size)
    }

    /// Makes the recovery sheet: one page, no official form, nothing of any case.
    pub fn render_recovery(&self, facts: &recovery::Facts) -> Result<Pdf, RecoveryError> {
        let said = |sentences: Vec<String>| RecoveryError(CompilerSaid(sentences));
        let facts = serde_json::to_value(facts).map_err(|error| said(vec![error.to_string()]))?;
        let sheet = json!({ "faces": self.faces, "rare": self.rare_in_body_face(&characters(&facts)) });
        let source = Source::new(self.recovery.id(), self.recovery.text().to_owned());
        let named = [("facts.json", facts.to_string()), ("sheet.json", sheet.to_string())];
        let files =
            named.into_iter().filter_map(|(name, text)| Some((file_id(name)?, Bytes::from_string(text))));
        let desk = Desk {
            engine: self,
            main: source.id(),
            sources: [&source, &self.shared],
            files: files.collect(),
        };
        let compiled = typst::compile::<PagedDocument>(&desk);
        let document = compiled.output.map_err(|errors| said(sentences(&errors)))?;
        let standards =
            PdfStandards::new(&[PdfStandard::A_2b]).map_err(|error| said(vec![format!("{error:?}")]))?;
        let options = PdfOptions { standards, ..PdfOptions::default() };
        let bytes = typst_pdf::pdf(&document, &options).map_err(|errors| said(sentences(&errors)))?;
        let n_pages = document.pages().len();
        Ok(Pdf { bytes, n_pages, warnings: sentences(&compiled.warnings), pen_boxes: Vec::new() })
    }

    /// Finds characters that no face draws, and the fields that use them.
    fn check_glyphs(
        &self,
        form: FormNo,
        facts: &Value,
        characters: &BTreeSet<char>,
    ) -> Result<(), DocumentError> {
        let missing: BTreeSet<char> =
            characters.iter().copied().filter(|character| !self.fonts.draws(*character)).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let mut glyphs = Vec::new();
        for_each_text(facts, &mut String::new(), &mut |field, text| {
            let found: BTreeSet<char> =
                text.chars().filter(|character| missing.contains(character)).collect();
            let found = found.into_iter();
            glyphs.extend(found.map(|character| MissingGlyph { character, field: field.to_owned() }));
        });
        Err(DocumentError::MissingGlyphs { form, glyphs })
    }

    /// Lists the characters that the first body face lacks: a name that has one is set in 楷 as a whole.
    fn rare_in_body_face(&self, characters: &BTreeSet<char>) -> String {
        let Some(first) = self.faces.get("body").and_then(|families| families.first()) else {
            return String::new();
        };
        characters.iter().filter(|c| !self.fonts.family_draws(first, **c)).collect()
    }

    fn guess(&self, form: FormNo) -> Option<usize> {
        self.guessed_pages.lock().unwrap_or_else(PoisonError::into_inner).get(&form).copied()
    }

    fn remember(&self, form: FormNo, n_pages: usize) {
        self.guessed_pages.lock().unwrap_or_else(PoisonError::into_inner).insert(form, n_pages);
    }
}

const RECOVERY: &str = include_str!("../../assets/templates/recovery.typ");

/// The text of a template with what all templates share, for its digest.
#[must_use]
pub fn template_source(form: FormNo) -> String {
    let (name, text) = template_of(form);
    format!("{name}\n{text}\n{SHARED}")
}

const fn template_of(form: FormNo) -> (&'static str, &'static str) {
    match form {
        FormNo::F01 => ("commission.typ", include_str!("../../assets/templates/commission.typ")),
        FormNo::F02 => ("joint_letter.typ", include_str!("../../assets/templates/joint_letter.typ")),
        FormNo::F03 => ("risk_notice.typ", include_str!("../../assets/templates/risk_notice.typ")),
        FormNo::F04 => ("material.typ", include_str!("../../assets/templates/material.typ")),
        FormNo::F05 => ("review.typ", include_str!("../../assets/templates/review.typ")),
        FormNo::F06 => ("witness_notice.typ", include_str!("../../assets/templates/witness_notice.typ")),
        FormNo::F07 => ("check_in.typ", include_str!("../../assets/templates/check_in.typ")),
        FormNo::F08 => ("licence_showing.typ", include_str!("../../assets/templates/licence_showing.typ")),
        FormNo::F09 => ("process_record.typ", include_str!("../../assets/templates/process_record.typ")),
        FormNo::F10 => {
            ("recording_consent.typ", include_str!("../../assets/templates/recording_consent.typ"))
        }
        FormNo::F11 => ("privacy_consent.typ", include_str!("../../assets/templates/privacy_consent.typ")),
        FormNo::F12 => ("interference.typ", include_str!("../../assets/templates/interference.typ")),
        FormNo::F13 => {
            ("interference_report.typ", include_str!("../../assets/templates/interference_report.typ"))
        }
        FormNo::F14 => ("rejection.typ", include_str!("../../assets/templates/rejection.typ")),
        FormNo::F15 => ("supplement.typ", include_str!("../../assets/templates/supplement.typ")),
        FormNo::F16 => ("extension.typ", include_str!("../../assets/templates/extension.typ")),
        FormNo::F17 => ("termination.typ", include_str!("../../assets/templates/termination.typ")),
        FormNo::F18 => ("suspension.typ", include_str!("../../assets/templates/suspension.typ")),
        FormNo::F19 => ("internal_review.typ", include_str!("../../assets/templates/internal_review.typ")),
        FormNo::F20 => ("opinion.typ", include_str!("../../assets/templates/opinion.typ")),
        FormNo::F21 => ("correction.typ", include_str!("../../assets/templates/correction.typ")),
        FormNo::F22 => ("appraisal_notice.typ", include_str!("../../assets/templates/appraisal_notice.typ")),
        FormNo::F23 => ("delivery.typ", include_str!("../../assets/templates/delivery.typ")),
        FormNo::F24 => ("recusal.typ", include_str!("../../assets/templates/recusal.typ")),
        FormNo::F25 => ("material_return.typ", include_str!("../../assets/templates/material_return.typ")),
        FormNo::F26 => {
            ("expert_consultation.typ", include_str!("../../assets/templates/expert_consultation.typ"))
        }
        FormNo::F27 => ("dispute.typ", include_str!("../../assets/templates/dispute.typ")),
        FormNo::F28 => ("court.typ", include_str!("../../assets/templates/court.typ")),
        FormNo::F29 => ("archiving.typ", include_str!("../../assets/templates/archiving.typ")),
        FormNo::F30 => ("ledger.typ", include_str!("../../assets/templates/ledger.typ")),
        FormNo::F31 => ("statistics.typ", include_str!("../../assets/templates/statistics.typ")),
        FormNo::F32 => ("clue.typ", include_str!("../../assets/templates/clue.typ")),
        FormNo::F33 => ("booking.typ", include_str!("../../assets/templates/booking.typ")),
        FormNo::F34 => {
            ("on_site_collection.typ", include_str!("../../assets/templates/on_site_collection.typ"))
        }
        FormNo::F35 => ("court_pledge.typ", include_str!("../../assets/templates/court_pledge.typ")),
        FormNo::F36 => ("exchange.typ", include_str!("../../assets/templates/exchange.typ")),
    }
}

/// What the compiler sees during one rendering.
struct Desk<'a> {
    engine: &'a Engine,
    main: FileId,
    sources: [&'a Source; 2],
    files: Vec<(FileId, Bytes)>,
}

impl<'a> Desk<'a> {
    fn new(engine: &'a Engine, form: FormNo, facts: Bytes, sheet: Bytes, images: &Images) -> Self {
        let template = engine.templates.get(&form).unwrap_or(&engine.shared);
        let pictures = images.iter().enumerate().filter_map(|(slot, (_, bytes))| {
            Some((file_id(&format!("img/{slot}"))?, Bytes::new(bytes.to_vec())))
        });
        let named = [("facts.json", facts), ("sheet.json", sheet)];
        let named = named.into_iter().filter_map(|(name, bytes)| Some((file_id(name)?, bytes)));
        Self {
            engine,
            main: template.id(),
            sources: [template, &engine.shared],
            files: named.chain(pictures).collect(),
        }
    }
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.engine.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.engine.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let found = self.sources.into_iter().find(|source| source.id() == id);
        found.cloned().ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let found = self.files.iter().find(|(file, _)| *file == id);
        found.map(|(_, bytes)| bytes.clone()).ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.engine.fonts.faces.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn file_id(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(name).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}

fn page_codes(form: FormNo, facts: &Value, n_pages: usize) -> Result<Vec<Value>, DocumentError> {
    page_marks(facts, form, n_pages)
        .map(|mark| {
            let svg = mark.to_svg().ok_or(DocumentError::PageMarkTooLong { form })?;
            Ok(json!({ "svg": svg, "text": mark.to_string() }))
        })
        .collect()
}

fn page_marks(facts: &Value, form: FormNo, n_pages: usize) -> impl Iterator<Item = PageMark> {
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

fn to_pdf(
    form: FormNo,
    document: &PagedDocument,
    facts: &Value,
    profile: Profile,
) -> Result<Vec<u8>, DocumentError> {
    let refused = |said: String| DocumentError::Template { form, source: CompilerSaid(vec![said]) };
    let standards = PdfStandards::new(&[PdfStandard::A_2b]).map_err(|error| refused(format!("{error:?}")))?;
    // The identifier is hashed by the writer; it keeps two prints of one sheet apart.
    let ident = facts.pointer("/head/mark").map(Value::to_string).unwrap_or_default();
    let options = PdfOptions {
        ident: Smart::Custom(format!("{form}|{ident}")),
        creator: Smart::Custom(Some("appraisal-desk".to_owned())),
        standards,
        tagged: profile == Profile::Archive,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options).map_err(|errors| template_error(form, &errors))
}

/// Reads the marks of `pen-place` and `pen-line` out of the layout: every two of them are the corners of one place.
fn pen_boxes(document: &PagedDocument) -> Vec<PenBox> {
    let Some(label) = Label::new(PicoStr::intern("pen-box")) else { return Vec::new() };
    let introspector = document.introspector();
    let marks = introspector.query(&Selector::Label(label));
    let mut boxes = Vec::new();
    for pair in marks.chunks_exact(2) {
        let [Some(from), Some(to)] = [&pair[0], &pair[1]]
            .map(|mark| mark.location().and_then(|location| introspector.position(location)))
        else {
            continue;
        };
        let said = pair[0].to_packed::<MetadataElem>().map(|mark| serde_json::to_value(&mark.value));
        let Some(Ok(said)) = said else { continue };
        let text = |key: &str| said.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let tenths = |length: Abs| (length.to_mm() * 10.0).round().clamp(0.0, 20_000.0) as u16;
        boxes.push(PenBox {
            page: u32::try_from(from.page.get()).unwrap_or(u32::MAX),
            kind: if text("kind") == "date" { PenKind::Date } else { PenKind::Signature },
            role: text("role").split_whitespace().collect::<Vec<_>>().join(" "),
            name: PersonName::new(text("name")),
            at: [tenths(from.point.x), tenths(from.point.y), tenths(to.point.x), tenths(to.point.y)],
        });
    }
    boxes.sort_by_key(|found| (found.page, found.at[1], found.at[0]));
    boxes
}

fn template_error(form: FormNo, errors: &[SourceDiagnostic]) -> DocumentError {
    DocumentError::Template { form, source: CompilerSaid(sentences(errors)) }
}

fn sentences(diagnostics: &[SourceDiagnostic]) -> Vec<String> {
    diagnostics.iter().map(|diagnostic| diagnostic.message.to_string()).collect()
}
