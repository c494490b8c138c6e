//! Tests of the request that is sent, and of the data that the head of an answer adds to the outcome.

use super::*;
use crate::request::endpoint::Auth;

#[test]
fn a_unary_call_and_a_stream() {
    for (delivery, path) in
        [(Delivery::Unary, ":generateContent"), (Delivery::Stream, ":streamGenerateContent?alt=sse")]
    {
        let ran = Setup { delivery, ..Setup::default() }.run([good()]);
        let sent = &ran.service.sent[0].request;
        assert_eq!(sent.url, format!("https://h/v1beta/models/{DEFAULT_MODEL}{path}"));
    }
}

#[test]
fn one_authorization_the_callers_own_headers_and_nothing_else() {
    for (auth, name, value) in [
        (Auth::Bearer, "authorization", "Bearer sk-secret-key"),
        (Auth::XGoogApiKey, "x-goog-api-key", "sk-secret-key"),
    ] {
        let headers = vec![("x-own".to_owned(), "1".to_owned())];
        let endpoint = Endpoint { auth, headers, ..Endpoint::default() };
        let ran = Setup { endpoint, ..Setup::default() }.run([good()]);
        let sent = &ran.service.sent[0].request;
        let headers: Vec<_> =
            sent.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(headers, [("content-type", "application/json"), (name, value), ("x-own", "1")]);
        assert!(!sent.url.contains("sk-secret-key"));
    }
}

#[test]
fn the_head_has_status_and_request_id() {
    let named = |reply: Reply| reply.with_head(|head| head.request_id = Some("from-header".to_owned()));
    let ran = Setup::default().run([named(Reply::new(200, "{}"))]);
    assert_eq!((ran.error().status(), ran.error().request_id()), (Some(200), Some("from-header")));
    let ran = Setup::default().run([named(Reply::new(200, "{]"))]);
    assert_eq!((ran.error().kind(), ran.error().status()), (ErrorKind::MalformedResponse, Some(200)));
    let ran = Setup::default().run([named(google_error(400, "", "bad (request id: from-body)"))]);
    assert_eq!(ran.error().request_id(), Some("from-body"));
}

#[test]
fn an_error_body_that_breaks_off_leaves_the_status() {
    let steps = vec![
        BodyStep::Bytes(b"{\"error\":{\"mess".to_vec()),
        BodyStep::Break(Error::new(ErrorKind::TruncatedResponse, "")),
    ];
    let ran = Setup::default().run([Reply::in_steps(403, steps)]);
    assert_eq!((ran.error().kind(), ran.error().status()), (ErrorKind::Permission, Some(403)));
}

#[test]
fn an_endless_error_body_is_not_read_to_its_end() {
    let mut steps: Vec<_> = (0..1000).map(|_| BodyStep::Bytes(vec![b' '; 64 << 10])).collect();
    steps.push(BodyStep::WaitMs(1e12));
    let ran = Setup { timeout_ms: 0.0, ..Setup::default() }.run([Reply::in_steps(400, steps)]);
    assert_eq!((ran.error().kind(), ran.service.now_ms), (ErrorKind::InvalidRequest, 10.0));
}

#[test]
fn damage_ends_the_reading() {
    let steps = vec![BodyStep::Bytes(b"{]".to_vec()), BodyStep::WaitMs(1e12)];
    let ran = Setup { timeout_ms: 0.0, ..Setup::default() }.run([Reply::in_steps(200, steps)]);
    assert_eq!((ran.error().kind(), ran.service.now_ms), (ErrorKind::MalformedResponse, 10.0));
}

#[test]
fn a_page_is_read_only_as_far_as_its_excerpt() {
    let steps = vec![BodyStep::Bytes(b"<html>".repeat(1000)), BodyStep::WaitMs(1e12)];
    let ran = Setup { timeout_ms: 0.0, ..Setup::default() }.run([Reply::in_steps(200, steps)]);
    assert_eq!((ran.error().kind(), ran.service.now_ms), (ErrorKind::NotTheApi, 10.0));
}
