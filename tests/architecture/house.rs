//! How every source file is kept: it says what it is, it is compiled, it is short, and it hides nothing.

use super::must_find;
use super::must_hold;
use super::tree::File;
use super::tree::Tree;
use std::collections::BTreeSet;

/// The hard limit; about 400 is the sense of proportion.
const MOST_LINES: usize = 600;

/// Names that say nothing about what is inside.
const EMPTY_NAMES: [&str; 8] = ["common", "helper", "helpers", "manager", "misc", "types", "util", "utils"];

/// Dependencies that no file names: they are there for their features.
const FOR_FEATURES_ONLY: [&str; 1] = ["wgpu"];

#[test]
fn every_file_says_what_it_is() {
    must_hold(
        nameless_files,
        "begin the file with `//!`: what it is, which form or law it serves, what it leaves out",
    );
    must_find(nameless_files, 1, &[("src/a.rs", "use std::fmt;\n"), ("src/b.rs", "//! The b.\n")]);
}

#[test]
fn every_file_is_compiled() {
    must_hold(
        orphans,
        "declare it with `mod` in its parent, or delete it: what is not compiled is not checked",
    );
    must_find(
        orphans,
        2,
        &[
            ("src/lib.rs", "pub mod domain;\n// pub mod store;\n"),
            ("src/domain/mod.rs", "mod case;\nmod rules;"),
            ("src/domain/case.rs", "#[cfg(test)]\nmod tests;"),
            ("src/domain/case/tests.rs", ""),
            ("src/domain/rules/mod.rs", "mod inline { }"),
            ("src/domain/rules/inline.rs", ""),
            ("src/store/mod.rs", ""),
            ("tests/main.rs", ""),
        ],
    );
}

#[test]
fn files_are_short() {
    must_hold(long_files, "split it by what it is about; a part gets a name of its own");
    must_find(long_files, 1, &[("src/a.rs", &"\n".repeat(601)), ("src/b.rs", &"\n".repeat(600))]);
}

#[test]
fn names_say_something() {
    must_hold(empty_names, "name the file after the noun of the glossary it is about");
    must_find(
        empty_names,
        2,
        &[("src/ui/utils.rs", ""), ("src/store/types/mod.rs", ""), ("src/ui/desk.rs", "")],
    );
}

#[test]
fn nothing_is_left_for_later() {
    must_hold(unfinished, "finish it, or write the number of its issue behind the mark");
    must_find(
        unfinished,
        3,
        &[
            ("src/a.rs", &["fn f() { to", "do!() } // TO", "DO later\n"].concat()),
            ("src/b.rs", &["// FIX", "ME(#12) the fan\nfn g() { \"to", "do!\" }\n"].concat()),
            ("packaging/x.sh", &["# FIX", "ME\n"].concat()),
        ],
    );
}

#[test]
fn no_test_is_switched_off() {
    must_hold(switched_off_tests, "make it pass or delete it; what must fail is asserted by its error");
    must_find(
        switched_off_tests,
        2,
        &[("tests/a.rs", &["#[igno", "re]\n#[test]\n#[should_", "panic]\nfn f() {}\n"].concat())],
    );
}

#[test]
fn nothing_is_unwrapped_outside_tests() {
    must_hold(unwraps, "return the error, or `expect` the invariant in words");
    must_find(
        unwraps,
        1,
        &[(
            "src/a.rs",
            "fn f() { a.unwrap(); }\n#[cfg(test)]\nmod tests { fn g() { b.unwrap(); } }\n\
             #[cfg(test)]\nmod more;\n// c.unwrap()\n",
        )],
    );
}

#[test]
fn every_dependency_is_used() {
    must_hold(
        idle_dependencies,
        "take the line out of Cargo.toml: every crate is built, shipped and answered for",
    );
    must_find(
        idle_dependencies,
        1,
        &[
            (
                "Cargo.toml",
                "[package]\nname = \"x\"\n[dependencies]\nserde_json = \"1\"\negui-plot = \"0\"\n[lints]\n",
            ),
            ("src/a.rs", "use serde_json::Value; // egui_plot::Plot"),
        ],
    );
}

fn nameless_files(tree: &Tree) -> Vec<String> {
    let rust = tree.files.iter().filter(|file| file.is_rust());
    rust.filter(|file| !file.text.starts_with("//! ")).map(|file| file.path.clone()).collect()
}

fn orphans(tree: &Tree) -> Vec<String> {
    let is_root = |file: &&File| {
        let path = file.path.as_str();
        let depth = path.matches('/').count();
        matches!(path, "build.rs" | "src/lib.rs" | "src/main.rs")
            || (depth == 1 && (path.starts_with("tests/") || path.starts_with("benches/")))
            || (depth == 2 && path.starts_with("src/bin/"))
    };
    let mut waiting: Vec<&File> = tree.files.iter().filter(|file| file.is_rust()).filter(is_root).collect();
    let mut compiled: BTreeSet<&str> = waiting.iter().map(|file| file.path.as_str()).collect();
    while let Some(file) = waiting.pop() {
        for child in declared_modules(file)
            .into_iter()
            .filter_map(|[flat, nested]| tree.get(&flat).or(tree.get(&nested)))
        {
            if compiled.insert(&child.path) {
                waiting.push(child);
            }
        }
    }
    let rust = tree.files.iter().filter(|file| file.is_rust());
    rust.filter(|file| !compiled.contains(file.path.as_str())).map(|file| file.path.clone()).collect()
}

