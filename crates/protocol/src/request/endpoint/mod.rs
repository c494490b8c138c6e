//! The URL and the headers of a request: authorization, content type, and nothing more.
//!
//! Every additional header is one more CORS preflight that a relay can fail.

mod address;

use crate::error::{Error, ErrorKind};
use crate::request::problems::Problems;
use crate::secret::{Secret, shown_address};
use crate::text::{among, cut, either, has, has_any};
use std::fmt;
use std::str::FromStr;

/// The base URL of the default relay.
///
/// ```
/// # use tintype_protocol::request::endpoint::DEFAULT_BASE_URL;
/// assert!(DEFAULT_BASE_URL.starts_with("https://"));
/// ```
pub const DEFAULT_BASE_URL: &str = "https://api.tokaify.com";

/// The method by which the key is sent.
///
/// ```
/// # use tintype_protocol::request::endpoint::Auth;
/// assert_eq!(Auth::default(), Auth::Bearer);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(
    any(test, feature = "serde"),
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "kebab-case")
)]
#[non_exhaustive]
pub enum Auth {
    /// `Authorization: Bearer …`, as relays expect.
    #[default]
    Bearer,
    /// `x-goog-api-key: …`, as Google expects.
    XGoogApiKey,
    /// `?key=…`, a last resort because URLs end up in logs.
    Query,
    /// No key, because a proxy adds it.
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

/// Parses the name in the JS API.
impl FromStr for Auth {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        let known = Self::NAMES.iter().find(|(known, _)| *known == name);
        known.map(|(_, auth)| *auth).ok_or_else(|| {
            let message = "auth must be \"bearer\", \"x-goog-api-key\", \"query\" or \"none\".";
            Error::new(ErrorKind::InvalidOptions, message)
                .with(|details| details.field = Some("auth".to_owned()))
        })
    }
}

/// The delivery of the answer, as one document or as server-sent events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// One JSON document.
    Unary,
    /// Server-sent events as they are produced.
    Stream,
}

/// The headers that carry a key.
const KEY_HEADERS: [&str; 2] = ["authorization", "x-goog-api-key"];

/// The target of requests, with authorization and headers.
#[derive(Clone, PartialEq)]
pub struct Endpoint {
    /// The base URL. A path prefix and a version at the end are preserved. May be relative, a template with `{model}`
    /// and `{method}`, or a complete URL that ends in the method.
    pub base_url: String,
    /// The method by which the key is sent.
    pub auth: Auth,
    /// The caller's own headers, sent unchanged.
    pub headers: Vec<(String, String)>,
}

impl Default for Endpoint {
    fn default() -> Self {
        Self { base_url: DEFAULT_BASE_URL.to_owned(), auth: Auth::default(), headers: Vec::new() }
    }
}

impl Endpoint {
    /// Checks the endpoint before anything is sent, and adds each problem to `problems`.
    pub fn check(&self, problems: &mut Problems) {
        let base = self.base_url.trim();
        let scheme = cut(base, "://").map(|(scheme, _)| scheme.to_ascii_lowercase());
        match scheme.as_deref() {
            Some("http" | "https") if base.ends_with("://") || has(base, ":///") => {
                problems.add("baseUrl", "has no host");
            }
            Some("http" | "https") => {}
            Some(_) => problems.add("baseUrl", "must be an http or https address"),
            None if base.is_empty() || base.starts_with('/') || base.starts_with('.') => {}
            None => problems.add("baseUrl", "must begin with https://, http:// or /"),
        }
        if base.contains(among("?#")) {
            problems.add("baseUrl", "cannot have a query or a fragment");
        }
        if !address::is_whole_template(base) {
            problems.add("baseUrl", "must have {method} where it has {model}");
        }
        // `fetch` rejects credentials in a URL, with a message that quotes them.
        if has(authority(base), "@") {
            problems.add("baseUrl", "cannot have a user name or password; put them into a header");
        }
        if base.contains(|character: char| character.is_whitespace() || character.is_control()) {
            problems.add("baseUrl", "cannot have white space in it");
        }
        for (name, value) in &self.headers {
            if !is_header_name(name) {
                // The name is not quoted, because it may be a whole line with the key in it.
                problems.add("headers", "have a name that is not what a header can be called");
            } else if !is_header_value(value) {
                problems
                    .add("headers", ["\"", name, "\" has a value that is not what a header can be"].concat());
            }
        }
    }

    /// Returns the endpoint with additional headers of the caller.
    ///
    /// # Errors
    /// `invalid-options` for an invalid header.
    pub fn with_headers(&self, headers: Vec<(String, String)>) -> Result<Self, Error> {
        let mut endpoint = self.clone();
        endpoint.headers.extend(headers);
        let mut problems = Problems::default();
        endpoint.check(&mut problems);
        problems.into_result().map(|()| endpoint)
    }

    /// Returns the URL of one generation. The URL contains the key only with [`Auth::Query`].
    #[must_use]
    pub fn generate_url(&self, model: &str, delivery: Delivery, key: Option<&Secret>) -> String {
        let (verb, query) = match delivery {
            Delivery::Unary => ("generateContent", ""),
            Delivery::Stream => ("streamGenerateContent", "?alt=sse"),
        };
        let mut url = address::generation(&self.base_url, model, verb) + query;
        if let (Auth::Query, Some(key)) = (self.auth, key) {
            let separator = if query.is_empty() { '?' } else { '&' };
            url.push(separator);
            url.push_str("key=");
            url.push_str(&key.reveal_for_url());
        }
        url
    }

    /// Returns the URL of the endpoint's list of models.
    #[must_use]
    pub fn models_url(&self, key: Option<&Secret>) -> String {
        let mut url = address::models(&self.base_url) + "?pageSize=1000";
        if let (Auth::Query, Some(key)) = (self.auth, key) {
            url.push_str("&key=");
            url.push_str(&key.reveal_for_url());
        }
        url
    }

