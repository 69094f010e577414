//! Places to sign: what was signed on the pad is drawn, what was signed on paper or refused is said, the rest is
//! left for the pen. Refusals of one sheet stand in one note with their reasons and the two who attest them.

use crate::capture::png_of;
use crate::documents::images::Images;
use crate::documents::sheet::RefusalNote;
use crate::documents::sheet::SignatureFact;
use crate::domain::case::CaseFile;
use crate::domain::moment::Moment;
use crate::domain::secret::PersonName;
use crate::domain::sheet::FormNo;
use crate::domain::signature::Manner;
use crate::domain::signature::Signer;
use crate::domain::signature::Stroke;
use crate::domain::signature::expected_signers;
use crate::domain::signature::signature_of;
use crate::services::error::ServiceError;
use crate::services::sheet::ink;
use crate::services::sheet::sha256_hex;

/// Collects the pictures of the signatures while the facts are worded.
pub(super) struct Pad {
    images: Images,
    failed: Option<ServiceError>,
    draws: bool,
}

impl Pad {
    /// Draws every signature.
    pub(super) fn new() -> Self {
        Self { images: Images::new(), failed: None, draws: true }
    }

    /// Only names the pictures: enough for a digest.
    pub(super) fn of_names() -> Self {
        Self { draws: false, ..Self::new() }
    }

    /// The pictures, or why one of them could not be drawn.
    pub(super) fn into_images(self) -> Result<Images, ServiceError> {
        match self.failed {
            None => Ok(self.images),
            Some(error) => Err(error),
        }
    }

    /// The name of the picture of these strokes, which follows from the strokes; `None` for an empty pad.
    fn picture(&mut self, strokes: &[Stroke]) -> Option<String> {
        if strokes.iter().all(|stroke| stroke.0.is_empty()) {
            return None;
        }
        let name = format!("ink-{}", &sha256_hex(&serde_json::to_vec(strokes).ok()?)[..16]);
        if self.draws
            && !self.images.contains(&name)
            && let Err(error) = self.draw(&name, strokes)
        {
            self.failed = Some(error);
        }
        Some(name)
    }

    fn draw(&mut self, name: &str, strokes: &[Stroke]) -> Result<(), ServiceError> {
        match ink::draw(strokes) {
            Some(pixels) => Ok(self.images.insert(name, png_of(&pixels)?)?),
            None => Ok(()),
        }
    }

    /// The picture of a signature made on the pad; `None` for every other manner.
    pub(super) fn image(&mut self, manner: &Manner) -> Option<String> {
        match manner {
            Manner::Pad { strokes, .. } => self.picture(strokes),
            Manner::Paper | Manner::Fingerprint { .. } | Manner::Proxy { .. } | Manner::Refused { .. } => {
                None
            }
        }
    }

    /// A place that was signed, in whatever manner.
    pub(super) fn signed(&mut self, role: &str, name: &str, manner: &Manner, at: Moment) -> SignatureFact {
        let image = self.image(manner);
        let note = match manner {
            Manner::Pad { .. } if image.is_some() => None,
            Manner::Pad { .. } => Some("屏上没有笔迹".to_owned()),
            Manner::Paper => Some("纸上手签，见签字原件".to_owned()),
            Manner::Fingerprint { staff: [first, second] } => {
                Some(format!("按指印，见原件（{}、{} 签注）", first.as_str(), second.as_str()))
            }
            Manner::Proxy { by, reason, staff: [first, second] } => {
                let (by, first, second) = (by.as_str(), first.as_str(), second.as_str());
                Some(format!("{by} 代签，见原件：{reason}（{first}、{second} 签注）"))
            }
            Manner::Refused { .. } => Some("拒签，见注记".to_owned()),
        };
        SignatureFact { image, note, at: Some(at.worded()), ..for_pen(role, name) }
    }

    /// The place of one signer on a form.
    pub(super) fn of_signer(&mut self, file: &CaseFile, form: FormNo, signer: &Signer) -> SignatureFact {
        let name = signer.name.as_str();
        match signature_of(file, form, signer) {
            Some(row) => self.signed(&signer.capacity, name, &row.body.manner, row.at),
            None => for_pen(&signer.capacity, name),
        }
    }

    /// Everybody who has to sign a form, in the order of the boxes.
    pub(super) fn signers(&mut self, file: &CaseFile, form: FormNo) -> Vec<SignatureFact> {
        expected_signers(file, form).iter().map(|signer| self.of_signer(file, form, signer)).collect()
    }
}

/// A place left for the pen.
pub(super) fn for_pen(role: &str, name: &str) -> SignatureFact {
    SignatureFact { role: role.to_owned(), name: name.to_owned(), ..SignatureFact::default() }
}

/// One refusal: who, why, before whom, when.
pub(super) struct Refusal<'a> {
    pub(super) who: String,
    pub(super) reason: &'a str,
    pub(super) staff: &'a [PersonName; 2],
    pub(super) at: Moment,
}

impl<'a> Refusal<'a> {
    /// The refusal in a manner of signing, if it is one.
    pub(super) fn of(manner: &'a Manner, who: String, at: Moment) -> Option<Self> {
        match manner {
            Manner::Refused { reason, staff } => Some(Self { who, reason, staff, at }),
            Manner::Pad { .. } | Manner::Paper | Manner::Fingerprint { .. } | Manner::Proxy { .. } => None,
        }
    }
}

