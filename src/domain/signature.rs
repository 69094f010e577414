//! 签名 on a sheet: by pen on the pad, on paper, by fingerprint, or refused before two of the staff.
//! A drawn signature is a picture bound to what was shown, not a 可靠电子签名 (ES-13/14).

use crate::domain::ids::PersonId;
use crate::domain::moment::Moment;
use crate::domain::secret::PersonName;
use crate::domain::sheet::FormNo;
use serde::{Deserialize, Serialize};

/// One signature, or its refusal, on one sheet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Signature {
    pub form: FormNo,
    pub signer: Signer,
    pub manner: Manner,
    /// SHA-256 (hex) of the facts that were on screen when the pen was lifted.
    #[serde(default)]
    pub shown_sha256: String,
}

/// Who signs and in which capacity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signer {
    pub person: Option<PersonId>,
    pub name: PersonName,
    /// 被鉴定人、委托人、保险机构见证人、鉴定人 … as printed beside the line.
    pub capacity: String,
}

/// How it was signed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "how")]
pub enum Manner {
    /// Drawn on the pad.
    Pad { strokes: Vec<Stroke>, tool: PenTool },
    /// Signed on the printed sheet.
    Paper,
    /// 按指印 on paper, with the staff member who helped.
    Fingerprint { helped_by: PersonName },
    /// 拒签: the reason in the signer's words and two members of staff.
    Refused { reason: String, staff: [PersonName; 2] },
}

/// Whether a pen, a finger or a mouse drew the strokes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PenTool {
    #[default]
    Mouse,
    Pen,
    Touch,
}

/// One stroke; coordinates are thousandths of the pad's width and height.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stroke(pub Vec<StrokePoint>);

/// A point of a stroke.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct StrokePoint {
    /// 0…1000 from left to right.
    pub x: u16,
    /// 0…1000 from top to bottom.
    pub y: u16,
    /// Milliseconds since the first point of the signature.
    pub t_ms: u32,
    /// 0…1000; `None` where the tool reports no pressure.
    pub force: Option<u16>,
}

impl Manner {
    /// A refusal counts for the file, but it is not a signature.
    pub fn is_signed(&self) -> bool {
        !matches!(self, Self::Refused { .. })
    }

    /// 「笔签 14:55:31」-like words without the time.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Pad { .. } => "屏上手签",
            Self::Paper => "纸上手签",
            Self::Fingerprint { .. } => "按指印",
            Self::Refused { .. } => "拒签",
        }
    }
}

/// A refusal note is complete only with a reason and two different members of staff (SH-1.2h).
pub fn refusal_is_complete(reason: &str, staff: &[PersonName; 2]) -> bool {
    let [first, second] = staff;
    let (first, second) = (first.as_str().trim(), second.as_str().trim());
    !reason.trim().is_empty() && !first.is_empty() && !second.is_empty() && first != second
}

/// A moment and a signer, for lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedLine {
    pub name: PersonName,
    pub capacity: String,
    pub at: Option<Moment>,
    pub note: Option<String>,
}
