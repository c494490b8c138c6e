//! Tests of servers that answer with a success status but are not this API.

use crate::ErrorKind as Kind;
use crate::fixture::{decode, same_at_every_split};

#[test]
fn pages_and_plain_texts() {
    for body in [
        "<!DOCTYPE html><html><head><title>Sign in</title></head></html>",
        "\u{feff}\r\n<html></html>",
        "<?xml version=\"1.0\"?><Error/>",
        "OK",
        "ok\n",
        "error code: 524",
        "upstream connect error or disconnect/reset before headers\n",
        "true",
        "12",
        "\"a sentence\"",
    ] {
        let decoded = same_at_every_split(body);
        assert_eq!(
            (decoded.error().kind(), decoded.error().status()),
            (Kind::NotTheApi, Some(200)),
            "{body}"
        );
    }
    assert!(decode("<html><TITLE>Sign in</TITLE>").error().message().contains("Sign in"));
}

#[test]
fn json_of_another_service() {
    for body in [
        r#"{"choices":[{"message":{"content":"hi"}}]}"#,
        r#"{"models":[]}"#,
        "data: {\"id\":\"x\",\"object\":\"chat.completion.chunk\"}\n\ndata: [DONE]\n\n",
        r#"{"data":[{"url":"https://h/i.png"}]}"#,
    ] {
        assert_eq!(same_at_every_split(body).error().kind(), Kind::NotTheApi, "{body}");
    }
}

#[test]
fn an_unknown_field_among_known_ones_is_accepted() {
    let body = r#"{"candidates":[],"turnToken":"v1x","modelStatus":{"modelStage":"STABLE"}}"#;
    assert_eq!(same_at_every_split(body).error().kind(), Kind::EmptyResponse);
}

#[test]
fn broken_json_is_malformed() {
    for body in ["{]", "{\"a\" \"b\"}", "{\"candidates\":[}", "{}x", "[1]", "{\"a\":tru}", "{\"a\":{b\":1}}"]
    {
        assert_eq!(same_at_every_split(body).error().kind(), Kind::MalformedResponse, "{body}");
    }
    let deep = format!("{}{}", "{\"a\":".repeat(101), "}".repeat(101));
    assert_eq!(same_at_every_split(deep).error().kind(), Kind::MalformedResponse);
}

#[test]
fn the_end_of_a_page_is_not_waited_for() {
    let mut page = b"<html>".to_vec();
    page.resize(1 << 20, b' ');
    page.extend(b"<title>far behind</title>");
    assert!(!decode(&page).error().message().contains("far behind"));
}
