//! What the program keeps of its last run.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| demarche::fuzz::books(bytes));
