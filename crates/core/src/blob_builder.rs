//! A Blob that grows: bytes leave wasm memory, which never shrinks, as they come.

use crate::image::blob_of;
use js_sys::{Array, Uint8Array};
use tintype_protocol::error::Error;
use web_sys::Blob;

/// What the browser takes over at a time. Each Blob costs Chromium a call to another process, which is waited for
/// (about a millisecond), and larger ones cost a longer copy at once.
pub const PIECE: u32 = 2 << 20;

/// Gathers bytes piece by piece.
///
/// A Blob of all bytes at the end would be one long copy, and hold them twice. Instead the browser takes over a piece
/// whenever one is full, and may move it out of this process; the whole is then only a list of pieces.
#[derive(Default)]
pub struct BlobBuilder {
    pieces: Array,
    /// Used again for every piece: a Blob keeps its own copy.
    room: Option<Uint8Array>,
    filled: u32,
    failure: Option<Error>,
}

impl BlobBuilder {
    /// Adds bytes; when the browser has no room for them, [`finish`](Self::finish) says so.
    // Only the last piece may be short: Firefox cannot decode an image (`createImageBitmap`) whose Blob has a first
    // piece shorter than the signature of a file.
    pub fn write(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() && self.failure.is_none() {
            let (now, rest) = bytes.split_at(bytes.len().min((PIECE - self.filled) as usize));
            let (start, end) = (self.filled, self.filled + now.len() as u32);
            self.room(start, end).copy_from(now);
            self.filled = end;
            if self.filled == PIECE {
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
            if self.pieces.length() == 0 {
                return blob_of(&Array::of1(&self.room(0, self.filled)), mime_type);
            }
            self.end_piece();
        }
        match self.failure {
            Some(failure) => Err(failure),
            None => blob_of(&self.pieces, mime_type),
        }
    }

    fn room(&mut self, start: u32, end: u32) -> Uint8Array {
        self.room.get_or_insert_with(|| Uint8Array::new_with_length(PIECE)).subarray(start, end)
    }

    fn end_piece(&mut self) {
        let filled = std::mem::take(&mut self.filled);
        match blob_of(&Array::of1(&self.room(0, filled)), "") {
            Ok(piece) => {
                self.pieces.push(&piece);
            }
            Err(failure) => self.failure = Some(failure),
        }
    }
}
