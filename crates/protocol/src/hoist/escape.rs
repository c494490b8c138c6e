//! Escape sequences: what letter is meant, and how it was spelt.

use super::HoistError;

/// The longest spelling of one letter: a backslash, `u` and four digits.
const MAX_SPELLING: usize = 6;

/// One letter of a string: its value, and how it was spelt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letter {
    /// The byte that is meant. Beyond one byte no letter matters here; 0xff stands for all of them.
    pub value: u8,
    spelling: [u8; MAX_SPELLING],
    length: usize,
}

/// Which half of a pair a letter is that JSON writes as two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Half {
    First,
    Second,
}

impl Letter {
    /// The text for half a surrogate pair without the other half: U+FFFD, as `JSON.parse` and a text decoder make of it.
    pub const REPLACEMENT: Self = Self { value: 0xff, spelling: *b"\\ufffd", length: MAX_SPELLING };

    /// The half that it is of a surrogate pair, if it is one.
    pub fn half(&self) -> Option<Half> {
        match self.spelling() {
            [b'\\', b'u', b'd' | b'D', second, ..] => match second.to_ascii_lowercase() {
                b'8'..=b'9' | b'a'..=b'b' => Some(Half::First),
                b'c'..=b'f' => Some(Half::Second),
                _ => None,
            },
            _ => None,
        }
    }

    /// A letter that stands for itself.
    pub fn plain(value: u8) -> Self {
        Self { value, spelling: [value; MAX_SPELLING], length: 1 }
    }

    /// True for a control character that is not escaped, which JSON does not allow.
    pub fn is_raw_control(&self) -> bool {
        matches!(self.spelling(), [byte] if is_control(*byte))
    }

    /// The bytes that stand for it in JSON: a line end or a tab that was not escaped is escaped, and other control
    /// characters have none.
    pub fn legal_spelling(&self) -> &[u8] {
        match self.spelling() {
            b"\n" => br"\n",
            b"\r" => br"\r",
            b"\t" => br"\t",
            _ if self.is_raw_control() => b"",
            spelling => spelling,
        }
    }

    /// The bytes it was spelt with.
    pub fn spelling(&self) -> &[u8] {
        &self.spelling[..self.length]
    }
}

/// True for what JSON allows in a string only where it is escaped.
pub fn is_control(byte: u8) -> bool {
    byte < 0x20
}

/// An escape sequence, open or not.
#[derive(Debug, Default)]
pub struct Escape {
    spelling: [u8; MAX_SPELLING],
    length: usize,
}

impl Escape {
    /// True after a backslash, until the sequence is whole.
    pub fn is_open(&self) -> bool {
        self.length > 0
    }

    /// A backslash was read.
    pub fn open(&mut self) {
        self.spelling[0] = b'\\';
        self.length = 1;
    }

    /// The next byte; gives the letter once the sequence is whole.
    pub fn take(&mut self, byte: u8) -> Result<Option<Letter>, HoistError> {
        self.spelling[self.length] = byte;
        self.length += 1;
        let spelling = &self.spelling[..self.length];
        let value = match spelling {
            [_, b'u'] => return Ok(None),
            [_, b'u', digits @ ..] if digits.len() < 4 => return Ok(None),
            [_, b'u', digits @ ..] => by_code(digits)?,
            _ => by_name(byte)?,
        };
        let letter = Letter { value, spelling: self.spelling, length: self.length };
        self.length = 0;
        Ok(Some(letter))
    }
}

fn by_code(digits: &[u8]) -> Result<u8, HoistError> {
    let digit = |digit: &u8| char::from(*digit).to_digit(16);
    let code = digits.iter().map(digit).try_fold(0, |code, digit| Some(code * 16 + digit?));
    let code = code.ok_or(HoistError::Malformed)?;
    Ok(u8::try_from(code).unwrap_or(0xff))
}

fn by_name(name: u8) -> Result<u8, HoistError> {
    Ok(match name {
        b'"' | b'\\' | b'/' => name,
        b'b' => 0x08,
        b'f' => 0x0c,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        _ => return Err(HoistError::Malformed),
    })
}
