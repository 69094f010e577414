//! What may import what. The table is that of ARCHITECTURE.md; a layer is a folder directly under `src/`.

use super::must_find;
use super::must_hold;
use super::tree::File;
use super::tree::Tree;

const BELOW_SERVICES: &[&str] = &["domain", "platform", "store", "documents", "capture", "sync"];

/// Layer → what it may import beside itself.
const LAYERS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("platform", &["domain"]),
    ("store", &["domain"]),
    ("documents", &["domain"]),
    ("capture", &["domain"]),
    ("sync", &["domain"]),
    ("services", BELOW_SERVICES),
    ("ui", &["domain", "services"]),
    ("cli", &["domain", "services"]),
];

/// The offline verifier stays small: it knows what is true and how packages are read.
const VERIFIER: &[&str] = &["domain", "sync"];

/// Crate → the places that may name it. Crates not listed here are free.
const FOREIGN: &[(&str, &[&str], &str)] = &[
    ("eframe", &["src/ui/", "src/main.rs"], "only the window draws"),
    ("egui", &["src/ui/"], "only the window draws"),
    ("egui_table", &["src/ui/"], "only the window draws"),
    ("egui_material_icons", &["src/ui/"], "only the window draws"),
    ("rfd", &["src/ui/"], "only the window opens dialogs"),
    ("rusqlite", &["src/store/"], "rows are written by methods of store::Tx only"),
    (
        "ring",
        &["src/store/", "src/platform/", "src/sync/", "src/capture/", "src/services/"],
        "what is pure needs no key, what is drawn needs no hash",
    ),
    ("argon2", &["src/store/", "src/platform/"], "passphrases become keys in one place"),
    (
        "typst",
        &[
            "src/documents/engine.rs",
            "src/documents/layout.rs",
            "src/documents/long_list.rs",
            "src/documents/cell_lines.rs",
        ],
        "documents/engine.rs runs Typst, layout reads its marks, long_list and cell_lines put rows onto its pages",
    ),
    (
        "typst_layout",
        &["src/documents/engine.rs", "src/documents/layout.rs", "src/documents/long_list.rs"],
        "documents/engine.rs runs Typst, layout reads its marks, long_list puts rows onto its pages",
    ),
    (
        "typst_pdf",
        &["src/documents/engine.rs"],
        "documents/engine.rs is the only file that writes what Typst laid out",
    ),
    ("hayro", &["src/documents/"], "the preview shows the bytes that are printed"),
    ("hayro_write", &["src/documents/volume.rs"], "sheets are bound into a volume in one place"),
    (
        "pdf_writer",
        &["src/documents/volume.rs", "src/documents/scanned_pages.rs"],
        "sheets are bound into a volume in one place",
    ),
    ("qrcode", &["src/documents/"], "codes are part of a sheet"),
    ("rxing", &["src/capture/scan/"], "codes of pages are read where pages come in"),
    (
        "rust_xlsxwriter",
        &["src/documents/spreadsheet.rs"],
        "documents/spreadsheet.rs writes every spreadsheet",
    ),
    ("image", &["src/capture/", "src/documents/", "src/ui/"], "pictures are decoded and cleaned in capture"),
    ("tiny_skia", &["src/capture/"], "pictures are decoded and cleaned in capture"),
    (
        "ttf_parser",
        &["src/capture/", "src/ui/theme/", "src/platform/system_faces.rs"],
        "faces are read where they are drawn, and strange ones where they are found",
    ),
    ("memmap2", &["src/platform/"], "only faces of the system are mapped"),
    ("libc", &["src/platform/unix/"], "the system is called in platform only"),
    (
        "windows_sys",
        &["src/platform/windows/", "src/platform/print/gdi/"],
        "the system is called in platform only",
    ),
    ("clap", &["src/cli/", "src/main.rs"], "arguments end at the command line"),
    ("rpassword", &["src/cli/", "src/main.rs"], "only a terminal asks for a passphrase in text"),
];

/// What `domain` must do without: it is pure, so that a lawyer's case needs no machine.
const IMPURE: &[&str] =
    &["std::fs", "std::io", "std::net", "std::env", "std::process", "std::thread", "SystemTime", "Instant"];

/// Doors that nothing opens: the program works with the cable pulled and listens to nobody.
const NETWORK: &[&str] = &["std::net", "TcpListener", "TcpStream", "UdpSocket"];

#[test]
fn layers_import_only_what_the_table_allows() {
    must_hold(upward_imports, "move the shared part down to domain, or let a service bring the two together");
    must_find(
        upward_imports,
        4,
        &[
            ("src/domain/a.rs", "//! x\nuse crate::store::Store;\n"),
            ("src/ui/a.rs", "//! x\nfn f() -> crate::platform::Clock { appraisal_desk::domain::now() }\n"),
            ("src/capture/mod.rs", "//! x\nuse super::store::Store; // crate::ui\n"),
            (
                "src/bin/verify.rs",
                "//! x\nuse appraisal_desk::sync::Package;\nuse appraisal_desk::store::Store;\n",
            ),
            ("src/services/a.rs", "//! crate::ui is not for us\nuse crate::store::Store;\n"),
        ],
    );
}

#[test]
fn every_layer_has_its_row() {
    must_hold(unknown_layers, "add the layer to LAYERS here and to the table of ARCHITECTURE.md");
    must_find(
        unknown_layers,
        1,
        &[("src/helpers/mod.rs", ""), ("src/ui/mod.rs", ""), ("src/bin/verify.rs", "")],
    );
}

