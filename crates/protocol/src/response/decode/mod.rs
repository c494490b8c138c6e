//! The answer's way from bytes to a [`Generation`]: `push` what arrives, `finish` at the end.
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

/// Decodes one answer, unary or streamed, cut at any place.
pub struct Decoder<'a, S: ImageSink, F: Fn() -> S> {
    framer: Framer,
    extractor: Extractor,
    images: IncomingImages<S, F>,
    assembler: Assembler<'a, S>,
    /// The beginning of the body, for an answer that is no answer.
    excerpt: Vec<u8>,
    documents: usize,
    /// Of all documents together, images left out.
    text_bytes: usize,
    status: u16,
    /// Found behind documents that were good; nothing is read after it.
    failure: Option<Error>,
}

const MAX_EXCERPT: usize = 4096;

impl<'a, S: ImageSink, F: Fn() -> S> Decoder<'a, S, F> {
    /// A decoder for the answer to a request that asked for `expected` of `model`.
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

    /// Counts against `budget`, which the answers of one call share.
    #[must_use]
    pub fn within(mut self, budget: &Rc<Budget>) -> Self {
        self.images.budget = Rc::clone(budget);
        self
    }

    /// Takes the next bytes; gives what became whole with them.
    ///
    /// # Errors
    /// When the rest of the body can be nothing but damage. What came whole before is not lost: hand the
    /// error to [`finish`](Self::finish). Errors that the service reports within a good answer come from there.
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

    /// The outcome, once the body has ended. `interruption` is what ended it early.
    ///
    /// # Errors
    /// Every way in which an answer can hold no image that was asked for.
    pub fn finish(mut self, interruption: Option<Error>) -> Result<Generation<S::Image>, Error> {
        // An answer that had begun may be billed, so it is not asked for again, however it ended.
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

    /// True for lines that no stream of ours has, and for an event that holds an error as text.
    fn is_not_the_api_stream(&self) -> bool {
        let has_error = || error::from_response(self.status, &self.excerpt).all_details().body.is_some();
        self.framer.has_stray_lines() || (!self.extractor.is_in_document() && has_error())
    }

    /// Whole final images so far.
    #[must_use]
    pub fn images_done(&self) -> usize {
        self.assembler.images_done()
    }

    /// Another server answers, and what it says is known: the rest would be read for nothing.
    #[must_use]
    pub fn has_seen_enough(&self) -> bool {
        self.framer.framing() == Framing::NotJson && self.excerpt.len() == MAX_EXCERPT
    }

    /// Finds the error of a body that ended without a failure of the transfer, but is not whole.
    fn open_end(&mut self) -> Option<Error> {
        if self.extractor.is_in_document() {
            // Damage can swallow the end of a document; only what is good so far was cut.
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

/// A document; bytes that are no UTF-8 become U+FFFD, as wherever a browser decodes text.
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
