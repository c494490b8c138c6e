//! Thumbnails of pictures; implemented in `thumbnail.js`.

use js_sys::Promise;
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

#[wasm_bindgen(module = "/src/browser/thumbnail.js")]
extern "C" {
    #[wasm_bindgen(js_name = makeThumbnail)]
    fn make_thumbnail(blob: &Blob, width: u32, height: u32) -> Promise;
    #[wasm_bindgen(js_name = idle)]
    fn idle_js() -> Promise;
}

/// Scales a picture to this size; `None` if it cannot be decoded.
pub async fn make(blob: &Blob, width: u32, height: u32) -> Option<Blob> {
    JsFuture::from(make_thumbnail(blob, width, height)).await.ok()?.dyn_into().ok()
}

/// Waits until the page is idle.
pub async fn idle() {
    let _ = JsFuture::from(idle_js()).await;
}
