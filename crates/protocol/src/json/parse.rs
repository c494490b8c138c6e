//! A parser for untrusted text: linear in time, bounded in depth, and strict except for unpaired surrogates.

use super::number::Number;
use super::number_syntax;
use super::parse_error::ParseError;
use super::value::{Map, Value};
use std::str::FromStr;

/// The maximum nesting depth, so that a body of nothing but brackets cannot overflow the stack. `serde_json` has the
/// same limit.
pub(super) const MAX_DEPTH: usize = 127;

type Result<T> = std::result::Result<T, ParseError>;

/// Parses a text that contains one value, with optional white space around it.
///
/// An unpaired surrogate (`"\ud800"`) becomes U+FFFD, as in a browser's text decoder, so that it does not invalidate a
/// whole answer. Everything else that RFC 8259 does not allow is refused, including a byte order mark.
///
/// # Errors
/// Returns an error if the text is not JSON.
///
/// ```
/// use tintype_protocol::json::parse;
///
/// assert_eq!(parse(r#" ["A", null] "#)?[0], "A");
/// # Ok::<(), tintype_protocol::json::ParseError>(())
/// ```
pub fn parse(text: &str) -> Result<Value> {
    let mut parser = Parser { text, at: 0 };
    let value = parser.value(0)?;
    match parser.next_token() {
        Ok(_) => Err(ParseError::Invalid),
        Err(_) => Ok(value),
    }
}

impl FromStr for Value {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self> {
        parse(text)
    }
}

struct Parser<'a> {
    text: &'a str,
    /// A byte offset, always between two characters.
    at: usize,
}

impl Parser<'_> {
    /// Returns the next byte without consuming it.
    fn peek(&self) -> Result<u8> {
        self.text.as_bytes().get(self.at).copied().ok_or(ParseError::Incomplete)
    }

    /// Skips white space, then returns the next byte without consuming it.
    fn next_token(&mut self) -> Result<u8> {
        while let b' ' | b'\t' | b'\n' | b'\r' = self.peek()? {
            self.at += 1;
        }
        self.peek()
    }

    /// Consumes one byte, which must be `byte`.
    fn take(&mut self, byte: u8) -> Result<()> {
        if self.peek()? != byte {
            return Err(ParseError::Invalid);
        }
        self.at += 1;
        Ok(())
    }

    fn value(&mut self, depth: usize) -> Result<Value> {
        match self.next_token()? {
            b'{' | b'[' if depth == MAX_DEPTH => Err(ParseError::Invalid),
            b'{' => self.object(depth + 1),
            b'[' => self.array(depth + 1),
            b'"' => self.string().map(Value::String),
            b'n' => self.word("null", Value::Null),
            b't' => self.word("true", Value::Bool(true)),
            b'f' => self.word("false", Value::Bool(false)),
            _ => self.number(),
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value> {
        word.bytes().try_for_each(|byte| self.take(byte))?;
        Ok(value)
    }

    fn number(&mut self) -> Result<Value> {
        let rest = &self.text[self.at..];
        let length = number_syntax::length_of(rest.as_bytes())?;
        self.at += length;
        Ok(Value::Number(Number::from_measured(&rest[..length])))
    }

    fn array(&mut self, depth: usize) -> Result<Value> {
        let mut items = Vec::new();
        self.at += 1;
        while self.has_next(b']', items.is_empty())? {
            items.push(self.value(depth)?);
        }
        Ok(Value::Array(items))
    }

    fn object(&mut self, depth: usize) -> Result<Value> {
        let mut members = Map::new();
        self.at += 1;
        while self.has_next(b'}', members.is_empty())? {
            if self.next_token()? != b'"' {
                return Err(ParseError::Invalid);
            }
            let name = self.string()?;
            self.next_token()?;
            self.take(b':')?;
            members.push(name, self.value(depth)?);
        }
        Ok(Value::Object(members))
    }

    /// Consumes the comma before the next item, or the bracket after the last one.
    fn has_next(&mut self, end: u8, is_first: bool) -> Result<bool> {
        let is_end = self.next_token()? == end;
        if is_end {
            self.at += 1;
        } else if !is_first {
            self.take(b',')?;
        }
        Ok(!is_end)
    }

    /// Consumes a string with its quotes.
    fn string(&mut self) -> Result<String> {
        self.at += 1;
        let mut content = String::new();
        loop {
            let rest = &self.text[self.at..];
            let end = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20));
            let end = end.ok_or(ParseError::Incomplete)?;
            content.push_str(&rest[..end]);
            self.at += end;
            match self.peek()? {
                b'"' => break,
                b'\\' => content.push(self.escape()?),
                _ => return Err(ParseError::Invalid),
            }
        }
        self.at += 1;
        Ok(content)
    }

    /// Consumes an escape sequence with its backslash, or two that form a surrogate pair.
    fn escape(&mut self) -> Result<char> {
        self.at += 1;
        let name = self.peek()?;
        // The byte is checked before it is consumed, because the offset must not end up inside a character.
        let character = match name {
            b'"' | b'\\' | b'/' => char::from(name),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.code_point(),
            _ => return Err(ParseError::Invalid),
        };
        self.at += 1;
        Ok(character)
    }

    /// Consumes `uXXXX`, and a second escape sequence that completes a surrogate pair.
    fn code_point(&mut self) -> Result<char> {
        let first = self.code_unit()?;
        let behind = self.at;
        if (0xd800..0xdc00).contains(&first) && self.take(b'\\').is_ok() {
            if let Ok(second @ 0xdc00..0xe000) = self.code_unit() {
                let code = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                return char::from_u32(code).ok_or(ParseError::Invalid);
            }
            // The escape is not the other half of the pair, so it is parsed again on its own.
            self.at = behind;
        }
        Ok(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn code_unit(&mut self) -> Result<u32> {
        self.take(b'u')?;
        let mut code = 0;
        for _ in 0..4 {
            let digit = char::from(self.peek()?).to_digit(16).ok_or(ParseError::Invalid)?;
            code = code * 16 + digit;
            self.at += 1;
        }
        Ok(code)
    }
}
