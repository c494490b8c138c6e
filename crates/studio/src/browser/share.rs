//! The system's share sheet, and text on the clipboard; implemented in `share.js`.

use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

#[wasm_bindgen(module = "/src/browser/share.js")]
extern "C" {
    /// Whether this browser can share pictures.
    #[wasm_bindgen(js_name = canShare)]
    pub fn can_share() -> bool;
    #[wasm_bindgen(js_name = share)]
    fn begin_share(picture: &Blob, name: &str) -> Promise;
    #[wasm_bindgen(js_name = copyText)]
    fn begin_copy(text: &str) -> Promise;
}

/// Opens the share sheet with a picture and its file name. Returns whether it worked.
pub async fn share(picture: &Blob, name: &str) -> bool {
    JsFuture::from(begin_share(picture, name)).await.is_ok_and(|is_shared| is_shared.is_truthy())
}

/// Copies text to the clipboard. Returns whether the browser allowed it.
pub async fn copy_text(text: &str) -> bool {
    JsFuture::from(begin_copy(text)).await.is_ok_and(|is_copied| is_copied.is_truthy())
}
