//! Cancelling is dropping: the fetch is aborted, and nothing goes on behind the caller's back.

use super::service::{Service, answer, js};
use futures_util::future::{Either, select};
use std::pin::pin;
use std::time::Duration;
use tintype::{ApiKey, GenerateBuilder, Retry};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// Drops a call once the service has noted `count` at `name`.
async fn drop_once(service: &Service, call: GenerateBuilder, name: &str, count: u32) {
    let until_noted = async {
        while service.noted::<u32>(name).unwrap_or(0) < count {
            // A task and not only a turn of promises: a call lets the page have its turn before it sends.
            js("await new Promise((done) => setTimeout(done))", &JsValue::NULL).await;
        }
    };
    match select(call.into_future(), pin!(until_noted)).await {
        Either::Left(_) => panic!("a service that never answers answered"),
        Either::Right(((), call)) => drop(call),
    }
}

#[wasm_bindgen_test]
async fn dropping_the_future_aborts_the_request() {
    let service = Service::new("new Promise(() => {})");
    drop_once(&service, service.client().generate("a fox"), "length", 1).await;
    assert!(service.request(0).signal().aborted());
}

#[wasm_bindgen_test]
async fn dropping_the_future_aborts_all_of_its_requests() {
    let service = Service::new("new Promise(() => {})");
    drop_once(&service, service.client().generate("a fox").count(6), "length", 4).await;
    let aborted = (0..service.calls()).filter(|&at| service.request(at).signal().aborted()).count();
    assert_eq!((service.calls(), aborted), (4, 4));
}

#[wasm_bindgen_test]
async fn dropping_the_future_cancels_the_body_that_it_reads() {
    let service = Service::new(
        "new Response(new ReadableStream({
            start(body) { body.enqueue(new TextEncoder().encode('{\"candidates\":')); },
            pull() { calls.pulled = 1; },
            cancel() { calls.cancelled = 1; },
        }))",
    );
    drop_once(&service, service.client().generate("a fox"), "pulled", 1).await;
    js("await new Promise((done) => setTimeout(done))", &JsValue::NULL).await;
    assert_eq!(service.noted("cancelled"), Some(1));
    assert!(service.request(0).signal().aborted());
}

#[wasm_bindgen_test]
async fn dropping_the_future_while_it_waits_for_another_attempt_sends_nothing_more() {
    let service = Service::new("new Response('', { status: 503 })");
    let patient = Retry::default().base_delay(Duration::from_millis(40));
    let client = service.builder().api_key("sk-test").retry(patient).build().unwrap();
    drop_once(&service, client.generate("a fox"), "length", 1).await;
    js("await new Promise((done) => setTimeout(done, 100))", &JsValue::NULL).await;
    assert_eq!(service.calls(), 1);
}

#[wasm_bindgen_test]
async fn requests_run_four_at_a_time_and_come_out_in_order() {
    // Later requests answer sooner.
    let service = Service::new(&format!(
        "(async (at) => {{
            calls.open = (calls.open ?? 0) + 1;
            calls.most = Math.max(calls.most ?? 0, calls.open);
            await new Promise((done) => setTimeout(done, 40 - 6 * at));
            calls.open--;
            if (at === 3) return new Response('', {{ status: 400 }});
            return new Response(`{}`.replace('Here.', at));
        }})(calls.length)",
        answer().replace('\n', " ")
    ));
    let generation = service.client().generate("a fox").count(6).await.unwrap();
    assert_eq!((generation.text.as_str(), generation.failures.len()), ("12456", 1));
    assert_eq!((generation.images.len(), service.noted("most")), (5, Some(4)));
}

#[wasm_bindgen_test]
async fn a_timeout_aborts_the_request_and_is_not_repeated() {
    let service = Service::new("new Promise(() => {})");
    let client = service.builder().api_key("sk-test").timeout(Duration::from_millis(1)).build().unwrap();
    let error = client.generate("a fox").await.unwrap_err();
    assert_eq!(error.code(), "timeout");
    assert_eq!(service.calls(), 1);
    assert!(service.request(0).signal().aborted());
}

#[wasm_bindgen_test]
async fn a_list_of_models_that_does_not_come_times_out() {
    for service in ["new Promise(() => {})", "new Response(new ReadableStream({}))"].map(Service::new) {
        let client = service.builder().api_key("sk-test").timeout(Duration::from_millis(20)).build().unwrap();
        let error = client.models().await.unwrap_err();
        assert_eq!((error.code(), service.calls()), ("timeout", 1));
        assert!(service.request(0).signal().aborted());
    }
}

#[wasm_bindgen_test]
async fn a_key_function_is_called_before_every_attempt() {
    use std::{cell::Cell, rc::Rc};
    let body = answer().replace('\n', " ");
    let service = Service::new(&format!(
        "calls.length < 3 ? new Response('', {{ status: 503 }}) : new Response(`{body}`)"
    ));
    let calls = Rc::new(Cell::new(0));
    let count = Rc::clone(&calls);
    let key = ApiKey::from_fn(move || {
        count.set(count.get() + 1);
        std::future::ready(Ok(format!("sk-key-{}", count.get())))
    });
    let quick = Retry::default().base_delay(Duration::from_millis(1));
    let client = service.builder().api_key(key).retry(quick).build().unwrap();
    client.generate("a fox").await.unwrap();
    let header = service.request(2).headers().get("authorization").unwrap();
    assert_eq!((calls.get(), header.as_deref()), (3, Some("Bearer sk-key-3")));
}
