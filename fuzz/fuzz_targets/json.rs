//! See `tintype_properties::json`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tintype_properties::json(bytes));
