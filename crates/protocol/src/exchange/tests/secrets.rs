//! Tests of the key, which is requested for every attempt and never shown.

use super::*;
use crate::request::Problems;
use crate::request::endpoint::Auth;
use crate::secret::Secret;

fn with_keys(
    keys: impl IntoIterator<Item = Result<Option<Secret>, Error>>,
    replies: impl IntoIterator<Item = Reply>,
) -> Service {
    Service { keys: keys.into_iter().collect(), ..Service::new(replies) }
}

fn key(key: &str) -> Result<Option<Secret>, Error> {
    Ok(Some(Secret::new(key)))
}

#[test]
fn a_key_that_changes_is_the_new_one_at_the_next_attempt() {
    let service = with_keys([key("sk-first-key"), key("sk-second-key")], [busy(), good()]);
    let ran = Setup::default().run_on(service);
    let sent = &ran.service.sent;
    let authorizations: Vec<_> = sent.iter().map(|sent| sent.request.headers[1].1.as_str()).collect();
    assert_eq!(authorizations, ["Bearer sk-first-key", "Bearer sk-second-key"]);
    assert_eq!(ran.service.key_requests, 2);
}

#[test]
fn without_a_key_nothing_is_sent() {
    for missing in [Ok(None), key(""), key("  "), key("sk-\u{201c}curly\u{201d}")] {
        let ran = Setup::default().run_on(with_keys([missing], []));
        let error = ran.error();
        assert_eq!(
            (error.kind(), error.field(), error.all_details().attempts),
            (ErrorKind::Auth, Some("apiKey"), 0)
        );
        assert!(ran.times().is_empty());
    }
}

#[test]
fn a_key_function_that_fails_ends_the_call_with_its_error() {
    let failure = || Err(Error::new(ErrorKind::Auth, "The vault is closed."));
    let ran = Setup::default().run_on(with_keys([failure()], []));
    assert_eq!((ran.error().message(), ran.error().all_details().attempts), ("The vault is closed.", 0));
    let ran = Setup::default().run_on(with_keys([key("sk-first-key"), failure()], [busy()]));
    assert_eq!((ran.error().message(), ran.error().all_details().attempts), ("The vault is closed.", 1));
}

#[test]
fn a_proxy_that_adds_the_key_needs_none() {
    let endpoint = Endpoint { base_url: "/api".to_owned(), auth: Auth::None, headers: Vec::new() };
    let ran = Setup { endpoint, ..Setup::default() }.run_on(with_keys([Ok(None)], [good()]));
    let sent = &ran.service.sent[0].request;
    assert_eq!((sent.headers.len(), sent.headers[0].0.as_str()), (1, "content-type"));
    assert_eq!(sent.url, format!("/api/v1beta/models/{DEFAULT_MODEL}:generateContent"));
}

