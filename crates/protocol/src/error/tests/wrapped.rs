//! Nested errors: the innermost one determines kind, delay and message, regardless of the wrapping.

use super::*;
use crate::fixture::{cpu_time, json};
use crate::json::Value;
use crate::secret::Secret;

/// An error of an upstream service, and its expected classification at every depth.
struct Inner {
    body: Value,
    kind: Kind,
    message: &'static str,
    wait_ms: Option<u64>,
}

fn inner_errors() -> Vec<Inner> {
    let retry = json!([{"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "17s"}]);
    let suspended =
        json!([{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "CONSUMER_SUSPENDED"}]);
    vec![
        Inner {
            body: json!({"error": {"code": 429, "message": "Resource \"exhausted\".", "status": "RESOURCE_EXHAUSTED", "details": retry}}),
            kind: Kind::RateLimited,
            message: "Resource \"exhausted\".",
            wait_ms: Some(17_000),
        },
        Inner {
            body: json!({"error": {"code": 403, "message": "It's gone: C:\\new {x}", "status": "PERMISSION_DENIED", "details": suspended}}),
            kind: Kind::Auth,
            message: "It's gone: C:\\new {x}",
            wait_ms: None,
        },
        Inner {
            body: json!({"error": {"code": 503, "message": "Überlastet.\nBitte warten 💡", "status": "UNAVAILABLE"}}),
            kind: Kind::Unavailable,
            message: "Überlastet.\nBitte warten 💡",
            wait_ms: None,
        },
        Inner {
            body: json!({"error": {"message": "no channel", "type": "new_api_error", "code": "model_not_found"}}),
            kind: Kind::ModelNotFound,
            message: "no channel",
            wait_ms: None,
        },
    ]
}

type Wrap = fn(&str) -> Value;

/// Formats in which services embed the text of an error in another error.
const WRAPS: &[(&str, Wrap)] = &[
    ("message", |inner| json!({"error": {"message": inner, "code": 400, "status": "Bad Request"}})),
    (
        "prefix",
        |inner| json!({"error": {"message": format!("upstream error: {inner}"), "code": "bad_response_status_code"}}),
    ),
    (
        "around",
        |inner| json!({"error": {"message": format!("litellm.RateLimitError: X - {inner}. Received Model Group=a (request id: 1)")}}),
    ),
    ("status line", |inner| json!({"error": {"message": format!("got status: 418 I am a teapot. {inner}")}})),
    (
        "raw",
        |inner| json!({"error": {"message": "Provider returned error", "code": 400, "metadata": {"raw": inner, "provider_name": "Google"}}}),
    ),
    ("details text", |inner| json!({"error": {"message": "failed", "details": inner}})),
    ("details list", |inner| json!({"error": {"message": "failed", "details": [inner]}})),
    ("details object", |inner| json!({"error": {"message": "failed", "details": parsed(inner)}})),
    ("error text", |inner| json!({"error": inner, "status": 400})),
    ("detail", |inner| json!({"detail": inner})),
    ("detail object", |inner| json!({"detail": parsed(inner)})),
    ("errors", |inner| json!({"errors": [parsed(inner)]})),
    ("errors text", |inner| json!({"errors": [inner]})),
    ("msg", |inner| json!({"code": 400, "msg": inner, "data": null})),
    ("message object", |inner| json!({"error": {"message": parsed(inner), "code": 400}})),
    ("cause", |inner| json!({"error": {"message": "failed", "cause": {"body": inner}}})),
    ("data", |inner| json!({"success": false, "message": "failed", "data": parsed(inner)})),
    ("array", |inner| json!([{"error": {"message": format!("[{inner}]")}}])),
    ("twice", |inner| json!({"error": {"message": format!("{inner}{inner}")}})),
    ("bytes", |inner| json!({"error": {"message": format!("X - b'{}'", escaped(inner))}})),
];

fn parsed(inner: &str) -> Value {
    crate::json::parse(inner).unwrap()
}

/// Returns a text as it appears between the quotes of a JSON string.
fn escaped(text: &str) -> String {
    let quoted = json!(text).to_string();
    quoted[1..quoted.len() - 1].to_owned()
}

#[track_caller]
fn is(inner: &Inner, status: u16, body: &str) {
    let error = from_response(status, body.as_bytes());
    assert_eq!(
        (error.kind(), error.all_details().service_message.as_deref()),
        (inner.kind, Some(inner.message)),
        "{status} {body}"
    );
    assert_eq!(error.retry_after_ms(), inner.wait_ms, "{body}");
    shows_no_json(&error, body);
}

#[track_caller]
fn shows_no_json(error: &Error, body: &str) {
    for text in [Some(error.message()), error.all_details().service_message.as_deref()].into_iter().flatten()
    {
        let squeezed: String = text.split_whitespace().collect();
        for sign in ["{\"", "[{", "{'", "\\\""] {
            assert!(!squeezed.contains(sign), "{text} of {body}");
        }
    }
}

#[test]
fn every_way_of_wrapping_at_every_depth() {
    for inner in inner_errors() {
        for text in [inner.body.to_string(), format!("{:#}\n", inner.body)] {
            for (name, wrap) in WRAPS {
                let once = wrap(&text);
                for status in [400, 403, 429, 500, 503] {
                    is(&inner, status, &once.to_string());
                }
                for (outer_name, outer) in WRAPS {
                    let twice = outer(&once.to_string()).to_string();
                    let error = from_response(500, twice.as_bytes());
                    assert_eq!(
                        error.all_details().service_message.as_deref(),
                        Some(inner.message),
                        "{outer_name} around {name}: {twice}"
                    );
                    is(&inner, 500, &twice);
                    is(&inner, 400, &outer(&format!("{:#}", outer(&once.to_string()))).to_string());
                }
            }
        }
    }
}

#[test]
fn bodies_that_are_text_around_json() {
    for inner in inner_errors() {
        let text = inner.body.to_string();
        for body in [
            format!("upstream error: {text}"),
            format!("data: {text}\n\n"),
            format!("event: error\ndata: {text}\n\ndata: [DONE]\n\n"),
            json!(text).to_string(),
            json!(json!(text).to_string()).to_string(),
            format!("\"{}\"", escaped(&escaped(&text))),
            format!("Max retries exhausted. Last error: 400: {:#}", inner.body),
        ] {
            is(&inner, 500, &body);
            is(&inner, 429, &body);
        }
    }
}

#[test]
fn a_truncated_error_is_read_as_far_as_possible() {
    let text =
        json!({"error": {"code": 429, "status": "RESOURCE_EXHAUSTED", "message": "Slow down, please."}})
            .to_string();
    for at in 2..text.len() {
        let cut = &text[..at];
        for body in
            [cut.to_owned(), json!({"error": {"message": cut}}).to_string(), format!("upstream: {cut}")]
        {
            let error = from_response(429, body.as_bytes());
            assert_eq!(error.kind(), Kind::RateLimited, "{body}");
            shows_no_json(&error, &body);
        }
    }
    let end = text.find("ease").unwrap();
    let cut = from_response(500, &text.as_bytes()[..end]);
    assert_eq!(
        (cut.kind(), cut.all_details().service_message.as_deref()),
        (Kind::RateLimited, Some("Slow down, pl"))
    );
}

#[test]
fn pythons_form_of_a_dictionary_is_read() {
    let body = json!({"error": {"message": "Error code: 429 - {'error': {'message': 'litellm.RateLimitError: VertexAIException - {\\n  \"error\": {\\n    \"code\": 429,\\n    \"message\": \"Resource has been exhausted (e.g. check quota).\",\\n    \"status\": \"RESOURCE_EXHAUSTED\"\\n  }\\n}\\n. Received Model Group=gemini', 'type': None, 'param': None, 'code': '429'}}"}});
    let error = from_response(500, body.to_string().as_bytes());
    assert_eq!(error.kind(), Kind::RateLimited);
    assert_eq!(
        error.all_details().service_message.as_deref(),
        Some("Resource has been exhausted (e.g. check quota).")
    );
    shows_no_json(&error, "python");
}

#[test]
fn an_sdks_details_behind_the_message_count() {
    let message = "[GoogleGenerativeAI Error]: Error fetching from [403 Forbidden] Permission denied. \
        [{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"CONSUMER_SUSPENDED\",\"domain\":\"googleapis.com\"}]";
    let error =
        from_response(500, json!({"error": {"message": message, "code": 403}}).to_string().as_bytes());
    assert_eq!(error.kind(), Kind::Auth);
    assert!(error.message().ends_with("Permission denied."), "{error}");
}

#[test]
fn an_upstreams_own_words_win_over_the_relays() {
    let body = json!({"error": {"message": "Provider returned error", "code": 429,
        "metadata": {"raw": "m is temporarily rate-limited upstream. Please retry shortly.", "provider_name": "Google"}}});
    let error = from_response(429, body.to_string().as_bytes());
    assert_eq!((error.kind(), error.all_details().body.as_ref()), (Kind::RateLimited, Some(&body["error"])));
    assert!(error.message().contains("temporarily rate-limited"), "{error}");
}

#[test]
fn details_are_those_of_the_innermost_error() {
    let inner = json!({"error": {"code": 400, "message": "Bad.", "details": [{"@type": "x/google.rpc.BadRequest",
        "fieldViolations": [{"field": "contents[0]"}]}]}});
    let body = json!({"error": {"message": inner.to_string(), "code": 400}});
    assert_eq!(
        from_response(400, body.to_string().as_bytes()).all_details().body,
        Some(inner["error"].clone())
    );
    // Validation errors of a list stay together.
    let list = json!({"detail": [{"loc": ["body", "a"], "msg": "x"}, {"loc": ["body", "b"], "msg": "y"}]});
    assert_eq!(from_response(422, list.to_string().as_bytes()).all_details().body, Some(list));
}

#[test]
fn complaints_of_validators_are_words() {
    for (body, message) in [
        (
            r#"{"detail":[{"loc":["body","prompt"],"msg":"field required","type":"missing"}]}"#,
            "body.prompt: field required",
        ),
        (r#"{"detail":{"msg":"no"}}"#, "no"),
        (r#"{"detail":[{"msg":"field required"}]}"#, "field required"),
        (r#"{"errors":{"prompt":["is too long"]}}"#, "prompt: is too long"),
        (
            r#"{"title":"Invalid.","status":422,"errors":{"Prompt":["is too long","is bad"]}}"#,
            "Invalid. Prompt: is too long",
        ),
        (r#"{"errors":["is too long"]}"#, "is too long"),
        (r#"{"message":["is too long"],"error":"Bad Request","statusCode":422}"#, "is too long"),
        (r#"{"errors":[{"status":"422","title":"Invalid","detail":"is too long"}]}"#, "is too long"),
        (
            r#"{"type":"about:blank","title":"Unprocessable","status":422,"detail":"is too long"}"#,
            "is too long",
        ),
        (r#"{"type":"about:blank","title":"Unprocessable","status":422}"#, "Unprocessable"),
        (r#"{"error":"bad_prompt","error_description":"is too long"}"#, "is too long"),
    ] {
        let error = from_response(422, body.as_bytes());
        assert_eq!(
            (error.kind(), error.all_details().service_message.as_deref()),
            (Kind::InvalidRequest, Some(message)),
            "{body}"
        );
    }
}

#[test]
fn the_first_of_two_request_ids_is_the_errors() {
    let error = |body: Value| from_response(500, body.to_string().as_bytes()).request_id().map(str::to_owned);
    let two = json!({"error": {"message": "no quota (request id: a1) (request id: b2)"}});
    assert_eq!(error(two).as_deref(), Some("a1"));
    let inner = json!({"error": {"message": "no quota (request id: a1)"}});
    let nested = json!({"error": {"message": format!("{inner} (request id: b2)")}});
    assert_eq!(error(nested).as_deref(), Some("a1"));
    let around = json!({"error": {"message": "upstream: {\"error\":{\"message\":\"no\"}} (request id: b2) (request id: c3)"}});
    assert_eq!(error(around).as_deref(), Some("b2"));
    assert_eq!(
        error(json!({"error": {"message": "{\"error\":{\"message\":\"no\"}}"}, "request_id": "r"}))
            .as_deref(),
        Some("r")
    );
}

#[test]
fn a_key_is_cut_out_however_it_is_encoded() {
    let key = "sk-a/b\"c\\d-123456";
    let mut text = format!("bad key {key}!");
    for _ in 0..4 {
        text = json!({"error": {"message": text, "code": 401, "hint": text}}).to_string().replace('/', "\\/");
        let unicode = text.replace("sk-a", "\\u0073k\\u002da");
        for body in
            [text.clone(), unicode, format!("upstream: {text} and more"), text[..text.len() - 3].to_owned()]
        {
            let error = from_response(401, body.as_bytes()).redacted(&[Secret::new(key)]);
            let shown = format!("{error:?}");
            assert!(!shown.contains("123456"), "{shown} of {body}");
            assert_eq!(error.all_details().service_message.as_deref(), Some("bad key [key]!"), "{body}");
        }
    }
}

#[test]
fn brackets_without_end_neither_overflow_nor_take_long() {
    let began = cpu_time();
    for token in ["[", "{\"a\":", "[{\"a\":", "{\"error\":{\"message\":\"", "{\\\"", "request id: a", "{'"] {
        let body = token.repeat(100_000);
        assert!(!from_response(500, body.as_bytes()).message().is_empty());
        let wrapped = json!({"error": {"message": body}}).to_string();
        assert!(!from_response(500, wrapped.as_bytes()).message().is_empty());
    }
    assert!((cpu_time() - began).as_secs() < 20);
}