/// Where the modules that a file declares may lie.
fn declared_modules(file: &File) -> Vec<[String; 2]> {
    let (folder, _) = file.path.rsplit_once('/').unwrap_or_default();
    let owns_folder = matches!(file.stem(), "mod" | "lib" | "main") || file.path.starts_with("src/bin/");
    let home = if owns_folder { folder.to_owned() } else { format!("{folder}/{}", file.stem()) };
    let words: Vec<&str> = file.code.split_inclusive([' ', '\n', ';', '{']).map(str::trim).collect();
    let declared =
        words.windows(2).filter(|pair| pair[0] == "mod").filter_map(|pair| pair[1].strip_suffix(';'));
    declared.map(|name| [format!("{home}/{name}.rs"), format!("{home}/{name}/mod.rs")]).collect()
}

fn long_files(tree: &Tree) -> Vec<String> {
    let rust = tree.files.iter().filter(|file| file.is_rust()).map(|file| (file, file.text.lines().count()));
    rust.filter(|(_, n_lines)| *n_lines > MOST_LINES)
        .map(|(file, n_lines)| format!("{}: {n_lines} lines, {MOST_LINES} are the limit", file.path))
        .collect()
}

fn empty_names(tree: &Tree) -> Vec<String> {
    let says_nothing = |part: &str| EMPTY_NAMES.contains(&part.split('.').next().unwrap_or_default());
    let rust = tree.files.iter().filter(|file| file.is_rust());
    rust.filter(|file| file.path.split('/').any(says_nothing)).map(|file| file.path.clone()).collect()
}

fn unfinished(tree: &Tree) -> Vec<String> {
    let marks = [["TO", "DO"].concat(), ["FIX", "ME"].concat(), ["XX", "X"].concat()];
    let stubs = [["to", "do!("].concat(), ["unimple", "mented!("].concat()];
    let written = [".rs", ".sh", ".ps1", ".sql", ".typ", ".toml"];
    let mut complaints = Vec::new();
    for file in tree.files.iter().filter(|file| written.iter().any(|ending| file.path.ends_with(ending))) {
        for stub in &stubs {
            complaints.extend(file.code.match_indices(stub).map(|(offset, _)| file.complaint(offset, stub)));
        }
        for mark in &marks {
            let hits = file.text.match_indices(mark).map(|(offset, _)| offset);
            let loose = hits.filter(|offset| {
                let (before, after) = (&file.text[..*offset], &file.text[offset + mark.len()..]);
                !before.ends_with(char::is_alphanumeric)
                    && !after.starts_with(char::is_alphanumeric)
                    && !after.starts_with("(#")
            });
            complaints.extend(loose.map(|offset| file.complaint(offset, mark)));
        }
    }
    complaints
}

fn switched_off_tests(tree: &Tree) -> Vec<String> {
    let marks = [["#[igno", "re"].concat(), ["#[should_", "panic"].concat()];
    let mut complaints = Vec::new();
    for file in tree.files.iter().filter(|file| file.is_rust()) {
        for mark in &marks {
            complaints.extend(file.code.match_indices(mark).map(|(offset, _)| file.complaint(offset, mark)));
        }
    }
    complaints
}

fn unwraps(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in
        tree.under("src/", ".rs").filter(|file| file.stem() != "tests" && !file.path.contains("/tests/"))
    {
        let code = without_tests(&file.code);
        complaints
            .extend(code.match_indices(".unwrap()").map(|(offset, _)| file.complaint(offset, "`unwrap`")));
    }
    complaints
}

/// Blanks the blocks behind `#[cfg(test)]`; offsets stay.
fn without_tests(code: &str) -> String {
    let mark = "#[cfg(test)]";
    let mut out = code.to_owned();
    for (offset, _) in code.match_indices(mark) {
        let Some(open) = code[offset..].find(['{', ';']).map(|n| offset + n) else { continue };
        if code[open..].starts_with('{') {
            let end = end_of_block(code, open);
            let blank: String =
                code[offset..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
            // Identifiers are ASCII and literals are blank already, so lengths agree.
            out.replace_range(offset..end, &blank);
        }
    }
    out
}

fn end_of_block(code: &str, open: usize) -> usize {
    let mut depth = 0_usize;
    for (n, byte) in code.bytes().enumerate().skip(open) {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return n + 1,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    code.len()
}

fn idle_dependencies(tree: &Tree) -> Vec<String> {
    let manifest = tree.get("Cargo.toml").map(|file| file.text.as_str()).unwrap_or_default();
    let mut complaints = Vec::new();
    let mut in_dependencies = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            in_dependencies = line.trim_end_matches(']').ends_with("dependencies");
        } else if let Some((name, _)) = line.split_once('=').filter(|_| in_dependencies) {
            let name = name.trim().replace('-', "_");
            let used = tree.files.iter().any(|file| mentions(&file.code, &name));
            if !used && !FOR_FEATURES_ONLY.contains(&name.as_str()) {
                complaints.push(format!("Cargo.toml: {name} is named in no source file"));
            }
        }
    }
    complaints
}

fn mentions(code: &str, name: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(name).any(|(offset, _)| {
        !code[..offset].ends_with(is_word) && !code[offset + name.len()..].starts_with(is_word)
    })
}
