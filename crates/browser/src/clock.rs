//! Time from the global scope, which pages, workers and Node share.

use js_sys::{Function, Promise};
use std::cell::Cell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageChannel, MessagePort};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn performance_now() -> f64;

    // The timer id is not a number in Node.
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &Function, ms: f64) -> JsValue;

    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(id: &JsValue);
}

/// The longest delay that `setTimeout` supports. Longer timers fire immediately.
const MAX_TIMEOUT_MS: f64 = 2_147_483_647.0;

/// Returns the milliseconds since the page or worker began.
pub fn now_ms() -> f64 {
    performance_now()
}

/// Waits `ms` milliseconds. Dropping the future clears the timer.
pub async fn sleep(ms: f64) {
    let mut timer = None;
    let promise = Promise::new(&mut |resolve, _| {
        let id = set_timeout(&resolve, ms.clamp(0.0, MAX_TIMEOUT_MS));
        timer = Some(Timer { id, resolve });
    });
    // The promise is never rejected.
    let _ = JsFuture::from(promise).await;
    drop(timer);
}

struct Timer {
    id: JsValue,
    resolve: Function,
}

impl Drop for Timer {
    fn drop(&mut self) {
        clear_timeout(&self.id);
        // A promise that never settles leaks everything that awaits it.
        let _ = self.resolve.call0(&JsValue::UNDEFINED);
    }
}

/// The longest work between two yields to the event loop, below the 50 ms of a long task.
pub const YIELD_AFTER_MS: f64 = 20.0;

thread_local! {
    /// The time of the last yield to the event loop, shared by all calls, because many of them can run within one task.
    static LAST_YIELD_MS: Cell<f64> = const { Cell::new(0.0) };
}

/// Yields to the event loop if the last yield was too long ago.
pub async fn yield_if_due() {
    if now_ms() - LAST_YIELD_MS.get() >= YIELD_AFTER_MS {
        yield_to_event_loop().await;
    }
}

/// Yields to the event loop, so that all pending tasks of the page run first. A message to itself is used, because a
/// hidden page throttles timers to one a second, and continuations of `scheduler.yield` run before every timer and
/// message.
pub async fn yield_to_event_loop() {
    let Ok(channel) = MessageChannel::new() else { return };
    let mut message = None;
    let promise = Promise::new(&mut |resolve, _| {
        channel.port1().set_onmessage(Some(&resolve));
        message = Some(Message { port: channel.port1(), resolve });
    });
    // `null` can always be posted.
    let _ = channel.port2().post_message(&JsValue::NULL);
    let _ = JsFuture::from(promise).await;
    drop(message);
    LAST_YIELD_MS.set(now_ms());
}

struct Message {
    port: MessagePort,
    resolve: Function,
}

impl Drop for Message {
    fn drop(&mut self) {
        // An open port keeps Node from exiting.
        self.port.close();
        // A promise that never settles leaks everything that awaits it.
        let _ = self.resolve.call0(&JsValue::UNDEFINED);
    }
}
