//! Tests of the individual steps, one input at a time.

use super::*;
use crate::fixture::MemorySink;
use fastrand::Rng;

const NOW: Now = Now { elapsed_ms: 0.0, random: 0.0 };

fn name(step: &Next) -> &'static str {
    match step {
        Next::GetKey => "ask for the key",
        Next::Send(_) => "send",
        Next::AwaitHead => "await the head",
        Next::Read => "read",
        Next::Sleep(_) => "sleep",
        Next::Done(outcome) if outcome.is_ok() => "done",
        Next::Done(_) => "failed",
    }
}

type Next = Step<Picture>;

fn key() -> Input<'static> {
    Input::Key(Some(Secret::new("sk-secret-key")))
}

fn head(status: u16) -> Input<'static> {
    Input::Head(Head { status, ..Head::default() })
}

fn steps<'a>(call: &Call, inputs: impl IntoIterator<Item = Input<'a>>) -> Vec<&'static str> {
    let mut exchange = Exchange::new(call, MemorySink::default);
    inputs.into_iter().map(|input| name(&exchange.handle(input, NOW))).collect()
}

#[test]
fn a_call_without_trouble() {
    let body = Answer::of(&[image_part("image/png", &png(1, 1))]).json();
    let call = Setup::default().call();
    let inputs = [Input::Begun, key(), Input::Sent, head(200), Input::Bytes(body.as_bytes()), Input::End];
    assert_eq!(steps(&call, inputs), ["ask for the key", "send", "await the head", "read", "read", "done"]);
}

#[test]
fn a_refusal_and_a_second_attempt() {
    let call = Setup::default().call();
    let busy = br#"{"error":{"code":503,"status":"UNAVAILABLE"}}"#;
    let inputs =
        [Input::Begun, key(), Input::Sent, head(503), Input::Bytes(busy), Input::End, Input::Slept, key()];
    assert_eq!(
        steps(&call, inputs),
        ["ask for the key", "send", "await the head", "read", "read", "sleep", "ask for the key", "send"]
    );
}

#[test]
fn the_time_is_up_at_every_step() {
    for count in 0..3 {
        let call = Setup::default().call();
        let before = [Input::Sent, head(200), Input::Bytes(b"{\"candidates\":")];
        let inputs =
            [Input::Begun, key()].into_iter().chain(before.into_iter().take(count)).chain([Input::Deadline]);
        assert_eq!(steps(&call, inputs).last(), Some(&"failed"), "after {count} more");
    }
}

/// Returns the outcome of a body that arrives in these chunks, and the events reported meanwhile.
fn outcome_of(
    chunks: &[&[u8]],
    delivery: Delivery,
) -> (Result<Generation<Picture>, Error>, Vec<Event<Picture>>) {
    let call = Setup { delivery, retry: Retry::NEVER, ..Setup::default() }.call();
    let mut exchange = Exchange::new(&call, MemorySink::default);
    for input in [Input::Begun, key(), Input::Sent, head(200)] {
        exchange.handle(input, NOW);
    }
    let chunks = chunks.iter().map(|chunk| Input::Bytes(chunk)).chain([Input::End]);
    for input in chunks {
        if let Next::Done(outcome) = exchange.handle(input, NOW) {
            let is_content = |event: &Event<Picture>| !matches!(event, Event::Progress(_));
            return (*outcome, exchange.take_events().into_iter().filter(is_content).collect());
        }
    }
    panic!("an exchange ends with its body");
}

#[test]
fn an_answer_is_the_same_wherever_it_is_cut() {
    let parts = [text_part("Here, \u{fc}"), image_part("image/png", &png(2, 1))];
    let unary = Answer::of(&parts).json();
    let events = parts.map(|part| Answer::of(&[part]).finished(serde_json::Value::Null).json());
    for (body, delivery) in [
        (unary, Delivery::Unary),
        (sse(&events), Delivery::Stream),
        ("data: {\"error\":{\"code\":400,\"message\":\"bad\"}}\n\n".to_owned(), Delivery::Stream),
        ("{\"candidates\":[]}{]".to_owned(), Delivery::Unary),
    ] {
        let whole = outcome_of(&[body.as_bytes()], delivery);
        for at in 0..=body.len() {
            let (first, rest) = body.as_bytes().split_at(at);
            assert_eq!(outcome_of(&[first, rest], delivery), whole, "cut at {at} of {body}");
        }
        let bytes: Vec<_> = body.as_bytes().chunks(1).collect();
        assert_eq!(outcome_of(&bytes, delivery), whole, "byte by byte: {body}");
    }
}

#[test]
fn no_order_of_inputs_makes_it_panic() {
    let mut rng = Rng::with_seed(7);
    let chunks: [&[u8]; 4] = [b"{\"candidates\":[", b"]}", b"<html>", b"data: {}\n\n"];
    for _ in 0..20_000 {
        let call = Setup::default().call();
        let mut exchange = Exchange::new(&call, MemorySink::default);
        for _ in 0..8 {
            let input = match rng.usize(..9) {
                0 => Input::Begun,
                1 => key(),
                2 => Input::Sent,
                3 => head([200, 204, 400, 503][rng.usize(..4)]),
                4 | 5 => Input::Bytes(chunks[rng.usize(..4)]),
                6 => Input::End,
                7 => Input::Deadline,
                _ => Input::Failed(Error::new(ErrorKind::Network, "")),
            };
            if let Next::Done(_) = exchange.handle(input, NOW) {
                break;
            }
        }
    }
}
