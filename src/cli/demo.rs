//! `demo`: encrypted offices with every packed script played, the sheets beside them, and a board that lives today.
//!
//! One office for each province, because an institution stands under one pack only, and one more for today, whose
//! times are counted from the day it is made. All have one printed password: nothing in them is anybody's.

use crate::cli::Ending;
use crate::cli::Stop;
use crate::cli::arguments::DemoOptions;
use crate::cli::play::broken_off;
use crate::cli::scenario::Scenario;
use crate::cli::scenario::account;
use crate::cli::scenario::account::columns;
use crate::cli::scenario::account::padded;
use crate::cli::scenario::founding;
use crate::cli::scenario::founding::DEMO_PASSWORD;
use crate::cli::scenario::play::Played;
use crate::cli::scenario::play::Setting;
use crate::cli::scenario::play::play;
use crate::cli::scenario::reader::Source;
use crate::cli::scenario::shelf::Packed;
use crate::cli::scenario::shelf::Shelf as _;
use crate::cli::scenario::when::Almanac;
use crate::cli::terminal::complain;
use crate::cli::terminal::say;
use crate::domain::calendar::WorkCalendar;
use crate::domain::moment::Moment;
use crate::domain::secret::Secret;
use crate::services::rehearsal::Rehearsal;
use crate::services::rehearsal::real_now;
use serde_json::json;
use std::path::Path;
use std::path::PathBuf;

macro_rules! packed {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../assets/demo/", $name)))),*]
    };
}

/// Everything under `assets/demo/` that a script can name.
pub const PACKED: Packed = Packed(packed![
    "office-sichuan.toml",
    "office-sichuan-three.toml",
    "office-shanghai.toml",
    "sichuan-insurer-comes.toml",
    "sichuan-insurer-absent.toml",
    "sichuan-witness-without-id.toml",
    "sichuan-joint-unconfirmed.toml",
    "sichuan-minor.toml",
    "sichuan-to-the-archive.toml",
    "sichuan-no-grade.toml",
    "sichuan-reappraisal.toml",
    "shanghai-insurer-declined.toml",
    "shanghai-joint-corrected.toml",
    "sichuan-extension.toml",
    "sichuan-withdrawal.toml",
    "sichuan-refused.toml",
    "sichuan-recusal.toml",
    "shanghai-booking.toml",
    "shanghai-termination.toml",
    "national-changed.toml",
    "today.toml",
    "pictures/id-yan.jpg",
    "pictures/id-abdu.jpg",
    "pictures/id-han.jpg",
    "pictures/id-pei.jpg",
    "pictures/id-ji.jpg",
    "pictures/work-abdu.jpg",
    "pictures/work-han.jpg",
    "pictures/work-pei.jpg",
    "pictures/work-ji.jpg",
    "pictures/household-book.jpg",
    "pictures/knee.jpg",
    "pictures/wrist.jpg",
]);

/// The scripts, in the order of their dates, and the office each is played in.
pub const SCRIPTS: &[(&str, &str)] = &[
    ("sichuan-insurer-comes.toml", "四川"),
    ("sichuan-insurer-absent.toml", "四川"),
    ("sichuan-witness-without-id.toml", "四川"),
    ("sichuan-joint-unconfirmed.toml", "四川"),
    ("sichuan-minor.toml", "四川"),
    ("sichuan-to-the-archive.toml", "四川"),
    ("sichuan-no-grade.toml", "四川"),
    ("sichuan-reappraisal.toml", "四川"),
    ("shanghai-insurer-declined.toml", "上海"),
    ("shanghai-joint-corrected.toml", "上海"),
    ("today.toml", TODAY),
];

/// The office whose times are counted from today.
const TODAY: &str = "今日";

/// The folders of the offices.
const OFFICES: [&str; 3] = ["四川", "上海", TODAY];

/// Makes the offices and plays everything.
pub fn run(options: &DemoOptions) -> Result<Ending, Stop> {
    let now = real_now();
    let scripts = read_all(now)?;
    make_room(options, &scripts)?;
    let mut all = Vec::new();
    for office in OFFICES {
        let folder = options.out.join(office);
        let theirs: Vec<&Script> = scripts.iter().filter(|script| script.office == office).collect();
        let Some(first) = theirs.first() else { continue };
        let opens = first.scenario.acts.first().map_or(now, |act| act.at.plus_minutes(-60));
        let mut stage = founding::found(&folder, &first.scenario.office, opens)
            .map_err(|error| Stop::of(Ending::Refused, &error))?;
        for script in theirs {
            all.push((script.file, play_one(script, &mut stage, options, now)?));
        }
        stage.close().map_err(|error| Stop::of(Ending::Refused, &error))?;
    }
    let holds = all.iter().all(|(_, played)| played.holds());
    if options.json {
        let accounts: Vec<_> = all.iter().map(|(file, played)| account::json(file, played)).collect();
        say(&json!({ "format": 1, "holds": holds, "scripts": accounts }).to_string());
    } else {
        tell(&all, &options.out, scripts.last());
    }
    Ok(if holds { Ending::Well } else { Ending::NotAsExpected })
}

/// One packed script.
struct Script {
    file: &'static str,
    office: &'static str,
    scenario: Scenario,
}

fn read_all(now: Moment) -> Result<Vec<Script>, Stop> {
    let almanac = Almanac { today: now.day(), calendar: WorkCalendar::bundled() };
    let read = |(file, office): (&'static str, &'static str)| {
        let bytes = PACKED.read(file).map_err(Stop::refused)?;
        let text = String::from_utf8(bytes).map_err(|error| Stop::refused(format!("{file}：{error}")))?;
        let scenario = Scenario::read(Source { file, text: &text }, &PACKED, &almanac)
            .map_err(|malformed| Stop::refused(malformed.to_string()))?;
        Ok(Script { file, office, scenario })
    };
    SCRIPTS.iter().copied().map(read).collect()
}

