//! `init`: makes an office — institution, first director, recovery sheet typed back.

use crate::cli::Ending;
use crate::cli::Stop;
use crate::cli::arguments::InitOptions;
use crate::cli::scenario::check_format;
use crate::cli::scenario::office_file::OfficeFile;
use crate::cli::scenario::reader::Source;
use crate::cli::scenario::when::Almanac;
use crate::cli::terminal::ask;
use crate::cli::terminal::line;
use crate::cli::terminal::passphrase;
use crate::cli::terminal::passphrase_given;
use crate::cli::terminal::say;
use crate::domain::archiving::VolumeOrder;
use crate::domain::calendar::WorkCalendar;
use crate::domain::institution::DEFAULT_CASE_NO;
use crate::domain::institution::Institution;
use crate::domain::institution::Policy;
use crate::domain::institution::Premises;
use crate::domain::law::Jurisdiction;
use crate::domain::reception::Category;
use crate::domain::secret::PersonName;
use crate::domain::secret::Secret;
use crate::domain::staff::Role;
use crate::services::directory;
use crate::services::office::Office;
use crate::services::rehearsal::lay_down;
use crate::services::rehearsal::real_today;
use crate::services::request::Action;
use crate::services::request::Ask;
use crate::services::session;
use crate::services::session::Door;
use crate::services::session::InitDraft;
use crate::services::session::RecoverySheet;
use crate::services::session::UserDraft;
use crate::services::start::office_at;
use crate::services::worker;
use std::collections::BTreeSet;
use std::path::Path;

/// How often the sheet may be typed back wrong.
const ATTEMPTS: u32 = 3;

/// Makes the office.
pub fn run(options: &InitOptions, folder: &Path) -> Result<Ending, Stop> {
    let mut office =
        office_at(Some(folder.to_owned())).map_err(|error| Stop::of(Ending::NoOffice, &error))?;
    if session::view(&office).door != Door::NoOffice {
        return Err(Stop::refused(format!("{} 里已经有案卷库，没有再建", folder.display())));
    }
    for warning in session::view(&office).warnings {
        say(&warning);
    }
    let described = match &options.from {
        Some(file) => Some(read_file(file)?),
        None => None,
    };
    let draft = match &described {
        Some(described) => draft_of(described)?,
        None => ask_everything()?,
    };
    let sheet = session::init(&mut office, draft).map_err(|error| Stop::of(Ending::Refused, &error))?;
    say(&format!("案卷库建好了：{}", folder.display()));
    show(&mut office, &sheet, options.recovery_out.as_deref())?;
    type_back(&mut office, options.recovery_typed_back)?;
    if let Some(described) = &described {
        register_insurers(&mut office, described)?;
    }
    session::lock(&mut office).map_err(|error| Stop::of(Ending::Refused, &error))?;
    say("可以打开窗口了，其他同事在「设置」里增加");
    Ok(Ending::Well)
}

fn read_file(file: &Path) -> Result<OfficeFile, Stop> {
    let name = file.display().to_string();
    let text =
        std::fs::read_to_string(file).map_err(|error| Stop::refused(format!("{name}：读不到（{error}）")))?;
    let malformed = |error: crate::cli::scenario::reader::Malformed| Stop::refused(error.to_string());
    let document = Source { file: &name, text: &text }.parse().map_err(malformed)?;
    let almanac = Almanac { today: real_today(), calendar: WorkCalendar::bundled() };
    let mut fields = document.fields();
    check_format(&mut fields).map_err(malformed)?;
    let described = OfficeFile::read(fields, &almanac).map_err(malformed)?;
    if described.staff.len() > 1 {
        let say = "这里只写第一位负责人；其他同事由负责人在窗口里增加，各人自己设密码";
        return Err(Stop::refused(format!("{name}：{say}")));
    }
    Ok(described)
}

fn draft_of(described: &OfficeFile) -> Result<InitDraft, Stop> {
    let Some(director) = described.staff.first() else {
        return Err(Stop::refused("文件里还没有写负责人"));
    };
    let password = new_password(director.login())?;
    Ok(InitDraft { institution: described.institution.clone(), director: director.draft(&password) })
}

fn register_insurers(office: &mut Office, described: &OfficeFile) -> Result<(), Stop> {
    let failed = |error| Stop::of(Ending::Refused, &error);
    for insurer in &described.insurers {
        let insurer = insurer.insurer(office.new_insurer_id().map_err(failed)?);
        let request = directory::Request::SaveInsurer { insurer: Box::new(insurer) };
        worker::answer(office, Ask::Do(Action::Directory(request))).map_err(failed)?;
    }
    Ok(())
}

