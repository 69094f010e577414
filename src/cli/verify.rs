//! `verify`: recomputes what the office promises and says in sentences what does not hold.

use crate::cli::Ending;
use crate::cli::Stop;
use crate::cli::arguments::VerifyOptions;
use crate::cli::opening::opened;
use crate::cli::terminal::complain;
use crate::cli::terminal::say;
use crate::services::session;
use crate::services::verify;
use crate::services::verify::Report;
use serde_json::json;
use std::path::PathBuf;

/// Verifies the office in a folder, or in the usual one.
pub fn run(options: &VerifyOptions, folder: Option<PathBuf>) -> Result<Ending, Stop> {
    let mut office = opened(folder, options.login.as_deref())?;
    let place = session::view(&office).folder;
    // The office is open: from here on, what cannot be read is a finding.
    let report = verify::verify(&mut office).map_err(|error| Stop::of(Ending::NotAsExpected, &error))?;
    tell(&place, &report, options.json);
    let locked = session::lock(&mut office);
    if report.is_sound() {
        locked.map_err(|error| Stop::of(Ending::NotAsExpected, &error))?;
        return Ok(Ending::Well);
    }
    Ok(Ending::NotAsExpected)
}

fn tell(place: &str, report: &Report, as_json: bool) {
    if as_json {
        let account = json!({
            "format": 1, "office": place, "sound": report.is_sound(), "entries": report.n_entries,
            "rows": report.n_rows, "checkpoints": report.n_checkpoints, "objects": report.n_objects,
            "object_bytes": report.n_object_bytes, "head": report.head, "broken": report.broken,
        });
        say(&account.to_string());
        return;
    }
    say(&format!("核验 {place}"));
    say(&format!("  审计日志 {} 条，最新 {}", report.n_entries, report.head));
    say(&format!("  记录 {} 条，校验点 {} 个", report.n_rows, report.n_checkpoints));
    say(&format!("  附件 {} 个，{} 字节", report.n_objects, report.n_object_bytes));
    if report.is_sound() {
        say("都对得上");
        return;
    }
    complain(&format!("有 {} 处对不上：", report.broken.len()));
    for sentence in &report.broken {
        complain(&format!("  {sentence}"));
    }
    complain("请不要再往里写，保留这个文件夹，用最近的备份恢复");
}
