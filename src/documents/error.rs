//! What can go wrong between facts and paper, in words for the person at the desk.
//!
//! No error changes any data: a sheet is either made whole or not at all. `Display` never names the
//! person a field is about, only the field.

use std::fmt;

use crate::domain::explain::Explain;
use crate::domain::sheet::FormNo;

/// A sheet could not be made, or could not be shown.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// Characters that no installed face can draw.
    #[error("字体里没有这些字：{}，{form}《{title}》没有生成，案件资料没有变", in_words(.glyphs), title = form.label())]
    MissingGlyphs {
        /// The sheet that was asked for.
        form: FormNo,
        /// Each character once per field that uses it.
        glyphs: Vec<MissingGlyph>,
    },
    /// The facts name a picture that was not handed over.
    #[error("{form}《{title}》要用的图片「{name}」没有取到，文书没有生成，案件资料没有变", title = form.label())]
    MissingImage {
        /// The sheet that was asked for.
        form: FormNo,
        /// The name under which the facts know it.
        name: String,
    },
    /// The bytes are neither PNG nor JPEG.
    #[error("图片「{name}」不是 PNG 或 JPEG，没有放进文书")]
    NotAnImage {
        /// The name under which the facts know it.
        name: String,
    },
    /// The page mark is too long to be a code of legible size.
    #[error("页标识过长，二维码放不下，{form}《{title}》没有生成，案件资料没有变", title = form.label())]
    PageMarkTooLong {
        /// The sheet that was asked for.
        form: FormNo,
    },
    /// The facts cannot be written as JSON.
    #[error("文书内容无法写成数据，{form}《{title}》没有生成，案件资料没有变", title = form.label())]
    Facts {
        /// The sheet that was asked for.
        form: FormNo,
        /// What the serializer said.
        #[source]
        source: serde_json::Error,
    },
    /// The template does not compile with these facts.
    #[error("{form}《{title}》的模板有错，文书没有生成，案件资料没有变", title = form.label())]
    Template {
        /// The sheet that was asked for.
        form: FormNo,
        /// What the compiler said, for the log.
        #[source]
        source: CompilerSaid,
    },
    /// Not a PDF, or a damaged one.
    #[error("这份文件不是完好的 PDF，无法显示")]
    NotAPdf,
    /// A PDF that opens by a password only.
    #[error("这份 PDF 加了密码，打不开")]
    Locked,
    /// A picture within a page would not fit into memory.
    #[error("第 {} 页里的图片有 {megapixels} 百万像素，太大了，没有打开", .page + 1)]
    PictureTooLarge {
        /// Counted from 0.
        page: usize,
        /// How many million pixels it has.
        megapixels: u64,
    },
    /// A page that the document does not have.
    #[error("文书只有 {n_pages} 页，没有第 {} 页", .page + 1)]
    NoSuchPage {
        /// Counted from 0.
        page: usize,
        /// How many there are.
        n_pages: usize,
    },
    /// A size at which a page would not fit into memory.
    #[error("放大倍数过大，第 {} 页无法显示", .page + 1)]
    ScaleTooLarge {
        /// Counted from 0.
        page: usize,
    },
}

impl Explain for DocumentError {
    fn code(&self) -> &'static str {
        match self {
            Self::MissingGlyphs { .. } => "sheet-missing-glyphs",
            Self::MissingImage { .. } => "sheet-missing-image",
            Self::NotAnImage { .. } => "sheet-not-an-image",
            Self::PageMarkTooLong { .. } => "sheet-mark-too-long",
            Self::Facts { .. } => "sheet-facts",
            Self::Template { .. } => "sheet-template",
            Self::NotAPdf => "sheet-not-a-pdf",
            Self::Locked => "sheet-locked",
            Self::PictureTooLarge { .. } => "sheet-picture-too-large",
            Self::NoSuchPage { .. } => "sheet-no-such-page",
            Self::ScaleTooLarge { .. } => "sheet-scale",
        }
    }

    fn remedy(&self) -> &'static str {
        match self {
            Self::MissingGlyphs { .. } => {
                "核对这几个字；确为姓名用字的，把含有该字的字体文件放进程序旁的 fonts 文件夹，重新打开程序后再打印"
            }
            Self::MissingImage { .. } => "在案件里打开这份文书的签名和影像，重新取一次后再打印",
            Self::NotAnImage { .. } => "换成 PNG 或 JPEG 图片后再试",
            Self::PageMarkTooLong { .. } => "缩短案件编号模板后再打印",
            Self::Facts { .. } => "改用空白表手写办理，并把日志发给维护人员",
            Self::Template { .. } => "改用空白表手写办理；本机构改过模板的，先恢复默认模板",
            Self::NotAPdf => "重新生成这份文书；外来的文件请向提供方重新索取",
            Self::Locked => "在扫描软件里去掉密码再存一次，或者直接存成 JPG",
            Self::PictureTooLarge { .. } => "用 150 到 300 dpi 重新扫描这一页",
            Self::NoSuchPage { .. } => "回到第一页重新翻看",
            Self::ScaleTooLarge { .. } => "缩小后再看",
        }
    }
}

/// One character that no face can draw, and the field that uses it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingGlyph {
    /// The character.
    pub character: char,
    /// The path of the field in the facts, 「attendees.0.name」.
    pub field: String,
}

fn in_words(glyphs: &[MissingGlyph]) -> String {
    let mut characters: Vec<char> = glyphs.iter().map(|glyph| glyph.character).collect();
    characters.sort_unstable();
    characters.dedup();
    let named: Vec<String> = characters
        .into_iter()
        .map(|c| {
            if c.is_control() {
                format!("U+{:04X}", u32::from(c))
            } else {
                format!("{c}（U+{:04X}）", u32::from(c))
            }
        })
        .collect();
    named.join("、")
}

/// What the template compiler said: for the log, never for the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompilerSaid(pub Vec<String>);

impl fmt::Display for CompilerSaid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("; "))
    }
}

impl std::error::Error for CompilerSaid {}

/// The recovery sheet was not made.
#[derive(Debug, thiserror::Error)]
#[error("恢复单没有排出来，恢复密钥没有变，可以照着屏幕抄")]
pub struct RecoveryError(#[source] pub CompilerSaid);

impl Explain for RecoveryError {
    fn code(&self) -> &'static str {
        "sheet-recovery"
    }

    fn remedy(&self) -> &'static str {
        "先用笔抄在纸上，再重启程序试一次"
    }
}
