//! Cancellation is ownership: the owner of the guard keeps the request alive.

use wasm_bindgen::JsValue;
use web_sys::{AbortController, AbortSignal};

/// Ends a fetch when it is dropped. It travels with the body, so that a body nobody reads is not loaded on.
///
/// The caller's own signal is never passed on, because its reason may be any value and gloo-net accepts only `Error`s.
#[must_use = "dropping the guard ends the request"]
pub struct AbortGuard(AbortController);

impl AbortGuard {
    /// A guard and the signal for the fetch that it guards.
    pub fn new() -> Result<Self, JsValue> {
        AbortController::new().map(Self)
    }

    /// The signal for the fetch.
    pub fn signal(&self) -> AbortSignal {
        self.0.signal()
    }
}

impl Drop for AbortGuard {
    fn drop(&mut self) {
        // After the end of the body this changes nothing.
        self.0.abort();
    }
}
