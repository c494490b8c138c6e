//! The list of an exported gallery, parsed by the browser's `JSON.parse`. The list may have hundreds of megabytes, of
//! which wasm receives one record at a time.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Blob;

use super::gallery::settled;

#[wasm_bindgen(module = "/src/browser/records.js")]
extern "C" {
    #[wasm_bindgen(js_name = readList)]
    fn read_list(blob: &Blob, format: &str) -> Promise;
    #[wasm_bindgen(js_name = asJson)]
    fn as_json(list: &Array, index: u32) -> String;
    #[wasm_bindgen(js_name = pause)]
    fn pause_js() -> Promise;
}

/// The records of a list, as JavaScript values.
pub struct List(Array);

/// Reads a list; `None` if it is invalid or has another format.
pub async fn list(blob: &Blob, format: &str) -> Option<List> {
    settled(read_list(blob, format)).await.ok().map(List)
}

impl List {
    /// Returns the number of records.
    pub fn len(&self) -> u32 {
        self.0.length()
    }

    /// Returns a record as JSON.
    pub fn record(&self, index: u32) -> String {
        as_json(&self.0, index)
    }
}

/// Yields to the event loop, so that the page stays responsive.
pub async fn pause() {
    let _ = settled(pause_js()).await;
}
