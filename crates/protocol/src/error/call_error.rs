//! The error of a call: its kind, the sentence to show, and the details that are known.

use super::hint::{self, Hint};
use super::kind::ErrorKind;
use crate::json::Value;
use crate::secret::Secret;
use std::fmt;
use std::time::Duration;

/// The error of a call that returned no picture. `Display` writes one plain sentence that says what to do.
///
/// ```
/// # use tintype_protocol::{Error, ErrorKind};
/// fn advice(error: &Error) -> String {
///     match error.kind() {
///         ErrorKind::RateLimited => format!("Wait {} s.", error.retry_after().map_or(1, |wait| wait.as_secs())),
///         ErrorKind::NoImage => error.text().unwrap_or("Say that you want a picture.").to_owned(),
///         _ => error.message().to_owned(),
///     }
/// }
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Error(Box<Content>);

/// Boxed, so that a `Result` does not grow by the size of its error.
#[derive(Debug, Clone, PartialEq)]
struct Content {
    kind: ErrorKind,
    message: String,
    details: ErrorDetails,
}

/// The details of an error besides its kind and message. All of them are optional.
///
/// ```
/// # use tintype_protocol::Error;
/// fn service_message(error: &Error) -> Option<&str> {
///     error.all_details().service_message.as_deref()
/// }
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
#[cfg_attr(
    any(test, feature = "serde"),
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "camelCase", default)
)]
#[non_exhaustive]
pub struct ErrorDetails {
    /// The HTTP status, or the status that the body of a 200 response states.
    pub status: Option<u16>,
    /// The delay that the service requests, in milliseconds.
    pub retry_after_ms: Option<u64>,
    /// The service's id of the request, from a header, the body or its message.
    pub request_id: Option<String>,
    /// The finish reason, verbatim, even if this version does not know it.
    pub finish_reason: Option<String>,
    /// The reason for which the prompt was refused, verbatim.
    pub block_reason: Option<String>,
    /// The service's own explanation of the finish reason.
    pub finish_message: Option<String>,
    /// The safety ratings as the service sent them.
    pub safety_ratings: Option<Value>,
    /// The model's text in place of a picture.
    pub text: Option<String>,
    /// The service's own message, without the errors that wrapped it. `message` prefixes it with advice.
    pub service_message: Option<String>,
    /// The name of the invalid option.
    pub field: Option<String>,
    /// The service's own error body, or the list of problems with the options.
    #[cfg_attr(any(test, feature = "serde"), serde(rename = "details"))]
    pub body: Option<Value>,
    /// A more specific cause than the kind.
    pub hint: Option<Hint>,
    /// The cause of a `network` error, if the runtime exposes it: its `code`, `message`, `syscall` and the like.
    #[cfg_attr(any(test, feature = "serde"), serde(rename = "fetchError"))]
    pub cause: Option<Value>,
    /// Overrides the default of the kind if the response shows whether a retry is safe.
    pub retryable: Option<bool>,
    /// The number of requests that were sent, or 0 if there was none.
    pub attempts: u32,
}

impl Error {
    /// Creates an error without details.
    #[must_use]
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Content { kind, message: message.into(), details: ErrorDetails::default() }))
    }

    /// Sets details through a closure.
    #[doc(hidden)]
    #[must_use]
    pub fn with(mut self, set: impl FnOnce(&mut ErrorDetails)) -> Self {
        set(&mut self.0.details);
        self
    }

    /// Returns the kind of failure.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Returns the name of the kind in the JS API, such as `"rate-limited"`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.0.kind.code()
    }

    /// Returns one plain sentence that says what to do.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Returns all other details.
    #[must_use]
    pub fn all_details(&self) -> &ErrorDetails {
        &self.0.details
    }

    /// Returns the HTTP status, if there was a response.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.0.details.status
    }

    /// Returns `true` if the same call may succeed later and the failed one cost nothing.
    #[must_use]
    pub fn retryable(&self) -> bool {
        self.0.details.retryable.unwrap_or_else(|| self.0.kind.retryable())
    }

    /// Returns the delay that the service requests, in milliseconds.
    #[must_use]
    pub fn retry_after_ms(&self) -> Option<u64> {
        self.0.details.retry_after_ms
    }

    /// Returns the delay that the service requests.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.details.retry_after_ms.map(Duration::from_millis)
    }

    /// Returns the model's text in place of a picture.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.0.details.text.as_deref()
    }

    /// Returns the service's finish reason, verbatim.
    #[must_use]
    pub fn finish_reason(&self) -> Option<&str> {
        self.0.details.finish_reason.as_deref()
    }

    /// Returns the service's id of the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.details.request_id.as_deref()
    }

    /// Returns the service's reason for refusing the prompt, verbatim.
    #[must_use]
    pub fn block_reason(&self) -> Option<&str> {
        self.0.details.block_reason.as_deref()
    }

    /// Returns the service's own error body, or the list of problems with the options.
    #[must_use]
    pub fn details(&self) -> Option<&Value> {
        self.0.details.body.as_ref()
    }

    /// Returns the number of requests that were sent, or 0 if there was none.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.details.attempts
    }

    /// Returns the name of the invalid option.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        self.0.details.field.as_deref()
    }

    /// Adds to the message the model to use instead of `model`, or the origin that the key's settings must allow.
    #[doc(hidden)]
    #[must_use]
    pub fn of_call(mut self, model: &str, origin: Option<String>) -> Self {
        let hint = Hint::for_call(self.0.details.hint.take(), self.0.kind, model, origin);
        if let (Some(hint), Some(status)) = (&hint, self.0.details.status) {
            let message = self.0.details.service_message.as_deref().unwrap_or_default();
            self.0.message = hint::sentence(self.0.kind, Some(hint), message, status);
        }
        self.0.details.hint = hint;
        self
    }

    /// Removes these keys from every text in which the service may have quoted them.
    #[doc(hidden)]
    #[must_use]
    pub fn redacted(self, keys: &[Secret]) -> Self {
        keys.iter().fold(self, Self::without)
    }

    fn without(mut self, key: &Secret) -> Self {
        self.0.message = key.redact(&self.0.message);
        let details = &mut self.0.details;
        for text in [
            &mut details.text,
            &mut details.service_message,
            &mut details.finish_reason,
            &mut details.finish_message,
            &mut details.request_id,
            &mut details.block_reason,
        ] {
            *text = text.take().map(|text| key.redact(&text));
        }
        for value in
            [&mut details.body, &mut details.safety_ratings, &mut details.cause].into_iter().flatten()
        {
            redact_value(value, key);
        }
        self
    }
}

fn redact_value(value: &mut Value, key: &Secret) {
    match value {
        Value::String(text) => *text = key.redact(text),
        Value::Array(items) => items.iter_mut().for_each(|item| redact_value(item, key)),
        Value::Object(fields) => {
            for (name, mut field) in std::mem::take(fields) {
                redact_value(&mut field, key);
                fields.push(key.redact(&name), field);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for Error {
    /// Returns the cause of a `network` error as the runtime reports it. Browsers hide it.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let cause = self.0.details.cause.as_ref()?;
        Some(cause)
    }
}
