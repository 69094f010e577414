//! 归档 (T19, F-29; GZ-42, SC-3.2e): the volume in its order, what lies in it, and that every kept file is whole.
//!
//! No national rule orders the volume or its time; the order here follows published rules of provinces, and the
//! institution sets its own retention (requirements appendix B).

use crate::domain::case::CaseFile;
use crate::domain::case::CaseState;
use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::evidence::Recorded;
use crate::domain::ids::ObjectId;
use crate::domain::reception::MaterialReturn;
use crate::domain::sheet::FormNo;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// The volume as it was put away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Archiving {
    /// 档号.
    pub archive_no: String,
    /// 盒号、柜号.
    pub box_no: String,
    pub n_volumes: u32,
    pub retention: Retention,
    pub parts: BTreeMap<VolumePart, PartState>,
    /// What the store found; made by the program, never typed.
    pub verification: Option<Verification>,
    #[serde(default)]
    pub note: String,
}

/// 保管期限.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Retention {
    Years { n: u32 },
    Permanent,
}

impl Retention {
    /// 「30 年」 or 「永久」.
    pub fn label(self) -> String {
        match self {
            Self::Years { n } => format!("{n} 年"),
            Self::Permanent => "永久".to_owned(),
        }
    }
}

/// Every kept file of the case was read and hashed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    pub n_objects: u32,
    /// Missing, unreadable, or not the bytes that were kept.
    pub n_bad: u32,
}

/// Where a part of the volume stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum PartState {
    /// In the volume, so many pages.
    Filed { n_pages: u32 },
    /// There is none in this case, and why.
    None { why: String },
}

/// The parts of a volume, in their order (F-29).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VolumePart {
    Cover,
    Contents,
    Commission,
    Notices,
    Acceptance,
    Materials,
    Attendance,
    Record,
    Consultation,
    Review,
    Opinion,
    Procedure,
    DeliveryReceipts,
    MaterialReturn,
    Fees,
    Corrections,
    Interference,
    Media,
    Remarks,
    BackCover,
}

impl VolumePart {
    /// All parts, in the order of the volume.
    pub const ALL: [Self; 20] = [
        Self::Cover,
        Self::Contents,
        Self::Commission,
        Self::Notices,
        Self::Acceptance,
        Self::Materials,
        Self::Attendance,
        Self::Record,
        Self::Consultation,
        Self::Review,
        Self::Opinion,
        Self::Procedure,
        Self::DeliveryReceipts,
        Self::MaterialReturn,
        Self::Fees,
        Self::Corrections,
        Self::Interference,
        Self::Media,
        Self::Remarks,
        Self::BackCover,
    ];

    /// Whether an institution may arrange it otherwise.
    pub const fn is_movable(self) -> bool {
        !matches!(self, Self::Cover | Self::Contents | Self::Media | Self::Remarks | Self::BackCover)
    }

    /// As the list of contents names it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Cover => "案卷封面",
            Self::Contents => "卷内目录",
            Self::Commission => "委托书",
            Self::Notices => "告知与同意",
            Self::Acceptance => "受理审批与证件",
            Self::Materials => "材料清单及复印件",
            Self::Attendance => "通知、签到、亮证、回避",
            Self::Record => "过程记录及图谱",
            Self::Consultation => "讨论、专家咨询",
            Self::Review => "复核意见",
            Self::Opinion => "意见书底稿与正本",
            Self::Procedure => "延长、补充、终止等程序文书",
            Self::DeliveryReceipts => "送达回证",
            Self::MaterialReturn => "材料退还",
            Self::Fees => "收费凭据",
            Self::Corrections => "补正、出庭、异议",
            Self::Interference => "干预记录（密封件）",
            Self::Media => "影像数据目录与哈希",
            Self::Remarks => "备考表",
            Self::BackCover => "卷底",
        }
    }
}

/// In what order the parts lie: what stands between contents and media list is the institution's to arrange, as no rule
/// we could check orders it. Cover and contents open every volume; media list, remarks and back cover close it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<VolumePart>", into = "Vec<VolumePart>")]
pub struct VolumeOrder(Vec<VolumePart>);

impl Default for VolumeOrder {
    /// The order of F-29.
    fn default() -> Self {
        Self(VolumePart::ALL.into_iter().filter(|part| part.is_movable()).collect())
    }
}

impl From<Vec<VolumePart>> for VolumeOrder {
    /// Whatever was kept, every part has one place: what is named twice counts once, what is not named comes last.
    fn from(wanted: Vec<VolumePart>) -> Self {
        let mut seen = BTreeSet::new();
        let all = wanted.into_iter().chain(VolumePart::ALL);
        Self(all.filter(|part| part.is_movable() && seen.insert(*part)).collect())
    }
}

impl From<VolumeOrder> for Vec<VolumePart> {
    fn from(order: VolumeOrder) -> Self {
        order.0
    }
}

impl VolumeOrder {
    /// The parts that can be arranged, in their order.
    pub fn movable(&self) -> &[VolumePart] {
        &self.0
    }

    /// All twenty, in their order.
    pub fn parts(&self) -> impl Iterator<Item = VolumePart> {
        let (open, close) = VolumePart::ALL
            .into_iter()
            .filter(|part| !part.is_movable())
            .partition(|part: &VolumePart| matches!(part, VolumePart::Cover | VolumePart::Contents));
        let (open, close): (Vec<VolumePart>, Vec<VolumePart>) = (open, close);
        open.into_iter().chain(self.0.iter().copied()).chain(close)
    }

