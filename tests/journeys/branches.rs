//! The scripts of the ways out and of the clock, each played by the built binary as an outsider would.
#![expect(clippy::disallowed_methods, reason = "it runs the binary")]

use crate::support::TempFolder;
use std::path::Path;
use std::process::Command;

#[track_caller]
fn plays(script: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/demo").join(script);
    let folder = TempFolder::new();
    let output = Command::new(env!("CARGO_BIN_EXE_appraisal-desk"))
        .arg("play")
        .arg(&file)
        .current_dir(folder.path())
        .env("HOME", folder.path())
        .env("USERPROFILE", folder.path())
        .output()
        .unwrap();
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{}\n{}", said(&output.stdout), said(&output.stderr));
}

#[test]
fn supplements_stop_the_clock_and_an_extension_lengthens_it() {
    plays("sichuan-extension.toml");
}

#[test]
fn an_appraisal_ends_on_a_ground_of_the_law_only() {
    plays("shanghai-termination.toml");
}

#[test]
fn a_change_binds_once_signed_and_a_suspension_stops_no_clock() {
    plays("national-changed.toml");
}

#[test]
fn a_commission_is_withdrawn_in_writing() {
    plays("sichuan-withdrawal.toml");
}

#[test]
fn a_refusal_is_told_with_its_ground_and_material_goes_back() {
    plays("sichuan-refused.toml");
}

#[test]
fn a_booking_becomes_a_reception() {
    plays("shanghai-booking.toml");
}

#[test]
fn a_recusal_is_refused_and_another_granted() {
    plays("sichuan-recusal.toml");
}
