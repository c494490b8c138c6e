//! JSON escape sequences: the decoded byte and its escaped form.

use super::error::ExtractError;

/// The length of the longest escaped form: a backslash, `u` and four digits.
const MAX_ESCAPED: usize = 6;

/// One byte of a string, decoded, with its escaped form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecodedByte {
    /// The decoded byte, or 0xff for any escaped character that does not fit into one byte, because none of those
    /// matters here.
    pub value: u8,
    escaped: [u8; MAX_ESCAPED],
    length: usize,
}

/// A half of a surrogate pair, which JSON escapes as two sequences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Half {
    First,
    Second,
}

impl DecodedByte {
    /// The replacement for a lone surrogate: U+FFFD, as a text decoder produces, because a Rust string cannot hold one.
    pub const REPLACEMENT: Self = Self { value: 0xff, escaped: *b"\\ufffd", length: MAX_ESCAPED };

    /// Returns which half of a surrogate pair the character is, if any.
    pub fn half(&self) -> Option<Half> {
        match self.escaped() {
            [b'\\', b'u', b'd' | b'D', second, ..] => match second.to_ascii_lowercase() {
                b'8'..=b'9' | b'a'..=b'b' => Some(Half::First),
                b'c'..=b'f' => Some(Half::Second),
                _ => None,
            },
            _ => None,
        }
    }

    /// Creates a byte that was not escaped.
    pub fn plain(value: u8) -> Self {
        Self { value, escaped: [value; MAX_ESCAPED], length: 1 }
    }

    /// Returns `true` for a control character that is not escaped, which JSON does not allow.
    pub fn is_raw_control(&self) -> bool {
        matches!(self.escaped(), [byte] if is_control(*byte))
    }

    /// Returns the valid JSON form of the byte. Escapes a raw line end or tab, and drops any other raw control
    /// character.
    pub fn legal_form(&self) -> &[u8] {
        match self.escaped() {
            b"\n" => br"\n",
            b"\r" => br"\r",
            b"\t" => br"\t",
            _ if self.is_raw_control() => b"",
            escaped => escaped,
        }
    }

    /// Returns the bytes as they were in the JSON text.
    pub fn escaped(&self) -> &[u8] {
        &self.escaped[..self.length]
    }
}

/// Returns `true` for a control character, which JSON allows in a string only in escaped form.
pub fn is_control(byte: u8) -> bool {
    byte < 0x20
}

/// The state of an escape sequence.
#[derive(Debug, Default)]
pub struct Escape {
    escaped: [u8; MAX_ESCAPED],
    length: usize,
}

impl Escape {
    /// Returns `true` after a backslash, until the sequence is complete.
    pub fn is_open(&self) -> bool {
        self.length > 0
    }

    /// Begins a sequence after a backslash was read.
    pub fn open(&mut self) {
        self.escaped[0] = b'\\';
        self.length = 1;
    }

    /// Consumes the next byte, and returns the decoded byte once the sequence is complete.
    pub fn take(&mut self, byte: u8) -> Result<Option<DecodedByte>, ExtractError> {
        self.escaped[self.length] = byte;
        self.length += 1;
        let escaped = &self.escaped[..self.length];
        let value = match escaped {
            [_, b'u'] => return Ok(None),
            [_, b'u', digits @ ..] if digits.len() < 4 => return Ok(None),
            [_, b'u', digits @ ..] => by_code(digits)?,
            _ => by_name(byte)?,
        };
        let byte = DecodedByte { value, escaped: self.escaped, length: self.length };
        self.length = 0;
        Ok(Some(byte))
    }
}

fn by_code(digits: &[u8]) -> Result<u8, ExtractError> {
    let digit = |digit: &u8| char::from(*digit).to_digit(16);
    let code = digits.iter().map(digit).try_fold(0, |code, digit| Some(code * 16 + digit?));
    let code = code.ok_or(ExtractError::Malformed)?;
    Ok(u8::try_from(code).unwrap_or(0xff))
}

fn by_name(name: u8) -> Result<u8, ExtractError> {
    Ok(match name {
        b'"' | b'\\' | b'/' => name,
        b'b' => 0x08,
        b'f' => 0x0c,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        _ => return Err(ExtractError::Malformed),
    })
}
