//! API keys, which can be sent but not displayed, and URLs that may contain one.

use crate::percent::percent_encoded;
use crate::text::{among, cut, rfind};
use std::fmt;
use std::ops::Range;

/// An API key. `Debug` reveals that a key exists, but never its text.
///
/// ```
/// # use tintype_protocol::secret::Secret;
/// // A kept answer need not hold the key that a service quotes in it.
/// let key = Secret::new("sk-only-here");
/// assert_eq!(key.redact("you sent sk-only-here"), "you sent [key]");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

const MIN_LENGTH: usize = 6;
/// The replacement for the key.
const REDACTED: &str = "[key]";

impl Secret {
    /// Wraps a key and trims the white space that pasting adds.
    #[must_use]
    pub fn new(key: &str) -> Self {
        Self(key.trim().to_owned())
    }

    /// Returns the key itself, for the only function that writes it to the wire.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Replaces every occurrence of the key in `text`, because services quote keys in their error messages.
    #[must_use]
    pub fn redact(&self, text: &str) -> String {
        let (mut shown, mut end) = (String::new(), 0);
        for found in self.occurrences(text) {
            shown.push_str(text.get(end..found.start).unwrap_or_default());
            shown.push_str(REDACTED);
            end = found.end;
        }
        shown.push_str(text.get(end..).unwrap_or_default());
        shown
    }

    /// Replaces the key in consecutive chunks of one text, even if it is split across several of them. The replacement
    /// is in the chunk in which the key begins.
    ///
    /// ```
    /// # use tintype_protocol::secret::Secret;
    /// let key = Secret::new("sk-only-here");
    /// let mut parts = ["you sent sk-".to_owned(), "only".to_owned(), "-here!".to_owned()];
    /// key.redact_parts(&mut parts.iter_mut().collect::<Vec<_>>());
    /// assert_eq!(parts, ["you sent [key]", "", "!"]);
    /// ```
    #[doc(hidden)]
    pub fn redact_parts(&self, parts: &mut [&mut String]) {
        let joined: String = parts.iter().map(|part| part.as_str()).collect();
        let mut found = self.occurrences(&joined);
        let mut end = joined.len();
        for part in parts.iter_mut().rev() {
            let start = end - part.len();
            while let Some(range) = found.last().filter(|range| range.end > start).cloned() {
                let begins_here = range.start >= start;
                let place = range.start.max(start) - start..range.end.min(end) - start;
                part.replace_range(place, if begins_here { REDACTED } else { "" });
                if !begins_here {
                    break;
                }
                found.pop();
            }
            // A chunk can end within the key although the next chunk does not continue it.
            **part = self.redact(part);
            end = start;
        }
    }

    /// Returns the ranges of the key in `text`, in order.
    fn occurrences(&self, text: &str) -> Vec<Range<usize>> {
        // Redacting a key of a few characters would blank out ordinary words and protect nothing. The key of the
        // sandbox is not secret.
        if self.0.len() < MIN_LENGTH || self.0 == "sandbox" {
            return Vec::new();
        }
        let (mut found, mut at) = (Vec::new(), 0);
        while let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) {
            match self
                .encoded_length(&text.as_bytes()[at..])
                .filter(|length| text.is_char_boundary(at + length))
            {
                Some(length) => {
                    found.push(at..at + length);
                    at += length;
                }
                None => at += character.len_utf8(),
            }
        }
        found
    }

    /// Returns the length of the key at the beginning of `text`. Each byte may be plain, percent-encoded for a URL, or
    /// escaped for JSON at any number of levels. If the text ends within the key, as in a truncated excerpt, the
    /// beginning of the key is sufficient.
    fn encoded_length(&self, text: &[u8]) -> Option<usize> {
        let mut at = 0;
        for (count, byte) in self.0.bytes().enumerate() {
            let rest = text.get(at..).unwrap_or_default();
            at += match length_of(byte, rest) {
                Encoded::As(length) => length,
                Encoded::Cut => return (count >= MIN_LENGTH).then_some(text.len()),
                Encoded::Other => return None,
            };
        }
        Some(at)
    }

    /// Returns the key in its percent-encoded form for a URL.
    #[doc(hidden)]
    #[must_use]
    pub fn reveal_for_url(&self) -> String {
        percent_encoded(&self.0)
    }

    /// Returns `true` if a header can carry the key. A stray line break or curly quote would make the request fail
    /// without any indication of the key as the cause.
    #[doc(hidden)]
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.0.bytes().all(|byte| byte.is_ascii_graphic())
    }
}

