//! Arguments → platform → Office → window or command; nothing else.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use appraisal_desk::cli;
use appraisal_desk::cli::Arguments;
use appraisal_desk::ui;
use appraisal_desk::ui::WindowOptions;
use std::process::ExitCode;

fn main() -> ExitCode {
    log_to_terminal();
    match cli::parse(std::env::args_os()) {
        Ok(Arguments { command: Some(command), office, .. }) => cli::run(command, office).into(),
        Ok(Arguments { command: None, office, renderer, .. }) => {
            open_window(&WindowOptions { office, renderer })
        }
        Err(usage) if usage.was_asked_for => {
            say(&mut std::io::stdout(), &usage.text);
            ExitCode::SUCCESS
        }
        Err(usage) => {
            say(&mut std::io::stderr(), &usage.text);
            cli::Ending::Refused.into()
        }
    }
}

fn open_window(options: &WindowOptions) -> ExitCode {
    match ui::run(options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&mut std::io::stderr(), &error.to_string());
            cli::Ending::NoOffice.into()
        }
    }
}

/// What goes wrong inside is told on the terminal, in ids: names and numbers have no `Debug`.
fn log_to_terminal() {
    let logged = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::WARN)
        .with_writer(std::io::stderr)
        .without_time()
        .try_init();
    if let Err(error) = logged {
        say(&mut std::io::stderr(), &error.to_string());
    }
}

/// A reader that went away is no failure of ours.
fn say(to: &mut dyn std::io::Write, text: &str) {
    if writeln!(to, "{text}").is_err() {
        tracing::debug!("nobody reads the output any more");
    }
}