    /// Returns the URL for file uploads.
    #[must_use]
    pub fn upload_url(&self, key: Option<&Secret>) -> String {
        let mut url = address::upload(&self.base_url);
        if let (Auth::Query, Some(key)) = (self.auth, key) {
            url.push_str("?key=");
            url.push_str(&key.reveal_for_url());
        }
        url
    }

    /// Returns the headers of a request without a body.
    #[must_use]
    pub fn get_headers(&self, key: Option<&Secret>) -> Vec<(String, String)> {
        self.with_own(key.and_then(|key| self.auth_header(key)).into_iter().collect())
    }

    /// Returns the headers of one generation.
    #[must_use]
    pub fn generate_headers(&self, key: Option<&Secret>) -> Vec<(String, String)> {
        let mut headers = vec![("content-type".to_owned(), "application/json".to_owned())];
        headers.extend(key.and_then(|key| self.auth_header(key)));
        self.with_own(headers)
    }

    /// Adds the caller's own headers, which replace others of the same name. Two headers of one name would reach the
    /// service as a single combined value.
    fn with_own(&self, mut headers: Vec<(String, String)>) -> Vec<(String, String)> {
        headers.retain(|(name, _)| !self.has_header(name));
        headers.extend(self.headers.iter().cloned());
        headers
    }

    /// Checks that there is a valid key, unless none is needed or the caller's own headers contain one.
    ///
    /// # Errors
    /// `auth`, before anything is sent.
    pub fn require_key(&self, key: Option<&Secret>) -> Result<(), Error> {
        let has_own = || KEY_HEADERS.iter().any(|name| self.has_header(name));
        let message = match key.filter(|key| !key.reveal().is_empty()) {
            _ if self.auth == Auth::None => return Ok(()),
            Some(key) if key.is_plain() => return Ok(()),
            Some(_) => "The API key has characters that no key has; copy it again.",
            None if has_own() => return Ok(()),
            None => "No API key was given; set apiKey, or auth: \"none\" when a proxy of yours adds it.",
        };
        Err(Error::new(ErrorKind::Auth, message).with(|details| details.field = Some("apiKey".to_owned())))
    }

    /// Returns the secrets of a request: the key, and possible keys in the caller's own headers and in the base URL.
    /// They must never be shown, and services quote all of them.
    #[must_use]
    pub fn secrets(&self, key: Option<&Secret>) -> Vec<Secret> {
        let mut secrets: Vec<_> = key.cloned().into_iter().collect();
        for (_, value) in self.headers.iter().filter(|(name, _)| may_hold_key(name)) {
            for word in words_of(value) {
                secrets.push(Secret::new(word));
            }
        }
        let before_path = if has(&self.base_url, "://") { 3 } else { 0 };
        for segment in self.base_url.split(among("/?#")).skip(before_path) {
            if looks_like_key(segment) {
                secrets.push(Secret::new(segment));
            }
        }
        secrets
    }

    fn auth_header(&self, key: &Secret) -> Option<(String, String)> {
        match self.auth {
            Auth::Bearer => Some(("authorization".to_owned(), ["Bearer ", key.reveal()].concat())),
            Auth::XGoogApiKey => Some(("x-goog-api-key".to_owned(), key.reveal().to_owned())),
            Auth::Query | Auth::None => None,
        }
    }

    fn has_header(&self, name: &str) -> bool {
        self.headers.iter().any(|(own, _)| own.eq_ignore_ascii_case(name))
    }
}

// `Debug` is not derived, because the URL and the headers may contain a key.
impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        f.debug_struct("Endpoint")
            .field("base_url", &shown_address(&self.base_url))
            .field("auth", &self.auth)
            .field("headers", &names)
            .finish()
    }
}

/// Returns the authority of an absolute URL, between the scheme and the path.
fn authority(url: &str) -> &str {
    let rest = cut(url, "://").map_or("", |(_, rest)| rest);
    rest.split(among("/\\?#")).next().unwrap_or_default()
}

/// Returns `true` for a header whose name suggests a key: `authorization`, `x-api-key`, `cookie`, `x-access-token` …
fn may_hold_key(header: &str) -> bool {
    let header = header.to_ascii_lowercase();
    let signs =
        either!["auth", "key", "token", "secret", "cookie", "password", "credential", "session", "signature"];
    has_any(&header, signs)
}

/// Returns the words of a header's value that may be a key. Omits a leading scheme such as `Bearer`, and adds the value
/// of a cookie.
fn words_of(value: &str) -> Vec<&str> {
    let (mut words, mut scheme) = (Vec::new(), None);
    for word in value.split(among(" ;,")).filter(|word| !word.is_empty()) {
        // The first word is a scheme only if another one follows.
        if words.is_empty() && scheme.is_none() && !has(word, "=") {
            scheme = Some(word);
            continue;
        }
        words.push(word);
        if let Some((_, value)) = cut(word, "=") {
            words.push(value);
        }
    }
    if words.is_empty() { scheme.into_iter().collect() } else { words }
}

/// Returns `true` for a long path segment with a digit, which may have been issued to a single customer.
fn looks_like_key(segment: &str) -> bool {
    segment.len() >= 16 && segment.bytes().any(|byte| byte.is_ascii_digit())
}

fn is_header_name(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// Returns `true` for a value that `fetch` accepts: no line ends, nothing beyond Latin-1.
fn is_header_value(value: &str) -> bool {
    value.chars().all(|character| !matches!(character, '\0' | '\r' | '\n') && u32::from(character) < 256)
}

#[cfg(test)]
mod tests;
