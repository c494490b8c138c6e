//! Error responses: Google's bodies, and those of the one-api / new-api relay family.

use serde_json::{Value, json};
use tintype_painter::seed::hash;

use crate::http::{Request, Response};

/// The content type of Google's JSON.
pub const JSON: &str = "application/json; charset=UTF-8";
const DOMAIN: &str = "googleapis.com";

/// Returns Google's error body with the given details.
pub fn google(code: u16, status: &str, message: &str, details: Vec<Value>) -> Response {
    Response::new(code, JSON, pretty(&google_body(code, status, message, details)))
}

/// Returns Google's error body as a JSON value, for responses that embed an error where none is expected.
pub fn google_body(code: u16, status: &str, message: &str, details: Vec<Value>) -> Value {
    let mut error = json!({ "code": code, "message": message, "status": status });
    if !details.is_empty() {
        error["details"] = Value::Array(details);
    }
    json!({ "error": error })
}

/// Returns 400 with only a message.
pub fn invalid(message: &str) -> Response {
    google(400, "INVALID_ARGUMENT", message, Vec::new())
}

/// Returns 400 for a body of more than `most` bytes.
pub fn payload_size(most: usize) -> Response {
    invalid(&format!(
        "Request payload size exceeds the limit: {most} bytes. Please use the file API to upload your files instead of sending them inline."
    ))
}

/// Returns 400 with the invalid fields.
pub fn violations(list: &[(String, String)]) -> Response {
    let message = list.iter().map(|(_, description)| description.as_str()).collect::<Vec<_>>().join("\n");
    let fields: Vec<Value> = list.iter().map(violation).collect();
    let details = json!({ "@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": fields });
    google(400, "INVALID_ARGUMENT", &message, vec![details])
}

fn violation((field, description): &(String, String)) -> Value {
    if field.is_empty() {
        json!({ "description": description })
    } else {
        json!({ "field": field, "description": description })
    }
}

/// Returns Google's response to an unknown key.
pub fn api_key_invalid() -> Response {
    let message = "API key not valid. Please pass a valid API key.";
    let info = json!({
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "API_KEY_INVALID",
        "domain": DOMAIN,
        "metadata": { "service": "generativelanguage.googleapis.com" }
    });
    let localized = json!({ "@type": "type.googleapis.com/google.rpc.LocalizedMessage", "locale": "en-US", "message": message });
    google(400, "INVALID_ARGUMENT", message, vec![info, localized])
}

/// Returns Google's response to an unknown model.
pub fn unknown_model(model: &str, method: &str) -> Response {
    let message = format!(
        "models/{model} is not found for API version v1beta, or is not supported for {method}. \
         Call ListModels to see the list of available models and their supported methods."
    );
    google(404, "NOT_FOUND", &message, Vec::new())
}

/// Returns 429 with the exhausted quota, and the delay if it is short.
pub fn quota(model: &str, period: &str, retry_in: Option<&str>) -> Response {
    let id = format!("GenerateRequestsPer{period}PerProjectPerModel-FreeTier");
    let mut message =
        "You exceeded your current quota, please check your plan and billing details. For more information \
         on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits."
            .to_owned();
    let failure = json!({
        "@type": "type.googleapis.com/google.rpc.QuotaFailure",
        "violations": [{
            "quotaMetric": "generativelanguage.googleapis.com/generate_content_free_tier_requests",
            "quotaId": id,
            "quotaDimensions": { "location": "global", "model": model },
            "quotaValue": "10"
        }]
    });
    let help = json!({
        "@type": "type.googleapis.com/google.rpc.Help",
        "links": [{ "description": "Learn more about Gemini API quotas", "url": "https://ai.google.dev/gemini-api/docs/rate-limits" }]
    });
    let mut details = vec![failure, help];
    if let Some(delay) = retry_in {
        message.push_str(&format!("\nPlease retry in {delay}."));
        details.push(json!({ "@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": delay }));
    }
    google(429, "RESOURCE_EXHAUSTED", &message, details)
}

/// Returns an error of the relay family: no status, no details, and the request's id inside the message.
pub fn relay(request: &Request, status: u16, message: &str, code: &str) -> Response {
    let id = request_id(request);
    let message = format!("{message} (request id: {id})");
    let body = json!({ "error": { "message": message, "type": "new_api_error", "param": "", "code": code } });
    Response::new(status, "application/json; charset=utf-8", body.to_string()).with("x-oneapi-request-id", id)
}

/// Returns a page of HTML where JSON was expected.
pub fn page(status: u16, title: &str, text: &str) -> Response {
    let html = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>{title}</title></head>\n\
         <body>\n<h1>{title}</h1>\n<p>{text}</p>\n</body>\n</html>\n"
    );
    Response::new(status, "text/html; charset=utf-8", html)
}

/// Formats JSON as Google does, with two spaces per level.
pub fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

/// Returns an id like those of the relay (a time stamp and a random tail), which depends only on the request.
fn request_id(request: &Request) -> String {
    let tail = hash(&[request.path.as_bytes(), &request.body]) % 100_000_000;
    format!("20261122120000{:09}{tail:08}", request.attempt)
}
