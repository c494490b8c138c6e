//! The API key: a string that can be sent but not shown.

use crate::endpoint::percent_encoded;
use std::fmt;

/// An API key. `Debug` shows that there is one, never which.
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
        // Within an address it is spelt another way.
        let spellings = [&self.0, &self.reveal_for_url()];
        let whole = spellings.iter().fold(text.to_owned(), |text, key| text.replace(*key, "[key]"));
        // An excerpt may have been cut within the key.
        let cut = spellings.iter().find_map(|key| {
            (MIN_LENGTH..key.len()).rev().find_map(|length| whole.strip_suffix(key.get(..length)?))
        });
        cut.map_or_else(|| whole.clone(), |before| format!("{before}[key]"))
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
        assert_eq!(odd.redact("GET /x?key=sk-1/2%2B3"), "GET /x?key=[key]");
        assert_eq!(key.redact("an excerpt that ends in sk-1234"), "an excerpt that ends in [key]");
        assert_eq!(Secret::new("ab").redact("about"), "about");
        assert_eq!(Secret::new("sandbox").redact("The sandbox is closed."), "The sandbox is closed.");
    }

    #[test]
    fn only_visible_ascii_is_plain() {
        assert!(Secret::new(" sk-1 ").is_plain());
        for key in ["sk-\u{201c}1\u{201d}", "sk 1", "sk\n1", "sk\u{200b}1"] {
            assert!(!Secret::new(key).is_plain(), "{key}");
        }
    }
}
