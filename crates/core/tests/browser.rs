//! Tests that need a browser: Blobs, their addresses, streams, and cancellation. Each file of this folder's
//! `browser/` is one theme; the service is a `fetch` of the test's own.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::unreachable)]

use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);

mod browser {
    pub mod cancel;
    pub mod chat;
    pub mod compose;
    pub mod errors;
    pub mod images;
    pub mod input;
    pub mod normalize;
    pub mod secrets;
    pub mod service;
    pub mod stream;
}
