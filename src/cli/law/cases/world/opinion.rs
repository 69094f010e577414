//! What comes after the signed record, in order: drafted, reviewed, issued, delivered, put away.

use super::APPRAISERS;
use super::PREMISES;
use super::World;
use super::after;
use super::at;
use super::id;
use super::row;
use crate::domain::archiving::Archiving;
use crate::domain::archiving::PartState;
use crate::domain::archiving::Retention;
use crate::domain::archiving::Verification;
use crate::domain::archiving::kept_objects;
use crate::domain::archiving::required_parts;
use crate::domain::case::CaseFile;
use crate::domain::correction::CorrectionItem;
use crate::domain::correction::Flaw;
use crate::domain::correction::OpinionCorrection;
use crate::domain::delivery::DeliveredPaper;
use crate::domain::delivery::Delivery;
use crate::domain::delivery::DeliveryWay;
use crate::domain::delivery::FeeState;
use crate::domain::internal_review::OpinionReview;
use crate::domain::internal_review::ReviewExpert;
use crate::domain::internal_review::ReviewVerdict;
use crate::domain::issuance::HandSignature;
use crate::domain::issuance::Issuance;
use crate::domain::issuance::SealUse;
use crate::domain::material::Usability;
use crate::domain::opinion::Conclusion;
use crate::domain::opinion::OpinionDraft;
use crate::domain::opinion::Section;
use crate::domain::reception::Category;
use crate::domain::reception::Reappraisal;
use crate::domain::secret::PersonName;
use crate::domain::staff::Licence;
use crate::domain::staff::Role;
use crate::domain::staff::StaffMember;
use crate::domain::standard::LIBRARY;
use std::collections::BTreeSet;

/// The reviewer of the invented institution.
pub const REVIEWER: &str = "钱复";
pub const REVIEWER_ID: u64 = 6;
pub const DRAFT_ROW: u64 = 500;
pub const CORRECTION_ROW: u64 = 560;

/// What differs after the record; filled in by `World::finish`, so that a case may change who commissioned.
#[derive(Default)]
pub struct Later {
    /// Names that did not sign the paper.
    pub unsigned: Vec<String>,
    /// How the signatures on the paper are vouched for.
    pub vouched: Vouched,
    /// Names and clients that the opinion has not reached.
    pub undelivered: Vec<String>,
    /// How every delivery differs.
    pub delivery: Option<fn(&mut Delivery)>,
    /// Labels of parts that are not in the volume.
    pub unfiled: Vec<String>,
    /// What was found when the kept files were read.
    pub verification: Option<Option<Verification>>,
    /// Cites the second item, whether it may or not.
    pub cites_second: bool,
    /// Experts were said, so none are asked by themselves.
    pub experts_said: bool,
}

/// How a signature by hand is vouched for.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Vouched {
    #[default]
    ByTwo,
    ByOne,
    ByScan,
}

/// Somebody who may review and took no part.
pub fn reviewer() -> StaffMember {
    StaffMember {
        id: id(REVIEWER_ID),
        login: "u6".to_owned(),
        name: REVIEWER.into(),
        roles: BTreeSet::from([Role::Reviewer]),
        has_senior_title: true,
        licence: Some(Licence {
            number: "0".to_owned(),
            categories: Category::ALL.into_iter().collect(),
            valid_until: Some(super::day("2030-12-31")),
        }),
        assistant_licence: None,
        interests: Vec::new(),
        other_posts: Vec::new(),
        active: true,
    }
}

/// Draft, review and issuance; who signs and who receives is filled in last.
pub fn written(file: &mut CaseFile) {
    let mut draft = OpinionDraft { conclusion: Some(Conclusion::DisabilityGrade), ..OpinionDraft::default() };
    for section in Section::ALL {
        draft.sections.insert(section, format!("{}的内容", section.label()));
    }
    draft.sections.insert(Section::Attachments, "鉴定人执业证复印件".to_owned());
    draft.sections.insert(Section::Opinion, "周明左膝的损伤评定为十级伤残".to_owned());
    draft.standards.push(LIBRARY[0].standard());
    file.opinion_drafts.push(row(DRAFT_ROW, at("14:52"), draft));
    let review = OpinionReview {
        draft: id(DRAFT_ROW),
        reviewer: id(REVIEWER_ID),
        reviewer_name: REVIEWER.into(),
        points: [Some(true); 5],
        on_procedure: "程序合规".to_owned(),
        on_opinion: "依据充分".to_owned(),
        is_difficult: false,
        experts: Vec::new(),
        verdict: ReviewVerdict::Agree,
    };
    file.opinion_reviews.push(row(510, at("14:53"), review));
    let issuance = Issuance {
        draft: id(DRAFT_ROW),
        doc_no: "衡平[2026]临鉴字第1号".to_owned(),
        issued_on: at("14:54").day(),
        signatures: Vec::new(),
        seal: Some(SealUse { by: "何台".into(), allowed_by: "孙任".into(), n_impressions: 5 }),
        n_copies: 4,
    };
    file.issuances.push(row(520, at("14:54"), issuance));
    let archiving = Archiving {
        archive_no: "2026-临-1".to_owned(),
        box_no: PREMISES.to_owned(),
        n_volumes: 1,
        retention: Retention::Years { n: 30 },
        parts: std::collections::BTreeMap::new(),
        verification: None,
        note: String::new(),
    };
    file.archivings.push(row(530, at("14:58"), archiving));
}

