//! A state machine without IO for one request with all its attempts. The driver reports an input, and the exchange
//! returns the next step. It never waits, reads a clock or calls a platform.
//!
//! ```text
//!              Key                    Head, 2xx
//!  ┌───────► Idle ───► Sent ──┬─────────────────► Answer ⟲ Bytes ──┐
//!  │                          │ Head, any other                    │
//!  │                          ├─────────────────► Refusal ⟲ Bytes ─┤
//!  │                          │                                    │
//!  │                          └───────────┬────────────────────────┘
//!  │                                      │ End, Failed, Deadline
//!  │           retryable error            ▼    everything else
//!  └────────────────────────────── end of the attempt ───► Over
//! ```
//!
//! | state | input | step |
//! |---|---|---|
//! | `Idle` | `Begun`, `Slept` | `GetKey` |
//! | `Idle` | `Key` | `Send`; `Done` where a key is missing |
//! | `Sent` | `Sent` | `AwaitHead` |
//! | `Sent` | `Head` | `Read` |
//! | `Answer` | `Bytes` | `Read`; the end of the attempt for damage, an endless answer, or a whole one |
//! | `Refusal` | `Bytes` | `Read`; the end of the attempt at 256 KiB |
//! | any | `End`, `Failed`, `Deadline`, an input that does not fit | `Sleep` before another attempt, or `Done` |
//! | `Over` | any | `Done` |
//!
//! In scope: the request, the meaning of the answer, the events during it, and the retries. Out of scope: the body of
//! the request, sending, reading, waiting. The driver does all of those, and drops the exchange to cancel it.

mod call;
pub mod retry;
mod step;

pub use call::{CONCURRENCY, Call, Totals};
pub use step::{Head, Input, Now, Outgoing, Step};

use crate::decimal::text_of;
use crate::error::{self, Error, ErrorKind};
use crate::progress::Phase;
use crate::request::endpoint::Endpoint;
use crate::response::decode::Decoder;
use crate::response::generation::{Event, Generation, ResponseHead};
use crate::response::sink::ImageSink;
use crate::secret::Secret;
use call::AttemptCounters;
use std::mem::{replace, take};

/// The length at which the body of an error is truncated. Such bodies are short.
const MAX_ERROR_BODY: usize = 256 << 10;
/// The maximum size of an answer, several times the largest one of sixteen 4K pictures. A page would have to hold all
/// of it. Lower in tests, which read up to the limit and have less time.
const MAX_ANSWER: u64 = if cfg!(test) { 12 << 20 } else { 1 << 30 };

/// One request of a call.
pub struct Exchange<'a, S: ImageSink, F: Fn() -> S + Copy> {
    call: &'a Call,
    /// The endpoint, with the caller's own headers for this attempt.
    endpoint: Endpoint,
    open_sink: F,
    /// The number of the current attempt, from 1.
    attempt: u32,
    key: Option<Secret>,
    state: State<'a, S, F>,
    /// The error of the previous attempt.
    failure: Option<Error>,
    counters: AttemptCounters,
    events: Vec<Event<S::Image>>,
}

enum State<'a, S: ImageSink, F: Fn() -> S> {
    /// No request is open, before the first attempt or between two attempts.
    Idle,
    /// The request was handed to the driver, and the head of the answer has not arrived.
    Sent,
    /// An answer is being received.
    Answer(Head, Box<Decoder<'a, S, F>>),
    /// The body of an error is being received.
    Refusal(Head, Vec<u8>),
    /// The outcome was returned.
    Over,
}

impl<'a, S: ImageSink, F: Fn() -> S + Copy> Exchange<'a, S, F> {
    /// Creates an exchange that has not begun. `open_sink` opens a sink for each image.
    pub fn new(call: &'a Call, open_sink: F) -> Self {
        Self {
            call,
            endpoint: call.endpoint.clone(),
            open_sink,
            attempt: 1,
            key: None,
            state: State::Idle,
            failure: None,
            counters: AttemptCounters::default(),
            events: Vec::new(),
        }
    }

    /// Adds headers to those of the call, replacing headers that were added before. Callers may supply them before
    /// every attempt, together with the key.
    ///
    /// # Errors
    /// `invalid-options` for an invalid header.
    pub fn set_headers(&mut self, headers: Vec<(String, String)>) -> Result<(), Error> {
        self.endpoint = self.call.endpoint.with_headers(headers)?;
        Ok(())
    }

    /// Returns the secrets that were sent with this attempt, which must never be shown.
    #[must_use]
    pub fn secrets(&self) -> Vec<Secret> {
        self.endpoint.secrets(self.key.as_ref())
    }

    /// Returns the error of the previous attempt.
    #[must_use]
    pub fn failure(&self) -> Option<&Error> {
        self.failure.as_ref()
    }

    /// Returns the events since the last call, in order.
    pub fn take_events(&mut self) -> Vec<Event<S::Image>> {
        take(&mut self.events)
    }

    /// Handles an input and returns the next step.
    pub fn handle(&mut self, input: Input<'_>, now: Now) -> Step<S::Image> {
        match (&self.state, input) {
            (State::Idle, Input::Begun | Input::Slept) => Step::GetKey,
            (State::Idle, Input::Key(key)) => self.send(key, now),
            (State::Sent, Input::Sent) => {
                self.report(Phase::Waiting, now);
                Step::AwaitHead
            }
            (State::Sent, Input::Head(head)) => self.open(head, now),
            (State::Answer(..) | State::Refusal(..), Input::Bytes(bytes)) => self.read(bytes, now),
            (_, Input::Deadline) => self.end(Some(timed_out(self.call.timeout_ms)), now),
            (_, Input::Failed(error)) => self.end(Some(error), now),
            // `End`, or an input that the last step cannot lead to.
            _ => self.end(None, now),
        }
    }

