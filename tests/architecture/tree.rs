//! The files of the repository as text, read once.

use super::code_only::code_only;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

/// Where committed text lies; everything else (`target/`, an office made for trying) is not ours to judge.
const FOLDERS: [&str; 7] = [".cargo", ".ci", "assets", "benches", "packaging", "src", "tests"];

/// Larger files are data, not text that somebody wrote.
const LARGEST_TEXT: u64 = 2_000_000;

/// One file.
pub struct File {
    /// From the root of the repository, with `/`.
    pub path: String,
    /// What it says; empty for pictures, fonts and other data.
    pub text: String,
    /// For Rust: the text with comments and string literals blanked out, at the same offsets.
    pub code: String,
}

impl File {
    fn new(path: String, text: String) -> Self {
        let code = if path.ends_with(".rs") { code_only(&text) } else { String::new() };
        Self { path, text, code }
    }

    /// Whether it is Rust.
    pub fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// The name without folder and ending.
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.split('.').next().unwrap_or_default()
    }

    /// The line of an offset, counted from 1.
    pub fn line_at(&self, offset: usize) -> usize {
        self.text[..offset].matches('\n').count() + 1
    }

    /// A complaint about an offset: `src/x.rs:12: …`.
    pub fn complaint(&self, offset: usize, what: &str) -> String {
        format!("{}:{}: {what}", self.path, self.line_at(offset))
    }
}

/// Some files, sorted by path.
pub struct Tree {
    pub files: Vec<File>,
}

impl Tree {
    /// The repository this test was built from.
    pub fn repository() -> &'static Self {
        static REPOSITORY: OnceLock<Tree> = OnceLock::new();
        REPOSITORY.get_or_init(|| {
            let root = Path::new(env!("CARGO_MANIFEST_DIR"));
            let mut files = Vec::new();
            read_files(root, root, &mut files);
            FOLDERS.iter().for_each(|folder| read_folder(root, &root.join(folder), &mut files));
            Self::sorted(files)
        })
    }

    /// Files that exist only in a test.
    pub fn invented(files: &[(&str, &str)]) -> Self {
        Self::sorted(
            files.iter().map(|(path, text)| File::new((*path).to_owned(), (*text).to_owned())).collect(),
        )
    }

    fn sorted(mut files: Vec<File>) -> Self {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self { files }
    }

    /// The files whose path begins so and ends so.
    pub fn under<'a>(&'a self, folder: &'a str, ending: &'a str) -> impl Iterator<Item = &'a File> {
        self.files.iter().filter(move |file| file.path.starts_with(folder) && file.path.ends_with(ending))
    }

    /// The file of that path.
    pub fn get(&self, path: &str) -> Option<&File> {
        self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok().map(|at| &self.files[at])
    }

    /// Whether there is a file or a folder of that path.
    pub fn has(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        let folder = format!("{path}/");
        self.get(path).is_some() || self.files.iter().any(|file| file.path.starts_with(&folder))
    }
}

fn read_folder(root: &Path, folder: &Path, into: &mut Vec<File>) {
    read_files(root, folder, into);
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        if entry.path().is_dir() {
            read_folder(root, &entry.path(), into);
        }
    }
}

fn read_files(root: &Path, folder: &Path, into: &mut Vec<File>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let Ok(facts) = entry.metadata() else { continue };
        if !facts.is_file() {
            continue;
        }
        let path = entry.path();
        let name =
            path.strip_prefix(root).expect("inside the repository").to_string_lossy().replace('\\', "/");
        let text = if facts.len() > LARGEST_TEXT { None } else { fs::read_to_string(&path).ok() };
        into.push(File::new(name, text.unwrap_or_default()));
    }
}

#[test]
fn the_repository_is_found() {
    let tree = Tree::repository();
    assert!(tree.get("src/lib.rs").is_some_and(|file| !file.code.is_empty()));
    assert!(tree.has("tests/architecture") && tree.has("Cargo.toml"));
    assert!(!tree.has("src/nothing"));
}