#[test]
fn a_service_that_quotes_the_key_is_not_passed_on() {
    let quoted = "Incorrect API key provided: sk-secret-key. See https://h/?key=sk-secret-key";
    let details = r#"[{"@type":"x.ErrorInfo","metadata":{"sk-secret-key":"sk-secret-key"}}]"#;
    let body = format!(r#"{{"error":{{"code":"sk-secret-key","message":"{quoted}","details":{details}}}}}"#);
    let in_text = Answer::of(&[text_part(quoted)]).finished("sk-secret-key").json();
    for reply in [
        Reply::new(401, body.clone()),
        Reply::new(200, body),
        Reply::new(400, quoted),
        Reply::new(502, format!("<title>{quoted}</title>")),
        Reply::new(200, in_text),
        Reply::failing(Error::new(ErrorKind::InvalidRequest, quoted)),
        Reply::new(400, "").with_head(|head| head.request_id = Some(quoted.to_owned())),
    ] {
        let ran = Setup::default().run([reply]);
        assert!(!format!("{:?}", ran.error()).contains("sk-secret-key"), "{:?}", ran.error());
    }
}

#[test]
fn a_warning_that_quotes_the_key_is_not_passed_on() {
    let image = sse(&[Answer::of(&[image_part("image/png", &png(1, 1))]).json()]);
    let body = format!("{image}{{\"error\":{{\"message\":\"sk-secret-key is suspended\"}}}}");
    let ran = Setup::default().run([Reply::new(200, body)]);
    let warnings = &ran.generation().warnings;
    assert_eq!(warnings[0].code.name(), "partial");
    assert!(warnings[0].message.contains("[key] is suspended"), "{warnings:?}");
}

#[test]
fn nothing_that_is_sent_shows_the_key_in_debug() {
    let endpoint = Endpoint {
        auth: Auth::Query,
        headers: vec![("authorization".to_owned(), "Bearer sk-secret-key".to_owned())],
        ..Endpoint::default()
    };
    let key = Secret::new("sk-secret-key");
    let wire = Outgoing {
        url: endpoint.generate_url("m", Delivery::Stream, Some(&key)),
        headers: endpoint.generate_headers(Some(&key)),
    };
    assert!(wire.url.contains("sk-secret-key") && wire.headers[1].1.contains("sk-secret-key"));
    for debug in [format!("{wire:?}"), format!("{endpoint:?}"), format!("{key:?}")] {
        assert!(!debug.contains("sk-secret-key"), "{debug}");
    }
}

#[test]
fn no_part_of_an_address_shows_the_key_in_debug() {
    for base_url in [
        "https://h/sk-secret-key",
        "https://h/v1/sk-secret-key/api",
        "https://sk-secret-key@h/api",
        "https://me:sk-secret-key@h",
        "https://h?key=sk-secret-key",
        "https://h/#sk-secret-key",
        "/sk-secret-key/api",
        "sk-secret-key",
    ] {
        let endpoint = Endpoint { base_url: base_url.to_owned(), ..Endpoint::default() };
        let url = endpoint.generate_url("m", Delivery::Unary, None);
        let wire = Outgoing { url, headers: Vec::new() };
        let call = Setup { endpoint: endpoint.clone(), ..Setup::default() }.call();
        let mut problems = Problems::default();
        endpoint.check(&mut problems);
        let refused = problems.into_result();
        for debug in
            [format!("{wire:?}"), format!("{endpoint:?}"), format!("{call:?}"), format!("{refused:?}")]
        {
            assert!(!debug.contains("secret"), "{debug}");
        }
    }
}

#[test]
fn a_key_of_the_callers_own_headers_is_not_passed_on_either() {
    for (name, value) in [
        ("Authorization", "Bearer sk-secret-key"),
        ("authorization", "sk-secret-key"),
        ("x-goog-api-key", "sk-secret-key"),
        ("X-Api-Key", "sk-secret-key"),
        ("api-token", "Token sk-secret-key"),
        ("Cookie", "theme=dark; session=sk-secret-key"),
    ] {
        let headers = vec![(name.to_owned(), value.to_owned())];
        let endpoint = Endpoint { base_url: "/api".to_owned(), auth: Auth::None, headers };
        let quoted = Reply::new(401, r#"{"error":{"message":"Bearer: bad key sk-secret-key"}}"#);
        let ran = Setup { endpoint, ..Setup::default() }.run_on(with_keys([Ok(None)], [quoted]));
        let shown = format!("{:?}", ran.error());
        assert!(!shown.contains("secret") && shown.contains("Bearer"), "{shown}");
    }
}

#[test]
fn a_key_in_the_path_of_the_base_url_is_not_passed_on_either() {
    for base_url in ["https://h/relay/0a1b2c3d4e5f6a7b8c9d/", "/relay/0a1b2c3d4e5f6a7b8c9d"] {
        let endpoint = Endpoint { base_url: base_url.to_owned(), auth: Auth::None, headers: Vec::new() };
        let quoted =
            Reply::new(404, "Cannot POST /relay/0a1b2c3d4e5f6a7b8c9d/v1beta/models/x:generateContent");
        let ran = Setup { endpoint, ..Setup::default() }.run_on(with_keys([Ok(None)], [quoted]));
        let shown = format!("{:?}", ran.error());
        assert!(!shown.contains("0a1b2c3d") && shown.contains("/relay/[key]/v1beta"), "{shown}");
    }
}

#[test]
fn a_header_that_cannot_be_sent_is_not_quoted() {
    for header in [("authorization: Bearer sk-secret-key", ""), ("authorization", "Bearer sk-secret-key\n")] {
        let headers = vec![(header.0.to_owned(), header.1.to_owned())];
        let mut problems = Problems::default();
        Endpoint { headers, ..Endpoint::default() }.check(&mut problems);
        let shown = format!("{:?}", problems.into_result().unwrap_err());
        assert!(!shown.contains("secret") && shown.contains("header"), "{shown}");
    }
}
