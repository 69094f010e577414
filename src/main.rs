//! Arguments → platform → Office → window or command; nothing else.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() {}
