//! 签名 on a sheet: by pen on the pad, on paper, by fingerprint, or refused before two of the staff.
//! A drawn signature is a picture bound to what was shown, not a 可靠电子签名 (ES-13/14).

use crate::domain::case::CaseFile;
use crate::domain::check_in::Attendee;
use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::evidence::Recorded;
use crate::domain::ids::PersonId;
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

impl Evidence for Signature {
    const TABLE: EvidenceTable = EvidenceTable::Signature;
}

/// Who has to sign a sheet of this case, in the order of the boxes (SC-2.2h, GZ-25d, SC-3.2a/b).
///
/// F-01, F-03 and F-04 keep their signatures with the agreement, the notice and the item; they are not listed here.
pub fn expected_signers(file: &CaseFile, form: FormNo) -> Vec<Signer> {
    let rows = || file.arrivals();
    let signer = |attendee: &Attendee| Signer {
        person: attendee.person().map(|person| person.id),
        name: attendee.name().clone(),
        capacity: attendee.role_label().to_owned(),
    };
    let wanted: fn(&Attendee) -> bool = match form {
        FormNo::F07 | FormNo::F08 => |_| true,
        // GZ-25d: witnesses sign the record itself; the subject does not answer for the findings.
        FormNo::F09 => {
            |who| matches!(who, Attendee::Appraiser { .. } | Attendee::Statutory(_) | Attendee::Insurer(_))
        }
        FormNo::F01
        | FormNo::F03
        | FormNo::F04
        | FormNo::F06
        | FormNo::F12
        | FormNo::F13
        | FormNo::F16
        | FormNo::F32
        | FormNo::F36 => |_| false,
    };
    rows().filter(|row| wanted(&row.body.attendee)).map(|row| signer(&row.body.attendee)).collect()
}

/// The signature, or refusal, of a signer on a form.
pub fn signature_of<'a>(
    file: &'a CaseFile,
    form: FormNo,
    signer: &Signer,
) -> Option<&'a Recorded<Signature>> {
    file.current(&file.signatures).filter(|row| row.body.form == form && row.body.signer == *signer).last()
}

/// Signers of a form who have neither signed nor refused.
pub fn unsigned(file: &CaseFile, form: FormNo) -> Vec<Signer> {
    expected_signers(file, form)
        .into_iter()
        .filter(|signer| signature_of(file, form, signer).is_none())
        .collect()
}
