//! Parses the structure of a file, and builds a copy without metadata from slices, so that none of it stays in wasm
//! memory.

use crate::read::{read, size_of};
use crate::unsupported::unsupported;
use js_sys::Array;
use tintype_browser::blob_builder::{blob_of, out_of_memory};
use tintype_browser::bytes;
use tintype_browser::clock::yield_if_due;
use tintype_browser::js_error::message_of;
use tintype_protocol::error::Error;
use tintype_protocol::image::metadata::{Scan, Scanner, Segment};
use tintype_protocol::image::sniff::ImageType;
use web_sys::Blob;

/// The size of the first read: enough for a file whose later parts are skipped.
const FIRST_LOOK: u64 = 64 << 10;
/// The size of each later read, into the browser's own memory.
const WINDOW: u64 = 8 * SLICE as u64;
/// The number of bytes of a read that are in wasm memory at a time.
const SLICE: u32 = 384 << 10;

/// Reads the parts of the file that its structure requires.
pub async fn scan(blob: &Blob, image_type: ImageType) -> Result<Scan, Error> {
    let mut scanner = Scanner::new(image_type);
    feed(blob, &mut scanner, |_| false).await?;
    Ok(scanner.finish(size_of(blob)?))
}

/// Returns the EXIF orientation to apply for display, 1 to 8.
pub async fn orientation(blob: &Blob, image_type: ImageType) -> Result<u8, Error> {
    let mut scanner = Scanner::new(image_type);
    feed(blob, &mut scanner, Scanner::knows_orientation).await?;
    Ok(scanner.orientation())
}

async fn feed(blob: &Blob, scanner: &mut Scanner, is_enough: fn(&Scanner) -> bool) -> Result<(), Error> {
    let length = size_of(blob)?;
    let (mut window, mut slice) = (FIRST_LOOK, Vec::new());
    while let Some(at) = scanner.wants().filter(|&at| at < length) {
        if is_enough(scanner) {
            break;
        }
        scanner.skip_to(at);
        let bytes = read(blob, at, (at + window).min(length)).await?;
        for start in (0..bytes.length()).step_by(SLICE as usize) {
            let end = start.saturating_add(SLICE);
            let copied = bytes::part(&bytes, start, end).and_then(|part| bytes::read(&part, &mut slice));
            copied.map_err(|error| out_of_memory(&error))?;
            scanner.push(&slice);
        }
        if bytes.length() == 0 {
            break;
        }
        yield_if_due().await;
        window = WINDOW;
    }
    Ok(())
}

/// Copies these segments into a Blob of this type.
pub fn copy(blob: &Blob, segments: &[Segment], mime_type: &str) -> Result<Blob, Error> {
    if let [Segment::Kept(range)] = segments
        && range.end - range.start == size_of(blob)?
    {
        return Ok(blob.clone());
    }
    let parts = Array::new();
    for segment in segments {
        match segment {
            Segment::Kept(range) => {
                let slice = blob.slice_with_f64_and_f64(range.start as f64, range.end as f64);
                let slice = slice.map_err(|error| unsupported(message_of(&error)))?;
                parts.push(slice.as_ref());
            }
            Segment::Written(bytes) => {
                parts.push(bytes::copied(bytes).map_err(|error| out_of_memory(&error))?.as_ref());
            }
            Segment::Zeros(count) => {
                let count = u32::try_from(*count).unwrap_or(u32::MAX);
                parts.push(bytes::zeros(count).map_err(|error| out_of_memory(&error))?.as_ref());
            }
        }
    }
    blob_of(&parts, mime_type)
}
