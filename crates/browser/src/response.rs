//! Head and body of a response: a `Response` of the browser or of another realm, or a substitute with the same members.

use crate::caller::{member, pairs};
use wasm_bindgen::prelude::*;
use web_sys::ReadableStream;

#[wasm_bindgen]
extern "C" {
    type AnyHeaders;
    #[wasm_bindgen(method, catch)]
    fn get(this: &AnyHeaders, name: &str) -> Result<JsValue, JsValue>;
}

/// A response that a transport returned. Any member of a caller's own response may throw.
pub struct Response {
    object: JsValue,
    headers: JsValue,
    /// The HTTP status.
    pub status: u16,
}

impl Response {
    /// Wraps a value that has the members of a response.
    pub fn of(object: JsValue) -> Option<Self> {
        let status = member(&object, "status").as_f64()? as u16;
        let headers = member(&object, "headers");
        member(&headers, "get").is_function().then_some(Self { object, headers, status })
    }

    /// Returns a header, if the page is allowed to see it.
    pub fn header(&self, name: &str) -> Option<String> {
        self.headers.unchecked_ref::<AnyHeaders>().get(name).ok()?.as_string()
    }

    /// Returns all headers that the page is allowed to see, or none for a substitute that cannot list them.
    pub fn headers(&self) -> Vec<(String, String)> {
        pairs(&self.headers).unwrap_or_default()
    }

    /// Returns `true` for a redirect that the browser did not follow.
    pub fn is_redirect(&self) -> bool {
        let kind = member(&self.object, "type").as_string();
        (300..400).contains(&self.status) || kind.as_deref() == Some("opaqueredirect")
    }

    /// Returns the body, if there is one.
    pub fn body(&self) -> Option<ReadableStream> {
        let body = member(&self.object, "body");
        body.is_object().then(|| body.unchecked_into())
    }
}
