//! Requests without a response: whether they may have reached the service, and the resulting error.
//!
//! Generating an image is billed, and a service continues a request whose connection has died. A request is therefore
//! sent again only if it is known never to have left. Timing is no criterion, because on one machine a refused
//! connection and a connection that is closed after the whole body was read both fail within 2 to 120 ms, in any order
//! (Chromium 156, Firefox 153 and WebKitGTK 2.50), and over longer distances a refusal takes as much time as any
//! response.

use super::call_error::Error;
use super::kind::ErrorKind;
use crate::json::Value;
use crate::text::has;

/// The circumstances of a request that received no response.
///
/// ```
/// # use tintype_protocol::error::connection::ConnectionFailure;
/// # use tintype_protocol::json;
/// let refused = json::object([("code", "ECONNREFUSED"), ("message", "connect ECONNREFUSED 127.0.0.1:1")]);
/// let closed = json::object([("code", "UND_ERR_SOCKET"), ("message", "other side closed")]);
/// let error_of = |cause| ConnectionFailure { cause: Some(cause), ..ConnectionFailure::of_billable() }.into_error();
/// assert!(error_of(refused).retryable());
/// assert!(!error_of(closed).retryable());
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ConnectionFailure {
    /// The runtime's error message, such as "Failed to fetch".
    pub message: String,
    /// The underlying error, which browsers hide: `{"code": "ECONNREFUSED", "syscall": "connect", …}`.
    pub cause: Option<Value>,
    /// Whether the transport failed in the task that called it. No input or output happens within a task.
    pub failed_in_task: bool,
    /// Whether the device was offline before the request and still is.
    pub is_offline: bool,
    /// Whether the request came from a page or its worker, which cannot see why a request failed.
    pub is_browser: bool,
    /// Whether the request is billed once it arrives.
    pub is_billable: bool,
}

/// The possible progress of a failed request.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Delivery {
    /// The connection was never established.
    NotSent,
    /// TLS failed before the request, for example because of an untrusted certificate. The next attempt fails as well.
    NotSecure,
    /// The service may have received the whole request.
    MayHaveArrived,
}

/// Error codes of Node (and libuv), undici and Bun for a failed name lookup or a failed connection.
const NOT_CONNECTED: &[&str] = &[
    "ECONNREFUSED",
    "ENOTFOUND",
    "EAI_AGAIN",
    "UND_ERR_CONNECT_TIMEOUT",
    "ConnectionRefused",
    "FailedToOpenSocket",
];
/// Deno's (hyper's) message for the same failures.
const NOT_CONNECTED_WORDS: &str = "client error (Connect)";
/// Node's error codes for TLS checks that fail before anything is sent.
const NOT_SECURE: &[&str] = &[
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "CERT_HAS_EXPIRED",
    "CERT_NOT_YET_VALID",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "ERR_SSL_WRONG_VERSION_NUMBER",
];
/// The maximum depth of nested causes. No runtime nests deeper.
const MAX_DEPTH: usize = 4;

impl ConnectionFailure {
    /// Creates the failure of a billable request without further details.
    #[must_use]
    pub fn of_billable() -> Self {
        Self { is_billable: true, ..Self::default() }
    }

    /// Converts the failure into an error, which is `retryable` if a second request cannot be billed twice.
    #[must_use]
    pub fn into_error(self) -> Error {
        let delivery = self.delivery();
        let can_be_repeated =
            delivery == Delivery::NotSent || (delivery == Delivery::MayHaveArrived && !self.is_billable);
        let message = self.sentence(delivery);
        Error::new(ErrorKind::Network, message.trim_end()).with(|details| {
            details.retryable = Some(can_be_repeated);
            details.cause = self.cause;
        })
    }

    fn delivery(&self) -> Delivery {
        if self.failed_in_task || self.is_offline {
            return Delivery::NotSent;
        }
        if has(&self.message, NOT_CONNECTED_WORDS) {
            return Delivery::NotSent;
        }
        self.cause.as_ref().map_or(Delivery::MayHaveArrived, |cause| delivery_of(cause, MAX_DEPTH))
    }

    fn sentence(&self, delivery: Delivery) -> String {
        let cause = self.cause.as_ref().and_then(|cause| cause.get("message")).and_then(Value::as_str);
        let why = cause.filter(|words| !words.is_empty()).unwrap_or(&self.message);
        match delivery {
            Delivery::NotSent if self.is_offline => {
                "This device is offline, and nothing was sent. Connect it and try again.".to_owned()
            }
            Delivery::NotSent if self.failed_in_task => {
                ["The transport failed before it sent anything. ", why].concat()
            }
            Delivery::NotSent => {
                let advice = "The service could not be reached, and nothing was sent. Check the connection and baseUrl. ";
                [advice, why].concat()
            }
            Delivery::NotSecure => {
                let advice = "No secure connection to the service could be made, and nothing was sent. Check baseUrl, \
                              and the certificate of the service. ";
                [advice, why].concat()
            }
            Delivery::MayHaveArrived => [self.advice(), self.billing(), why].concat(),
        }
    }

    fn advice(&self) -> &'static str {
        if self.is_browser {
            "The service could not be reached, or the connection ended before its answer came. A browser does not \
             say whether the network, the address, TLS or the service's permission for this page (CORS) is the cause: \
             check the connection and baseUrl, or go through a proxy of yours. "
        } else {
            "The connection ended before an answer came. Check the connection and baseUrl. "
        }
    }

    fn billing(&self) -> &'static str {
        if self.is_billable {
            "The request may have arrived and may have been billed, so it is not sent again by itself. "
        } else {
            ""
        }
    }
}

