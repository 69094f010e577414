//! 剧本: a case told as a file — who is there, what they do and when, what must be true after it.
//!
//! The format is told to its writers in `assets/demo/FORMAT.md`. A file is read as a whole before anything happens;
//! then it is played through the same services as the window. Times come from the script, never from the machine,
//! except where a script counts from today.

pub mod account;
pub mod cast;
pub mod expect;
pub mod founding;
pub mod office_file;
pub mod play;
pub mod reader;
pub mod shelf;
pub mod stage;
pub mod verbs;
pub mod when;

use crate::cli::scenario::cast::Cast;
use crate::cli::scenario::expect::Expectation;
use crate::cli::scenario::office_file::OfficeFile;
use crate::cli::scenario::reader::Fields;
use crate::cli::scenario::reader::Malformed;
use crate::cli::scenario::reader::Source;
use crate::cli::scenario::shelf::Shelf;
use crate::cli::scenario::verbs::Deed;
use crate::cli::scenario::verbs::Reading;
use crate::cli::scenario::when::Almanac;
use crate::domain::moment::Moment;
use crate::services::request::Reasons;

/// The version of the format this program reads.
pub const FORMAT: u32 = 1;

/// What a case is called when a script has only one.
pub const ONLY_CASE: &str = "本案";

/// A script, read and whole.
pub struct Scenario {
    pub title: String,
    /// What it shows, in one or two sentences.
    pub about: String,
    pub office: OfficeFile,
    pub cast: Cast,
    pub acts: Vec<Act>,
    /// What must be true at the end.
    pub expectations: Vec<Expectation>,
}

/// One thing somebody does.
pub struct Act {
    pub line: usize,
    pub at: Moment,
    /// Whose turn it is, by name.
    pub by: String,
    pub verb: String,
    pub case: String,
    pub deed: Deed,
    /// Rules that must stop it.
    pub refused_by: Vec<String>,
    /// Words that must be in the refusal.
    pub refused_with: Option<String>,
    pub reasons: Reasons,
    /// What must be true right after it.
    pub expectation: Option<Expectation>,
}

impl Act {
    /// Whether the script wants it refused.
    pub fn wants_refusal(&self) -> bool {
        !self.refused_by.is_empty() || self.refused_with.is_some()
    }
}

impl Scenario {
    /// Reads a script and the office it names.
    pub fn read(source: Source<'_>, shelf: &dyn Shelf, almanac: &Almanac<'_>) -> Result<Self, Malformed> {
        let document = source.parse()?;
        let mut fields = document.fields();
        check_format(&mut fields)?;
        let title = fields.text("title")?;
        let about = fields.text_or_empty("about")?;
        let office = read_office(&mut fields, shelf, almanac)?;
        let cast = Cast::read(&mut fields, almanac)?;
        let mut acts: Vec<Act> = Vec::new();
        for act in fields.tables("act")? {
            let last = acts.last().map(|act| act.at);
            acts.push(read_act(act, &cast, &office, *almanac, last)?);
        }
        if acts.is_empty() {
            return Err(fields.complain("还没有写一件事，每件事是一个 [[act]]"));
        }
        let mut expectations = Vec::new();
        for one in fields.tables("expect")? {
            expectations.push(Expectation::read(one, almanac)?);
        }
        fields.close()?;
        Ok(Self { title, about, office, cast, acts, expectations })
    }
}

/// Refuses a file of another version.
pub fn check_format(fields: &mut Fields<'_>) -> Result<(), Malformed> {
    match fields.optional_number("format")? {
        Some(FORMAT) => Ok(()),
        Some(other) => {
            Err(fields
                .complain_of("format", format!("这个程序只读第 {FORMAT} 版剧本，文件写的是第 {other} 版")))
        }
        None => Err(fields.complain(format!("开头要写 format = {FORMAT}"))),
    }
}

fn read_office(
    fields: &mut Fields<'_>,
    shelf: &dyn Shelf,
    almanac: &Almanac<'_>,
) -> Result<OfficeFile, Malformed> {
    if fields.is_table("office") {
        let Some(inside) = fields.optional_table("office")? else {
            return Err(fields.complain("还缺「office」"));
        };
        return OfficeFile::read(inside, almanac);
    }
    let file = fields.text("office")?;
    let bytes = shelf.read(&file).map_err(|say| fields.complain_of("office", say))?;
    let text = String::from_utf8(bytes)
        .map_err(|_not_text| fields.complain_of("office", format!("「{file}」不是 UTF-8 文字")))?;
    let document = Source { file: &file, text: &text }.parse()?;
    let mut inside = document.fields();
    check_format(&mut inside)?;
    OfficeFile::read(inside, almanac)
}

fn read_act(
    mut fields: Fields<'_>,
    cast: &Cast,
    office: &OfficeFile,
    almanac: Almanac<'_>,
    last: Option<Moment>,
) -> Result<Act, Malformed> {
    let Some(at) = almanac.optional_moment(&mut fields, "at", last)? else {
        return Err(fields.complain("还缺「at」"));
    };
    if last.is_some_and(|last| at < last) {
        return Err(fields.complain_of("at", "比前一件事还早，请按先后写"));
    }
    let verb = fields.text("do")?;
    let by = fields.text("by")?;
    office.knows_member(&by).map_err(|say| fields.complain_of("by", say))?;
    let case = fields.optional_text("case")?.unwrap_or_else(|| ONLY_CASE.to_owned());
    let reasons = fields.pairs("reasons")?.into_iter().map(|(rule, why)| (rule.value, why)).collect();
    let refused_by = fields.texts("refused_by")?.into_iter().map(|spot| spot.value).collect();
    let refused_with = fields.optional_text("refused_with")?;
    let expectation = match fields.optional_table("expect")? {
        Some(inside) => Some(Expectation::read(inside, &almanac)?),
        None => None,
    };
    let deed = verbs::read(&verb, &mut fields, &Reading { cast, office, almanac, at })?;
    let line = fields.line();
    fields.close()?;
    Ok(Act { line, at, by, verb, case, deed, refused_by, refused_with, reasons, expectation })
}
