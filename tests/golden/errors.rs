//! Every error with its code, its sentence and its next step on one page, for somebody to read as a whole:
//! `errors.txt`, renewed by `UPDATE_GOLDEN=1 cargo test errors`.
//!
//! The lists below are matches at the same time: a new variant does not compile until it stands here.

use appraisal_desk::capture::CaptureError;
use appraisal_desk::documents::error::CompilerSaid;
use appraisal_desk::documents::error::DocumentError;
use appraisal_desk::documents::error::MissingGlyph;
use appraisal_desk::documents::error::RecoveryError;
use appraisal_desk::domain::audit::Operation;
use appraisal_desk::domain::calendar::CalendarError;
use appraisal_desk::domain::calendar::CalendarWrong;
use appraisal_desk::domain::case::CaseState;
use appraisal_desk::domain::explain::Explain;
use appraisal_desk::domain::printer::Trouble;
use appraisal_desk::domain::rules::Findings;
use appraisal_desk::domain::sheet::FormNo;
use appraisal_desk::domain::template::Flaw;
use appraisal_desk::platform::lock_file::LockError;
use appraisal_desk::platform::paths::FolderFlaw;
use appraisal_desk::platform::print::PrintError;
use appraisal_desk::platform::vault::PasswordFlaw;
use appraisal_desk::platform::vault::VaultError;
use appraisal_desk::services::error::ServiceError;
use appraisal_desk::store::StoreError;
use rust_xlsxwriter::XlsxError;
use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::fs;
use std::io;
use std::path::Path;

/// One of each variant; the arms are the list, so that none can be forgotten.
macro_rules! each {
    ($of:ty: $($variant:pat => $sample:expr,)+) => {{
        let samples: Vec<$of> = vec![$($sample),+];
        for (sample, place) in samples.iter().zip([$(stringify!($variant)),+]) {
            let found = match sample { $($variant => stringify!($variant),)+ };
            assert_eq!(found, place, "listed out of place");
        }
        samples
    }};
}

#[test]
fn errors_read_well_on_one_page() {
    let mut page = Page::default();
    page.section("案卷库（store）", &store_errors());
    page.section("钥匙与密码（vault）", &vault_errors());
    page.section("独占（lock）", &lock_errors());
    page.section("打印与另存（print）", &print_errors());
    page.section("图片（capture）", &capture_errors());
    page.section("文书（documents）", &document_errors());
    page.section("恢复单（documents）", &[RecoveryError(CompilerSaid(Vec::new()))]);
    page.section("办事（services）", &service_errors());
    page.sentences("密码不合用（vault-weak-password）", password_flaws());
    page.sentences("文件夹不合用（V-12）", folder_flaws());
    page.sentences("案卷库被移到了不合用的地方（V-31）", folder_flaws_of_an_office());
    page.is_golden();
}

#[derive(Default)]
struct Page {
    text: String,
    codes: BTreeMap<&'static str, String>,
}

impl Page {
    fn section<E: Error + Explain>(&mut self, title: &str, errors: &[E]) {
        self.text.push_str(&format!("\n## {title}\n"));
        for error in errors {
            let (code, sentence, remedy) = (error.code(), error.to_string(), error.remedy());
            reads_well(&sentence);
            reads_well(remedy);
            if let Some(other) = self.codes.insert(code, sentence.clone()) {
                assert_eq!(other, sentence, "{code} stands for two things");
            }
            self.text.push_str(&format!("\n{code}\n  {sentence}\n  → {remedy}\n"));
        }
    }

    fn sentences(&mut self, title: &str, sentences: Vec<String>) {
        self.text.push_str(&format!("\n## {title}\n\n"));
        for sentence in sentences {
            reads_well(&sentence);
            self.text.push_str(&format!("- {sentence}\n"));
        }
    }

    fn is_golden(&self) {
        let head = "# 错误一览：代码、出了什么事、现在怎么办\n\n由 tests/golden/errors.rs 写出，改了措辞以后用 UPDATE_GOLDEN=1 cargo test errors 更新\n";
        let now = format!("{head}{}", self.text);
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/errors.txt");
        if env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&file, &now).unwrap();
        }
        let kept = fs::read_to_string(&file).unwrap_or_default();
        assert!(kept.replace("\r\n", "\n") == now, "errors.txt differs; read it, then UPDATE_GOLDEN=1");
    }
}

