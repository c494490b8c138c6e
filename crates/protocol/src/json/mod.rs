//! JSON values, a parser for untrusted text, and a writer.
//!
//! ```text
//! text ── parse ──► Value { Null, Bool, Number, String, Array, Object(Map) } ── write ──► text
//! ```
//!
//! `serde_json` with its sorted maps and its exact float conversion was a tenth of the module that browsers download.
//! This module stores a number as its original text and an object as a list of members, so it needs neither. In scope:
//! RFC 8259 text in memory. Out of scope: Rust types of the caller (the feature `serde_json` converts from and to
//! [`serde_json::Value`](https://docs.rs/serde_json/latest/serde_json/enum.Value.html)).
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
mod number;
mod number_syntax;
mod parse;
mod parse_error;
#[cfg(any(test, feature = "serde"))]
mod serialized;
mod value;
mod write;

pub use number::Number;
pub use parse::parse;
pub use parse_error::ParseError;
pub use value::{Map, Value, array, object};
pub(crate) use write::{write_member, write_string};

#[cfg(test)]
mod tests;
