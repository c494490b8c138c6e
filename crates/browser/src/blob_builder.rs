//! A Blob that grows, so that bytes leave wasm memory, which never shrinks, as they arrive.

use crate::bytes;
use crate::js_error::message_of;
use js_sys::{Array, Uint8Array};
use tintype_protocol::error::{Error, ErrorKind};
use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag};

/// The size of a chunk. Each Blob costs Chromium a synchronous call to another process (about a millisecond), and
/// larger chunks make each copy longer.
pub const CHUNK_BYTES: u32 = 2 << 20;
/// The smallest allocation, because an answer may contain hundreds of images of a few bytes.
const FIRST_CAPACITY: u32 = 4 << 10;
/// The growth factor of a full buffer. With 4, the bytes that are copied again amount to less than a chunk.
const GROWTH: u32 = 4;

/// A builder of a Blob from bytes that arrive in chunks.
///
/// A Blob of all bytes at the end would be one long copy, and would hold the bytes twice. Instead, the browser takes
/// over each full chunk and may move it out of this process. The final Blob is only a list of chunks.
#[derive(Default)]
pub struct BlobBuilder {
    chunks: Vec<Blob>,
    /// The buffer grows up to one chunk and is reused for every chunk, because a Blob makes its own copy.
    buffer: Option<Uint8Array>,
    /// The length of the buffer.
    capacity: u32,
    filled: u32,
    failure: Option<Error>,
}

impl BlobBuilder {
    /// Adds bytes. If the browser has no memory for them, [`finish`](Self::finish) returns the error.
    // Only the last chunk may be short: Firefox cannot decode an image (`createImageBitmap`) whose Blob has a first
    // chunk shorter than the signature of a file. The buffer therefore grows until it is a whole chunk.
    pub fn write(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() && self.failure.is_none() {
            let (now, rest) = bytes.split_at(bytes.len().min((CHUNK_BYTES - self.filled) as usize));
            if let Err(error) = self.fill(now) {
                self.fail(out_of_memory(&error));
            } else if self.filled == CHUNK_BYTES {
                self.end_chunk();
            }
            bytes = rest;
        }
    }

    /// Returns the Blob of all bytes that were written. `mime_type` may be empty.
    ///
    /// # Errors
    /// Returns an error if the browser has no memory for the Blob.
    pub fn finish(mut self, mime_type: &str) -> Result<Blob, Error> {
        if self.filled > 0 && self.failure.is_none() {
            if self.chunks.is_empty() {
                return self.chunk(mime_type);
            }
            self.end_chunk();
        }
        match self.failure {
            Some(failure) => Err(failure),
            None => blob_of(&self.chunks.iter().collect::<Array>(), mime_type),
        }
    }

    /// Appends bytes to the buffer, at most as many as the current chunk has left.
    fn fill(&mut self, bytes: &[u8]) -> Result<(), JsValue> {
        let end = self.filled + bytes.len() as u32;
        if end > self.capacity {
            self.grow(end)?;
        }
        if let Some(buffer) = &self.buffer {
            bytes::write(buffer, self.filled, bytes)?;
        }
        self.filled = end;
        Ok(())
    }

    fn grow(&mut self, least: u32) -> Result<(), JsValue> {
        let wanted = least.max(self.capacity * GROWTH).max(FIRST_CAPACITY);
        self.capacity = wanted.checked_next_power_of_two().unwrap_or(CHUNK_BYTES).min(CHUNK_BYTES);
        let buffer = bytes::zeros(self.capacity)?;
        if let (Some(before), true) = (&self.buffer, self.filled > 0) {
            bytes::copy(&buffer, &bytes::part(before, 0, self.filled)?)?;
        }
        self.buffer = Some(buffer);
        Ok(())
    }

    fn end_chunk(&mut self) {
        match self.chunk("") {
            Ok(chunk) => self.chunks.push(chunk),
            Err(failure) => self.fail(failure),
        }
        self.filled = 0;
    }

    /// Creates a Blob of the bytes in the buffer.
    fn chunk(&self, mime_type: &str) -> Result<Blob, Error> {
        let Some(buffer) = &self.buffer else { return blob_of(&Array::new(), mime_type) };
        let filled = bytes::part(buffer, 0, self.filled).map_err(|error| out_of_memory(&error))?;
        blob_of(&Array::of1(&filled), mime_type)
    }

    /// Stores the failure and drops all bytes, because no Blob will be returned.
    fn fail(&mut self, failure: Error) {
        *self = Self { failure: Some(failure), ..Self::default() };
    }
}

/// Creates a Blob of bytes or Blobs. `mime_type` may be empty.
///
/// # Errors
/// `unsupported-input` if the browser has no memory for it, because most Blobs are request inputs.
pub fn blob_of(chunks: &Array, mime_type: &str) -> Result<Blob, Error> {
    let options = BlobPropertyBag::new();
    options.set_type(mime_type);
    Blob::new_with_u8_array_sequence_and_options(chunks, &options).map_err(|error| out_of_memory(&error))
}

/// Returns the error of a failed allocation.
#[must_use]
pub fn out_of_memory(error: &JsValue) -> Error {
    let advice = "The browser has no room for the request; give fewer or smaller images. ";
    let message = [advice, &message_of(error)].concat();
    Error::new(ErrorKind::UnsupportedInput, message.trim_end())
}
