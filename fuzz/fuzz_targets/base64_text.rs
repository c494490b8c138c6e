//! See `tintype_properties::base64_text`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tintype_properties::base64_text(bytes));
