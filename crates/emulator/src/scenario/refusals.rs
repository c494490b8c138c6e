//! Errors that are answered before the request is even looked at, in Google's words and a CDN's.

use serde_json::json;

use super::{Act, Cue, Scenario};
use crate::date;
use crate::http::Response;
use crate::refusal::{api_key_invalid, google, page, quota, violations};

const OVERLOADED: &str = "The model is overloaded. Please try again later.";

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "rate-limited",
        "429 with RetryInfo and the delay in the message: a quarter of a second, or `delay`.",
        "Waits as told, gives up in the end.",
        Act::Refusal(|cue| Some(quota(cue.model, "Minute", Some(&cue.delay_s(250))))),
    )
    .takes(&["delay"]),
    Scenario::new(
        "retry-after",
        "429 with a Retry-After header of one second, or `delay`, once per path; then it works.",
        "The header is read.",
        Act::Refusal(|cue| once(cue, |cue| cue.delay_ms(1000).div_ceil(1000).to_string())),
    )
    .takes(&["delay"]),
    Scenario::new(
        "retry-after-date",
        "The same with a date in the header.",
        "The header's other form is read.",
        Act::Refusal(|cue| {
            once(cue, |cue| date::http(cue.request.now_s + u64::from(cue.delay_ms(1000).div_ceil(1000))))
        }),
    )
    .takes(&["delay"]),
    Scenario::new(
        "quota-day",
        "429 for a quota per day; with `delay`, RetryInfo comes with it.",
        "Not retried.",
        Act::Refusal(|cue| {
            let delay = cue.options.delay_ms.map(|_| cue.delay_s(0));
            Some(quota(cue.model, "Day", delay.as_deref()))
        }),
    )
    .takes(&["delay"]),
    Scenario::new(
        "overloaded",
        "503: the model is overloaded.",
        "Retried, then reported.",
        Act::Refusal(|_| Some(overloaded())),
    ),
    Scenario::new(
        "recovers",
        "503 at the first attempt of a path (put an id after the name), then it works.",
        "A retry that succeeds.",
        Act::Refusal(|cue| (cue.attempt <= 1).then(overloaded)),
    ),
    Scenario::new(
        "deadline",
        "504 DEADLINE_EXCEEDED.",
        "Unavailable, not a time limit of the client's own.",
        Act::Refusal(|_| {
            Some(google(
                504,
                "DEADLINE_EXCEEDED",
                "Deadline expired before operation could complete.",
                Vec::new(),
            ))
        }),
    ),
    Scenario::new("server-error", "500 INTERNAL.", "A server error.", Act::Refusal(|_| Some(internal()))),
    Scenario::new(
        "bad-key",
        "400 API_KEY_INVALID, whatever the key.",
        "A problem of the key, though the status is 400.",
        Act::Refusal(|_| Some(api_key_invalid())),
    ),
    Scenario::new(
        "bad-request",
        "400 INVALID_ARGUMENT that names a field.",
        "The field's name and the complaint are kept.",
        Act::Refusal(|_| {
            let complaint = "Invalid JSON payload received. Unknown name \"x\": Cannot find field.";
            Some(violations(&[(String::new(), complaint.to_owned())]))
        }),
    ),
    Scenario::new(
        "permission",
        "403 PERMISSION_DENIED.",
        "A permission problem, not the key.",
        Act::Refusal(|_| Some(permission())),
    ),
    Scenario::new(
        "region",
        "400 FAILED_PRECONDITION: the location is not supported.",
        "Told apart from a bad request.",
        Act::Refusal(|_| {
            let message = "User location is not supported for the API use.";
            Some(google(400, "FAILED_PRECONDITION", message, Vec::new()))
        }),
    ),
    Scenario::new(
        "too-large",
        "413 with a proxy's HTML page.",
        "The status alone says it.",
        Act::Refusal(|_| Some(page(413, "413 Request Entity Too Large", "nginx"))),
    ),
    Scenario::new(
        "html-login",
        "200 with an HTML login page.",
        "Not the API, whatever the status says.",
        Act::Refusal(|_| Some(page(200, "Sign in", "Please sign in to your network to continue."))),
    ),
    Scenario::new(
        "html-502",
        "502 with a CDN's HTML page.",
        "Not the API, and no HTML in the message.",
        Act::Refusal(|_| Some(page(502, "502 Bad Gateway", "The web server reported a bad gateway error."))),
    ),
    Scenario::new(
        "html-524",
        "524 with a CDN's HTML page: the origin took too long.",
        "A status that no standard knows.",
        Act::Refusal(|_| Some(page(524, "524: A timeout occurred", "The origin web server timed out."))),
    ),
];

impl Cue<'_> {
    /// The delay that an error names.
    pub(super) fn delay_ms(&self, usual: u32) -> u32 {
        self.options.delay_ms.unwrap_or(usual)
    }

    /// The same as Google writes it: `0.25s`.
    pub(super) fn delay_s(&self, usual: u32) -> String {
        format!("{}s", f64::from(self.delay_ms(usual)) / 1000.0)
    }
}

fn once(cue: &Cue<'_>, header: impl FnOnce(&Cue<'_>) -> String) -> Option<Response> {
    if cue.attempt > 1 {
        return None;
    }
    let message = "Resource has been exhausted (e.g. check quota).";
    let refusal = google(429, "RESOURCE_EXHAUSTED", message, Vec::new())
        .with("retry-after", header(cue))
        .with("access-control-expose-headers", "retry-after");
    Some(refusal)
}

fn overloaded() -> Response {
    google(503, "UNAVAILABLE", OVERLOADED, Vec::new())
}

fn internal() -> Response {
    let message = "An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting";
    google(500, "INTERNAL", message, Vec::new())
}

fn permission() -> Response {
    let message = "Generative Language API has not been used in project 1 before or it is disabled.";
    let info = json!({
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "SERVICE_DISABLED",
        "domain": "googleapis.com",
        "metadata": { "service": "generativelanguage.googleapis.com", "consumer": "projects/1" }
    });
    google(403, "PERMISSION_DENIED", message, vec![info])
}
