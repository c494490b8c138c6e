//! Bytes in JavaScript's memory, where every step can fail.
//!
//! A browser without memory or address space throws. js-sys has these operations without `catch`, so the exception
//! would pass through wasm, run no destructor there, and leave the module unusable.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Uint8Array)]
    type Bytes;
    #[wasm_bindgen(constructor, catch, js_class = "Uint8Array")]
    fn with_length(length: u32) -> Result<Bytes, JsValue>;
    #[wasm_bindgen(constructor, catch, js_class = "Uint8Array")]
    fn of_buffer(buffer: &JsValue, start: u32, length: u32) -> Result<Bytes, JsValue>;
    #[wasm_bindgen(method, catch, js_class = "Uint8Array", js_name = subarray)]
    fn part(this: &Bytes, start: u32, end: u32) -> Result<Bytes, JsValue>;
    #[wasm_bindgen(method, catch, js_class = "Uint8Array", js_name = set)]
    fn set(this: &Bytes, source: &[u8], at: u32) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_class = "Uint8Array", js_name = set)]
    fn set_array(this: &Bytes, source: &Uint8Array, at: u32) -> Result<(), JsValue>;

    // The target is a view of wasm memory, which only this call allows.
    #[wasm_bindgen(js_namespace = ["Uint8Array", "prototype", "set"], js_name = call, catch)]
    fn copy_out(target: &mut [u8], source: &Uint8Array) -> Result<(), JsValue>;
}

/// Allocates `length` zeros.
pub fn zeros(length: u32) -> Result<Uint8Array, JsValue> {
    Bytes::with_length(length).map(JsCast::unchecked_into)
}

/// Copies bytes out of wasm memory.
pub fn copied(bytes: &[u8]) -> Result<Uint8Array, JsValue> {
    let copy = zeros(bytes.len() as u32)?;
    write(&copy, 0, bytes)?;
    Ok(copy)
}

/// Views a part of a buffer.
pub fn view(buffer: &JsValue, start: u32, length: u32) -> Result<Uint8Array, JsValue> {
    Bytes::of_buffer(buffer, start, length).map(JsCast::unchecked_into)
}

/// Views a part of bytes, from `start` up to `end`.
pub fn part(bytes: &Uint8Array, start: u32, end: u32) -> Result<Uint8Array, JsValue> {
    bytes.unchecked_ref::<Bytes>().part(start, end).map(JsCast::unchecked_into)
}

/// Writes `source` into `bytes`, from `at` on.
pub fn write(bytes: &Uint8Array, at: u32, source: &[u8]) -> Result<(), JsValue> {
    bytes.unchecked_ref::<Bytes>().set(source, at)
}

/// Copies all of `source` to the beginning of `bytes`.
pub fn copy(bytes: &Uint8Array, source: &Uint8Array) -> Result<(), JsValue> {
    bytes.unchecked_ref::<Bytes>().set_array(source, 0)
}

/// Copies bytes into wasm memory, over the content of `target`.
pub fn read(bytes: &Uint8Array, target: &mut Vec<u8>) -> Result<(), JsValue> {
    // The vector is not cleared first, because `resize` would then fill all of it with zeros.
    target.resize(bytes.length() as usize, 0);
    copy_out(target, bytes)
}
