//! Streams: events in order while the answer comes in, the outcome at the end, and the end of the request when
//! nobody listens any more.

use super::service::{PNG, Service, js, number};
use futures_util::StreamExt;
use tintype::Event;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// Makes a body with one chunk for each string; the last chunk is held back while `isOpen`.
fn body(chunks: &[&str], is_open: bool) -> String {
    let list: Vec<_> = chunks.iter().map(|chunk| format!("`{}`", chunk.replace('\n', "\\n"))).collect();
    format!(
        "new Response(new ReadableStream({{ async start(controller) {{
            for (const text of [{}]) controller.enqueue(new TextEncoder().encode(text));
            if (!{is_open}) controller.close();
        }}, cancel() {{ calls.isCancelled = true; }} }}), {{ headers: {{ 'content-type': 'text/event-stream' }} }})",
        list.join(",")
    )
}

fn events() -> Vec<String> {
    let text = r#"data: {"candidates":[{"content":{"parts":[{"text":"One "}]}}]}"#;
    let image = format!(
        r#"data: {{"candidates":[{{"content":{{"parts":[{{"inlineData":{{"mimeType":"image/png","data":"{PNG}"}}}}]}}}}]}}"#
    );
    let end = r#"data: {"candidates":[{"content":{"role":"model"},"finishReason":"STOP"}]}"#;
    [text.to_owned(), image, end.to_owned()].map(|event| event + "\n\n").to_vec()
}

#[wasm_bindgen_test]
async fn events_come_in_order_and_the_outcome_has_them_all() {
    let events = events();
    let chunks: Vec<_> = events.iter().map(String::as_str).collect();
    let service = Service::new(&body(&chunks, false));
    let mut stream = service.client().generate("a comic").stream();
    let mut seen = Vec::new();
    let mut image = None;
    while let Some(event) = stream.next().await {
        match event.unwrap() {
            Event::Text(text) => seen.push(text),
            Event::Image(found) => {
                seen.push(format!("{}x{}", found.width(), found.height()));
                image = Some(found);
            }
            _ => {}
        }
    }
    assert_eq!(seen, ["One ", "3x2"]);
    let generation = stream.result().await.unwrap();
    assert_eq!(generation.image(), image.as_ref());
    assert!(service.request(0).url().ends_with(":streamGenerateContent?alt=sse"));
}

#[wasm_bindgen_test]
async fn an_image_is_there_before_the_stream_ends_and_leaving_aborts_it() {
    let events = events();
    let service = Service::new(&body(&[&events[0], &events[1]], true));
    let mut stream = service.client().generate("a comic").stream();
    let image = loop {
        if let Event::Image(image) = stream.next().await.unwrap().unwrap() {
            break image;
        }
    };
    assert_eq!(image.width(), 3);
    drop(stream);
    assert!(service.request(0).signal().aborted());
    // For a transport that does not listen to the signal.
    assert!(service.noted("isCancelled") == Some(true));
}

#[wasm_bindgen_test]
async fn a_failure_comes_once_and_ends_the_stream() {
    let service = Service::new("new Response('', { status: 401 })");
    let mut stream = service.client().generate("a comic").stream();
    let mut codes = Vec::new();
    while let Some(event) = stream.next().await {
        if let Err(error) = event {
            codes.push(error.code());
        }
    }
    assert_eq!(codes, ["auth"]);
    assert_eq!(stream.result().await.unwrap_err().code(), "auth");
}

#[wasm_bindgen_test]
async fn thousands_of_events_leave_the_page_its_turns() {
    let parts = vec![r#"{"text":"a"}"#; 30_000].join(",");
    let body = format!(r#"{{"candidates":[{{"content":{{"parts":[{parts}]}},"finishReason":"STOP"}}]}}"#);
    let service = Service::answering(&body);
    let counting = js(
        "const { port1, port2 } = new MessageChannel();
         const counting = { turns: 0, end: () => port1.close() };
         port1.onmessage = () => { counting.turns += 1; port2.postMessage(0); };
         port2.postMessage(0);
         return counting;",
        &JsValue::NULL,
    )
    .await;
    let mut stream = service.client().generate("a fox").stream();
    let (mut events, mut turns_before) = (0, None);
    // The outcome is an error: there is no image.
    while let Some(Ok(event)) = stream.next().await {
        if let Event::Text(_) = event {
            turns_before.get_or_insert_with(|| number(&counting, "turns"));
            events += 1;
            // The work of a caller, 300 ms of it whatever the machine.
            let until = js_sys::Date::now() + if events % 1_000 == 0 { 10.0 } else { 0.0 };
            while js_sys::Date::now() < until {}
        }
    }
    let turns = number(&counting, "turns") - turns_before.unwrap();
    js("it.end()", &counting).await;
    assert_eq!(events, 30_000);
    assert!(turns >= 5.0, "{turns} turns of the event loop");
}
