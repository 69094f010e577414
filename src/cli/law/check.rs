//! `law check`: a lawyer's cases judged by the rules, and what differs named case by case.

use crate::cli::Ending;
use crate::cli::Stop;
use crate::cli::law::cases;
use crate::cli::law::options::CheckOptions;
use crate::cli::terminal::complain;
use crate::cli::terminal::say;
use serde_json::Value;
use serde_json::json;

/// One case after judging.
struct Judged {
    file: String,
    name: String,
    /// What differs, or why the case cannot be judged.
    differences: Vec<String>,
}

/// Judges every case of every file; a file that cannot be read stops before any is judged.
pub(super) fn run(options: &CheckOptions) -> Result<Ending, Stop> {
    let mut read = Vec::new();
    for path in &options.files {
        let file = path.display().to_string();
        let text = std::fs::read_to_string(path)
            .map_err(|error| Stop::refused(format!("{file}：读不到（{error}）")))?;
        let cases = cases::read(&text).map_err(|why| Stop::refused(format!("{file}：{why}")))?;
        read.extend(cases.into_iter().map(|case| (file.clone(), case)));
    }
    let judged = read.into_iter().map(|(file, case)| {
        let differences = case.differences().unwrap_or_else(|why| vec![why]);
        Judged { file, name: case.name, differences }
    });
    let judged = judged.collect::<Vec<_>>();
    if options.json {
        say(&account(&judged).to_string());
    } else {
        tell(&judged);
    }
    let holds = judged.iter().all(|case| case.differences.is_empty());
    Ok(if holds { Ending::Well } else { Ending::NotAsExpected })
}

fn account(judged: &[Judged]) -> Value {
    let cases = judged.iter().map(|case| {
        json!({
            "file": case.file, "name": case.name,
            "holds": case.differences.is_empty(), "differences": case.differences,
        })
    });
    let n_wrong = judged.iter().filter(|case| !case.differences.is_empty()).count();
    json!({
        "format": 1, "holds": n_wrong == 0, "n_cases": judged.len(), "n_wrong": n_wrong,
        "cases": cases.collect::<Vec<_>>(),
    })
}

fn tell(judged: &[Judged]) {
    let wrong = judged.iter().filter(|case| !case.differences.is_empty()).collect::<Vec<_>>();
    if wrong.is_empty() {
        say(&format!("{} 个案例都成立", judged.len()));
        return;
    }
    complain(&format!("{} 个案例里有 {} 个不成立：", judged.len(), wrong.len()));
    for case in wrong {
        complain(&format!("{}「{}」", case.file, case.name));
        for difference in &case.differences {
            complain(&format!("  {difference}"));
        }
    }
}
