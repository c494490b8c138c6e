//! Faults of the service with 4xx statuses, and faults of the caller with 5xx statuses.

use super::*;
use crate::fixture::json;

#[test]
fn cancellations_and_conflicts_are_the_services_fault() {
    for status in [408, 409, 421, 423, 424, 425, 444, 449, 460, 499] {
        for body in [
            String::new(),
            "cancelled".to_owned(),
            json!({"error": {"message": "The operation was cancelled."}}).to_string(),
            json!([{"error": {"code": status, "message": "The operation was cancelled."}}]).to_string(),
        ] {
            let error = from_response(status, body.as_bytes());
            assert!(matches!(error.kind(), Kind::Server | Kind::Unavailable), "{status} {body}: {error}");
            assert!(!error.retryable() && error.message().contains("try again"), "{status} {body}: {error}");
        }
    }
    for name in ["CANCELLED", "ABORTED"] {
        for status in [200, 500] {
            let error = from_response(
                status,
                json!({"error": {"message": "x", "status": name}}).to_string().as_bytes(),
            );
            assert_eq!((error.kind(), error.retryable()), (Kind::Server, false), "{name} {status}");
        }
    }
}

#[test]
fn an_input_that_a_relay_cannot_convert_is_the_callers_fault() {
    let relay = |status: u16, code: &str, message: &str| {
        let body = json!({"error": {"message": message, "type": "new_api_error", "code": code}});
        from_response(status, body.to_string().as_bytes())
    };
    for (status, code, message, kind) in [
        (
            500,
            "convert_request_failed",
            "mime type is not supported by Gemini: 'image/gif'",
            Kind::InvalidRequest,
        ),
        (500, "convert_request_failed", "请求上游地址失败", Kind::InvalidRequest),
        (500, "CONVERT_REQUEST_FAILED", "no", Kind::InvalidRequest),
        (500, "", "MIME type 'application/json' is not supported by Gemini", Kind::InvalidRequest),
        (500, "", "Unsupported MIME type: image/jpg", Kind::InvalidRequest),
        (502, "", "illegal base64 data at input byte 4", Kind::InvalidRequest),
        (503, "", "failed to decode image: unknown format", Kind::InvalidRequest),
        (500, "count_token_failed", "invalid image", Kind::InvalidRequest),
        (500, "convert_request_failed", "image too large", Kind::TooLarge),
        (500, "", "The image is too large: 30 MB", Kind::TooLarge),
        (500, "bad_response_body", "unexpected end of JSON input", Kind::Server),
        (500, "do_request_failed", "dial tcp: i/o timeout", Kind::Server),
    ] {
        let error = relay(status, code, message);
        assert_eq!((error.kind(), error.retryable()), (kind, false), "{message}");
    }
}
