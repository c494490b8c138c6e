//! The list of a saved gallery, read by the browser's own JSON: of a list of hundreds of megabytes, wasm sees one record
//! at a time.

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

/// The records of a list, which are not read yet.
pub struct List(Array);

/// Reads a list; `None` where it is none, or of another format.
pub async fn list(blob: &Blob, format: &str) -> Option<List> {
    settled(read_list(blob, format)).await.ok().map(List)
}

impl List {
    /// How many records there are.
    pub fn len(&self) -> u32 {
        self.0.length()
    }

    /// A record as JSON.
    pub fn record(&self, index: u32) -> String {
        as_json(&self.0, index)
    }
}

/// Lets the page do other things for a moment.
pub async fn pause() {
    let _ = settled(pause_js()).await;
}
