//! JSON inside text, intact and damaged.

use super::*;
use crate::fixture::cpu_time;
use serde_json::{Value as Document, json};

#[track_caller]
fn is(text: &str, words: &str, documents: &[Document]) {
    let embedded = Embedded::read(text);
    assert_eq!(embedded.words, words, "{text}");
    assert_eq!(embedded.documents, documents, "{text}");
}

#[test]
fn whole_documents_are_taken_out_of_their_words() {
    let error =
        json!({"error": {"code": 429, "message": "a \"b\" {c} 💡 é\n", "x": [1.5, -2, true, null, []]}});
    is(&error.to_string(), "", std::slice::from_ref(&error));
    is(
        &format!("upstream error: {error:#} and so on"),
        "upstream error: and so on",
        std::slice::from_ref(&error),
    );
    is(&format!("[{error}]"), "", &[json!([error])]);
    is(&format!("{error}\n{error}"), "", &[error.clone(), error.clone()]);
    is(
        "[GoogleError]: [403 Forbidden] no. [{\"@type\":\"x\"}]",
        "[GoogleError]: [403 Forbidden] no.",
        &[json!([{"@type": "x"}])],
    );
}

#[test]
fn documents_are_read_however_often_they_are_escaped() {
    let error = json!({"error": {"message": "say \"hi\" \\ é 💡", "path": "a/b"}});
    let mut text = error.to_string();
    for level in 0..MAX_LEVELS {
        is(&text, "", std::slice::from_ref(&error));
        let quoted = json!(text).to_string();
        text = quoted[1..quoted.len() - 1].to_owned();
        assert!(level == 0 || text.contains("\\\\"));
    }
}

#[test]
fn python_literals_are_read() {
    let error = json!({"error": {"code": 503, "message": "it's over", "param": null, "ok": true}});
    is(
        "b'{\\n  \"error\": {\"code\": 503, \"message\": \"it\\'s over\", \"param\": null, \"ok\": true}}\\n'",
        "b",
        std::slice::from_ref(&error),
    );
    is(
        "Error code: 503 - {'error': {'code': 503, 'message': \"it's over\", 'param': None, 'ok': True}}",
        "Error code: 503",
        &[error],
    );
    is("{'a': '\\xe2\\x80\\x99 \\u2019'}", "", &[json!({"a": "’ ’"})]);
}

#[test]
fn a_truncated_document_gives_its_complete_fields() {
    let text = r#"{"error": {"code": 429, "message": "slow down", "details": [{"a": "b\u00e9"}]}}"#;
    for at in 2..text.len() {
        let embedded = Embedded::read(&text[..at]);
        assert_eq!((embedded.words.as_str(), embedded.documents.len()), ("", 1), "cut at {at}");
    }
    let cut = Embedded::read(&text[..42]);
    assert_eq!(cut.documents, [json!({"error": {"code": 429, "message": "slow d"}})]);
}

#[test]
fn quotes_that_were_not_escaped_stay_in_their_string() {
    is(
        r#"{"message": "model "x" is gone", "code": 1}"#,
        "",
        &[json!({"message": "model \"x\" is gone", "code": 1})],
    );
}

#[test]
fn lone_surrogates_are_replaced() {
    is(
        r#"{"a": "\ud83c|\udf05|\ud83c\udf05|\udf05\ud83c|\ud83cx"}"#,
        "",
        &[json!({"a": "\u{fffd}|\u{fffd}|🌅|\u{fffd}\u{fffd}|\u{fffd}x"})],
    );
}

#[test]
fn brackets_of_ordinary_words_stay() {
    for text in ["[403 Forbidden] no", "f(x) = {x}", "[\\d+] is no pattern", "{ }", "a {", "see [1], [2]"] {
        let embedded = Embedded::read(text);
        assert!(embedded.words == text || text == "{ }", "{text}: {embedded:?}");
    }
}

#[test]
fn nothing_looks_like_json_afterwards_and_everything_takes_linear_time() {
    use fastrand::Rng;
    let tokens = [
        "{", "[", "}", "]", "\"", "'", "\\", "\\\"", ":", ",", "a", " ", "\n", "\\n", "{\"", "[{", "\\u00",
        "é", "1",
    ];
    for seed in 0..30_000 {
        let mut rng = Rng::with_seed(seed);
        let length = rng.usize(..24);
        let text: String = (0..length).map(|_| tokens[rng.usize(..tokens.len())]).collect();
        let words = Embedded::read(&text).words;
        assert!(
            !words.contains("{\"") && !words.contains("[{\"") && !words.contains("{'"),
            "{text} gave {words}"
        );
    }
    let began = cpu_time();
    for token in tokens {
        Embedded::read(&token.repeat(100_000));
        Embedded::read(&format!("{{\"a\":{}", token.repeat(100_000)));
    }
    assert!((cpu_time() - began).as_secs() < 20);
}
