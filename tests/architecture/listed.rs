//! What must stand in a list to exist for the user: pages, tables of rules, templates, the picture in a text.

use super::must_find;
use super::must_hold;
use super::tree::File;
use super::tree::Tree;

const PAGES: &str = "src/ui/pages/mod.rs";
const RULES: &str = "src/domain/rules/mod.rs";
const TEMPLATES: &str = "assets/templates/";

#[test]
fn every_page_is_listed_once() {
    must_hold(unlisted_pages, "add the page to PAGES in src/ui/pages/mod.rs, once");
    must_find(
        unlisted_pages,
        2,
        &[
            (
                PAGES,
                "mod today; // RulesPage\npub const PAGES: &[New] = &[|| Box::<today::TodayPage>::default(), || a::TwicePage, || b::TwicePage];\n",
            ),
            ("src/ui/pages/today.rs", "impl Page for TodayPage {}"),
            ("src/ui/pages/rules.rs", "impl Page for RulesPage {}"),
            ("src/ui/pages/twice/mod.rs", "impl Page for TwicePage {}"),
        ],
    );
}

#[test]
fn every_table_of_rules_is_asked() {
    must_hold(unasked_rules, "name the table once in src/domain/rules/mod.rs: a rule nobody asks is no rule");
    must_find(
        unasked_rules,
        1,
        &[
            (RULES, "mod check_in;\nmod notice;\npub const TABLES: &[T] = &[check_in::RULES];\n"),
            ("src/domain/rules/check_in.rs", "pub const RULES: &[CaseRule] = &[];"),
            ("src/domain/rules/notice.rs", "pub const RULES: &[CaseRule] = &[];"),
            ("src/domain/rules/tests.rs", ""),
        ],
    );
}

#[test]
fn every_template_has_its_facts() {
    must_hold(
        templates_without_facts,
        "a sheet is two files of one name: src/documents/<noun>.rs and assets/templates/<noun>.typ",
    );
    must_find(
        templates_without_facts,
        2,
        &[
            ("assets/templates/gb.typ", ""),
            ("assets/templates/lost.typ", ""),
            ("assets/templates/check_in.typ", "#import \"gb.typ\": *"),
            ("assets/templates/notice.typ", ""),
            ("src/documents/check_in.rs", ""),
            ("src/documents/notice.rs", ""),
            ("src/documents/engine.rs", "include_str!(\"../../assets/templates/check_in.typ\")"),
        ],
    );
}

#[test]
fn texts_point_at_what_is_there() {
    must_hold(broken_references, "correct the path: a text that points at nothing is not read twice");
    must_find(
        broken_references,
        3,
        &[
            (
                "ARCHITECTURE.md",
                "[store](src/store/mod.rs) [gone](src/gone.rs#top) `src/ui/desk.rs` `src/store/` `tests/…` \
                 `assets/<noun>.typ` [web](https://example.org) [here](#here) `src/store/*.rs`",
            ),
            ("assets/fonts/README.md", "[licence](OFL.txt) ![picture](../../nothing.png)"),
            ("assets/fonts/OFL.txt", ""),
            ("src/store/mod.rs", ""),
        ],
    );
}

#[test]
fn the_changelog_knows_this_version() {
    must_hold(
        unlogged_version,
        "write what the user sees under 「## 未发布」 or under the version of Cargo.toml",
    );
    let manifest = ("Cargo.toml", "[package]\nversion = \"0.2.0\"\n");
    must_find(unlogged_version, 1, &[manifest, ("CHANGELOG.md", "# 变更\n\n## 0.1.0\n")]);
    must_find(unlogged_version, 0, &[manifest, ("CHANGELOG.md", "# 变更\n\n## 0.2.0 · 2026-12-01\n")]);
}