/// The refusals to sign a form.
pub(super) fn refusals(file: &CaseFile, form: FormNo) -> Vec<Refusal<'_>> {
    file.current(&file.signatures)
        .filter(|row| row.body.form == form)
        .filter_map(|row| {
            let signer = &row.body.signer;
            let who = format!("{} {}", signer.capacity, signer.name.as_str());
            Refusal::of(&row.body.manner, who, row.at)
        })
        .collect()
}

/// 拒签注记 of a sheet. The template has room for two attesting names; where refusals were attested by different
/// people, each reason names its own two.
pub(super) fn refusal_note(refusals: &[Refusal<'_>]) -> Option<RefusalNote> {
    let first = refusals.first()?;
    let staff = first.staff.iter().map(|name| for_pen("工作人员", name.as_str())).collect();
    if let [only] = refusals {
        let reason = only.reason.to_owned();
        return Some(RefusalNote { who: only.who.clone(), reason, staff, at: only.at.worded() });
    }
    let same_staff = refusals.iter().all(|refusal| refusal.staff == first.staff);
    let reasons: Vec<String> = refusals
        .iter()
        .map(|refusal| {
            let [one, other] = refusal.staff;
            let attested = format!("（签注：{}、{}）", one.as_str(), other.as_str());
            let attested = if same_staff { "" } else { attested.as_str() };
            format!("{}：{}{attested}", refusal.who, refusal.reason)
        })
        .collect();
    let who: Vec<&str> = refusals.iter().map(|refusal| refusal.who.as_str()).collect();
    let at: Vec<String> = refusals.iter().map(|refusal| refusal.at.worded()).collect();
    Some(RefusalNote { who: who.join("、"), reason: reasons.join("\n"), staff, at: at.join("、") })
}

#[cfg(test)]
mod tests {
    use super::Pad;
    use super::Refusal;
    use super::refusal_note;
    use crate::domain::moment::Moment;
    use crate::domain::secret::PersonName;
    use crate::domain::signature::Manner;
    use crate::domain::signature::PenTool;
    use crate::domain::signature::Stroke;
    use crate::domain::signature::StrokePoint;

    fn at() -> Moment {
        "2026-11-24T14:09:00+08:00".parse().expect("a moment")
    }

    fn drawn(y: u16) -> Manner {
        let point = |x| StrokePoint { x, y, t_ms: u32::from(x), force: None };
        Manner::Pad {
            strokes: vec![Stroke(vec![point(100), point(900)])],
            tool: PenTool::Mouse,
            agreed: true,
        }
    }

    #[test]
    fn a_drawn_signature_is_a_picture_named_by_its_strokes() {
        let mut pad = Pad::new();
        let fact = pad.signed("委托人", "韩秀珍", &drawn(300), at());
        let again = pad.signed("委托人", "韩秀珍", &drawn(300), at());
        let other = pad.signed("委托人", "韩秀珍", &drawn(301), at());
        assert_eq!(fact.at.as_deref(), Some("2026年11月24日 14时09分"));
        assert_eq!(fact.image, again.image);
        assert_ne!(fact.image, other.image);
        assert_eq!(Pad::of_names().signed("委托人", "韩秀珍", &drawn(300), at()).image, fact.image);
        let images = pad.into_images().expect("drawn");
        assert_eq!(images.iter().count(), 2);
    }

    #[test]
    fn other_manners_are_said_and_leave_no_picture() {
        let mut pad = Pad::new();
        let helped = Manner::Fingerprint { staff: ["周晓岚".into(), "程以宁".into()] };
        let note =
            |pad: &mut Pad, manner: &Manner| pad.signed("", "韩秀珍", manner, at()).note.unwrap_or_default();
        assert_eq!(note(&mut pad, &Manner::Paper), "纸上手签，见签字原件");
        assert!(note(&mut pad, &helped).contains("周晓岚"));
        let empty = Manner::Pad { strokes: vec![Stroke(Vec::new())], tool: PenTool::Pen, agreed: true };
        assert_eq!(note(&mut pad, &empty), "屏上没有笔迹");
        assert_eq!(pad.into_images().expect("nothing to draw").iter().count(), 0);
    }

    #[test]
    fn several_refusals_stand_in_one_note_with_their_own_witnesses() {
        let staff = [PersonName::new("顾明川"), PersonName::new("周晓岚")];
        let others = [PersonName::new("沈砚秋"), PersonName::new("罗一帆")];
        let refusal =
            |who: &str, staff| Refusal { who: who.to_owned(), reason: "不愿签", staff, at: at() };
        assert!(refusal_note(&[]).is_none());
        let one = refusal_note(&[refusal("委托人 韩秀珍", &staff)]).expect("a note");
        assert_eq!((one.who.as_str(), one.reason.as_str(), one.staff.len()), ("委托人 韩秀珍", "不愿签", 2));
        let two = refusal_note(&[refusal("甲", &staff), refusal("乙", &others)]).expect("a note");
        assert_eq!(two.who, "甲、乙");
        assert!(two.reason.contains("乙：不愿签（签注：沈砚秋、罗一帆）"), "{}", two.reason);
        assert_eq!(two.staff.len(), 2);
    }
}
