//! Gives the Windows programs what Windows asks of them: icon, version strings in Chinese, manifest.
//!
//! On every other system it does nothing. The system that counts is the one that is built for, not the one that builds.

use std::env;
use std::error::Error;
use std::io::Write as _;
use std::io::stdout;
use std::path::PathBuf;
use winresource::WindowsResource;

const ICON: &str = "assets/icons/appraisal-desk.ico";
const MANIFEST: &str = "packaging/windows/appraisal-desk.manifest";

/// The programs that carry them.
const PROGRAMS: [&str; 2] = ["appraisal-desk", "appraisal-desk-console"];

/// 简体中文（中国）.
const CHINESE: u16 = 0x0804;

fn main() -> Result<(), Box<dyn Error>> {
    for file in ["build.rs", ICON, MANIFEST] {
        writeln!(stdout(), "cargo::rerun-if-changed={file}")?;
    }
    if env::var("CARGO_CFG_TARGET_OS")? != "windows" {
        return Ok(());
    }
    // The resource compiler does not run in the folder of the package.
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let at = |file: &str| root.join(file).to_string_lossy().into_owned();
    let mut resource = WindowsResource::new();
    resource
        .set_language(CHINESE)
        .set("ProductName", "鉴证台")
        // What the task manager and 「打开方式」 call the program.
        .set("FileDescription", "鉴证台")
        .set("Comments", &env::var("CARGO_PKG_DESCRIPTION")?)
        .set("LegalCopyright", &env::var("CARGO_PKG_LICENSE")?)
        .set_icon(&at(ICON))
        .set_manifest_file(&at(MANIFEST));
    for program in PROGRAMS {
        resource.compile_for(program)?;
    }
    Ok(())
}