fn unlisted_pages(tree: &Tree) -> Vec<String> {
    let code = tree.get(PAGES).map(|file| file.code.as_str()).unwrap_or_default();
    let list = code
        .split_once("const PAGES")
        .and_then(|(_, rest)| rest.split_once("];"))
        .map_or("", |(list, _)| list);
    let mut complaints = Vec::new();
    for file in tree.under("src/ui/", ".rs") {
        for (offset, mark) in file.code.match_indices("impl Page for ") {
            let name = file.code[offset + mark.len()..]
                .split(|c: char| !c.is_alphanumeric())
                .next()
                .unwrap_or_default();
            let n_times = list.split(|c: char| !c.is_alphanumeric()).filter(|word| *word == name).count();
            if n_times != 1 {
                complaints.push(file.complaint(offset, &format!("{name} stands {n_times} times in PAGES")));
            }
        }
    }
    complaints
}

fn unasked_rules(tree: &Tree) -> Vec<String> {
    let list = tree.get(RULES).map(|file| file.code.as_str()).unwrap_or_default();
    let topics = tree.under("src/domain/rules/", ".rs").filter(|file| file.code.contains("pub const RULES:"));
    let mut complaints = Vec::new();
    for file in topics.filter(|file| file.path != RULES) {
        let topic = match file.stem() {
            "mod" => file.path.rsplit('/').nth(1).unwrap_or_default(),
            stem => stem,
        };
        let table = format!("{topic}::RULES");
        let asked = list.match_indices(&table);
        let is_whole = |at: usize| !list[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let n_times = asked.filter(|(at, _)| is_whole(*at)).count();
        if n_times != 1 {
            complaints.push(format!("{}: its RULES are asked {n_times} times", file.path));
        }
    }
    complaints
}

fn templates_without_facts(tree: &Tree) -> Vec<String> {
    let templates: Vec<&File> = tree.under(TEMPLATES, ".typ").collect();
    let engine = tree.under("src/documents/", ".rs").map(|file| file.text.as_str()).collect::<String>();
    let mut complaints = Vec::new();
    for file in &templates {
        let name = format!("{}.typ\"", file.stem());
        let is_shared = templates.iter().any(|other| other.text.contains(&format!("import \"{name}")));
        if is_shared {
            continue;
        }
        if !tree.has(&format!("src/documents/{}.rs", file.stem())) {
            complaints.push(format!("{}: no facts file of this name", file.path));
        } else if !engine.contains(&format!("{TEMPLATES}{name}")) {
            complaints.push(format!("{}: no file in src/documents reads it", file.path));
        }
    }
    complaints
}

fn broken_references(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in tree.files.iter().filter(|file| file.path.ends_with(".md")) {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (offset, _) in file.text.match_indices("](") {
            let target = file.text[offset + 2..].split([')', '#', ' ']).next().unwrap_or_default();
            if !target.is_empty() && !target.contains(':') && !tree.has(&joined(folder, target)) {
                complaints.push(file.complaint(offset, target));
            }
        }
        for (offset, code) in spans(&file.text) {
            let is_path = ["src/", "assets/", "tests/", "packaging/", "benches/"]
                .iter()
                .any(|root| code.starts_with(root));
            let is_exact = code.chars().all(|c| c.is_alphanumeric() || "/._-".contains(c));
            if is_path && is_exact && !tree.has(code) && !tree.has(&joined(folder, code)) {
                complaints.push(file.complaint(offset, code));
            }
        }
    }
    complaints
}

/// The `code` of one line each.
fn spans(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut offset = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let mut at = offset;
        for (n, part) in line.split('`').enumerate() {
            if n % 2 == 1 {
                found.push((at, part));
            }
            at += part.len() + 1;
        }
        offset += line.len();
    }
    found.into_iter()
}

fn joined(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/').filter(|part| !part.is_empty() && *part != ".") {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

fn unlogged_version(tree: &Tree) -> Vec<String> {
    let manifest = tree.get("Cargo.toml").map(|file| file.text.as_str()).unwrap_or_default();
    let version = manifest.lines().find_map(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
    let Some(version) = version else { return vec!["Cargo.toml: no version".to_owned()] };
    let log = tree.get("CHANGELOG.md").map(|file| file.text.as_str()).unwrap_or_default();
    let heads: Vec<&str> = log.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    let is_known = heads.iter().any(|head| *head == "未发布" || head.split(' ').next() == Some(version));
    if is_known { Vec::new() } else { vec![format!("CHANGELOG.md: nothing about {version}")] }
}
