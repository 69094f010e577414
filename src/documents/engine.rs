//! Facts and template in, PDF/A-2b bytes out: the only file that knows Typst.
//!
//! The compiler sees four kinds of virtual files and nothing else: the templates, `/facts.json`,
//! `/sheet.json` (number, title, faces, page codes, what the institution chose) and pictures, `/img/0`,
//! `/img/1` … and `/logo`. There is no disk, no network, no package and no clock, so that the same facts
//! always give the same bytes, and text typed by people is data that cannot become markup. File names are
//! few and fixed: Typst never frees one. How a sheet looks in an institution comes with every rendering.

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
use typst::WorldExt as _;
use typst::diag::FileError;
use typst::diag::FileResult;
use typst::diag::SourceDiagnostic;
use typst::foundations::Bytes;
use typst::foundations::Datetime;
use typst::foundations::Duration;
use typst::foundations::Smart;
use typst::syntax::FileId;
use typst::syntax::RootedPath;
use typst::syntax::Source;
use typst::syntax::VirtualPath;
use typst::syntax::VirtualRoot;
use typst::text::Font;
use typst::text::FontBook;
use typst::utils::LazyHash;
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;
use typst_pdf::PdfStandard;
use typst_pdf::PdfStandards;

use crate::documents::error::CompilerSaid;
use crate::documents::error::DocumentError;
use crate::documents::error::MissingGlyph;
use crate::documents::error::RecoveryError;
use crate::documents::images::Images;
use crate::documents::layout::Carried;
use crate::documents::layout::carried;
use crate::documents::layout::pen_boxes;
use crate::documents::layout::sentences as replaceable;
use crate::documents::qr::PageMark;
use crate::documents::recovery;
use crate::documents::template::Look;
use crate::documents::template::Said;
use crate::documents::template::Sentence;
use crate::documents::test_page;
use crate::documents::typed::check_images;
use crate::documents::typed::for_each_text;
use crate::documents::typed::is_invisible;
use crate::domain::scan::PenBox;
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

/// What a template left in the layout of a sheet.
#[derive(Clone, Debug)]
pub struct TriedOut {
    pub n_pages: usize,
    pub warnings: Vec<Said>,
    pub pen_boxes: Vec<PenBox>,
    pub carried: Carried,
    /// What the institution may word itself, as this layout shows it.
    pub sentences: Vec<Sentence>,
}

/// A sheet that is laid out.
struct Laid {
    document: PagedDocument,
    n_pages: usize,
    warnings: Vec<Said>,
}

/// Why a sheet is not laid out.
enum Unlaid {
    Compiler(Vec<Said>),
    /// The page mark is too long.
    Mark,
}

impl Unlaid {
    fn of(self, form: FormNo) -> DocumentError {
        match self {
            Self::Compiler(said) => {
                let said = said.iter().map(Said::for_log).collect();
                DocumentError::Template { form, source: CompilerSaid(said) }
            }
            Self::Mark => DocumentError::PageMarkTooLong { form },
        }
    }
}

/// Makes sheets; one for the whole program, usable from any thread.
pub struct Engine {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Fonts,
    faces: BTreeMap<&'static str, Vec<&'static str>>,
    shared: Source,
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

