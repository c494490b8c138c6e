//! Extracts image data from JSON as it streams in: the small rest is left for the JSON parser, the images are written
//! to a sink.
//!
//! ```text
//! bytes ─► nesting (which string is this?) ─► escape (which byte is that?)
//!              │ key, other text: written through
//!              │ text:            watched for a data URL ─► candidate ─┐
//!              └ inlineData.data: ───────────────────────────────────┴─► data ─► Images
//! ```
//!
//! Works in one linear pass and is not a JSON parser: it only tracks strings, nesting and keys, and copies every byte
//! except image data. Image data is `inlineData.data` and data URLs inside `text`. Each image is replaced by its
//! number, which is enclosed in two NUL characters inside a text.

mod candidate;
mod data;
mod error;
mod escape;
mod images;
mod nesting;
mod prefix_matcher;

use crate::decimal::text_of;
use candidate::Candidate;
use data::DataRun;
pub use error::ExtractError;
use escape::{DecodedByte, Escape, Half};
pub use images::Images;
use nesting::{Nesting, Role};
use prefix_matcher::PrefixMatcher;
use std::mem::take;

/// The maximum size of one answer without its images, which is mostly text and signatures. The longest answer that a
/// model can write is half a megabyte; signatures have a few megabytes.
pub const MAX_TEXT: usize = 16 << 20;

/// The maximum number of values in a whole answer, because a value of a few bytes is many times as large in memory.
pub const MAX_VALUES: usize = 1 << 18;

/// The purpose of the string that is open.
#[derive(Debug, Default)]
enum Mode {
    /// Not in a string.
    #[default]
    Outside,
    Key(Vec<u8>),
    /// A string that is copied without inspection.
    Through,
    /// Text that is searched for the prefix of a data URL.
    Text(PrefixMatcher),
    /// Text after `;base64,`, which is an image or only mentions one.
    Candidate(Candidate),
    /// Base64 in a text, up to the first other character.
    DataInText,
    /// The beginning of an `inlineData.data` value, which may be a `data:` prefix.
    DataStart(Vec<u8>),
    /// The `data:…,` prefix of an `inlineData.data` value.
    Prefix,
    /// Base64 up to the end of the string.
    Data,
}

/// An extractor for a sequence of JSON documents.
#[derive(Debug, Default)]
pub struct Extractor {
    json: Vec<u8>,
    nesting: Nesting,
    mode: Mode,
    escape: Escape,
    /// The first half of a surrogate pair, until the next byte shows whether the pair is complete.
    half: Option<DecodedByte>,
    data: DataRun,
    /// The number of values in all documents so far: one for each opened container, and one for each comma.
    values: usize,
}

impl Extractor {
    /// Returns `true` between the first brace of a document and its last.
    #[must_use]
    pub fn is_in_document(&self) -> bool {
        !self.nesting.is_empty()
    }

    /// Consumes bytes up to the end of the document and returns their number.
    ///
    /// # Errors
    /// When the bytes cannot be a document of this API.
    pub fn push(&mut self, bytes: &[u8], images: &mut impl Images) -> Result<usize, ExtractError> {
        let mut at = 0;
        while at < bytes.len() {
            at += self.step(&bytes[at..], images)?;
            if self.json.len() > MAX_TEXT || self.values > MAX_VALUES {
                return Err(ExtractError::TooMuchText);
            }
            if self.nesting.is_empty() {
                break;
            }
        }
        Ok(at)
    }

    /// Returns the finished document without its images.
    #[must_use]
    pub fn take_document(&mut self) -> Vec<u8> {
        take(&mut self.json)
    }

