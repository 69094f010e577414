//! The rule book and the table of facts are printed from the program; a stale one fails.
//!
//! `UPDATE_GOLDEN=1 cargo test rulebook` prints them anew.

use super::cases;
use super::facts;
use appraisal_desk::domain::law::Citation;
use appraisal_desk::domain::law::Dated;
use appraisal_desk::domain::law::numbers;
use appraisal_desk::domain::rules::CaseRule;
use appraisal_desk::domain::rules::TABLES;
use appraisal_desk::domain::step::Step;
use std::fmt::Write as _;
use std::path::PathBuf;

const HEAD: &str = "<!-- 由程序的规则表印出，不要手改；改规则后用 UPDATE_GOLDEN=1 cargo test 重印。 -->

# 规则手册

每行一条规则。**级别**：阻断（B 不得，G 应当而缺）停住所管的环节；提醒（W）写明理由才能继续，进例外清单；
提示（H）只提示；记录（O）记下一个事实。**依据**后括号内是核实程度：原文、转述、未核实；只有原文可以印在文书上。
**地区**：全国的规则处处适用；上海、四川的规则只在各自的机构适用，两地不合并。
**案例**：`tests/rules/*.toml` 里拦住的件数和放过的件数。

";

fn path(relative: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(relative)
}

/// Compares with the file, or prints it anew when asked.
fn check(relative: &str, printed: &str) {
    use std::io::Write as _;
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let mut options = std::fs::OpenOptions::new();
        let mut file = options.write(true).create(true).truncate(true).open(path(relative)).unwrap();
        file.write_all(printed.as_bytes()).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(path(relative)).unwrap_or_default();
    assert!(kept == printed, "{relative} 过时了，用 UPDATE_GOLDEN=1 cargo test 重印");
}

fn sources(basis: &[Citation]) -> String {
    let sources = basis.iter().map(|citation| format!("{}（{}）", citation.cite(), citation.checked.label()));
    sources.collect::<Vec<_>>().join("、")
}

fn line(rule: &CaseRule, cases: &[(String, cases::Case)]) -> String {
    let id = rule.id.0;
    let guards = rule.guards.iter().map(|step| Step::label(*step)).collect::<Vec<_>>().join("、");
    let n_stopped = cases.iter().filter(|(_, case)| case.breached().contains(id)).count();
    let n_passed = cases.iter().filter(|(_, case)| case.passed().contains(id)).count();
    format!(
        "| {id} | {} | {} | {} | {} {} | {} | {guards} | {}（{}） | 拦 {n_stopped} 放 {n_passed} |",
        rule.title,
        sources(rule.basis),
        rule.pack.label(),
        rule.level.label(),
        rule.level.letter(),
        rule.in_force.label(),
        rule.way_out.say,
        rule.way_out.go.label(),
    )
}

fn number_line(number: &Dated<u16>) -> String {
    let versions = number.versions.iter().map(|version| {
        format!("{} 起 {} {}，{}", version.from, version.value, number.unit, sources(version.basis))
    });
    format!("| {} | {} |", number.name, versions.collect::<Vec<_>>().join("；"))
}

fn words_section(out: &mut String) {
    let mut cited = TABLES
        .iter()
        .flat_map(|(_, rules)| *rules)
        .flat_map(|rule| rule.basis)
        .chain(numbers::citations())
        .collect::<Vec<_>>();
    cited.sort_by_key(|citation| (citation.instrument, citation.clause, citation.words));
    cited.dedup();
    out.push_str("## 依据的文字\n\n转述、未核实的不是法规原文。\n\n| 依据 | 核实 | 文字 |\n|---|---|---|\n");
    for citation in cited {
        writeln!(out, "| {} | {} | {} |", citation.cite(), citation.checked.label(), citation.words).unwrap();
    }
}

#[test]
fn the_rulebook_is_the_one_the_program_follows() {
    let cases = cases::all();
    let mut out = HEAD.to_owned();
    for (topic, rules) in TABLES {
        let head = "| 编号 | 规则 | 依据 | 地区 | 级别 | 施行 | 管的环节 | 怎么办 | 案例 |";
        writeln!(out, "## {topic}\n\n{head}\n|---|---|---|---|---|---|---|---|---|").unwrap();
        for rule in *rules {
            writeln!(out, "{}", line(rule, &cases)).unwrap();
        }
        out.push('\n');
    }
    out.push_str("## 法定数目\n\n| 事项 | 数目和依据 |\n|---|---|\n");
    for number in numbers::ALL {
        writeln!(out, "{}", number_line(number)).unwrap();
    }
    out.push('\n');
    words_section(&mut out);
    check("assets/law/rulebook.md", &out);
}

#[test]
fn the_format_page_lists_every_fact() {
    const BEGIN: &str = "<!-- 事实表由程序印出，不要手改 -->\n";
    let relative = "tests/rules/FORMAT.md";
    let kept = std::fs::read_to_string(path(relative)).unwrap();
    let (written, _) = kept.split_once(BEGIN).unwrap();
    let mut out = format!("{written}{BEGIN}\n| 事实 | 可以写 |\n|---|---|\n");
    for fact in facts::all() {
        writeln!(out, "| {} | {} |", fact.key, fact.values).unwrap();
    }
    check(relative, &out);
}
