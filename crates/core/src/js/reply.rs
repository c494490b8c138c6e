//! Serialization of the reply of a call as a message of text and Blobs.

use super::outcome::Outcome;
use super::turns;
use crate::reply::Reply;
use js_sys::Array;
use tintype_protocol::json::Value;
use wasm_bindgen::JsValue;

impl Outcome {
    /// Serializes the whole outcome with its turn in a conversation, as text followed by the new Blobs.
    #[inline(never)]
    pub fn of_reply(&self, reply: &Reply) -> Array {
        let mut record = self.generation(&reply.generation);
        record.push("turn", turns::write(&reply.turn, self));
        record.push("newImages", Value::Array(self.records.take()));
        let message = Array::of1(&JsValue::from_str(&record.text()));
        self.blobs.iter().for_each(|blob| {
            message.push(&blob);
        });
        message
    }
}