/// One Chinese sentence without a full stop, without blanks at its ends, without what programmers say.
#[track_caller]
fn reads_well(sentence: &str) {
    assert!(sentence.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count() >= 4, "{sentence}");
    assert!(!sentence.ends_with(['。', '.', '！', '!']) && sentence.trim() == sentence, "{sentence}");
    for word in ["Error", "error", "Err(", "None", "Some(", "os error", "::", "panic", "null"] {
        assert!(!sentence.contains(word), "{sentence}");
    }
}

fn store_errors() -> Vec<StoreError> {
    each!(StoreError:
        StoreError::WrongKey => StoreError::WrongKey,
        StoreError::NoOffice => StoreError::NoOffice,
        StoreError::AlreadyThere => StoreError::AlreadyThere,
        StoreError::NotAnOffice => StoreError::NotAnOffice,
        StoreError::NewerSchema { .. } => StoreError::NewerSchema { found: 9, newest_known: 1 },
        StoreError::Migration { .. } => StoreError::Migration { to: 2, source: sqlite() },
        StoreError::DiskFull { .. } => StoreError::DiskFull { free_bytes: 4096 },
        StoreError::Damaged { .. } => StoreError::Damaged { table: "office.db" },
        StoreError::Unreadable { .. } => StoreError::Unreadable { table: "attendance", source: json() },
        StoreError::DamagedObject { .. } => StoreError::DamagedObject { id: None },
        StoreError::MissingObject { .. } => StoreError::MissingObject { id: None },
        StoreError::ReadBackDiffers => StoreError::ReadBackDiffers,
        StoreError::Busy => StoreError::Busy,
        StoreError::ReadOnly => StoreError::ReadOnly,
        StoreError::Missing { .. } => StoreError::Missing { noun: "附件" },
        StoreError::AlreadyCorrected { .. } => StoreError::AlreadyCorrected { noun: "到场" },
        StoreError::NoReason => StoreError::NoReason,
        StoreError::Taken { .. } => StoreError::Taken { noun: "保险机构" },
        StoreError::Crypto => StoreError::Crypto,
        StoreError::Io(_) => StoreError::Io(disk()),
        StoreError::Sqlite(_) => StoreError::Sqlite(sqlite()),
    )
}

fn vault_errors() -> Vec<VaultError> {
    each!(VaultError:
        VaultError::NoVault => VaultError::NoVault,
        VaultError::AlreadyThere => VaultError::AlreadyThere,
        VaultError::Newer => VaultError::Newer,
        VaultError::Damaged(_) => VaultError::Damaged(json()),
        VaultError::WrongPassword => VaultError::WrongPassword,
        VaultError::WrongRecoveryKey => VaultError::WrongRecoveryKey,
        VaultError::MistypedRecoveryKey => VaultError::MistypedRecoveryKey,
        VaultError::TooSoon { .. } => VaultError::TooSoon { seconds: 30 },
        VaultError::LoginTaken => VaultError::LoginTaken,
        VaultError::UnknownUser => VaultError::UnknownUser,
        VaultError::LastUser => VaultError::LastUser,
        VaultError::WeakPassword(_) => VaultError::WeakPassword(PasswordFlaw::TooShort),
        VaultError::Crypto => VaultError::Crypto,
        VaultError::Kdf(_) => VaultError::Kdf(argon2::Error::MemoryTooMuch),
        VaultError::Io(_) => VaultError::Io(disk()),
    )
}

fn lock_errors() -> Vec<LockError> {
    each!(LockError:
        LockError::HeldByAnother => LockError::HeldByAnother,
        LockError::Io(_) => LockError::Io(disk()),
    )
}

fn print_errors() -> Vec<PrintError> {
    let printer = || "一楼前台".to_owned();
    each!(PrintError:
        PrintError::NoSpooler(_) => PrintError::NoSpooler(disk()),
        PrintError::NoPrinter => PrintError::NoPrinter,
        PrintError::NotChosen => PrintError::NotChosen,
        PrintError::Gone { .. } => PrintError::Gone { printer: printer() },
        PrintError::NotReady { .. } => PrintError::NotReady { printer: printer(), trouble: Trouble::Offline },
        PrintError::Refused { .. } => PrintError::Refused { said: "打印机缺纸".to_owned() },
        PrintError::Cancelled => PrintError::Cancelled,
        PrintError::NoAnswer => PrintError::NoAnswer,
        PrintError::NotDrawn { .. } => PrintError::NotDrawn { page: 2 },
        PrintError::NotSaved(_) => PrintError::NotSaved(disk()),
    )
}

