//! The only functions that parse and serialize JSON, so that the code for each type is generated once instead of once
//! per `serde_json` function.

use std::io::{Result, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use super::number;

/// Parses a value. Returns `None` for invalid JSON.
pub fn read<T: DeserializeOwned>(json: &[u8]) -> Option<T> {
    serde_json::from_slice(json).ok()
}

/// Serializes a value.
pub fn write<T: Serialize>(value: &T) -> String {
    let mut bytes = Vec::new();
    // Serializing plain data with string keys cannot fail, and the output is UTF-8.
    let _ = value.serialize(&mut Serializer::with_formatter(&mut bytes, Compact));
    String::from_utf8(bytes).unwrap_or_default()
}

/// A formatter without whitespace, which writes numbers in the plain notation of [`number`].
struct Compact;

impl Formatter for Compact {
    fn write_f64<W: ?Sized + Write>(&mut self, writer: &mut W, value: f64) -> Result<()> {
        writer.write_all(number::plain(value).as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_json_is_read_back() {
        let value = (Some(0.039), "\"夜\"\n".to_owned(), vec![1_u64 << 52, 0], 1_763_990_000_123.5);
        let json = write(&value);
        assert_eq!(json, r#"[0.039,"\"夜\"\n",[4503599627370496,0],1763990000123.5]"#);
        assert_eq!(read(json.as_bytes()), Some(value));
        assert_eq!(read::<u32>(b"-"), None);
    }
}
