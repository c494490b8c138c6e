//! API keys. A key belongs to the origin that it was entered for, and is never sent to another origin.
//!
//! ```text
//! endpoint as typed ─► Origin (the browser reads it) ─► ServiceKey::for_origin ─► the request, or nothing
//! ```
//!
//! This module decides which origin a key may be sent to. `actions/keys` stores the keys.

use std::fmt;

/// The domain of Google's own hosts.
const GOOGLE: &str = "googleapis.com";

/// The scheme, host and port of a URL, as the browser serializes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin(String);

impl Origin {
    /// Creates an origin from the output of the browser's URL parser, which is `null` for URLs without an origin.
    pub fn new(serialized: &str) -> Option<Self> {
        let rest = serialized.strip_prefix("https://").or_else(|| serialized.strip_prefix("http://"))?;
        (!rest.is_empty()).then(|| Self(serialized.to_owned()))
    }

    /// Returns the origin as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the host and port, without the scheme.
    pub fn host(&self) -> &str {
        self.0.split_once("://").map_or("", |(_, host)| host)
    }

    /// Whether requests to the origin are encrypted and reach Google itself.
    pub fn is_google(&self) -> bool {
        let subdomain = self.0.strip_prefix("https://").and_then(|host| host.strip_suffix(GOOGLE));
        subdomain.is_some_and(|subdomain| subdomain.is_empty() || subdomain.ends_with('.'))
    }
}

/// The issuer of a key, recognized by the key's format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    /// The prefixes `AIza…` and `AQ.…`.
    Google,
    /// The prefix `sk-…`, which relays and most other services use.
    Relay,
}

impl KeyKind {
    /// Returns the name in storage.
    pub fn value(self) -> &'static str {
        match self {
            Self::Google => "google",
            Self::Relay => "relay",
        }
    }

    /// Parses the name from storage.
    pub fn from_value(value: &str) -> Option<Self> {
        [Self::Google, Self::Relay].into_iter().find(|kind| kind.value() == value)
    }
}

/// An API key. `Debug` does not print the key, so that no log line can contain it by accident.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    /// Creates a key from typed or pasted text. Surrounding whitespace is trimmed.
    pub fn new(typed: &str) -> Self {
        Self(typed.trim().to_owned())
    }

    /// Returns the key itself, for the request, its own field and the storage that the user chose.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether the key is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the issuer, if the format of the key shows it.
    pub fn kind(&self) -> Option<KeyKind> {
        if self.0.starts_with("AIza") || self.0.starts_with("AQ.") {
            return Some(KeyKind::Google);
        }
        self.0.starts_with("sk-").then_some(KeyKind::Relay)
    }

    /// Returns the first and last characters, by which the user recognizes the key.
    pub fn excerpt(&self) -> String {
        let characters: Vec<char> = self.0.chars().collect();
        match characters.as_slice() {
            [first @ .., a, b, c, d] if first.len() >= 8 => {
                let start: String = first.iter().take(4).collect();
                format!("{start}…{a}{b}{c}{d}")
            }
            _ => "…".into(),
        }
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(if self.is_empty() { "Key(none)" } else { "Key(…)" })
    }
}

/// A key together with the origin that it was entered for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServiceKey {
    /// The origin, or `None` while the endpoint is not a valid URL. There is no key without an origin.
    pub origin: Option<Origin>,
    /// The key.
    pub key: Key,
    /// Whether the key is stored beyond the lifetime of the tab.
    pub is_remembered: bool,
    /// The kind of key that the user confirmed although it looks wrong for this origin.
    pub confirmed: Option<KeyKind>,
}

impl ServiceKey {
    /// Returns the key if it may be sent to this origin.
    pub fn for_origin(&self, origin: Option<&Origin>) -> Option<&Key> {
        let is_its_own = origin.is_some() && self.origin.as_ref() == origin;
        (is_its_own && !self.key.is_empty() && self.doubt().is_none()).then_some(&self.key)
    }

    /// Returns the kind of the key, if it does not fit the service and the user has not confirmed it.
    pub fn doubt(&self) -> Option<KeyKind> {
        let is_google = self.origin.as_ref()?.is_google();
        let kind = self.key.kind()?;
        let fits = (kind == KeyKind::Google) == is_google;
        (!fits && self.confirmed != Some(kind)).then_some(kind)
    }