fn delivery_of(cause: &Value, depth: usize) -> Delivery {
    let text = |name| cause.get(name).and_then(Value::as_str).unwrap_or_default();
    let code = text("code");
    if NOT_SECURE.contains(&code) {
        return Delivery::NotSecure;
    }
    // Other codes, such as ETIMEDOUT or ENETUNREACH, can also end an established connection.
    let is_connecting = text("syscall") == "connect" || text("syscall").starts_with("getaddrinfo");
    if is_connecting || NOT_CONNECTED.contains(&code) || has(text("message"), NOT_CONNECTED_WORDS) {
        return Delivery::NotSent;
    }
    if depth == 0 {
        return Delivery::MayHaveArrived;
    }
    // There is one error for each address of a host, and all of them must have failed to connect.
    let attempts = cause.get("errors").and_then(Value::as_array).filter(|errors| !errors.is_empty());
    if let Some(errors) = attempts {
        let all = errors.iter().all(|error| delivery_of(error, depth - 1) == Delivery::NotSent);
        return if all { Delivery::NotSent } else { Delivery::MayHaveArrived };
    }
    cause.get("cause").map_or(Delivery::MayHaveArrived, |below| delivery_of(below, depth - 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::json;

    fn failed(cause: Value) -> Error {
        ConnectionFailure { cause: Some(cause), ..ConnectionFailure::of_billable() }.into_error()
    }

    #[test]
    fn a_connection_that_was_never_made_is_tried_again() {
        for cause in [
            json!({ "code": "ECONNREFUSED", "syscall": "connect" }),
            json!({ "code": "ENOTFOUND", "syscall": "getaddrinfo" }),
            json!({ "code": "EAI_AGAIN" }),
            json!({ "code": "ETIMEDOUT", "syscall": "connect" }),
            json!({ "code": "ENETUNREACH", "syscall": "connect" }),
            json!({ "code": "UND_ERR_CONNECT_TIMEOUT" }),
            json!({ "code": "ConnectionRefused" }),
            json!({ "errors": [{ "code": "ETIMEDOUT", "syscall": "connect" }, { "code": "ECONNREFUSED" }] }),
            json!({ "cause": { "cause": { "code": "ECONNREFUSED" } } }),
            json!({ "message": "error sending request: client error (Connect): refused" }),
        ] {
            let error = failed(cause.clone());
            assert_eq!((error.kind(), error.retryable()), (ErrorKind::Network, true), "{cause}");
            assert!(error.message().contains("nothing was sent") && !error.message().contains("billed"));
        }
    }

    #[test]
    fn a_connection_that_died_is_not_tried_again() {
        for cause in [
            json!({ "code": "UND_ERR_SOCKET", "message": "other side closed" }),
            json!({ "code": "ECONNRESET", "syscall": "read" }),
            json!({ "code": "EPIPE", "syscall": "write" }),
            json!({ "code": "ETIMEDOUT", "syscall": "read" }),
            json!({ "code": "ENETUNREACH", "syscall": "write" }),
            json!({ "code": "UND_ERR_HEADERS_TIMEOUT" }),
            json!({ "code": "ConnectionClosed" }),
            json!({ "errors": [{ "code": "ECONNREFUSED" }, { "code": "ECONNRESET", "syscall": "read" }] }),
            json!({ "errors": [] }),
            json!({ "message": "client error (SendRequest): connection closed before message completed" }),
            json!({}),
            json!(null),
        ] {
            let error = failed(cause.clone());
            assert_eq!((error.kind(), error.retryable()), (ErrorKind::Network, false), "{cause}");
            assert!(error.message().contains("may have been billed"), "{error}");
            assert!(!error.message().contains("CORS"), "{error}");
        }
    }

    #[test]
    fn a_browser_failure_without_a_cause_counts_as_arrived() {
        let silent = ConnectionFailure {
            message: "Failed to fetch".to_owned(),
            is_browser: true,
            ..ConnectionFailure::of_billable()
        };
        let error = silent.clone().into_error();
        assert!(!error.retryable() && error.message().contains("billed") && error.message().contains("CORS"));
        assert!(error.message().ends_with("Failed to fetch"));
        for known in [
            ConnectionFailure { is_offline: true, ..silent.clone() },
            ConnectionFailure { failed_in_task: true, ..silent.clone() },
        ] {
            let error = known.into_error();
            assert!(error.retryable() && !error.message().contains("billed"), "{error}");
        }
    }

    #[test]
    fn a_list_of_models_costs_nothing() {
        let error = ConnectionFailure { is_browser: true, ..ConnectionFailure::default() }.into_error();
        assert!(error.retryable() && !error.message().contains("billed"));
    }

    #[test]
    fn an_untrusted_certificate_is_neither_billed_nor_tried_again() {
        let error = failed(json!({ "code": "CERT_HAS_EXPIRED", "message": "certificate has expired" }));
        assert!(!error.retryable() && !error.message().contains("billed"));
        assert_eq!(
            error.all_details().cause,
            Some(json!({ "code": "CERT_HAS_EXPIRED", "message": "certificate has expired" }))
        );
    }

    #[test]
    fn the_cause_is_the_source() {
        let error = failed(json!({ "code": "ECONNREFUSED" }));
        let source = std::error::Error::source(&error).map(ToString::to_string);
        assert_eq!(source.as_deref(), Some(r#"{"code":"ECONNREFUSED"}"#));
        assert!(std::error::Error::source(&failed(Value::Null)).is_some());
        assert!(std::error::Error::source(&ConnectionFailure::default().into_error()).is_none());
    }

    #[test]
    fn a_nest_of_errors_ends() {
        let deep = (0..50).fold(json!({ "code": "ECONNREFUSED" }), |below, _| json!({ "cause": below }));
        assert!(!failed(deep).retryable());
    }
}
