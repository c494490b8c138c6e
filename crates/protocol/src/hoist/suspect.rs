//! The text after `;base64,`: an image, or a text that only speaks of data URLs.
//!
//! A text must not lose a word, so the first letters are held back until their bytes tell.

use super::escape::Letter;
use crate::sniff::{Sniffed, sniff};
use crate::unbase64::Unbase64;

/// Enough base64 to know every format by its bytes, and longer than any excerpt in a text.
const FULL: usize = 1024;

/// Base64 that is held back.
#[derive(Debug, Default)]
pub struct Suspect {
    letters: Vec<u8>,
    spelling: Vec<u8>,
}

impl Suspect {
    /// One more letter of base64.
    pub fn push(&mut self, letter: Letter) {
        self.letters.push(letter.value);
        self.spelling.extend_from_slice(letter.spelling());
    }

    /// True when there is no reason to wait for more.
    pub fn is_full(&self) -> bool {
        self.letters.len() == FULL
    }

    /// The base64.
    pub fn letters(&self) -> &[u8] {
        &self.letters
    }

    /// The base64 as it stood in the JSON.
    pub fn spelling(&self) -> &[u8] {
        &self.spelling
    }

    /// True unless the first bytes rule an image out.
    pub fn begins_like_image(&self) -> bool {
        let mut bytes = Vec::new();
        // A break further on is left to the decoder of the whole.
        let _ = Unbase64::default().push(&self.letters, &mut bytes);
        !bytes.is_empty() && sniff(&bytes) != Sniffed::Unknown
    }

    /// True for an image that ends before `next`, or with the text.
    pub fn is_whole_image(&self, next: Option<u8>) -> bool {
        if next.is_some_and(is_ellipsis) {
            return false;
        }
        let (mut decoder, mut bytes) = (Unbase64::default(), Vec::new());
        let is_base64 = decoder.push(&self.letters, &mut bytes).and_then(|()| decoder.finish(&mut bytes));
        is_base64.is_ok() && matches!(sniff(&bytes), Sniffed::Known(..))
    }
}

/// `iVBORw0KGgo...`, `iVBOR…`, `iVBOR<snip>`: the marks of an excerpt.
fn is_ellipsis(letter: u8) -> bool {
    !letter.is_ascii() || b".<[{*".contains(&letter)
}
