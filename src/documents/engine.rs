//! Facts and template in, PDF/A-2b bytes out: the only file that runs Typst (`long_list` sets rows onto its pages).
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
use typst::layout::Abs;
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

use crate::documents::cell_lines::Composer;
use crate::documents::error::CompilerSaid;
use crate::documents::error::DocumentError;
use crate::documents::error::MissingGlyph;
use crate::documents::error::RecoveryError;
use crate::documents::images::Images;
use crate::documents::layout::Carried;
use crate::documents::layout::carried;
use crate::documents::layout::pen_boxes;
use crate::documents::layout::sentences as replaceable;
use crate::documents::long_list;
use crate::documents::long_list::Mark;
use crate::documents::qr::page_marks;
use crate::documents::recovery;
use crate::documents::template::Look;
use crate::documents::template::Said;
use crate::documents::template::Sentence;
use crate::documents::template::texts::RECOVERY;
use crate::documents::template::texts::SHARED;
use crate::documents::template::texts::TEST_PAGE;
use crate::documents::template::texts::template_text;
use crate::documents::test_page;
use crate::documents::typed::characters;
use crate::documents::typed::check_images;
use crate::documents::typed::for_each_text;
use crate::documents::typed::is_invisible;
use crate::domain::scan::PenBox;
use crate::domain::sheet::FormNo;

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

/// What is to be laid out.
struct Sheet<'a> {
    form: FormNo,
    look: &'a Look,
    facts: &'a Value,
    images: &'a Images,
}

/// Pages, and what the compiler was not content with.
type Laid = (PagedDocument, Vec<Said>);

/// Why a sheet is not laid out.
enum Unlaid {
    Compiler(Vec<Said>),
    Document(DocumentError),
}

impl From<DocumentError> for Unlaid {
    fn from(error: DocumentError) -> Self {
        Self::Document(error)
    }
}

