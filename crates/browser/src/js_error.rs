//! Messages and causes of thrown JS values.

use crate::caller::list;
use js_sys::Reflect;
use tintype_protocol::json::{Map, Value, array};
use wasm_bindgen::{JsCast, JsValue};

/// The message of an `Error`, or the value itself when it is a string.
pub fn message_of(thrown: &JsValue) -> String {
    let message = thrown.dyn_ref::<js_sys::Object>().and_then(|object| {
        let message = Reflect::get(object, &JsValue::from_str("message")).ok()?;
        message.as_string()
    });
    message.or_else(|| thrown.as_string()).unwrap_or_default()
}

/// The members of an error that runtimes outside browsers set. A path is left out: Bun puts the whole address there.
const MEMBERS: &[&str] = &["name", "message", "code", "errno", "syscall", "hostname", "address", "port"];
/// Errors have errors below them: the error of `fetch`, that of all addresses, that of each.
const MAX_DEPTH: usize = 3;
/// The most addresses of a name whose errors are kept.
const MAX_ERRORS: usize = 8;

/// The error below one of `fetch`, as data: Node and Deno have it in `cause`, Bun is the code itself. Browsers give none.
pub fn cause_of(thrown: &JsValue) -> Option<Value> {
    let below = member(thrown, "cause");
    if below.is_object() {
        return Some(record(&below, MAX_DEPTH));
    }
    member(thrown, "code").is_string().then(|| record(thrown, MAX_DEPTH))
}

/// A member of any value; `undefined` where there is none, or where reading it throws.
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
        // Codes of operating systems and ports are whole.
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
