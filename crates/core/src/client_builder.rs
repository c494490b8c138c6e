//! The options of a client: the service, the key, and the limits of every call.

use crate::asked_headers::{AskedHeaders, Headers};
use crate::client::Client;
use crate::key::ApiKey;
use js_sys::Function;
use std::fmt;
use std::time::Duration;
use tintype_protocol::endpoint::{Auth, DEFAULT_BASE_URL, Endpoint};
use tintype_protocol::error::Error;
use tintype_protocol::model::DEFAULT_MODEL;
use tintype_protocol::request::Problems;
use tintype_protocol::retry::Retry;
use tintype_protocol::secret::Secret;

/// A client in the making, from [`Client::builder`].
///
/// ```no_run
/// # fn example() -> Result<(), tintype::Error> {
/// use std::time::Duration;
/// use tintype::{Auth, Client, Retry};
///
/// // Google itself, which takes its keys by another header.
/// let client = Client::builder()
///     .base_url("https://generativelanguage.googleapis.com")
///     .api_key("AIza…")
///     .auth(Auth::XGoogApiKey)
///     .timeout(Duration::from_secs(60))
///     .retry(Retry::attempts(5))
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default)]
#[must_use = "a builder makes a client by build()"]
pub struct ClientBuilder(ClientOptions);

impl ClientBuilder {
    fn set(mut self, set: impl FnOnce(&mut ClientOptions)) -> Self {
        set(&mut self.0);
        self
    }

    /// The address of the service; default [`DEFAULT_BASE_URL`]. Any path prefix is kept, and an address may be relative
    /// to the page.
    pub fn base_url(self, base_url: impl Into<String>) -> Self {
        self.set(|options| options.base_url = base_url.into())
    }

    /// The key. Needed unless [`auth`](Self::auth) is [`Auth::None`] or a header brings it.
    pub fn api_key(self, key: impl Into<ApiKey>) -> Self {
        self.set(|options| options.api_key = Some(key.into()))
    }

    /// How the key is sent; default [`Auth::Bearer`].
    pub fn auth(self, auth: Auth) -> Self {
        self.set(|options| options.auth = auth)
    }

    /// Adds a header that is sent as it is.
    pub fn header(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.set(|options| options.headers.push((name.into(), value.into())))
    }

    /// Adds headers that run out, such as a session token: `ask` is called before every attempt.
    ///
    /// ```
    /// # async fn session_token() -> Result<String, tintype::Error> { Ok(String::new()) }
    /// let builder = tintype::Client::builder().asked_headers(|| async {
    ///     Ok(vec![("x-session".to_owned(), session_token().await?)])
    /// });
    /// ```
    pub fn asked_headers<F>(self, ask: impl Fn() -> F + 'static) -> Self
    where
        F: Future<Output = Result<Vec<(String, String)>, Error>> + 'static,
    {
        self.set(|options| options.asked_headers = Some(AskedHeaders::new(ask)))
    }

    /// The model; default `gemini-2.5-flash-image`. Any name is passed through.
    pub fn model(self, model: impl Into<String>) -> Self {
        self.set(|options| options.model = model.into())
    }

    /// The time limit of one attempt; default five minutes, and none for `None`.
    pub fn timeout(self, timeout: impl Into<Option<Duration>>) -> Self {
        let ms =
            timeout.into().map_or(0, |limit| u32::try_from(limit.as_millis()).unwrap_or(u32::MAX).max(1));
        self.set(|options| options.timeout_ms = ms)
    }

    /// How often to try again; default three attempts in all.
    pub fn retry(self, retry: Retry) -> Self {
        self.set(|options| options.retry = retry)
    }

    /// A transport instead of the browser's, called as `fetch(request)`.
    pub fn fetch(self, fetch: Function) -> Self {
        self.set(|options| options.fetch = Some(fetch))
    }

    /// The client; nothing is sent or loaded yet.
    ///
    /// # Errors
    /// `invalid-options` for an address or a header that cannot be one.
    pub fn build(self) -> Result<Client, Error> {
        let mut problems = Problems::default();
        self.0.endpoint().check(&mut problems);
        problems.into_result().map(|()| Client::with(self.0))
    }
}

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
    pub asked_headers: Option<AskedHeaders>,
    pub model: String,
    /// For one attempt; 0 is none.
    pub timeout_ms: u32,
    pub retry: Retry,
    pub fetch: Option<Function>,
}

impl Default for ClientOptions {
    fn default() -> Self {
        Self {
            base_url: DEFAULT_BASE_URL.to_owned(),
            api_key: None,
            auth: Auth::default(),
            headers: Vec::new(),
            asked_headers: None,
            model: DEFAULT_MODEL.to_owned(),
            timeout_ms: 300_000,
            retry: Retry::default(),
            fetch: None,
        }
    }
}

// Address and headers may hold a key.
impl fmt::Debug for ClientOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientOptions")
            .field("endpoint", &self.endpoint())
            .field("asked_headers", &self.asked_headers)
            .field("api_key", &self.api_key)
            .field("model", &self.model)
            .field("timeout_ms", &self.timeout_ms)
            .field("retry", &self.retry)
            .field("has_own_fetch", &self.fetch.is_some())
            .finish()
    }
}

impl ClientOptions {
    /// The key and the headers of one attempt, as far as they are asked for.
    pub async fn credentials(&self) -> Result<Credentials, Error> {
        let key = match &self.api_key {
            Some(key) => Some(key.get().await?),
            None => None,
        };
        let headers = match &self.asked_headers {
            Some(headers) => headers.get().await?,
            None => Vec::new(),
        };
        Ok(Credentials { key, headers })
    }

    pub fn endpoint(&self) -> Endpoint {
        Endpoint { base_url: self.base_url.clone(), auth: self.auth, headers: self.headers.clone() }
    }
}