fn capture_errors() -> Vec<CaptureError> {
    each!(CaptureError:
        CaptureError::FileTooBig { .. } => CaptureError::FileTooBig { n_bytes: 90 << 20, limit: 40 << 20 },
        CaptureError::TooManyPixels { .. } =>
            CaptureError::TooManyPixels { width: 20_000, height: 10_000, limit_megapixels: 100 },
        CaptureError::Heic => CaptureError::Heic,
        CaptureError::Pdf => CaptureError::Pdf,
        CaptureError::OtherKind(_) => CaptureError::OtherKind("GIF"),
        CaptureError::Empty => CaptureError::Empty,
        CaptureError::NotAPicture => CaptureError::NotAPicture,
        CaptureError::Damaged(_) => CaptureError::Damaged(picture()),
        CaptureError::Unwritable(_) => CaptureError::Unwritable(picture()),
        CaptureError::NoFace => CaptureError::NoFace,
    )
}

fn document_errors() -> Vec<DocumentError> {
    let form = FormNo::F07;
    let glyphs = vec![MissingGlyph { character: '𰻞', field: "attendees.0.name".to_owned() }];
    let name = || "signature-1".to_owned();
    each!(DocumentError:
        DocumentError::MissingGlyphs { .. } => DocumentError::MissingGlyphs { form, glyphs },
        DocumentError::MissingImage { .. } => DocumentError::MissingImage { form, name: name() },
        DocumentError::NotAnImage { .. } => DocumentError::NotAnImage { name: name() },
        DocumentError::PageMarkTooLong { .. } => DocumentError::PageMarkTooLong { form },
        DocumentError::Facts { .. } => DocumentError::Facts { form, source: json() },
        DocumentError::Template { .. } => DocumentError::Template { form, source: CompilerSaid(Vec::new()) },
        DocumentError::NotAPdf => DocumentError::NotAPdf,
        DocumentError::Locked => DocumentError::Locked,
        DocumentError::PictureTooLarge { .. } => DocumentError::PictureTooLarge { page: 0, megapixels: 400 },
        DocumentError::NoSuchPage { .. } => DocumentError::NoSuchPage { page: 4, n_pages: 3 },
        DocumentError::ScaleTooLarge { .. } => DocumentError::ScaleTooLarge { page: 0 },
    )
}

