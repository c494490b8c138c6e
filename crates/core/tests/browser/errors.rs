//! Failures that only a browser makes, and that the page goes on after each.

use super::normalize::{NOISE, blob};
use super::service::{Service, answer, js};
use std::time::Duration;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

async fn code_of(service: &Service) -> &'static str {
    let client = service.client();
    let error = client.generate("a fox").await.unwrap_err();
    assert!(!format!("{error:?}").contains("sk-test-key"), "{error:?}");
    // The module lives on.
    let again = Service::answering(&answer());
    assert!(again.client().generate("a fox").await.is_ok());
    error.code()
}

#[wasm_bindgen_test]
async fn a_rejected_fetch_is_a_network_error_whatever_it_rejects_with() {
    for rejection in ["new TypeError('Failed to fetch')", "'a string'", "undefined", "null", "{ a: 1 }", "42"]
    {
        let service = Service::new(&format!("Promise.reject({rejection})"));
        assert_eq!(code_of(&service).await, "network", "{rejection}");
    }
}

#[wasm_bindgen_test]
async fn a_key_restricted_to_websites_names_this_pages_origin() {
    let reason = "API_KEY_HTTP_REFERRER_BLOCKED";
    let service = Service::new(&format!(
        "new Response(JSON.stringify({{ error: {{ code: 403, message: 'Requests from referer <empty> are blocked.',
            details: [{{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: '{reason}' }}] }} }}), {{ status: 403 }})"
    ));
    let error = service.client().generate("a fox").await.unwrap_err();
    let origin = js("return location.origin", &JsValue::NULL).await.as_string().unwrap();
    assert_eq!(error.code(), "permission");
    assert!(error.message().contains(&format!("allow {origin} in")), "{error}");
}

#[wasm_bindgen_test]
async fn a_transport_that_gives_no_response_is_a_network_error() {
    for answer in ["undefined", "null", "42", "{}"] {
        assert_eq!(code_of(&Service::new(answer)).await, "network", "{answer}");
    }
}

#[wasm_bindgen_test]
async fn a_body_that_breaks_off_is_truncated() {
    let service = Service::new(
        "new Response(new ReadableStream({ start(controller) {
            controller.enqueue(new TextEncoder().encode('{\"candidates\":[{'));
            controller.error(new Error('reset'));
        } }))",
    );
    assert_eq!(code_of(&service).await, "truncated-response");
}

/// A Response whose body has the answer as one chunk that `make` makes of its bytes.
fn chunk(make: &str) -> String {
    let answer = answer().replace('\n', " ");
    format!(
        "new Response(new ReadableStream({{ start(controller) {{
            const make = (bytes) => {make};
            controller.enqueue(make(new TextEncoder().encode(`{answer}`)));
            controller.close();
        }} }}))"
    )
}

const FRAME: &str = "globalThis.frame ??= document.body.appendChild(document.createElement('iframe'));";

#[wasm_bindgen_test]
async fn chunks_of_another_realm_and_other_views_are_bytes_as_well() {
    js(FRAME, &JsValue::NULL).await;
    for make in [
        "new frame.contentWindow.Uint8Array(bytes)",
        "new DataView(bytes.buffer)",
        "new Uint8ClampedArray(bytes)",
    ] {
        let service = Service::new(&chunk(make));
        let generation = service.client().generate("a fox").await;
        assert!(generation.is_ok_and(|generation| generation.images.len() == 1), "{make}");
    }
}

#[wasm_bindgen_test]
async fn chunks_that_are_no_bytes_are_reported() {
    for make in ["new TextDecoder().decode(bytes)", "bytes.buffer", "7", "null", "{ length: 3 }"] {
        assert_eq!(code_of(&Service::new(&chunk(make))).await, "malformed-response", "{make}");
    }
}

#[wasm_bindgen_test]
async fn a_body_cut_at_any_byte_is_never_half_an_image() {
    let answer = answer();
    for cut in 0..answer.len() - 1 {
        let service = Service::answering(&answer[..cut]);
        let error = service.client().generate("a fox").await.unwrap_err();
        let expected = if cut == 0 { "empty-response" } else { "truncated-response" };
        assert_eq!(error.code(), expected, "cut at {cut}");
    }
}

#[wasm_bindgen_test]
async fn pages_and_other_statuses_have_their_own_codes() {
    for (response, code) in [
        ("new Response('<html><title>Sign in</title>')", "not-the-api"),
        ("new Response('<html>', { status: 502 })", "not-the-api"),
        ("new Response('', { status: 401 })", "auth"),
        (
            "new Response('{\"error\":{\"code\":\"insufficient_user_quota\",\"message\":\"sk-test-key\"}}', { status: 403 })",
            "billing",
        ),
        ("new Response('', { status: 429, headers: { 'retry-after': '7' } })", "rate-limited"),
        ("new Response('{}')", "empty-response"),
        ("new Response(null, { status: 204 })", "empty-response"),
    ] {
        assert_eq!(code_of(&Service::new(response)).await, code, "{response}");
    }
}

#[wasm_bindgen_test]
async fn retry_after_is_read_from_the_header() {
    for (header, expected) in
        [("7", Some(7000)), ("1.5", Some(1500)), (" 2 ", Some(2000)), ("soon", None), ("-1", None)]
    {
        let service = Service::new(&format!(
            "new Response('', {{ status: 429, headers: {{ 'retry-after': '{header}' }} }})"
        ));
        let error = service.client().generate("a fox").await.unwrap_err();
        assert_eq!(error.retry_after(), expected.map(Duration::from_millis), "{header}");
    }
    let service = Service::new(
        "new Response('', { status: 429, headers: { 'retry-after': new Date(Date.now() + 60_000).toUTCString() } })",
    );
    let error = service.client().generate("a fox").await.unwrap_err();
    assert!(error.retry_after().is_some_and(|wait| (50..=60).contains(&wait.as_secs())), "{error:?}");
}

#[wasm_bindgen_test]
async fn the_error_names_the_object_that_found_no_memory() {
    // A member of its options that every Blob asks for.
    const BREAK: &str = "Object.defineProperty(Object.prototype, 'endings',
        { configurable: true, get() { throw new RangeError('no room'); } });";
    const MEND: &str = "delete Object.prototype.endings;";
    let image = blob(&format!("{NOISE} return canvas.convertToBlob()")).await;
    js(BREAK, &JsValue::NULL).await;
    let sending = Service::answering(&answer());
    // Without an image, a request is no Blob.
    let for_request = sending.client().generate("a fox").image(image).await;
    js(MEND, &JsValue::NULL).await;
    assert_eq!((for_request.unwrap_err().code(), sending.calls()), ("unsupported-input", 0));
    // The request is made; what it is answered with finds no memory.
    let answering = Service::new(&format!("(() => {{ {BREAK} return {} }})()", chunk("bytes")));
    let for_answer = answering.client().generate("a fox").await;
    js(MEND, &JsValue::NULL).await;
    assert_eq!(for_answer.unwrap_err().code(), "malformed-response");
}

#[wasm_bindgen_test]
async fn wrong_options_are_refused_with_their_field_and_nothing_is_sent() {
    let service = Service::answering(&answer());
    let error = service.client().generate("a fox").aspect_ratio("7:5").await.unwrap_err();
    assert_eq!((error.code(), error.field()), ("invalid-options", Some("aspectRatio")));
    assert_eq!(service.calls(), 0);
}
