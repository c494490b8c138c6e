//! Pulls image data out of JSON while it passes: the small rest goes to serde, the images to a sink.
//!
//! One pass, linear, and no JSON parser of our own: this only follows strings, nesting and keys, and writes
//! every byte but image data through. Image data is `inlineData.data` and data URLs inside `text`; what is
//! left in its place is the number of the image.

use crate::unbase64::Unbase64;
use std::mem::take;

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
    /// What is not image data is over [`MAX_TEXT`].
    TooMuchText,
}

/// A bound on what is kept of one document: signatures and text, not images.
pub const MAX_TEXT: usize = 64 << 20;
const MAX_DEPTH: usize = 100;
const DECODE_BLOCK: usize = 64 << 10;
const DATA_URL_START: &[u8] = b"data:image/";
const MAX_MEDIA_TYPE: usize = 80;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Key {
    InlineData,
    Data,
    Text,
    #[default]
    Other,
}

impl Key {
    fn of(name: &[u8]) -> Self {
        match name {
            b"inlineData" | b"inline_data" => Self::InlineData,
            b"data" => Self::Data,
            b"text" => Self::Text,
            _ => Self::Other,
        }
    }
}

#[derive(Debug)]
struct Container {
    is_object: bool,
    /// The key that this container is the value of.
    entered_by: Key,
    key: Key,
    expects_key: bool,
}

/// What the string that is open is for.
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
    /// The value of `inlineData.data`, before it is known whether it has a `data:` prefix.
    Head(Vec<u8>),
    /// The `data:…,` prefix of such a value.
    Prefix,
    /// Base64 up to the end of the string.
    Data,
    /// Base64 up to the first letter that is none.
    DataInText,
}

#[derive(Debug, Default)]
enum Watch {
    /// How much of [`DATA_URL_START`] was just seen.
    #[default]
    Idle,
    Start(usize),
    /// The media type and its parameters.
    MediaType(Vec<u8>),
}

/// An escape sequence that is open.
#[derive(Debug, Default)]
enum Escape {
    #[default]
    None,
    Backslash,
    Unicode(Vec<u8>),
}

/// Follows one JSON document after another.
#[derive(Debug, Default)]
pub struct Hoister {
    json: Vec<u8>,
    stack: Vec<Container>,
    mode: Mode,
    escape: Escape,
    base64: Unbase64,
    decoded: Vec<u8>,
    is_intact: bool,
}

impl Hoister {
    /// True between the first brace of a document and its last.
    #[must_use]
    pub fn is_in_document(&self) -> bool {
        !self.stack.is_empty()
    }

