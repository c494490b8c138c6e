//! Inputs that have to be changed before they can be sent.

use super::service::{Service, answer, js, number};
use serde_json::Value;
use tintype::{ImageInput, InputLimits, compose, inspect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Blob;

/// Sends `input`, and reads the image that was sent: media type, width and height.
async fn sent(input: ImageInput, input_limits: InputLimits) -> Result<(String, u32, u32), &'static str> {
    let service = Service::answering(&answer());
    let call = service.client().generate("x").image(input).input(input_limits);
    call.await.map_err(|error| error.code())?;
    let body: Value = serde_json::from_str(&service.body(0).await).unwrap();
    let inline = &body["contents"][0]["parts"][1]["inlineData"];
    let (mime_type, data) = (inline["mimeType"].as_str().unwrap(), inline["data"].as_str().unwrap());
    let info = inspect(ImageInput::Url(format!("data:;base64,{data}"))).await.unwrap();
    assert_eq!(info.image_type.mime_type(), mime_type);
    Ok((mime_type.to_owned(), info.width, info.height))
}

pub async fn blob(script: &str) -> Blob {
    js(script, &JsValue::NULL).await.unchecked_into()
}

/// A canvas that no compression makes small.
pub const NOISE: &str = "const canvas = new OffscreenCanvas(600, 400); const ink = canvas.getContext('2d');
    const data = ink.createImageData(600, 400);
    let state = 1; const next = () => { state ^= state << 13; state ^= state >>> 17; state ^= state << 5; return state & 255; };
    for (let at = 0; at < data.data.length; at++) data.data[at] = at % 4 === 3 ? 255 : next();
    ink.putImageData(data, 0, 0);";

#[wasm_bindgen_test]
async fn every_canvas_source_is_sent_as_png() {
    for script in [
        "const canvas = document.createElement('canvas'); canvas.width = 30; canvas.height = 20; return canvas",
        "return new OffscreenCanvas(30, 20).getContext('2d') && Object.assign(new OffscreenCanvas(30, 20)).getContext('2d').canvas",
        "return new ImageData(30, 20)",
        "return createImageBitmap(new ImageData(30, 20))",
        "const canvas = document.createElement('canvas'); canvas.width = 30; canvas.height = 20;
         const image = new Image(); image.src = canvas.toDataURL(); await image.decode(); return image",
    ] {
        let drawable = ImageInput::Drawable(js(script, &JsValue::NULL).await.unchecked_into());
        assert_eq!(
            sent(drawable, InputLimits::default()).await,
            Ok(("image/png".to_owned(), 30, 20)),
            "{script}"
        );
    }
}

#[wasm_bindgen_test]
async fn types_that_the_service_does_not_take_become_png() {
    // A GIF of one pixel, a BMP of 2 × 1, an SVG with a size and one that has only a shape.
    let gif = "data:;base64,R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=";
    let bmp =
        "data:;base64,Qk0+AAAAAAAAADYAAAAoAAAAAgAAAAEAAAABABgAAAAAAAgAAAATCwAAEwsAAAAAAAAAAAAA/wAAAP8AAAA=";
    let svg = "data:,<svg xmlns='http://www.w3.org/2000/svg' width='40' height='30'><rect width='9' height='9'/></svg>";
    let shape = "data:,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 30'><path/></svg>";
    for (input, width, height) in [(gif, 1, 1), (bmp, 2, 1), (svg, 40, 30), (shape, 1024, 768)] {
        let sent = sent(ImageInput::Url(input.to_owned()), InputLimits::default()).await;
        assert_eq!(sent, Ok(("image/png".to_owned(), width, height)), "{input}");
    }
}

#[wasm_bindgen_test]
async fn long_images_are_scaled_and_refused_where_that_is_not_wanted() {
    let png = blob(&format!("{NOISE} return canvas.convertToBlob()")).await;
    let limits = InputLimits::default().max_side_px(300);
    assert_eq!(sent(png.clone().into(), limits).await, Ok(("image/png".to_owned(), 300, 200)));
    assert_eq!(sent(png.into(), limits.convert(false)).await, Err("unsupported-input"));
}

#[wasm_bindgen_test]
async fn an_image_too_large_for_a_request_is_scaled_down() {
    let png = blob(&format!("{NOISE} return canvas.convertToBlob()")).await;
    assert!(png.size() > 400_000.0);
    let limits = InputLimits::default().max_bytes(60_000);
    let service = Service::answering(&answer());
    service.client().generate("x").images([&png, &png]).input(limits).await.unwrap();
    assert!(service.body(0).await.len() <= 60_000);
    assert_eq!(sent(png.into(), limits.convert(false)).await, Err("unsupported-input"));
}

#[wasm_bindgen_test]
async fn a_turned_photo_is_converted_upright() {
    // A JPEG whose EXIF says: shown turned by a quarter.
    let script = format!(
        "{NOISE} const file = await canvas.convertToBlob({{ type: 'image/jpeg' }});
         const exif = [0xff, 0xe1, 0, 0x22, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1,
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
         return new Blob([file.slice(0, 2), new Uint8Array(exif), file.slice(2)])"
    );
    let photo = blob(&script).await;
    let info = inspect(&photo).await.unwrap();
    assert_eq!((info.width, info.height), (400, 600));
    let limits = InputLimits::default().max_side_px(300);
    assert_eq!(sent(photo.into(), limits).await, Ok(("image/jpeg".to_owned(), 200, 300)));
}

/// Counts the bitmaps that `createImageBitmap` makes, and those that are closed.
const COUNT_BITMAPS: &str = "const make = globalThis.createImageBitmap; const { close } = ImageBitmap.prototype;
    const count = { made: 0, closed: 0, mend() { globalThis.createImageBitmap = make; ImageBitmap.prototype.close = close; } };
    globalThis.createImageBitmap = (...words) => make(...words).then((made) => { count.made += 1; return made; });
    ImageBitmap.prototype.close = function () { count.closed += 1; close.call(this); };
    return count";

#[wasm_bindgen_test]
async fn every_bitmap_is_closed_and_the_callers_own_is_not() {
    let png = blob(&format!("{NOISE} return canvas.convertToBlob()")).await;
    let own = js("return createImageBitmap(new ImageData(30, 20))", &JsValue::NULL).await;
    let count = js(COUNT_BITMAPS, &JsValue::NULL).await;
    let limits = InputLimits::default().max_bytes(60_000);
    let is_sent = sent(png.clone().into(), limits).await.is_ok();
    let own_is_sent =
        sent(ImageInput::Drawable(own.clone().unchecked_into()), InputLimits::default()).await.is_ok();
    let is_composed = compose(&png, &png, &png).await.is_ok();
    js("it.mend()", &count).await;
    assert!(is_sent && own_is_sent && is_composed);
    let made = number(&count, "made");
    assert!(made >= 5.0, "{made}");
    assert_eq!(number(&count, "closed"), made);
    assert_eq!(number(&own, "width"), 30.0);
}
