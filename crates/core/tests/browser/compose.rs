//! The local edit: pixels, as a page reads them.

use super::service::js;
use js_sys::Uint8Array;
use tintype::{GeneratedImage, ImageInput, compose};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Blob;

/// Draws with `code`, in which `ink` is a 2D context of this size.
async fn drawn(width: u32, height: u32, code: &str) -> ImageInput {
    let script = format!(
        "const canvas = new OffscreenCanvas({width}, {height}); const ink = canvas.getContext('2d'); {code};
         return canvas.convertToBlob()"
    );
    ImageInput::Blob(js(&script, &JsValue::NULL).await.unchecked_into::<Blob>())
}

async fn pixels(blob: &Blob) -> Vec<u8> {
    let script = "const bitmap = await createImageBitmap(it);
        const ink = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d'); ink.drawImage(bitmap, 0, 0);
        return new Uint8Array(ink.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer)";
    Uint8Array::new(&js(script, blob).await).to_vec()
}

fn pixel(pixels: &[u8], width: usize, x: usize, y: usize) -> [u8; 4] {
    pixels[(y * width + x) * 4..][..4].try_into().unwrap()
}

const NOISE: &str = "for (let y = 0; y < 150; y++) for (let x = 0; x < 200; x++) {
    ink.fillStyle = `rgb(${(x * 7 + y * 13) % 256}, ${(x * y) % 256}, ${(x + 3 * y) % 256})`; ink.fillRect(x, y, 1, 1); }";

async fn composed(mask: &str, feather_px: u32) -> (Vec<u8>, Vec<u8>, GeneratedImage) {
    let base = drawn(200, 150, NOISE).await;
    let ImageInput::Blob(blob) = &base else { unreachable!() };
    let before = pixels(blob).await;
    // Of another size, and so scaled to the base's.
    let edit = drawn(100, 75, "ink.fillStyle = '#00ff00'; ink.fillRect(0, 0, 100, 75)").await;
    let mask = drawn(200, 150, mask).await;
    let image = compose(base, edit, mask).feather_px(feather_px).await.unwrap();
    let after = pixels(image.blob()).await;
    (before, after, image)
}

#[wasm_bindgen_test]
async fn outside_a_transparent_mask_every_pixel_is_the_original() {
    let (before, after, image) = composed("ink.fillRect(50, 40, 60, 80)", 0).await;
    assert_eq!((image.width(), image.height(), image.mime_type()), (200, 150, "image/png"));
    for y in 0..150 {
        for x in 0..200 {
            let is_inside = (50..110).contains(&x) && (40..120).contains(&y);
            let expected = if is_inside { [0, 255, 0, 255] } else { pixel(&before, 200, x, y) };
            assert_eq!(pixel(&after, 200, x, y), expected, "at {x}, {y}");
        }
    }
}

#[wasm_bindgen_test]
async fn an_opaque_mask_speaks_by_its_brightness_and_a_feather_stays_inside() {
    let mask = "ink.fillStyle = '#000'; ink.fillRect(0, 0, 200, 150); ink.fillStyle = '#fff'; ink.fillRect(50, 40, 60, 80)";
    let (before, after, _) = composed(mask, 8).await;
    assert_eq!(pixel(&after, 200, 80, 80), [0, 255, 0, 255]);
    assert_eq!(pixel(&after, 200, 49, 80), pixel(&before, 200, 49, 80));
    // Near the edge neither the one nor the other.
    let edge = pixel(&after, 200, 53, 80);
    assert!(edge != pixel(&before, 200, 53, 80) && edge != [0, 255, 0, 255], "{edge:?}");
}

#[wasm_bindgen_test]
async fn an_undecodable_image_is_reported() {
    let base = ImageInput::Bytes(b"no image".to_vec());
    assert_eq!(compose(base.clone(), base.clone(), base).await.unwrap_err().code(), "unsupported-input");
}

#[wasm_bindgen_test]
async fn the_page_has_its_turn_between_strips() {
    // A clock by which every look at it takes longer than a task may, and which goes on from the real one: the library
    // remembers when it last yielded. With each strip begins a walk of a thousand steps,
    // all of them in the task that is under way then: it comes to its end before the next strip only if that strip
    // leaves the task, and that is when the page has its turn. (Which of two waiting tasks goes first is the engine's
    // own choice: WebKit may take the message of one channel before that of another, posted earlier.)
    let code = "let ms = performance.now(); performance.now = () => (ms += 100);
        const { prototype } = OffscreenCanvasRenderingContext2D; const { putImageData } = prototype;
        const turns = { taken: 0, seen: [], mend() { delete performance.now; prototype.putImageData = putImageData; } };
        const walk = async () => { for (let step = 0; step < 1000; step += 1) await null; turns.taken += 1; };
        prototype.putImageData = function (...words) {
            walk(); turns.seen.push(turns.taken); return putImageData.apply(this, words); };
        return turns";
    let spy = js(code, &JsValue::NULL).await;
    composed("ink.fillStyle = '#fff'; ink.fillRect(0, 0, 200, 150)", 0).await;
    // Three strips.
    let seen = js("it.mend(); return it.seen.join()", &spy).await;
    assert_eq!(seen.as_string().as_deref(), Some("0,1,2"));
}

#[wasm_bindgen_test]
async fn a_feather_wider_than_256_px_is_refused() {
    let base = drawn(4, 4, "").await;
    let error = compose(base.clone(), base.clone(), base).feather_px(257).await.unwrap_err();
    assert_eq!((error.code(), error.field()), ("invalid-options", Some("featherPx")));
}
