//! Errors as the one-api / new-api relay family words them: no status, no details, an id in the message.

use serde_json::{Value, json};

use super::{Act, Cue, Scenario};
use crate::http::Response;
use crate::refusal::{google_body, pretty, relay};

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "empty-429",
        "429 with an empty body, the limit by address.",
        "An error without a body.",
        Act::Refusal(|_| Some(Response { headers: Vec::new(), ..Response::new(429, "", "") })),
    ),
    Scenario::new(
        "empty-404",
        "404 with an empty body, as of a server that has no such path.",
        "A wrong address, not a model that is missing.",
        Act::Refusal(|_| Some(Response { headers: Vec::new(), ..Response::new(404, "", "") })),
    ),
    Scenario::new(
        "not-allowed",
        "405 with an empty body, as of a server of files.",
        "A wrong address, not a request that is wrong.",
        Act::Refusal(|_| Some(Response { headers: Vec::new(), ..Response::new(405, "", "") })),
    ),
    Scenario::new(
        "saturated",
        "429 in Chinese: the group's load is saturated.",
        "The status decides when no word is known.",
        Act::Refusal(|cue| said(cue, 429, "当前分组上游负载已饱和，请稍后再试", "")),
    ),
    Scenario::new(
        "retry-in-message",
        "429 whose delay, 250 ms or `delay`, stands only in the message.",
        "The message is read for the delay.",
        Act::Refusal(retry_in_message),
    )
    .takes(&["delay"]),
    Scenario::new(
        "relay-no-quota",
        "403 insufficient_user_quota.",
        "Billing, not permission.",
        Act::Refusal(|cue| {
            said(
                cue,
                403,
                "The user's quota is not enough, remaining quota: $0.000000",
                "insufficient_user_quota",
            )
        }),
    ),
    Scenario::new(
        "billing",
        "402: payment required.",
        "Billing, from the status alone.",
        Act::Refusal(|cue| said(cue, 402, "Your account balance is used up, please top up", "")),
    ),
    Scenario::new(
        "model-not-found",
        "503 model_not_found.",
        "The code wins over the status; not retried.",
        Act::Refusal(|cue| {
            let message = format!("No available channel for model {} under group default", cue.model);
            said(cue, 503, &message, "model_not_found")
        }),
    ),
    Scenario::new(
        "relay-blocked",
        "400 prompt_blocked.",
        "The prompt was the problem.",
        Act::Refusal(|cue| said(cue, 400, "The prompt was blocked by the upstream", "prompt_blocked")),
    ),
    Scenario::new(
        "relay-upstream",
        "500 bad_response_status_code around an upstream's 503.",
        "A wrapped error that passes.",
        Act::Refusal(|cue| said(cue, 500, "bad response status code 503", "bad_response_status_code")),
    ),
    Scenario::new(
        "relay-nested",
        "503 with the status inside the body too, and a number for the code.",
        "A code may be a number.",
        Act::Refusal(|_| {
            let message = "Deadline expired before operation could complete. (request id: 20261122120000)";
            let error = json!({ "message": message, "type": "", "param": "", "code": 503 });
            Some(json_body(503, &json!({ "status_code": 503, "error": error })))
        }),
    ),
    Scenario::new(
        "relay-wrapped",
        "500 around Google's own 429 as text, with the delay inside and two request ids.",
        "The innermost error decides, and no JSON is shown.",
        Act::Refusal(wrapped),
    )
    .takes(&["delay"]),
    Scenario::new(
        "relay-convert",
        "500 convert_request_failed: the type of an input.",
        "The caller's fault, though the status is the relay's.",
        Act::Refusal(|cue| {
            said(cue, 500, "mime type is not supported by Gemini: 'image/gif'", "convert_request_failed")
        }),
    ),
    Scenario::new(
        "validation-error",
        "422 with a list of complaints, as FastAPI writes it.",
        "The first complaint is the message.",
        Act::Refusal(|_| {
            let complaint =
                json!({ "type": "missing", "loc": ["body", "contents"], "msg": "Field required" });
            Some(json_body(422, &json!({ "detail": [complaint] })))
        }),
    ),
    Scenario::new(
        "anthropic-error",
        "529 in the shape of another maker's API, which some relays use for every route.",
        "The message is found in a strange shape.",
        Act::Refusal(|_| {
            let error = json!({ "type": "overloaded_error", "message": "Overloaded" });
            Some(json_body(529, &json!({ "type": "error", "error": error, "request_id": "req_0123456789" })))
        }),
    ),
];

fn said(cue: &Cue<'_>, status: u16, message: &str, code: &str) -> Option<Response> {
    Some(relay(cue.request, status, message, code))
}

fn wrapped(cue: &Cue<'_>) -> Option<Response> {
    let delay = cue.delay_s(250);
    let retry = json!({ "@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": delay });
    let message = format!("Resource exhausted. Please retry in {delay}.");
    let inner = google_body(429, "RESOURCE_EXHAUSTED", &message, vec![retry]);
    let message = format!("upstream error: {} (request id: 20261122115959)", pretty(&inner).trim_end());
    said(cue, 500, &message, "bad_response_status_code")
}

fn json_body(status: u16, body: &Value) -> Response {
    Response::new(status, "application/json; charset=utf-8", body.to_string())
}

/// What is left of Google's own 429 when a relay has wrapped it.
fn retry_in_message(cue: &Cue<'_>) -> Option<Response> {
    let message = format!("You exceeded your current quota. Please retry in {}.", cue.delay_s(250));
    said(cue, 429, &message, "bad_response_status_code")
}
