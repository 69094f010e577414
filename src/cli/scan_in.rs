//! `scan-in`: files the signed pages of a folder, as the window does, and says page by page what became of them.
//!
//! What is said names cases, sheets and places, and no person: it may end in somebody's log.

use crate::cli::Ending;
use crate::cli::Stop;
use crate::cli::arguments::ScanInOptions;
use crate::cli::terminal::ask;
use crate::cli::terminal::passphrase;
use crate::cli::terminal::say;
use crate::domain::explain::Explain as _;
use crate::domain::scan::PenBox;
use crate::services::error::ServiceError;
use crate::services::office::Office;
use crate::services::request::Action;
use crate::services::request::Ask;
use crate::services::request::Look;
use crate::services::request::Outcome;
use crate::services::scan;
use crate::services::scan::End;
use crate::services::scan::Filing;
use crate::services::scan::Taken;
use crate::services::session;
use crate::services::session::Door;
use crate::services::start::office_at;
use crate::services::worker::answer;
use serde_json::Value;
use serde_json::json;
use std::path::Path;
use std::path::PathBuf;

/// Where the login of an unattended run comes from.
const LOGIN: &str = "APPRAISAL_DESK_LOGIN";

/// Files what lies in a folder.
pub fn run(options: &ScanInOptions, folder: Option<PathBuf>) -> Result<Ending, Stop> {
    if !options.folder.exists() {
        return Err(Stop::refused(format!("没有这个文件夹：{}", options.folder.display())));
    }
    let closed = |error| Stop::of(Ending::NoOffice, &error);
    let mut office = office_at(folder).map_err(closed)?;
    let place = session::view(&office).folder;
    if session::view(&office).door == Door::NoOffice {
        return Err(Stop { ending: Ending::NoOffice, say: format!("{place} 里没有案卷库") });
    }
    let login = match options.login.clone().or_else(|| std::env::var(LOGIN).ok()) {
        Some(login) => login,
        None => ask("登录名", "")?,
    };
    let password = passphrase("密码")?;
    session::unlock(&mut office, &login, &password).map_err(closed)?;
    let done = file_all(&mut office, &options.folder, options.json);
    let locked = session::lock(&mut office).map_err(|error| Stop::of(Ending::NotAsExpected, &error));
    let account = done?;
    locked?;
    tell(&account, &place, options);
    Ok(if account.is_well() { Ending::Well } else { Ending::NotAsExpected })
}

/// What became of every page.
#[derive(Default)]
struct Account {
    pages: Vec<(String, Taken)>,
    n_others: usize,
    /// Why it went no further, and how many files were left: what was filed until then stays filed.
    stopped: Option<(ServiceError, usize)>,
}

impl Account {
    fn count(&self, wanted: fn(&End) -> bool) -> usize {
        self.pages.iter().filter(|(_, taken)| wanted(&taken.end)).count()
    }

    /// Every page is in, and nothing on any of them is empty.
    fn is_well(&self) -> bool {
        let n_open = self.count(|end| match end {
            End::Filed(filed) => !filed.blank.is_empty() || !filed.unclear.is_empty(),
            End::Known(_) => false,
            End::Stray { .. } | End::KnownStray | End::Unread { .. } => true,
        });
        n_open == 0 && self.stopped.is_none()
    }
}

fn file_all(office: &mut Office, folder: &Path, as_json: bool) -> Result<Account, Stop> {
    let refused = |error| Stop::of(Ending::Refused, &error);
    let places = vec![folder.to_owned()];
    let mut account = Account::default();
    let files = match answer(office, Ask::Look(Look::ScanFiles(places))).map_err(refused)? {
        Outcome::ScanFiles(batch) => {
            account.n_others = batch.n_others;
            batch.files.clone()
        }
        _ => Vec::new(),
    };
    for (n, place) in files.iter().enumerate() {
        let name = place.strip_prefix(folder).unwrap_or(place).display().to_string();
        let mut page = 0;
        loop {
            let request = scan::Request::TakeIn { place: place.clone(), page };
            let taken = match answer(office, Ask::Do(Action::Scan(request))) {
                Ok(Outcome::Scanned(taken)) => taken,
                Ok(_) => break,
                // The office itself cannot go on: the disk is full. What was done is told all the same.
                Err(error) => {
                    account.stopped = Some((error, files.len() - n));
                    return Ok(account);
                }
            };
            let n_pages = taken.n_pages;
            if !as_json {
                say(&sentence(&name, &taken));
            }
            account.pages.push((name.clone(), *taken));
            page += 1;
            if page >= n_pages {
                break;
            }
        }
    }
    Ok(account)
}

