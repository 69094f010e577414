//! 补正 (F-21; GZ-41, TL-31): three kinds of flaw, mended on the paper; never the opinion itself.

use crate::domain::case::CaseFile;
use crate::domain::delivery::DeliveredPaper;
use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::evidence::Recorded;
use crate::domain::ids::EvidenceId;
use crate::domain::ids::UserId;
use crate::domain::opinion::OpinionDraft;
use crate::domain::opinion::Section;
use crate::domain::secret::PersonName;
use serde::Deserialize;
use serde::Serialize;

/// What is mended, who signed beside it, and whether the director allowed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpinionCorrection {
    /// The version that went out.
    pub draft: EvidenceId,
    pub items: Vec<CorrectionItem>,
    /// Appraisers of the case who sign at the mended places (GZ-41).
    pub signed_by: Vec<UserId>,
    /// A 补正书 F-21 goes out beside the mended originals.
    pub makes_sheet: bool,
    /// None while the director has not looked at it; a refusal stays on file.
    #[serde(default)]
    pub approval: Option<Approval>,
}

/// The director's word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    pub by: PersonName,
    pub granted: bool,
    #[serde(default)]
    pub note: String,
}

/// One mended place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionItem {
    pub flaw: Flaw,
    /// The section, or nothing for the cover, signatures and seal.
    #[serde(default)]
    pub section: Option<Section>,
    /// 「第 3 页第 2 行」.
    pub place: String,
    /// The words as they stand; empty for a picture or a seal.
    #[serde(default)]
    pub before: String,
    #[serde(default)]
    pub after: String,
    /// 补正理由.
    pub why: String,
}

/// The three flaws of GZ-41.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flaw {
    /// 图像、谱图、表格不清晰.
    UnclearFigure,
    /// 签名、盖章或者编号不符合要求.
    SignatureOrNumber,
    /// 文字瑕疵、错别字，不影响意见.
    Wording,
}

impl Flaw {
    /// The three of them; there is no fourth.
    pub const ALL: [Self; 3] = [Self::UnclearFigure, Self::SignatureOrNumber, Self::Wording];

    /// As the article says it, shortened.
    pub const fn label(self) -> &'static str {
        match self {
            Self::UnclearFigure => "图像、谱图、表格不清晰",
            Self::SignatureOrNumber => "签名、盖章或者编号不符合要求",
            Self::Wording => "文字瑕疵、错别字，不影响意见",
        }
    }
}

impl OpinionCorrection {
    /// Whether the director allowed it.
    pub fn is_granted(&self) -> bool {
        self.approval.as_ref().is_some_and(|approval| approval.granted)
    }

    /// The sections as they read with every item applied; words that do not occur change nothing.
    pub fn applied(&self, draft: &OpinionDraft) -> OpinionDraft {
        let mut mended = draft.clone();
        for item in &self.items {
            if let Some(section) = item.section
                && !item.before.is_empty()
                && let Some(text) = mended.sections.get_mut(&section)
            {
                *text = text.replacen(&item.before, &item.after, 1);
            }
        }
        mended
    }

    /// The first item that touches 鉴定意见: by its section, or because the words it mends are found only there.
    pub fn touches_opinion(&self, draft: &OpinionDraft) -> Option<&CorrectionItem> {
        self.items.iter().find(|item| {
            item.section == Some(Section::Opinion)
                || (item.section.is_none()
                    && !item.before.trim().is_empty()
                    && draft.text(Section::Opinion).contains(item.before.trim()))
        })
    }

    /// Items whose words do not stand in the section they name.
    pub fn unfound<'a>(&'a self, draft: &'a OpinionDraft) -> impl Iterator<Item = &'a CorrectionItem> {
        self.items.iter().filter(|item| {
            item.section
                .is_some_and(|section| !item.before.is_empty() && !draft.text(section).contains(&item.before))
        })
    }
}

impl CaseFile {
    /// Corrections that count, oldest first.
    pub fn corrections_now(&self) -> impl Iterator<Item = &Recorded<OpinionCorrection>> {
        self.current(&self.corrections)
    }

    /// Corrections that are allowed and have not reached everybody yet.
    pub fn undelivered_corrections(&self) -> impl Iterator<Item = &Recorded<OpinionCorrection>> {
        self.corrections_now().filter(|row| {
            row.body.is_granted()
                && !self.undelivered(DeliveredPaper::Correction { correction: row.id }).is_empty()
        })
    }
}

impl Evidence for OpinionCorrection {
    const TABLE: EvidenceTable = EvidenceTable::OpinionCorrection;
}