/// The encoded form of one byte of the key at the beginning of a text.
enum Encoded {
    /// The byte in an encoded form of this length.
    As(usize),
    /// The text ends within the encoded byte.
    Cut,
    Other,
}

/// Measures the encoded form of a byte: `/`, `%2F`, `%252F`, `\/`, `\u002f`, `\u00252f` and `\\\/` are equivalent.
fn length_of(byte: u8, text: &[u8]) -> Encoded {
    let escapes = text.iter().take_while(|byte| **byte == b'\\').count();
    // A backslash in the key may be a single backslash, or any number of them after escaping.
    if byte == b'\\' && escapes > 0 {
        return Encoded::As(escapes);
    }
    let percent = match &text[escapes..] {
        [] => return Encoded::Cut,
        [first, ..] if *first == byte => return Encoded::As(escapes + 1),
        [b'%', ..] if escapes == 0 => 1,
        [b'u', ..] if escapes > 0 => match code(text, escapes + 1, 4) {
            Code::Of(code) if code == u32::from(byte) => return Encoded::As(escapes + 5),
            Code::Of(PERCENT) => escapes + 5,
            Code::Cut => return Encoded::Cut,
            _ => return Encoded::Other,
        },
        _ => return Encoded::Other,
    };
    percent_encoded_length(byte, text, percent)
}

const PERCENT: u32 = b'%' as u32;

/// Measures a percent-encoded byte. A URL within a URL is encoded again, so that `%25` replaces the percent sign, any
/// number of times.
fn percent_encoded_length(byte: u8, text: &[u8], mut at: usize) -> Encoded {
    loop {
        match code(text, at, 2) {
            Code::Of(code) if code == u32::from(byte) => return Encoded::As(at + 2),
            Code::Of(PERCENT) => at += 2,
            Code::Cut => return Encoded::Cut,
            _ => return Encoded::Other,
        }
    }
}

/// A number of hexadecimal digits.
enum Code {
    Of(u32),
    /// The text ends within the digits.
    Cut,
    Other,
}

fn code(text: &[u8], at: usize, digits: usize) -> Code {
    let mut value = 0;
    for at in at..at + digits {
        let Some(byte) = text.get(at) else { return Code::Cut };
        let Some(digit) = char::from(*byte).to_digit(16) else { return Code::Other };
        value = value * 16 + digit;
    }
    Code::Of(value)
}

/// Returns the origin of a URL, for `Debug` and messages. User name, path, query and fragment are omitted, because any
/// of them may be a key, such as `https://relay.example/sk-…/v1beta`.
#[must_use]
pub fn shown_address(url: &str) -> String {
    let url = url.trim();
    let (scheme, rest) = match cut(url, "://") {
        Some((scheme, rest)) if is_scheme(scheme) => ([scheme, "://"].concat(), rest),
        _ => (String::new(), url),
    };
    if scheme.is_empty() {
        return if rest.is_empty() { String::new() } else { "…".to_owned() };
    }
    let (authority, has_path) = match rest.find(among("/\\?#")) {
        Some(end) => (&rest[..end], rest[end..].len() > 1),
        None => (rest, false),
    };
    let host = rfind(authority, "@").map_or(authority, |at| &authority[at + 1..]);
    [scheme.as_str(), host, if has_path { "/…" } else { "" }].concat()
}

