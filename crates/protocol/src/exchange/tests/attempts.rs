//! Tests of retries: which failures are retried, when, and which never.

use super::*;
use crate::error::connection::ConnectionFailure;

#[test]
fn attempts_are_counted_and_each_asks_for_the_key() {
    let ran = Setup::default().run([busy(), busy(), good()]);
    assert_eq!(ran.generation().images.len(), 1);
    // Replies take 10 ms. With `random` at 0, the delays are half of 1 s and half of 2 s.
    assert_eq!(ran.times(), [0.0, 510.0, 1520.0]);
    assert_eq!(ran.service.key_requests, 3);
}

#[test]
fn the_last_attempt_is_the_last() {
    let ran = Setup::default().run([busy(), busy(), busy()]);
    let error = ran.error();
    assert_eq!(
        (error.kind(), error.all_details().attempts, error.status()),
        (ErrorKind::Unavailable, 3, Some(503))
    );
    assert!(error.retryable(), "a person may still try");
    for retry in [Retry::NEVER, Retry::attempts(0)] {
        let ran = Setup { retry, ..Setup::default() }.run([busy()]);
        assert_eq!((ran.error().all_details().attempts, ran.times().len()), (1, 1));
    }
}

#[test]
fn chance_spreads_the_waits() {
    let wait = |random| {
        let service = Service { random, ..Service::new([busy(), good()]) };
        Setup::default().run_on(service).times()[1] - 10.0
    };
    assert_eq!([wait(0.0), wait(0.5), wait(0.99)], [500.0, 750.0, 995.0]);
}

#[test]
fn a_delay_that_the_service_names_wins() {
    let in_header = busy().with_head(|head| head.retry_after_ms = Some(7_000));
    let in_message = google_error(429, "RESOURCE_EXHAUSTED", "Please retry in 3.5s.");
    let both = google_error(429, "RESOURCE_EXHAUSTED", "Please retry in 3.5s.")
        .with_head(|head| head.retry_after_ms = Some(9_000));
    let info = r#"{"error":{"code":429,"message":"slow","details":[
        {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"38.29s"}]}}"#;
    for (reply, wait) in
        [(in_header, 7_000.0), (in_message, 3_500.0), (both, 3_500.0), (Reply::new(429, info), 38_290.0)]
    {
        let ran = Setup::default().run([reply, good()]);
        assert_eq!(ran.times(), [0.0, 10.0 + wait]);
        let waits: Vec<_> = ran.progress().iter().filter_map(|progress| progress.retry_in).collect();
        assert_eq!(waits, [crate::progress::duration(wait)]);
    }
}

#[test]
fn a_delay_beyond_all_patience_fails_at_once() {
    let reply = google_error(429, "RESOURCE_EXHAUSTED", "Please retry in 61s.");
    let ran = Setup::default().run([reply]);
    let error = ran.error();
    assert_eq!(
        (error.kind(), error.retry_after_ms(), error.all_details().attempts),
        (ErrorKind::RateLimited, Some(61_000), 1)
    );
    assert_eq!(ran.service.now_ms, 10.0);
}

#[test]
fn a_request_that_never_left_is_sent_again() {
    let offline = ConnectionFailure { is_offline: true, ..ConnectionFailure::of_billable() };
    let ran = Setup::default().run([Reply::failing(offline.into_error()), good()]);
    assert_eq!(ran.times().len(), 2);
}

#[test]
fn a_request_whose_connection_died_is_sent_once_however_soon_it_died() {
    for after_ms in [0.0, 2.0, 50.0, 3_000.0, 20_000.0] {
        for delivery in [Delivery::Unary, Delivery::Stream] {
            let died = Reply::failing(ConnectionFailure::of_billable().into_error()).after_ms(after_ms);
            let ran = Setup { delivery, ..Setup::default() }.run([died, good()]);
            let error = ran.error();
            assert_eq!((error.kind(), error.retryable()), (ErrorKind::Network, false), "{after_ms} ms");
            assert_eq!((error.all_details().attempts, ran.times().len()), (1, 1), "{after_ms} ms");
            assert!(error.message().contains("may have been billed"));
        }
    }
    // A transport that knows only that there was no answer.
    let unknown = Reply::failing(Error::new(ErrorKind::Network, "No way through."));
    assert_eq!(Setup::default().run([unknown]).error().all_details().attempts, 1);
}