/// Errors of other layers keep their code, sentence and next step on the way through.
fn service_errors() -> Vec<ServiceError> {
    each!(ServiceError:
        ServiceError::Blocked(_) => ServiceError::Blocked(Findings::default()),
        ServiceError::ReasonNeeded(_) => ServiceError::ReasonNeeded(Findings::default()),
        ServiceError::NotAllowed(_) => ServiceError::NotAllowed(Operation::DecideAccept),
        ServiceError::Locked => ServiceError::Locked,
        ServiceError::Missing(_) => ServiceError::Missing("没有这个案件"),
        ServiceError::Incomplete(_) => ServiceError::Incomplete("先写来人的姓名"),
        ServiceError::MissingFields { .. } =>
            ServiceError::MissingFields { what: "接待登记", fields: vec!["委托人", "鉴定事项"] },
        ServiceError::WrongState { .. } =>
            ServiceError::WrongState { is: CaseState::Reviewing, wanted: "受理以后" },
        ServiceError::MaterialLocked(_) => ServiceError::MaterialLocked("保险机构还没有确认".to_owned()),
        ServiceError::WrongFormerPassword => ServiceError::WrongFormerPassword,
        ServiceError::CopyMissing => ServiceError::CopyMissing,
        ServiceError::Store(_) => ServiceError::Store(StoreError::DiskFull { free_bytes: 0 }),
        ServiceError::Document(_) => ServiceError::Document(DocumentError::NotAPdf),
        ServiceError::RecoverySheet(_) =>
            ServiceError::RecoverySheet(RecoveryError(CompilerSaid(Vec::new()))),
        ServiceError::Picture(_) => ServiceError::Picture(CaptureError::Heic),
        ServiceError::Vault(_) => ServiceError::Vault(VaultError::WrongPassword),
        ServiceError::Lock(_) => ServiceError::Lock(LockError::HeldByAnother),
        ServiceError::Print(_) => ServiceError::Print(PrintError::NotSaved(disk())),
        ServiceError::PictureFile(_) => ServiceError::PictureFile(disk()),
        ServiceError::CalendarFile(_) => ServiceError::CalendarFile(disk()),
        ServiceError::Calendar(_) => ServiceError::Calendar(CalendarError {
            line: 7,
            wrong: CalendarWrong::NoDay("春节".to_owned()),
        }),
        ServiceError::Folder(_) => ServiceError::Folder(disk()),
        ServiceError::FolderRefused(_) => ServiceError::FolderRefused(FolderFlaw::OnNetworkDrive),
        ServiceError::OfficeMoved(_) => ServiceError::OfficeMoved(FolderFlaw::OnNetworkDrive),
        ServiceError::NotADemonstration => ServiceError::NotADemonstration,
        ServiceError::Spreadsheet(_) => ServiceError::Spreadsheet(XlsxError::RowColumnLimitError.into()),
        ServiceError::TemplateRefused(_) => ServiceError::TemplateRefused(vec![Flaw {
            field: "own".to_owned(),
            say: "第 12 行第 5 列：用样本排版，用了没有定义的名称，检查拼写".to_owned(),
        }]),
        ServiceError::TemplateFile(_) => ServiceError::TemplateFile(disk()),
        ServiceError::Untried => ServiceError::Untried,
        ServiceError::NotSaved(_) => ServiceError::NotSaved(disk()),
        ServiceError::Unwritable(_) => ServiceError::Unwritable(json()),
        ServiceError::PageUnread => ServiceError::PageUnread,
        ServiceError::Stopped => ServiceError::Stopped,
        ServiceError::Unbound => ServiceError::Unbound,
        ServiceError::Broken => ServiceError::Broken,
    )
}

fn password_flaws() -> Vec<String> {
    let flaws = each!(PasswordFlaw:
        PasswordFlaw::TooShort => PasswordFlaw::TooShort,
        PasswordFlaw::Common => PasswordFlaw::Common,
        PasswordFlaw::Pattern => PasswordFlaw::Pattern,
        PasswordFlaw::ContainsLogin => PasswordFlaw::ContainsLogin,
    );
    flaws.into_iter().map(|flaw| flaw.sentence().to_owned()).collect()
}

fn folder_flaws() -> Vec<String> {
    let flaws = each!(FolderFlaw:
        FolderFlaw::OnNetworkDrive => FolderFlaw::OnNetworkDrive,
        FolderFlaw::NotAFolder => FolderFlaw::NotAFolder,
        FolderFlaw::HoldsOtherFiles => FolderFlaw::HoldsOtherFiles,
        FolderFlaw::KeysMissing => FolderFlaw::KeysMissing,
        FolderFlaw::Unfinished => FolderFlaw::Unfinished,
        FolderFlaw::InCloudFolder(_) => FolderFlaw::InCloudFolder("坚果云"),
        FolderFlaw::OnUnknownSystem(_) => FolderFlaw::OnUnknownSystem("fuse.mergerfs".to_owned()),
        FolderFlaw::LowSpace { .. } => FolderFlaw::LowSpace { free_bytes: 900 << 20 },
    );
    flaws.iter().map(FolderFlaw::sentence).collect()
}

/// What is said of the same folders when an office lies there.
fn folder_flaws_of_an_office() -> Vec<String> {
    let flaws = [
        FolderFlaw::OnNetworkDrive,
        FolderFlaw::InCloudFolder("坚果云"),
        FolderFlaw::OnUnknownSystem("fuse.mergerfs".to_owned()),
    ];
    flaws.iter().map(FolderFlaw::sentence_of_office).collect()
}

fn disk() -> io::Error {
    io::ErrorKind::Other.into()
}

fn json() -> serde_json::Error {
    serde_json::from_str::<u8>("x").unwrap_err()
}

fn sqlite() -> rusqlite::Error {
    rusqlite::Error::QueryReturnedNoRows
}

fn picture() -> image::ImageError {
    image::ImageError::IoError(disk())
}
