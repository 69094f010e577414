//! What was typed on the page and not handed in yet: one form a step, kept as a draft of the case.

use crate::domain::archiving::PartState;
use crate::domain::archiving::Retention;
use crate::domain::archiving::VolumePart;
use crate::domain::archiving::required_parts;
use crate::domain::delivery::DeliveredPaper;
use crate::domain::delivery::Delivery;
use crate::domain::delivery::DeliveryRefusal;
use crate::domain::delivery::DeliveryWay;
use crate::domain::delivery::FeeState;
use crate::domain::ids::PersonId;
use crate::domain::ids::UserId;
use crate::domain::internal_review::ReviewExpert;
use crate::domain::issuance::HandSignature;
use crate::domain::issuance::SealUse;
use crate::domain::moment::Day;
use crate::domain::opinion::OpinionDraft;
use crate::domain::reception;
use crate::domain::reception::Client;
use crate::domain::secret::PersonName;
use crate::services::archiving::ArchiveDraft;
use crate::services::case_view::CaseView;
use crate::services::internal_review::ReviewDraft;
use crate::services::issuance::IssueDraft;
use crate::services::opinion::proposed;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;

/// The forms of all five steps; what nobody touched is `None`.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Forms {
    pub draft: Option<OpinionDraft>,
    pub review: ReviewForm,
    pub issue: Option<IssueForm>,
    pub delivery: Option<DeliveryForm>,
    pub archive: Option<ArchiveForm>,
}

/// 复核 as typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReviewForm {
    pub points: [Option<bool>; 5],
    pub on_procedure: String,
    pub on_opinion: String,
    pub is_difficult: bool,
    pub experts: Vec<ReviewExpert>,
    /// One issue a line.
    pub issues: String,
}

/// 出具 as typed.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct IssueForm {
    pub doc_no: String,
    pub issued_on: Option<Day>,
    pub copies: String,
    pub signers: Vec<SignerForm>,
    pub seen_by: [String; 2],
    pub seal_by: String,
    pub seal_allowed_by: String,
    pub impressions: String,
}

/// One appraiser on the signing page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SignerForm {
    pub who: UserId,
    pub has_signed: bool,
    pub dissents: bool,
}

/// 送达 as typed, for one addressee.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct DeliveryForm {
    pub to: Option<PersonId>,
    pub way: Way,
    pub number: String,
    pub how: String,
    pub taken_by: String,
    pub relation: String,
    pub is_identified: bool,
    pub copies: String,
    pub delivered_on: Option<Day>,
    pub fee: Fee,
    pub fee_note: String,
    pub is_refused: bool,
    pub refusal: String,
    pub staff: [String; 2],
}

/// The answers of 送达方式.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Way {
    Pickup,
    Mail,
    Other,
}

/// The answers of 费用.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fee {
    Settled,
    AsAgreed,
    Owed,
}

/// 归档 as typed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArchiveForm {
    pub archive_no: String,
    pub box_no: String,
    pub volumes: String,
    /// 0 is for ever.
    pub years: String,
    pub parts: BTreeMap<VolumePart, PartForm>,
    pub note: String,
}

/// One part of the volume as typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PartForm {
    pub is_there: Option<bool>,
    pub pages: String,
}

impl Forms {
    /// The opinion on the screen: what was typed, else the last version, else what the file tells already.
    pub fn opinion(&self, view: &CaseView) -> OpinionDraft {
        let kept = || view.file.opinion().map(|row| row.body.clone());
        self.draft.clone().or_else(kept).unwrap_or_else(|| proposed(view))
    }
}

impl ReviewForm {
    /// What is handed in: agreeing, or sending back with the issues.
    pub fn draft(&self, sends_back: bool) -> ReviewDraft {
        let lines = self.issues.lines().map(str::trim).filter(|line| !line.is_empty());
        ReviewDraft {
            points: self.points,
            on_procedure: self.on_procedure.clone(),
            on_opinion: self.on_opinion.clone(),
            is_difficult: self.is_difficult,
            experts: self.experts.clone(),
            issues: sends_back.then(|| lines.map(str::to_owned).collect()),
        }
    }
}

impl IssueForm {
    /// A form to begin from: the number of the case, the agreed copies, nobody has signed.
    pub fn of(view: &CaseView) -> Self {
        let appraisers = view.file.assignment().map(|a| a.appraisers.clone()).unwrap_or_default();
        Self {
            doc_no: view.file.called().to_owned(),
            issued_on: None,
            copies: view.file.intake.n_opinion_copies.to_string(),
            signers: appraisers
                .into_iter()
                .map(|who| SignerForm { who, has_signed: false, dissents: false })
                .collect(),
            seen_by: Default::default(),
            seal_by: String::new(),
            seal_allowed_by: String::new(),
            impressions: String::new(),
        }
    }

