//! The one way into JSON and out of it: each type is read and written by one set of functions instead of one for each
//! way that serde_json knows.

use std::io::{Result, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use super::number;

/// Reads a value; `None` for what is none.
pub fn read<T: DeserializeOwned>(json: &[u8]) -> Option<T> {
    serde_json::from_slice(json).ok()
}

/// Writes a value.
pub fn write<T: Serialize>(value: &T) -> String {
    let mut bytes = Vec::new();
    // Plain data with text keys has no reason to fail, and what is written is UTF-8.
    let _ = value.serialize(&mut Serializer::with_formatter(&mut bytes, Compact));
    String::from_utf8(bytes).unwrap_or_default()
}

/// Without spaces, and with numbers as people write them: see [`number`].
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
