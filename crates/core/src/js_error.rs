//! What a thrown JS value says.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};

/// The message of an `Error`, or the value itself when it is a string.
pub fn message_of(thrown: &JsValue) -> String {
    let message = thrown.dyn_ref::<js_sys::Object>().and_then(|object| {
        let message = Reflect::get(object, &JsValue::from_str("message")).ok()?;
        message.as_string()
    });
    message.or_else(|| thrown.as_string()).unwrap_or_default()
}
