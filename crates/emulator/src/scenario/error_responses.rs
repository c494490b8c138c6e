//! Errors that are returned before the request is parsed, as worded by Google and by a CDN.

use serde_json::{Value, json};

use super::behavior::{Behavior, Scenario, ScenarioContext};
use crate::date;
use crate::error_response::{
    JSON, api_key_invalid, google, google_body, page, payload_size, pretty, quota, violations,
};
use crate::http::Response;
use crate::wire::parsed_request::MAX_BODY;

const OVERLOADED: &str = "The model is overloaded. Please try again later.";

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "rate-limited",
        "429 with RetryInfo and the delay in the message: a quarter of a second, or `delay`.",
        "Waits for the delay, gives up after the last attempt.",
        Behavior::ErrorResponse(|context| Some(quota(context.model, "Minute", Some(&context.delay_s(250))))),
    )
    .takes(&["delay"]),
    Scenario::new(
        "retry-after",
        "429 with a Retry-After header of one second, or `delay`, once per path; then it works.",
        "The header is read.",
        Behavior::ErrorResponse(|context| {
            once(context, |context| context.delay_ms(1000).div_ceil(1000).to_string())
        }),
    )
    .takes(&["delay"]),
    Scenario::new(
        "retry-after-date",
        "The same with a date in the header.",
        "The header's other form is read.",
        Behavior::ErrorResponse(|context| {
            once(context, |context| {
                date::http(context.request.now_s + u64::from(context.delay_ms(1000).div_ceil(1000)))
            })
        }),
    )
    .takes(&["delay"]),
    Scenario::new(
        "quota-day",
        "429 for a quota per day; with `delay`, RetryInfo comes with it.",
        "Not retried.",
        Behavior::ErrorResponse(|context| {
            let delay = context.options.delay_ms.map(|_| context.delay_s(0));
            Some(quota(context.model, "Day", delay.as_deref()))
        }),
    )
    .takes(&["delay"]),
    Scenario::new(
        "no-free-quota",
        "429 for a quota of 0, with RetryInfo all the same.",
        "Billing, not a wait: no wait helps.",
        Behavior::ErrorResponse(|context| Some(no_free_quota(context.model))),
    ),
    Scenario::new(
        "overloaded",
        "503: the model is overloaded.",
        "Retried, then reported.",
        Behavior::ErrorResponse(|_| Some(overloaded())),
    ),
    Scenario::new(
        "recovers",
        "503 at the first attempt of a path (put an id after the name), then it works.",
        "A retry that succeeds.",
        Behavior::ErrorResponse(|context| (context.attempt <= 1).then(overloaded)),
    ),
    Scenario::new(
        "deadline",
        "504 DEADLINE_EXCEEDED.",
        "Unavailable, not a time limit of the client's own.",
        Behavior::ErrorResponse(|_| {
            Some(google(
                504,
                "DEADLINE_EXCEEDED",
                "Deadline expired before operation could complete.",
                Vec::new(),
            ))
        }),
    ),
    Scenario::new(
        "cancelled",
        "499 CANCELLED, in an array.",
        "The service's fault, though the status is the caller's.",
        Behavior::ErrorResponse(|_| {
            let body = google_body(499, "CANCELLED", "The operation was cancelled.", Vec::new());
            Some(Response::new(499, JSON, pretty(&json!([body]))))
        }),
    ),
    Scenario::new(
        "server-error",
        "500 INTERNAL.",
        "A server error.",
        Behavior::ErrorResponse(|_| Some(internal())),
    ),
    Scenario::new(
        "bad-key",
        "400 API_KEY_INVALID, whatever the key.",
        "A problem of the key, though the status is 400.",
        Behavior::ErrorResponse(|_| Some(api_key_invalid())),
    ),
    Scenario::new(
        "bad-request",
        "400 INVALID_ARGUMENT that names a field.",
        "The field's name and the complaint are kept.",
        Behavior::ErrorResponse(|_| {
            let complaint = "Invalid JSON payload received. Unknown name \"x\": Cannot find field.";
            Some(violations(&[(String::new(), complaint.to_owned())]))
        }),
    ),
    Scenario::new(
        "permission",
        "403 PERMISSION_DENIED.",
        "A permission problem, not the key.",
        Behavior::ErrorResponse(|_| Some(permission())),
    ),
    Scenario::new(
        "suspended-key",
        "403 CONSUMER_SUSPENDED.",
        "A problem of the key, though the status is that of a permission.",
        Behavior::ErrorResponse(|_| {
            let message = "Permission denied: Consumer 'api_key:AIza' has been suspended.";
            Some(google(403, "PERMISSION_DENIED", message, vec![info("CONSUMER_SUSPENDED")]))
        }),
    ),
    Scenario::new(
        "restricted-key",
        "403 API_KEY_HTTP_REFERRER_BLOCKED.",
        "A permission, with the origin to allow.",
        Behavior::ErrorResponse(|_| {
            let message = "Requests from referer <empty> are blocked.";
            Some(google(403, "PERMISSION_DENIED", message, vec![info("API_KEY_HTTP_REFERRER_BLOCKED")]))
        }),
    ),
    Scenario::new(
        "closed-model",
        "404: the model is no longer available to new users.",
        "The model is not served, and its replacement is named.",
        Behavior::ErrorResponse(|context| {
            let message = format!(
                "This model models/{} is no longer available to new users. Please update your code to use a newer model.",
                context.model
            );
            Some(google(404, "NOT_FOUND", &message, Vec::new()))
        }),
    ),
    Scenario::new(
        "region",
        "400 FAILED_PRECONDITION: the location is not supported.",
        "Distinguished from a bad request.",
        Behavior::ErrorResponse(|_| {
            let message = "User location is not supported for the API use.";
            Some(google(400, "FAILED_PRECONDITION", message, Vec::new()))
        }),
    ),
    Scenario::new(
        "too-large",
        "413 with a proxy's HTML page.",
        "The status alone decides.",
        Behavior::ErrorResponse(|_| Some(page(413, "413 Request Entity Too Large", "nginx"))),
    ),
    Scenario::new(
        "payload-size",
        "400 INVALID_ARGUMENT: the request is over Google's 100 MB.",
        "Distinguished from a bad request.",
        Behavior::ErrorResponse(|_| Some(payload_size(MAX_BODY))),
    ),
    Scenario::new(
        "html-login",
        "200 with an HTML login page.",
        "Not the API, whatever the status.",
        Behavior::ErrorResponse(|_| {
            Some(page(200, "Sign in", "Please sign in to your network to continue."))
        }),
    ),
    Scenario::new(
        "html-502",
        "502 with a CDN's HTML page.",
        "Not the API, and no HTML in the message.",
        Behavior::ErrorResponse(|_| {
            Some(page(502, "502 Bad Gateway", "The web server reported a bad gateway error."))
        }),
    ),
    Scenario::new(
        "html-524",
        "524 with a CDN's HTML page: the origin took too long.",
        "A status that no standard knows.",
        Behavior::ErrorResponse(|_| {
            Some(page(524, "524: A timeout occurred", "The origin web server timed out."))
        }),
    ),
];

