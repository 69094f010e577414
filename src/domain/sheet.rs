//! The official sheets: their numbers, their titles, and nothing about how they look.
//!
//! Numbers are those of the form catalogue and never change meaning; they are stored, printed on every
//! page and encoded in its page mark. A sheet that is not yet made by the program has no number here.
//! What a sheet is about is `SheetOf`: a case, an entry of a register, a span of days, a list of the directory.

use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::evidence::RegisterTable;
use crate::domain::evidence::Registered;
use crate::domain::ids::CaseId;
use crate::domain::ids::EntryId;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::Id as _;
use crate::domain::ids::InsurerId;
use crate::domain::ids::ObjectId;
use crate::domain::moment::Day;
use crate::domain::scan::PenBox;
use std::fmt;
use std::str::FromStr;

use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::Serializer;
use serde::de::Error as _;
use uuid::Uuid;

macro_rules! forms {
    ($($form:ident = $number:literal, $label:literal;)*) => {
        /// The number of an official sheet, 「F-07」.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FormNo {
            $(#[doc = $label] $form,)*
        }

        impl FormNo {
            /// Every sheet, in the order of the catalogue.
            pub const ALL: &[Self] = &[$(Self::$form),*];

            /// Returns the title as it stands on the paper.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$form => $label,)* }
            }

            /// Returns the number as people write it, 「F-07」.
            #[must_use]
            pub const fn number(self) -> &'static str {
                match self { $(Self::$form => $number,)* }
            }
        }
    };
}

forms! {
    F01 = "F-01", "司法鉴定委托书";
    F02 = "F-02", "涉保鉴定共同委托书";
    F03 = "F-03", "单方委托涉保鉴定注意事项";
    F04 = "F-04", "鉴定材料接收暨确认清单";
    F05 = "F-05", "委托审查与受理审批表";
    F06 = "F-06", "见证通知书";
    F07 = "F-07", "到场签到及见证记录表";
    F08 = "F-08", "亮证告知与回避询问记录";
    F09 = "F-09", "鉴定过程记录";
    F10 = "F-10", "拍照录像录音同意书";
    F11 = "F-11", "个人信息处理告知暨单独同意书";
    F12 = "F-12", "干预执业活动记录表";
    F13 = "F-13", "关于严重干扰涉保鉴定执业活动的报告";
    F14 = "F-14", "不予受理告知书";
    F15 = "F-15", "补充（重新提取）鉴定材料通知书";
    F16 = "F-16", "延长鉴定时限告知书";
    F17 = "F-17", "终止鉴定告知书";
    F18 = "F-18", "中止鉴定通知书";
    F19 = "F-19", "司法鉴定复核意见";
    F20 = "F-20", "司法鉴定意见书";
    F21 = "F-21", "司法鉴定意见补正书";
    F22 = "F-22", "司法鉴定告知书";
    F23 = "F-23", "送达回证";
    F24 = "F-24", "回避申请及决定书";
    F25 = "F-25", "鉴定材料退还签收单";
    F26 = "F-26", "专家咨询意见记录";
    F27 = "F-27", "异议登记与解释说明、调解记录";
    F28 = "F-28", "出庭通知登记与出庭记录";
    F29 = "F-29", "司法鉴定档案卷宗";
    F30 = "F-30", "涉保鉴定工作台账";
    F31 = "F-31", "年度共同委托统计表";
    F32 = "F-32", "「人伤黄牛」疑点线索移送单";
    F33 = "F-33", "预约登记单";
    F34 = "F-34", "现场提取鉴定材料记录";
    F35 = "F-35", "鉴定人承诺书";
    F36 = "F-36", "名录、纪要交换件";
}

impl FormNo {
    /// Whether it is a sheet of the office: about an entry of a register, a span of days or a list, never a case.
    #[must_use]
    pub const fn is_of_office(self) -> bool {
        matches!(self, Self::F12 | Self::F13 | Self::F30 | Self::F31 | Self::F32 | Self::F36)
    }

    /// Every sheet of a case.
    pub fn of_cases() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|form| !form.is_of_office())
    }
}

impl fmt::Display for FormNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.number())
    }
}

/// A text that is no number of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("没有编号为「{0}」的文书")]
pub struct UnknownForm(String);

impl FromStr for FormNo {
    type Err = UnknownForm;

    /// Reads 「F-07」, 「f07」 or 「7」.
    fn from_str(text: &str) -> Result<Self, UnknownForm> {
        let digits = text.trim().trim_start_matches(['F', 'f']).trim_start_matches('-');
        let number: Option<u8> = digits.parse().ok();
        Self::ALL
            .iter()
            .copied()
            .find(|form| {
                form.number().get(2..).and_then(|digits| digits.parse().ok()) == number && number.is_some()
            })
            .ok_or_else(|| UnknownForm(text.to_owned()))
    }
}

impl Serialize for FormNo {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.number())
    }
}

impl<'de> Deserialize<'de> for FormNo {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// Which sheet: the form and what it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetRef {
    /// The form.
    pub form: FormNo,
    /// What it is about.
    pub of: SheetOf,
}

