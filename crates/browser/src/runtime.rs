//! Properties of the runtime that explain a failed request: the page's origin, the offline state, whether the runtime
//! is a browser, and whether a promise failed before any input or output could have happened.

use crate::caller::member;
use js_sys::Promise;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use tintype_protocol::text::has;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// The number of turns of the microtask queue, more than any chain of promises that only forwards a failure.
const MICROTASKS: usize = 32;

/// Returns `true` if the device has no network. Runtimes that do not report this count as online.
pub fn is_offline() -> bool {
    member(&global("navigator"), "onLine").as_bool() == Some(false)
}

/// Returns `true` in a page or worker of a browser, where CORS applies and the cause of a failure is hidden.
pub fn is_browser() -> bool {
    let versions = member(&global("process"), "versions");
    // Electron's pages have `process` too.
    global("document").is_object() || !member(&versions, "node").is_string()
}

/// Waits for the answer of a transport. Returns its outcome, and whether it settled within the current task.
///
/// The event loop does not run while there are microtasks, so a promise that settles among them has not waited for a
/// network.
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

/// Returns the origin of the page, also in its workers, or `None` in Node.
pub fn origin() -> Option<String> {
    let origin = member(&global("location"), "origin").as_string()?;
    // A page without an origin has the string "null".
    Some(origin).filter(|origin| has(origin, "://"))
}

fn global(name: &str) -> JsValue {
    member(&js_sys::global().into(), name)
}
