//! Models that are closed or retired.

use super::*;
use crate::fixture::json;

const CLOSED: &[(u16, &str, &str)] = &[
    (
        404,
        "",
        "This model models/gemini-2.5-flash-image is no longer available to new users. Please update your code.",
    ),
    (404, "", "The model gemini-2.0-flash has been shut down."),
    (410, "", "gemini-2.5-flash-image was shut down on 2 October."),
    (400, "", "Model gemini-2.5-flash-image has been deprecated; use a newer one."),
    (503, "model_not_found", "No available channel for model gemini-2.5-flash-image under group default"),
    (503, "", "The model 'gemini-2.5-flash-image' is retired"),
    (500, "", "模型 gemini-2.5-flash-image 已下线"),
    (429, "", "model gemini-2.5-flash-image is discontinued"),
    (403, "", "This model is no longer supported. Use a newer one."),
];

#[test]
fn a_closed_model_names_its_replacement_and_is_not_tried_again() {
    for (status, code, message) in CLOSED {
        let body = json!({"error": {"code": code, "message": message}}).to_string();
        let error = from_response(*status, body.as_bytes()).of_call("gemini-2.5-flash-image", None);
        assert_eq!((error.kind(), error.retryable()), (Kind::ModelNotFound, false), "{message}");
        assert!(error.message().contains("use gemini-nano-banana-2.1 instead"), "{error}");
        let plain = from_response(*status, message.as_bytes()).of_call("gemini-2.5-flash-image", None);
        assert_eq!(plain.kind(), Kind::ModelNotFound, "as plain text: {message}");
    }
    let body = json!({"error": {"message": "This model is no longer available."}}).to_string();
    let unknown = from_response(404, body.as_bytes()).of_call("a-model-of-mine", None);
    assert!(unknown.message().contains("use gemini-nano-banana-2.1 instead"), "{unknown}");
    let newest = from_response(404, body.as_bytes()).of_call("gemini-nano-banana-2.1", None);
    assert!(newest.message().contains("use another one"), "{newest}");
}

#[test]
fn a_name_that_is_wrong_has_no_replacement() {
    let body = r#"{"error":{"code":404,"message":"models/x is not found for API version v1beta","status":"NOT_FOUND"}}"#;
    let error = from_response(404, body.as_bytes()).of_call("x", None);
    assert_eq!((error.kind(), error.all_details().hint.as_ref()), (Kind::ModelNotFound, None));
    assert!(error.message().contains("check model and endpoint"), "{error}");
}

#[test]
fn an_option_that_a_model_takes_no_longer_is_no_closed_model() {
    for message in [
        "`temperature` is deprecated for this model.",
        "Model gemini-3-pro-image: parameter topK is no longer supported",
        "The model is overloaded. Please shut down other clients.",
    ] {
        let body = json!({"error": {"message": message}}).to_string();
        assert_eq!(kind_of(400, &body), Kind::InvalidRequest, "{message}");
    }
}
