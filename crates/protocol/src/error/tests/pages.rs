//! Responses that are not JSON.

use super::*;

#[test]
fn pages_are_not_the_api_at_any_status() {
    for status in [200, 302, 400, 404, 429, 500, 502, 503, 524] {
        assert_eq!(
            kind_of(status, "<!DOCTYPE html><html><head><title>x</title></head></html>"),
            Kind::NotTheApi
        );
    }
    assert_eq!(kind_of(413, "<html>413</html>"), Kind::TooLarge);
}

#[test]
fn a_page_is_quoted_by_its_title() {
    for (page, message) in [
        ("<!DOCTYPE html><html><TITLE>Error 404 (Not Found)!!1</TITLE>", "Error 404 (Not Found)!!1"),
        ("<html><title lang=en>\n  Bad \n gateway </title>", "Bad gateway"),
        ("<title>é İ</title>", "é İ"),
    ] {
        assert!(from_response(404, page.as_bytes()).message().ends_with(&format!(": {message}")), "{page}");
    }
    for page in ["<html>", "<title>", "<title>x", "<title", "<İ<title>"] {
        assert_eq!(kind_of(502, page), Kind::NotTheApi, "{page}");
    }
}

#[test]
fn a_page_within_json_is_quoted_by_its_title_and_a_sentence_with_markup_as_it_is() {
    let shown = |message: &str| {
        let body = crate::fixture::json!({ "error": { "code": 400, "message": message } });
        from_response(400, body.to_string().as_bytes()).all_details().service_message.clone()
    };
    for page in [
        "<html><head><title>502 Bad Gateway</title></head><body>x</body></html>",
        "<!-- cache -->\n<!DOCTYPE HTML><TITLE>502 Bad Gateway</TITLE>",
    ] {
        assert_eq!(shown(page).as_deref(), Some("502 Bad Gateway"), "{page}");
    }
    assert_eq!(shown("<body>busy</body>"), None);
    for sentence in
        ["<b> is no prompt", "<img src=x onerror='ran=1'><script>ran=1</script> key", "< 1 is no top_p"]
    {
        assert_eq!(shown(sentence).as_deref(), Some(sentence));
    }
}

#[test]
fn plain_texts_and_nothing() {
    assert_eq!(kind_of(429, ""), Kind::RateLimited);
    assert_eq!(kind_of(200, " \r\n"), Kind::EmptyResponse);
    assert_eq!(kind_of(204, ""), Kind::EmptyResponse);
    assert_eq!(kind_of(200, "OK"), Kind::NotTheApi);
    assert_eq!(kind_of(502, "bad gateway"), Kind::Server);
    assert_eq!(kind_of(504, "stream timeout"), Kind::Unavailable);
    assert_eq!(kind_of(404, "404 page not found"), Kind::NotTheApi);
    for nothing in
        ["", " \r\n", "null", "{}", "[]", "\"\"", r#"{"error":{}}"#, r#"{"error":null}"#, r#"{"error":""}"#]
    {
        assert_eq!(kind_of(404, nothing), Kind::NotTheApi, "{nothing}");
    }
    let refusals = ["", "{}", "Method Not Allowed", "<h1>405</h1>", r#"{"detail":"Method Not Allowed"}"#];
    for refusal in refusals {
        assert_eq!(kind_of(405, refusal), Kind::NotTheApi, "{refusal}");
    }
    assert_eq!(kind_of(301, ""), Kind::NotTheApi);
    assert!(from_response(502, b"bad \n gateway").message().ends_with(": bad gateway"));
}

#[test]
fn long_and_broken_texts_are_cut() {
    let long = "é".repeat(100_000);
    assert!(from_response(500, long.as_bytes()).message().len() < 600);
    let error = from_response(500, b"\xff\xfe not UTF-8 \xf0\x9f");
    assert_eq!(error.kind(), Kind::Server);
}

#[test]
fn no_body_makes_it_panic() {
    use fastrand::Rng;
    let tokens = [
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"error\"",
        "\"message\"",
        "\"retry in \"",
        "\"code\"",
        "429",
        "-1e400",
        "null",
        "\"1h2é\"",
        "<title>",
        "</title>",
        "request id:",
        "é",
        "\u{feff}",
        "\"retry after 5\"",
        "\"details\"",
        "\"\"",
    ];
    for seed in 0..20_000 {
        let mut rng = Rng::with_seed(seed);
        let length = rng.usize(..14);
        let body: String = (0..length).map(|_| tokens[rng.usize(..tokens.len())]).collect();
        let status = *rng.choice(&[0, 100, 200, 204, 302, 400, 404, 413, 429, 500, 503, 999]).unwrap();
        let error = from_response(status, body.as_bytes());
        assert!(!error.message().is_empty());
    }
}

#[test]
fn damaged_json_without_an_error_is_no_message() {
    let body = format!(r#"{{"models":[{{"name":"mod{}"#, r#"{"name":"models/x"},"#.repeat(50));
    let error = from_response(200, body.as_bytes());
    assert_eq!(error.kind(), ErrorKind::NotTheApi);
    assert!(!error.message().contains(", ,") && !error.message().contains("models/x"), "{error}");
}
