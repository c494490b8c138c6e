//! The share sheet of the system, and text on the clipboard; `share.js` implements them.

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::Blob;

#[wasm_bindgen(module = "/src/browser/share.js")]
extern "C" {
    /// Whether this browser can share pictures.
    #[wasm_bindgen(js_name = canShare)]
    pub fn can_share() -> bool;

    /// Opens the share sheet with a picture under a name. Resolves to whether it worked.
    pub async fn share(picture: &Blob, name: &str) -> JsValue;

    /// Puts text on the clipboard. Resolves to whether the browser allowed it.
    #[wasm_bindgen(js_name = copyText)]
    pub async fn copy_text(text: &str) -> JsValue;
}
