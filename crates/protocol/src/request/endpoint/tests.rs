//! Tests of URLs and headers.
#![allow(clippy::unwrap_used)]

use super::*;

fn at(base_url: &str, auth: Auth) -> Endpoint {
    Endpoint { base_url: base_url.to_owned(), auth, headers: Vec::new() }
}

fn with_header(name: &str, value: &str) -> Endpoint {
    Endpoint { headers: vec![(name.to_owned(), value.to_owned())], ..Endpoint::default() }
}

#[test]
fn urls_keep_any_prefix() {
    let url = |base| at(base, Auth::Bearer).generate_url("m", Delivery::Unary, Some(&Secret::new("sk-1")));
    assert_eq!(url(DEFAULT_BASE_URL), "https://api.tokaify.com/v1beta/models/m:generateContent");
    assert_eq!(url("https://h"), "https://h/v1beta/models/m:generateContent");
    assert_eq!(url("https://h/a/b/"), "https://h/a/b/v1beta/models/m:generateContent");
    assert_eq!(url("https://h/v1beta/"), "https://h/v1beta/models/m:generateContent");
    assert_eq!(url(" https://h/p/v1beta "), "https://h/p/v1beta/models/m:generateContent");
    assert_eq!(url("/api"), "/api/v1beta/models/m:generateContent");
    assert_eq!(url(""), "/v1beta/models/m:generateContent");
}

#[test]
fn a_version_at_the_end_of_the_base_is_kept() {
    let url = |base| at(base, Auth::None).generate_url("m", Delivery::Stream, None);
    assert_eq!(url("https://h/v1"), "https://h/v1/models/m:streamGenerateContent?alt=sse");
    assert_eq!(url("https://h/p/v1/"), "https://h/p/v1/models/m:streamGenerateContent?alt=sse");
    assert_eq!(url("https://h/v1/v1beta"), "https://h/v1/v1beta/models/m:streamGenerateContent?alt=sse");
    assert_eq!(url("/v1"), "/v1/models/m:streamGenerateContent?alt=sse");
    assert_eq!(url("https://h/v12"), "https://h/v12/v1beta/models/m:streamGenerateContent?alt=sse");
    assert_eq!(url("https://h/v1beta/models"), "https://h/v1beta/models/m:streamGenerateContent?alt=sse");
    let list = |base| at(base, Auth::None).models_url(None);
    assert_eq!(list("https://h/v1"), "https://h/v1/models?pageSize=1000");
    assert_eq!(list("https://h/v1beta/models/"), "https://h/v1beta/models?pageSize=1000");
}

#[test]
fn a_template_places_model_and_method() {
    const FIREBASE: &str = "https://h/v1beta/projects/p/models/{model}:{method}";
    const VERTEX: &str =
        "https://h/v1/projects/p/locations/l/publishers/google/models/%7Bmodel%7D:%7Bmethod%7D";
    let url = |base| at(base, Auth::None).generate_url("a b", Delivery::Unary, None);
    assert_eq!(url(FIREBASE), "https://h/v1beta/projects/p/models/a%20b:generateContent");
    assert_eq!(
        url(VERTEX),
        "https://h/v1/projects/p/locations/l/publishers/google/models/a%20b:generateContent"
    );
    let key = Secret::new("sk-1");
    let stream = at(FIREBASE, Auth::Query).generate_url("m", Delivery::Stream, Some(&key));
    assert_eq!(stream, "https://h/v1beta/projects/p/models/m:streamGenerateContent?alt=sse&key=sk-1");
    assert_eq!(at(FIREBASE, Auth::None).models_url(None), "https://h/v1beta/projects/p/models?pageSize=1000");
    let mut problems = Problems::default();
    at("https://h/models/{model}", Auth::None).check(&mut problems);
    assert!(problems.into_result().is_err());
}

#[test]
fn an_address_that_ends_in_a_method_is_complete() {
    let complete = at("https://h/x/models/m:streamGenerateContent", Auth::None);
    let url = complete.generate_url("other", Delivery::Stream, None);
    assert_eq!(url, "https://h/x/models/m:streamGenerateContent?alt=sse");
    assert_eq!(complete.models_url(None), "https://h/x/models?pageSize=1000");
}

#[test]
fn the_upload_path_precedes_the_api_version() {
    for (base, url) in [
        ("https://h", "https://h/upload/v1beta/files"),
        ("https://h/p/v1/", "https://h/p/upload/v1/files"),
        ("https://h/v1beta/models/{model}:{method}", "https://h/upload/v1beta/files"),
        ("/api", "/api/upload/v1beta/files"),
    ] {
        assert_eq!(at(base, Auth::None).upload_url(None), url);
    }
    let key = Secret::new("a&b");
    assert_eq!(
        at("https://h", Auth::Query).upload_url(Some(&key)),
        "https://h/upload/v1beta/files?key=a%26b"
    );
}

