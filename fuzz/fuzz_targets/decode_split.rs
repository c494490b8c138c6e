//! See `tintype_properties::decode_split`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tintype_properties::decode_split(bytes));
