//! The options of a client, and the key and headers of an attempt.

use crate::before_retry::BeforeRetry;
use crate::header_source::{HeaderSource, Headers};
use crate::key::ApiKey;
use js_sys::Function;
use std::fmt;
use tintype_protocol::error::Error;
use tintype_protocol::exchange::retry::Retry;
use tintype_protocol::model::DEFAULT_MODEL;
use tintype_protocol::request::endpoint::{Auth, DEFAULT_BASE_URL, Endpoint};
use tintype_protocol::secret::Secret;

/// The parts of a request that may differ from attempt to attempt.
pub struct Credentials {
    pub key: Option<Secret>,
    pub headers: Headers,
}

/// The options of a client, unchecked.
#[derive(Clone)]
pub struct ClientOptions {
    pub base_url: String,
    pub api_key: Option<ApiKey>,
    pub auth: Auth,
    pub headers: Headers,
    pub header_source: Option<HeaderSource>,
    pub model: String,
    /// The time limit of one attempt; 0 means no limit.
    pub timeout_ms: u32,
    pub retry: Retry,
    pub fetch: Option<Function>,
    pub before_retry: Option<BeforeRetry>,
}

impl Default for ClientOptions {
    fn default() -> Self {
        Self {
            base_url: DEFAULT_BASE_URL.to_owned(),
            api_key: None,
            auth: Auth::default(),
            headers: Vec::new(),
            header_source: None,
            model: DEFAULT_MODEL.to_owned(),
            timeout_ms: 300_000,
            retry: Retry::default(),
            fetch: None,
            before_retry: None,
        }
    }
}

// Implemented by hand, because the URL and the headers may contain a key.
impl fmt::Debug for ClientOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientOptions")
            .field("endpoint", &self.endpoint())
            .field("header_source", &self.header_source)
            .field("api_key", &self.api_key)
            .field("model", &self.model)
            .field("timeout_ms", &self.timeout_ms)
            .field("retry", &self.retry)
            .field("has_own_fetch", &self.fetch.is_some())
            .field("before_retry", &self.before_retry)
            .finish()
    }
}

impl ClientOptions {
    /// Gets the key of one attempt, and the headers that a function of the caller provides.
    pub async fn credentials(&self) -> Result<Credentials, Error> {
        let key = match &self.api_key {
            Some(key) => Some(key.get().await?),
            None => None,
        };
        let headers = match &self.header_source {
            Some(headers) => headers.get().await?,
            None => Vec::new(),
        };
        Ok(Credentials { key, headers })
    }

    pub fn endpoint(&self) -> Endpoint {
        Endpoint { base_url: self.base_url.clone(), auth: self.auth, headers: self.headers.clone() }
    }
}