    /// Makes a sheet from its facts, as the program has it.
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
        self.render_as(&Look::default(), form, facts, images, profile)
    }

    /// Makes a sheet as an institution wants it.
    pub fn render_as(
        &self,
        look: &Look,
        form: FormNo,
        facts: &impl Serialize,
        images: &Images,
        profile: Profile,
    ) -> Result<Pdf, DocumentError> {
        typst::comemo::evict(CACHE_AGE);
        let facts = serde_json::to_value(facts).map_err(|source| DocumentError::Facts { form, source })?;
        self.check_glyphs(form, &facts)?;
        self.check_glyphs(form, &look.wording())?;
        check_images(form, &facts, images)?;
        let laid = self.lay_out(look, form, &facts, images).map_err(|failed| failed.of(form))?;
        let bytes = to_pdf(form, &laid.document, &facts, profile)?;
        let warnings = laid.warnings.into_iter().map(|said| said.words).collect();
        Ok(Pdf { bytes, n_pages: laid.n_pages, warnings, pen_boxes: pen_boxes(&laid.document) })
    }

    /// Lays a sheet out and tells what its template left there; writes no file.
    pub fn try_out(
        &self,
        look: &Look,
        form: FormNo,
        facts: &Value,
        images: &Images,
    ) -> Result<TriedOut, Vec<Said>> {
        typst::comemo::evict(CACHE_AGE);
        match self.lay_out(look, form, facts, images) {
            Ok(laid) => Ok(TriedOut {
                n_pages: laid.n_pages,
                pen_boxes: pen_boxes(&laid.document),
                carried: carried(&laid.document),
                sentences: replaceable(&laid.document),
                warnings: laid.warnings,
            }),
            Err(Unlaid::Compiler(said)) => Err(said),
            Err(Unlaid::Mark) => Err(vec![Said::anywhere("the page mark is too long")]),
        }
    }

    fn lay_out(&self, look: &Look, form: FormNo, facts: &Value, images: &Images) -> Result<Laid, Unlaid> {
        let rare = self.rare_in_body_face(&json!([facts, look.wording()]));
        let facts_file = Bytes::from_string(facts.to_string());
        let own = look.form.own.as_ref().and_then(|own| {
            let template = self.templates.get(&form)?;
            Some(Source::new(template.id(), own.text.clone()))
        });
        let mut n_pages = self.guess(form).unwrap_or(1);
        // Invariant: codes have a fixed size, so that their number cannot change the number of pages
        // and the second layout is the last. One more turn than needed is allowed all the same.
        for _turn in 0..3 {
            let codes = page_codes(form, facts, n_pages)?;
            let slots: BTreeMap<&str, usize> =
                images.iter().enumerate().map(|(slot, (name, _))| (name, slot)).collect();
            let sheet = json!({
                "number": form.number(),
                "title": form.label(),
                "faces": self.faces,
                "rare": rare,
                "images": slots,
                "codes": codes,
                "style": look.for_template(),
            });
            let sheet = Bytes::from_string(sheet.to_string());
            let mut desk = Desk::new(self, form, own.as_ref(), facts_file.clone(), sheet, images);
            desk.add_logo(look);
            let compiled = typst::compile::<PagedDocument>(&desk);
            let document = compiled.output.map_err(|errors| Unlaid::Compiler(desk.placed(&errors)))?;
            let found = document.pages().len();
            if found == n_pages {
                self.remember(form, n_pages);
                let warnings = desk.placed(&compiled.warnings);
                return Ok(Laid { document, n_pages, warnings });
            }
            n_pages = found;
        }
        Err(Unlaid::Compiler(vec![Said::anywhere("the number of pages does not settle")]))
    }

    /// Makes the recovery sheet: one page, no official form, nothing of any case.
    pub fn render_recovery(&self, facts: &recovery::Facts) -> Result<Pdf, RecoveryError> {
        let facts = serde_json::to_value(facts).unwrap_or_default();
        self.plain("recovery.typ", RECOVERY, &facts, &Value::Null)
            .map_err(|said| RecoveryError(CompilerSaid(said)))
    }

    /// Makes the test page of a 套打: where the marks are on the paper says how far to move the print.
    pub fn render_test_page(&self, facts: &test_page::Facts, look: &Look) -> Result<Pdf, DocumentError> {
        let form = facts.form;
        let facts = serde_json::to_value(facts).map_err(|source| DocumentError::Facts { form, source })?;
        self.plain("test_page.typ", TEST_PAGE, &facts, &look.for_template())
            .map_err(|said| DocumentError::Template { form, source: CompilerSaid(said) })
    }

    /// Makes a page that is no form.
    fn plain(&self, name: &str, text: &str, facts: &Value, style: &Value) -> Result<Pdf, Vec<String>> {
        let mut sheet = json!({ "faces": self.faces, "rare": self.rare_in_body_face(facts) });
        if !style.is_null() {
            sheet["style"] = style.clone();
        }
        let source =
            file_id(name).map_or_else(|| Source::detached(text), |id| Source::new(id, text.to_owned()));
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
        let document = compiled.output.map_err(|errors| sentences(&errors))?;
        let standards =
            PdfStandards::new(&[PdfStandard::A_2b]).map_err(|error| vec![format!("{error:?}")])?;
        let options = PdfOptions { standards, ..PdfOptions::default() };
        let bytes = typst_pdf::pdf(&document, &options).map_err(|errors| sentences(&errors))?;
        let n_pages = document.pages().len();
        Ok(Pdf { bytes, n_pages, warnings: sentences(&compiled.warnings), pen_boxes: Vec::new() })
    }

    /// Finds characters that no face draws, and the fields that use them.
    fn check_glyphs(&self, form: FormNo, facts: &Value) -> Result<(), DocumentError> {
        let mut glyphs = Vec::new();
        for_each_text(facts, &mut String::new(), &mut |field, text| {
            let missing = self.lacks(text).into_iter();
            glyphs.extend(missing.map(|character| MissingGlyph { character, field: field.to_owned() }));
        });
        if glyphs.is_empty() { Ok(()) } else { Err(DocumentError::MissingGlyphs { form, glyphs }) }
    }

    /// Lists the characters that the first body face lacks: a name that has one is set in 楷 as a whole.
    fn rare_in_body_face(&self, facts: &Value) -> String {
        let Some(first) = self.faces.get("body").and_then(|families| families.first()) else {
            return String::new();
        };
        let mut rare = BTreeSet::new();
        for_each_text(facts, &mut String::new(), &mut |_field, text| {
            rare.extend(text.chars().filter(|c| !is_invisible(*c) && !self.fonts.family_draws(first, *c)));
        });
        rare.into_iter().collect()
    }

    fn guess(&self, form: FormNo) -> Option<usize> {
        self.guessed_pages.lock().unwrap_or_else(PoisonError::into_inner).get(&form).copied()
    }

    fn remember(&self, form: FormNo, n_pages: usize) {
        self.guessed_pages.lock().unwrap_or_else(PoisonError::into_inner).insert(form, n_pages);
    }
}

