//! See `tintype_properties::exchange`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tintype_properties::exchange(bytes));
