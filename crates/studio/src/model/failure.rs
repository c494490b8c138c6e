//! The kind and the details of a failure.

use tintype::{ErrorKind, without_request_ids};

/// A kind of failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureKind {
    /// An error of the library.
    Library(ErrorKind),
    /// The files of the sandbox did not load.
    SandboxMissing,
}

/// A failed job as shown to the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The kind of failure.
    pub kind: FailureKind,
    /// The model's text in place of an image, verbatim.
    pub model_said: Option<String>,
    /// The service's message, verbatim.
    pub service_said: Option<String>,
    /// The library's message beyond the code, such as the affected option or image.
    pub detail: Option<String>,
    /// The service's id of this request, for its support team.
    pub request_id: Option<String>,
    /// The HTTP status, if there was a response.
    pub status: Option<u16>,
    /// The service's code, in capitals, for why the model stopped or the prompt was blocked.
    pub reason: Option<String>,
    /// The delay that the service requests, in milliseconds.
    pub retry_after_ms: Option<u64>,
    /// The option that was refused before anything was sent.
    pub field: Option<String>,
    /// Whether the device had no connection.
    pub is_offline: bool,
    /// Whether the service may have billed the request although it failed.
    pub may_be_billed: bool,
    /// The URLs that the service returned in place of pictures.
    pub links: Vec<String>,
    /// The endpoint of the request.
    pub endpoint: String,
    /// The requested model.
    pub model: String,
}

/// Equal failures that are shown together, with their requests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failed<R> {
    /// The newest of these failures.
    pub failure: Failure,
    /// The request of each failure, oldest first.
    pub requests: Vec<R>,
    /// Whether another request was sent since.
    pub is_old: bool,
}

/// Adds a failure to the shown ones. Equal failures are counted instead of repeated.
pub fn gather<R>(all: &mut Vec<Failed<R>>, failure: Failure, request: R) {
    match all.iter_mut().find(|failed| failed.failure.is_like(&failure)) {
        Some(failed) => {
            failed.failure = failure;
            failed.requests.push(request);
            failed.is_old = false;
        }
        None => all.push(Failed { failure, requests: vec![request], is_old: false }),
    }
}

/// Removes the requests that are repeated and marks the remaining failures as old, so that no failure is lost unread.
pub fn supersede<R>(all: &mut Vec<Failed<R>>, is_superseded: impl Fn(&R) -> bool) {
    all.iter_mut().for_each(|failed| {
        failed.requests.retain(|request| !is_superseded(request));
        failed.is_old = true;
    });
    all.retain(|failed| !failed.requests.is_empty());
}

/// The action of the button beside the hint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// Repeats the request unchanged.
    TryAgain,
    /// Opens the settings at the key field.
    CheckKey,
    /// Opens the settings at the endpoint field.
    CheckEndpoint,
    /// Opens the settings at the model field.
    ChooseModel,
    /// Moves the focus to the prompt.
    Reword,
    /// Removes the input images.
    ClearImages,
    /// Fetches the pictures whose URLs the service returned.
    Fetch,
}

impl FailureKind {
    /// Returns the error code that the library and bug reports use.
    pub fn code(self) -> &'static str {
        match self {
            Self::Library(kind) => kind.code(),
            Self::SandboxMissing => "sandbox",
        }
    }
}

impl Failure {
    /// Creates a failure of this kind without further details.
    pub fn new(kind: FailureKind) -> Self {
        Self {
            kind,
            model_said: None,
            service_said: None,
            detail: None,
            request_id: None,
            status: None,
            reason: None,
            retry_after_ms: None,
            field: None,
            is_offline: false,
            may_be_billed: false,
            links: Vec::new(),
            endpoint: String::new(),
            model: String::new(),
        }
    }

    /// Whether a gateway answered instead of the service behind it.
    pub fn is_gateway(&self) -> bool {
        self.status.is_some_and(|status| matches!(status, 502..=504 | 520..=530))
    }

    /// Whether both failures look the same to the user.
    fn is_like(&self, other: &Self) -> bool {
        let shown = |failure: &Self| {
            let Self { kind, status, model_said, service_said, detail, links, .. } = failure.clone();
            // Each relay appends a request id to its message.
            let plain = |text: Option<String>| text.map(|text| without_request_ids(&text));
            (kind, status, model_said, plain(service_said), plain(detail), links)
        };
        shown(self) == shown(other)
    }

    /// Returns the technical details for a bug report: code, status, reason and request id.
    pub fn small_print(&self) -> String {
        let status = self.status.map(|status| format!("HTTP {status}"));
        let parts = [Some(self.kind.code().to_owned()), status, self.reason.clone(), self.request_id.clone()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use tintype::ErrorKind as Kind;

    /// Returns a failure of the library.
    pub fn failure(kind: Kind) -> Failure {
        Failure {
            endpoint: "https://host.invalid".into(),
            model: "some-model".into(),
            ..Failure::new(FailureKind::Library(kind))
        }
    }

    #[test]
    fn equal_failures_are_counted() {
        let quoting = |kind, words: &str, id: Option<&str>| Failure {
            service_said: Some(words.into()),
            request_id: id.map(str::to_owned),
            ..failure(kind)
        };
        let mut all = Vec::new();
        gather(&mut all, quoting(Kind::Server, "broken", None), 1);
        gather(&mut all, quoting(Kind::Server, "broken", None), 2);
        gather(&mut all, quoting(Kind::Server, "melted", None), 3);
        gather(&mut all, quoting(Kind::Billing, "no money (request id: a)", Some("a")), 4);
        gather(&mut all, quoting(Kind::Billing, "no money (request id: b)", Some("b")), 5);
        gather(&mut all, quoting(Kind::Quota, "no more (request id: c) (request id: d)", Some("c")), 6);
        gather(&mut all, quoting(Kind::Quota, "no more (request id: e) (request id: f)", Some("e")), 7);
        let counts: Vec<_> = all.iter().map(|failed| failed.requests.clone()).collect();
        assert_eq!(counts, [vec![1, 2], vec![3], vec![4, 5], vec![6, 7]]);
    }

    #[test]
    fn a_failure_is_superseded_by_its_own_request_only() {
        let mut all = Vec::new();
        gather(&mut all, failure(Kind::Server), "a pear");
        gather(&mut all, failure(Kind::Server), "an owl");
        gather(&mut all, failure(Kind::Auth), "a pear");
        supersede(&mut all, |prompt| *prompt == "a pear");
        let left: Vec<_> = all
            .iter()
            .map(|failed| (failed.failure.kind.code(), failed.requests.clone(), failed.is_old))
            .collect();
        assert_eq!(left, [("server", vec!["an owl"], true)]);
        gather(&mut all, failure(Kind::Server), "an owl");
        assert!(!all[0].is_old);
    }

    #[test]
    fn technical_details_list_the_fields_for_support() {
        let failure = Failure { status: Some(401), request_id: Some("abc".into()), ..failure(Kind::Auth) };
        assert_eq!(failure.small_print(), "auth · HTTP 401 · abc");
    }
}