/// A flaw of wording in the section that tells the course of things.
pub fn correction() -> OpinionCorrection {
    OpinionCorrection {
        draft: id(DRAFT_ROW),
        items: vec![CorrectionItem {
            flaw: Flaw::Wording,
            section: Some(Section::Process),
            place: "第 2 页第 3 行".to_owned(),
            before: "的内容".to_owned(),
            after: "内容".to_owned(),
            why: "衍字".to_owned(),
        }],
        signed_by: vec![id(2)],
        makes_sheet: true,
        approval: None,
    }
}

/// An expert who wrote and signed.
pub fn expert(name: &str) -> ReviewExpert {
    ReviewExpert {
        name: name.into(),
        title: "主任法医师".to_owned(),
        opinion: "同意".to_owned(),
        has_signed: true,
    }
}

impl World {
    /// Fills in what follows: what is cited, who signed, who received, what lies in the volume.
    pub(super) fn finish_opinion(&mut self) {
        self.cite();
        self.ask_experts();
        self.sign_on_paper();
        self.deliver();
        self.file_volume();
    }

    fn cite(&mut self) {
        let file = &self.file;
        let usable = |row: &&crate::domain::evidence::Recorded<crate::domain::material::Material>| {
            file.usability(row.id) == Usability::Usable
        };
        let mut cited: Vec<_> = file.current(&file.materials).filter(usable).map(|row| row.id).collect();
        if self.later.cites_second {
            cited.push(id(27));
        }
        if let Some(draft) = self.file.opinion_drafts.last_mut() {
            draft.body.materials = cited;
        }
    }

    fn ask_experts(&mut self) {
        let is_again = matches!(self.file.intake.reappraisal, Some(Reappraisal::Yes { .. }));
        if let Some(review) = self.file.opinion_reviews.last_mut()
            && is_again
            && !self.later.experts_said
        {
            review.body.experts = ["专甲", "专乙", "专丙"].map(expert).to_vec();
        }
    }

    fn sign_on_paper(&mut self) {
        let assigned = self.file.assignment().map(|a| a.appraisers.clone()).unwrap_or_default();
        let today = self.now.day();
        let (later, staff) = (&self.later, &self.staff);
        let Some(issuance) = self.file.issuances.last_mut() else { return };
        if issuance.body.issued_on == at("14:54").day() {
            issuance.body.issued_on = today;
        }
        let seen_by = match later.vouched {
            Vouched::ByTwo => vec!["何台".into(), "赵辅".into()],
            Vouched::ByOne => vec!["何台".into()],
            Vouched::ByScan => Vec::new(),
        };
        for who in assigned {
            let name = staff.iter().find(|member| member.id == who).map(|member| member.name.clone());
            let name = name.unwrap_or_default();
            if later.unsigned.iter().any(|left_out| left_out == name.as_str()) {
                continue;
            }
            if issuance.body.signatures.iter().any(|signature| signature.who == who) {
                continue;
            }
            let scan = (later.vouched == Vouched::ByScan).then(|| id(91));
            let seen_by = seen_by.clone();
            issuance.body.signatures.push(HandSignature { who, seen_by, scan, dissents: false });
        }
    }

    fn deliver(&mut self) {
        let mut papers = vec![DeliveredPaper::Opinion];
        if self.file.corrections_now().any(|row| row.body.is_granted()) {
            papers.push(DeliveredPaper::Correction { correction: id(CORRECTION_ROW) });
        }
        for paper in papers {
            for client in self.file.intake.clients.clone() {
                let is_correction = paper != DeliveredPaper::Opinion;
                let left_out = if is_correction { "补正" } else { client.called() };
                if self.later.undelivered.iter().any(|name| name == left_out) {
                    continue;
                }
                let mut delivery = Delivery {
                    paper,
                    to: client.person.id,
                    to_name: PersonName::new(client.called()),
                    n_copies: 1,
                    way: DeliveryWay::Pickup,
                    delivered_on: self.now.day(),
                    taken_by: client.person.name.clone(),
                    relation: "本人".to_owned(),
                    is_identified: true,
                    refusal: None,
                    fee: FeeState::Settled,
                };
                if let Some(differ) = self.later.delivery {
                    differ(&mut delivery);
                }
                let n = after(540, self.file.deliveries.len());
                self.file.deliveries.push(row(n, at("14:56"), delivery));
            }
        }
    }

    fn file_volume(&mut self) {
        let parts = required_parts(&self.file);
        let n_objects = u32::try_from(kept_objects(&self.file).len()).unwrap_or(u32::MAX);
        let Some(volume) = self.file.archivings.last_mut() else { return };
        for part in parts {
            if !self.later.unfiled.iter().any(|label| label == part.label()) {
                volume.body.parts.insert(part, PartState::Filed { n_pages: 1 });
            }
        }
        let found = self.later.verification.unwrap_or(Some(Verification { n_objects, n_bad: 0 }));
        volume.body.verification = found;
    }
}

/// The appraisers by name, for facts that speak of them.
pub fn appraiser(name: &str) -> Option<u64> {
    let at = APPRAISERS.iter().position(|one| *one == name)?;
    Some(after(2, at))
}