fn sentence(name: &str, taken: &Taken) -> String {
    let name = if taken.n_pages > 1 { format!("{name} 第 {} 页", taken.page + 1) } else { name.to_owned() };
    match &taken.end {
        End::Filed(filed) => {
            let again = if filed.repeats { "；以前也扫过，两份都留着" } else { "" };
            let mut said = format!("{name}　{}，{}{again}", where_to(&filed.at), filed.note);
            for of in &filed.blank {
                said.push_str(&format!("\n    「{}」空着", of.unnamed()));
            }
            for of in &filed.unclear {
                said.push_str(&format!("\n    「{}」没有看清，请人工看一眼", of.unnamed()));
            }
            said
        }
        End::Known(at) => format!("{name}　重复，已经归过：{}", where_to(at)),
        End::Stray { why, .. } => format!("{name}　{why}，放在「待认领」"),
        End::KnownStray => format!("{name}　重复，以前已经收在待认领里"),
        End::Unread { said, remedy } => format!("{name}　{said}；{remedy}"),
    }
}

fn where_to(at: &Filing) -> String {
    format!("{}，共 {} 页，第 {} 次打印", at.said(), at.of, at.n)
}

fn tell(account: &Account, place: &str, options: &ScanInOptions) {
    let n_filed = account.count(|end| matches!(end, End::Filed(_)));
    let n_known = account.count(|end| matches!(end, End::Known(_) | End::KnownStray));
    let n_stray = account.count(|end| matches!(end, End::Stray { .. }));
    let n_unread = account.count(|end| matches!(end, End::Unread { .. }));
    if options.json {
        let account = json!({
            "format": 1, "office": place, "filed": n_filed, "known": n_known, "stray": n_stray, "unread": n_unread,
            "others": account.n_others, "left": account.stopped.as_ref().map_or(0, |(_, n_left)| *n_left),
            "pages": account.pages.iter().map(|(name, taken)| page_of(name, taken)).collect::<Vec<_>>(),
        });
        say(&account.to_string());
        return;
    }
    if let Some((error, n_left)) = &account.stopped {
        let (said, remedy) = (error.to_string(), error.remedy());
        say(&format!("{said}；{remedy}。还有 {n_left} 个文件没有归，都在原处，可以再归一次，归过的不会重复"));
    }
    say(&format!("归卷 {n_filed} 页，重复 {n_known} 页，待认领 {n_stray} 页，没有读出来 {n_unread} 个"));
    if account.n_others > 0 {
        say(&format!("另有 {} 个其他文件，不是扫描件，没有动", account.n_others));
    }
}

fn page_of(name: &str, taken: &Taken) -> Value {
    let mut page = json!({ "file": name, "page": taken.page + 1 });
    let more = match &taken.end {
        End::Filed(filed) => {
            let names = |places: &[PenBox]| places.iter().map(PenBox::unnamed).collect::<Vec<_>>();
            let mut more = filing(&filed.at, "filed");
            more["dpi"] = json!(filed.dpi);
            more["repeats"] = json!(filed.repeats);
            more["complete"] = json!(filed.completes);
            more["blank"] = json!(names(&filed.blank));
            more["unclear"] = json!(names(&filed.unclear));
            more
        }
        End::Known(at) => filing(at, "known"),
        End::Stray { why, .. } => json!({ "end": "stray", "why": why }),
        End::KnownStray => json!({ "end": "known_stray" }),
        End::Unread { said, .. } => json!({ "end": "unread", "why": said }),
    };
    if let (Value::Object(page), Value::Object(more)) = (&mut page, more) {
        page.extend(more);
    }
    page
}

fn filing(at: &Filing, end: &str) -> Value {
    // A sheet of the office is called by its entry, its span or its list, and belongs to no case.
    let called = if at.sheet.case().is_some() { "case" } else { "called" };
    json!({
        "end": end, called: at.called, "form": at.sheet.form, "sheet_page": at.page, "sheet_pages": at.of,
        "print": at.n,
    })
}
