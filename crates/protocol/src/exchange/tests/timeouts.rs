//! Tests of `timeoutMs`, which limits one attempt from sending to the last byte.

use super::*;

fn slow_body(steps: usize) -> Reply {
    let bytes = Answer::of(&[image_part("image/png", &png(1, 1))]).json().into_bytes();
    let steps = bytes.chunks(bytes.len().div_ceil(steps));
    let steps = steps.flat_map(|chunk| [BodyStep::WaitMs(1000.0), BodyStep::Bytes(chunk.to_vec())]);
    Reply::in_steps(200, steps.collect())
}

fn within(timeout_ms: f64) -> Setup {
    Setup { timeout_ms, ..Setup::default() }
}

#[test]
fn an_answer_that_does_not_come_times_out_once() {
    let ran = within(5000.0).run([good().after_ms(5001.0)]);
    let error = ran.error();
    assert_eq!(
        (error.kind(), error.all_details().attempts, error.retryable()),
        (ErrorKind::Timeout, 1, false)
    );
    assert_eq!(ran.service.now_ms, 5000.0);
    assert!(error.message().contains("5000"), "{error}");
}

#[test]
fn a_body_that_drags_on_times_out() {
    let ran = within(5000.0).run([slow_body(8)]);
    assert_eq!((ran.error().kind(), ran.service.now_ms), (ErrorKind::Timeout, 5000.0));
    assert!(within(9000.0).run([slow_body(8)]).outcome.is_ok());
}

#[test]
fn an_image_that_came_whole_before_the_time_is_up_is_a_success() {
    let image = image_part("image/png", &png(3, 1));
    let body = sse(&[Answer::of(&[image]).finished(serde_json::Value::Null).json()]);
    let steps = vec![BodyStep::Bytes(body.into()), BodyStep::WaitMs(1e9)];
    let setup = Setup { delivery: Delivery::Stream, ..within(5000.0) };
    let ran = setup.run([Reply::in_steps(200, steps)]);
    let generation = ran.generation();
    assert_eq!((generation.images.len(), ran.service.now_ms), (1, 5000.0));
    assert_eq!(generation.warnings[0].code.name(), "partial");
}

#[test]
fn an_error_body_that_drags_on_times_out() {
    let steps = vec![BodyStep::Bytes(b"{\"error\":".to_vec()), BodyStep::WaitMs(1e9)];
    assert_eq!(within(5000.0).run([Reply::in_steps(503, steps)]).error().kind(), ErrorKind::Timeout);
}

#[test]
fn zero_is_no_limit() {
    let ran = within(0.0).run([good().after_ms(1e9)]);
    assert_eq!((ran.outcome.is_ok(), ran.service.now_ms), (true, 1e9));
}

#[test]
fn each_attempt_has_the_whole_time() {
    let ran = within(5000.0).run([busy().after_ms(4000.0), good().after_ms(4000.0)]);
    assert_eq!((ran.outcome.is_ok(), ran.service.now_ms), (true, 8500.0));
}
