//! What can go wrong in a use-case. A finding of the law is not an error: `ServiceError::Blocked` carries it whole.

use crate::domain::audit::Operation;
use crate::domain::case::CaseState;
use crate::domain::explain::Explain;
use crate::domain::rules::Findings;
use crate::domain::template::Flaw;
use crate::platform::paths::FolderFlaw;
use crate::store::StoreError;

/// Why a use-case did nothing. In every case nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    #[error("规定不允许现在这样做，什么都没有改")]
    Blocked(Findings),
    #[error("还要写明理由，什么都没有改")]
    ReasonNeeded(Findings),
    #[error("这件事不归您的岗位办：{}，什么都没有改", .0.label())]
    NotAllowed(Operation),
    #[error("案卷库已锁定，什么都没有改")]
    Locked,
    #[error("{0}，什么都没有改")]
    Missing(&'static str),
    #[error("{0}，什么都没有改")]
    Incomplete(&'static str),
    #[error("{what}还缺{}，什么都没有改", fields.join("、"))]
    MissingFields { what: &'static str, fields: Vec<&'static str> },
    #[error("案件现在是「{}」，这件事要在{wanted}办，什么都没有改", is.label())]
    WrongState { is: CaseState, wanted: &'static str },
    #[error("这件材料不能用：{0}，什么都没有改")]
    MaterialLocked(String),
    #[error("现在的密码不对，密码没有改")]
    WrongFormerPassword,
    #[error("证件复印件没有存好，签到没有记录")]
    CopyMissing,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Document(#[from] crate::documents::error::DocumentError),
    #[error(transparent)]
    RecoverySheet(#[from] crate::documents::error::RecoveryError),
    #[error(transparent)]
    Picture(#[from] crate::capture::CaptureError),
    #[error(transparent)]
    Vault(#[from] crate::platform::vault::VaultError),
    #[error(transparent)]
    Lock(#[from] crate::platform::lock_file::LockError),
    #[error(transparent)]
    Print(#[from] crate::platform::print::PrintError),
    #[error("文件读不出来，没有存")]
    PictureFile(#[source] std::io::Error),
    #[error("扫描页处理时程序出错，这一页没有归卷")]
    PageUnread,
    #[error("已停下，什么都没有留下")]
    Stopped,
    #[error("装订案卷时程序出错，什么都没有留下")]
    Unbound,
    #[error("日历文件读不出来，没有导入")]
    CalendarFile(#[source] std::io::Error),
    #[error(transparent)]
    Calendar(#[from] crate::domain::calendar::CalendarError),
    #[error("文件夹读写失败，什么都没有改")]
    Folder(#[source] std::io::Error),
    #[error("{}", .0.sentence())]
    FolderRefused(FolderFlaw),
    #[error("{}", .0.sentence_of_office())]
    OfficeMoved(FolderFlaw),
    #[error("这是正式的案卷库，脚本只能在演示案卷库里排演，什么都没有写")]
    NotADemonstration,
    #[error(transparent)]
    Spreadsheet(#[from] crate::documents::spreadsheet::SpreadsheetError),
    #[error("文件没有存成，那里原有的文件没有动")]
    NotSaved(#[source] std::io::Error),
    #[error("{}，什么都没有改", said(.0))]
    TemplateRefused(Vec<Flaw>),
    #[error("模板文件读不出来，什么都没有改")]
    TemplateFile(#[source] std::io::Error),
    #[error("模板检查时程序出错，没有采用，什么都没有改")]
    Untried,
    #[error("内部数据写不成文字，什么都没有改")]
    Unwritable(#[source] serde_json::Error),
    /// A panic. What was open is gone; what was confirmed lies on the disk.
    #[error("程序内部出错，案卷库已锁上；说过「已保存」的都在，刚才这一步没有做完")]
    Broken,
}

impl ServiceError {
    /// Wraps a failure of serialisation, which is a bug and not the user's.
    pub fn unwritable(source: serde_json::Error) -> Self {
        Self::Unwritable(source)
    }

    /// The findings, where the law is what stops.
    pub fn findings(&self) -> Option<&Findings> {
        match self {
            Self::Blocked(findings) | Self::ReasonNeeded(findings) => Some(findings),
            _ => None,
        }
    }
}

impl Explain for ServiceError {
    fn code(&self) -> &'static str {
        match self {
            Self::Blocked(_) => "V-01",
            Self::ReasonNeeded(_) => "V-02",
            Self::NotAllowed(_) => "V-03",
            Self::Locked => "V-04",
            Self::Missing(_) => "V-05",
            Self::Incomplete(_) => "V-06",
            Self::MissingFields { .. } => "V-07",
            Self::WrongState { .. } => "V-08",
            Self::MaterialLocked(_) => "V-09",
            Self::CopyMissing => "V-10",
            Self::WrongFormerPassword => "V-14",
            Self::TemplateRefused(_) => "V-42",
            Self::TemplateFile(_) => "V-43",
            Self::Untried => "V-44",
            Self::Unwritable(_) => "V-99",
            Self::Broken => "V-98",
            Self::Store(error) => error.code(),
            Self::Document(error) => error.code(),
            Self::RecoverySheet(error) => error.code(),
            Self::Picture(error) => error.code(),
            Self::Vault(error) => error.code(),
            Self::Lock(error) => error.code(),
            Self::Print(error) => error.code(),
            Self::PictureFile(_) => "V-13",
            Self::PageUnread => "V-33",
            Self::Stopped => "V-35",
            Self::Unbound => "V-36",
            Self::CalendarFile(_) => "V-15",
            Self::Calendar(_) => "V-16",
            Self::Spreadsheet(error) => error.code(),
            Self::NotSaved(_) => "V-41",
            Self::Folder(_) => "V-11",
            Self::FolderRefused(_) => "V-12",
            Self::OfficeMoved(_) => "V-31",
            Self::NotADemonstration => "V-32",
        }
    }

    fn remedy(&self) -> &'static str {
        match self {
            Self::Blocked(_) => "看「为什么不能点」，逐条补齐以后再办",
            Self::ReasonNeeded(_) => "写明理由再办，理由会进例外清单",
            Self::NotAllowed(_) => "请有这个岗位的同事来办，或者请负责人调整岗位",
            Self::Locked => "输入密码打开以后再办，填过的内容都在",
            Self::Missing(_) => "刷新本案再看一眼，可能另一处刚改过",
            Self::Incomplete(_) | Self::MissingFields { .. } => "补上以后再办，填过的内容都在",
            Self::WrongState { .. } => "回到案件页，按「下一步」办",
            Self::MaterialLocked(_) => "到「材料」请双方逐件确认，或者先用别的材料",
            Self::WrongFormerPassword => "检查大小写和输入法，再输一次",
            Self::CopyMissing => "重新拍一次或换一张图片，再签到",
            Self::TemplateRefused(_) => "照说的改好再存，原来的措辞和模板都还在用",
            Self::TemplateFile(_) => "看看文件还在不在、是否被别的程序占用，再选一次",
            Self::Untried => "原来的模板还在用；再试一次，还是这样请把日志交给技术支持",
            Self::Unwritable(_) => "请重启程序再试，并把日志交给技术支持",
            Self::Broken => {
                "请输入密码重新打开，看一眼刚才这一步在不在；再出错请重启程序，并把日志交给技术支持"
            }
            Self::Store(error) => error.remedy(),
            Self::Document(error) => error.remedy(),
            Self::RecoverySheet(error) => error.remedy(),
            Self::Picture(error) => error.remedy(),
            Self::Vault(error) => error.remedy(),
            Self::Lock(error) => error.remedy(),
            Self::Print(error) => error.remedy(),
            Self::PictureFile(_) => "看看文件还在不在、是否被别的程序占用，再拖一次",
            Self::PageUnread => "文件还在原处，重新扫描这一页再归一次；再出错请把日志交给技术支持",
            Self::Stopped => "要的时候再来一次，已经保存的都在",
            Self::Unbound => "再装订一次；再出错请把日志交给技术支持",
            Self::CalendarFile(_) => "看看文件还在不在，再选一次",
            Self::Calendar(_) => "按说的那一行改好文件，再导入一次",
            Self::Spreadsheet(error) => error.remedy(),
            Self::NotSaved(_) => "看看那个文件是不是正在别的程序里打开，或者换个地方再存一次",
            Self::Folder(_) => "看看磁盘是否还在、能不能写，再试一次",
            Self::FolderRefused(flaw) => flaw.remedy(),
            Self::OfficeMoved(_) => "请关掉鉴证台，把整个案卷库文件夹移回本机磁盘，再打开",
            Self::NotADemonstration => "换成演示案卷库的文件夹，或者先用 demo 建一个",
        }
    }
}

/// Everything that does not hold, in one sentence.
fn said(flaws: &[Flaw]) -> String {
    flaws.iter().map(|flaw| flaw.say.as_str()).collect::<Vec<_>>().join("；")
}
