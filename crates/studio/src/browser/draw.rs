//! Drawing of photos cropped, rotated, or on a larger canvas; implemented in `draw.js`.

use js_sys::{Float64Array, Promise};
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use crate::model::adjust::Drawing;
use crate::model::expand::Canvas;

#[wasm_bindgen(module = "/src/browser/draw.js")]
extern "C" {
    #[wasm_bindgen(js_name = drawPhoto)]
    fn draw_photo(
        blob: &Blob,
        matrix: &Float64Array,
        width: u32,
        height: u32,
        is_exact: bool,
        mime_type: &str,
        ground: &str,
    ) -> Promise;
    #[wasm_bindgen(js_name = maskAround)]
    fn mask_around(width: f64, height: f64, left: f64, top: f64, in_width: f64, in_height: f64) -> Promise;
}

/// Returns the MIME type for an edited photo: JPEG stays JPEG, and everything else becomes PNG, which is lossless.
pub fn type_like(blob: &Blob) -> &'static str {
    if blob.type_() == "image/jpeg" { "image/jpeg" } else { "image/png" }
}

/// Draws the photo; `None` if the browser cannot decode it, or has no canvas of that size.
pub async fn draw(blob: &Blob, drawing: &Drawing, mime_type: &str, ground: &str) -> Option<Blob> {
    let Drawing { matrix, width, height, is_exact } = drawing;
    let matrix = Float64Array::from(matrix.as_slice());
    let drawn = draw_photo(blob, &matrix, *width, *height, *is_exact, mime_type, ground);
    JsFuture::from(drawn).await.ok()?.dyn_into().ok()
}

/// Draws the mask of the new area of a canvas, which is opaque around the photo.
pub async fn around(canvas: &Canvas) -> Option<Blob> {
    let Canvas { width, height, left, top, photo } = *canvas;
    JsFuture::from(mask_around(width, height, left, top, photo.0, photo.1)).await.ok()?.dyn_into().ok()
}
