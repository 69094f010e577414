//! 鉴定过程记录 (F-09; GZ-23–27, SC-3.2b–e): timed entries, never edited, corrected only by new ones.

use crate::domain::case::CaseFile;
use crate::domain::check_in::Recorder;
use crate::domain::evidence::Evidence;
use crate::domain::evidence::EvidenceTable;
use crate::domain::evidence::Recorded;
use crate::domain::ids::{EvidenceId, ObjectId};
use crate::domain::moment::{Day, Moment};
use crate::domain::secret::PersonName;
use serde::{Deserialize, Serialize};

/// One sitting of the examination.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcessSession {
    /// 第 n 次, from 1.
    pub n: u32,
    pub place: String,
    pub lead: PersonName,
    /// Insurers that were absent when it began (SC-2.2j).
    #[serde(default)]
    pub absent_insurers: Vec<String>,
    /// The steps of the examination in their order.
    #[serde(default)]
    pub steps: Vec<String>,
}

/// One entry; the moment it was written is the row's, and cannot be typed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProcessEntry {
    pub session: EvidenceId,
    /// Which step of the session it belongs to.
    #[serde(default)]
    pub step: String,
    pub content: EntryContent,
    /// When it happened, if that was not just now.
    #[serde(default)]
    pub happened_at: Option<Moment>,
    /// Why it is written late; needed beyond the threshold (SC-3.2b).
    #[serde(default)]
    pub late_reason: String,
    /// Who typed it; the appraiser answers for it.
    pub typed_by: PersonName,
}

/// What an entry says. The first three kinds are what GZ-27 requires.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum EntryContent {
    /// 主要方法和过程.
    Method { text: String },
    /// 检查、检验、检测结果 in words.
    Finding { text: String },
    /// A measured value.
    Measurement(Measurement),
    /// 仪器设备使用情况.
    Instrument(InstrumentUse),
    /// A confirmed material that was used (SC-2.1c).
    MaterialUsed { material: EvidenceId, name: String },
    /// 适用标准 with its rank (GZ-23).
    Standard { name: String, number: String, rank: StandardRank },
    /// 隐私保护措施 (GZ-26).
    Privacy { text: String },
    /// Interruption, refusal to cooperate, anything else seen.
    Note { text: String },
}

/// A value with its unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measurement {
    /// 屈曲、伸直、周径 ….
    pub name: String,
    #[serde(default)]
    pub side: Option<BodySide>,
    /// 主动、被动; empty where it does not apply.
    #[serde(default)]
    pub mode: String,
    /// As read, decimal text, so that 10.0 stays 10.0.
    pub value: String,
    /// 度, cm, mm ….
    pub unit: String,
}

/// Which side of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BodySide {
    Left,
    Right,
}

impl BodySide {
    pub fn label(self) -> &'static str {
        match self {
            Self::Left => "左",
            Self::Right => "右",
        }
    }
}

/// An instrument as used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstrumentUse {
    pub name: String,
    pub number: String,
    /// 检定有效期.
    pub valid_until: Option<Day>,
    /// 使用前后状态.
    pub state: String,
}

/// Rank of a technical standard, highest first (GZ-23).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StandardRank {
    National,
    Industry,
    ExpertMajority,
}

impl StandardRank {
    pub const ALL: [Self; 3] = [Self::National, Self::Industry, Self::ExpertMajority];

    pub fn label(self) -> &'static str {
        match self {
            Self::National => "国家标准",
            Self::Industry => "行业标准和技术规范",
            Self::ExpertMajority => "多数专家认可的方法",
        }
    }
}

/// A picture, sound or film kept with the record (GZ-27, SC-3.2c/e).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Media {
    pub session: EvidenceId,
    pub object: ObjectId,
    pub caption: String,
    pub kind: MediaKind,
    pub file_name: String,
    /// Hex SHA-256 of the stored plaintext; printed on F-09.
    pub sha256: String,
    pub n_bytes: u64,
    pub taken_by: PersonName,
    /// Whose camera it was (workflow §3.8); the appraisers' where nothing was said.
    #[serde(default)]
    pub recorder: Recorder,
    /// 私密部位: needs consent of its own and stays covered (MF-1033).
    #[serde(default)]
    pub is_private_part: bool,
}

/// 记录介质.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediaKind {
    Photo,
    Audio,
    Video,
}

