//! The API key: a string that can be sent but not shown, and addresses that may hold one.

use crate::endpoint::percent_encoded;
use std::fmt;

/// An API key. `Debug` shows that there is one, never which.
///
/// ```
/// # use tintype_protocol::secret::Secret;
/// // What is kept of an answer need not hold the key that a service quotes in it.
/// let key = Secret::new("sk-only-here");
/// assert_eq!(key.redact("you sent sk-only-here"), "you sent [key]");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

const MIN_LENGTH: usize = 6;

impl Secret {
    /// Wraps a key, with the white space that pasting brings along cut off.
    #[must_use]
    pub fn new(key: &str) -> Self {
        Self(key.trim().to_owned())
    }

    /// The key itself, for the one place that puts it on the wire.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// `text` with every occurrence of the key replaced: services quote keys in their error messages.
    #[must_use]
    pub fn redact(&self, text: &str) -> String {
        // A key of a few letters would blank out ordinary words and protect nothing; nor is the sandbox's one secret.
        if self.0.len() < MIN_LENGTH || self.0 == "sandbox" {
            return text.to_owned();
        }
        let (mut shown, mut rest) = (String::new(), text);
        while let Some(letter) = rest.chars().next() {
            match self.spelt_in(rest.as_bytes()) {
                Some(length) => {
                    shown.push_str("[key]");
                    rest = rest.get(length..).unwrap_or_default();
                }
                None => {
                    shown.push(letter);
                    rest = &rest[letter.len_utf8()..];
                }
            }
        }
        shown
    }

    /// How much of the beginning of `text` is the key, each of its bytes as it is or as it may stand in an address; or
    /// the beginning of it, where an excerpt was cut within the key.
    fn spelt_in(&self, text: &[u8]) -> Option<usize> {
        let mut at = 0;
        for (count, byte) in self.0.bytes().enumerate() {
            let rest = text.get(at..).unwrap_or_default();
            let is_cut = rest.is_empty() || (rest.len() < 3 && rest[0] == b'%' && byte != b'%');
            if is_cut {
                return (count >= MIN_LENGTH).then_some(text.len());
            }
            at += if rest[0] == byte {
                1
            } else if decoded(rest) == Some(byte) {
                3
            } else {
                return None;
            };
        }
        Some(at)
    }

    /// The key as it stands in a URL.
    #[must_use]
    pub fn reveal_for_url(&self) -> String {
        percent_encoded(&self.0)
    }

    /// True for a key that a header can carry: a stray line end or curly quote makes a request fail in a
    /// way that nobody would trace to the key.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.0.bytes().all(|byte| byte.is_ascii_graphic())
    }
}

/// The byte that `%2F` and the like stand for.
fn decoded(text: &[u8]) -> Option<u8> {
    let digit = |at: usize| char::from(*text.get(at)?).to_digit(16);
    let byte = 16 * digit(1)? + digit(2)?;
    if text[0] == b'%' { u8::try_from(byte).ok() } else { None }
}

/// The origin of an address, for `Debug` and messages. User name, path, query and fragment are left out: any of them may
/// be a key, such as `https://relay.example/sk-…/v1beta`.
#[must_use]
pub fn shown_address(url: &str) -> String {
    let url = url.trim();
    let (scheme, rest) = match url.split_once("://") {
        Some((scheme, rest)) if is_scheme(scheme) => (format!("{scheme}://"), rest),
        _ => (String::new(), url),
    };
    if scheme.is_empty() {
        return if rest.is_empty() { String::new() } else { "…".to_owned() };
    }
    let (authority, has_path) = match rest.find(['/', '\\', '?', '#']) {
        Some(end) => (&rest[..end], rest[end..].len() > 1),
        None => (rest, false),
    };
    let host = authority.rsplit('@').next().unwrap_or_default();
    format!("{scheme}{host}{}", if has_path { "/…" } else { "" })
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
