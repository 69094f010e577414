//! F-20 司法鉴定意见书 (GZ-36 to GZ-39, SC-3.3d/f): cover, declaration, the seven sections as they were written.
//!
//! The sections are printed word for word. What the file knows besides — licence numbers, photographs — stands around
//! them, never inside. Four statements and headings follow published opinions; the official text was not at hand.

use serde::Deserialize;
use serde::Serialize;

use crate::documents::sheet::SheetHead;
use crate::documents::sheet::SignatureFact;
use crate::domain::sheet::FormNo;

/// The sheet that these facts fill.
pub const FORM: FormNo = FormNo::F20;

/// Everything the opinion shows.
#[derive(Clone, Serialize, Deserialize)]
pub struct Facts {
    /// Head and foot.
    pub head: SheetHead,
    /// 司法鉴定机构许可证号.
    pub licence_no: String,
    /// 地址.
    pub address: String,
    /// 邮编.
    pub postcode: String,
    /// 电话.
    pub phone: String,
    /// 编号.
    pub doc_no: String,
    /// The seven sections, in their order.
    pub sections: Vec<Section>,
    /// Standards the opinion rests on and whose names do not stand in the sections.
    pub standards: Vec<String>,
    /// 不同意见 (GZ-37).
    pub dissents: Vec<Dissent>,
    /// Appraisers of the case, with licence number and room for the pen.
    pub signatures: Vec<SignatureFact>,
    /// 出具日期; empty until it goes out.
    pub issued_on: String,
    /// 「一式 4 份，委托人 3 份，存档 1 份」.
    pub copies: String,
    /// Photographs that go with it; those of private parts are not listed.
    pub photos: Vec<Photo>,
    /// Licences whose copies go with it (MZ-36).
    pub licences: Vec<Licence>,
}

/// One section.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Section {
    /// 「六、鉴定意见」.
    pub heading: String,
    /// Its paragraphs, word for word; none while nothing is written.
    pub paragraphs: Vec<String>,
}

/// An appraiser who sees it otherwise.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Dissent {
    /// Who.
    pub who: String,
    /// How.
    pub text: String,
}

/// A photograph.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Photo {
    /// What it shows.
    pub caption: String,
    /// When it was taken.
    pub at: String,
    /// The first digits of its hash, so that the paper picture can be found.
    pub sha256: String,
}

/// A licence.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Licence {
    /// 司法鉴定许可证、司法鉴定人执业证.
    pub kind: String,
    /// Whose.
    pub holder: String,
    /// 证号.
    pub number: String,
}
