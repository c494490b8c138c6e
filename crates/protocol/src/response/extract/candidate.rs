//! The text after `;base64,`, which is either an image or prose about data URLs.
//!
//! No text may get lost, so the first characters are buffered until their decoded bytes show whether they are an image.

use super::escape::DecodedByte;
use crate::image::sniff::{Sniffed, sniff};
use crate::response::unbase64::Unbase64;

/// The number of characters to buffer. Enough to recognise every format by its bytes, and longer than any excerpt in a
/// text.
const FULL: usize = 1024;

/// Buffered base64 that may be an image.
#[derive(Debug, Default)]
pub struct Candidate {
    base64: Vec<u8>,
    escaped: Vec<u8>,
}

impl Candidate {
    /// Adds one more character of base64.
    pub fn push(&mut self, byte: DecodedByte) {
        self.base64.push(byte.value);
        self.escaped.extend_from_slice(byte.escaped());
    }

    /// Returns `true` once there is enough base64 to recognise an image.
    pub fn is_full(&self) -> bool {
        self.base64.len() == FULL
    }

    /// Returns the base64 without JSON escapes.
    pub fn base64(&self) -> &[u8] {
        &self.base64
    }

    /// Returns the base64 as it was escaped in the JSON.
    pub fn escaped(&self) -> &[u8] {
        &self.escaped
    }

    /// Returns `true` unless the first bytes rule out an image.
    pub fn begins_like_image(&self) -> bool {
        let mut bytes = Vec::new();
        // An error further on is ignored here, because the decoder of the whole image finds it.
        let _ = Unbase64::default().push(&self.base64, &mut bytes);
        !bytes.is_empty() && sniff(&bytes) != Sniffed::Unknown
    }

    /// Returns `true` for an image that ends before `next`, or with the text if `next` is `None`.
    pub fn is_whole_image(&self, next: Option<u8>) -> bool {
        if next.is_some_and(is_ellipsis) {
            return false;
        }
        let (mut decoder, mut bytes) = (Unbase64::default(), Vec::new());
        let is_base64 = decoder.push(&self.base64, &mut bytes).and_then(|()| decoder.finish(&mut bytes));
        is_base64.is_ok() && matches!(sniff(&bytes), Sniffed::Known(..))
    }
}

/// Returns `true` for a character that marks an excerpt, as in `iVBORw0KGgo...`, `iVBOR…` or `iVBOR<snip>`.
fn is_ellipsis(byte: u8) -> bool {
    !byte.is_ascii() || b".<[{*".contains(&byte)
}