    /// Processes at least one byte and returns the number of bytes processed.
    fn step(&mut self, bytes: &[u8], images: &mut impl Images) -> Result<usize, ExtractError> {
        let byte = bytes[0];
        if self.escape.is_open() {
            if let Some(decoded) = self.escape.take(byte)? {
                self.escaped_byte(decoded, images);
            }
            return Ok(1);
        }
        if byte != b'\\' && self.half.take().is_some() {
            self.decoded_byte(DecodedByte::REPLACEMENT, images);
        }
        let run = self.run(bytes, images);
        if run > 0 {
            return Ok(run);
        }
        match (byte, &self.mode) {
            (_, Mode::Outside) => self.outside(byte)?,
            (b'"', _) => self.end_string(images),
            (b'\\', _) => self.escape.open(),
            _ => self.decoded_byte(DecodedByte::plain(byte), images),
        }
        Ok(1)
    }

    /// Consumes a run of bytes that need no individual inspection. Returns 0 if the next byte needs it.
    fn run(&mut self, bytes: &[u8], images: &mut impl Images) -> usize {
        let end = match self.mode {
            Mode::Through | Mode::Data => memchr::memchr2(b'"', b'\\', bytes),
            Mode::DataInText => bytes.iter().position(|&byte| !data::is_base64(byte)),
            _ => return 0,
        };
        let run = &bytes[..end.unwrap_or(bytes.len())];
        if !matches!(self.mode, Mode::Through) {
            self.data.push(run, images);
            return run.len();
        }
        let plain = run.iter().position(|&byte| escape::is_control(byte)).unwrap_or(run.len());
        self.json.extend_from_slice(&run[..plain]);
        plain
    }

    fn outside(&mut self, byte: u8) -> Result<(), ExtractError> {
        if self.nesting.is_empty() && byte != b'{' {
            return Err(ExtractError::Malformed);
        }
        self.values += usize::from(matches!(byte, b'{' | b'[' | b','));
        match byte {
            b'{' | b'[' => self.nesting.open(byte == b'{')?,
            b'}' | b']' => self.nesting.close(byte == b'}')?,
            b',' => self.nesting.expect_key(true),
            b':' => self.nesting.expect_key(false),
            b'"' => self.mode = self.string_mode(),
            _ => {}
        }
        // The opening quote of a string that replaces image data is written by `begin_whole`.
        if !matches!(self.mode, Mode::DataStart(_)) {
            self.json.push(byte);
        }
        Ok(())
    }

    fn string_mode(&self) -> Mode {
        match self.nesting.role() {
            Role::Key => Mode::Key(Vec::new()),
            Role::ImageData => Mode::DataStart(Vec::new()),
            Role::Text => Mode::Text(PrefixMatcher::default()),
            Role::Other => Mode::Through,
        }
    }

    fn end_string(&mut self, images: &mut impl Images) {
        match take(&mut self.mode) {
            Mode::Key(name) => self.nesting.set_key(&name),
            Mode::DataStart(start) => {
                self.begin_whole(images);
                self.data.push(&start, images);
                self.data.end(images);
            }
            // No data follows a `data:` prefix without a comma.
            Mode::Prefix => {
                self.begin_whole(images);
                self.data.spoil();
                self.data.end(images);
            }
            Mode::Data | Mode::DataInText => self.data.end(images),
            Mode::Candidate(candidate) => self.settle(&candidate, None, images),
            Mode::Through | Mode::Text(_) | Mode::Outside => {}
        }
        self.mode = Mode::Outside;
        self.json.push(b'"');
    }

    /// Processes an escaped byte of a string. Replaces a lone surrogate, because serde rejects it and the whole
    /// document would be lost.
    fn escaped_byte(&mut self, byte: DecodedByte, images: &mut impl Images) {
        match (self.half.take(), byte.half()) {
            (None, Some(Half::First)) => self.half = Some(byte),
            (Some(first), Some(Half::Second)) => {
                self.decoded_byte(first, images);
                self.decoded_byte(byte, images);
            }
            (first, half) => {
                if first.is_some() {
                    self.decoded_byte(DecodedByte::REPLACEMENT, images);
                }
                match half {
                    Some(Half::First) => self.half = Some(byte),
                    Some(Half::Second) => self.decoded_byte(DecodedByte::REPLACEMENT, images),
                    None => self.decoded_byte(byte, images),
                }
            }
        }
    }

