//! Zero quotas, for which waiting does not help.

use super::*;
use crate::fixture::json;
use crate::json::Value;

fn limited(message: &str, violations: Value, metadata: Value) -> Error {
    let details = json!([
        {"@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations": violations},
        {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "RATE_LIMIT_EXCEEDED", "metadata": metadata},
        {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "25s"}
    ]);
    let error = json!({"error": {"code": 429, "message": message, "status": "RESOURCE_EXHAUSTED", "details": details}});
    from_response(429, error.to_string().as_bytes())
}

#[test]
fn a_quota_of_zero_is_billing_and_announces_no_wait() {
    let minute = json!([{"quotaId": "GenerateRequestsPerMinutePerProjectPerModel-FreeTier"}]);
    let day = json!([{"quotaId": "GenerateRequestsPerDayPerProjectPerModel-FreeTier"}]);
    let none = json!({});
    for error in [
        limited("Quota exceeded, limit: 0, model: m\nPlease retry in 25.4s.", minute.clone(), none.clone()),
        limited("Quota exceeded, limit: 0, model: m\nPlease retry in 25.4s.", day, none.clone()),
        limited("Please retry in 25.4s.", json!([{"quotaId": "x", "quotaValue": "0"}]), none.clone()),
        limited("Exceeded. Please retry in 25.4s. Sorry.", json!([{"quota_value": 0}]), none.clone()),
        limited("Exceeded.", json!([]), json!({"quota_limit_value": "0"})),
        limited("Gemini 2.5 Pro doesn't have a free quota tier. Please use another.", json!([]), none),
        from_response(429, b"You have a limit of 0 requests; retry in 20s"),
    ] {
        assert_eq!(
            (error.kind(), error.retryable(), error.retry_after_ms()),
            (Kind::Billing, false, None),
            "{error}"
        );
        assert!(!error.message().contains("retry in") && error.message().contains("billing"), "{error}");
        assert_eq!(error.all_details().hint, Some(Hint::ZeroQuota));
    }
}

#[test]
fn a_quota_of_more_than_zero_waits() {
    for message in
        ["limit: 10, model: m. Please retry in 25.4s.", "limit: 15, remaining: 0", "quota of 2000 exceeded"]
    {
        let error = limited(message, json!([{"quotaValue": "10"}]), json!({"quota_limit_value": "10"}));
        assert_eq!((error.kind(), error.retry_after_ms()), (Kind::RateLimited, Some(25_000)), "{message}");
    }
}

#[test]
fn a_delay_is_read_wherever_google_puts_it() {
    let details = json!([{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "RATE_LIMIT_EXCEEDED",
        "metadata": {"quotaResetDelay": "1.173s"}}]);
    let error = json!({"error": {"code": 429, "message": "Exhausted.", "details": details}});
    assert_eq!(from_response(429, error.to_string().as_bytes()).retry_after_ms(), Some(1173));
    let words = json!({"error": {"code": 429, "message": "Your quota will reset after 2s."}});
    assert_eq!(from_response(429, words.to_string().as_bytes()).retry_after_ms(), Some(2000));
}