    fn send(&mut self, key: Option<Secret>, now: Now) -> Step<S::Image> {
        let Call { model, delivery, totals, .. } = self.call;
        let endpoint = &self.endpoint;
        if let Err(error) = endpoint.require_key(key.as_ref()) {
            return self.end(Some(error), now);
        }
        let url = endpoint.generate_url(model, *delivery, key.as_ref());
        let headers = endpoint.generate_headers(key.as_ref());
        self.key = key;
        self.state = State::Sent;
        self.counters.begin(totals, self.attempt);
        self.report(Phase::Sending, now);
        Step::Send(Outgoing { url, headers })
    }

    fn open(&mut self, head: Head, now: Now) -> Step<S::Image> {
        let Call { model, expected, totals, .. } = self.call;
        self.state = if (200..300).contains(&head.status) {
            let decoder = Decoder::new(model, expected, head.status, self.open_sink).within(&totals.budget);
            State::Answer(head, Box::new(decoder))
        } else {
            State::Refusal(head, Vec::new())
        };
        self.report(Phase::Receiving, now);
        Step::Read
    }

    fn read(&mut self, bytes: &[u8], now: Now) -> Step<S::Image> {
        match &mut self.state {
            State::Answer(_, decoder) => {
                match decoder.push(bytes) {
                    Ok(events) => self.events.extend(events),
                    Err(damage) => return self.end(Some(damage), now),
                }
                self.counters.add(&self.call.totals, bytes.len(), decoder.images_done());
                let is_whole = decoder.has_seen_enough();
                if self.counters.bytes() > MAX_ANSWER {
                    return self.end(Some(endless()), now);
                }
                if is_whole {
                    return self.end(None, now);
                }
                self.report(Phase::Receiving, now);
            }
            State::Refusal(_, body) => {
                body.extend_from_slice(bytes);
                if body.len() >= MAX_ERROR_BODY {
                    return self.end(None, now);
                }
            }
            State::Idle | State::Sent | State::Over => {}
        }
        Step::Read
    }

    /// Ends the attempt; `broken` is the error that ended it early.
    fn end(&mut self, broken: Option<Error>, now: Now) -> Step<S::Image> {
        let outcome = match replace(&mut self.state, State::Over) {
            State::Idle | State::Over => {
                let attempts = self.attempt - 1;
                let error = broken.unwrap_or_else(no_answer).with(|details| details.attempts = attempts);
                return Step::Done(Box::new(Err(error)));
            }
            State::Sent => Err(broken.unwrap_or_else(no_answer)),
            State::Answer(head, decoder) => finish(head, *decoder, broken),
            State::Refusal(head, body) => Err(refusal(head, &body, broken)),
        };
        let secrets = self.secrets();
        match outcome {
            Ok(generation) => Step::Done(Box::new(Ok(generation.redacted(&secrets)))),
            Err(error) => {
                let error = error.of_call(&self.call.model, self.call.origin.clone()).redacted(&secrets);
                self.retry(error, now)
            }
        }
    }

    fn retry(&mut self, error: Error, now: Now) -> Step<S::Image> {
        self.counters.revert(&self.call.totals);
        let attempt = self.attempt;
        let error = error.with(|details| details.attempts = attempt);
        let Some(delay) = self.call.retry.delay_ms(attempt, &error, now.random) else {
            return Step::Done(Box::new(Err(error)));
        };
        let retrying = self.call.progress_of(Phase::Retrying, attempt, now.elapsed_ms, Some(delay));
        self.events.push(retrying);
        self.failure = Some(error);
        self.attempt += 1;
        self.state = State::Idle;
        Step::Sleep(delay)
    }

    fn report(&mut self, phase: Phase, now: Now) {
        self.events.push(self.call.progress_of(phase, self.attempt, now.elapsed_ms, None));
    }
}

fn finish<S: ImageSink, F: Fn() -> S>(
    head: Head,
    decoder: Decoder<'_, S, F>,
    broken: Option<Error>,
) -> Result<Generation<S::Image>, Error> {
    match decoder.finish(broken) {
        Ok(mut generation) => {
            generation.response = Some(ResponseHead::new(head.status, head.request_id, head.headers));
            Ok(generation)
        }
        Err(error) => Err(error.with(|details| {
            details.status = details.status.or(Some(head.status));
            details.request_id = details.request_id.take().or(head.request_id);
        })),
    }
}

/// Returns the error of a refused request. If the body breaks off, the status still determines the error.
fn refusal(head: Head, body: &[u8], broken: Option<Error>) -> Error {
    if let Some(timeout) = broken.filter(|error| error.kind() == ErrorKind::Timeout) {
        return timeout;
    }
    let error = error::from_response(head.status, body)
        .with(|details| details.request_id = details.request_id.take().or(head.request_id));
    let delay = error.retry_after_ms().or(head.retry_after_ms.filter(|_| error.kind().passes()));
    error.with(|details| details.retry_after_ms = delay)
}

/// Creates the error of an attempt that exceeded its time limit.
#[must_use]
pub fn timed_out(limit_ms: f64) -> Error {
    let limit = text_of(limit_ms as u64);
    let message = ["No whole answer within ", &limit, " ms; raise timeoutMs or ask for less."].concat();
    Error::new(ErrorKind::Timeout, message)
}

fn endless() -> Error {
    let message = "The answer is larger than any answer of this API and was not read on; check the base URL.";
    Error::new(ErrorKind::MalformedResponse, message)
}

/// Creates the error of an exchange that the driver ends before there is an answer.
fn no_answer() -> Error {
    Error::new(ErrorKind::EmptyResponse, "The service answered nothing.")
}

#[cfg(test)]
mod tests;