    /// Takes bytes up to the end of the document; returns how many it took.
    ///
    /// # Errors
    /// Where the bytes cannot be a document of this API.
    pub fn push(&mut self, bytes: &[u8], images: &mut impl Images) -> Result<usize, HoistError> {
        let mut at = 0;
        while at < bytes.len() {
            at += self.step(&bytes[at..], images)?;
            if self.json.len() > MAX_TEXT {
                return Err(HoistError::TooMuchText);
            }
            if self.stack.is_empty() {
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

    /// Deals with at least one byte.
    fn step(&mut self, bytes: &[u8], images: &mut impl Images) -> Result<usize, HoistError> {
        let byte = bytes[0];
        match (&self.mode, &self.escape) {
            (Mode::Outside, _) => return self.outside(bytes),
            (Mode::Data | Mode::DataInText, Escape::None) => return Ok(self.data_run(bytes, images)),
            (Mode::Through | Mode::Prefix, Escape::None) => return Ok(self.through_run(bytes, images)),
            (_, Escape::None) if byte == b'"' => self.end_string(images)?,
            (_, Escape::None) if byte == b'\\' => self.escape = Escape::Backslash,
            (_, Escape::None) => self.letter(byte, &[byte], images),
            _ => self.escaped(byte, images)?,
        }
        Ok(1)
    }

    fn outside(&mut self, bytes: &[u8]) -> Result<usize, HoistError> {
        let byte = bytes[0];
        if self.stack.is_empty() && byte != b'{' {
            return Err(HoistError::Malformed);
        }
        match byte {
            b'{' | b'[' => self.open(byte == b'{')?,
            b'}' | b']' => {
                let container = self.stack.pop().ok_or(HoistError::Malformed)?;
                if container.is_object != (byte == b'}') {
                    return Err(HoistError::Malformed);
                }
            }
            b',' => self.expect_key(true),
            b':' => self.expect_key(false),
            b'"' => {
                self.mode = self.string_mode();
                if matches!(self.mode, Mode::Head(_)) {
                    return Ok(1);
                }
            }
            _ => {}
        }
        self.json.push(byte);
        Ok(1)
    }

    fn open(&mut self, is_object: bool) -> Result<(), HoistError> {
        if self.stack.len() == MAX_DEPTH {
            return Err(HoistError::Malformed);
        }
        let entered_by = self.stack.last().map_or(Key::Other, |parent| parent.key);
        self.stack.push(Container { is_object, entered_by, key: Key::Other, expects_key: is_object });
        Ok(())
    }

    fn expect_key(&mut self, expects_key: bool) {
        if let Some(container) = self.stack.last_mut() {
            container.expects_key = expects_key && container.is_object;
        }
    }

    fn string_mode(&self) -> Mode {
        match self.stack.last() {
            Some(container) if container.expects_key => Mode::Key(Vec::new()),
            Some(Container { key: Key::Data, entered_by: Key::InlineData, .. }) => Mode::Head(Vec::new()),
            Some(Container { key: Key::Text, .. }) => Mode::Text(Watch::Idle),
            _ => Mode::Through,
        }
    }

    fn end_string(&mut self, images: &mut impl Images) -> Result<(), HoistError> {
        match take(&mut self.mode) {
            Mode::Key(name) => {
                if let Some(container) = self.stack.last_mut() {
                    container.key = Key::of(&name);
                }
            }
            Mode::Head(head) => {
                self.begin_image(images, true);
                self.decode(&head, images);
                self.end_image(images);
            }
            Mode::Data | Mode::DataInText => self.end_image(images),
            // A `data:` prefix without a comma has no data behind it.
            Mode::Prefix => {
                self.begin_image(images, true);
                self.is_intact = false;
                self.end_image(images);
            }
            Mode::Through | Mode::Text(_) => {}
            Mode::Outside => return Err(HoistError::Malformed),
        }
        self.json.push(b'"');
        Ok(())
    }

    /// One letter of a string: its value, and how it was written.
    fn letter(&mut self, letter: u8, written: &[u8], images: &mut impl Images) {
        match &mut self.mode {
            Mode::Key(name) => {
                // Longer than any key that matters; the rest only has to differ from those.
                if name.len() < 16 {
                    name.push(letter);
                }
                self.json.extend_from_slice(written);
            }
            Mode::Head(head) => {
                head.push(letter);
                if head.as_slice() == b"data:" {
                    self.mode = Mode::Prefix;
                } else if !b"data:".starts_with(head) {
                    let head = take(head);
                    self.mode = Mode::Data;
                    self.begin_image(images, true);
                    self.decode(&head, images);
                }
            }
            Mode::Prefix if letter == b',' => {
                self.mode = Mode::Data;
                self.begin_image(images, true);
            }
            Mode::Prefix => {}
            Mode::Text(watch) => {
                let is_data_url = watch.sees(letter);
                self.json.extend_from_slice(written);
                if is_data_url {
                    self.mode = Mode::DataInText;
                    self.begin_image(images, false);
                }
            }
            Mode::Data => self.decode(&[letter], images),
            Mode::DataInText if is_base64(letter) => self.decode(&[letter], images),
            Mode::DataInText => {
                self.end_image(images);
                self.mode = Mode::Text(Watch::Idle);
                self.json.extend_from_slice(written);
            }
            Mode::Through | Mode::Outside => self.json.extend_from_slice(written),
        }
    }

    fn escaped(&mut self, byte: u8, images: &mut impl Images) -> Result<(), HoistError> {
        match &mut self.escape {
            Escape::Unicode(digits) if digits.len() < 3 => {
                digits.push(byte);
                return Ok(());
            }
            Escape::Unicode(digits) => {
                digits.push(byte);
                let written = [b"\\u", digits.as_slice()].concat();
                self.escape = Escape::None;
                let digits = std::str::from_utf8(&written[2..]).ok();
                let code = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
                let code = code.ok_or(HoistError::Malformed)?;
                // Beyond ASCII no letter matters here; any other stands for it.
                self.letter(u8::try_from(code).unwrap_or(0xff), &written, images);
            }
            _ if byte == b'u' => self.escape = Escape::Unicode(Vec::with_capacity(4)),
            _ => {
                self.escape = Escape::None;
                let letter = match byte {
                    b'n' => b'\n',
                    b'r' => b'\r',
                    b't' => b'\t',
                    other => other,
                };
                self.letter(letter, &[b'\\', byte], images);
            }
        }
        Ok(())
    }

    /// A run of a string that is written through, or of a prefix that is dropped.
    fn through_run(&mut self, bytes: &[u8], images: &mut impl Images) -> usize {
        if matches!(self.mode, Mode::Prefix) && bytes[0] != b'"' && bytes[0] != b'\\' {
            self.letter(bytes[0], &[], images);
            return 1;
        }
        match memchr::memchr2(b'"', b'\\', bytes) {
            Some(0) if bytes[0] == b'\\' => {
                self.escape = Escape::Backslash;
                1
            }
            Some(0) => {
                // The string was opened in this mode, so closing it cannot fail.
                let _ = self.end_string(images);
                1
            }
            end => {
                let end = end.unwrap_or(bytes.len());
                self.json.extend_from_slice(&bytes[..end]);
                end
            }
        }
    }

    /// A run of base64, as long as it is plain.
    fn data_run(&mut self, bytes: &[u8], images: &mut impl Images) -> usize {
        let end = match self.mode {
            Mode::DataInText => bytes.iter().position(|&byte| !is_base64(byte)),
            _ => memchr::memchr2(b'"', b'\\', bytes),
        };
        let end = end.unwrap_or(bytes.len());
        for block in bytes[..end].chunks(DECODE_BLOCK) {
            self.decode(block, images);
        }
        if end > 0 {
            return end;
        }
        match bytes[0] {
            b'\\' => self.escape = Escape::Backslash,
            b'"' => {
                let _ = self.end_string(images);
            }
            other => self.letter(other, &[other], images),
        }
        1
    }

    /// Leaves the number of the image in the document, as a string of its own where one stood.
    fn begin_image(&mut self, images: &mut impl Images, is_whole_string: bool) {
        let number = images.begin();
        if is_whole_string {
            self.json.push(b'"');
        }
        self.json.extend_from_slice(number.to_string().as_bytes());
        self.is_intact = true;
    }

    fn decode(&mut self, text: &[u8], images: &mut impl Images) {
        if !self.is_intact {
            return;
        }
        self.decoded.clear();
        self.is_intact = self.base64.push(text, &mut self.decoded).is_ok();
        images.write(&self.decoded);
    }

    fn end_image(&mut self, images: &mut impl Images) {
        self.decoded.clear();
        let is_ended = self.base64.finish(&mut self.decoded).is_ok();
        images.write(&self.decoded);
        images.end(self.is_intact && is_ended);
    }
}

impl Watch {
    /// Takes the next letter; true when it ends the head of a base64 data URL of an image.
    fn sees(&mut self, letter: u8) -> bool {
        *self = match take(self) {
            Self::MediaType(name) if letter == b',' && name.ends_with(b";base64") => return true,
            Self::MediaType(mut name) if name.len() < MAX_MEDIA_TYPE && is_media_type(letter) => {
                name.push(letter);
                Self::MediaType(name)
            }
            Self::Start(seen) if letter == DATA_URL_START[seen] && seen + 1 == DATA_URL_START.len() => {
                Self::MediaType(Vec::new())
            }
            Self::Start(seen) if letter == DATA_URL_START[seen] => Self::Start(seen + 1),
            _ if letter == DATA_URL_START[0] => Self::Start(1),
            _ => Self::Idle,
        };
        false
    }
}

fn is_media_type(letter: u8) -> bool {
    letter.is_ascii_alphanumeric() || b"+-.;=".contains(&letter)
}

fn is_base64(letter: u8) -> bool {
    letter.is_ascii_alphanumeric() || b"+/-_=".contains(&letter)
}
