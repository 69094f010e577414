//! The tables: evidence only grows, migrations follow one another, no statement is forgotten.

use super::must_find;
use super::must_hold;
use super::tree::File;
use super::tree::Tree;
use std::collections::BTreeSet;

const NAMES: &str = "src/domain/evidence.rs";
const MIGRATIONS: &str = "src/store/migrations/";
const STATEMENTS: &str = "src/store/sql/";
const STEPS: &str = "src/store/schema.rs";

/// Tables that only grow and are not listed in `domain::evidence`.
const LOGS: [&str; 5] = ["audit", "audit_row", "checkpoint", "object", "setting"];

const NAMED: &str =
    "EvidenceTable {\n A = \"attendance\", \"到场\";\n}\nRegisterTable {\n B = \"staff\", \"人员\";\n}\n";

#[test]
fn evidence_only_grows() {
    must_hold(
        unguarded,
        "give the table both triggers in the migration that makes it: BEFORE UPDATE and BEFORE DELETE, RAISE(ABORT)",
    );
    must_find(
        unguarded,
        // staff: no trigger against deletion; attendance: no table; the five logs: no table either.
        2 + LOGS.len(),
        &[
            (NAMES, NAMED),
            (
                "src/store/migrations/0001_a.sql",
                "CREATE TABLE staff (id BLOB) STRICT;\nCREATE TRIGGER staff_no_update BEFORE UPDATE ON staff \
                 BEGIN SELECT RAISE(ABORT, 'x'); END;\n",
            ),
        ],
    );
}

#[test]
fn no_statement_changes_what_only_grows() {
    must_hold(overwriting, "insert a new version that names the one it corrects");
    must_find(
        overwriting,
        5,
        &[
            (NAMES, NAMED),
            ("src/store/sql/a_fix_attendance.sql", "UPDATE attendance\nSET body = ?1;\nDELETE FROM draft;"),
            (
                "src/store/a.rs",
                "fn f() { \"INSERT OR REPLACE INTO staff VALUES (1)\"; \"DELETE FROM {table}\"; }",
            ),
            ("src/store/migrations/0002_b.sql", "DROP TRIGGER staff_no_update;\nDROP TABLE attendance;"),
        ],
    );
}

#[test]
fn migrations_follow_one_another() {
    must_hold(
        migration_gaps,
        "name it NNNN_what.sql with the next number, and list it last in STEPS of src/store/schema.rs",
    );
    must_find(
        migration_gaps,
        2,
        &[
            ("src/store/migrations/0001_a.sql", ""),
            ("src/store/migrations/0003_c.sql", ""),
            (STEPS, "const STEPS: &[&str] = &[include_str!(\"migrations/0001_a.sql\")];"),
        ],
    );
}

#[test]
fn every_statement_is_used_and_named() {
    must_hold(
        lost_statements,
        "name it <noun>_<verb>_<table>.sql and read it with include_str! in src/store, or delete it",
    );
    must_find(
        lost_statements,
        2,
        &[
            ("src/store/sql/case_put_case_head.sql", ""),
            ("src/store/sql/draft_put_draft.sql", ""),
            ("src/store/sql/audit.sql", ""),
            (
                "src/store/draft.rs",
                "include_str!(\"sql/draft_put_draft.sql\"); include_str!(\"sql/audit.sql\")",
            ),
        ],
    );
}

/// The tables that only grow: evidence, registers and logs.
fn growing(tree: &Tree) -> BTreeSet<&str> {
    let mut tables: BTreeSet<&str> = LOGS.into();
    let text = tree.get(NAMES).map(|file| file.text.as_str()).unwrap_or_default();
    for list in ["EvidenceTable {", "RegisterTable {"] {
        let block =
            text.split_once(list).and_then(|(_, rest)| rest.split_once('}')).map_or("", |(block, _)| block);
        let rows = block.lines().filter_map(|line| line.split_once("= \"")?.1.split_once('"'));
        tables.extend(rows.map(|(table, _)| table));
    }
    tables
}

fn unguarded(tree: &Tree) -> Vec<String> {
    let sql: String = tree.under(MIGRATIONS, ".sql").map(|file| flat(&file.text)).collect();
    let mut complaints = Vec::new();
    if sql.is_empty() {
        return complaints;
    }
    for table in growing(tree) {
        if !sql.contains(&format!("CREATE TABLE {table} (")) {
            complaints.push(format!("{table}: no migration makes this table"));
            continue;
        }
        for change in ["UPDATE", "DELETE"] {
            let guard = format!(" BEFORE {change} ON {table} BEGIN SELECT RAISE(ABORT,");
            if !sql.contains(&guard) {
                complaints.push(format!("{table}: nothing stops {change}"));
            }
        }
    }
    complaints
}

fn overwriting(tree: &Tree) -> Vec<String> {
    let mut targets: Vec<String> = growing(tree).into_iter().map(str::to_owned).collect();
    // A name filled in at run time could be any of them.
    targets.extend(["{".to_owned(), "\" +".to_owned()]);
    let verbs = ["UPDATE ", "DELETE FROM ", "REPLACE INTO ", "DROP TABLE ", "ALTER TABLE "];
    let mut complaints = Vec::new();
    // Tests try what the triggers refuse.
    for file in tree.under("src/store/", "").filter(|file| file.stem() != "tests") {
        let text = flat(&file.text);
        for target in &targets {
            for verb in verbs {
                let change = format!("{verb}{target}");
                let hits = text.match_indices(&change).filter(|(offset, _)| {
                    let after = text[offset + change.len()..].chars().next();
                    target.len() < 4 || !after.is_some_and(|c| c.is_alphanumeric() || c == '_')
                });
                complaints.extend(hits.map(|_| format!("{}: {change}", file.path)));
            }
        }
        complaints.extend(text.matches("DROP TRIGGER").map(|what| format!("{}: {what}", file.path)));
    }
    complaints
}

fn migration_gaps(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut listed: Vec<&str> = Vec::new();
    if let Some(steps) = tree.get(STEPS) {
        let names =
            steps.text.match_indices("migrations/").map(|(offset, what)| &steps.text[offset + what.len()..]);
        listed = names
            .filter_map(|rest| rest.split_once('"'))
            .map(|(name, _)| name)
            .filter(|name| name.ends_with(".sql"))
            .collect();
    }
    for (n, file) in tree.under(MIGRATIONS, ".sql").enumerate() {
        let name = file.path.trim_start_matches(MIGRATIONS);
        if !name.starts_with(&format!("{:04}_", n + 1)) {
            complaints.push(format!("{}: number {:04} was expected here", file.path, n + 1));
        }
        if listed.get(n) != Some(&name) {
            complaints.push(format!("{}: not step {} of STEPS", file.path, n + 1));
        }
    }
    complaints
}

fn lost_statements(tree: &Tree) -> Vec<String> {
    let sources: Vec<&File> = tree.under("src/store/", ".rs").collect();
    let mut complaints = Vec::new();
    for file in tree.under(STATEMENTS, ".sql") {
        let name = file.path.trim_start_matches("src/store/");
        if !sources.iter().any(|source| source.text.contains(&format!("{name}\""))) {
            complaints.push(format!("{}: no file reads it", file.path));
        }
        if file.stem().split('_').count() < 3 {
            complaints.push(format!("{}: the name says no noun, verb and table", file.path));
        }
    }
    complaints
}

/// One space where there was any gap.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ") + " "
}