    /// Moves a part one place up or down, as far as there is one.
    pub fn shift(&mut self, at: usize, down: bool) {
        let other = if down { at.checked_add(1) } else { at.checked_sub(1) };
        if let Some(other) = other.filter(|other| at < self.0.len() && *other < self.0.len()) {
            self.0.swap(at, other);
        }
    }
}

/// The part of the volume a sheet lies in (F-29).
pub const fn part_of(form: FormNo) -> VolumePart {
    match form {
        FormNo::F01 | FormNo::F02 => VolumePart::Commission,
        FormNo::F03 | FormNo::F10 | FormNo::F11 | FormNo::F22 | FormNo::F35 => VolumePart::Notices,
        FormNo::F04 | FormNo::F34 => VolumePart::Materials,
        FormNo::F05 | FormNo::F33 => VolumePart::Acceptance,
        FormNo::F06 | FormNo::F07 | FormNo::F08 | FormNo::F24 => VolumePart::Attendance,
        FormNo::F09 => VolumePart::Record,
        FormNo::F14 | FormNo::F15 | FormNo::F16 | FormNo::F17 | FormNo::F18 => VolumePart::Procedure,
        FormNo::F19 => VolumePart::Review,
        FormNo::F20 => VolumePart::Opinion,
        FormNo::F21 | FormNo::F27 | FormNo::F28 => VolumePart::Corrections,
        FormNo::F23 => VolumePart::DeliveryReceipts,
        FormNo::F25 => VolumePart::MaterialReturn,
        FormNo::F26 => VolumePart::Consultation,
        FormNo::F29 => VolumePart::Cover,
        // Sheets of the office; of these only what tells of interference is ever filed with a case.
        FormNo::F12 | FormNo::F13 | FormNo::F30 | FormNo::F31 | FormNo::F32 | FormNo::F36 => {
            VolumePart::Interference
        }
    }
}

/// The parts that this case must have, because what they hold happened (GZ-42).
pub fn required_parts(file: &CaseFile) -> BTreeSet<VolumePart> {
    use VolumePart as P;
    let mut parts =
        BTreeSet::from([P::Cover, P::Contents, P::Commission, P::Acceptance, P::Materials, P::Remarks]);
    let mut when = |part: VolumePart, happened: bool| {
        if happened {
            parts.insert(part);
        }
    };
    when(
        P::Notices,
        file.intake.mode.is_some_and(|mode| mode.is_unilateral()) || !file.risk_notices.is_empty(),
    );
    when(P::Attendance, !file.attendances.is_empty());
    when(P::Record, !file.sessions.is_empty());
    when(P::Review, !file.opinion_reviews.is_empty());
    when(P::Opinion, file.state != CaseState::Terminated);
    when(P::DeliveryReceipts, !file.deliveries.is_empty());
    when(P::MaterialReturn, file.intake.material_return != MaterialReturn::NotNeeded);
    when(P::Corrections, !file.corrections.is_empty());
    when(P::Media, !file.media.is_empty());
    parts
}

/// Every kept file that a row of the case names: what the archive must be able to read (SC-3.2e).
pub fn kept_objects(file: &CaseFile) -> BTreeSet<ObjectId> {
    let media = file.media.iter().map(|row| row.body.object);
    let prints = file.prints.iter().filter_map(|row| row.body.object);
    let materials = file.materials.iter().filter_map(|row| row.body.scan);
    let signed = file.issuances.iter().flat_map(|row| &row.body.signatures).filter_map(|one| one.scan);
    let people = file.attendances.iter().flat_map(|row| row.body.attendee.copies());
    let scans = file.scans.iter().map(|row| row.body.object);
    media.chain(prints).chain(scans).chain(materials).chain(signed).chain(people).collect()
}

impl CaseFile {
    /// The volume as it was put away.
    pub fn archiving(&self) -> Option<&Recorded<Archiving>> {
        self.latest(&self.archivings)
    }
}

impl Evidence for Archiving {
    const TABLE: EvidenceTable = EvidenceTable::Archiving;
}

#[cfg(test)]
mod tests {
    use super::VolumeOrder;
    use super::VolumePart;
    use std::collections::BTreeSet;

    #[test]
    fn the_volume_has_twenty_parts_and_no_two_names_are_alike() {
        let names: BTreeSet<_> = VolumePart::ALL.into_iter().map(VolumePart::label).collect();
        assert_eq!(names.len(), 20);
        assert!(VolumePart::ALL.is_sorted());
    }

    #[test]
    fn the_usual_order_is_that_of_the_form() {
        assert!(VolumeOrder::default().parts().eq(VolumePart::ALL));
        assert_eq!(VolumeOrder::from(Vec::new()), VolumeOrder::default());
    }

    #[test]
    fn a_part_moves_one_place_and_never_beyond_the_ends() {
        let mut order = VolumeOrder::default();
        order.shift(0, false);
        order.shift(14, true);
        order.shift(99, true);
        assert_eq!(order, VolumeOrder::default());
        order.shift(0, true);
        assert_eq!(order.movable()[..2], [VolumePart::Notices, VolumePart::Commission]);
        order.shift(1, false);
        assert_eq!(order, VolumeOrder::default());
    }
}
