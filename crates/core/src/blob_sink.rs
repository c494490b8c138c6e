//! Gathers the bytes of an image outside of wasm memory, as a Blob that grows while they come.

use crate::image::{GeneratedImage, blob_of};
use js_sys::{Array, Uint8Array};
use tintype_protocol::error::Error;
use tintype_protocol::platform::ImageSink;
use tintype_protocol::sniff::ImageInfo;

/// What one Blob is made of at a time. Firefox cannot decode an image (`createImageBitmap`) whose Blob has a first
/// piece shorter than the signature of a file, so only the last piece may be short.
const PIECE: u32 = 512 << 10;

/// One image being received.
///
/// A Blob of all bytes at the end would be one long copy, and hold them twice. Instead the browser takes over a piece
/// whenever one is full, and may move it out of this process; the whole is then only a list of pieces.
#[derive(Default)]
pub struct BlobSink {
    pieces: Array,
    /// Used again for every piece: a Blob keeps its own copy.
    room: Option<Uint8Array>,
    filled: u32,
    failure: Option<Error>,
}

impl ImageSink for BlobSink {
    type Image = GeneratedImage;

    fn write(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() && self.failure.is_none() {
            let (now, rest) = bytes.split_at(bytes.len().min((PIECE - self.filled) as usize));
            let (start, end) = (self.filled, self.filled + now.len() as u32);
            self.room(start, end).copy_from(now);
            self.filled = end;
            if self.filled == PIECE {
                self.failure = self.end_piece().err();
            }
            bytes = rest;
        }
    }

    fn finish(mut self, info: ImageInfo, is_final: bool) -> Result<GeneratedImage, Error> {
        if self.filled > 0 && self.failure.is_none() {
            self.failure = self.end_piece().err();
        }
        match self.failure {
            Some(failure) => Err(failure),
            None => {
                let blob = blob_of(&self.pieces, info.image_type.mime_type())?;
                Ok(GeneratedImage::new(blob, info, is_final))
            }
        }
    }
}

impl BlobSink {
    fn room(&mut self, start: u32, end: u32) -> Uint8Array {
        self.room.get_or_insert_with(|| Uint8Array::new_with_length(PIECE)).subarray(start, end)
    }

    fn end_piece(&mut self) -> Result<(), Error> {
        let filled = std::mem::take(&mut self.filled);
        let piece = blob_of(&Array::of1(&self.room(0, filled)), "")?;
        self.pieces.push(&piece);
        Ok(())
    }
}