const RECOVERY: &str = include_str!("../../assets/templates/recovery.typ");
const TEST_PAGE: &str = include_str!("../../assets/templates/test_page.typ");

/// The text of a template with what all templates share, for its digest.
#[must_use]
pub fn template_source(form: FormNo) -> String {
    let (name, text) = template_of(form);
    format!("{name}\n{text}\n{SHARED}")
}

/// The name and the text of the program's template of a form.
#[must_use]
pub const fn template_text(form: FormNo) -> (&'static str, &'static str) {
    template_of(form)
}

/// What all templates share, `gb.typ`.
#[must_use]
pub const fn shared_text() -> &'static str {
    SHARED
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
    fn new(
        engine: &'a Engine,
        form: FormNo,
        own: Option<&'a Source>,
        facts: Bytes,
        sheet: Bytes,
        images: &Images,
    ) -> Self {
        let template = own.or_else(|| engine.templates.get(&form)).unwrap_or(&engine.shared);
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

    fn add_logo(&mut self, look: &Look) {
        let logo = look.paper.logo.as_ref().and(look.logo.as_ref());
        if let (Some(bytes), Some(id)) = (logo, file_id("logo")) {
            self.files.push((id, Bytes::new(bytes.to_vec())));
        }
    }

    /// What the compiler said, with the line of the template that led there.
    fn placed(&self, diagnostics: &[SourceDiagnostic]) -> Vec<Said> {
        let place = |diagnostic: &SourceDiagnostic| {
            let traced = diagnostic.trace.iter().map(|step| step.span);
            let own = |id: Option<FileId>| id == Some(self.main);
            let range = if own(diagnostic.span.id()) {
                self.range(diagnostic.span)
            } else {
                traced.into_iter().find(|span| own(span.id())).and_then(|span| self.range(span))
            };
            self.sources[0].lines().byte_to_line_column(range?.start)
        };
        let said = |diagnostic: &SourceDiagnostic| Said {
            at: place(diagnostic).map(|(line, column)| (line + 1, column + 1)),
            words: diagnostic.message.to_string(),
        };
        diagnostics.iter().map(said).collect()
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

fn page_codes(form: FormNo, facts: &Value, n_pages: usize) -> Result<Vec<Value>, Unlaid> {
    let text = |key: &str| facts.pointer(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    (1..=n_pages)
        .map(|page| {
            let mark = PageMark {
                case_key: text("/head/mark/case_key"),
                form,
                page,
                n_pages,
                print_mark: text("/head/mark/print_mark"),
            };
            let svg = mark.to_svg().ok_or(Unlaid::Mark)?;
            Ok(json!({ "svg": svg, "text": mark.to_string() }))
        })
        .collect()
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

fn template_error(form: FormNo, errors: &[SourceDiagnostic]) -> DocumentError {
    DocumentError::Template { form, source: CompilerSaid(sentences(errors)) }
}

fn sentences(diagnostics: &[SourceDiagnostic]) -> Vec<String> {
    diagnostics.iter().map(|diagnostic| diagnostic.message.to_string()).collect()
}
