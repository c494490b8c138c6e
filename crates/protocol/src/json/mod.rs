//! JSON of the wire: values, a parser for untrusted text, and a writer.
//!
//! ```text
//! text ── parse ──► Value { Null, Bool, Number, String, Array, Object(Map) } ── write ──► text
//! ```
//!
//! `serde_json` with its sorted maps and its exact float conversion was a tenth of the module that browsers download.
//! This module keeps a number as the text it was written in and an object as a list of members, so neither is needed.
//! In scope: RFC 8259 text in memory. Out of scope: Rust types of the caller (the feature `serde_json` converts from
//! and to [`serde_json::Value`](https://docs.rs/serde_json/latest/serde_json/enum.Value.html)).
//!
//! ```
//! use tintype_protocol::json;
//!
//! let value = json::parse(r#"{"models": [{"name": "a"}, {"name": "b"}]}"#)?;
//! assert_eq!(value["models"][1]["name"], "b");
//! assert_eq!(value["models"][0].to_string(), r#"{"name":"a"}"#);
//! # Ok::<(), json::ParseError>(())
//! ```

#[cfg(any(test, feature = "serde_json"))]
mod convert;
mod float;
mod map;
mod number;
mod parse;
mod value;
mod write;

pub use map::Map;
pub use number::Number;
pub use parse::{ParseError, parse};
pub use value::Value;
pub(crate) use write::{write_member, write_string};

/// Builds an object of these members.
///
/// ```
/// use tintype_protocol::json;
///
/// let setting = json::object([("category", "HARM_CATEGORY_HATE_SPEECH"), ("threshold", "BLOCK_NONE")]);
/// assert_eq!(setting["threshold"], "BLOCK_NONE");
/// ```
#[must_use]
pub fn object<'a, V: Into<Value>>(members: impl IntoIterator<Item = (&'a str, V)>) -> Value {
    let mut map = Map::new();
    for (name, value) in members {
        map.push(name, value);
    }
    Value::Object(map)
}

/// Builds an array of these items.
///
/// ```
/// use tintype_protocol::json;
///
/// assert_eq!(json::array(["TEXT", "IMAGE"]).to_string(), r#"["TEXT","IMAGE"]"#);
/// ```
#[must_use]
pub fn array<V: Into<Value>>(items: impl IntoIterator<Item = V>) -> Value {
    let mut list = Vec::new();
    for item in items {
        list.push(item.into());
    }
    Value::Array(list)
}

#[cfg(test)]
mod tests;
