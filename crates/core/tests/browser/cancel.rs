//! Cancelling is dropping: the fetch is aborted, and nothing goes on behind the caller's back.

use super::service::{Service, answer, js, prompt};
use futures_util::future::{Either, select};
use std::pin::pin;
use tintype::{ApiKey, Client, ClientOptions};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn dropping_the_future_aborts_the_request() {
    let service = Service::new("new Promise(() => {})");
    let client = service.client();
    let call = client.generate(prompt("a fox"));
    let until_sent = async {
        while service.calls() == 0 {
            // A task and not only a turn of promises: a call lets the page have its turn before it sends.
            js("await new Promise((done) => setTimeout(done))", &JsValue::NULL).await;
        }
    };
    match select(Box::pin(call), pin!(until_sent)).await {
        Either::Left(_) => panic!("a service that never answers answered"),
        Either::Right(((), call)) => {
            assert!(!service.request(0).signal().aborted());
            drop(call);
        }
    }
    assert!(service.request(0).signal().aborted());
}

#[wasm_bindgen_test]
async fn a_timeout_aborts_the_request_and_is_not_repeated() {
    let service = Service::new("new Promise(() => {})");
    let client = Client::new(ClientOptions {
        api_key: Some(ApiKey::from("sk-test")),
        timeout_ms: 1,
        fetch: Some(service.fetch.clone()),
        ..Default::default()
    });
    let error = client.generate(prompt("a fox")).await.unwrap_err();
    assert_eq!(error.code(), "timeout");
    assert_eq!(service.calls(), 1);
    assert!(service.request(0).signal().aborted());
}

#[wasm_bindgen_test]
async fn a_key_that_is_asked_for_is_asked_before_every_attempt() {
    use std::{cell::Cell, rc::Rc};
    let body = answer().replace('\n', " ");
    let service = Service::new(&format!(
        "calls.length < 3 ? new Response('', {{ status: 503 }}) : new Response(`{body}`)"
    ));
    let asked = Rc::new(Cell::new(0));
    let count = Rc::clone(&asked);
    let key = ApiKey::asked(move || {
        count.set(count.get() + 1);
        std::future::ready(Ok(format!("sk-key-{}", count.get())))
    });
    let client = Client::new(ClientOptions {
        api_key: Some(key),
        retry: tintype::Retry { base_delay_ms: 1.0, ..Default::default() },
        fetch: Some(service.fetch.clone()),
        ..Default::default()
    });
    client.generate(prompt("a fox")).await.unwrap();
    let header = service.request(2).headers().get("authorization").unwrap();
    assert_eq!((asked.get(), header.as_deref()), (3, Some("Bearer sk-key-3")));
}