impl Unlaid {
    fn of(self, form: FormNo) -> DocumentError {
        match self {
            Self::Compiler(said) => {
                let said = said.iter().map(Said::for_log).collect();
                DocumentError::Template { form, source: CompilerSaid(said) }
            }
            Self::Document(error) => error,
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
                let (name, text) = template_text(form);
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
        let wording = look.wording();
        self.check_glyphs(form, &facts, &characters(&facts))?;
        self.check_glyphs(form, &wording, &characters(&wording))?;
        check_images(form, &facts, images)?;
        let sheet = Sheet { form, look, facts: &facts, images };
        let laid = if profile == Profile::LongList && form == FormNo::F30 {
            self.lay_out_list(&sheet)
        } else {
            Ok(None)
        };
        let laid = match laid {
            Ok(None) => self.lay_out_pages(&sheet),
            Ok(Some(laid)) => Ok(laid),
            Err(failed) => Err(failed),
        };
        let (document, warnings) = laid.map_err(|failed| failed.of(form))?;
        let bytes = to_pdf(form, &document, &facts, profile)?;
        let warnings = warnings.into_iter().map(|said| said.words).collect();
        Ok(Pdf { bytes, n_pages: document.pages().len(), warnings, pen_boxes: pen_boxes(&document) })
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
        match self.lay_out_pages(&Sheet { form, look, facts, images }) {
            Ok((document, warnings)) => Ok(TriedOut {
                n_pages: document.pages().len(),
                pen_boxes: pen_boxes(&document),
                carried: carried(&document),
                sentences: replaceable(&document),
                warnings,
            }),
            Err(Unlaid::Compiler(said)) => Err(said),
            Err(Unlaid::Document(error)) => Err(vec![Said::anywhere(&error.to_string())]),
        }
    }

    fn lay_out_pages(&self, sheet: &Sheet<'_>) -> Result<Laid, Unlaid> {
        let facts_file = Bytes::from_string(sheet.facts.to_string());
        let mut told = self.told(sheet);
        let mut n_pages = self.guess(sheet.form).unwrap_or(1);
        // Invariant: codes have a fixed size, so that their number cannot change the number of pages
        // and the second layout is the last. One more turn than needed is allowed all the same.
        for _turn in 0..3 {
            told["codes"] = page_codes(sheet.form, sheet.facts, n_pages)?.into();
            let laid = self.lay_out(sheet, facts_file.clone(), &told)?;
            let found = laid.0.pages().len();
            if found == n_pages {
                self.remember(sheet.form, n_pages);
                return Ok(laid);
            }
            n_pages = found;
        }
        Err(Unlaid::Compiler(vec![Said::anywhere("the number of pages does not settle")]))
    }

    /// Lays out a sheet whose rows are set by `long_list`; none when its template has no place for them.
    fn lay_out_list(&self, sheet: &Sheet<'_>) -> Result<Option<Laid>, Unlaid> {
        let form = sheet.form;
        let mut head = sheet.facts.clone();
        let rows = head.get_mut("rows").map(Value::take).unwrap_or_default();
        let rows: Vec<Vec<String>> =
            serde_json::from_value(rows).map_err(|source| DocumentError::Facts { form, source })?;
        head["rows"] = Value::Array(Vec::new());
        let facts_file = Bytes::from_string(head.to_string());
        let mut told = self.told(sheet);
        told["codes"] = Value::Array(Vec::new());
        let pages = |list: Value| {
            told["list"] = list;
            self.lay_out(sheet, facts_file.clone(), &told)
        };
        let marks = |n_pages| {
            page_marks(sheet.facts, form, n_pages)
                .map(|mark| {
                    let code = mark.to_modules().ok_or(DocumentError::PageMarkTooLong { form })?;
                    Ok(Mark { text: mark.to_string(), code })
                })
                .collect()
        };
        long_list::lay_out(&rows, pages, marks, |role, size| self.composer(role, size))
    }

    /// What a template is told besides the facts.
    fn told(&self, sheet: &Sheet<'_>) -> Value {
        let slots: BTreeMap<&str, usize> =
            sheet.images.iter().enumerate().map(|(slot, (name, _))| (name, slot)).collect();
        let mut all = characters(sheet.facts);
        all.extend(characters(&sheet.look.wording()));
        json!({
            "number": sheet.form.number(),
            "title": sheet.form.label(),
            "faces": self.faces,
            "rare": self.rare_in_body_face(&all),
            "images": slots,
            "style": sheet.look.for_template(),
        })
    }

    /// Runs the compiler: pages, and what it was not content with.
    fn lay_out(&self, sheet: &Sheet<'_>, facts: Bytes, told: &Value) -> Result<Laid, Unlaid> {
        let own = sheet.look.form.own.as_ref().and_then(|own| {
            let template = self.templates.get(&sheet.form)?;
            Some(Source::new(template.id(), own.text.clone()))
        });
        let told = Bytes::from_string(told.to_string());
        let desk = Desk::new(self, sheet, own.as_ref(), facts, told);
        let compiled = typst::compile::<PagedDocument>(&desk);
        let document = compiled.output.map_err(|errors| Unlaid::Compiler(desk.placed(&errors)))?;
        Ok((document, desk.placed(&compiled.warnings)))
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
        let facts = serde_json::to_value(facts).unwrap_or_default();
        self.plain("recovery.typ", RECOVERY, &facts, &Look::default())
            .map_err(|said| RecoveryError(CompilerSaid(said)))
    }

    /// Makes the test page of a 套打: where the marks are on the paper says how far to move the print.
    pub fn render_test_page(&self, facts: &test_page::Facts, look: &Look) -> Result<Pdf, DocumentError> {
        let form = facts.form;
        let facts = serde_json::to_value(facts).map_err(|source| DocumentError::Facts { form, source })?;
        self.plain("test_page.typ", TEST_PAGE, &facts, look)
            .map_err(|said| DocumentError::Template { form, source: CompilerSaid(said) })
    }

    /// Makes a page that is no form.
    fn plain(&self, name: &str, text: &str, facts: &Value, look: &Look) -> Result<Pdf, Vec<String>> {
        let rare = self.rare_in_body_face(&characters(facts));
        let sheet = json!({ "faces": self.faces, "rare": rare, "style": look.for_template() });
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
        sheet: &Sheet<'_>,
        own: Option<&'a Source>,
        facts: Bytes,
        told: Bytes,
    ) -> Self {
        let template = own.or_else(|| engine.templates.get(&sheet.form)).unwrap_or(&engine.shared);
        let pictures = sheet.images.iter().enumerate().filter_map(|(slot, (_, bytes))| {
            Some((file_id(&format!("img/{slot}"))?, Bytes::new(bytes.to_vec())))
        });
        let logo = sheet.look.paper.logo.as_ref().and(sheet.look.logo.as_ref());
        let logo = logo.and_then(|bytes| Some((file_id("logo")?, Bytes::new(bytes.to_vec()))));
        let named = [("facts.json", facts), ("sheet.json", told)];
        let named = named.into_iter().filter_map(|(name, bytes)| Some((file_id(name)?, bytes)));
        Self {
            engine,
            main: template.id(),
            sources: [template, &engine.shared],
            files: named.chain(pictures).chain(logo).collect(),
        }
    }

    /// What the compiler said, with the line of the template that led there.
    fn placed(&self, diagnostics: &[SourceDiagnostic]) -> Vec<Said> {
        let own = |id: Option<FileId>| id == Some(self.main);
        let place = |diagnostic: &SourceDiagnostic| {
            let range = if own(diagnostic.span.id()) {
                self.range(diagnostic.span)
            } else {
                let mut traced = diagnostic.trace.iter().map(|step| step.span);
                traced.find(|span| own(span.id())).and_then(|span| self.range(span))
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

fn page_codes(form: FormNo, facts: &Value, n_pages: usize) -> Result<Vec<Value>, DocumentError> {
    page_marks(facts, form, n_pages)
        .map(|mark| {
            let svg = mark.to_svg().ok_or(DocumentError::PageMarkTooLong { form })?;
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