#[test]
fn headers_of_an_attempt_are_added_and_checked() {
    let endpoint = with_header("x-own", "1");
    let added = endpoint.with_headers(vec![("x-session".to_owned(), "token-1".to_owned())]).unwrap();
    let names: Vec<_> = added.generate_headers(None).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["content-type", "x-own", "x-session"]);
    assert!(added.secrets(None).contains(&Secret::new("token-1")));
    let error = endpoint.with_headers(vec![("x y".to_owned(), String::new())]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidOptions);
}

#[test]
fn names_of_models_cannot_leave_their_place_in_the_path() {
    let url = at("https://h", Auth::None).generate_url("vendor/a:b?c#d é", Delivery::Unary, None);
    assert_eq!(url, "https://h/v1beta/models/vendor/a%3Ab%3Fc%23d%20%C3%A9:generateContent");
}

#[test]
fn only_the_query_mode_puts_the_key_into_the_url() {
    let key = Secret::new("sk-a&b");
    let url = |auth, delivery| at("https://h", auth).generate_url("m", delivery, Some(&key));
    assert_eq!(
        url(Auth::Query, Delivery::Stream),
        "https://h/v1beta/models/m:streamGenerateContent?alt=sse&key=sk-a%26b"
    );
    assert_eq!(url(Auth::Query, Delivery::Unary), "https://h/v1beta/models/m:generateContent?key=sk-a%26b");
    for (auth, names) in [
        (Auth::Bearer, vec!["content-type", "authorization"]),
        (Auth::XGoogApiKey, vec!["content-type", "x-goog-api-key"]),
        (Auth::Query, vec!["content-type"]),
        (Auth::None, vec!["content-type"]),
    ] {
        let headers = at("https://h", auth).generate_headers(Some(&key));
        assert_eq!(headers.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), names);
        assert_eq!(url(auth, Delivery::Unary).contains("sk-a"), auth == Auth::Query);
    }
}

#[test]
fn the_callers_own_header_replaces_ours() {
    let key = Secret::new("sk-1");
    for (name, value) in [("Content-Type", "application/json; charset=utf-8"), ("Authorization", "Basic x")] {
        let headers = with_header(name, value).generate_headers(Some(&key));
        let same: Vec<_> = headers.iter().filter(|(own, _)| own.eq_ignore_ascii_case(name)).collect();
        assert_eq!((headers.len(), same), (2, vec![&(name.to_owned(), value.to_owned())]));
    }
}

#[test]
fn a_missing_key_is_reported_before_sending() {
    assert!(at("https://h", Auth::Bearer).require_key(None).is_err());
    assert!(at("https://h", Auth::Query).require_key(Some(&Secret::new(" "))).is_err());
    assert!(at("https://h", Auth::None).require_key(None).is_ok());
    assert!(with_header("Authorization", "Bearer x").require_key(None).is_ok());
    assert!(with_header("X-Goog-Api-Key", "x").require_key(None).is_ok());
    assert!(with_header("x-other", "x").require_key(None).is_err());
    assert!(at("https://h", Auth::Bearer).require_key(Some(&Secret::new("sk-\u{2013}1"))).is_err());
}

#[track_caller]
fn is_legal(endpoint: &Endpoint) -> bool {
    let mut problems = Problems::default();
    endpoint.check(&mut problems);
    problems.into_result().is_ok()
}

#[test]
fn addresses_that_cannot_work_are_refused() {
    for (base, legal) in [
        ("https://h", true),
        ("HTTP://h:8080/x", true),
        ("/api", true),
        ("./api", true),
        ("", true),
        ("ftp://h", false),
        ("h.com", false),
        ("https://", false),
        ("https:///x", false),
        ("https://h?x", false),
        ("https://h#x", false),
        ("https://h/a b", false),
    ] {
        assert_eq!(is_legal(&at(base, Auth::Bearer)), legal, "{base}");
    }
}

#[test]
fn headers_that_no_request_can_carry_are_refused() {
    assert!(is_legal(&with_header("X-Own_1", "any é, thing")));
    for (name, value) in
        [("", "x"), ("a b", "x"), ("é", "x"), ("x:", "x"), ("x", "a\nb"), ("x", "\u{2013}"), ("x", "\0")]
    {
        assert!(!is_legal(&with_header(name, value)), "{name:?} {value:?}");
    }
}