    /// Processes one decoded byte of a string.
    fn decoded_byte(&mut self, byte: DecodedByte, images: &mut impl Images) {
        match &mut self.mode {
            // Drops line breaks from a relay that inserts them between its chunks, even within names and values.
            Mode::Key(_) | Mode::Through if byte.is_raw_control() => {}
            Mode::Key(name) => {
                nesting::push_key_byte(name, byte.value);
                self.json.extend_from_slice(byte.escaped());
            }
            Mode::DataStart(start) => {
                start.push(byte.value);
                if start.as_slice() == b"data:" {
                    self.mode = Mode::Prefix;
                } else if !b"data:".starts_with(start) {
                    let start = take(start);
                    self.mode = Mode::Data;
                    self.begin_whole(images);
                    self.data.push(&start, images);
                }
            }
            Mode::Prefix if byte.value == b',' => {
                self.mode = Mode::Data;
                self.begin_whole(images);
            }
            Mode::Prefix => {}
            Mode::Text(matcher) => {
                // A NUL in the text itself could be mistaken for the marker of an image.
                let is_mark = byte.value == 0 && !byte.is_raw_control();
                self.json.extend_from_slice(if is_mark { br"\ufffd" } else { byte.legal_form() });
                if matcher.push(byte.value) {
                    self.mode = Mode::Candidate(Candidate::default());
                }
            }
            Mode::Candidate(candidate) if data::is_base64(byte.value) => {
                candidate.push(byte);
                if candidate.is_full() {
                    let candidate = take(candidate);
                    self.settle_open(&candidate, images);
                }
            }
            Mode::Candidate(candidate) => {
                let candidate = take(candidate);
                self.settle(&candidate, Some(byte.value), images);
                self.decoded_byte(byte, images);
            }
            Mode::DataInText if !data::is_base64(byte.value) => {
                self.data.end(images);
                self.mode = Mode::Text(PrefixMatcher::default());
                self.decoded_byte(byte, images);
            }
            Mode::Data | Mode::DataInText => self.data.push(&[byte.value], images),
            Mode::Through | Mode::Outside => self.json.extend_from_slice(byte.escaped()),
        }
    }

    /// Decides whether a candidate that has ended is an image. `next` is the character after it, or `None` at the end
    /// of the text.
    fn settle(&mut self, candidate: &Candidate, next: Option<u8>, images: &mut impl Images) {
        if candidate.is_whole_image(next) {
            self.begin_in_text(images);
            self.data.push(candidate.base64(), images);
            self.data.end(images);
        } else {
            self.json.extend_from_slice(candidate.escaped());
        }
        self.mode = Mode::Text(PrefixMatcher::default());
    }

    /// Decides whether a candidate is an image, once it is long enough to be recognised by its first bytes.
    fn settle_open(&mut self, candidate: &Candidate, images: &mut impl Images) {
        if candidate.begins_like_image() {
            self.begin_in_text(images);
            self.data.push(candidate.base64(), images);
            self.mode = Mode::DataInText;
        } else {
            self.json.extend_from_slice(candidate.escaped());
            self.mode = Mode::Text(PrefixMatcher::default());
        }
    }

    /// Begins an image that is a whole string, and opens the string that replaces it.
    fn begin_whole(&mut self, images: &mut impl Images) {
        self.json.push(b'"');
        self.json.extend_from_slice(text_of(self.data.begin(images) as u64).as_bytes());
    }

    /// Begins an image within a text. Encloses its number in NUL characters, which the text itself cannot contain.
    fn begin_in_text(&mut self, images: &mut impl Images) {
        let number = text_of(self.data.begin(images) as u64);
        for part in ["\\u0000", &number, "\\u0000"] {
            self.json.extend_from_slice(part.as_bytes());
        }
    }
}

#[cfg(test)]
mod tests;
