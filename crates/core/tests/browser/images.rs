//! From an answer to a picture that the browser shows.

use super::service::{Service, answer, js, number};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const SIZE_OF_IMAGE: &str = "const image = new Image(); image.src = it; await image.decode();
    return { width: image.naturalWidth, height: image.naturalHeight };";
const IS_ALIVE: &str = "return fetch(it).then(() => true, () => false);";

#[wasm_bindgen_test]
async fn an_answer_becomes_a_blob_url_of_the_size_that_it_reports() {
    let service = Service::answering(&answer());
    let generation = service.client().generate("a fox").await.unwrap();
    let image = generation.image().unwrap();
    assert!(image.url().starts_with("blob:"));
    assert_eq!(
        (image.mime_type(), image.extension(), image.width(), image.height()),
        ("image/png", "png", 3, 2)
    );
    assert_eq!(image.byte_length() as f64, image.blob().size());
    assert_eq!(image.blob().type_(), "image/png");
    let shown = js(SIZE_OF_IMAGE, &image.url().into()).await;
    assert_eq!((number(&shown, "width"), number(&shown, "height")), (3.0, 2.0));
    assert_eq!((generation.text.as_str(), generation.finish_reason.as_str()), ("Here.", "STOP"));
}

#[wasm_bindgen_test]
async fn an_address_lives_exactly_as_long_as_its_image() {
    let service = Service::answering(&answer());
    let generation = service.client().generate("a fox").await.unwrap();
    let kept = generation.image().unwrap().clone();
    let url = JsValue::from_str(kept.url());
    drop(generation);
    assert!(js(IS_ALIVE, &url).await.is_truthy());
    drop(kept);
    assert!(js(IS_ALIVE, &url).await.is_falsy());
}

#[wasm_bindgen_test]
async fn a_request_carries_two_headers_and_the_key_only_in_one_of_them() {
    let service = Service::answering(&answer());
    service.client().generate("a fox").await.unwrap();
    let request = service.request(0);
    assert_eq!(request.method(), "POST");
    assert_eq!(
        request.url(),
        "https://service.test/prefix/v1beta/models/gemini-2.5-flash-image:generateContent"
    );
    let headers =
        js("return [...it.headers].map(([name, value]) => `${name}: ${value}`).join('\\n')", &request).await;
    let expected = "authorization: Bearer sk-test-key\ncontent-type: application/json";
    assert_eq!(headers.as_string().as_deref(), Some(expected));
}

#[wasm_bindgen_test]
async fn only_raster_images_get_an_object_url() {
    // `<svg onload=…>` labelled as a PNG.
    let svg = "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIG9ubG9hZD0iYWxlcnQoMSkiLz4=";
    let service = Service::answering(&answer().replace(super::service::PNG, svg));
    let error = service.client().generate("a fox").await.unwrap_err();
    assert_eq!(error.code(), "malformed-response");
}

#[wasm_bindgen_test]
async fn progress_goes_through_the_phases_in_order() {
    use std::{cell::RefCell, rc::Rc};
    let phases = Rc::new(RefCell::new(Vec::new()));
    let seen = Rc::clone(&phases);
    let call = Service::answering(&answer()).client().generate("a fox");
    call.on_progress(move |progress| seen.borrow_mut().push(progress.phase.name())).await.unwrap();
    let mut phases = phases.take();
    phases.dedup();
    assert_eq!(phases, ["preparing", "sending", "waiting", "receiving", "done"]);
}

#[wasm_bindgen_test]
async fn events_right_before_a_stall_are_delivered() {
    use futures_util::future::{Either, select};
    use std::{cell::Cell, pin::pin, rc::Rc};
    // Within the frame in which receiving began, and then nothing more.
    let service = Service::new(
        "new Response(new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(1000).fill(32)) }))",
    );
    let received = Rc::new(Cell::new(0));
    let seen = Rc::clone(&received);
    let call = service.client().generate("a fox");
    let call = call.on_progress(move |progress| seen.set(progress.received_bytes)).into_future();
    let a_while = async { js("await new Promise((done) => setTimeout(done, 300))", &JsValue::NULL).await };
    match select(call, pin!(a_while)).await {
        Either::Left(_) => panic!("an answer that never ends ended"),
        Either::Right(_) => assert_eq!(received.get(), 1000),
    }
}
