//! Where a request goes and what its head says: URL, authorization, content type, and nothing more.
//!
//! Every further header is one more CORS preflight that a relay can fail.

use crate::error::{Error, ErrorKind};
use crate::request::Problems;
use crate::secret::Secret;

/// The relay that a client without a base URL talks to.
pub const DEFAULT_BASE_URL: &str = "https://api.tokaify.com";

/// How the key is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Auth {
    /// `Authorization: Bearer …`, what relays take.
    #[default]
    Bearer,
    /// `x-goog-api-key: …`, what Google takes.
    XGoogApiKey,
    /// `?key=…`: last resort, since URLs end up in logs.
    Query,
    /// Not at all: a proxy adds it.
    None,
}

impl Auth {
    /// Every mode with its name in the JS API.
    pub const NAMES: &'static [(&'static str, Self)] = &[
        ("bearer", Self::Bearer),
        ("x-goog-api-key", Self::XGoogApiKey),
        ("query", Self::Query),
        ("none", Self::None),
    ];
}

/// Whether the answer comes whole or as server-sent events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// One JSON document.
    Unary,
    /// Events as they are made.
    Stream,
}

/// Where requests go.
#[derive(Debug, Clone, PartialEq)]
pub struct Endpoint {
    /// Any path prefix is kept; a trailing slash or `/v1beta` is harmless; may be relative.
    pub base_url: String,
    /// How the key is sent.
    pub auth: Auth,
    /// The caller's own headers, sent as they are.
    pub headers: Vec<(String, String)>,
}

impl Default for Endpoint {
    fn default() -> Self {
        Self { base_url: DEFAULT_BASE_URL.to_owned(), auth: Auth::default(), headers: Vec::new() }
    }
}

impl Endpoint {
    /// Finds what cannot work before anything is sent.
    pub fn check(&self, problems: &mut Problems) {
        let base = self.base_url.trim();
        let scheme = base.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
        match scheme.as_deref() {
            Some("http" | "https") => {}
            Some(_) => problems.add("baseUrl", "must be an http or https address"),
            None if base.is_empty() || base.starts_with('/') || base.starts_with('.') => {}
            None => problems.add("baseUrl", "must begin with https://, http:// or /"),
        }
        if base.contains(['?', '#']) {
            problems.add("baseUrl", "cannot have a query or a fragment");
        }
    }

    /// The address of one generation. The key is in it only with [`Auth::Query`].
    #[must_use]
    pub fn generate_url(&self, model: &str, delivery: Delivery, key: Option<&Secret>) -> String {
        let (verb, query) = match delivery {
            Delivery::Unary => ("generateContent", ""),
            Delivery::Stream => ("streamGenerateContent", "?alt=sse"),
        };
        let mut url = format!("{}/v1beta/models/{}:{verb}{query}", self.root(), percent_encoded(model));
        if let (Auth::Query, Some(key)) = (self.auth, key) {
            let separator = if query.is_empty() { '?' } else { '&' };
            url.push(separator);
            url.push_str("key=");
            url.push_str(&percent_encoded(key.reveal()));
        }
        url
    }

    /// The headers of one generation.
    #[must_use]
    pub fn generate_headers(&self, key: Option<&Secret>) -> Vec<(String, String)> {
        let mut headers = vec![("content-type".to_owned(), "application/json".to_owned())];
        headers.extend(key.and_then(|key| self.auth_header(key)));
        headers.extend(self.headers.iter().cloned());
        headers
    }

    /// A missing key, where one is needed and the caller's own headers bring none.
    ///
    /// # Errors
    /// `auth`, before anything is sent.
    pub fn require_key(&self, key: Option<&Secret>) -> Result<(), Error> {
        let own =
            |name: &String| ["authorization", "x-goog-api-key"].contains(&name.to_ascii_lowercase().as_str());
        let has_key = key.is_some_and(|key| !key.reveal().is_empty());
        if has_key || self.auth == Auth::None || self.headers.iter().any(|(name, _)| own(name)) {
            return Ok(());
        }
        let message = "No API key was given; set apiKey, or auth: \"none\" when a proxy of yours adds it.";
        Err(Error::new(ErrorKind::Auth, message).with(|facts| facts.field = Some("apiKey".to_owned())))
    }

    fn auth_header(&self, key: &Secret) -> Option<(String, String)> {
        match self.auth {
            Auth::Bearer => Some(("authorization".to_owned(), format!("Bearer {}", key.reveal()))),
            Auth::XGoogApiKey => Some(("x-goog-api-key".to_owned(), key.reveal().to_owned())),
            Auth::Query | Auth::None => None,
        }
    }

    fn root(&self) -> &str {
        let base = self.base_url.trim().trim_end_matches('/');
        base.strip_suffix("/v1beta").unwrap_or(base).trim_end_matches('/')
    }
}

/// Everything but the characters that are safe anywhere in a URL. `/` stays: tuned models have one.
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(base_url: &str, auth: Auth) -> Endpoint {
        Endpoint { base_url: base_url.to_owned(), auth, headers: Vec::new() }
    }

    #[test]
    fn urls_keep_any_prefix() {
        let url =
            |base| at(base, Auth::Bearer).generate_url("m", Delivery::Unary, Some(&Secret::new("sk-1")));
        assert_eq!(url("https://h"), "https://h/v1beta/models/m:generateContent");
        assert_eq!(url("https://h/a/b/"), "https://h/a/b/v1beta/models/m:generateContent");
        assert_eq!(url("https://h/v1beta/"), "https://h/v1beta/models/m:generateContent");
        assert_eq!(url("/api"), "/api/v1beta/models/m:generateContent");
    }

    #[test]
    fn only_the_query_mode_puts_the_key_into_the_url() {
        let key = Secret::new("sk-a&b");
        let url = at("https://h", Auth::Query).generate_url("m", Delivery::Stream, Some(&key));
        assert_eq!(url, "https://h/v1beta/models/m:streamGenerateContent?alt=sse&key=sk-a%26b");
        for (auth, names) in [
            (Auth::Bearer, vec!["content-type", "authorization"]),
            (Auth::XGoogApiKey, vec!["content-type", "x-goog-api-key"]),
            (Auth::Query, vec!["content-type"]),
            (Auth::None, vec!["content-type"]),
        ] {
            let headers = at("https://h", auth).generate_headers(Some(&key));
            assert_eq!(headers.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), names);
        }
    }

    #[test]
    fn a_missing_key_is_told_before_sending() {
        assert!(at("https://h", Auth::Bearer).require_key(None).is_err());
        assert!(at("https://h", Auth::None).require_key(None).is_ok());
        let mut own = at("https://h", Auth::Bearer);
        own.headers.push(("Authorization".into(), "Bearer x".into()));
        assert!(own.require_key(None).is_ok());
    }

    #[test]
    fn addresses_that_cannot_work_are_refused() {
        for (base, legal) in [
            ("https://h", true),
            ("/api", true),
            ("", true),
            ("ftp://h", false),
            ("h.com", false),
            ("https://h?x", false),
        ] {
            let mut problems = Problems::default();
            at(base, Auth::Bearer).check(&mut problems);
            assert_eq!(problems.into_result().is_ok(), legal, "{base}");
        }
    }
}
