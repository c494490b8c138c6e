//! Messages and causes of thrown JS values.

use crate::caller::list;
use js_sys::Reflect;
use tintype_protocol::json::{Map, Value, array};
use wasm_bindgen::{JsCast, JsValue};

/// Returns the message of an `Error`, or the value itself if it is a string.
pub fn message_of(thrown: &JsValue) -> String {
    let message = thrown.dyn_ref::<js_sys::Object>().and_then(|object| {
        let message = Reflect::get(object, &JsValue::from_str("message")).ok()?;
        message.as_string()
    });
    message.or_else(|| thrown.as_string()).unwrap_or_default()
}

/// The members that runtimes other than browsers set on errors. `path` is omitted, because Bun puts the whole URL
/// there.
const MEMBERS: &[&str] = &["name", "message", "code", "errno", "syscall", "hostname", "address", "port"];
/// The maximum depth of nested causes: the error of `fetch`, that of all addresses, and that of each.
const MAX_DEPTH: usize = 3;
/// The maximum number of addresses of a host whose errors are stored.
const MAX_ERRORS: usize = 8;

/// Returns the cause of a `fetch` error as data. Node and Deno have it in `cause`, and Bun has a `code` on the error
/// itself. Browsers expose none.
pub fn cause_of(thrown: &JsValue) -> Option<Value> {
    let below = member(thrown, "cause");
    if below.is_object() {
        return Some(record(&below, MAX_DEPTH));
    }
    member(thrown, "code").is_string().then(|| record(thrown, MAX_DEPTH))
}

/// Returns a member of any value, or `undefined` if there is none or reading it throws.
fn member(of: &JsValue, name: &str) -> JsValue {
    if !of.is_object() {
        return JsValue::UNDEFINED;
    }
    Reflect::get(of, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

fn record(error: &JsValue, depth: usize) -> Value {
    let mut fields = Map::new();
    for name in MEMBERS {
        let value = member(error, name);
        // Error numbers of operating systems, and ports, are integers.
        let number = || value.as_f64().map(|number| Value::from(number as i64));
        if let Some(value) = value.as_string().map(Value::from).or_else(number) {
            fields.push(*name, value);
        }
    }
    if depth > 0 {
        let below = member(error, "cause");
        if below.is_object() {
            fields.push("cause", record(&below, depth - 1));
        }
        if let Some(errors) = list(&member(error, "errors")) {
            let first = errors.iter().take(MAX_ERRORS);
            fields.push("errors", array(first.map(|error| record(&error, depth - 1))));
        }
    }
    Value::Object(fields)
}