fn play_one(
    script: &Script,
    stage: &mut Rehearsal,
    options: &DemoOptions,
    now: Moment,
) -> Result<Played, Stop> {
    let sheets_folder = Some(options.out.join("sheets").join(&script.scenario.title));
    // Only today's script counts from today; the others lie behind us and are played to their end.
    let until = (script.office == TODAY).then_some(now);
    let setting = Setting { file: script.file, shelf: &PACKED, sheets_folder, until, digests: options.json };
    play(&script.scenario, stage, setting).map_err(broken_off)
}

/// Refuses to write over what is there; `--again` takes away demonstrations and nothing else.
fn make_room(options: &DemoOptions, scripts: &[Script]) -> Result<(), Stop> {
    let there: Vec<(&str, PathBuf)> = OFFICES
        .into_iter()
        .map(|office| (office, options.out.join(office)))
        .filter(|(_, folder)| folder.exists())
        .collect();
    if there.is_empty() {
        return Ok(());
    }
    if !options.again {
        let say = format!(
            "{} 里已经有演示，没有动它；要重来请加 --again，或用 --out 换一个文件夹",
            options.out.display()
        );
        return Err(Stop::refused(say));
    }
    // All are looked at before the first one goes.
    for (office, folder) in &there {
        if !is_demonstration(office, folder, scripts) {
            let say = format!("{} 不是演示案卷库，什么都没有删；请用 --out 换一个文件夹", folder.display());
            return Err(Stop::refused(say));
        }
    }
    for (_, folder) in there {
        std::fs::remove_dir_all(&folder)
            .map_err(|error| Stop::refused(format!("{} 删不掉（{error}）", folder.display())))?;
    }
    Ok(())
}

/// Whether the printed password opens an office that says it is one.
fn is_demonstration(office: &str, folder: &Path, scripts: &[Script]) -> bool {
    let script = scripts.iter().find(|script| script.office == office);
    let Some(director) = script.and_then(|script| script.scenario.office.staff.first()) else { return false };
    let password = Secret::new(DEMO_PASSWORD.to_owned());
    let stage = Rehearsal::enter(folder, director.login(), &password);
    stage.is_ok_and(|stage| stage.close().is_ok())
}

fn tell(all: &[(&str, Played)], out: &Path, today: Option<&Script>) {
    let mut rows = vec![["剧本", "案件", "环节", "文书", "开口的规则"].map(str::to_owned)];
    for (_, played) in all {
        for (n, case) in played.cases.iter().enumerate() {
            let papers = played.papers.iter().filter(|paper| paper.case == case.name).count();
            rows.push([
                if n == 0 { played.title.clone() } else { String::new() },
                case.called.clone(),
                case.state.to_owned(),
                if papers == 0 { "—".to_owned() } else { format!("{papers} 份") },
                if n == 0 { account::rules(played) } else { String::new() },
            ]);
        }
    }
    let widths: Vec<usize> =
        (0..5).map(|column| rows.iter().map(|row| columns(&row[column])).max().unwrap_or(0)).collect();
    for row in &rows {
        let cells = row.iter().zip(&widths).map(|(cell, width)| padded(cell, *width));
        say(cells.collect::<Vec<_>>().join("  ").trim_end());
    }
    let n_checks: usize = all.iter().map(|(_, played)| played.checks.len()).sum();
    say("");
    for (file, played) in all {
        for check in played.failures() {
            complain(&account::failure(file, check));
        }
    }
    let failed: usize = all.iter().map(|(_, played)| played.failures().count()).sum();
    say(&match failed {
        0 => format!("{n_checks} 条期望都成立"),
        n => format!("{n_checks} 条期望里有 {n} 条不成立"),
    });
    say(&format!("文书在 {}", out.join("sheets").display()));
    say(&format!("打开今天的看板：appraisal-desk --office {}", out.join(TODAY).display()));
    let login = today.and_then(|script| script.scenario.office.staff.iter().find(|one| one.is_front_desk()));
    say(&format!("登录名 {}，密码 {DEMO_PASSWORD}", login.map_or("", |one| one.login())));
}

#[cfg(test)]
mod tests {
    use super::PACKED;
    use super::SCRIPTS;

    /// Played by themselves with `play`: their dates or their people do not fit into the offices of the demo.
    const ALONE: [&str; 7] = [
        "sichuan-extension.toml",
        "sichuan-withdrawal.toml",
        "sichuan-refused.toml",
        "sichuan-recusal.toml",
        "shanghai-booking.toml",
        "shanghai-termination.toml",
        "national-changed.toml",
    ];

    use std::path::Path;

    #[test]
    fn everything_beside_the_scripts_is_packed_and_every_script_is_played() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets").join("demo");
        for sub in ["", "pictures/"] {
            for entry in std::fs::read_dir(folder.join(sub)).expect("a folder") {
                let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
                let file = format!("{sub}{name}");
                if matches!(name.as_str(), "pictures" | "FORMAT.md") {
                    continue;
                }
                assert!(PACKED.0.iter().any(|(packed, _)| *packed == file), "{file} is not packed");
                let is_script = name.ends_with(".toml") && !name.starts_with("office-");
                let is_alone = ALONE.contains(&name.as_str());
                assert_eq!(
                    SCRIPTS.iter().any(|(script, _)| *script == file),
                    is_script && !is_alone,
                    "{file}"
                );
            }
        }
    }
}
