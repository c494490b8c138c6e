//! Thumbnails of pictures; `thumbnail.js` makes them.

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

/// The picture at this size; `None` where it cannot be decoded.
pub async fn make(blob: &Blob, width: u32, height: u32) -> Option<Blob> {
    JsFuture::from(make_thumbnail(blob, width, height)).await.ok()?.dyn_into().ok()
}

/// Waits until the page has nothing else to do.
pub async fn idle() {
    let _ = JsFuture::from(idle_js()).await;
}
