//! See `tintype_properties::data_url`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tintype_properties::data_url(bytes));
