//! Files that the system or another app gives to the installed Studio; `incoming.js` implements it.

use js_sys::{Array, Promise};
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

#[wasm_bindgen(module = "/src/browser/incoming.js")]
extern "C" {
    #[wasm_bindgen(js_name = nextFiles)]
    fn next_files() -> Promise;
}

/// Waits for the next files.
pub async fn next() -> Option<Vec<File>> {
    let files: Array = JsFuture::from(next_files()).await.ok()?.dyn_into().ok()?;
    Some(files.iter().filter_map(|file| file.dyn_into().ok()).collect())
}
