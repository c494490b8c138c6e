//! Errors of one-api, new-api and similar relays.

use super::*;
use crate::fixture::json;
use crate::json::Value;

fn relay(code: Value, message: &str) -> String {
    json!({"error": {"message": message, "type": "new_api_error", "param": "", "code": code}}).to_string()
}

#[test]
fn every_row_of_the_table() {
    for (status, body, kind) in [
        (401, relay(json!(""), "Invalid token (request id: 2026)"), Kind::Auth),
        (403, relay(json!(""), "This group may not use this model"), Kind::Permission),
        (429, relay(json!(""), "Too many requests"), Kind::RateLimited),
        (503, relay(json!(""), "No capacity"), Kind::Unavailable),
        (400, relay(json!(400), "bad"), Kind::InvalidRequest),
        (500, relay(json!("bad_response_status_code"), "bad response"), Kind::Server),
        (503, relay(json!("model_not_found"), "no channel"), Kind::ModelNotFound),
        (503, relay(json!(""), "No available channel for model x under group y"), Kind::ModelNotFound),
        (503, relay(json!(""), "当前分组 default 下对于模型 x 无可用渠道"), Kind::ModelNotFound),
        (403, relay(json!("insufficient_user_quota"), "no quota"), Kind::Billing),
        (403, relay(json!("pre_consume_token_quota_failed"), "token quota is not enough"), Kind::Billing),
        (429, relay(json!("insufficient_quota"), "You exceeded your current quota"), Kind::Billing),
        (403, relay(json!(""), "用户额度不足"), Kind::Billing),
        (429, String::new(), Kind::RateLimited),
        (413, relay(json!("read_request_body_failed"), "request body too large"), Kind::TooLarge),
        (400, relay(json!("read_request_body_failed"), "http: request body too large"), Kind::TooLarge),
        (413, "<html><center>413 Request Entity Too Large</center></html>".to_owned(), Kind::TooLarge),
        (400, relay(json!("sensitive_words_detected"), "no"), Kind::PromptBlocked),
        (400, relay(json!("prompt_blocked"), "no"), Kind::PromptBlocked),
        (500, relay(json!("empty_response"), "upstream said nothing"), Kind::EmptyResponse),
        (500, relay(json!("bad_response_body"), "upstream said nonsense"), Kind::Server),
        (500, relay(json!("do_request_failed"), "upstream is away"), Kind::Server),
        (404, relay(json!(""), "Invalid URL (POST /v1/x)"), Kind::NotTheApi),
        (501, relay(json!("api_not_implemented"), "API not implemented"), Kind::NotTheApi),
        (500, relay(json!("new_api_panic"), "Panic detected"), Kind::Server),
        (429, relay(json!(""), "当前分组上游负载已饱和，请稍后再试"), Kind::RateLimited),
        (500, relay(json!(""), "当前分组上游负载已饱和，请稍后再试"), Kind::Unavailable),
        (400, r#"{"error":{"code":"http_error","message":"bad gateway"}}"#.to_owned(), Kind::InvalidRequest),
    ] {
        assert_eq!(kind_of(status, &body), kind, "{status} {body}");
    }
}

#[test]
fn shapes_of_other_families() {
    for (status, body, kind) in [
        (
            529,
            r#"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"},"request_id":"req_1"}"#,
            Kind::Unavailable,
        ),
        (
            401,
            r#"{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}"#,
            Kind::Auth,
        ),
        (
            400,
            r#"{"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low"}}"#,
            Kind::Billing,
        ),
        (
            503,
            r#"{"status_code":503,"error":{"message":"Deadline expired","type":"","code":503}}"#,
            Kind::Unavailable,
        ),
        (401, r#"{"error":"unauthorized"}"#, Kind::Auth),
        (403, r#"{"message":"forbidden"}"#, Kind::Permission),
        (400, r#"{"detail":"bad body"}"#, Kind::InvalidRequest),
        (422, r#"{"detail":[{"loc":["body"],"msg":"field required"}]}"#, Kind::InvalidRequest),
        (429, r#"{"code":429,"msg":"slow down"}"#, Kind::RateLimited),
        (404, r#"{"detail":"Not Found"}"#, Kind::NotTheApi),
        (404, r#"{"status":404,"error":"Not Found","path":"/x"}"#, Kind::NotTheApi),
        (400, "\"a bare sentence\"", Kind::InvalidRequest),
        (500, "null", Kind::Server),
        (500, "{}", Kind::Server),
        (500, "[]", Kind::Server),
        (500, "7", Kind::Server),
    ] {
        assert_eq!(kind_of(status, body), kind, "{status} {body}");
    }
}

#[test]
fn a_fault_of_the_callers_wrapped_into_one_of_the_relays() {
    for (body, kind) in [
        (r#"{"error":{"code":403,"message":"no","status":"PERMISSION_DENIED"}}"#, Kind::Permission),
        (r#"{"error":{"code":429,"message":"slow down"}}"#, Kind::RateLimited),
        (r#"{"error":{"message":"slow down","status":"RESOURCE_EXHAUSTED"}}"#, Kind::RateLimited),
        (r#"{"error":{"code":500,"message":"API key not valid"}}"#, Kind::Auth),
    ] {
        let error = from_response(500, body.as_bytes());
        assert_eq!((error.kind(), error.status()), (kind, Some(500)), "{body}");
    }
    // In the opposite case, the status of the response decides.
    assert_eq!(kind_of(400, r#"{"error":{"code":503,"message":"x"}}"#), Kind::InvalidRequest);
}
