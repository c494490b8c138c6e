//! Copied pictures and pasted content.

use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{Blob, ClipboardItem, File, ImageBitmap, OffscreenCanvas, OffscreenCanvasRenderingContext2d};

#[wasm_bindgen(module = "/src/browser/browser.js")]
extern "C" {
    /// Inserts text at the cursor like a paste, so that the browser can undo it.
    #[wasm_bindgen(js_name = insertText)]
    pub fn insert_text(text: &str);
}

/// The only image type that every browser accepts on the clipboard.
const PNG: &str = "image/png";

/// Copies the picture as PNG, converted if necessary; `None` when the browser does not allow it.
///
/// The clipboard is called before the first await, because the browser no longer recognises the user's click after it.
pub fn copy(picture: Blob) -> impl Future<Output = Option<()>> {
    let written = item(picture).map(|item| {
        let items = js_sys::Array::of1(&item);
        web_sys::window().map(|window| window.navigator().clipboard().write(&items))
    });
    async move {
        JsFuture::from(written??).await.ok()?;
        Some(())
    }
}

fn item(picture: Blob) -> Option<ClipboardItem> {
    // Outside secure contexts, `navigator.clipboard` is undefined, and calling it would throw.
    let navigator = web_sys::window()?.navigator();
    Reflect::get(&navigator, &"clipboard".into()).ok().filter(|clipboard| clipboard.is_object())?;
    let record = Object::new();
    Reflect::set(&record, &PNG.into(), &as_png(picture)).ok()?;
    ClipboardItem::new_with_record_from_str_to_blob_promise(&record).ok()
}

/// Returns a promise of the picture as PNG.
fn as_png(picture: Blob) -> Promise {
    future_to_promise(async move {
        if picture.type_() == PNG {
            return Ok(picture.into());
        }
        draw(&picture).await.map(Into::into).ok_or_else(|| "not convertible".into())
    })
}

async fn draw(picture: &Blob) -> Option<Blob> {
    let decoded = web_sys::window()?.create_image_bitmap_with_blob(picture).ok()?;
    let bitmap: ImageBitmap = JsFuture::from(decoded).await.ok()?.dyn_into().ok()?;
    let canvas = OffscreenCanvas::new(bitmap.width(), bitmap.height()).ok()?;
    let context = canvas.get_context("2d").ok()??;
    let context: OffscreenCanvasRenderingContext2d = context.dyn_into().ok()?;
    context.draw_image_with_image_bitmap(&bitmap, 0.0, 0.0).ok()?;
    bitmap.close();
    // `convertToBlob` without options encodes as PNG.
    JsFuture::from(canvas.convert_to_blob().ok()?).await.ok()?.dyn_into().ok()
}

/// The contents of a paste.
pub struct Paste {
    /// The plain text.
    pub text: String,
    /// The text with its formatting, as HTML.
    pub html: String,
    /// The files.
    pub files: Vec<File>,
}
