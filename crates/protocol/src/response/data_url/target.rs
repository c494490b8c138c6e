//! The target of a Markdown image, `(address "title")`, and the placeholder of an extracted image.

use super::Span;
use crate::decimal::whole;
use crate::text::find;

const START: &[u8] = b"data:image/";
const END: &[u8] = b";base64,";
/// The maximum length of a data URL's prefix that the extractor leaves in the text.
const MAX_PREFIX: usize = 160;
/// The byte that ends every search. No target contains it and no Markdown image begins without it, so no part of the
/// text is searched for the end of two targets, which makes the scan linear.
const NEXT_IMAGE: u8 = b'[';

/// Reads a target `(…)` at `at`. Returns its end and its span.
pub fn markdown(text: &str, at: usize) -> Option<(usize, Span<'_>)> {
    let start = text[at..].strip_prefix('(').map(|_| at + 1)?;
    let end = start + address_length(&text.as_bytes()[start..]);
    let address = &text[start..end];
    let image = find(address, "\0").and_then(|nul| placeholder(address, 0, nul));
    match (image, closing(text, end)) {
        (Some((0, image_end, number)), Some(closing)) if image_end == address.len() => {
            Some((closing, Span::Image(number)))
        }
        (Some((0, image_end, number)), None) if start + image_end == text.len() => {
            Some((text.len(), Span::Cut(number)))
        }
        (None, Some(closing)) if is_address(address) => Some((closing, Span::Remote(address))),
        _ => None,
    }
}

/// Reads the data URL prefix before `nul` and the image number after it. Returns the start, the end and the number.
pub fn placeholder(text: &str, floor: usize, nul: usize) -> Option<(usize, usize, usize)> {
    let bytes = text.as_bytes();
    let end_at = nul.checked_sub(END.len())?;
    if !bytes[end_at..nul].eq_ignore_ascii_case(END) {
        return None;
    }
    let floor = floor.max(nul.saturating_sub(MAX_PREFIX));
    let start = bytes[floor..nul]
        .windows(START.len())
        .rposition(|window| window.eq_ignore_ascii_case(START))
        .map(|offset| floor + offset)?;
    let digits = bytes[nul + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let end = nul + 1 + digits;
    let number = usize::try_from(whole(&text[nul + 1..end])?).ok()?;
    (bytes.get(end) == Some(&0)).then_some((start, end + 1, number))
}

/// Returns `true` for an HTTP or HTTPS URL.
pub fn is_address(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://")) && !text.contains(char::is_whitespace)
}

/// Returns the length of a URL, which ends at white space, at `[`, at an unmatched `)` or with the text.
fn address_length(bytes: &[u8]) -> usize {
    let mut depth = 0_usize;
    let ends = |byte: &u8| {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => return true,
            b')' => depth -= 1,
            _ => {}
        }
        *byte == NEXT_IMAGE || byte.is_ascii_whitespace()
    };
    bytes.iter().position(ends).unwrap_or(bytes.len())
}

/// Returns the position after the `)` of a target whose address ends at `at`, and skips a title.
fn closing(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let at = skip_blanks(bytes, at);
    let at = match bytes.get(at)? {
        quote @ (b'"' | b'\'') => {
            let title = bytes[at + 1..].iter().position(|byte| byte == quote || *byte == NEXT_IMAGE)?;
            let end = at + 1 + title;
            if bytes[end] == *quote { skip_blanks(bytes, end + 1) } else { end }
        }
        _ => at,
    };
    (bytes.get(at) == Some(&b')')).then_some(at + 1)
}

fn skip_blanks(bytes: &[u8], at: usize) -> usize {
    let is_blank = |byte: &&u8| byte.is_ascii_whitespace();
    at + bytes[at..].iter().take_while(is_blank).count()
}
