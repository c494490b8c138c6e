//! Images inside text: data URLs whose data was extracted, and addresses of hosted images.
//!
//! One pass: no look ahead goes where another has been, and no look back is long, so that no text, however odd,
//! takes more than linear time.

mod target;

use crate::text::among;

/// A stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span<'a> {
    /// Plain text.
    Text(&'a str),
    /// The image of this number stood here.
    Image(usize),
    /// An image that the text broke off in: its Markdown has no end.
    Cut(usize),
    /// A Markdown image, or the whole text, is an address.
    Remote(&'a str),
}

/// Splits a text into its words and its images.
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

/// A pass over a text. Only three bytes can be part of an image's notation; all are ASCII, so that every
/// position found is a character boundary.
struct Scan<'a> {
    text: &'a str,
    at: usize,
    /// Where the last `![` stands, if no `]` has closed it.
    alt_at: Option<usize>,
}

impl<'a> Scan<'a> {
    /// The next image and where its whole notation begins and ends; none begins before `floor`.
    fn next_image(&mut self, floor: usize) -> Option<(usize, usize, Span<'a>)> {
        let bytes = self.text.as_bytes();
        // A few instructions; that of `memchr` is a KB, and what it would be quicker in are the words of an answer.
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

/// A bare address counts as an image only by the end of its path; a model may well answer with a link.
fn looks_like_image(address: &str) -> bool {
    let path = address.split(among("?#")).next().unwrap_or_default().to_ascii_lowercase();
    [".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif"].iter().any(|end| path.ends_with(end))
}

#[cfg(test)]
mod tests;
