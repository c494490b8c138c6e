//! Bodies as the services send them, and the kind that each must become.
#![allow(clippy::unwrap_used)]

use super::*;
use ErrorKind as Kind;

fn google(status: u16, name: &str, message: &str, details: &str) -> Error {
    let body = format!(
        r#"{{"error":{{"code":{status},"message":"{message}","status":"{name}","details":[{details}]}}}}"#
    );
    from_response(status, body.as_bytes())
}

fn relay(status: u16, code: &str, message: &str) -> Error {
    let body =
        format!(r#"{{"error":{{"message":"{message}","type":"new_api_error","param":"","code":{code}}}}}"#);
    from_response(status, body.as_bytes())
}

#[test]
fn google_bodies() {
    let reason = r#"{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID"}"#;
    let cases = [
        (
            google(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.", reason),
            Kind::Auth,
        ),
        (
            google(400, "INVALID_ARGUMENT", "Request payload size exceeds the limit: 20971520 bytes.", ""),
            Kind::TooLarge,
        ),
        (
            google(400, "FAILED_PRECONDITION", "User location is not supported for the API use.", ""),
            Kind::Region,
        ),
        (
            google(400, "INVALID_ARGUMENT", "Aspect ratio is not enabled for this model", ""),
            Kind::InvalidRequest,
        ),
        (google(403, "PERMISSION_DENIED", "Generative Language API has not been used", ""), Kind::Permission),
        (google(404, "NOT_FOUND", "models/x is not found for API version v1beta", ""), Kind::ModelNotFound),
        (google(402, "RESOURCE_EXHAUSTED", "prepaid balance gone", ""), Kind::Billing),
        (google(500, "INTERNAL", "An internal error has occurred.", ""), Kind::Server),
        (google(503, "UNAVAILABLE", "The model is overloaded.", ""), Kind::Unavailable),
    ];
    for (error, kind) in cases {
        assert_eq!(error.kind(), kind, "{error}");
    }
}

#[test]
fn quota_by_minute_waits_and_by_day_does_not() {
    let quota = |id: &str| {
        let details = format!(
            r#"{{"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{{"quotaId":"{id}"}}]}},
               {{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"38.29s"}}"#
        );
        google(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota", &details)
    };
    let minute = quota("GenerateRequestsPerMinutePerProjectPerModel-FreeTier");
    assert_eq!((minute.kind(), minute.retry_after_ms()), (Kind::RateLimited, Some(38_290)));
    assert!(minute.retryable());
    let day = quota("GenerateRequestsPerDayPerProjectPerModel-FreeTier");
    assert_eq!((day.kind(), day.retryable()), (Kind::Quota, false));
}

#[test]
fn relay_bodies_and_their_request_ids() {
    let error = relay(401, "\"\"", "Invalid token (request id: 20261122abc)");
    assert_eq!((error.kind(), error.request_id()), (Kind::Auth, Some("20261122abc")));
    assert_eq!(relay(403, "\"insufficient_user_quota\"", "no quota").kind(), Kind::Billing);
    assert_eq!(relay(503, "\"model_not_found\"", "no channel").kind(), Kind::ModelNotFound);
    assert_eq!(relay(500, "\"sensitive_words_detected\"", "…").kind(), Kind::PromptBlocked);
    assert_eq!(relay(400, "400", "bad").kind(), Kind::InvalidRequest);
    assert_eq!(relay(404, "\"\"", "Invalid URL (POST /v1/x)").kind(), Kind::NotTheApi);
    let nested =
        from_response(503, br#"{"status_code":503,"error":{"message":"Deadline expired","code":503}}"#);
    assert_eq!(nested.kind(), Kind::Unavailable);
}

#[test]
fn empty_plain_and_html_bodies() {
    assert_eq!(from_response(429, b"").kind(), Kind::RateLimited);
    assert_eq!(from_response(200, b" ").kind(), Kind::EmptyResponse);
    assert_eq!(from_response(502, b"bad gateway").kind(), Kind::Server);
    let page = from_response(404, b"<!DOCTYPE html><html><TITLE>Error 404 (Not Found)!!1</TITLE>");
    assert_eq!(page.kind(), Kind::NotTheApi);
    assert!(page.message().contains("Error 404 (Not Found)!!1"));
    assert_eq!(from_response(413, b"<html>413</html>").kind(), Kind::TooLarge);
}

#[test]
fn a_success_status_does_not_hide_an_error() {
    let error =
        from_response(200, br#"{"error":{"code":429,"message":"slow down","status":"RESOURCE_EXHAUSTED"}}"#);
    assert_eq!((error.kind(), error.status()), (Kind::RateLimited, Some(429)));
}

#[test]
fn a_gateway_timeout_is_not_safe_to_repeat() {
    assert!(!google(504, "DEADLINE_EXCEEDED", "too slow", "").retryable());
    assert!(google(503, "UNAVAILABLE", "busy", "").retryable());
}

#[test]
fn the_key_is_cut_out_of_everything() {
    let error = relay(401, "\"\"", "Incorrect API key provided: sk-secret-123")
        .with(|facts| facts.text = Some("sk-secret-123".into()))
        .redacted(&Secret::new("sk-secret-123"));
    assert!(!format!("{error:?}").contains("sk-secret-123"), "{error:?}");
}
