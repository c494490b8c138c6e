//! The sandbox, loaded at its first use.

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(module = "/src/browser/sandbox.js")]
extern "C" {
    #[wasm_bindgen(js_name = openSandbox)]
    fn open_sandbox() -> Promise;
}

/// Loads a replacement for `fetch` that answers from this page; `None` when its files cannot be loaded.
pub async fn open() -> Option<Function> {
    JsFuture::from(open_sandbox()).await.ok()?.dyn_into().ok()
}
