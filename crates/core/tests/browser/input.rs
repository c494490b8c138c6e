//! Input images on their way into the body.

use super::service::{PNG, Service, answer, js};
use gloo_net::http::Request;
use js_sys::{Array, Uint8Array};
use tintype::{ImageInput, InputLimits, inspect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Blob;

async fn png_bytes() -> Vec<u8> {
    let response = Request::get(&format!("data:;base64,{PNG}")).send().await.unwrap();
    response.binary().await.unwrap()
}

fn mislabelled_blob(bytes: &[u8]) -> Blob {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type("text/plain");
    Blob::new_with_u8_array_sequence_and_options(&Array::of1(&Uint8Array::from(bytes)), &options).unwrap()
}

#[wasm_bindgen_test]
async fn every_kind_of_input_is_sent_after_the_prompt_typed_by_its_bytes() {
    let bytes = png_bytes().await;
    let blob = mislabelled_blob(&bytes);
    let blob_url = js("return URL.createObjectURL(it)", &blob).await.as_string().unwrap();
    let images: Vec<ImageInput> = vec![
        blob.into(),
        bytes.into(),
        ImageInput::Url(blob_url),
        ImageInput::Url(format!("data:image/gif;base64,{PNG}")),
    ];
    let count = images.len();
    let service = Service::answering(&answer());
    service.client().generate("make it blue").images(images).await.unwrap();
    let image = format!(r#"{{"inlineData":{{"mimeType":"image/png","data":"{PNG}"}}}}"#);
    let parts = [vec![r#"{"text":"make it blue"}"#.to_owned()], vec![image; count]].concat().join(",");
    let expected = format!(
        r#"{{"contents":[{{"role":"user","parts":[{parts}]}}],"generationConfig":{{"responseModalities":["TEXT","IMAGE"]}}}}"#
    );
    assert_eq!(service.body(0).await, expected);
}

#[wasm_bindgen_test]
async fn base64_made_in_slices_is_the_base64_of_the_whole() {
    // Over two of the stretches that are read at once, and no multiple of three.
    let mut bytes = png_bytes().await;
    bytes.extend((0..7_000_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8));
    let blob = mislabelled_blob(&bytes);
    let service = Service::answering(&answer());
    // The bytes behind the picture are metadata.
    let limits = InputLimits::default().keep_metadata(true);
    service.client().generate("x").image(&blob).input(limits).await.unwrap();
    let code = "return new Promise((done) => { const reader = new FileReader();
        reader.onload = () => done(reader.result.split(',')[1]); reader.readAsDataURL(it); })";
    let expected = js(code, &blob).await.as_string().unwrap();
    assert!(service.body(0).await.contains(&format!("\"data\":\"{expected}\"")));
}

#[wasm_bindgen_test]
async fn an_input_without_an_image_is_refused_before_sending() {
    let service = Service::answering(&answer());
    for bytes in [&b"<svg onload=alert(1)>"[..], b"", b"hello"] {
        let error = service.client().generate("x").image(bytes).await.unwrap_err();
        assert_eq!(error.code(), "unsupported-input");
    }
    let gone = js(
        "const url = URL.createObjectURL(it); URL.revokeObjectURL(url); return url",
        Blob::new().unwrap().unchecked_ref(),
    )
    .await;
    let call = service.client().generate("x").image(gone.as_string().unwrap());
    assert_eq!(call.await.unwrap_err().code(), "unsupported-input");
    assert_eq!(service.calls(), 0);
}

#[wasm_bindgen_test]
async fn inspect_reads_type_and_size_from_the_bytes() {
    let info = inspect(png_bytes().await).await.unwrap();
    assert_eq!((info.image_type.mime_type(), info.width, info.height), ("image/png", 3, 2));
}

#[wasm_bindgen_test]
async fn a_data_address_is_read_without_timers() {
    // A page that nobody looks at gets one a second.
    let code = "const { setTimeout } = globalThis; const timers = [];
        globalThis.setTimeout = (work, ms) => { timers.push(ms); return setTimeout(work, ms); };
        return { timers, mend() { globalThis.setTimeout = setTimeout; } }";
    let spy = js(code, &JsValue::NULL).await;
    let url = format!("data:;base64,{PNG}");
    let long = format!("{}{}", url.trim_end_matches('='), "A".repeat(4 << 20));
    let info = inspect(ImageInput::Url(long)).await.unwrap();
    let timers = js("it.mend(); return it.timers.filter((ms) => ms === 0).length", &spy).await;
    assert_eq!((info.width, timers.as_f64()), (3, Some(0.0)));
}
