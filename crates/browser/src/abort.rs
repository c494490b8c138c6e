//! Cancellation by ownership: dropping the guard aborts the request.

use wasm_bindgen::JsValue;
use web_sys::{AbortController, AbortSignal};

/// Aborts a fetch when it is dropped. The guard is stored with the body, so that an unread body stops loading.
///
/// The caller's own signal is never passed to `fetch`, which would reject with its reason, and that may be any value.
#[must_use = "dropping the guard ends the request"]
pub struct AbortGuard(AbortController);

impl AbortGuard {
    /// Creates a guard with the signal for its fetch.
    pub fn new() -> Result<Self, JsValue> {
        AbortController::new().map(Self)
    }

    /// Returns the signal for the fetch.
    pub fn signal(&self) -> AbortSignal {
        self.0.signal()
    }
}

impl Drop for AbortGuard {
    fn drop(&mut self) {
        // Aborting after the end of the body has no effect.
        self.0.abort();
    }
}
