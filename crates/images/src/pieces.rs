//! Bytes in memory as a Blob, made piece by piece: a copy of all of them at once would be one long task.

use crate::unsupported;
use js_sys::{Array, Uint8Array};
use tintype_browser::blob_builder::PIECE;
use tintype_browser::blob_builder::{blob_of, no_room};
use tintype_browser::bytes::part;
use tintype_browser::clock::yield_if_due;
use tintype_protocol::error::Error;
use web_sys::Blob;

/// A copy of `bytes`, which their owner must leave alone until it is made.
pub async fn blob_of_bytes(bytes: &Uint8Array) -> Result<Blob, Error> {
    let length = bytes.length();
    if length <= PIECE {
        return blob_of(&Array::of1(bytes), "");
    }
    let pieces = Array::new();
    for at in (0..length).step_by(PIECE as usize) {
        yield_if_due().await;
        // A buffer transferred in the meantime is detached: its length is 0, and `subarray` throws.
        if bytes.length() != length {
            return Err(unsupported("The bytes of an input image were taken away while they were read."));
        }
        let piece = part(bytes, at, at.saturating_add(PIECE).min(length)).map_err(|error| no_room(&error))?;
        pieces.push(blob_of(&Array::of1(&piece), "")?.as_ref());
    }
    blob_of(&pieces, "")
}