impl MediaKind {
    pub fn label(self) -> &'static str {
        match self {
            Self::Photo => "照片",
            Self::Audio => "录音",
            Self::Video => "录像",
        }
    }
}

/// 定稿: the record as it stood, bound by a digest; entries after it are only corrections.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcessSeal {
    pub session: EvidenceId,
    pub n_entries: u32,
    pub n_media: u32,
    /// Hex SHA-256 over the ids and bodies of entries and media, in order.
    pub digest: String,
    pub sealed_by: PersonName,
}

/// How late an entry is: written at `at` about what happened at `happened_at`.
///
/// Returns the minutes beyond the threshold's start, or `None` when it counts as 实时 (SC-3.2b).
pub fn minutes_late(at: Moment, happened_at: Option<Moment>, threshold_minutes: u32) -> Option<i64> {
    let minutes = happened_at.map(|then| at.minutes_since(then))?;
    (minutes > i64::from(threshold_minutes)).then_some(minutes)
}

impl EntryContent {
    /// The word in the kind column.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Method { .. } => "方法和过程",
            Self::Finding { .. } => "检查所见",
            Self::Measurement(_) => "测量",
            Self::Instrument(_) => "仪器设备",
            Self::MaterialUsed { .. } => "使用材料",
            Self::Standard { .. } => "适用标准",
            Self::Privacy { .. } => "隐私保护",
            Self::Note { .. } => "其他情况",
        }
    }

    /// The entry in one line of prose.
    pub fn text(&self) -> String {
        match self {
            Self::Method { text } | Self::Finding { text } | Self::Privacy { text } | Self::Note { text } => {
                text.clone()
            }
            Self::Measurement(m) => {
                let side = m.side.map_or("", BodySide::label);
                let unit = if m.unit == "度" { "°" } else { &m.unit };
                let gap = if m.unit == "度" || m.unit.is_empty() { "" } else { " " };
                let mode = if m.mode.is_empty() { String::new() } else { format!("（{}）", m.mode) };
                format!("{side}{}{mode} {}{gap}{unit}", m.name, m.value)
            }
            Self::Instrument(i) => {
                let until = i.valid_until.map_or_else(|| "未记".to_owned(), |day| day.to_string());
                format!("{}，编号 {}，检定至 {until}，{}", i.name, i.number, i.state)
            }
            Self::MaterialUsed { name, .. } => format!("使用材料：{name}"),
            Self::Standard { name, number, rank } => format!("{name}（{number}，{}）", rank.label()),
        }
    }

    /// True when nothing was written.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Method { text } | Self::Finding { text } | Self::Privacy { text } | Self::Note { text } => {
                text.trim().is_empty()
            }
            Self::Measurement(m) => m.name.trim().is_empty() || m.value.trim().is_empty(),
            Self::Instrument(i) => i.name.trim().is_empty(),
            Self::MaterialUsed { .. } => false,
            Self::Standard { name, .. } => name.trim().is_empty(),
        }
    }
}

/// What GZ-27 still misses, by its Chinese name; empty when the record can be sealed.
pub fn missing_contents(file: &CaseFile) -> Vec<&'static str> {
    let entries: Vec<&Recorded<ProcessEntry>> = file.current(&file.entries).collect();
    let has = |test: fn(&EntryContent) -> bool| entries.iter().any(|e| test(&e.body.content));
    let mut missing = Vec::new();
    if !has(|c| matches!(c, EntryContent::Method { .. })) {
        missing.push("主要方法和过程");
    }
    if !has(|c| matches!(c, EntryContent::Finding { .. } | EntryContent::Measurement(_))) {
        missing.push("检查、检验、检测结果");
    }
    if !has(|c| matches!(c, EntryContent::Instrument(_))) {
        missing.push("仪器设备使用情况");
    }
    missing
}

impl Evidence for ProcessSession {
    const TABLE: EvidenceTable = EvidenceTable::ProcessSession;
}

impl Evidence for ProcessEntry {
    const TABLE: EvidenceTable = EvidenceTable::ProcessEntry;
}

impl Evidence for ProcessSeal {
    const TABLE: EvidenceTable = EvidenceTable::ProcessSeal;
}

impl Evidence for Media {
    const TABLE: EvidenceTable = EvidenceTable::Media;
}
