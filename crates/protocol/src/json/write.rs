//! Serialization of values as JSON text, without white space.

use super::value::{Map, Value};
use std::fmt;

impl Value {
    /// Writes the value, without the formatting machinery of `to_string`.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    /// Appends the value to a text.
    pub fn write(&self, out: &mut String) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Bool(true) => out.push_str("true"),
            Self::Bool(false) => out.push_str("false"),
            Self::Number(number) => out.push_str(number.as_str()),
            Self::String(text) => write_string(text, out),
            Self::Array(items) => {
                out.push('[');
                for (at, item) in items.iter().enumerate() {
                    separate(at, out);
                    item.write(out);
                }
                out.push(']');
            }
            Self::Object(map) => map.write(out),
        }
    }
}

impl Map {
    /// Writes the object, without the formatting machinery of `to_string`.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    /// Appends the object to a text.
    pub fn write(&self, out: &mut String) {
        out.push('{');
        for (at, (name, value)) in self.iter().enumerate() {
            separate(at, out);
            write_member(name, value, out);
        }
        out.push('}');
    }
}

fn separate(at: usize, out: &mut String) {
    if at > 0 {
        out.push(',');
    }
}

/// Appends a member of an object to a text.
pub(crate) fn write_member(name: &str, value: &Value, out: &mut String) {
    write_string(name, out);
    out.push(':');
    value.write(out);
}

/// Appends a string with its quotes to a text.
pub(crate) fn write_string(text: &str, out: &mut String) {
    out.push('"');
    let mut written = 0;
    for (at, byte) in text.bytes().enumerate() {
        let name = match byte {
            b'"' | b'\\' => byte,
            0x08 => b'b',
            0x0c => b'f',
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            0..0x20 => b'u',
            _ => continue,
        };
        out.push_str(&text[written..at]);
        out.push('\\');
        out.push(char::from(name));
        if name == b'u' {
            out.push_str(if byte < 0x10 { "000" } else { "001" });
            out.push(char::from(b"0123456789abcdef"[usize::from(byte % 16)]));
        }
        written = at + 1;
    }
    out.push_str(&text[written..]);
    out.push('"');
}

/// Writes the value as JSON text.
/// A value is an error where a runtime reports one, such as the cause of a failed connection.
impl std::error::Error for Value {}

impl fmt::Display for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        self.write(&mut text);
        formatter.write_str(&text)
    }
}
