//! `law book`: the rule book, printed from the tables the program follows.
//!
//! The whole of it lies in `assets/law/rulebook.md`, with the number of cases of each rule; a test fails while it is
//! stale. For one day or one place the same tables are printed anew, without the cases.

use crate::cli::Ending;
use crate::cli::Stop;
use crate::cli::law::cases::Case;
use crate::cli::law::options::BookOptions;
use crate::cli::law::options::place;
use crate::cli::terminal::say;
use crate::domain::law::Citation;
use crate::domain::law::Dated;
use crate::domain::law::Jurisdiction;
use crate::domain::law::Pack;
use crate::domain::law::coverage;
use crate::domain::law::coverage::PARTS;
use crate::domain::law::differences;
use crate::domain::law::numbers;
use crate::domain::moment::Day;
use crate::domain::rules::CaseRule;
use crate::domain::rules::TABLES;
use crate::domain::step::Step;
use serde_json::json;

/// As it lies in the repository.
const WHOLE: &str = include_str!("../../../assets/law/rulebook.md");

const HEAD: &str = "<!-- 由程序的规则表印出，不要手改；改规则后用 UPDATE_GOLDEN=1 cargo test 重印。 -->

# 规则手册

每行一条规则。**级别**：阻断（B 不得，G 应当而缺）停住所管的环节；提醒（W）写明理由才能继续，进例外清单；
提示（H）只提示；记录（O）记下一个事实。**依据**后括号内是核实程度：原文、转述、未核实；只有原文可以印在文书上。
**地区**：全国的规则处处适用；其他地区的规则只在各自的机构适用，两地不合并；标「部分」的只收录了一部分条款。
**案例**：`tests/rules/*.toml` 里拦住的件数和放过的件数。

";

/// Which rules are printed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Selection {
    /// Only those in force on this day.
    pub on: Option<Day>,
    /// Only those that bind here.
    pub under: Option<Jurisdiction>,
}

impl Selection {
    fn has(&self, rule: &CaseRule) -> bool {
        self.on.is_none_or(|on| rule.in_force.contains(on))
            && self.under.is_none_or(|under| under.applies(rule.pack))
    }

    fn is_whole(&self) -> bool {
        self.on.is_none() && self.under.is_none()
    }

    fn head(&self) -> String {
        if self.is_whole() {
            return HEAD.to_owned();
        }
        let on = self.on.map(|on| format!("{on} 有效的规则")).unwrap_or_else(|| "全部规则".to_owned());
        let under = self.under.map(|under| format!("，{}的机构", under.label())).unwrap_or_default();
        format!("# 规则手册（{on}{under}）\n\n")
    }
}

/// Prints it.
pub(super) fn run(options: &BookOptions) -> Result<Ending, Stop> {
    let on = options.on.as_deref().map(|on| {
        on.trim().parse::<Day>().map_err(|_error| Stop::refused(format!("「{on}」不是日期，如 2026-04-28")))
    });
    let under = options.pack.as_deref().map(place);
    let selection = Selection { on: on.transpose()?, under: under.transpose()? };
    if options.json {
        say(&as_json(&selection).to_string());
    } else if selection.is_whole() {
        say(WHOLE.trim_end());
    } else {
        say(text(&selection, None).trim_end());
    }
    Ok(Ending::Well)
}

/// The book, with the number of cases of each rule when they are given.
pub fn text(selection: &Selection, cases: Option<&[(String, Case)]>) -> String {
    let mut out = selection.head();
    for (topic, rules) in TABLES {
        let rules = rules.iter().filter(|rule| selection.has(rule)).collect::<Vec<_>>();
        if rules.is_empty() {
            continue;
        }
        let (head, marks) = if cases.is_some() { (" 案例 |", "---|") } else { ("", "") };
        out.push_str(&format!(
            "## {topic}\n\n| 编号 | 规则 | 依据 | 地区 | 级别 | 施行 | 管的环节 | 怎么办 |{head}\n\
             |---|---|---|---|---|---|---|---|{marks}\n"
        ));
        for rule in rules {
            out.push_str(&line(rule, cases));
        }
        out.push('\n');
    }
    out.push_str("## 法定数目\n\n| 事项 | 数目和依据 |\n|---|---|\n");
    out.extend(numbers::ALL.iter().filter_map(|number| number_line(number, selection.on)));
    out.push('\n');
    words_section(&mut out, selection);
    if selection.is_whole() {
        differences_section(&mut out);
        coverage_section(&mut out);
    }
    out
}

fn sources(basis: &[Citation]) -> String {
    let sources = basis.iter().map(|citation| format!("{}（{}）", citation.cite(), citation.checked.label()));
    sources.collect::<Vec<_>>().join("、")
}

