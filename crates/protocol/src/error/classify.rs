//! From a status and a body to one [`Error`]: the HTTP status first, then what codes and messages overrule.

use super::body::{ErrorBody, contains_any, message};
use super::{Error, ErrorKind};
use serde_json::Value;

/// The error of an answer that is not a success, from its whole body.
#[must_use]
pub fn from_response(status: u16, body: &[u8]) -> Error {
    let text = String::from_utf8_lossy(body);
    let text = text.trim_start_matches('\u{feff}').trim();
    // The first document counts: relays send the same error twice, glued together.
    match serde_json::Deserializer::from_slice(text.as_bytes()).into_iter::<Value>().next() {
        Some(Ok(document @ (Value::Object(_) | Value::Array(_) | Value::Null))) => {
            from_document(status, &document)
        }
        Some(Ok(Value::String(said))) => from_text(status, said.trim()),
        _ => from_text(status, text),
    }
}

/// The error of a parsed body.
#[must_use]
pub fn from_document(status: u16, document: &Value) -> Error {
    let body = ErrorBody::read(document);
    let is_told = body.is_some();
    let body = body.unwrap_or_else(|| ErrorBody { raw: document.clone(), ..ErrorBody::default() });
    let own_status = body.own_status();
    // A success status around an error body means that the body knows better.
    let status = own_status.filter(|_| status < 400).unwrap_or(status);
    // So does a body that names the caller's fault inside a fault of the relay's.
    let judged = own_status.filter(|own| status >= 500 && *own < 500).unwrap_or(status);
    let kind = match judge(judged, &body) {
        ErrorKind::EmptyResponse if is_told && status < 400 && body.code != "empty_response" => {
            ErrorKind::Server
        }
        kind => kind,
    };
    Error::new(kind, sentence(kind, &body.message, status)).with(|facts| {
        facts.status = Some(status);
        facts.retry_after_ms = body.retry_delay_ms();
        facts.request_id = body.request_id();
        facts.said = Some(body.message).filter(|said| !said.is_empty());
        facts.retryable = refine_retryable(kind, judged);
        facts.details = Some(body.raw).filter(|raw| !raw.is_null());
    })
}

/// True for a document that is no answer but says in a sentence why.
pub(crate) fn tells_message(document: &Value) -> bool {
    message(document).is_some()
}

fn from_text(status: u16, text: &str) -> Error {
    let is_markup = text.starts_with('<');
    let kind = match status {
        413 => ErrorKind::TooLarge,
        // "404 page not found": this API would have said it in JSON.
        404 if !text.is_empty() => ErrorKind::NotTheApi,
        _ if is_markup => ErrorKind::NotTheApi,
        _ if text.is_empty() || status >= 400 => by_status(status),
        _ => ErrorKind::NotTheApi,
    };
    let said = if is_markup { page_title(text) } else { excerpt(text) };
    Error::new(kind, sentence(kind, &said, status)).with(|facts| {
        facts.status = Some(status);
        facts.said = Some(said).filter(|said| !said.is_empty());
        facts.retryable = refine_retryable(kind, status);
    })
}

/// 504 and the like: the work may have been done, and billed, before the gateway gave up.
fn refine_retryable(kind: ErrorKind, status: u16) -> Option<bool> {
    (kind == ErrorKind::Unavailable && matches!(status, 408 | 504)).then_some(false)
}

fn judge(status: u16, body: &ErrorBody) -> ErrorKind {
    let told = by_code(body).or_else(|| by_message(status, &body.message));
    match told.unwrap_or_else(|| by_status(status)) {
        ErrorKind::RateLimited if body.is_daily_quota() => ErrorKind::Quota,
        kind => kind,
    }
}

fn by_code(body: &ErrorBody) -> Option<ErrorKind> {
    let kind = match (body.reason(), body.code.as_str()) {
        ("API_KEY_INVALID" | "API_KEY_EXPIRED", _) => ErrorKind::Auth,
        ("BILLING_DISABLED", _) => ErrorKind::Billing,
        (_, "invalid_api_key" | "authentication_error" | "access_token_invalid") => ErrorKind::Auth,
        (_, "insufficient_user_quota" | "pre_consume_token_quota_failed" | "insufficient_quota") => {
            ErrorKind::Billing
        }
        (_, "billing_not_active" | "billing_error" | "insufficient_balance") => ErrorKind::Billing,
        (_, "model_not_found") => ErrorKind::ModelNotFound,
        (_, "sensitive_words_detected" | "prompt_blocked") => ErrorKind::PromptBlocked,
        (_, "empty_response") => ErrorKind::EmptyResponse,
        (_, "read_request_body_failed" | "request_too_large") => ErrorKind::TooLarge,
        (_, "api_not_implemented") => ErrorKind::NotTheApi,
        (_, "overloaded_error") => ErrorKind::Unavailable,
        (_, "rate_limit_error" | "rate_limit_exceeded") => ErrorKind::RateLimited,
        _ => return None,
    };
    Some(kind)
}

