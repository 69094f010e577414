//! Why an office was not opened, or a password not changed.

use crate::domain::explain::Explain;
use crate::platform::vault::password::PasswordFlaw;
use std::io;

/// Something about the keys failed.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// There is no vault in the folder.
    #[error("这个文件夹里没有案卷库的钥匙（vault.json），没有打开")]
    NoVault,
    /// There is one already.
    #[error("这个文件夹里已经有案卷库的钥匙（vault.json），没有新建")]
    AlreadyThere,
    /// A newer program wrote it.
    #[error("案卷库的钥匙由更新版本的软件写成，没有打开")]
    Newer,
    /// It cannot be understood.
    #[error("案卷库的钥匙（vault.json）已损坏，没有打开")]
    Damaged(#[source] serde_json::Error),
    /// Login or password are not right; which one is not told.
    #[error("登录名或密码不正确，案卷库没有打开")]
    WrongPassword,
    /// The recovery key is that of another office, or was replaced.
    #[error("这不是本案卷库的恢复密钥，案卷库没有打开")]
    WrongRecoveryKey,
    /// The recovery key was typed wrong.
    #[error("恢复密钥输错了，案卷库没有打开")]
    MistypedRecoveryKey,
    /// Too many attempts.
    #[error("密码连续输错多次，请在 {seconds} 秒后再试")]
    TooSoon {
        /// How long to wait.
        seconds: u32,
    },
    /// The login is in use.
    #[error("这个登录名已有人使用，没有保存")]
    LoginTaken,
    /// There is no such user.
    #[error("没有这个使用人，没有保存")]
    UnknownUser,
    /// Nobody could open the office any more.
    #[error("这是最后一个能打开案卷库的使用人，没有停用")]
    LastUser,
    /// The password will not do.
    #[error("{}", .0.sentence())]
    WeakPassword(PasswordFlaw),
    /// Randomness or a cipher failed.
    #[error("加密模块没有应答，没有保存")]
    Crypto,
    /// The costs in the file cannot be met.
    #[error("案卷库的钥匙无法计算，可能内存不足，没有打开")]
    Kdf(#[source] argon2::Error),
    /// The file could not be read or written.
    #[error("案卷库的钥匙（vault.json）读写失败")]
    Io(#[source] io::Error),
}

impl Explain for VaultError {
    fn code(&self) -> &'static str {
        match self {
            Self::NoVault => "vault-none",
            Self::AlreadyThere => "vault-already-there",
            Self::Newer => "vault-newer",
            Self::Damaged(_) => "vault-damaged",
            Self::WrongPassword => "vault-wrong-password",
            Self::WrongRecoveryKey => "vault-wrong-recovery-key",
            Self::MistypedRecoveryKey => "vault-mistyped-recovery-key",
            Self::TooSoon { .. } => "vault-too-soon",
            Self::LoginTaken => "vault-login-taken",
            Self::UnknownUser => "vault-unknown-user",
            Self::LastUser => "vault-last-user",
            Self::WeakPassword(_) => "vault-weak-password",
            Self::Crypto => "vault-crypto",
            Self::Kdf(_) => "vault-kdf",
            Self::Io(_) => "vault-io",
        }
    }

    fn remedy(&self) -> &'static str {
        match self {
            Self::NoVault => "请选择正确的文件夹；若 vault.json 丢失，请从备份取回",
            Self::AlreadyThere => "请直接打开它，或另选一个空文件夹",
            Self::Newer => "请把本机的鉴证台升级到写成它的版本或更新版本",
            Self::Damaged(_) => "请从备份取回 vault.json；它旁边的 vault.json.bak 是上一次的内容",
            Self::WrongPassword => "请检查大小写和输入法后再试；忘记密码的，请用恢复密钥打开",
            Self::WrongRecoveryKey => "请核对纸上的机构名称和日期，换用最近打印的一张",
            Self::MistypedRecoveryKey => "请逐组对照纸上的九组字符，再输一次",
            Self::TooSoon { .. } => "请稍候；忘记密码的，请用恢复密钥打开",
            Self::LoginTaken => "请换一个登录名",
            Self::UnknownUser => "请刷新使用人名单后再试",
            Self::LastUser => "请先增加另一个使用人",
            Self::WeakPassword(_) => "请换一个密码",
            Self::Crypto => "请重新启动电脑后再试",
            Self::Kdf(_) => "请关闭其他程序后再试",
            Self::Io(_) => "请检查磁盘和文件夹的权限后再试",
        }
    }
}
