//! See `tintype_properties::error_body`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tintype_properties::error_body(bytes));
