//! Where a request goes and what its head says: URL, authorization, content type, and nothing more.
//!
//! Every further header is one more CORS preflight that a relay can fail.

mod address;

use crate::error::{Error, ErrorKind};
use crate::request::problems::Problems;
use crate::secret::{Secret, shown_address};
use crate::text::{among, cut, either, has, has_any};
use std::fmt;
use std::str::FromStr;

/// The relay that a client without a base URL talks to.
///
/// ```
/// # use tintype_protocol::request::endpoint::DEFAULT_BASE_URL;
/// assert!(DEFAULT_BASE_URL.starts_with("https://"));
/// ```
pub const DEFAULT_BASE_URL: &str = "https://api.tokaify.com";

/// How the key is sent.
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

/// By its name in the JS API.
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

/// Whether the answer comes whole or as server-sent events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// One JSON document.
    Unary,
    /// Events as they are made.
    Stream,
}

/// The headers that carry a key.
const KEY_HEADERS: [&str; 2] = ["authorization", "x-goog-api-key"];

/// Where requests go.
#[derive(Clone, PartialEq)]
pub struct Endpoint {
    /// Any path prefix is kept, and a version at the end; may be relative, a template with `{model}` and `{method}`, or
    /// a complete address that ends in the method.
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
        // `fetch` refuses them, in a message that quotes them.
        if has(authority(base), "@") {
            problems.add("baseUrl", "cannot have a user name or password; put them into a header");
        }
        if base.contains(|character: char| character.is_whitespace() || character.is_control()) {
            problems.add("baseUrl", "cannot have white space in it");
        }
        for (name, value) in &self.headers {
            if !is_header_name(name) {
                // Not quoted: it may be a whole line, key and all.
                problems.add("headers", "have a name that is not what a header can be called");
            } else if !is_header_value(value) {
                problems
                    .add("headers", ["\"", name, "\" has a value that is not what a header can be"].concat());
            }
        }
    }

    /// Adds headers of the caller's own to the endpoint.
    ///
    /// # Errors
    /// `invalid-options` for what cannot be a header.
    pub fn with_headers(&self, headers: Vec<(String, String)>) -> Result<Self, Error> {
        let mut endpoint = self.clone();
        endpoint.headers.extend(headers);
        let mut problems = Problems::default();
        endpoint.check(&mut problems);
        problems.into_result().map(|()| endpoint)
    }

    /// The address of one generation. The key is in it only with [`Auth::Query`].
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

    /// The address of the endpoint's list of models.
    #[must_use]
    pub fn models_url(&self, key: Option<&Secret>) -> String {
        let mut url = address::models(&self.base_url) + "?pageSize=1000";
        if let (Auth::Query, Some(key)) = (self.auth, key) {
            url.push_str("&key=");
            url.push_str(&key.reveal_for_url());
        }
        url
    }

    /// The address that files are sent to.
    #[must_use]
    pub fn upload_url(&self, key: Option<&Secret>) -> String {
        let mut url = address::upload(&self.base_url);
        if let (Auth::Query, Some(key)) = (self.auth, key) {
            url.push_str("?key=");
            url.push_str(&key.reveal_for_url());
        }
        url
    }

    /// The headers of a request without a body.
    #[must_use]
    pub fn get_headers(&self, key: Option<&Secret>) -> Vec<(String, String)> {
        self.with_own(key.and_then(|key| self.auth_header(key)).into_iter().collect())
    }

    /// The headers of one generation.
    #[must_use]
    pub fn generate_headers(&self, key: Option<&Secret>) -> Vec<(String, String)> {
        let mut headers = vec![("content-type".to_owned(), "application/json".to_owned())];
        headers.extend(key.and_then(|key| self.auth_header(key)));
        self.with_own(headers)
    }

    /// The caller's own headers win: two of one name would reach the service as one value that nobody meant.
    fn with_own(&self, mut headers: Vec<(String, String)>) -> Vec<(String, String)> {
        headers.retain(|(name, _)| !self.has_header(name));
        headers.extend(self.headers.iter().cloned());
        headers
    }

    /// Whether there is a key that can be sent, where one is needed and the caller's own headers bring none.
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

    /// All that must never be shown of a request: the key, and whatever may be one among the caller's own headers and in
    /// the base URL. Services quote all of them.
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

// Address and headers may hold a key.
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

/// Between the scheme and the path, for an absolute address.
fn authority(url: &str) -> &str {
    let rest = cut(url, "://").map_or("", |(_, rest)| rest);
    rest.split(among("/\\?#")).next().unwrap_or_default()
}

/// By its name: `authorization`, `x-api-key`, `cookie`, `x-access-token` …
fn may_hold_key(header: &str) -> bool {
    let header = header.to_ascii_lowercase();
    let signs =
        either!["auth", "key", "token", "secret", "cookie", "password", "credential", "session", "signature"];
    has_any(&header, signs)
}

/// The words of a header's value that may be a key: all but a scheme before others, such as `Bearer`; of a cookie, its
/// value too.
fn words_of(value: &str) -> Vec<&str> {
    let (mut words, mut scheme) = (Vec::new(), None);
    for word in value.split(among(" ;,")).filter(|word| !word.is_empty()) {
        // The first word is a scheme only where another one follows.
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

/// Long, and no word: part of an address that was given to one customer.
fn looks_like_key(segment: &str) -> bool {
    segment.len() >= 16 && segment.bytes().any(|byte| byte.is_ascii_digit())
}

fn is_header_name(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// As `fetch` takes them: no line ends, nothing beyond Latin-1.
fn is_header_value(value: &str) -> bool {
    value.chars().all(|character| !matches!(character, '\0' | '\r' | '\n') && u32::from(character) < 256)
}

#[cfg(test)]
mod tests;
