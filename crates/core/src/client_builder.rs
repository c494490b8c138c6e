//! The options of a client: the service, the key, and the limits of every call.

use crate::before_retry::BeforeRetry;
use crate::client::Client;
use crate::client_options::ClientOptions;
use crate::header_source::HeaderSource;
use crate::key::ApiKey;
use js_sys::Function;
use std::time::Duration;
use tintype_protocol::error::Error;
use tintype_protocol::exchange::retry::Retry;
use tintype_protocol::request::Problems;
use tintype_protocol::request::endpoint::Auth;

/// A builder of a client, from [`Client::builder`].
///
/// ```no_run
/// # fn example() -> Result<(), tintype::Error> {
/// use std::time::Duration;
/// use tintype::{Auth, Client, Retry};
///
/// // Google itself, which takes its keys by another header.
/// let client = Client::builder()
///     .base_url("https://generativelanguage.googleapis.com")
///     .api_key("AQ.…")
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

impl Client {
    /// Creates a builder with the default options.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }
}

impl ClientBuilder {
    fn set(mut self, set: impl FnOnce(&mut ClientOptions)) -> Self {
        set(&mut self.0);
        self
    }

    /// Sets the URL of the service; default [`DEFAULT_BASE_URL`](crate::DEFAULT_BASE_URL). A path prefix is kept, and
    /// the URL may be relative to the page.
    pub fn base_url(self, base_url: impl Into<String>) -> Self {
        self.set(|options| options.base_url = base_url.into())
    }

    /// Sets the key. Required unless [`auth`](Self::auth) is [`Auth::None`] or a header contains it.
    pub fn api_key(self, key: impl Into<ApiKey>) -> Self {
        self.set(|options| options.api_key = Some(key.into()))
    }

    /// Sets how the key is sent; default [`Auth::Bearer`].
    pub fn auth(self, auth: Auth) -> Self {
        self.set(|options| options.auth = auth)
    }

    /// Adds a header, which is sent unchanged.
    pub fn header(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.set(|options| options.headers.push((name.into(), value.into())))
    }

    /// Adds headers that expire, such as a session token. `provider` is called before every attempt.
    ///
    /// ```
    /// # async fn session_token() -> Result<String, tintype::Error> { Ok(String::new()) }
    /// let builder = tintype::Client::builder().headers_from_fn(|| async {
    ///     Ok(vec![("x-session".to_owned(), session_token().await?)])
    /// });
    /// ```
    pub fn headers_from_fn<F>(self, provider: impl Fn() -> F + 'static) -> Self
    where
        F: Future<Output = Result<Vec<(String, String)>, Error>> + 'static,
    {
        self.set(|options| options.header_source = Some(HeaderSource::new(provider)))
    }

    /// Sets the model; default `gemini-2.5-flash-image`. Any name is passed through.
    pub fn model(self, model: impl Into<String>) -> Self {
        self.set(|options| options.model = model.into())
    }

    /// Sets the time limit of one attempt; default five minutes, and no limit for `None`.
    pub fn timeout(self, timeout: impl Into<Option<Duration>>) -> Self {
        let ms =
            timeout.into().map_or(0, |limit| u32::try_from(limit.as_millis()).unwrap_or(u32::MAX).max(1));
        self.set(|options| options.timeout_ms = ms)
    }

    /// Sets the retry policy; default three attempts in total. Lists of models and uploads are not retried.
    pub fn retry(self, retry: Retry) -> Self {
        self.set(|options| options.retry = retry)
    }

    /// Calls `hook` with the error of the last attempt before each retry, after the delay. If the hook returns `false`,
    /// the call ends with that error.
    ///
    /// ```
    /// # async fn renew_session() -> bool { true }
    /// let builder = tintype::Client::builder().before_retry(|error| async move {
    ///     let attempts_so_far = error.attempts();
    ///     attempts_so_far < 3 && renew_session().await
    /// });
    /// ```
    pub fn before_retry<F: Future<Output = bool> + 'static>(
        self,
        hook: impl Fn(Error) -> F + 'static,
    ) -> Self {
        self.set(|options| options.before_retry = Some(BeforeRetry::new(hook)))
    }

    /// Replaces the browser's transport with a function, called as `fetch(request)`.
    pub fn fetch(self, fetch: Function) -> Self {
        self.set(|options| options.fetch = Some(fetch))
    }

    /// Builds the client without sending or loading anything.
    ///
    /// # Errors
    /// `invalid-options` for an invalid URL or header.
    pub fn build(self) -> Result<Client, Error> {
        let mut problems = Problems::default();
        self.0.endpoint().check(&mut problems);
        problems.into_result().map(|()| Client::with(self.0))
    }
}
