//! Bytes in memory as a Blob, built in chunks because copying all of them would be one long task.

use crate::unsupported::unsupported;
use js_sys::{Array, Uint8Array};
use tintype_browser::blob_builder::CHUNK_BYTES;
use tintype_browser::blob_builder::{blob_of, out_of_memory};
use tintype_browser::bytes::part;
use tintype_browser::clock::yield_if_due;
use tintype_protocol::error::Error;
use web_sys::Blob;

/// Copies `bytes` into a Blob. The owner must not modify them until the future completes.
pub async fn blob_of_bytes(bytes: &Uint8Array) -> Result<Blob, Error> {
    let length = bytes.length();
    if length <= CHUNK_BYTES {
        return blob_of(&Array::of1(bytes), "");
    }
    let chunks = Array::new();
    for at in (0..length).step_by(CHUNK_BYTES as usize) {
        yield_if_due().await;
        // A buffer transferred in the meantime is detached: its length is 0, and `subarray` throws.
        if bytes.length() != length {
            return Err(unsupported("The bytes of an input image were taken away while they were read."));
        }
        let chunk = part(bytes, at, at.saturating_add(CHUNK_BYTES).min(length))
            .map_err(|error| out_of_memory(&error))?;
        chunks.push(blob_of(&Array::of1(&chunk), "")?.as_ref());
    }
    blob_of(&chunks, "")
}