/// What a sheet is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SheetOf {
    /// A case.
    Case {
        /// The case.
        case: CaseId,
        /// Where a case may have several of a form, the row that is meant.
        about: Option<EvidenceId>,
    },
    /// An entry of a register of the office, whether or not it names a case.
    Entry(EntryId),
    /// The books of the office over a span of days, both ends included.
    Span {
        /// The first day.
        from: Day,
        /// The last day.
        to: Day,
        /// Only what concerns this insurer.
        insurer: Option<InsurerId>,
    },
    /// A list of the directory as it stands.
    Directory(Listed),
}

/// A list of the directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Listed {
    /// 保险机构.
    Insurers,
    /// 鉴定人员.
    Staff,
}

impl SheetRef {
    /// A sheet of a case.
    #[must_use]
    pub const fn of_case(form: FormNo, case: CaseId, about: Option<EvidenceId>) -> Self {
        Self { form, of: SheetOf::Case { case, about } }
    }

    /// A sheet about an entry of a register.
    #[must_use]
    pub const fn of_entry(form: FormNo, entry: EntryId) -> Self {
        Self { form, of: SheetOf::Entry(entry) }
    }

    /// The case it is about; none for a sheet of the office.
    #[must_use]
    pub const fn case(self) -> Option<CaseId> {
        match self.of {
            SheetOf::Case { case, .. } => Some(case),
            SheetOf::Entry(_) | SheetOf::Span { .. } | SheetOf::Directory(_) => None,
        }
    }
}

/// Which print: a row of a case, or one of the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrintRef {
    OfCase { case: CaseId, row: EvidenceId },
    OfOffice(EntryId),
}

impl PrintRef {
    /// The case it belongs to.
    #[must_use]
    pub const fn case(self) -> Option<CaseId> {
        match self {
            Self::OfCase { case, .. } => Some(case),
            Self::OfOffice(_) => None,
        }
    }
}

/// A print or export of a sheet that belongs to no case. A later version says that no paper came out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficePrint {
    /// What the sheet was about.
    pub of: SheetOf,
    /// Which form, how often, which bytes.
    pub print: SheetPrint,
    /// Why nothing came out; empty for a print that did.
    #[serde(default)]
    pub correction: String,
}

impl Registered for OfficePrint {
    const TABLE: RegisterTable = RegisterTable::OfficePrint;

    fn parent(&self) -> Option<Uuid> {
        match self.of {
            SheetOf::Entry(entry) => Some(entry.uuid()),
            SheetOf::Case { .. } | SheetOf::Span { .. } | SheetOf::Directory(_) => None,
        }
    }
}

/// A print or export of a sheet: which, how often, which bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetPrint {
    /// The form.
    pub form: FormNo,
    /// Which one of several, for F-06: the first attempt to that addressee.
    #[serde(default)]
    pub about: Option<EvidenceId>,
    /// 第 n 次, from 1.
    pub n: u32,
    /// Hex SHA-256 of the PDF.
    pub sha256: String,
    /// Pages.
    pub n_pages: u32,
    /// Copies asked of the printer; 0 for a file.
    pub copies: u32,
    /// Whether 草稿 stood across it.
    pub is_draft: bool,
    /// The encrypted copy that stays in the office.
    pub object: Option<ObjectId>,
    /// What was in force when it left; none on rows older than this field.
    #[serde(default)]
    pub in_force: Option<Box<InForce>>,
    /// The places it left for the pen, as its layout tells them; none on rows older than this field.
    #[serde(default)]
    pub pen_boxes: Option<Vec<PenBox>>,
}

/// What a sheet rested on when it left the office; texts as hex SHA-256.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InForce {
    /// The version of the program that made it.
    pub program: String,
    /// Where the institution was registered, by its stable name.
    pub under: String,
    /// How many rules bound it on that day.
    pub n_rules: u32,
    /// Those rules, with sources and wording.
    pub rules: String,
    /// The list of words that may not stand on paper.
    pub wording: String,
    /// The years of the calendar with their sources.
    pub calendar: String,
    /// The template and what all templates share.
    pub template: String,
}

impl Evidence for SheetPrint {
    const TABLE: EvidenceTable = EvidenceTable::SheetPrint;
}

#[cfg(test)]
mod tests {
    use super::FormNo;

    #[test]
    fn every_number_is_read_back() {
        for &form in FormNo::ALL {
            assert_eq!(form.number().parse(), Ok(form));
            assert_eq!(serde_json::to_string(&form).expect("a text"), format!("\"{}\"", form.number()));
        }
    }

    #[test]
    fn numbers_are_read_as_people_type_them() {
        assert_eq!("f07".parse(), Ok(FormNo::F07));
        assert_eq!(" 7 ".parse(), Ok(FormNo::F07));
        assert_eq!("F-9".parse(), Ok(FormNo::F09));
        for wrong in ["", "F-", "F-99", "F-070", "七"] {
            assert!(wrong.parse::<FormNo>().is_err(), "{wrong}");
        }
    }
}