    /// What is handed in.
    pub fn draft(&self) -> IssueDraft {
        let seen_by: Vec<PersonName> = self.seen_by.iter().map(PersonName::new).collect();
        let is_blank = self.seal_by.trim().is_empty()
            && self.seal_allowed_by.trim().is_empty()
            && self.impressions.trim().is_empty();
        IssueDraft {
            doc_no: self.doc_no.clone(),
            issued_on: self.issued_on,
            signatures: self
                .signers
                .iter()
                .filter(|signer| signer.has_signed)
                .map(|signer| HandSignature {
                    who: signer.who,
                    seen_by: seen_by.clone(),
                    scan: None,
                    dissents: signer.dissents,
                })
                .collect(),
            seal: (!is_blank).then(|| SealUse {
                by: PersonName::new(&self.seal_by),
                allowed_by: PersonName::new(&self.seal_allowed_by),
                n_impressions: number(&self.impressions),
            }),
            n_copies: number(&self.copies),
        }
    }
}

impl DeliveryForm {
    /// A form for one addressee, in the agreed way.
    pub fn of(view: &CaseView, to: Option<&Client>) -> Self {
        let way = match &view.file.intake.delivery {
            reception::Delivery::Pickup => Way::Pickup,
            reception::Delivery::Mail { .. } => Way::Mail,
            reception::Delivery::Other { .. } => Way::Other,
        };
        let n_clients = u32::try_from(view.file.intake.clients.len()).unwrap_or(1).max(1);
        let n_copies = view.file.issuance().map_or(0, |row| row.body.n_copies);
        // One copy stays in the volume; the rest is shared out.
        let share = n_copies.saturating_sub(1) / n_clients;
        Self {
            to: to.map(|client| client.person.id),
            way,
            number: String::new(),
            how: String::new(),
            taken_by: to.map_or_else(String::new, |client| client.person.name.as_str().to_owned()),
            relation: String::new(),
            is_identified: false,
            copies: share.max(1).to_string(),
            delivered_on: None,
            fee: Fee::Settled,
            fee_note: String::new(),
            is_refused: false,
            refusal: String::new(),
            staff: Default::default(),
        }
    }

    /// What is handed in; nothing while no addressee is chosen.
    pub fn delivery(&self, view: &CaseView, paper: DeliveredPaper, today: Day) -> Option<Delivery> {
        let to = self.to?;
        let client = view.file.intake.clients.iter().find(|client| client.person.id == to)?;
        Some(Delivery {
            paper,
            to,
            to_name: PersonName::new(client.called()),
            n_copies: if self.is_refused { 0 } else { number(&self.copies) },
            way: match self.way {
                Way::Pickup => DeliveryWay::Pickup,
                Way::Mail => DeliveryWay::Mail { number: self.number.trim().to_owned(), receipt_on: None },
                Way::Other => DeliveryWay::Other { how: self.how.trim().to_owned() },
            },
            delivered_on: self.delivered_on.unwrap_or(today),
            taken_by: if self.way == Way::Mail {
                PersonName::default()
            } else {
                PersonName::new(&self.taken_by)
            },
            relation: self.relation.trim().to_owned(),
            is_identified: self.is_identified && self.way != Way::Mail,
            refusal: self.is_refused.then(|| DeliveryRefusal {
                reason: self.refusal.trim().to_owned(),
                staff: self.staff.clone().map(PersonName::new),
            }),
            fee: match self.fee {
                Fee::Settled => FeeState::Settled,
                Fee::AsAgreed => FeeState::AsAgreed { note: self.fee_note.trim().to_owned() },
                Fee::Owed => FeeState::Owed,
            },
        })
    }
}

impl ArchiveForm {
    /// A form to begin from: what the case cannot have is answered, what it has is asked.
    pub fn of(view: &CaseView) -> Self {
        let required = required_parts(&view.file);
        let part = |part: VolumePart| {
            let is_asked = required.contains(&part);
            (part, PartForm { is_there: if is_asked { None } else { Some(false) }, pages: String::new() })
        };
        Self {
            archive_no: String::new(),
            box_no: String::new(),
            volumes: "1".to_owned(),
            years: view.institution.policy.retention_years.to_string(),
            parts: VolumePart::ALL.into_iter().map(part).collect(),
            note: String::new(),
        }
    }

    /// What is handed in.
    pub fn draft(&self) -> ArchiveDraft {
        let years = number(&self.years);
        let parts = self.parts.iter().filter_map(|(part, form)| {
            let state = match form.is_there? {
                true => PartState::Filed { n_pages: number(&form.pages) },
                false => PartState::None { why: "本案没有".to_owned() },
            };
            Some((*part, state))
        });
        ArchiveDraft {
            archive_no: self.archive_no.clone(),
            box_no: self.box_no.clone(),
            n_volumes: number(&self.volumes),
            retention: if years == 0 { Retention::Permanent } else { Retention::Years { n: years } },
            parts: parts.collect(),
            note: self.note.clone(),
        }
    }
}

fn number(text: &str) -> u32 {
    text.trim().parse().unwrap_or(0)
}
