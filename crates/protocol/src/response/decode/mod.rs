//! Decodes the bytes of an answer into a [`Generation`]: `push` each chunk and call `finish` at the end.
//!
//! ```text
//! bytes ─► framing ─► extract ─► small JSON ─► assemble
//!                       └────► incoming images
//! ```

pub use crate::response::budget::{Budget, MAX_IMAGE_BYTES, MAX_IMAGES};

use crate::error::{self, Error, ErrorKind};
use crate::json::{self, ParseError, Value};
use crate::request::Expected;
use crate::response::assemble::Assembler;
use crate::response::extract::{ExtractError, Extractor, MAX_TEXT};
use crate::response::framing::{Frame, Framer, Framing};
use crate::response::generation::{Event, Generation};
use crate::response::incoming::IncomingImages;
use crate::response::sink::ImageSink;
use std::rc::Rc;

/// A decoder for one answer, unary or streamed, whose chunks may end at any byte.
pub struct Decoder<'a, S: ImageSink, F: Fn() -> S> {
    framer: Framer,
    extractor: Extractor,
    images: IncomingImages<S, F>,
    assembler: Assembler<'a, S>,
    /// The beginning of the body, from which the error is built if another server answered.
    excerpt: Vec<u8>,
    documents: usize,
    /// The length of all documents together, without their images.
    text_bytes: usize,
    status: u16,
    /// The error that followed valid documents. Nothing is read after it.
    failure: Option<Error>,
}

const MAX_EXCERPT: usize = 4096;

impl<'a, S: ImageSink, F: Fn() -> S> Decoder<'a, S, F> {
    /// Creates a decoder for the answer to a request for `expected` from `model`.
    pub fn new(model: &'a str, expected: &'a Expected, status: u16, open_sink: F) -> Self {
        Self {
            framer: Framer::default(),
            extractor: Extractor::default(),
            images: IncomingImages::new(open_sink),
            assembler: Assembler::new(model, expected),
            excerpt: Vec::new(),
            documents: 0,
            text_bytes: 0,
            status,
            failure: None,
        }
    }

    /// Counts the content against `budget`, which the answers of one call share.
    #[must_use]
    pub fn within(mut self, budget: &Rc<Budget>) -> Self {
        self.images.budget = Rc::clone(budget);
        self
    }

    /// Decodes the next bytes and returns the events that they complete.
    ///
    /// # Errors
    /// When the rest of the body cannot be valid. Content that was complete before is not lost: pass the error to
    /// [`finish`](Self::finish), which also returns errors that the service reports within a valid answer.
    pub fn push(&mut self, bytes: &[u8]) -> Result<Vec<Event<S::Image>>, Error> {
        if let Some(failure) = self.failure.clone() {
            return Err(failure);
        }
        let length = MAX_EXCERPT.saturating_sub(self.excerpt.len()).min(bytes.len());
        self.excerpt.extend_from_slice(&bytes[..length]);
        let mut events = Vec::new();
        match self.read(bytes, &mut events) {
            Err(failure) if events.is_empty() => Err(failure),
            outcome => {
                self.failure = outcome.err();
                Ok(events)
            }
        }
    }

    /// Returns the outcome once the body has ended. `interruption` is the error that ended it early.
    ///
    /// # Errors
    /// When the answer lacks the requested image, for any reason.
    pub fn finish(mut self, interruption: Option<Error>) -> Result<Generation<S::Image>, Error> {
        // The service may bill for an answer that it began, so the request is not retried, however the answer ended.
        let not_again = |error: Error| error.with(|details| details.retryable = Some(false));
        let interruption = interruption.or(self.failure.take()).map(not_again);
        let is_not_the_api = match self.framer.framing() {
            Framing::NotJson => true,
            Framing::EventStream => {
                interruption.is_none() && self.documents == 0 && self.is_not_the_api_stream()
            }
            Framing::Unknown | Framing::Json => false,
        };
        if is_not_the_api {
            return Err(error::from_response(self.status, &self.excerpt));
        }
        let is_stream = self.framer.framing() == Framing::EventStream || self.documents > 1;
        let cut = interruption.or_else(|| self.open_end());
        self.assembler.finish(cut, is_stream)
    }

    /// Returns `true` if the stream has lines that no event stream of this API has, or an event with an error as text.
    fn is_not_the_api_stream(&self) -> bool {
        let has_error = || error::from_response(self.status, &self.excerpt).all_details().body.is_some();
        self.framer.has_stray_lines() || (!self.extractor.is_in_document() && has_error())
    }

    /// Returns the number of complete final images so far.
    #[must_use]
    pub fn images_done(&self) -> usize {
        self.assembler.images_done()
    }

    /// Returns `true` if another server answered and the excerpt is full, because the rest would be read for nothing.
    #[must_use]
    pub fn has_seen_enough(&self) -> bool {
        self.framer.framing() == Framing::NotJson && self.excerpt.len() == MAX_EXCERPT
    }

    /// Returns the error for a body that is incomplete although the transfer did not fail.
    fn open_end(&mut self) -> Option<Error> {
        if self.extractor.is_in_document() {
            // Damaged JSON can hide the end of a document. Only a document that is valid so far was truncated.
            let json = self.extractor.take_document();
            let is_damaged = parse(&json) == Err(ParseError::Invalid);
            return Some(if is_damaged { broken_json() } else { truncated() });
        }
        let is_cut = self.framer.is_in_array() || (self.documents == 0 && self.framer.is_in_field());
        is_cut.then(truncated)
    }

    fn read(&mut self, bytes: &[u8], events: &mut Vec<Event<S::Image>>) -> Result<(), Error> {
        let mut rest = bytes;
        while !rest.is_empty() {
            let taken = match self.framer.next(rest, self.extractor.is_in_document()) {
                Frame::Json(length) => self.read_json(&rest[..length], events)?,
                Frame::Framing(length) => length,
                Frame::Withheld(json) => {
                    self.read_json(&json, events)?;
                    0
                }
                Frame::NotJson => break,
            };
            rest = &rest[taken..];
        }
        Ok(())
    }

    fn read_json(&mut self, bytes: &[u8], events: &mut Vec<Event<S::Image>>) -> Result<usize, Error> {
        let taken = self.extractor.push(bytes, &mut self.images).map_err(|error| match error {
            ExtractError::Malformed => broken_json(),
            ExtractError::TooMuchText => too_much_text(),
        })?;
        if !self.extractor.is_in_document() {
            let json = self.extractor.take_document();
            self.text_bytes += json.len();
            if self.text_bytes > MAX_TEXT || !self.images.budget.take_text(json.len()) {
                return Err(too_much_text());
            }
            let document = parse(&json).map_err(|_| broken_json())?;
            self.documents += 1;
            self.assembler.push(&document, self.status, self.images.take(), events);
        }
        Ok(taken)
    }
}

/// Parses a document. Invalid UTF-8 becomes U+FFFD, as in any text that a browser decodes.
fn parse(document: &[u8]) -> Result<Value, ParseError> {
    json::parse(&String::from_utf8_lossy(document))
}

fn broken_json() -> Error {
    let message =
        "The answer is not valid JSON; something between here and the service damaged it. Try again.";
    Error::new(ErrorKind::MalformedResponse, message)
}

fn too_much_text() -> Error {
    let message = "The answer holds more text than any answer of this API; check the base URL.";
    Error::new(ErrorKind::MalformedResponse, message)
}

fn truncated() -> Error {
    Error::new(ErrorKind::TruncatedResponse, "The answer ended early; the connection was cut. Try again.")
}

#[cfg(test)]
mod tests;
