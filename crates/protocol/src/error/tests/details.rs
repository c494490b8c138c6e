//! The details of an error besides its kind.

use super::*;
use crate::fixture::json;
use crate::secret::Secret;

#[test]
fn request_ids_from_wherever_they_are() {
    for (body, id) in [
        (r#"{"error":{"message":"Invalid token (request id: 20261122abc)"}}"#, Some("20261122abc")),
        (r#"{"error":{"message":"no (request id: a, b)"}}"#, Some("a")),
        (r#"{"error":{"message":"x"},"request_id":"req_1"}"#, Some("req_1")),
        (r#"{"error":{"message":"x"},"requestId":"req_2"}"#, Some("req_2")),
        (r#"{"error":{"message":"request id:"}}"#, None),
        (r#"{"error":{"message":"x"}}"#, None),
    ] {
        assert_eq!(from_response(400, body.as_bytes()).request_id(), id, "{body}");
    }
}

#[test]
fn the_services_own_words_are_kept() {
    let body = json!({"error": {"code": "weird", "message": "Say please.", "extra": [1]}});
    let error = from_response(400, body.to_string().as_bytes());
    assert_eq!(error.all_details().body, Some(body["error"].clone()));
    assert!(error.to_string().ends_with("(HTTP 400): Say please."), "{error}");
    assert_eq!(error.all_details().service_message.as_deref(), Some("Say please."));
    assert_eq!(
        from_response(502, b"upstream gone").all_details().service_message.as_deref(),
        Some("upstream gone")
    );
    assert_eq!(from_response(500, b"").all_details().service_message, None);
    assert_eq!(from_response(500, b"").all_details().body, None);
}

#[test]
fn the_key_is_cut_out_of_everything() {
    let key = "sk-secret-123";
    let error = Error::new(Kind::Auth, format!("bad {key}")).with(|details| {
        let message = Some(format!("…{key}…"));
        details.request_id = message.clone();
        details.finish_reason = message.clone();
        details.block_reason = message.clone();
        details.finish_message = message.clone();
        details.service_message = message.clone();
        details.text = message;
        details.safety_ratings = Some(json!([{"a": key}]));
        details.body = Some(json!({"a": [key, {key: 1}], "b": null}));
    });
    let shown = format!("{:?}", error.redacted(&[Secret::new(key)]));
    assert!(!shown.contains(key), "{shown}");
    assert_eq!(shown.matches("[key]").count(), 10);
}

#[test]
fn an_error_is_an_ordinary_rust_error() {
    let error: Box<dyn std::error::Error> = Box::new(Error::new(Kind::NoImage, "No picture came."));
    assert_eq!(error.to_string(), "No picture came.");
}
