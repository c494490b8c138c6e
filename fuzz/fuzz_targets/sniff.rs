//! See `tintype_properties::sniff`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tintype_properties::sniff(bytes));
