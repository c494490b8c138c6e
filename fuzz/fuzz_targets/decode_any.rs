//! See `tintype_properties::decode_any`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tintype_properties::decode_any(bytes));
