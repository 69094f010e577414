//! Arguments → platform → Office → window or command; nothing else.
//!
//! A panic ends here: its place stands in the log, and a person is told, in a box where there is no terminal.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use appraisal_desk::cli;
use appraisal_desk::cli::Arguments;
use appraisal_desk::cli::Ending;
use appraisal_desk::platform::console;
use appraisal_desk::platform::program_log;
use appraisal_desk::services::machine;
use appraisal_desk::ui;
use appraisal_desk::ui::WindowError;
use appraisal_desk::ui::WindowOptions;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::process::ExitCode;

fn main() -> ExitCode {
    program_log::begin();
    match cli::parse(std::env::args_os()) {
        Ok(Arguments { command: Some(command), office, .. }) => {
            console::attach();
            let ended = catch_unwind(AssertUnwindSafe(|| cli::run(command, office)));
            ended.unwrap_or_else(|_panic| broken()).into()
        }
        Ok(Arguments { command: None, office, renderer, .. }) => {
            open_window(&WindowOptions { office, renderer })
        }
        Err(usage) if usage.was_asked_for => {
            console::attach();
            say(&mut std::io::stdout(), &usage.text);
            ExitCode::SUCCESS
        }
        Err(usage) => {
            console::attach();
            say(&mut std::io::stderr(), &usage.text);
            Ending::Refused.into()
        }
    }
}

fn open_window(options: &WindowOptions) -> ExitCode {
    let shown = catch_unwind(AssertUnwindSafe(|| ui::run(options)));
    let Err(error) = shown.unwrap_or(Err(WindowError::Fell)) else { return ExitCode::SUCCESS };
    machine::say_without_window("鉴证台", &error.to_string());
    let ending = match error {
        WindowError::UnknownRenderer(_) => Ending::Refused,
        WindowError::Office { .. } | WindowError::NoAnswer => Ending::NoOffice,
        WindowError::NoRenderer | WindowError::CrashedBefore | WindowError::Fell => Ending::Broken,
    };
    ending.into()
}

/// A command has a terminal or nobody: a box would keep an unattended run waiting for ever.
fn broken() -> Ending {
    say(&mut std::io::stderr(), "程序内部出错，没有做完；已经写进案卷库的都在");
    if let Some(log) = program_log::place() {
        say(&mut std::io::stderr(), &format!("日志：{}", log.display()));
    }
    Ending::Broken
}

/// A reader that went away is no failure of ours.
fn say(to: &mut dyn std::io::Write, text: &str) {
    if writeln!(to, "{text}").is_err() {
        tracing::debug!("nobody reads the output any more");
    }
}
