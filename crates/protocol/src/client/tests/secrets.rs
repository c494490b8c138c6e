//! The key: asked for every attempt, and never told.

use super::*;
use crate::endpoint::Auth;
use crate::secret::Secret;

fn with_keys(
    keys: impl IntoIterator<Item = Result<Option<Secret>, Error>>,
    replies: impl IntoIterator<Item = Reply>,
) -> FakePlatform {
    FakePlatform { keys: RefCell::new(keys.into_iter().collect()), ..FakePlatform::new(replies) }
}

fn key(key: &str) -> Result<Option<Secret>, Error> {
    Ok(Some(Secret::new(key)))
}

#[test]
fn a_key_that_changes_is_the_new_one_at_the_next_attempt() {
    let platform = with_keys([key("sk-first-key"), key("sk-second-key")], [busy(), good()]);
    let ran = Setup::default().run_on(platform);
    let sent = ran.platform.sent.borrow();
    let authorizations: Vec<_> = sent.iter().map(|sent| sent.headers[1].1.as_str()).collect();
    assert_eq!(authorizations, ["Bearer sk-first-key", "Bearer sk-second-key"]);
    assert_eq!(ran.platform.keys_asked.get(), 2);
}

#[test]
fn without_a_key_nothing_is_sent() {
    for missing in [Ok(None), key(""), key("  "), key("sk-\u{201c}curly\u{201d}")] {
        let ran = Setup::default().run_on(with_keys([missing], []));
        let error = ran.error();
        assert_eq!(
            (error.kind(), error.field(), error.facts().attempts),
            (ErrorKind::Auth, Some("apiKey"), 0)
        );
        assert!(ran.times().is_empty());
    }
}

#[test]
fn a_key_function_that_fails_ends_the_call_with_its_error() {
    let failure = || Err(Error::new(ErrorKind::Auth, "The vault is closed."));
    let ran = Setup::default().run_on(with_keys([failure()], []));
    assert_eq!((ran.error().message(), ran.error().facts().attempts), ("The vault is closed.", 0));
    let ran = Setup::default().run_on(with_keys([key("sk-first-key"), failure()], [busy()]));
    assert_eq!((ran.error().message(), ran.error().facts().attempts), ("The vault is closed.", 1));
}

#[test]
fn a_proxy_that_adds_the_key_needs_none() {
    let endpoint = Endpoint { base_url: "/api".to_owned(), auth: Auth::None, headers: Vec::new() };
    let ran = Setup { endpoint, ..Setup::default() }.run_on(with_keys([Ok(None)], [good()]));
    let sent = &ran.platform.sent.borrow()[0];
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
    let wire = WireRequest {
        url: endpoint.generate_url("m", Delivery::Stream, Some(&key)),
        headers: endpoint.generate_headers(Some(&key)),
        payload: &(),
    };
    assert!(wire.url.contains("sk-secret-key") && wire.headers[1].1.contains("sk-secret-key"));
    for debug in [format!("{wire:?}"), format!("{endpoint:?}"), format!("{key:?}")] {
        assert!(!debug.contains("sk-secret-key"), "{debug}");
    }
}

#[test]
fn a_key_of_the_callers_own_headers_is_not_passed_on_either() {
    for (name, value) in [("Authorization", "Bearer sk-secret-key"), ("x-goog-api-key", "sk-secret-key")] {
        let headers = vec![(name.to_owned(), value.to_owned())];
        let endpoint = Endpoint { base_url: "/api".to_owned(), auth: Auth::None, headers };
        let quoted = Reply::new(401, r#"{"error":{"message":"bad key sk-secret-key"}}"#);
        let ran = Setup { endpoint, ..Setup::default() }.run_on(with_keys([Ok(None)], [quoted]));
        assert!(!format!("{:?}", ran.error()).contains("secret"), "{:?}", ran.error());
    }
}
