//! F-29 归档卷宗 (GZ-42, SC-3.2e): what the office itself adds to a volume — cover, contents, media list, remarks.
//!
//! The sheets between contents and media list are bound in as they were printed (`documents::volume`). The template
//! counts the pages: it knows how many the contents take, and every entry says how many it has.

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F29;

/// Everything these pages show.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// Only cover, contents and what is said of the sealed: how many pages they take is asked before the volume is bound.
    pub only_front: bool,
    /// 文书编号.
    pub doc_no: String,
    /// 案卷题名: what was appraised.
    pub matter: String,
    /// 委托人.
    pub clients: String,
    /// 被鉴定人.
    pub subject: String,
    /// 鉴定人.
    pub appraisers: String,
    /// 受理日期.
    pub accepted_on: String,
    /// 办结日期: of the opinion, or of the termination.
    pub closed_on: String,
    /// 结论.
    pub conclusion: String,
    /// 档号.
    pub archive_no: String,
    /// 盒号、柜号.
    pub box_no: String,
    /// 卷数.
    pub n_volumes: String,
    /// 保管期限.
    pub retention: String,
    /// 归档日期.
    pub archived_on: String,
    /// 卷内目录, part by part.
    pub parts: Vec<Part>,
    /// What is kept under seal beside the volume; a page says so in its place.
    #[serde(default)]
    pub sealed: Vec<Sealed>,
    /// 影像数据目录与哈希.
    pub media: Vec<Medium>,
    /// 备考: what the store found, what was typed.
    pub remarks: Vec<String>,
    /// 立卷人、检查人.
    pub signatures: Vec<SignatureFact>,
    /// 依据, as people cite it.
    pub basis: Vec<String>,
}

/// A part of the volume.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Part {
    /// 「委托书」.
    pub label: String,
    /// What lies in it; none where the case has none.
    pub entries: Vec<Entry>,
    /// Why there is nothing in it, or nothing of it in the file: 「本案没有」「密封另存」.
    pub note: String,
}

/// A sheet in the volume.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Entry {
    /// 「F-07 到场签到及见证记录表」.
    pub title: String,
    /// Pages in the volume; 0 where it was never printed.
    pub n_pages: u32,
    /// 「2026年11月24日 第2次打印」, 「没有打印过」.
    pub remark: String,
    /// The first digits of the hash of the printed file, or of each scanned one.
    pub sha256: String,
    /// It is not in the volume but under seal; its page says so.
    #[serde(default)]
    pub is_sealed: bool,
}

/// A sheet under seal.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Sealed {
    /// 「干2026-03」.
    pub number: String,
    /// 「F-12 干预执业活动记录表（干2026-03）」.
    pub title: String,
}

/// A kept picture or recording.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Medium {
    /// 「影 3」.
    pub no: String,
    /// What it shows, and the name of its file.
    pub title: String,
    /// 照片、录音、录像.
    pub kind: String,
    /// Bytes.
    pub size: String,
    /// Who took it, and when.
    pub taken: String,
    /// Hex SHA-256 of the kept bytes.
    pub sha256: String,
}