fn line(rule: &CaseRule, cases: Option<&[(String, Case)]>) -> String {
    let id = rule.id.0;
    let guards = rule.guards.iter().map(|step| Step::label(*step)).collect::<Vec<_>>().join("、");
    let counted = cases.map(|cases| {
        let n_stopped = cases.iter().filter(|(_, case)| case.breached().contains(id)).count();
        let n_passed = cases.iter().filter(|(_, case)| case.passed().contains(id)).count();
        format!(" 拦 {n_stopped} 放 {n_passed} |")
    });
    format!(
        "| {id} | {} | {} | {} | {} {} | {} | {guards} | {}（{}） |{}\n",
        rule.title,
        sources(rule.basis),
        rule.pack.label(),
        rule.level.label(),
        rule.level.letter(),
        rule.in_force.label(),
        rule.way_out.say,
        rule.way_out.go.label(),
        counted.unwrap_or_default(),
    )
}

/// The versions of a number, or the one of a day; nothing when there was none yet.
fn number_line(number: &Dated<u16>, on: Option<Day>) -> Option<String> {
    let of_the_day = |from: Day| on.is_none_or(|on| from <= on);
    let mut versions = number.versions.iter().filter(|version| of_the_day(version.from)).collect::<Vec<_>>();
    if on.is_some() {
        versions = versions.split_off(versions.len().saturating_sub(1));
    }
    let versions = versions.iter().map(|version| {
        format!("{} 起 {} {}，{}", version.from, version.value, number.unit, sources(version.basis))
    });
    let versions = versions.collect::<Vec<_>>();
    (!versions.is_empty()).then(|| format!("| {} | {} |\n", number.name, versions.join("；")))
}

fn words_section(out: &mut String, selection: &Selection) {
    let rules = TABLES.iter().flat_map(|(_, rules)| *rules).filter(|rule| selection.has(rule));
    let mut cited = rules.flat_map(|rule| rule.basis).collect::<Vec<_>>();
    if selection.is_whole() {
        cited.extend(numbers::citations());
    }
    cited.sort_by_key(|citation| (citation.instrument, citation.clause, citation.words));
    cited.dedup();
    out.push_str("## 依据的文字\n\n转述、未核实的不是法规原文。\n\n| 依据 | 核实 | 文字 |\n|---|---|---|\n");
    for citation in cited {
        let (cite, checked) = (citation.cite(), citation.checked.label());
        out.push_str(&format!("| {cite} | {checked} | {} |\n", citation.words));
    }
}

fn differences_section(out: &mut String) {
    out.push_str(
        "\n## 两地九处不同\n\n| | 主题 | 上海 | 四川 | 全国 | 程序里 |\n|---|---|---|---|---|---|\n",
    );
    for row in &differences::ALL {
        out.push_str(&format!(
            "| {} | {} | {} | {} | {} | {} |\n",
            row.no, row.about, row.shanghai, row.sichuan, row.base, row.home
        ));
    }
}

fn coverage_section(out: &mut String) {
    let duties = coverage::duties();
    let waiting = |part: &str| {
        let of_part = |later: &Option<String>| later.as_ref().is_some_and(|later| later.starts_with(part));
        duties.iter().filter(|(_, duty)| of_part(&duty.later)).count()
    };
    let parts = PARTS.map(|part| format!("{part} {}", waiting(part))).join("、");
    let n_without = duties.iter().filter(|(_, duty)| !duty.is_assigned()).count();
    out.push_str(&format!(
        "\n## 需求覆盖\n\n目录 {} 条；还有未完部分的：{parts}；其中一样都还没有的 {n_without} 条。表在 assets/law/coverage.toml。\n\n\
         | 编号 | 级别 | 要求 | 在程序里 |\n|---|---|---|---|\n",
        duties.len()
    ));
    for (id, duty) in duties {
        out.push_str(&format!("| {id} | {} | {} | {} |\n", duty.level, duty.title, duty.homes().join("；")));
    }
}

fn as_json(selection: &Selection) -> serde_json::Value {
    let rules = TABLES.iter().flat_map(|(topic, rules)| rules.iter().map(move |rule| (topic, rule)));
    let rules = rules.filter(|(_, rule)| selection.has(rule)).map(|(topic, rule)| {
        let basis = rule.basis.iter().map(|citation| {
            json!({
                "cite": citation.cite(), "checked": citation.checked.label(), "words": citation.words,
            })
        });
        json!({
            "id": rule.id.0, "topic": topic, "title": rule.title, "pack": Pack::label(rule.pack),
            "level": rule.level.letter().to_string(), "from": rule.in_force.from,
            "until": rule.in_force.until, "basis": basis.collect::<Vec<_>>(),
        })
    });
    json!({
        "format": 1, "on": selection.on, "under": selection.under.map(Jurisdiction::slug),
        "rules": rules.collect::<Vec<_>>(),
    })
}
