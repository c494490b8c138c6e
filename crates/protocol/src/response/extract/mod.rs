//! Pulls image data out of JSON while it passes: the small rest goes to the JSON parser, the images to a sink.
//!
//! ```text
//! bytes ─► nesting (which string is this?) ─► escape (which byte is that?)
//!              │ key, other text: written through
//!              │ text:            watched for a data URL ─► candidate ─┐
//!              └ inlineData.data: ───────────────────────────────────┴─► data ─► Images
//! ```
//!
//! One pass, linear, and no JSON parser of our own: this only follows strings, nesting and keys, and writes
//! every byte but image data through. Image data is `inlineData.data` and data URLs inside `text`; what is
//! left in its place is the number of the image (in a text: between two NUL characters).

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

/// A bound on what is kept of one answer: signatures and text, not images. The longest answer that a model can write is
/// half a megabyte; signatures have some megabytes.
pub const MAX_TEXT: usize = 16 << 20;

/// A bound on the values of a whole answer: in memory each is many times as large as the few bytes that it can be
/// written in.
pub const MAX_VALUES: usize = 1 << 18;

/// The purpose of the string that is open.
#[derive(Debug, Default)]
enum Mode {
    /// Not in a string.
    #[default]
    Outside,
    Key(Vec<u8>),
    /// A string that nobody looks into.
    Through,
    /// Text, watched for the beginning of a data URL.
    Text(PrefixMatcher),
    /// Behind `;base64,` in a text: an image, or only talk of one.
    Candidate(Candidate),
    /// Base64 in a text, up to the first character that is none.
    DataInText,
    /// The value of `inlineData.data`, before it is known whether it has a `data:` prefix.
    DataStart(Vec<u8>),
    /// The `data:…,` prefix of such a value.
    Prefix,
    /// Base64 up to the end of the string.
    Data,
}

/// Follows one JSON document after another.
#[derive(Debug, Default)]
pub struct Extractor {
    json: Vec<u8>,
    nesting: Nesting,
    mode: Mode,
    escape: Escape,
    /// The first half of a surrogate pair, until the next byte shows whether it is one.
    half: Option<DecodedByte>,
    data: DataRun,
    /// The number of values in all documents so far: one for each opened container, and one for each comma.
    values: usize,
}

impl Extractor {
    /// True between the first brace of a document and its last.
    #[must_use]
    pub fn is_in_document(&self) -> bool {
        !self.nesting.is_empty()
    }

    /// Takes bytes up to the end of the document; returns how many it took.
    ///
    /// # Errors
    /// Where the bytes cannot be a document of this API.
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

    /// The finished document, without its images.
    #[must_use]
    pub fn take_document(&mut self) -> Vec<u8> {
        take(&mut self.json)
    }

    /// Deals with at least one byte; returns with how many.
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

    /// Takes a run of bytes that need no look at each one; 0 where the next byte does.
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
        // The string that replaces image data is written as a whole.
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
            // A `data:` prefix without a comma has no data behind it.
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

    /// Takes an escaped byte of a string: half a surrogate pair alone would be no JSON for serde, and would cost
    /// the whole document.
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

    /// Takes one byte of a string.
    fn decoded_byte(&mut self, byte: DecodedByte, images: &mut impl Images) {
        match &mut self.mode {
            // A relay that breaks events between its chunks breaks names and values, too.
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
                // A text's own NUL could be taken for the mark of an image.
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

    /// Decides over a candidate that has ended, before `next` or the end of the text.
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

    /// Decides over a candidate that has grown long enough to be judged by its first bytes.
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

    /// Begins an image within a text. NUL marks its number: nothing that a text says by itself looks like it.
    fn begin_in_text(&mut self, images: &mut impl Images) {
        let number = text_of(self.data.begin(images) as u64);
        for part in ["\\u0000", &number, "\\u0000"] {
            self.json.extend_from_slice(part.as_bytes());
        }
    }
}

#[cfg(test)]
mod tests;