fn ask_everything() -> Result<InitDraft, Stop> {
    say("建立案卷库。方括号里的是不填时用的。");
    let name = ask("机构全称", "")?;
    let short_name = ask("机构缩略名（编号里用）", "")?;
    let licence_no = ask("司法鉴定许可证号", "")?;
    let packs = Jurisdiction::ALL.map(Jurisdiction::label).join("、");
    let pack = ask(&format!("适用哪一地的规定（{packs}）"), Jurisdiction::National.label())?;
    let jurisdiction = Jurisdiction::ALL.into_iter().find(|one| one.label() == pack);
    let jurisdiction = jurisdiction.ok_or_else(|| Stop::refused(format!("没有「{pack}」的规定")))?;
    let known = Category::ALL.map(Category::label).join("、");
    let scope = ask(&format!("许可的业务范围，用顿号隔开（{known}）"), Category::FmClin.label())?;
    let premises = ask("登记的执业场所", "本部")?;
    let address = ask("地址", "")?;
    let case_no_template = ask("案件编号的样子", DEFAULT_CASE_NO)?;
    let director = PersonName::new(ask("第一位负责人的姓名", "")?);
    let login = ask("负责人的登录名", "")?;
    let password = new_password(&login)?;
    let institution = Institution {
        name,
        short_name,
        licence_no,
        licence_valid_until: None,
        scope: scope_of(&scope)?,
        jurisdiction,
        premises: vec![Premises { name: premises, address: address.clone(), rooms: Vec::new() }],
        address,
        postcode: String::new(),
        phone: String::new(),
        case_no_template,
        insurance_officer: None,
        standards: Vec::new(),
        policy: Policy::default(),
        volume_order: VolumeOrder::default(),
        is_demo: false,
    };
    let director = UserDraft {
        login,
        name: director,
        roles: BTreeSet::from([Role::Director]),
        password,
        licence: None,
        assistant_licence: None,
        has_senior_title: false,
        interests: Vec::new(),
        other_posts: Vec::new(),
    };
    Ok(InitDraft { institution, director })
}

fn scope_of(typed: &str) -> Result<BTreeSet<Category>, Stop> {
    typed
        .split(['、', '，', ','])
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .map(|word| {
            let found = Category::ALL.into_iter().find(|one| one.label() == word);
            found.ok_or_else(|| Stop::refused(format!("没有「{word}」这个专业")))
        })
        .collect()
}

fn new_password(login: &str) -> Result<Secret<String>, Stop> {
    if let Some(given) = passphrase_given() {
        return Ok(given);
    }
    let first = passphrase(&format!("{login} 的密码，至少 10 个字符"))?;
    let second = passphrase("再输一遍")?;
    if first != second {
        return Err(Stop::refused("两遍输的不一样，什么都没有建"));
    }
    Ok(first)
}

/// The key on paper, shown once; a file named `.pdf` is the sheet as the window prints it, any other its words.
fn show(office: &mut Office, sheet: &RecoverySheet, to: Option<&Path>) -> Result<(), Stop> {
    let text = format!(
        "恢复单　{}\n\n    {}\n\n忘记密码时只有这张纸能打开案卷库。请抄在纸上或打印，锁好；谁拿到它，谁就能打开。",
        sheet.institution,
        sheet.printed.reveal()
    );
    say(&format!("\n{text}\n"));
    if let Some(place) = to {
        let is_pdf = place.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"));
        let laid = if is_pdf {
            let save = session::Request::SaveRecovery { sheet: sheet.clone(), to: place.to_owned() };
            worker::answer(office, Ask::Do(Action::Session(save))).map(|_saved| ())
        } else {
            lay_down(place, format!("{text}\n").as_bytes())
        };
        laid.map_err(|error| Stop::of(Ending::Refused, &error))?;
        say(&format!("恢复单另存在 {}，打印以后请删掉", place.display()));
    }
    Ok(())
}

fn type_back(office: &mut Office, without_asking: bool) -> Result<(), Stop> {
    for attempt in 1..=ATTEMPTS {
        let typed = if without_asking { line()? } else { ask("请照纸抄回恢复密钥", "")? };
        let confirm = session::Request::ConfirmRecovery { typed: Secret::new(typed) };
        match worker::answer(office, Ask::Do(Action::Session(confirm))) {
            Ok(_) => {
                say("恢复单核对无误");
                return Ok(());
            }
            Err(error) if attempt < ATTEMPTS => say(&error.to_string()),
            Err(error) => {
                say("案卷库已经建好，恢复单还没有核对；打开窗口时会再请您抄一次");
                return Err(Stop::of(Ending::Refused, &error));
            }
        }
    }
    Ok(())
}
