//! Invalidated keys and restricted keys.

use super::*;
use crate::fixture::json;

fn google(status: u16, reason: &str, message: &str) -> Error {
    let details = json!([{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason}]);
    let error = json!({"error": {"code": status, "message": message, "status": "PERMISSION_DENIED", "details": details}});
    from_response(status, error.to_string().as_bytes())
}

#[test]
fn a_key_that_is_none_any_longer_is_auth() {
    for (status, message) in [
        (403, "Your API key was reported as leaked. Please use another API key."),
        (403, "Permission denied: Consumer 'api_key:AIza' has been suspended."),
        (403, "This API key has been disabled."),
        (403, "The API key was deleted."),
        (400, "API key expired. Please renew the API key."),
        (400, "API Key not found. Please pass a valid API key."),
        (403, "The API key is no longer valid"),
        (500, "Your API key was reported as leaked."),
        (403, "Your key has been revoked"),
        (403, "Your account has been deactivated, please contact support"),
        (403, "Gemini has been disabled in this account for violation of Terms of Service."),
        (403, "该令牌已过期"),
        (403, "令牌已被禁用"),
        (403, "用户已被封禁"),
    ] {
        let error = from_response(status, json!({"error": {"message": message}}).to_string().as_bytes());
        assert_eq!((error.kind(), error.retryable()), (Kind::Auth, false), "{message}");
        assert!(error.message().contains(message) && error.message().contains("check the key"), "{error}");
    }
    for reason in ["CONSUMER_SUSPENDED", "API_KEY_EXPIRED", "CONSUMER_INVALID", "ACCESS_TOKEN_EXPIRED"] {
        assert_eq!(google(403, reason, "No.").kind(), Kind::Auth, "{reason}");
    }
}

#[test]
fn messages_about_other_keys_are_no_auth_error() {
    for (status, message, kind) in [
        (
            403,
            "Generative Language API has not been used in project 1 before or it is disabled.",
            Kind::Permission,
        ),
        (403, "This token has no access to the model", Kind::Permission),
        (403, "The billing account is disabled", Kind::Billing),
        (400, "The number of tokens exceeds the limit; caching is disabled", Kind::InvalidRequest),
        (429, "Too many requests for this API key", Kind::RateLimited),
    ] {
        let error = from_response(status, json!({"error": {"message": message}}).to_string().as_bytes());
        assert_eq!(error.kind(), kind, "{message}");
    }
}

#[test]
fn a_restricted_key_names_its_restriction_and_the_origin_to_allow() {
    for (reason, message, words) in [
        (
            "API_KEY_HTTP_REFERRER_BLOCKED",
            "Requests from referer <empty> are blocked.",
            "website restriction; allow https://a.example",
        ),
        (
            "API_KEY_IP_ADDRESS_BLOCKED",
            "The provided API key has an IP address restriction. 1.2.3.4 violates it.",
            "IP address restriction",
        ),
        (
            "API_KEY_ANDROID_APP_BLOCKED",
            "Requests from this Android client application <empty> are blocked.",
            "app restriction",
        ),
        (
            "API_KEY_IOS_APP_BLOCKED",
            "Requests from this iOS client application <empty> are blocked.",
            "app restriction",
        ),
        ("API_KEY_SERVICE_BLOCKED", "Requests to this API x method y are blocked.", "API restriction"),
    ] {
        // With Google's reason, with only the message, and with another message.
        for (reason, message) in [(reason, message), ("", message), (reason, "No.")] {
            let error = google(403, reason, message).of_call("m", Some("https://a.example".into()));
            assert_eq!((error.kind(), error.retryable()), (Kind::Permission, false), "{reason} {message}");
            assert!(error.message().contains(words) && error.message().ends_with(message), "{error}");
        }
    }
    let homeless = google(403, "API_KEY_HTTP_REFERRER_BLOCKED", "No.").of_call("m", None);
    assert!(homeless.message().contains("use a key without it"), "{homeless}");
}
