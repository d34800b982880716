//! Requests of the preview.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| demarche::fuzz::requests(bytes));
