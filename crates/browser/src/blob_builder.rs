//! A Blob that grows: bytes leave wasm memory, which never shrinks, as they come.

use crate::bytes;
use crate::js_error::message_of;
use js_sys::{Array, Uint8Array};
use tintype_protocol::error::{Error, ErrorKind};
use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag};

/// The bytes that the browser takes over at a time. Each Blob costs Chromium a call to another process, which is waited for
/// (about a millisecond), and larger ones cost a longer copy at once.
pub const PIECE: u32 = 2 << 20;
/// The least that is allocated at once: an answer may bring hundreds of images of a few bytes.
const FIRST_ROOM: u32 = 4 << 10;
/// How much larger the next buffer is than one that is full: with 4, fewer bytes are copied again than a piece has.
const GROWTH: u32 = 4;

/// Gathers bytes piece by piece.
///
/// A Blob of all bytes at the end would be one long copy, and hold them twice. Instead the browser takes over a piece
/// whenever one is full, and may move it out of this process; the whole is then only a list of pieces.
#[derive(Default)]
pub struct BlobBuilder {
    pieces: Vec<Blob>,
    /// Grows up to one piece, and is then used again for every piece: a Blob keeps its own copy.
    room: Option<Uint8Array>,
    /// Length of `room`.
    capacity: u32,
    filled: u32,
    failure: Option<Error>,
}

impl BlobBuilder {
    /// Adds bytes; when the browser has no room for them, [`finish`](Self::finish) says so.
    // Only the last piece may be short: Firefox cannot decode an image (`createImageBitmap`) whose Blob has a first
    // piece shorter than the signature of a file. So a buffer grows until it is a whole piece.
    pub fn write(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() && self.failure.is_none() {
            let (now, rest) = bytes.split_at(bytes.len().min((PIECE - self.filled) as usize));
            if let Err(error) = self.fill(now) {
                self.fail(no_room(&error));
            } else if self.filled == PIECE {
                self.end_piece();
            }
            bytes = rest;
        }
    }

    /// The Blob of all that was written. `mime_type` may be empty.
    ///
    /// # Errors
    /// When the browser has no room for it.
    pub fn finish(mut self, mime_type: &str) -> Result<Blob, Error> {
        if self.filled > 0 && self.failure.is_none() {
            if self.pieces.is_empty() {
                return self.piece(mime_type);
            }
            self.end_piece();
        }
        match self.failure {
            Some(failure) => Err(failure),
            None => blob_of(&self.pieces.iter().collect::<Array>(), mime_type),
        }
    }

    /// Copies bytes behind those that are there; they are not more than a piece has left.
    fn fill(&mut self, bytes: &[u8]) -> Result<(), JsValue> {
        let end = self.filled + bytes.len() as u32;
        if end > self.capacity {
            self.grow(end)?;
        }
        if let Some(room) = &self.room {
            bytes::write(room, self.filled, bytes)?;
        }
        self.filled = end;
        Ok(())
    }

    fn grow(&mut self, least: u32) -> Result<(), JsValue> {
        let wanted = least.max(self.capacity * GROWTH).max(FIRST_ROOM);
        self.capacity = wanted.checked_next_power_of_two().unwrap_or(PIECE).min(PIECE);
        let room = bytes::zeros(self.capacity)?;
        if let (Some(before), true) = (&self.room, self.filled > 0) {
            bytes::copy(&room, &bytes::part(before, 0, self.filled)?)?;
        }
        self.room = Some(room);
        Ok(())
    }

    fn end_piece(&mut self) {
        match self.piece("") {
            Ok(piece) => self.pieces.push(piece),
            Err(failure) => self.fail(failure),
        }
        self.filled = 0;
    }

    /// A Blob of the bytes in the buffer.
    fn piece(&self, mime_type: &str) -> Result<Blob, Error> {
        let Some(room) = &self.room else { return blob_of(&Array::new(), mime_type) };
        let filled = bytes::part(room, 0, self.filled).map_err(|error| no_room(&error))?;
        blob_of(&Array::of1(&filled), mime_type)
    }

    /// Lets go of all that was gathered: nobody will see it.
    fn fail(&mut self, failure: Error) {
        *self = Self { failure: Some(failure), ..Self::default() };
    }
}

/// A Blob of bytes or Blobs. `mime_type` may be empty.
///
/// # Errors
/// `unsupported-input` when the browser has no room for it: most Blobs are on their way into a request.
pub fn blob_of(pieces: &Array, mime_type: &str) -> Result<Blob, Error> {
    let options = BlobPropertyBag::new();
    options.set_type(mime_type);
    Blob::new_with_u8_array_sequence_and_options(pieces, &options).map_err(|error| no_room(&error))
}

/// The error of an allocation that failed.
#[must_use]
pub fn no_room(error: &JsValue) -> Error {
    let why = message_of(error);
    let message = format!("The browser has no room for the request; give fewer or smaller images. {why}");
    Error::new(ErrorKind::UnsupportedInput, message.trim_end())
}
