//! Pulls image data out of JSON while it passes: the small rest goes to the JSON parser, the images to a sink.
//!
//! ```text
//! bytes ─► nesting (which string is this?) ─► escape (what letter is that?)
//!              │ key, other text: written through
//!              │ text:            watched for a data URL ─► suspect ─┐
//!              └ inlineData.data: ───────────────────────────────────┴─► data ─► Images
//! ```
//!
//! One pass, linear, and no JSON parser of our own: this only follows strings, nesting and keys, and writes
//! every byte but image data through. Image data is `inlineData.data` and data URLs inside `text`; what is
//! left in its place is the number of the image (in a text: between two NUL characters).

mod data;
mod escape;
mod nesting;
mod suspect;
mod watch;

use data::DataRun;
use escape::{Escape, Half, Letter};
use nesting::{Nesting, Role};
use std::mem::take;
use suspect::Suspect;
use watch::Watch;

/// Where decoded bytes go.
pub trait Images {
    /// A new image begins; returns its number.
    fn begin(&mut self) -> usize;
    /// Bytes of the image that began last.
    fn write(&mut self, bytes: &[u8]);
    /// The image that began last is whole, or its base64 was broken.
    fn end(&mut self, is_intact: bool);
}

/// Why a document cannot be read on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HoistError {
    /// Not JSON, or nested deeper than any answer.
    Malformed,
    /// The rest beside image data is over [`MAX_TEXT`] or [`MAX_VALUES`].
    TooMuchText,
}

/// A bound on what is kept of one answer: signatures and text, not images. The longest answer that a model can write is
/// half a megabyte; signatures have some megabytes.
pub const MAX_TEXT: usize = 16 << 20;

/// A bound on the values of a whole answer: in memory each is many times as large as the few letters that it can be
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
    Text(Watch),
    /// Behind `;base64,` in a text: an image, or only talk of one.
    Suspect(Suspect),
    /// Base64 in a text, up to the first letter that is none.
    DataInText,
    /// The value of `inlineData.data`, before it is known whether it has a `data:` prefix.
    Head(Vec<u8>),
    /// The `data:…,` prefix of such a value.
    Prefix,
    /// Base64 up to the end of the string.
    Data,
}

/// Follows one JSON document after another.
#[derive(Debug, Default)]
pub struct Hoister {
    json: Vec<u8>,
    nesting: Nesting,
    mode: Mode,
    escape: Escape,
    /// The first half of a surrogate pair, until the next letter shows whether it is one.
    half: Option<Letter>,
    data: DataRun,
    /// Of all documents so far: one for each that is opened, and one for each comma.
    values: usize,
}

impl Hoister {
    /// True between the first brace of a document and its last.
    #[must_use]
    pub fn is_in_document(&self) -> bool {
        !self.nesting.is_empty()
    }

