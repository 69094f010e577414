//! `play`: plays one script, in a passing office or in a demonstration that stays, and says what does not hold.

use crate::cli::Ending;
use crate::cli::Stop;
use crate::cli::arguments::PlayOptions;
use crate::cli::scenario::Scenario;
use crate::cli::scenario::account;
use crate::cli::scenario::founding;
use crate::cli::scenario::founding::DEMO_PASSWORD;
use crate::cli::scenario::play::PlayError;
use crate::cli::scenario::play::Played;
use crate::cli::scenario::play::Setting;
use crate::cli::scenario::reader::Source;
use crate::cli::scenario::shelf::Folder;
use crate::cli::scenario::when::Almanac;
use crate::cli::terminal::complain;
use crate::cli::terminal::passphrase_given;
use crate::cli::terminal::say;
use crate::domain::calendar::WorkCalendar;
use crate::domain::secret::Secret;
use crate::services::rehearsal;
use crate::services::rehearsal::Rehearsal;
use crate::services::rehearsal::real_now;
use std::path::Path;
use std::path::PathBuf;

/// Plays the script.
pub fn run(options: &PlayOptions, office: Option<PathBuf>) -> Result<Ending, Stop> {
    let file = options.file.display().to_string();
    let text = std::fs::read_to_string(&options.file)
        .map_err(|error| Stop::refused(format!("{file}：读不到（{error}）")))?;
    let folder = options.file.parent().map_or_else(PathBuf::new, Path::to_owned);
    let shelf = Folder(folder);
    let now = real_now();
    let almanac = Almanac { today: now.day(), calendar: WorkCalendar::bundled() };
    let scenario = Scenario::read(Source { file: &file, text: &text }, &shelf, &almanac)
        .map_err(|malformed| Stop::refused(malformed.to_string()))?;
    let stays = office.is_some();
    let passing = PassingFolder::new();
    let place = office.unwrap_or_else(|| passing.0.join("案卷库"));
    let mut stage = open(&place, &scenario)?;
    if stays {
        founding::complete(&mut stage, &scenario.office)
            .map_err(|error| Stop::of(Ending::Refused, &error))?;
    }
    let sheets_folder = options.sheets.clone();
    let setting = Setting { file: &file, shelf: &shelf, sheets_folder, until: None, digests: options.json };
    let played = crate::cli::scenario::play::play(&scenario, &mut stage, setting).map_err(broken_off)?;
    stage.close().map_err(|error| Stop::of(Ending::Refused, &error))?;
    tell(&file, &played, options.json);
    Ok(if played.holds() { Ending::Well } else { Ending::NotAsExpected })
}

/// What a performance that broke off ends with.
pub fn broken_off(error: PlayError) -> Stop {
    match error {
        PlayError::Script(malformed) => Stop::refused(malformed.to_string()),
        PlayError::Office(error) => Stop::of(Ending::Refused, &error),
    }
}

/// An office in the folder: the demonstration that lies there, or a new one.
fn open(place: &Path, scenario: &Scenario) -> Result<Rehearsal, Stop> {
    let opens = scenario.acts.first().map_or_else(real_now, |act| act.at.plus_minutes(-60));
    if !rehearsal::lies_in(place) {
        return founding::found(place, &scenario.office, opens)
            .map_err(|error| Stop::of(Ending::Refused, &error));
    }
    let password = passphrase_given().unwrap_or_else(|| Secret::new(DEMO_PASSWORD.to_owned()));
    let director = scenario.office.staff.first().map_or("", |member| member.login());
    Rehearsal::enter(place, director, &password).map_err(|error| Stop::of(Ending::NoOffice, &error))
}

fn tell(file: &str, played: &Played, as_json: bool) {
    if as_json {
        say(&account::json(file, played).to_string());
        return;
    }
    say(&format!("{}（{file}）", played.title));
    for act in &played.acts {
        let case = if played.cases.len() > 1 { format!("〔{}〕", act.case) } else { String::new() };
        let at = format!("{} {}", act.at.day(), act.at.hour_minute_text());
        say(&format!("  {at} {}　{case}{}　{}", act.by, act.verb, act.said));
    }
    for case in &played.cases {
        say(&format!("{}：{}，{}，{} 条规则满足", case.name, case.called, case.state, case.n_satisfied));
    }
    say(&format!("开口的规则：{}", account::rules(played)));
    for paper in &played.papers {
        say(&format!("  {} {} 页 {}", paper.form, paper.n_pages, paper.file.display()));
    }
    let n = played.checks.len();
    let failures: Vec<_> = played.failures().collect();
    if failures.is_empty() {
        say(&format!("{n} 条期望都成立"));
    } else {
        complain(&format!("{n} 条期望里有 {} 条不成立：", failures.len()));
        for check in failures {
            complain(&account::failure(file, check));
        }
    }
}

/// A folder that is gone when the performance is over. What lies in it is an office, encrypted like any other.
struct PassingFolder(PathBuf);

impl PassingFolder {
    fn new() -> Self {
        #[expect(
            clippy::disallowed_methods,
            reason = "an office of invented people, encrypted, gone afterwards"
        )]
        let temp = std::env::temp_dir();
        Self(temp.join(format!("appraisal-desk-play-{}", std::process::id())))
    }
}

impl Drop for PassingFolder {
    fn drop(&mut self) {
        if self.0.exists()
            && let Err(error) = std::fs::remove_dir_all(&self.0)
        {
            tracing::warn!(%error, "the passing office stays behind");
        }
    }
}
