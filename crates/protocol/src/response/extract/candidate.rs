//! The text after `;base64,`: an image, or a text that only speaks of data URLs.
//!
//! A text must not lose a word, so the first characters are held back until their decoded bytes show whether they are an image.

use super::escape::DecodedByte;
use crate::image::sniff::{Sniffed, sniff};
use crate::response::unbase64::Unbase64;

/// Enough base64 to know every format by its bytes, and longer than any excerpt in a text.
const FULL: usize = 1024;

/// Base64 that is held back.
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

    /// True when there is no reason to wait for more.
    pub fn is_full(&self) -> bool {
        self.base64.len() == FULL
    }

    /// The base64.
    pub fn base64(&self) -> &[u8] {
        &self.base64
    }

    /// The base64 as it was escaped in the JSON.
    pub fn escaped(&self) -> &[u8] {
        &self.escaped
    }

    /// True unless the first bytes rule an image out.
    pub fn begins_like_image(&self) -> bool {
        let mut bytes = Vec::new();
        // A break further on is left to the decoder of the whole.
        let _ = Unbase64::default().push(&self.base64, &mut bytes);
        !bytes.is_empty() && sniff(&bytes) != Sniffed::Unknown
    }

    /// True for an image that ends before `next`, or with the text.
    pub fn is_whole_image(&self, next: Option<u8>) -> bool {
        if next.is_some_and(is_ellipsis) {
            return false;
        }
        let (mut decoder, mut bytes) = (Unbase64::default(), Vec::new());
        let is_base64 = decoder.push(&self.base64, &mut bytes).and_then(|()| decoder.finish(&mut bytes));
        is_base64.is_ok() && matches!(sniff(&bytes), Sniffed::Known(..))
    }
}

/// `iVBORw0KGgo...`, `iVBOR…`, `iVBOR<snip>`: the marks of an excerpt.
fn is_ellipsis(byte: u8) -> bool {
    !byte.is_ascii() || b".<[{*".contains(&byte)
}
