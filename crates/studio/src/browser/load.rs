//! Pictures from elsewhere.

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
    /// Its bytes, which may be anything.
    File(Blob),
    /// The host answered with an error.
    Status(u16),
    /// There is more of it than any image has.
    TooLarge,
    /// Nothing came: no host, no connection, or no permission for this page.
    Blocked,
}

/// Fetches what an address leads to.
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
