//! Facts about the runtime that a failed request is judged by: the page's origin, offline, a browser or not, and whether
//! a promise failed before any input or output could have happened.

use crate::caller::member;
use js_sys::Promise;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use tintype_protocol::text::has;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Turns of the microtask queue: more than any chain of promises that only passes a failure on.
const MICROTASKS: usize = 32;

/// True when the device has no network. Runtimes that do not say are taken for online.
pub fn is_offline() -> bool {
    member(&global("navigator"), "onLine").as_bool() == Some(false)
}

/// True in a page or worker of a browser, where the rules of CORS hold and the cause of a failure is hidden.
pub fn is_browser() -> bool {
    let versions = member(&global("process"), "versions");
    // Electron's pages have `process` too.
    global("document").is_object() || !member(&versions, "node").is_string()
}

/// Waits for the answer of a transport; beside its outcome, whether that came within the task that is running now.
///
/// The event loop gets no turn while there are microtasks, so what settles among them has waited for no network.
pub async fn settle_in_task(answer: JsFuture) -> (Result<JsValue, JsValue>, bool) {
    let (mut answer, mut task) = (pin!(answer), pin!(microtasks()));
    let in_task = poll_fn(|context| match answer.as_mut().poll(context) {
        Poll::Ready(outcome) => Poll::Ready(Some(outcome)),
        Poll::Pending => task.as_mut().poll(context).map(|()| None),
    });
    match in_task.await {
        Some(outcome) => (outcome, true),
        None => (answer.await, false),
    }
}

async fn microtasks() {
    for _ in 0..MICROTASKS {
        // A promise that is already resolved is never rejected.
        let _ = JsFuture::from(Promise::resolve(&JsValue::UNDEFINED)).await;
    }
}

/// The origin of the page, also in its workers; none in Node.
pub fn origin() -> Option<String> {
    let origin = member(&global("location"), "origin").as_string()?;
    // That of a page without one is the word "null".
    Some(origin).filter(|origin| has(origin, "://"))
}

fn global(name: &str) -> JsValue {
    member(&js_sys::global().into(), name)
}
