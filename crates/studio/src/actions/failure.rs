//! Conversion of the library's errors into the failures that Studio shows, and the list of these failures.

use leptos::prelude::*;
use tintype::{Error, ErrorKind, Generation, Part, PartBody, Secret};

use crate::browser::network_status;
use crate::model::failure::{Failure, FailureKind, gather, supersede};
use crate::model::settings::Settings;
use crate::store::Store;
use crate::store::request::ImageRequest;

impl Failure {
    /// Converts the error of a request.
    pub fn from_error(error: &Error, request: &ImageRequest) -> Self {
        let links =
            request.answer.as_ref().map_or_else(Vec::new, |(answer, _)| links(answer, &request.settings));
        // Only the library can explain what went wrong with the URL of a picture.
        let detail = (!links.is_empty()).then(|| error.message().to_owned());
        let failure = Self::of_service(error, &request.settings);
        Self { detail: detail.or(failure.detail), links, ..failure }
    }

    /// Converts the error of a call with these settings.
    pub fn of_service(error: &Error, settings: &Settings) -> Self {
        let metadata = error.all_details();
        let text = |text: &Option<String>| text.as_deref().map(str::trim).and_then(non_empty);
        // Only the library can explain what is wrong with an option or an image of the user.
        let is_own = matches!(error.kind(), ErrorKind::InvalidOptions | ErrorKind::UnsupportedInput);
        Self {
            kind: FailureKind::Library(error.kind()),
            model_said: text(&metadata.text),
            service_said: text(&metadata.service_message).or_else(|| text(&metadata.finish_message)),
            detail: is_own.then(|| error.message().to_owned()),
            request_id: metadata.request_id.clone(),
            status: metadata.status,
            reason: metadata.block_reason.clone().or_else(|| metadata.finish_reason.clone()),
            retry_after_ms: metadata.retry_after_ms,
            field: metadata.field.clone(),
            is_offline: error.kind() == ErrorKind::Network && !network_status::is_online(),
            may_be_billed: may_be_billed(error),
            links: Vec::new(),
            endpoint: settings.base_url(),
            model: settings.model().to_owned(),
        }
        .bounded()
    }

    /// Creates the failure of an answer that contains URLs of pictures but no picture.
    pub fn of_links(generation: &Generation, request: &ImageRequest) -> Self {
        let key = Secret::new(request.settings.key.key.reveal());
        Self {
            model_said: non_empty(key.redact(generation.text.trim()).as_str()),
            links: links(generation, &request.settings),
            endpoint: request.settings.base_url(),
            model: request.settings.model().to_owned(),
            ..Self::new(FailureKind::Library(ErrorKind::NoImage))
        }
        .bounded()
    }

    /// Creates the failure of a sandbox whose files did not load.
    pub fn sandbox_missing() -> Self {
        Self::new(FailureKind::SandboxMissing)
    }
}

/// Returns the URLs of an answer's pictures, with the key redacted, because a service may quote it in them.
fn links(answer: &Generation, settings: &Settings) -> Vec<String> {
    let key = Secret::new(settings.key.key.reveal());
    let address = |part: &Part| match &part.body {
        PartBody::RemoteImage { url, .. } => Some(key.redact(url)),
        _ => None,
    };
    answer.parts.iter().filter_map(address).collect()
}

/// Whether the service may have done the work, because the request was sent and not rejected.
fn may_be_billed(error: &Error) -> bool {
    match error.kind() {
        ErrorKind::Network | ErrorKind::Unavailable => !error.retryable(),
        ErrorKind::Timeout | ErrorKind::Server => true,
        ErrorKind::MalformedResponse | ErrorKind::TruncatedResponse => true,
        ErrorKind::NotTheApi => error.status().is_some_and(|status| status >= 500),
        _ => false,
    }
}

fn non_empty(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// Adds a failure to the list.
pub fn report(store: Store, failure: Failure, request: ImageRequest) {
    store.session.failures.update(|all| gather(all, failure, request));
}

/// Removes the failures of a prompt that is requested again. Failures of other prompts remain.
pub fn supersede_failures(store: Store, request: &ImageRequest) {
    store.session.failures.update(|all| supersede(all, |failed| failed.prompt == request.prompt));
}
