//! Time from the global scope, which pages, workers and Node have alike.

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn performance_now() -> f64;

    // Not a number in Node.
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &Function, ms: f64) -> JsValue;

    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(id: &JsValue);
}

/// The longest time that `setTimeout` takes; it fires at once for more.
const MAX_TIMEOUT_MS: f64 = 2_147_483_647.0;

/// Milliseconds since the page or worker began.
pub fn now_ms() -> f64 {
    performance_now()
}

/// Ends after `ms` milliseconds; dropped earlier, it leaves no timer behind.
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
        // A promise that never settles would keep for ever what waited for it.
        let _ = self.resolve.call0(&JsValue::UNDEFINED);
    }
}
