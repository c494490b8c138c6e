//! Access to objects of the caller, or of a page that patched its globals. Any member may be missing, be wrong or
//! throw.
//!
//! Every access here can fail. An exception that passes through wasm would leave the module unusable.

use crate::bytes;
use js_sys::{Array, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

#[wasm_bindgen]
extern "C" {
    type AnyBlob;
    #[wasm_bindgen(method, catch)]
    fn slice(this: &AnyBlob, start: f64, end: f64) -> Result<AnyBlob, JsValue>;
    #[wasm_bindgen(method, catch, js_name = arrayBuffer)]
    fn array_buffer(this: &AnyBlob) -> Result<JsValue, JsValue>;

    // Both of these functions throw for a revoked proxy.
    #[wasm_bindgen(js_namespace = Array, js_name = isArray, catch)]
    fn is_array(value: &JsValue) -> Result<bool, JsValue>;
    #[wasm_bindgen(js_namespace = Array, js_name = from, catch)]
    fn array_from(value: &JsValue) -> Result<Array, JsValue>;
}

/// Returns a member, or `undefined` if it cannot be read.
pub fn member(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// Awaits a value that may be a promise, any other thenable, or neither.
// `JsFuture` calls `then` of its argument, and `Promise.resolve` returns a promise unchanged even if it has its own
// `then`.
pub fn settled(value: &JsValue) -> JsFuture {
    JsFuture::from(Promise::new(&mut |resolve, _| {
        // The `resolve` function of a new promise never throws.
        let _ = resolve.call1(&JsValue::UNDEFINED, value);
    }))
}

/// Copies a list. Returns `None` for a value that is not a list or cannot be read.
pub fn list(value: &JsValue) -> Option<Array> {
    let is_list = is_array(value).unwrap_or(false);
    if is_list { array_from(value).ok() } else { None }
}

/// Reads pairs of strings from an iterable, such as headers. Returns `None` if it cannot be read.
pub fn pairs(iterable: &JsValue) -> Option<Vec<(String, String)>> {
    let text = |pair: &JsValue, at| Reflect::get_u32(pair, at).ok()?.as_string();
    let pair = |pair: JsValue| Some((text(&pair, 0)?, text(&pair, 1)?));
    Some(array_from(iterable).ok()?.iter().filter_map(pair).collect())
}

/// Returns the length of a Blob, or `None` if it has none.
pub fn blob_size(blob: &Blob) -> Option<u64> {
    member(blob, "size").as_f64().filter(|size| *size >= 0.0).map(|size| size as u64)
}

/// Returns the type of a Blob, which may be empty.
pub fn blob_type(blob: &Blob) -> String {
    member(blob, "type").as_string().unwrap_or_default()
}

/// Reads a range of a Blob. The read starts immediately, before the future is polled.
pub fn blob_bytes(
    blob: &Blob,
    start: u64,
    end: u64,
) -> impl Future<Output = Result<Uint8Array, JsValue>> + use<> {
    let slice = blob.unchecked_ref::<AnyBlob>().slice(start as f64, end as f64);
    let reading = slice.and_then(|slice| slice.array_buffer()).map(|buffer| settled(&buffer));
    async {
        let buffer = reading?.await?;
        let length = member(&buffer, "byteLength").as_f64().ok_or("It gave no bytes.")?;
        bytes::view(&buffer, 0, length as u32)
    }
}
