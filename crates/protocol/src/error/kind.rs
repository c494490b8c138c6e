//! The kinds of failure and their names in the JS API.

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $code:literal,)*) => {
        /// The kind of failure of an [`Error`](super::Error).
        ///
        /// ```
        /// # use tintype_protocol::ErrorKind;
        /// assert_eq!(ErrorKind::RateLimited.code(), "rate-limited");
        /// assert!(ErrorKind::RateLimited.retryable());
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[cfg_attr(
            any(test, feature = "serde"),
            derive(serde::Serialize, serde::Deserialize),
            serde(rename_all = "kebab-case")
        )]
        #[non_exhaustive]
        pub enum ErrorKind { $($(#[$doc])* $kind,)* }

        impl ErrorKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)*];

            /// The name in the JS API.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$kind => $code,)* }
            }
        }

        impl std::fmt::Display for ErrorKind {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }
    };
}

kinds! {
    /// Refused before anything was sent; `field` names the option, `details` lists every problem.
    InvalidOptions = "invalid-options",
    /// An input that is no image, is empty, or cannot be read or made small enough.
    UnsupportedInput = "unsupported-input",
    /// No answer came: offline, DNS, TLS, CORS (a browser does not say which), or a connection that died. Retried only
    /// where the request is known not to have been sent; see [`connection`](crate::error::connection).
    Network = "network",
    /// The caller ended the call.
    Aborted = "aborted",
    /// `timeout_ms` passed.
    Timeout = "timeout",
    /// The key is missing or wrong.
    Auth = "auth",
    /// The key is good but may not do this.
    Permission = "permission",
    /// The balance or the plan is used up.
    Billing = "billing",
    /// Too many requests; passes with time.
    RateLimited = "rate-limited",
    /// The day's quota is used up; not retried.
    Quota = "quota",
    /// The service is not available in the caller's region.
    Region = "region",
    /// The endpoint does not serve this model.
    ModelNotFound = "model-not-found",
    /// The service refused the request as malformed or unsupported.
    InvalidRequest = "invalid-request",
    /// The request is over the service's size limit.
    TooLarge = "too-large",
    /// Overloaded or down for the moment.
    Unavailable = "unavailable",
    /// The service failed.
    Server = "server",
    /// The server that answered is not this API: an HTML page, a wrong path.
    NotTheApi = "not-the-api",
    /// JSON, base64 or image bytes that are broken.
    MalformedResponse = "malformed-response",
    /// The answer ended early.
    TruncatedResponse = "truncated-response",
    /// The prompt was blocked.
    PromptBlocked = "prompt-blocked",
    /// The model refused to make or show the picture.
    Refused = "refused",
    /// Cut off by `max_output_tokens` before an image.
    MaxTokens = "max-tokens",
    /// A good answer without a picture; `text` has what the model said.
    NoImage = "no-image",
    /// Nothing at all in the answer.
    EmptyResponse = "empty-response",
}

impl ErrorKind {
    /// True for refusals of the service, which does no work that it could bill. An error may know more than its kind:
    /// see [`Error::retryable`](super::Error::retryable).
    #[must_use]
    pub fn retryable(self) -> bool {
        matches!(self, Self::RateLimited | Self::Unavailable)
    }

    /// True where a wait that the service names may help.
    pub(crate) fn passes(self) -> bool {
        use ErrorKind::{Auth, Billing, InvalidRequest, ModelNotFound, Permission, Region, TooLarge};
        !matches!(self, Auth | Permission | Billing | Region | ModelNotFound | InvalidRequest | TooLarge)
    }
}
