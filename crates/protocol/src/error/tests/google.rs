//! Google's own errors.

use super::*;
use crate::fixture::json;
use crate::json::Value;

fn body(status: u16, name: &str, message: &str, details: Value) -> String {
    json!({"error": {"code": status, "message": message, "status": name, "details": details}}).to_string()
}

#[track_caller]
fn is(status: u16, name: &str, message: &str, kind: Kind) {
    assert_eq!(kind_of(status, &body(status, name, message, json!([]))), kind, "{status} {message}");
}

#[test]
fn every_row_of_the_table() {
    is(
        400,
        "INVALID_ARGUMENT",
        "Invalid JSON payload received. Unknown name \"x\" at 'y': Cannot find field.",
        Kind::InvalidRequest,
    );
    is(400, "INVALID_ARGUMENT", "Aspect ratio is not enabled for this model", Kind::InvalidRequest);
    is(400, "INVALID_ARGUMENT", "Unable to process input image", Kind::InvalidRequest);
    is(400, "INVALID_ARGUMENT", "Request payload size exceeds the limit: 20971520 bytes.", Kind::TooLarge);
    is(400, "INVALID_ARGUMENT", "Request payload size exceeds the limit: 104857600 bytes.", Kind::TooLarge);
    is(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.", Kind::Auth);
    is(400, "INVALID_ARGUMENT", "API key expired. Please renew the API key.", Kind::Auth);
    is(400, "FAILED_PRECONDITION", "User location is not supported for the API use.", Kind::Region);
    is(400, "FAILED_PRECONDITION", "Image generation is not available in your country.", Kind::Region);
    is(400, "FAILED_PRECONDITION", "Please enable billing on your project.", Kind::Billing);
    is(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.", Kind::Auth);
    is(402, "RESOURCE_EXHAUSTED", "Prepaid balance is gone.", Kind::Billing);
    is(403, "PERMISSION_DENIED", "Generative Language API has not been used in project 1.", Kind::Permission);
    is(403, "PERMISSION_DENIED", "Your API key was reported as leaked.", Kind::Auth);
    is(403, "PERMISSION_DENIED", "This method requires billing to be enabled.", Kind::Billing);
    is(
        404,
        "NOT_FOUND",
        "models/x is not found for API version v1beta, or is not supported for generateContent.",
        Kind::ModelNotFound,
    );
    is(408, "", "Request timeout", Kind::Unavailable);
    is(409, "ABORTED", "Conflict", Kind::Server);
    is(
        429,
        "RESOURCE_EXHAUSTED",
        "You exceeded your current quota, please check your plan and billing details.",
        Kind::RateLimited,
    );
    is(499, "CANCELLED", "The client went away.", Kind::Server);
    is(500, "INTERNAL", "An internal error has occurred.", Kind::Server);
    is(501, "UNIMPLEMENTED", "Not implemented.", Kind::Server);
    is(503, "UNAVAILABLE", "The model is overloaded. Please try again later.", Kind::Unavailable);
    is(503, "UNAVAILABLE", "Deadline expired before operation could complete.", Kind::Unavailable);
    is(504, "DEADLINE_EXCEEDED", "Deadline exceeded.", Kind::Unavailable);
}

#[test]
fn a_bad_key_by_its_reason_alone() {
    let reason = |reason: &str| {
        let info = json!([{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason, "domain": "googleapis.com"}]);
        kind_of(400, &body(400, "INVALID_ARGUMENT", "No.", info))
    };
    assert_eq!(reason("API_KEY_INVALID"), Kind::Auth);
    assert_eq!(reason("BILLING_DISABLED"), Kind::Billing);
    assert_eq!(reason("SOMETHING_ELSE"), Kind::InvalidRequest);
}

#[test]
fn quota_by_minute_waits_and_by_day_does_not() {
    let quota = |ids: &[&str]| {
        let violations: Vec<_> =
            ids.iter().map(|id| json!({"quotaId": id, "quotaDimensions": {"model": "m"}})).collect();
        let details = json!([
            {"@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations": violations},
            {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "38.29s"}
        ]);
        from_response(
            429,
            body(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota", details).as_bytes(),
        )
    };
    let minute = quota(&["GenerateRequestsPerMinutePerProjectPerModel-FreeTier"]);
    assert_eq!(
        (minute.kind(), minute.retry_after_ms(), minute.retryable()),
        (Kind::RateLimited, Some(38_290), true)
    );
    let day = quota(&[
        "GenerateRequestsPerMinutePerProjectPerModel",
        "GenerateRequestsPerDayPerProjectPerModel-FreeTier",
    ]);
    assert_eq!((day.kind(), day.retryable()), (Kind::Quota, false));
    assert_eq!(kind_of(429, &body(429, "", "The daily limit is reached.", json!([]))), Kind::Quota);
}

#[test]
fn field_violations_are_kept() {
    let details = json!([{"@type": "type.googleapis.com/google.rpc.BadRequest",
        "fieldViolations": [{"field": "contents[0]", "description": "bad"}]}]);
    let error = from_response(400, body(400, "INVALID_ARGUMENT", "Bad.", details.clone()).as_bytes());
    assert_eq!(error.all_details().body.as_ref().map(|kept| &kept["details"]), Some(&details));
}

#[test]
fn an_error_in_an_array_glued_or_pretty_is_the_same() {
    let one = body(503, "UNAVAILABLE", "busy", json!([]));
    let pretty =
        serde_json::to_string_pretty(&serde_json::from_str::<serde_json::Value>(&one).unwrap()).unwrap();
    for body in [
        format!("[{one}]"),
        format!("{one}{one}"),
        format!("\u{feff}\r\n{pretty}\r\n{pretty}"),
        format!("[{one},{one}]"),
    ] {
        assert_eq!(kind_of(503, &body), Kind::Unavailable, "{body}");
        assert!(from_response(503, body.as_bytes()).message().ends_with("busy"));
    }
}

#[test]
fn every_status_name_maps_to_its_status() {
    for (name, status, kind) in [
        ("INVALID_ARGUMENT", 400, Kind::InvalidRequest),
        ("FAILED_PRECONDITION", 400, Kind::InvalidRequest),
        ("OUT_OF_RANGE", 400, Kind::InvalidRequest),
        ("UNAUTHENTICATED", 401, Kind::Auth),
        ("PERMISSION_DENIED", 403, Kind::Permission),
        ("NOT_FOUND", 404, Kind::ModelNotFound),
        ("ABORTED", 409, Kind::Server),
        ("ALREADY_EXISTS", 409, Kind::InvalidRequest),
        ("RESOURCE_EXHAUSTED", 429, Kind::RateLimited),
        ("CANCELLED", 499, Kind::Server),
        ("DATA_LOSS", 500, Kind::Server),
        ("INTERNAL", 500, Kind::Server),
        ("UNKNOWN", 500, Kind::Server),
        ("UNIMPLEMENTED", 501, Kind::Server),
        ("UNAVAILABLE", 503, Kind::Unavailable),
        ("DEADLINE_EXCEEDED", 504, Kind::Unavailable),
    ] {
        let body = json!({"error": {"message": "x", "status": name}}).to_string();
        let error = from_response(200, body.as_bytes());
        assert_eq!((error.kind(), error.status()), (kind, Some(status)), "{name}");
        assert_eq!(error.retryable(), matches!(status, 429 | 503), "{name}");
    }
}

#[test]
fn a_success_status_does_not_hide_an_error() {
    let error = from_response(200, br#"{"error":{"message":"slow down","status":"RESOURCE_EXHAUSTED"}}"#);
    assert_eq!((error.kind(), error.status()), (Kind::RateLimited, Some(429)));
}

#[test]
fn a_gateway_timeout_is_not_safe_to_repeat() {
    let error = |status: u16| from_response(status, body(status, "", "too slow", json!([])).as_bytes());
    assert!(!error(504).retryable() && !error(408).retryable() && !error(524).retryable());
    assert!(error(503).retryable() && error(529).retryable() && error(429).retryable());
}
