//! `law diff`: two packs on the same facts, side by side: what only one of them says, and what it finds.

use crate::cli::Ending;
use crate::cli::Stop;
use crate::cli::law::cases;
use crate::cli::law::cases::Case;
use crate::cli::law::options::DiffOptions;
use crate::cli::law::options::place;
use crate::cli::terminal::say;
use crate::domain::calendar::WorkCalendar;
use crate::domain::law::Jurisdiction;
use crate::domain::law::differences;
use crate::domain::law::differences::Difference;
use crate::domain::rules;
use crate::domain::rules::Finding;
use crate::domain::rules::Findings;
use serde_json::Value;
use serde_json::json;
use std::path::Path;

/// The same facts under two packs.
struct Compared {
    name: String,
    one: Findings,
    other: Findings,
}

/// Compares and tells.
pub(super) fn run(options: &DiffOptions) -> Result<Ending, Stop> {
    let (one, other) = (place(&options.one)?, place(&options.other)?);
    if one == other {
        return Err(Stop::refused("两套规则要不一样，如 law diff SH SC"));
    }
    let cases = match &options.facts {
        Some(file) => read(file)?,
        None => vec![in_order("单方"), in_order("共同")],
    };
    let compared = cases.iter().map(|case| compare(case, one, other)).collect::<Result<Vec<_>, _>>()?;
    if options.json {
        say(&as_json(one, other, &compared).to_string());
    } else {
        tell(one, other, &compared);
    }
    Ok(Ending::Well)
}

fn read(file: &Path) -> Result<Vec<Case>, Stop> {
    let name = file.display();
    let text =
        std::fs::read_to_string(file).map_err(|error| Stop::refused(format!("{name}：读不到（{error}）")))?;
    cases::read(&text).map_err(|why| Stop::refused(format!("{name}：{why}")))
}

/// A case with nothing amiss, of one way to commission.
fn in_order(way: &str) -> Case {
    let name = format!("{way}委托，样样齐备");
    Case { name, of: format!("四川{way}"), ..Case::default() }
}

/// The place a case names does not matter here: its facts are put under both packs.
fn compare(case: &Case, one: Jurisdiction, other: Jurisdiction) -> Result<Compared, Stop> {
    let refused = |why| Stop::refused(format!("「{}」：{why}", case.name));
    let judged = |under| -> Result<Findings, Stop> {
        let world = case.world_moved_to(under).map_err(refused)?;
        Ok(rules::all(&world.facts(WorkCalendar::bundled())))
    };
    Ok(Compared { name: case.name.clone(), one: judged(one)?, other: judged(other)? })
}

/// What one pack says and the other does not.
fn alone<'a>(here: &'a Findings, there: &'a Findings) -> impl Iterator<Item = &'a Finding> {
    here.iter().filter(|finding| there.of(finding.rule.0).is_none())
}

/// The rules of both, with what each found; they differ when their facts are read differently.
fn shared(compared: &Compared) -> impl Iterator<Item = (&Finding, &Finding)> {
    compared.one.iter().filter_map(|finding| Some((finding, compared.other.of(finding.rule.0)?)))
}

fn word(finding: &Finding) -> String {
    match &finding.breach {
        None => "满足".to_owned(),
        Some(breach) => format!("{}：{}", finding.level.label(), breach.say),
    }
}

fn tell(one: Jurisdiction, other: Jurisdiction, compared: &[Compared]) {
    for scene in compared {
        say(&format!("■ {}", scene.name));
        tell_alone(one, &scene.one, &scene.other);
        tell_alone(other, &scene.other, &scene.one);
        let both = shared(scene).collect::<Vec<_>>();
        let unlike = both.iter().filter(|(one, other)| one.breach != other.breach).collect::<Vec<_>>();
        say(&format!("  两地都适用 {} 条，判得不同 {} 条", both.len(), unlike.len()));
        for (here, there) in unlike {
            say(&format!("    {} {}｜{}", here.rule, word(here), word(there)));
        }
    }
    let rows = of_the_two(one, other);
    if !rows.is_empty() {
        say("■ 两地九处不同");
    }
    for row in rows {
        say(&format!("  {} {}", row.no, row.about));
        say(&format!("    上海：{}{}", row.shanghai, numbers(row.shanghai_rules)));
        say(&format!("    四川：{}{}", row.sichuan, numbers(row.sichuan_rules)));
        say(&format!("    全国：{}{}", row.base, numbers(row.base_rules)));
        say(&format!("    程序：{}", row.home));
    }
}

fn tell_alone(place: Jurisdiction, here: &Findings, there: &Findings) {
    let only = alone(here, there).collect::<Vec<_>>();
    say(&format!("  只在{}，{} 条", place.label(), only.len()));
    for finding in only {
        say(&format!("    {} {}（{}）", finding.rule, finding.title, word(finding)));
    }
}

fn numbers(rules: &[&str]) -> String {
    if rules.is_empty() { String::new() } else { format!("（{}）", rules.join("、")) }
}

/// The nine differences are those of Shanghai and Sichuan and say nothing of others.
fn of_the_two(one: Jurisdiction, other: Jurisdiction) -> &'static [Difference] {
    let two = [Jurisdiction::Shanghai, Jurisdiction::Sichuan];
    if two.contains(&one) && two.contains(&other) { &differences::ALL } else { &[] }
}

fn as_json(one: Jurisdiction, other: Jurisdiction, compared: &[Compared]) -> Value {
    let row =
        |finding: &Finding| json!({ "id": finding.rule.0, "title": finding.title, "says": word(finding) });
    let scenes = compared.iter().map(|scene| {
        let unlike = shared(scene).filter(|(one, other)| one.breach != other.breach);
        json!({
            "name": scene.name,
            "only_one": alone(&scene.one, &scene.other).map(row).collect::<Vec<_>>(),
            "only_other": alone(&scene.other, &scene.one).map(row).collect::<Vec<_>>(),
            "both": shared(scene).count(),
            "unlike": unlike
                .map(|(one, other)| json!({ "id": one.rule.0, "one": word(one), "other": word(other) }))
                .collect::<Vec<_>>(),
        })
    });
    let rows = of_the_two(one, other).iter().map(|row| {
        json!({
            "no": row.no, "about": row.about, "shanghai": row.shanghai, "sichuan": row.sichuan,
            "base": row.base, "shanghai_rules": row.shanghai_rules, "sichuan_rules": row.sichuan_rules,
            "base_rules": row.base_rules, "home": row.home,
        })
    });
    json!({
        "format": 1, "one": one.slug(), "other": other.slug(),
        "scenes": scenes.collect::<Vec<_>>(), "differences": rows.collect::<Vec<_>>(),
    })
}
