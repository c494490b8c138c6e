//! Bindings to the page's side of a call, which `npm/call.js` creates.

use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;
use web_sys::{AbortSignal, Blob};

#[wasm_bindgen]
extern "C" {
    /// The functions of a page that a call may need.
    pub type Host;

    /// The caller's transport.
    #[wasm_bindgen(method, getter)]
    pub fn fetch(this: &Host) -> Option<Function>;

    /// The caller's signal.
    #[wasm_bindgen(method, getter)]
    pub fn signal(this: &Host) -> Option<AbortSignal>;

    /// The caller's function that provides the key.
    #[wasm_bindgen(method, getter, js_name = getKey)]
    pub fn get_key(this: &Host) -> Option<Function>;

    /// The caller's function that provides headers, as pairs.
    #[wasm_bindgen(method, getter, js_name = getHeaders)]
    pub fn get_headers(this: &Host) -> Option<Function>;

    /// The caller's hook before a retry.
    #[wasm_bindgen(method, getter, js_name = beforeRetry)]
    pub fn before_retry(this: &Host) -> Option<Function>;

    /// Emits an event with its Blob, if there is one.
    #[wasm_bindgen(method, catch)]
    pub fn emit(this: &Host, event: &str, blob: Option<&Blob>) -> Result<(), JsValue>;

    /// Normalizes images in the second module. `kinds` contains a code for each image, which selects whether and how.
    #[wasm_bindgen(method, catch)]
    pub fn normalize(this: &Host, images: Array, kinds: &[u8], limits: &[f64]) -> Result<JsValue, JsValue>;

    /// Encodes a Blob in the second module.
    #[wasm_bindgen(method, catch)]
    pub fn base64(this: &Host, blob: &Blob) -> Result<JsValue, JsValue>;

    /// Fetches remote images in the second module.
    #[wasm_bindgen(method, catch, js_name = fetchRemoteImages)]
    pub fn fetch_remote_images(
        this: &Host,
        urls: Array,
        base_url: &str,
        limit_ms: f64,
    ) -> Result<JsValue, JsValue>;
}
