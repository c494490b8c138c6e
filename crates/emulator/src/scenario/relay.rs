//! Errors as worded by the one-api / new-api relay family: no status, no details, an id in the message.

use serde_json::{Value, json};

use super::behavior::{Behavior, Scenario, ScenarioContext};
use crate::error_response::{google_body, pretty, relay};
use crate::http::Response;

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "empty-429",
        "429 with an empty body, the limit by address.",
        "An error without a body.",
        Behavior::ErrorResponse(|_| Some(Response { headers: Vec::new(), ..Response::new(429, "", "") })),
    ),
    Scenario::new(
        "empty-404",
        "404 with an empty body, as of a server that has no such path.",
        "A wrong address, not a model that is missing.",
        Behavior::ErrorResponse(|_| Some(Response { headers: Vec::new(), ..Response::new(404, "", "") })),
    ),
    Scenario::new(
        "not-allowed",
        "405 with an empty body, as of a server of files.",
        "A wrong address, not a request that is wrong.",
        Behavior::ErrorResponse(|_| Some(Response { headers: Vec::new(), ..Response::new(405, "", "") })),
    ),
    Scenario::new(
        "saturated",
        "429 in Chinese: the group's load is saturated.",
        "The status decides when no word is known.",
        Behavior::ErrorResponse(|context| error(context, 429, "当前分组上游负载已饱和，请稍后再试", "")),
    ),
    Scenario::new(
        "retry-in-message",
        "429 whose delay, 250 ms or `delay`, stands only in the message.",
        "The message is read for the delay.",
        Behavior::ErrorResponse(retry_in_message),
    )
    .takes(&["delay"]),
    Scenario::new(
        "relay-no-quota",
        "403 insufficient_user_quota.",
        "Billing, not permission.",
        Behavior::ErrorResponse(|context| {
            error(
                context,
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
        Behavior::ErrorResponse(|context| {
            error(context, 402, "Your account balance is used up, please top up", "")
        }),
    ),
    Scenario::new(
        "model-not-found",
        "503 model_not_found.",
        "The code wins over the status; not retried.",
        Behavior::ErrorResponse(|context| {
            let message = format!("No available channel for model {} under group default", context.model);
            error(context, 503, &message, "model_not_found")
        }),
    ),
    Scenario::new(
        "relay-blocked",
        "400 prompt_blocked.",
        "The prompt was the problem.",
        Behavior::ErrorResponse(|context| {
            error(context, 400, "The prompt was blocked by the upstream", "prompt_blocked")
        }),
    ),
    Scenario::new(
        "relay-upstream",
        "500 bad_response_status_code around an upstream's 503.",
        "A wrapped error that passes.",
        Behavior::ErrorResponse(|context| {
            error(context, 500, "bad response status code 503", "bad_response_status_code")
        }),
    ),
    Scenario::new(
        "relay-nested",
        "503 with the status inside the body too, and a number for the code.",
        "A code may be a number.",
        Behavior::ErrorResponse(|_| {
            let message = "Deadline expired before operation could complete. (request id: 20261122120000)";
            let error = json!({ "message": message, "type": "", "param": "", "code": 503 });
            Some(json_body(503, &json!({ "status_code": 503, "error": error })))
        }),
    ),
    Scenario::new(
        "relay-wrapped",
        "500 around Google's own 429 as text, with the delay inside and two request ids.",
        "The innermost error decides, and no JSON is shown.",
        Behavior::ErrorResponse(wrapped),
    )
    .takes(&["delay"]),
    Scenario::new(
        "relay-convert",
        "500 convert_request_failed: the type of an input.",
        "The caller's fault, though the status is the relay's.",
        Behavior::ErrorResponse(|context| {
            error(context, 500, "mime type is not supported by Gemini: 'image/gif'", "convert_request_failed")
        }),
    ),
    Scenario::new(
        "validation-error",
        "422 with a list of complaints, as FastAPI writes it.",
        "The first complaint is the message.",
        Behavior::ErrorResponse(|_| {
            let complaint =
                json!({ "type": "missing", "loc": ["body", "contents"], "msg": "Field required" });
            Some(json_body(422, &json!({ "detail": [complaint] })))
        }),
    ),
    Scenario::new(
        "anthropic-error",
        "529 in the shape of another maker's API, which some relays use for every route.",
        "The message is found in a strange shape.",
        Behavior::ErrorResponse(|_| {
            let error = json!({ "type": "overloaded_error", "message": "Overloaded" });
            Some(json_body(529, &json!({ "type": "error", "error": error, "request_id": "req_0123456789" })))
        }),
    ),
];

fn error(context: &ScenarioContext<'_>, status: u16, message: &str, code: &str) -> Option<Response> {
    Some(relay(context.request, status, message, code))
}

fn wrapped(context: &ScenarioContext<'_>) -> Option<Response> {
    let delay = context.delay_s(250);
    let retry = json!({ "@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": delay });
    let message = format!("Resource exhausted. Please retry in {delay}.");
    let inner = google_body(429, "RESOURCE_EXHAUSTED", &message, vec![retry]);
    let message = format!("upstream error: {} (request id: 20261122115959)", pretty(&inner).trim_end());
    error(context, 500, &message, "bad_response_status_code")
}

fn json_body(status: u16, body: &Value) -> Response {
    Response::new(status, "application/json; charset=utf-8", body.to_string())
}

/// Returns Google's 429 as a relay wraps it.
fn retry_in_message(context: &ScenarioContext<'_>) -> Option<Response> {
    let message = format!("You exceeded your current quota. Please retry in {}.", context.delay_s(250));
    error(context, 429, &message, "bad_response_status_code")
}
