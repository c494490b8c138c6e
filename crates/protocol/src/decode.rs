//! The answer's way from bytes to a [`Generation`]: `push` what arrives, `finish` at the end.
//!
//! ```text
//! bytes ─► framing ─► hoist ─► small JSON ─► assemble
//!                       └────► sinks, one an image
//! ```

use crate::assemble::Assembler;
use crate::error::{self, Error, ErrorKind};
use crate::framing::{Found, Framer, Framing};
use crate::generation::{Event, Generation};
use crate::hoist::{HoistError, Hoister, Images};
use crate::platform::ImageSink;
use crate::request::Asked;
use crate::sniff::{self, ImageInfo, MAX_HEAD, Sniffed};

/// Decodes one answer, unary or streamed, cut at any place.
pub struct Decoder<'a, S: ImageSink, F: Fn() -> S> {
    framer: Framer,
    hoister: Hoister,
    images: Arrivals<S, F>,
    assembler: Assembler<'a, S>,
    /// The beginning of the body, for an answer that is no answer.
    excerpt: Vec<u8>,
    documents: usize,
    status: u16,
}

const MAX_EXCERPT: usize = 4096;

impl<'a, S: ImageSink, F: Fn() -> S> Decoder<'a, S, F> {
    /// A decoder for the answer to a request that asked for `asked` of `model`.
    pub fn new(model: &str, asked: &'a Asked, status: u16, open_sink: F) -> Self {
        Self {
            framer: Framer::default(),
            hoister: Hoister::default(),
            images: Arrivals { open_sink, list: Vec::new() },
            assembler: Assembler::new(model, asked),
            excerpt: Vec::new(),
            documents: 0,
            status,
        }
    }

    /// Takes the next bytes; gives what became whole with them.
    ///
    /// # Errors
    /// When the body can no longer become an answer. Errors that the service tells within a good answer
    /// come from [`finish`](Self::finish).
    pub fn push(&mut self, bytes: &[u8]) -> Result<Vec<Event<S::Image>>, Error> {
        let room = MAX_EXCERPT.saturating_sub(self.excerpt.len()).min(bytes.len());
        self.excerpt.extend_from_slice(&bytes[..room]);
        let mut events = Vec::new();
        let mut rest = bytes;
        while !rest.is_empty() {
            let taken = match self.framer.next(rest, self.hoister.is_in_document()) {
                Found::Json(length) => self.push_json(&rest[..length], &mut events)?,
                Found::Wrapping(length) => length,
                Found::EventEnd(_) if self.hoister.is_in_document() => return Err(broken_json()),
                Found::EventEnd(length) => length,
                Found::Foreign => break,
            };
            rest = &rest[taken..];
        }
        Ok(events)
    }

    /// The outcome, once the body has ended. `interruption` is what ended it early.
    ///
    /// # Errors
    /// Every way in which an answer can hold no image that was asked for.
    pub fn finish(self, interruption: Option<Error>) -> Result<Generation<S::Image>, Error> {
        let is_cut = self.hoister.is_in_document() || self.framer.is_in_array();
        let is_foreign = match self.framer.framing() {
            Framing::Foreign => true,
            Framing::Lines => self.documents == 0 && self.framer.has_stray_lines(),
            Framing::Unknown | Framing::Json => false,
        };
        if is_foreign && interruption.is_none() {
            return Err(error::from_response(self.status, &self.excerpt));
        }
        let needs_finish_reason = self.framer.framing() == Framing::Lines;
        let cut = interruption.or_else(|| is_cut.then(truncated));
        self.assembler.finish(cut, needs_finish_reason)
    }

    /// Whole final images so far.
    #[must_use]
    pub fn images_done(&self) -> usize {
        self.assembler.images_done()
    }

    fn push_json(&mut self, bytes: &[u8], events: &mut Vec<Event<S::Image>>) -> Result<usize, Error> {
        let taken = self.hoister.push(bytes, &mut self.images).map_err(|error| match error {
            HoistError::Malformed => broken_json(),
            HoistError::TooMuchText => malformed("The answer holds more text than any answer of this API."),
        })?;
        if !self.hoister.is_in_document() {
            let json = self.hoister.take_document();
            let document = serde_json::from_slice(&json).map_err(|_| broken_json())?;
            self.documents += 1;
            let arrived = std::mem::take(&mut self.images.list);
            self.assembler.push(&document, self.status, arrived, events);
        }
        Ok(taken)
    }
}

fn malformed(message: &str) -> Error {
    Error::new(ErrorKind::MalformedResponse, message)
}

fn broken_json() -> Error {
    malformed("The answer is not valid JSON; something between here and the service damaged it. Try again.")
}

fn truncated() -> Error {
    Error::new(ErrorKind::TruncatedResponse, "The answer ended early; the connection was cut. Try again.")
}

/// An image whose bytes are all there, before anything is known of its part.
pub struct Arrival<S> {
    sink: S,
    head: Vec<u8>,
    byte_length: u64,
    sniffed: Sniffed,
    is_intact: bool,
}

impl<S: ImageSink> Arrival<S> {
    /// Type and size, if the bytes are an image and came through unbroken.
    #[must_use]
    pub fn info(&self) -> Option<ImageInfo> {
        let (image_type, width, height) = match self.sniffed {
            Sniffed::Known(image_type, width, height) => (image_type, width, height),
            _ => (sniff::type_of(&self.head)?, 0, 0),
        };
        let info = ImageInfo { image_type, width, height, byte_length: self.byte_length };
        self.is_intact.then_some(info)
    }

    /// Hands the image to its host.
    pub fn finish(self, info: ImageInfo, is_final: bool) -> S::Image {
        self.sink.finish(info, is_final)
    }

    fn write(&mut self, bytes: &[u8]) {
        self.byte_length += bytes.len() as u64;
        if self.sniffed == Sniffed::NeedsMore && self.head.len() < MAX_HEAD {
            self.look_at(bytes);
        }
        self.sink.write(bytes);
    }

    fn look_at(&mut self, bytes: &[u8]) {
        let room = (MAX_HEAD - self.head.len()).min(bytes.len());
        self.head.extend_from_slice(&bytes[..room]);
        self.sniffed = sniff::sniff(&self.head);
        if self.sniffed != Sniffed::NeedsMore {
            self.head = Vec::new();
        }
    }
}

struct Arrivals<S, F> {
    open_sink: F,
    list: Vec<Arrival<S>>,
}

impl<S: ImageSink, F: Fn() -> S> Images for Arrivals<S, F> {
    fn begin(&mut self) -> usize {
        let sink = (self.open_sink)();
        let sniffed = Sniffed::NeedsMore;
        self.list.push(Arrival { sink, head: Vec::new(), byte_length: 0, sniffed, is_intact: false });
        self.list.len() - 1
    }

    fn write(&mut self, bytes: &[u8]) {
        if let Some(image) = self.list.last_mut() {
            image.write(bytes);
        }
    }

    fn end(&mut self, is_intact: bool) {
        if let Some(image) = self.list.last_mut() {
            image.is_intact = is_intact;
        }
    }
}

#[cfg(test)]
#[path = "decode_tests.rs"]
mod tests;