    /// Takes bytes up to the end of the document; returns how many it took.
    ///
    /// # Errors
    /// Where the bytes cannot be a document of this API.
    pub fn push(&mut self, bytes: &[u8], images: &mut impl Images) -> Result<usize, HoistError> {
        let mut at = 0;
        while at < bytes.len() {
            at += self.step(&bytes[at..], images)?;
            if self.json.len() > MAX_TEXT || self.values > MAX_VALUES {
                return Err(HoistError::TooMuchText);
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
    fn step(&mut self, bytes: &[u8], images: &mut impl Images) -> Result<usize, HoistError> {
        let byte = bytes[0];
        if self.escape.is_open() {
            if let Some(letter) = self.escape.take(byte)? {
                self.escaped_letter(letter, images);
            }
            return Ok(1);
        }
        if byte != b'\\' && self.half.take().is_some() {
            self.letter(Letter::REPLACEMENT, images);
        }
        let run = self.run(bytes, images);
        if run > 0 {
            return Ok(run);
        }
        match (byte, &self.mode) {
            (_, Mode::Outside) => self.outside(byte)?,
            (b'"', _) => self.end_string(images),
            (b'\\', _) => self.escape.open(),
            _ => self.letter(Letter::plain(byte), images),
        }
        Ok(1)
    }

    /// Takes a stretch whose single letters do not matter; 0 where the next letter does.
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

    fn outside(&mut self, byte: u8) -> Result<(), HoistError> {
        if self.nesting.is_empty() && byte != b'{' {
            return Err(HoistError::Malformed);
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
        if !matches!(self.mode, Mode::Head(_)) {
            self.json.push(byte);
        }
        Ok(())
    }

    fn string_mode(&self) -> Mode {
        match self.nesting.role() {
            Role::Key => Mode::Key(Vec::new()),
            Role::ImageData => Mode::Head(Vec::new()),
            Role::Text => Mode::Text(Watch::default()),
            Role::Other => Mode::Through,
        }
    }

    fn end_string(&mut self, images: &mut impl Images) {
        match take(&mut self.mode) {
            Mode::Key(name) => self.nesting.set_key(&name),
            Mode::Head(head) => {
                self.begin_whole(images);
                self.data.push(&head, images);
                self.data.end(images);
            }
            // A `data:` prefix without a comma has no data behind it.
            Mode::Prefix => {
                self.begin_whole(images);
                self.data.spoil();
                self.data.end(images);
            }
            Mode::Data | Mode::DataInText => self.data.end(images),
            Mode::Suspect(suspect) => self.settle(&suspect, None, images),
            Mode::Through | Mode::Text(_) | Mode::Outside => {}
        }
        self.mode = Mode::Outside;
        self.json.push(b'"');
    }

    /// One letter of a string that was escaped: half a surrogate pair alone would be no JSON for serde, and would cost
    /// the whole document.
    fn escaped_letter(&mut self, letter: Letter, images: &mut impl Images) {
        match (self.half.take(), letter.half()) {
            (None, Some(Half::First)) => self.half = Some(letter),
            (Some(first), Some(Half::Second)) => {
                self.letter(first, images);
                self.letter(letter, images);
            }
            (first, half) => {
                if first.is_some() {
                    self.letter(Letter::REPLACEMENT, images);
                }
                match half {
                    Some(Half::First) => self.half = Some(letter),
                    Some(Half::Second) => self.letter(Letter::REPLACEMENT, images),
                    None => self.letter(letter, images),
                }
            }
        }
    }

    /// One letter of a string.
    fn letter(&mut self, letter: Letter, images: &mut impl Images) {
        match &mut self.mode {
            // A relay that breaks events between its chunks breaks names and values, too.
            Mode::Key(_) | Mode::Through if letter.is_raw_control() => {}
            Mode::Key(name) => {
                nesting::push_key_letter(name, letter.value);
                self.json.extend_from_slice(letter.spelling());
            }
            Mode::Head(head) => {
                head.push(letter.value);
                if head.as_slice() == b"data:" {
                    self.mode = Mode::Prefix;
                } else if !b"data:".starts_with(head) {
                    let head = take(head);
                    self.mode = Mode::Data;
                    self.begin_whole(images);
                    self.data.push(&head, images);
                }
            }
            Mode::Prefix if letter.value == b',' => {
                self.mode = Mode::Data;
                self.begin_whole(images);
            }
            Mode::Prefix => {}
            Mode::Text(watch) => {
                // A text's own NUL could be taken for the mark of an image.
                let is_mark = letter.value == 0 && !letter.is_raw_control();
                self.json.extend_from_slice(if is_mark { br"\ufffd" } else { letter.legal_spelling() });
                if watch.sees(letter.value) {
                    self.mode = Mode::Suspect(Suspect::default());
                }
            }
            Mode::Suspect(suspect) if data::is_base64(letter.value) => {
                suspect.push(letter);
                if suspect.is_full() {
                    let suspect = take(suspect);
                    self.settle_open(&suspect, images);
                }
            }
            Mode::Suspect(suspect) => {
                let suspect = take(suspect);
                self.settle(&suspect, Some(letter.value), images);
                self.letter(letter, images);
            }
            Mode::DataInText if !data::is_base64(letter.value) => {
                self.data.end(images);
                self.mode = Mode::Text(Watch::default());
                self.letter(letter, images);
            }
            Mode::Data | Mode::DataInText => self.data.push(&[letter.value], images),
            Mode::Through | Mode::Outside => self.json.extend_from_slice(letter.spelling()),
        }
    }

    /// Decides over a suspect that has ended, before `next` or the end of the text.
    fn settle(&mut self, suspect: &Suspect, next: Option<u8>, images: &mut impl Images) {
        if suspect.is_whole_image(next) {
            self.begin_in_text(images);
            self.data.push(suspect.letters(), images);
            self.data.end(images);
        } else {
            self.json.extend_from_slice(suspect.spelling());
        }
        self.mode = Mode::Text(Watch::default());
    }

    /// Decides over a suspect that has grown long enough to be judged by its head.
    fn settle_open(&mut self, suspect: &Suspect, images: &mut impl Images) {
        if suspect.begins_like_image() {
            self.begin_in_text(images);
            self.data.push(suspect.letters(), images);
            self.mode = Mode::DataInText;
        } else {
            self.json.extend_from_slice(suspect.spelling());
            self.mode = Mode::Text(Watch::default());
        }
    }

    /// Begins an image that is a whole string, and opens the string that replaces it.
    fn begin_whole(&mut self, images: &mut impl Images) {
        self.json.push(b'"');
        self.json.extend_from_slice(self.data.begin(images).to_string().as_bytes());
    }

    /// Begins an image within a text. NUL marks its number: nothing that a text says by itself looks like it.
    fn begin_in_text(&mut self, images: &mut impl Images) {
        let marker = format!("\\u0000{}\\u0000", self.data.begin(images));
        self.json.extend_from_slice(marker.as_bytes());
    }
}

#[cfg(test)]
mod tests;
