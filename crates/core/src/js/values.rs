//! Lists, objects and addresses of the caller, any of which may be a proxy that throws.

pub use crate::caller::list;

use crate::caller::member;
use js_sys::Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    // A proxy that was revoked throws.
    #[wasm_bindgen(js_namespace = Object, js_name = entries, catch)]
    fn object_entries(value: &JsValue) -> Result<Array, JsValue>;
}

/// The names and values of an object's own members; `None` where they cannot be read.
pub fn entries(object: &JsValue) -> Option<Vec<(String, JsValue)>> {
    let pair = |entry: JsValue| {
        let entry: Array = entry.unchecked_into();
        Some((entry.get(0).as_string()?, entry.get(1)))
    };
    object_entries(object).ok()?.iter().map(pair).collect()
}

/// The address of a URL object.
pub fn text_of_url(value: &JsValue) -> Option<String> {
    value.is_instance_of::<web_sys::Url>().then(|| member(value, "href").as_string()).flatten()
}
