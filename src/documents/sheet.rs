//! What every sheet shows besides its own matter: head, foot, signatures, notes of refusal.
//!
//! All texts are worded by the caller and printed as they are; an empty text leaves its place blank
//! for the pen. Whether a number is masked on a copy that leaves the house is decided by the caller.

use chrono::NaiveDateTime;
use serde::Deserialize;
use serde::Serialize;

/// Head and foot of every page.
#[derive(Clone, Serialize, Deserialize)]
pub struct SheetHead {
    /// 案件编号, as it stands in the case; on a sheet of the office what `no_label` says.
    pub case_no: String,
    /// What the number is, where it is not 「案件编号」: 「登记编号」.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_label: Option<String>,
    /// The institution's full name.
    pub institution: String,
    /// The province pack: 「四川」.
    pub pack: String,
    /// Which copy this is: 「存档联」「委托人联」; empty when there is only one.
    pub copy: String,
    /// When it was printed, in Beijing time; also the date inside the file.
    pub printed_at: NaiveDateTime,
    /// 「第2次打印」; empty for the first.
    pub print_no: String,
    /// The version of the contents: 「第1版」.
    pub version: String,
    /// The head of the audit chain at that moment, shortened: 「8f3a9c27d1e4」.
    pub audit_head: String,
    /// What the code on every page says, without page numbers.
    pub mark: PrintMark,
    /// Prints 「草稿」 across every page.
    pub is_draft: bool,
    /// Marks wording that was not checked against an official text as 「示范稿」.
    pub is_specimen: bool,
}

impl SheetHead {
    /// What the sheet is about, as its head says it.
    #[must_use]
    pub fn called(&self) -> String {
        match &self.no_label {
            Some(label) => format!("{label}　{}", self.case_no),
            None => self.case_no.clone(),
        }
    }
}

/// The part of a page mark that is the same on every page of one print.
#[derive(Clone, Serialize, Deserialize)]
pub struct PrintMark {
    /// The key of the case, without anything personal: 「2026-00123」.
    pub case_key: String,
    /// The first 12 hexadecimal digits of the record of this print.
    pub print_mark: String,
}

/// One place to sign: signed on the pad, refused, or still to be signed by pen.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct SignatureFact {
    /// As whom: 「委托人」「鉴定人」; empty where the sheet itself says so.
    pub role: String,
    /// The person's name in print; empty when it is not known who will sign.
    pub name: String,
    /// The picture of the signature, by its name in `Images`.
    pub image: Option<String>,
    /// In place of a signature: 「拒签，见注记」「电话确认」.
    pub note: Option<String>,
    /// When it was signed: 「2026年11月24日 14:09」.
    pub at: Option<String>,
}

/// 拒签、未到场注记: reason, two members of the staff, time.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct RefusalNote {
    /// Who did not sign: 「委托人 韩秀珍」.
    pub who: String,
    /// Why, and what was said.
    pub reason: String,
    /// The two who attest it.
    pub staff: Vec<SignatureFact>,
    /// When it was noted.
    pub at: String,
}

/// An answer to a question that has no default.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Not asked yet: no box is ticked.
    #[default]
    Open,
    /// 是.
    Yes,
    /// 否.
    No,
    /// 不确定: asked, but not known.
    Undetermined,
}

/// A box and the word beside it.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Tick {
    /// The word.
    pub word: String,
    /// Whether it is ticked.
    pub on: bool,
}

impl Tick {
    /// A box.
    #[must_use]
    pub fn new(word: &str, on: bool) -> Self {
        Self { word: word.to_owned(), on }
    }
}

/// One line of 鉴定材料, in F-01 and F-04.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct MaterialLine {
    /// 名称.
    pub name: String,
    /// 种类.
    pub kind: String,
    /// 数量.
    pub quantity: String,
    /// 性状.
    pub condition: String,
    /// 保存状况.
    pub storage: String,
    /// 收到时间.
    pub received_at: String,
}