fn is_scheme(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_split_over_any_number_of_parts_is_replaced() {
        let (key, text) = (Secret::new("sk-12345678"), "your key sk-12345678 and sk-12345678?");
        for first in 0..=text.len() {
            for second in first..=text.len() {
                let mut parts = [&text[..first], &text[first..second], &text[second..]].map(str::to_owned);
                key.redact_parts(&mut parts.iter_mut().collect::<Vec<_>>());
                assert_eq!(parts.concat(), "your key [key] and [key]?", "{first} {second}");
            }
        }
        let mut characters: Vec<String> = text.chars().map(String::from).collect();
        key.redact_parts(&mut characters.iter_mut().collect::<Vec<_>>());
        assert_eq!(
            (characters.concat().as_str(), characters.len()),
            ("your key [key] and [key]?", text.len())
        );
    }

    #[test]
    fn debug_hides_and_redact_replaces() {
        let key = Secret::new(" sk-12345678\n");
        assert_eq!(format!("{key:?}"), "Secret(…)");
        assert_eq!(key.redact("bad key sk-12345678!"), "bad key [key]!");
        let odd = Secret::new("sk-1/2+3=4&");
        assert_eq!(odd.redact("GET /x?key=sk-1/2%2B3%3D4%26: sk-1/2+3=4&"), "GET /x?key=[key]: [key]");
        assert_eq!(odd.redact("GET /x?key=sk-1%2f2%2B3%3D4%26&b=c"), "GET /x?key=[key]&b=c");
        for cut in ["sk-1/2%2B3", "sk-1/2%2B3%", "sk-1/2%2B3%3"] {
            assert_eq!(odd.redact(&format!("GET /x?key={cut}")), "GET /x?key=[key]");
        }
        for encoded in ["sk-1\\/2+3=4&", "\\u0073k-1\\\\\\/2+3\\u003d4\\u0026", "sk-1\\\\u002F2+3=4&"] {
            assert_eq!(odd.redact(&format!("no: {encoded}!")), "no: [key]!", "{encoded}");
        }
        let twice = "%2573k%252d1%25252F2%252B3%5cu00253d4%26";
        assert_eq!(odd.redact(&twice.replace("%5cu0025", "\\u0025")), "[key]");
        assert_eq!(odd.redact("sk-1/2%252B3%25"), "[key]");
        assert_eq!(odd.redact("sk-1/2%252B3%2x"), "sk-1/2%252B3%2x");
        assert_eq!(odd.redact("it ends in sk-1\\/2+\\u00"), "it ends in [key]");
        assert_eq!(Secret::new("sk-\\1\"234").redact(r#"sk-\\1\"234 and sk-\1"234"#), "[key] and [key]");
        assert_eq!(odd.redact("sk-1: ключ %, sk-1/2"), "sk-1: ключ %, [key]");
        assert_eq!(key.redact("an excerpt that ends in sk-1234"), "an excerpt that ends in [key]");
        assert_eq!(Secret::new("ab").redact("about"), "about");
        assert_eq!(Secret::new("sandbox").redact("The sandbox is closed."), "The sandbox is closed.");
    }

    #[test]
    fn addresses_are_shown_by_their_origin_alone() {
        for (url, shown) in [
            ("https://api.example", "https://api.example"),
            (" https://api.example:8443/ ", "https://api.example:8443"),
            ("https://api.example/sk-12345678/v1beta", "https://api.example/…"),
            ("https://api.example?key=sk-12345678", "https://api.example/…"),
            ("https://api.example#sk-12345678", "https://api.example/…"),
            ("https://me:sk-12345678@api.example/x", "https://api.example/…"),
            ("https://me:sk-1@2345678@api.example", "https://api.example"),
            ("https://api.example\\@sk-12345678", "https://api.example/…"),
            ("/api/sk-12345678", "…"),
            ("sk-12345678", "…"),
            ("sk-12345678 ://x", "…"),
            ("data:,sk-12345678", "…"),
            ("", ""),
        ] {
            assert_eq!(shown_address(url), shown, "{url}");
        }
    }

    #[test]
    fn only_visible_ascii_is_plain() {
        assert!(Secret::new(" sk-1 ").is_plain());
        for key in ["sk-\u{201c}1\u{201d}", "sk 1", "sk\n1", "sk\u{200b}1"] {
            assert!(!Secret::new(key).is_plain(), "{key}");
        }
    }
}