#[test]
fn imports_name_one_module_each() {
    must_hold(bundled_imports, "write one `use` per module, from `crate::`");
    must_find(
        bundled_imports,
        3,
        &[(
            "src/ui/a.rs",
            "use crate::{domain::A, services::B};\nuse crate::domain::{case::C, step::{D, E}};\n\
             use super::super::desk;\nuse crate::domain::ids::{CaseId, UserId};\n",
        )],
    );
}

#[test]
fn foreign_crates_stay_with_their_owner() {
    must_hold(strayed_crates, "ask the owning layer for what you need; the table is FOREIGN in this file");
    must_find(
        strayed_crates,
        2,
        &[
            ("src/services/a.rs", "use egui::Ui;\nuse crate::domain::egui;\nlet image = 1;\n"),
            ("src/documents/check_in.rs", "fn f() { typst::compile() }\n"),
            ("src/store/open.rs", "use rusqlite::Connection;\n"),
        ],
    );
}

#[test]
fn the_domain_is_pure() {
    must_hold(impurities, "take the moment, the bytes or the answer as an argument; a service fetches it");
    must_find(
        impurities,
        2,
        &[("src/domain/a.rs", "use std::fs;\nfn f() { std::env::args(); }\nuse std::fmt;\n")],
    );
}

#[test]
fn nothing_opens_the_network() {
    must_hold(network_doors, "the cable is pulled: data leaves by packages that a person carries");
    must_find(network_doors, 1, &[("src/sync/a.rs", "use std::net::TcpListener;\n")]);
}

fn upward_imports(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in tree.under("src/", ".rs") {
        let Some((importer, allowed)) = allowed_for(&file.path) else { continue };
        for (offset, layer) in imported_layers(file) {
            if layer != importer && !allowed.contains(&layer) {
                complaints.push(file.complaint(offset, &format!("{importer} may not import {layer}")));
            }
        }
    }
    complaints
}

/// Who a file is, and what it may import; `None` for the roots, which may name every layer.
fn allowed_for(path: &str) -> Option<(&'static str, &'static [&'static str])> {
    let (folder, _) = path.strip_prefix("src/")?.split_once('/')?;
    if folder == "bin" {
        return Some(("the verifier", VERIFIER));
    }
    LAYERS.iter().find(|(layer, _)| *layer == folder).copied()
}

/// Every `crate::layer` of a file, wherever it stands: in a `use` line or inside a function.
fn imported_layers(file: &File) -> Vec<(usize, &'static str)> {
    let mut roots = vec!["crate::", "appraisal_desk::"];
    if file.path.matches('/').count() == 2 && file.stem() == "mod" {
        roots.push("super::");
    }
    let mut found = Vec::new();
    for root in roots {
        for offset in words(&file.code, root) {
            let name = word_at(&file.code, offset + root.len());
            if let Some((layer, _)) = LAYERS.iter().find(|(layer, _)| *layer == name) {
                found.push((offset, *layer));
            }
        }
    }
    found
}

fn unknown_layers(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in tree.under("src/", ".rs") {
        let folder = file.path.trim_start_matches("src/").split_once('/').map(|(folder, _)| folder);
        if folder.is_some_and(|folder| folder != "bin" && LAYERS.iter().all(|(layer, _)| *layer != folder)) {
            complaints.push(format!("{}: no layer of this name", file.path));
        }
    }
    complaints
}

fn bundled_imports(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in tree.files.iter().filter(|file| file.is_rust()) {
        for offset in words(&file.code, "use ") {
            let end = file.code[offset..].find(';').map_or(file.code.len(), |n| offset + n);
            let import = &file.code[offset..end];
            let bundled = import.contains("crate::{")
                || import
                    .split_once('{')
                    .is_some_and(|(_, inside)| inside.contains("::") || inside.contains('{'));
            if bundled && ["crate::", "super::", "self::"].iter().any(|root| import.contains(root)) {
                complaints.push(file.complaint(offset, "several modules in one `use`"));
            }
        }
        for offset in words(&file.code, "super::super") {
            complaints.push(file.complaint(offset, "`super::super`"));
        }
    }
    complaints
}

fn strayed_crates(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in tree.under("src/", ".rs") {
        for (name, places, reason) in FOREIGN {
            if places.iter().any(|place| file.path.starts_with(place)) {
                continue;
            }
            for offset in words(&file.code, &format!("{name}::")) {
                if !file.code[..offset].ends_with("::") {
                    complaints.push(file.complaint(offset, &format!("{name} here: {reason}")));
                }
            }
        }
    }
    complaints
}

fn impurities(tree: &Tree) -> Vec<String> {
    forbidden_words(tree, "src/domain/", IMPURE, "the domain is pure")
}

fn network_doors(tree: &Tree) -> Vec<String> {
    let mut complaints = forbidden_words(tree, "src/", NETWORK, "a door to the network");
    complaints.dedup_by(|a, b| a.split(": ").next() == b.split(": ").next());
    complaints
}

fn forbidden_words(tree: &Tree, folder: &str, forbidden: &[&str], why: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in tree.under(folder, ".rs") {
        for name in forbidden {
            for offset in words(&file.code, name) {
                complaints.push(file.complaint(offset, &format!("{name}: {why}")));
            }
        }
    }
    complaints
}

/// The offsets where a word begins that is not the tail of a longer one.
fn words(code: &str, needle: &str) -> Vec<usize> {
    let starts_a_word = |offset: &usize| {
        !code[..*offset].ends_with(|before: char| before.is_alphanumeric() || before == '_' || before == '$')
    };
    code.match_indices(needle).map(|(offset, _)| offset).filter(starts_a_word).collect()
}

fn word_at(code: &str, offset: usize) -> &str {
    let rest = &code[offset..];
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    &rest[..end]
}
