//! Data files.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| demarche::fuzz::data(bytes));
