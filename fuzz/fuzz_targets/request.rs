//! See `tintype_properties::request`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tintype_properties::request(bytes));
