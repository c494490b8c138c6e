//! See `tintype_properties::metadata`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tintype_properties::metadata(bytes));