#[test]
fn requests_that_may_have_been_billed_are_never_repeated() {
    let answer = |answer: Answer| Reply::new(200, answer.json());
    let text = || text_part("I would rather talk.");
    let cut = Answer::of(&[text()]).json();
    let broken = || Error::new(ErrorKind::Network, "The connection broke.");
    for (reply, kind) in [
        (answer(Answer::of(&[text()])), ErrorKind::NoImage),
        (answer(Answer::of(&[]).finished("SAFETY")), ErrorKind::Refused),
        (answer(Answer::of(&[]).finished("IMAGE_OTHER")), ErrorKind::NoImage),
        (answer(Answer::of(&[]).finished("MAX_TOKENS")), ErrorKind::MaxTokens),
        (Reply::new(200, r#"{"promptFeedback":{"blockReason":"SAFETY"}}"#), ErrorKind::PromptBlocked),
        (Reply::new(200, &cut.as_bytes()[..50]), ErrorKind::TruncatedResponse),
        (Reply::new(200, "{]"), ErrorKind::MalformedResponse),
        (Reply::new(200, "<html>"), ErrorKind::NotTheApi),
        (Reply::new(200, ""), ErrorKind::EmptyResponse),
        // The answer had begun, so the request is not retried even if the platform reports a network failure.
        (
            Reply::in_steps(
                200,
                vec![BodyStep::Bytes(cut.as_bytes()[..50].to_vec()), BodyStep::Break(broken())],
            ),
            ErrorKind::Network,
        ),
        (google_error(400, "INVALID_ARGUMENT", "bad"), ErrorKind::InvalidRequest),
        (google_error(401, "UNAUTHENTICATED", "who"), ErrorKind::Auth),
        (google_error(402, "RESOURCE_EXHAUSTED", "pay"), ErrorKind::Billing),
        (google_error(404, "NOT_FOUND", "models/x is not found"), ErrorKind::ModelNotFound),
        (google_error(408, "", "too slow"), ErrorKind::Unavailable),
        (google_error(500, "INTERNAL", "oops"), ErrorKind::Server),
        (google_error(504, "DEADLINE_EXCEEDED", "too slow"), ErrorKind::Unavailable),
        (
            Reply::new(
                429,
                r#"{"error":{"code":429,"message":"quota","details":[{"@type":"x.QuotaFailure","violations":[{"quotaId":"PerDay"}]}]}}"#,
            ),
            ErrorKind::Quota,
        ),
    ] {
        let ran = Setup::default().run([reply]);
        assert_eq!((ran.error().kind(), ran.error().all_details().attempts), (kind, 1), "{}", ran.error());
    }
}

#[test]
fn a_stream_that_fails_after_it_began_is_not_repeated() {
    let begun = sse(&[Answer::of(&[text_part("Well")]).finished(serde_json::Value::Null).json()]);
    let body = format!("{begun}{{\"error\":{{\"code\":503,\"message\":\"overloaded\"}}}}");
    let ran = Setup { delivery: Delivery::Stream, ..Setup::default() }.run([Reply::new(200, body)]);
    assert_eq!((ran.error().kind(), ran.times().len()), (ErrorKind::Unavailable, 1));
    // An answer that fails before it began is a refusal.
    let turned_away = Reply::new(200, ": PING\n\n{\"error\":{\"code\":503,\"message\":\"overloaded\"}}");
    let ran = Setup { delivery: Delivery::Stream, ..Setup::default() }.run([turned_away, good()]);
    assert_eq!((ran.generation().images.len(), ran.times().len()), (1, 2));
}

#[test]
fn an_image_that_came_whole_before_the_break_is_a_success() {
    let body =
        sse(&[Answer::of(&[image_part("image/png", &png(1, 1))]).finished(serde_json::Value::Null).json()]);
    for end in [
        BodyStep::Break(Error::new(ErrorKind::TruncatedResponse, "The connection broke.")),
        BodyStep::Bytes(b"data: {]\n\n".to_vec()),
    ] {
        let ran = Setup { delivery: Delivery::Stream, ..Setup::default() }
            .run([Reply::in_steps(200, vec![BodyStep::Bytes(body.clone().into_bytes()), end])]);
        assert_eq!((ran.generation().images.len(), ran.times().len()), (1, 1));
        assert_eq!(ran.generation().warnings[0].code.name(), "partial");
    }
}