/// Messages that say more than their status. Services change their wording: a miss falls back on the status.
fn by_message(status: u16, message: &str) -> Option<ErrorKind> {
    let says = |needles: &[&str]| contains_any(message, needles);
    if says(&["location is not supported", "not available in your country", "not available in your region"]) {
        Some(ErrorKind::Region)
    } else if says(&["payload size exceeds", "request entity too large"]) {
        Some(ErrorKind::TooLarge)
    } else if says(&["api key not valid", "api key expired", "invalid api key", "incorrect api key"]) {
        Some(ErrorKind::Auth)
    } else if status != 404 && says(&["no available channel", "无可用渠道"]) {
        Some(ErrorKind::ModelNotFound)
    } else if says(&[
        "insufficient balance",
        "insufficient quota",
        "quota is not enough",
        "额度不足",
        "余额不足",
        "credit balance",
    ]) || ((400..=403).contains(&status) && says(&["billing", "prepay", "credits"]))
    {
        Some(ErrorKind::Billing)
    } else if status == 404 && (says(&["invalid url"]) || message.eq_ignore_ascii_case("not found")) {
        Some(ErrorKind::NotTheApi)
    } else if status >= 500 && says(&["overloaded", "负载已饱和", "at capacity"]) {
        Some(ErrorKind::Unavailable)
    } else {
        None
    }
}

fn by_status(status: u16) -> ErrorKind {
    match status {
        401 => ErrorKind::Auth,
        402 => ErrorKind::Billing,
        403 => ErrorKind::Permission,
        404 => ErrorKind::ModelNotFound,
        408 | 503 | 504 | 529 => ErrorKind::Unavailable,
        413 => ErrorKind::TooLarge,
        429 => ErrorKind::RateLimited,
        400..=499 => ErrorKind::InvalidRequest,
        500..=599 => ErrorKind::Server,
        200..=299 => ErrorKind::EmptyResponse,
        _ => ErrorKind::NotTheApi,
    }
}

fn sentence(kind: ErrorKind, said: &str, status: u16) -> String {
    let advice = match kind {
        ErrorKind::Auth => "The service refused the API key; check the key and how it is sent",
        ErrorKind::Permission => "The API key may not do this; check its permissions",
        ErrorKind::Billing => "The account has no balance left or billing is off; top it up at the service",
        ErrorKind::RateLimited => "Too many requests; wait and try again",
        ErrorKind::Quota => "The quota of the day is used up; try again tomorrow or with another key",
        ErrorKind::Region => "The service is not offered at this location; use another endpoint",
        ErrorKind::ModelNotFound => "The endpoint does not serve this model; check model and endpoint",
        ErrorKind::TooLarge => "The request is too large; send fewer or smaller images",
        ErrorKind::Unavailable => "The service is overloaded or down; try again in a while",
        ErrorKind::Server => "The service failed; try again, and report it there if it stays",
        ErrorKind::NotTheApi => "What answered is not the image API; check the base URL",
        ErrorKind::PromptBlocked => "The prompt was blocked; reword it",
        ErrorKind::EmptyResponse => "The service answered with nothing; try again",
        _ => "The service refused the request; change what it names",
    };
    match said {
        "" => format!("{advice} (HTTP {status})."),
        said => format!("{advice} (HTTP {status}): {said}"),
    }
}

fn page_title(html: &str) -> String {
    // Lower-casing ASCII alone keeps the byte positions of the original.
    let lower = html.to_ascii_lowercase();
    let inside = || {
        let open = lower.find("<title")?;
        let start = open + lower[open..].find('>')? + 1;
        let end = start + lower[start..].find("</title")?;
        html.get(start..end)
    };
    excerpt(inside().unwrap_or_default())
}

fn excerpt(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(200).collect()
}
