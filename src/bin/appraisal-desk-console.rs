//! The commands at a console of Windows, packed as `appraisal-desk.com` beside the program.
//!
//! A console does not wait for a program with a window: the prompt comes back at once and swallows the password that
//! is typed next. It waits for this one, which starts the program with its own streams and ends with its exit code.
//! `appraisal-desk` typed without an ending finds `.com` before `.exe`. It holds nothing of the program itself.
#![expect(clippy::disallowed_methods, reason = "it starts the program it stands for, and nothing else")]

use std::path::PathBuf;
use std::process::Command;
use std::process::ExitCode;

/// As when an office cannot be opened: nothing was begun.
const NOT_STARTED: u8 = 3;

fn main() -> ExitCode {
    let started =
        program().and_then(|program| Command::new(program).args(std::env::args_os().skip(1)).status());
    match started {
        // A program that was ended from outside has no code of its own.
        Ok(status) => status.code().map_or(ExitCode::FAILURE, code),
        Err(error) => {
            eprintln!("旁边的 appraisal-desk 启动不了：{error}");
            NOT_STARTED.into()
        }
    }
}

/// The program in the same folder.
fn program() -> std::io::Result<PathBuf> {
    let own = std::env::current_exe()?;
    Ok(own.with_file_name(format!("appraisal-desk{}", std::env::consts::EXE_SUFFIX)))
}

/// What Windows itself ends programs with does not fit into a byte, and is no success.
fn code(code: i32) -> ExitCode {
    u8::try_from(code).map_or(ExitCode::FAILURE, ExitCode::from)
}
