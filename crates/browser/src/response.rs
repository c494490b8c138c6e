//! An answer's head and body: a `Response` of the browser's, of another realm, or a stand-in with the same members.

use crate::caller::{member, pairs};
use wasm_bindgen::prelude::*;
use web_sys::ReadableStream;

#[wasm_bindgen]
extern "C" {
    type AnyHeaders;
    #[wasm_bindgen(method, catch)]
    fn get(this: &AnyHeaders, name: &str) -> Result<JsValue, JsValue>;
}

/// A response that a transport gave. The caller's own may throw at any member.
pub struct Response {
    object: JsValue,
    headers: JsValue,
    /// The HTTP status.
    pub status: u16,
}

impl Response {
    /// Takes a value that has what a response needs.
    pub fn of(object: JsValue) -> Option<Self> {
        let status = member(&object, "status").as_f64()? as u16;
        let headers = member(&object, "headers");
        member(&headers, "get").is_function().then_some(Self { object, headers, status })
    }

    /// A header, where a page may see it.
    pub fn header(&self, name: &str) -> Option<String> {
        self.headers.unchecked_ref::<AnyHeaders>().get(name).ok()?.as_string()
    }

    /// All headers that a page may see; none of a stand-in that cannot list them.
    pub fn headers(&self) -> Vec<(String, String)> {
        pairs(&self.headers).unwrap_or_default()
    }

    /// True for a redirect that the browser did not follow.
    pub fn is_redirect(&self) -> bool {
        let kind = member(&self.object, "type").as_string();
        (300..400).contains(&self.status) || kind.as_deref() == Some("opaqueredirect")
    }

    /// The body, if there is one.
    pub fn body(&self) -> Option<ReadableStream> {
        let body = member(&self.object, "body");
        body.is_object().then(|| body.unchecked_into())
    }
}
