//! What may fail in the store. Each sentence says what happened and what state the data is in; `remedy` says what
//! to do now. Names and numbers of people never get in here.

use crate::domain::explain::Explain;
use crate::domain::ids::ObjectId;
use rusqlite::ErrorCode;
use std::io;
use std::path::Path;

/// Something failed while reading or writing the office.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The key does not open the database.
    #[error("钥匙与案卷库不符，案卷库没有打开")]
    WrongKey,
    /// There is no database in the folder.
    #[error("这个文件夹里没有案卷库")]
    NoOffice,
    /// There is a database already.
    #[error("这个文件夹里已经有案卷库，没有新建")]
    AlreadyThere,
    /// The file is a database of something else.
    #[error("这个文件不是鉴证台的案卷库，没有打开")]
    NotAnOffice,
    /// A newer program wrote it.
    #[error("案卷库由更新版本的软件写成（第 {found} 版，本软件认识到第 {newest_known} 版），没有打开")]
    NewerSchema {
        /// The version found.
        found: u32,
        /// The newest this program knows.
        newest_known: u32,
    },
    /// Bringing an old database up to date failed.
    #[error("案卷库升级到第 {to} 版没有成功，仍是原来的样子")]
    Migration {
        /// The version it should have become.
        to: u32,
        /// Why it failed.
        #[source]
        source: rusqlite::Error,
    },
    /// The disk is full.
    #[error("磁盘空间不足，这次没有保存；以前保存的都在")]
    DiskFull {
        /// Bytes that are left.
        free_bytes: u64,
    },
    /// The database is damaged.
    #[error("案卷库有损坏（{table}），已停止写入")]
    Damaged {
        /// Where it was noticed.
        table: &'static str,
    },
    /// A row cannot be understood.
    #[error("案卷库里有一条记录读不懂（{table}），没有显示")]
    Unreadable {
        /// Where it was noticed.
        table: &'static str,
        /// Why it was not understood.
        #[source]
        source: serde_json::Error,
    },
    /// A kept file is damaged.
    #[error("一份附件已损坏，没有打开；案卷库其余部分不受影响")]
    DamagedObject {
        /// Which one.
        id: Option<ObjectId>,
    },
    /// A kept file is not there.
    #[error("一份附件的文件不见了，没有打开；案卷库其余部分不受影响")]
    MissingObject {
        /// Which one.
        id: Option<ObjectId>,
    },
    /// What was written is not what was to be written.
    #[error("附件写入后读回不一致，没有保存")]
    ReadBackDiffers,
    /// Another program holds the database.
    #[error("案卷库正被另一个程序占用，这次没有保存")]
    Busy,
    /// The folder may not be written.
    #[error("案卷库所在的文件夹不能写入，这次没有保存")]
    ReadOnly,
    /// A row that was named is not there.
    #[error("要找的记录不存在（{noun}）")]
    Missing {
        /// What it should have been.
        noun: &'static str,
    },
    /// A version was corrected already.
    #[error("这条记录已经更正过，这次没有保存")]
    AlreadyCorrected {
        /// What it is.
        noun: &'static str,
    },
    /// A correction without a reason.
    #[error("更正没有写明理由，这次没有保存")]
    NoReason,
    /// Two of them may not share this.
    #[error("同样的{noun}已经登记过，这次没有保存")]
    Taken {
        /// What it is.
        noun: &'static str,
    },
    /// Randomness or a signature could not be had.
    #[error("加密模块没有应答，这次没有保存")]
    Crypto,
    /// A file could not be read or written.
    #[error("案卷库文件夹读写失败，这次没有保存")]
    Io(#[source] io::Error),
    /// The database could not be read or written.
    #[error("案卷库读写失败，这次没有保存")]
    Sqlite(#[source] rusqlite::Error),
}

impl StoreError {
    /// Fills in how much space is left, where the error is that there is none.
    pub(in crate::store) fn measured_in(self, folder: &Path) -> Self {
        match self {
            Self::DiskFull { free_bytes: 0 } => {
                Self::DiskFull { free_bytes: fs4::available_space(folder).unwrap_or(0) }
            }
            other => other,
        }
    }

    /// Returns whether nothing may be written any more.
    pub(in crate::store) const fn is_damage(&self) -> bool {
        matches!(self, Self::Damaged { .. })
    }

    /// Reads an error that came while the database was being opened, when the key is not proven yet.
    pub(in crate::store) fn while_opening(source: rusqlite::Error) -> Self {
        match source.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::WrongKey,
            _ => Self::from(source),
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(source: rusqlite::Error) -> Self {
        match source.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull { free_bytes: 0 },
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => {
                Self::Damaged { table: "office.db" }
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly,
            _ => Self::Sqlite(source),
        }
    }
}

impl From<io::Error> for StoreError {
    fn from(source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull { free_bytes: 0 },
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            _ => Self::Io(source),
        }
    }
}

impl Explain for StoreError {
    fn code(&self) -> &'static str {
        match self {
            Self::WrongKey => "store-wrong-key",
            Self::NoOffice => "store-no-office",
            Self::AlreadyThere => "store-already-there",
            Self::NotAnOffice => "store-not-an-office",
            Self::NewerSchema { .. } => "store-newer-schema",
            Self::Migration { .. } => "store-migration",
            Self::DiskFull { .. } => "store-disk-full",
            Self::Damaged { .. } => "store-damaged",
            Self::Unreadable { .. } => "store-unreadable",
            Self::DamagedObject { .. } => "store-damaged-object",
            Self::MissingObject { .. } => "store-missing-object",
            Self::ReadBackDiffers => "store-read-back",
            Self::Busy => "store-busy",
            Self::ReadOnly => "store-read-only",
            Self::Missing { .. } => "store-missing",
            Self::AlreadyCorrected { .. } => "store-already-corrected",
            Self::NoReason => "store-no-reason",
            Self::Taken { .. } => "store-taken",
            Self::Crypto => "store-crypto",
            Self::Io(_) => "store-io",
            Self::Sqlite(_) => "store-sqlite",
        }
    }

    fn remedy(&self) -> &'static str {
        match self {
            Self::WrongKey => {
                "请确认 vault.json 与 office.db 属于同一个案卷库；两者若曾分别恢复，请从同一份备份恢复"
            }
            Self::NoOffice => "请选择正确的文件夹，或新建案卷库",
            Self::AlreadyThere => "请直接打开它，或另选一个空文件夹",
            Self::NotAnOffice => "请选择鉴证台的案卷库文件夹",
            Self::NewerSchema { .. } => "请把本机的鉴证台升级到写成它的版本或更新版本",
            Self::Migration { .. } => "请继续使用原来版本的软件，并把 logs 文件夹交给技术支持",
            Self::DiskFull { .. } => "请腾出磁盘空间后再保存一次，填写的内容还在页面上",
            Self::Damaged { .. } => "请不要继续录入，从最近的备份恢复，或请技术支持查看",
            Self::Unreadable { .. } => "请运行核验，并把 logs 文件夹交给技术支持",
            Self::DamagedObject { .. } | Self::MissingObject { .. } => "请从备份取回这份附件，再运行核验",
            Self::ReadBackDiffers => "请再试一次；若再次出现，磁盘可能有故障，请先备份",
            Self::Busy => "请稍候再试；若一直如此，请关闭正在查看案卷库文件的其他程序",
            Self::ReadOnly => "请检查文件夹的权限，磁盘是否写保护",
            Self::Missing { .. } => "请刷新页面后再试",
            Self::AlreadyCorrected { .. } => "请打开最新的一版，在它上面更正",
            Self::NoReason => "请写明更正的理由",
            Self::Taken { .. } => "请找到已登记的那一条，在它上面更改",
            Self::Crypto => "请重新启动电脑后再试",
            Self::Io(_) | Self::Sqlite(_) => "请检查磁盘是否正常后再试一次，填写的内容还在页面上",
        }
    }
}
