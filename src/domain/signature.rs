//! 签名 on a sheet: by pen on the pad, on paper, by fingerprint, by another's hand, or refused before two of the staff.
//! A drawn signature is a picture bound to what was shown, not a 可靠电子签名 (ES-13/14).

use crate::domain::case::CaseFile;
use crate::domain::check_in::Attendee;
use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::PersonId;
use crate::domain::scan::is_signed_on_paper;
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
    /// Drawn on the pad, by somebody who had agreed to sign so (ES-3); nobody has to.
    Pad {
        strokes: Vec<Stroke>,
        tool: PenTool,
        #[serde(default)]
        agreed: bool,
    },
    /// Signed on the printed sheet.
    Paper,
    /// 按指印 on paper, noted by two members of staff.
    Fingerprint { staff: [PersonName; 2] },
    /// 代签: another hand at the signer's wish, why, and two members of staff.
    Proxy { by: PersonName, reason: String, staff: [PersonName; 2] },
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
            Self::Proxy { .. } => "代签",
            Self::Refused { .. } => "拒签",
        }
    }

    /// What keeps it from counting, as a sentence; `None` when it is whole.
    pub fn lacks(&self) -> Option<&'static str> {
        match self {
            Self::Paper => None,
            Self::Pad { strokes, .. } if strokes.iter().all(|stroke| stroke.0.len() < 2) => {
                Some("签名板上还没有笔迹")
            }
            Self::Pad { .. } => None,
            Self::Fingerprint { staff } if !are_two(staff) => Some("按指印要由两名工作人员签注"),
            Self::Fingerprint { .. } => None,
            Self::Proxy { by, reason, staff }
                if by.is_empty() || reason.trim().is_empty() || !are_two(staff) =>
            {
                Some("代签要写明代签人、本人为什么不能签，并由两名工作人员签注")
            }
            Self::Proxy { .. } => None,
            Self::Refused { reason, staff } if !refusal_is_complete(reason, staff) => {
                Some("拒签要写原因，并由两名工作人员签注")
            }
            Self::Refused { .. } => None,
        }
    }

    /// What keeps it from binding somebody who is not of the institution: nobody has to sign on a pad (ES-3).
    pub fn lacks_of_party(&self) -> Option<&'static str> {
        let unasked = matches!(self, Self::Pad { agreed: false, .. });
        self.lacks().or(unasked.then_some("屏上签名要本人先同意，不同意的在纸上签"))
    }
}

/// A refusal note is complete only with a reason and two different members of staff (SH-1.2h).
pub fn refusal_is_complete(reason: &str, staff: &[PersonName; 2]) -> bool {
    !reason.trim().is_empty() && are_two(staff)
}

/// Two different people.
fn are_two([first, second]: &[PersonName; 2]) -> bool {
    let (first, second) = (first.as_str().trim(), second.as_str().trim());
    !first.is_empty() && !second.is_empty() && first != second
}

/// Whether this person agreed to sign on the pad earlier in the case: they are not asked for every sheet again.
pub fn agreed_to_pad(file: &CaseFile, person: PersonId) -> bool {
    let agreed = |manner: &Manner| matches!(manner, Manner::Pad { agreed: true, .. });
    let is_theirs = |attendance: EvidenceId| {
        let row = file.attendances.iter().find(|row| row.id == attendance);
        row.and_then(|row| row.body.attendee.person()).is_some_and(|present| present.id == person)
    };
    let sheets = file.signatures.iter().filter(|row| row.body.signer.person == Some(person));
    let rules = file.witness_rules.iter().filter(|row| is_theirs(row.body.attendance));
    sheets.map(|row| &row.body.manner).chain(rules.map(|row| &row.body.manner)).any(agreed)
}

impl Evidence for Signature {
    const TABLE: EvidenceTable = EvidenceTable::Signature;
}

/// Who has to sign a sheet of this case, in the order of the boxes (SC-2.2h, GZ-25d, SC-3.2a/b).
///
/// Other sheets keep their signatures with what they are about: the agreement, the notice, the item, the decision.
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
        _ => |_| false,
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

/// Whether a signer has signed or refused: noted here, or seen on the paper that came back.
pub fn has_signed_or_refused(file: &CaseFile, form: FormNo, signer: &Signer) -> bool {
    signature_of(file, form, signer).is_some() || is_signed_on_paper(file, form, signer)
}

/// Signers of a form who have neither signed nor refused.
pub fn unsigned(file: &CaseFile, form: FormNo) -> Vec<Signer> {
    expected_signers(file, form)
        .into_iter()
        .filter(|signer| !has_signed_or_refused(file, form, signer))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Manner;
    use super::PenTool;
    use super::Stroke;
    use super::StrokePoint;
    use crate::domain::secret::PersonName;

    fn staff(first: &str, second: &str) -> [PersonName; 2] {
        [first.into(), second.into()]
    }

    fn drawn(agreed: bool) -> Manner {
        let point = |x| StrokePoint { x, y: 500, t_ms: u32::from(x), force: None };
        Manner::Pad { strokes: vec![Stroke(vec![point(1), point(2)])], tool: PenTool::Pen, agreed }
    }

    #[test]
    fn whoever_does_not_sign_alone_signs_before_two_of_the_staff() {
        let proxy =
            |by: &str, reason: &str, staff| Manner::Proxy { by: by.into(), reason: reason.to_owned(), staff };
        for whole in [
            Manner::Paper,
            Manner::Fingerprint { staff: staff("周晓岚", "程以宁") },
            proxy("尤清和", "双手骨折", staff("周晓岚", "程以宁")),
            Manner::Refused { reason: "不愿签".to_owned(), staff: staff("周晓岚", "程以宁") },
        ] {
            assert_eq!(whole.lacks(), None, "{whole:?}");
            assert_eq!(whole.lacks_of_party(), None, "{whole:?}");
        }
        for wanting in [
            Manner::Fingerprint { staff: staff("周晓岚", "") },
            Manner::Fingerprint { staff: staff("周晓岚", " 周晓岚 ") },
            proxy("", "双手骨折", staff("周晓岚", "程以宁")),
            proxy("尤清和", " ", staff("周晓岚", "程以宁")),
            proxy("尤清和", "双手骨折", staff("周晓岚", "周晓岚")),
            Manner::Refused { reason: String::new(), staff: staff("周晓岚", "程以宁") },
            Manner::Pad { strokes: vec![Stroke(Vec::new())], tool: PenTool::Pen, agreed: true },
        ] {
            assert!(wanting.lacks().is_some(), "{wanting:?}");
        }
    }

    #[test]
    fn only_who_agreed_signs_on_the_pad_and_staff_are_not_asked() {
        assert_eq!(drawn(true).lacks_of_party(), None);
        assert!(drawn(false).lacks_of_party().is_some());
        assert_eq!(drawn(false).lacks(), None);
    }
}
