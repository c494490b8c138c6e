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

            /// Returns the name in the JS API.
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
    /// The options are invalid, and nothing was sent. `field` names the option, and `details` lists every problem.
    InvalidOptions = "invalid-options",
    /// An input is not an image, is empty, or cannot be read or made small enough.
    UnsupportedInput = "unsupported-input",
    /// No response arrived: offline, DNS, TLS, CORS (a browser does not say which), or a broken connection. Retried
    /// only if the request is known not to have been sent; see [`connection`](crate::error::connection).
    Network = "network",
    /// The caller aborted the call.
    Aborted = "aborted",
    /// An attempt exceeded its time limit.
    Timeout = "timeout",
    /// The key is missing or wrong.
    Auth = "auth",
    /// The key is valid but lacks the permission.
    Permission = "permission",
    /// The balance or the plan is exhausted.
    Billing = "billing",
    /// There were too many requests in a short time. Waiting helps.
    RateLimited = "rate-limited",
    /// The daily quota is exhausted, so the call is not retried.
    Quota = "quota",
    /// The service is not available in the caller's region.
    Region = "region",
    /// The endpoint does not serve this model.
    ModelNotFound = "model-not-found",
    /// The service refused the request as malformed or unsupported.
    InvalidRequest = "invalid-request",
    /// The request is over the service's size limit.
    TooLarge = "too-large",
    /// The service is overloaded or temporarily down.
    Unavailable = "unavailable",
    /// The service failed.
    Server = "server",
    /// The server that answered does not implement this API, as with an HTML page or a wrong path.
    NotTheApi = "not-the-api",
    /// The JSON, base64 or image bytes are broken.
    MalformedResponse = "malformed-response",
    /// The answer ended early.
    TruncatedResponse = "truncated-response",
    /// The prompt was blocked.
    PromptBlocked = "prompt-blocked",
    /// The model refused to make or show the picture.
    Refused = "refused",
    /// The answer reached `max_output_tokens` before an image.
    MaxTokens = "max-tokens",
    /// The answer is valid but has no picture. `text` contains the model's words.
    NoImage = "no-image",
    /// The answer is empty.
    EmptyResponse = "empty-response",
}

impl ErrorKind {
    /// Returns `true` for refusals, because the service does no billable work for them. An error may be more specific
    /// than its kind: see [`Error::retryable`](super::Error::retryable).
    #[must_use]
    pub fn retryable(self) -> bool {
        matches!(self, Self::RateLimited | Self::Unavailable)
    }

    /// Returns `true` if the delay that the service states may help.
    pub(crate) fn passes(self) -> bool {
        use ErrorKind::{Auth, Billing, InvalidRequest, ModelNotFound, Permission, Region, TooLarge};
        !matches!(self, Auth | Permission | Billing | Region | ModelNotFound | InvalidRequest | TooLarge)
    }
}