    /// Whether a key that was stored without an origin certainly belongs to this one. Only Google's keys identify their
    /// issuer.
    pub fn certainly_takes(origin: Option<&Origin>, key: &Key) -> bool {
        key.kind() == Some(KeyKind::Google) && origin.is_some_and(Origin::is_google)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(text: &str) -> Option<Origin> {
        Origin::new(text)
    }

    fn entered(key: &str, at: &str) -> ServiceKey {
        ServiceKey { origin: origin(at), key: Key::new(key), ..ServiceKey::default() }
    }

    #[test]
    fn a_key_goes_to_the_origin_that_it_was_entered_for_and_to_no_other() {
        let key = entered("a-key", "https://relay.example");
        let goes_to = |place: &str| key.for_origin(origin(place).as_ref()).is_some();
        assert!(goes_to("https://relay.example"));
        for other in [
            "http://relay.example",
            "https://relay.example:8443",
            "https://relay.example.",
            "https://www.relay.example",
            "https://relay.example.evil.example",
            "https://evil.example",
            "null",
            "",
        ] {
            assert!(!goes_to(other), "{other}");
        }
        assert!(entered("a-key", "null").for_origin(None).is_none(), "no origin is not an origin");
    }

    #[test]
    fn only_web_origins_are_origins() {
        for text in
            ["", "null", "https://", "http://", "ftp://host", "file://", "blob:null", "tauri://localhost"]
        {
            assert_eq!(origin(text), None, "{text}");
        }
        assert_eq!(origin("http://127.0.0.1:8791").as_ref().map(Origin::host), Some("127.0.0.1:8791"));
    }

    #[test]
    fn google_is_its_own_hosts_over_https() {
        let is_google = |text: &str| origin(text).is_some_and(|origin| origin.is_google());
        assert!(is_google("https://generativelanguage.googleapis.com"));
        for other in [
            "http://generativelanguage.googleapis.com",
            "https://generativelanguage.googleapis.com:8443",
            "https://generativelanguage.googleapis.com.",
            "https://evilgoogleapis.com",
            "https://googleapis.com.evil.example",
            "https://googleapis.example",
        ] {
            assert!(!is_google(other), "{other}");
        }
    }

    #[test]
    fn a_key_of_another_kind_waits_until_it_is_confirmed() {
        let google = "https://generativelanguage.googleapis.com";
        let relay = "https://relay.example";
        for (key, right, wrong) in
            [("AIza-1", google, relay), ("AQ.1", google, relay), ("sk-1", relay, google)]
        {
            assert_eq!(entered(key, right).doubt(), None, "{key}");
            let mut doubtful = entered(key, wrong);
            assert_eq!(doubtful.doubt(), doubtful.key.kind(), "{key}");
            assert_eq!(doubtful.for_origin(origin(wrong).as_ref()), None);
            doubtful.confirmed = doubtful.key.kind();
            assert!(doubtful.for_origin(origin(wrong).as_ref()).is_some());
        }
        assert_eq!(entered("a-key-of-its-own", google).doubt(), None);
        let confirmed = ServiceKey { confirmed: Some(KeyKind::Relay), ..entered("AIza-1", relay) };
        assert_eq!(confirmed.doubt(), Some(KeyKind::Google), "another kind was confirmed");
    }

    #[test]
    fn a_key_without_an_origin_is_bound_only_where_its_form_names_the_issuer() {
        let google = origin("https://generativelanguage.googleapis.com");
        let relay = origin("https://relay.example");
        assert!(ServiceKey::certainly_takes(google.as_ref(), &Key::new("AIza-1")));
        assert!(!ServiceKey::certainly_takes(google.as_ref(), &Key::new("sk-1")));
        assert!(!ServiceKey::certainly_takes(relay.as_ref(), &Key::new("sk-1")));
        assert!(!ServiceKey::certainly_takes(relay.as_ref(), &Key::new("AIza-1")));
        assert!(!ServiceKey::certainly_takes(None, &Key::new("AIza-1")));
    }

    #[test]
    fn neither_debug_nor_an_excerpt_shows_a_key() {
        let key = entered("sk-secret-1234-abcd", "https://relay.example");
        assert!(!format!("{key:?}").contains("secret"));
        assert_eq!(key.key.excerpt(), "sk-s…abcd");
        assert_eq!(Key::new("sk-short").excerpt(), "…");
    }

    #[test]
    fn kinds_survive_storage() {
        for kind in [KeyKind::Google, KeyKind::Relay] {
            assert_eq!(KeyKind::from_value(kind.value()), Some(kind));
        }
        assert_eq!(KeyKind::from_value("yes"), None);
    }
}