impl ScenarioContext<'_> {
    /// Returns the delay that an error names.
    pub(super) fn delay_ms(&self, usual: u32) -> u32 {
        self.options.delay_ms.unwrap_or(usual)
    }

    /// Returns the delay in seconds in Google's notation, such as `0.25s`.
    pub(super) fn delay_s(&self, usual: u32) -> String {
        format!("{}s", f64::from(self.delay_ms(usual)) / 1000.0)
    }
}

fn once(
    context: &ScenarioContext<'_>,
    header: impl FnOnce(&ScenarioContext<'_>) -> String,
) -> Option<Response> {
    if context.attempt > 1 {
        return None;
    }
    let message = "Resource has been exhausted (e.g. check quota).";
    let error_response = google(429, "RESOURCE_EXHAUSTED", message, Vec::new())
        .with("retry-after", header(context))
        .with("access-control-expose-headers", "retry-after");
    Some(error_response)
}

fn overloaded() -> Response {
    google(503, "UNAVAILABLE", OVERLOADED, Vec::new())
}

fn internal() -> Response {
    let message = "An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting";
    google(500, "INTERNAL", message, Vec::new())
}

fn info(reason: &str) -> Value {
    json!({
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": reason,
        "domain": "googleapis.com",
        "metadata": { "service": "generativelanguage.googleapis.com", "consumer": "projects/1" }
    })
}

/// Returns the error for an image model on the free tier. Its quota is 0, but it has a RetryInfo like any other.
fn no_free_quota(model: &str) -> Response {
    let message = format!(
        "You exceeded your current quota, please check your plan and billing details.\n* Quota exceeded for metric: \
         generativelanguage.googleapis.com/generate_content_free_tier_requests, limit: 0, model: {model}\n\
         Please retry in 25.4s."
    );
    let violation = json!({
        "quotaMetric": "generativelanguage.googleapis.com/generate_content_free_tier_requests",
        "quotaId": "GenerateRequestsPerMinutePerProjectPerModel-FreeTier",
        "quotaDimensions": { "location": "global", "model": model }
    });
    let failure =
        json!({ "@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations": [violation] });
    let retry = json!({ "@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "25s" });
    google(429, "RESOURCE_EXHAUSTED", &message, vec![failure, retry])
}

fn permission() -> Response {
    let message = "Generative Language API has not been used in project 1 before or it is disabled.";
    google(403, "PERMISSION_DENIED", message, vec![info("SERVICE_DISABLED")])
}
