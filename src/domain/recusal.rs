//! 回避 (F-24; GZ-20, GZ-21, TL-25, SC-3.4d): an application in writing or of one's own accord, what was decided,
//! and who took the place of whoever steps back.
//!
//! Applications made at the door are answers to the question about recusal (`licence_showing`); a decision names either.

use crate::domain::case::CaseFile;
use crate::domain::commission::Decision;
use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::UserId;
use crate::domain::licence_showing::RecusalAnswer;
use crate::domain::moment::Moment;
use crate::domain::secret::PersonName;
use serde::Deserialize;
use serde::Serialize;

/// An application that was not made at the door.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecusalRequest {
    /// 申请人.
    pub applicant: PersonName,
    /// As whom.
    pub by: Applicant,
    /// 被申请回避人.
    pub against: UserId,
    /// Which of the four cases of GZ-20, 0 to 3; none for another interest.
    #[serde(default)]
    pub question: Option<u8>,
    /// 事由.
    pub facts: String,
    /// 提交的材料; empty for none.
    #[serde(default)]
    pub materials: String,
}

/// Who applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Applicant {
    /// The appraiser, of their own accord.
    Oneself,
    /// The client or a party.
    Client,
    /// The institution found it.
    Institution,
}

impl Applicant {
    /// All, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Client, Self::Oneself, Self::Institution];

    /// The word of the form.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Oneself => "鉴定人自行提出",
            Self::Client => "委托人申请",
            Self::Institution => "本机构发现",
        }
    }
}

/// 换人: who steps back and who comes in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Substitution {
    /// The application that was granted.
    pub request: EvidenceId,
    /// Who steps back.
    pub leaves: UserId,
    /// Who takes the place; none where an assistant is not replaced.
    #[serde(default)]
    pub comes: Option<UserId>,
}

/// An application as rules and pages see it, wherever it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    /// The row that was written.
    pub id: EvidenceId,
    /// When.
    pub at: Moment,
    /// Who applies.
    pub applicant: String,
    /// Against whom.
    pub against: UserId,
    /// Why.
    pub ground: String,
    /// What was decided.
    pub decided: Option<RecusalDecided>,
}

/// What was decided about an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecusalDecided {
    /// Whether it was granted.
    pub granted: bool,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Moment,
    /// Who decided.
    pub by: UserId,
}

impl CaseFile {
    /// Every application for recusal, with what was decided, in the order they were made.
    pub fn recusal_applications(&self) -> Vec<Application> {
        let at_the_door = self.current(&self.recusals).filter_map(|row| match &row.body.answer {
            RecusalAnswer::Applies { against, ground } => Some(Application {
                id: row.id,
                at: row.at,
                applicant: row.body.name.as_str().to_owned(),
                against: *against,
                ground: ground.clone(),
                decided: self.recusal_decided(row.id),
            }),
            RecusalAnswer::NoApplication => None,
        });
        let in_writing = self.current(&self.recusal_requests).map(|row| Application {
            id: row.id,
            at: row.at,
            applicant: row.body.applicant.as_str().to_owned(),
            against: row.body.against,
            ground: row.body.facts.clone(),
            decided: self.recusal_decided(row.id),
        });
        let mut all: Vec<Application> = at_the_door.chain(in_writing).collect();
        all.sort_by_key(|application| application.at);
        all
    }

    /// What was decided last about one application.
    pub fn recusal_decided(&self, application: EvidenceId) -> Option<RecusalDecided> {
        let decided = |row: &Recorded<Decision>| match &row.body {
            Decision::Recusal { inquiry, granted, reason } if *inquiry == application => {
                Some(RecusalDecided { granted: *granted, reason: reason.clone(), at: row.at, by: row.by })
            }
            _ => None,
        };
        self.current(&self.decisions).filter_map(decided).last()
    }
}

impl Evidence for RecusalRequest {
    const TABLE: EvidenceTable = EvidenceTable::RecusalRequest;
}

impl Evidence for Substitution {
    const TABLE: EvidenceTable = EvidenceTable::Substitution;
}
