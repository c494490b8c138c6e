//! A service that is one JS function, and clients of it.

use js_sys::{Array, Function, Reflect};
use serde::de::DeserializeOwned;
use tintype::{Client, ClientBuilder, Retry};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// A PNG of 3 × 2 pixels.
pub const PNG: &str = "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAHElEQVR42mNgYIgKYIhawBDFwFARFVARtaAiCgAq+AVlOfqU3AAAAABJRU5ErkJggg==";

/// A unary answer with one image.
pub fn answer() -> String {
    format!(
        r#"{{"candidates":[{{"content":{{"role":"model","parts":[{{"text":"Here."}},
        {{"inlineData":{{"mimeType":"image/png","data":"{PNG}"}}}}]}},"finishReason":"STOP"}}],
        "usageMetadata":{{"promptTokenCount":3,"totalTokenCount":1293}}}}"#
    )
}

/// A `fetch` that answers with `expression`, in which `request` and `calls` (all requests) can be used.
pub struct Service {
    pub fetch: Function,
    calls: Array,
}

impl Service {
    /// `expression` is JavaScript that gives a Response, or a promise of one.
    pub fn new(expression: &str) -> Self {
        let calls = Array::new();
        let make = Function::new_with_args(
            "calls",
            &format!("return async (request) => {{ calls.push(request); return {expression}; }}"),
        );
        let fetch = make.call1(&JsValue::UNDEFINED, &calls).unwrap().into();
        Self { fetch, calls }
    }

    /// Answers every request with this body.
    pub fn answering(body: &str) -> Self {
        Self::new(&format!("new Response({})", js_sys::JSON::stringify(&body.into()).unwrap()))
    }

    /// A client in the making that has no key yet.
    pub fn builder(&self) -> ClientBuilder {
        let builder = Client::builder().base_url("https://service.test/prefix");
        builder.retry(Retry::NEVER).fetch(self.fetch.clone())
    }

    pub fn client(&self) -> Client {
        self.builder().api_key("sk-test-key").build().unwrap()
    }

    /// Reads the notes of `expression` at `calls` under this name.
    pub fn noted<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        let noted = Reflect::get(&self.calls, &name.into()).unwrap();
        serde_wasm_bindgen::from_value(noted).unwrap()
    }

    pub fn calls(&self) -> u32 {
        self.calls.length()
    }

    /// Returns the n-th request.
    pub fn request(&self, at: u32) -> web_sys::Request {
        self.calls.get(at).into()
    }

    pub async fn body(&self, at: u32) -> String {
        JsFuture::from(self.request(at).text().unwrap()).await.unwrap().as_string().unwrap()
    }
}

/// Runs JavaScript with one argument and waits for what it gives.
pub async fn js(code: &str, argument: &JsValue) -> JsValue {
    let function = Function::new_with_args("it", &format!("return (async () => {{ {code} }})()"));
    let promise = function.call1(&JsValue::UNDEFINED, argument).unwrap();
    JsFuture::from(js_sys::Promise::resolve(&promise)).await.unwrap()
}

/// A member of an object, as a number.
pub fn number(object: &JsValue, name: &str) -> f64 {
    Reflect::get(object, &name.into()).unwrap().as_f64().unwrap()
}
