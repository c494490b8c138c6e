//! The API key: a string that can be sent but not shown.

use std::fmt;

/// An API key. `Debug` shows that there is one, never which.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

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
        // A key of a few letters would blank out ordinary words and protect nothing.
        if self.0.len() < 6 { text.to_owned() } else { text.replace(&self.0, "[key]") }
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
    }
}
