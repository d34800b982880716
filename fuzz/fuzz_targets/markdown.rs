//! Texts, as pages and as mails.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| demarche::fuzz::markdown(bytes));
