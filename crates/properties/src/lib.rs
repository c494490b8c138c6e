//! Properties that hold for any bytes. Each property is a function of bytes that panics if it does not hold.
//!
//! ```text
//! bytes ─► a body as it is        decode_any, decode_split, error_body, sniff, metadata, data_url, base64, json
//!       └► choices of a generator decode_legal (an answer), request (options), exchange (the inputs of a driver)
//! ```
//!
//! `tests/replay.rs` runs them on any toolchain, with seeds, stored regressions and several thousand random inputs. The
//! targets in `fuzz/` search for inputs until they are stopped. `tests/security/fuzz.test.js` sends the same inputs to
//! the shipped module in a browser (`wire`).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod base64_text;
mod choices;
mod data_url;
mod decode_any;
mod decode_split;
mod decoding;
mod error_body;
mod exchange;
mod json;
mod legal;
mod metadata;
mod picture;
mod plain;
pub mod random;
mod request;
mod sniff;
pub mod wire;

pub use base64_text::base64_text;
pub use data_url::data_url;
pub use decode_any::decode_any;
pub use decode_split::decode_split;
pub use decoding::decode;
pub use error_body::error_body;
pub use exchange::exchange;
pub use json::json;
pub use legal::decode_legal;
pub use metadata::metadata;
pub use request::request;
pub use sniff::sniff;

/// A property, with the name of its target and of its folders of seeds and regressions.
pub struct Property {
    /// The name of the target in `fuzz/fuzz_targets`.
    pub name: &'static str,
    /// The check, which panics if the property does not hold.
    pub check: fn(&[u8]),
}

/// All properties.
pub const ALL: &[Property] = &[
    Property { name: "decode_any", check: decode_any },
    Property { name: "decode_split", check: decode_split },
    Property { name: "decode_legal", check: decode_legal },
    Property { name: "request", check: request },
    Property { name: "sniff", check: sniff },
    Property { name: "error_body", check: error_body },
    Property { name: "data_url", check: data_url },
    Property { name: "base64_text", check: base64_text },
    Property { name: "metadata", check: metadata },
    Property { name: "exchange", check: exchange },
    Property { name: "json", check: json },
];
