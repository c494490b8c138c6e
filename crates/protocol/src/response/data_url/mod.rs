//! Images inside text: data URLs whose data was extracted, and URLs of hosted images.
//!
//! Scans the text in one pass. Look-aheads never overlap and look-behinds are bounded, so that any text takes linear
//! time.

mod target;

use crate::text::among;

/// A span of a text, which is plain text or an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span<'a> {
    /// Plain text.
    Text(&'a str),
    /// The extracted image with this number.
    Image(usize),
    /// An extracted image whose Markdown is truncated by the end of the text.
    Cut(usize),
    /// The URL of a hosted image, from a Markdown image or from a text that consists only of the URL.
    Remote(&'a str),
}

/// Splits a text into plain text and images.
#[must_use]
pub fn split(text: &str) -> Vec<Span<'_>> {
    if target::is_address(text.trim()) && looks_like_image(text.trim()) {
        return vec![Span::Remote(text.trim())];
    }
    let mut spans = Vec::new();
    let mut text_at = 0;
    let mut scan = Scan { text, at: 0, alt_at: None };
    while let Some((start, end, span)) = scan.next_image(text_at) {
        spans.push(Span::Text(&text[text_at..start]));
        spans.push(span);
        text_at = end;
        scan.at = end;
    }
    spans.push(Span::Text(&text[text_at..]));
    spans.retain(|span| *span != Span::Text(""));
    spans
}

/// State of a single pass over a text. Only the bytes `!`, `]` and NUL are relevant. All are ASCII, so every position
/// found is a character boundary.
struct Scan<'a> {
    text: &'a str,
    at: usize,
    /// The position of the last `![` that no `]` has closed.
    alt_at: Option<usize>,
}

impl<'a> Scan<'a> {
    /// Returns the start and end of the next image's notation, and its span. No image starts before `floor`.
    fn next_image(&mut self, floor: usize) -> Option<(usize, usize, Span<'a>)> {
        let bytes = self.text.as_bytes();
        // `position` compiles to a few instructions, while `memchr` adds a KB and would only speed up the plain text of
        // an answer.
        let is_mark = |byte: &u8| matches!(byte, b'!' | b']' | 0);
        while let Some(offset) = bytes.get(self.at..)?.iter().position(is_mark) {
            let here = self.at + offset;
            self.at = here + 1;
            match bytes[here] {
                b'!' if bytes.get(here + 1) == Some(&b'[') => self.alt_at = Some(here),
                b']' => {
                    let Some(start) = self.alt_at.take() else { continue };
                    if let Some((end, span)) = target::markdown(self.text, here + 1) {
                        return Some((start, end, span));
                    }
                }
                0 => {
                    if let Some((start, end, number)) = target::placeholder(self.text, floor, here) {
                        self.alt_at = None;
                        return Some((start, end, Span::Image(number)));
                    }
                }
                _ => {}
            }
        }
        None
    }
}

/// Returns `true` if the path of a bare URL ends like an image file. Any other URL may be an ordinary link in the
/// model's answer.
fn looks_like_image(address: &str) -> bool {
    let path = address.split(among("?#")).next().unwrap_or_default().to_ascii_lowercase();
    [".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif"].iter().any(|end| path.ends_with(end))
}

#[cfg(test)]
mod tests;
