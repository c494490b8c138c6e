//! JSON text of any kind is accepted, rejected and parsed as by `serde_json`, and the output parses to an equal value.

use serde_json::Value as Plain;
use tintype_protocol::json::{ParseError, parse};

/// Checks the text of these bytes. Invalid UTF-8 becomes U+FFFD, as in the library.
pub fn json(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match (parse(&text), serde_json::from_str::<Plain>(&text)) {
        (Ok(value), Ok(plain)) => {
            assert_eq!(value, plain);
            let written = value.to_string();
            assert!(written.len() <= 6 * text.len(), "an escape has six bytes at most");
            assert_eq!(parse(&written), Ok(value));
        }
        (Ok(value), Err(refusal)) => {
            assert!(is_known_difference(&text, &refusal.to_string()), "{refusal}");
            assert_eq!(parse(&value.to_string()), Ok(value));
        }
        (Err(refusal), plain) => {
            assert!(plain.is_err(), "{refusal}");
            // `Invalid` is final, so more text does not change it.
            let is_for_good = refusal == ParseError::Invalid;
            assert!(!is_for_good || parse(&format!("{text} ")) == Err(refusal));
        }
    }
}

/// Whether the error is a known difference: half surrogate pairs are replaced, and numbers beyond the largest float
/// kept.
fn is_known_difference(text: &str, refusal: &str) -> bool {
    let has_surrogate = text.to_ascii_lowercase().contains("\\ud");
    let is_surrogate = refusal.contains("surrogate") || refusal.contains("unexpected end of hex escape");
    (has_surrogate && is_surrogate) || refusal.contains("number out of range")
}
