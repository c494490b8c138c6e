//! Pictures from other sites.

use js_sys::Promise;
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

#[wasm_bindgen(module = "/src/browser/load.js")]
extern "C" {
    #[wasm_bindgen(js_name = loadFile)]
    fn load_file(address: &str) -> Promise;
}

/// The outcome of a fetch.
pub enum Loaded {
    /// The bytes, which may be of any type.
    File(Blob),
    /// The HTTP status of an error response.
    Status(u16),
    /// The file is larger than any input image may be.
    TooLarge,
    /// Nothing was received: no host, no connection, or no permission for this page.
    Blocked,
}

/// Fetches a file from a URL.
pub async fn load(address: &str) -> Loaded {
    let Ok(found) = JsFuture::from(load_file(address)).await else { return Loaded::Blocked };
    if found.is_undefined() {
        return Loaded::TooLarge;
    }
    if let Some(status) = found.as_f64() {
        return Loaded::Status(status as u16);
    }
    found.dyn_into().map_or(Loaded::Blocked, Loaded::File)
}
