//! One request with all its attempts, as a state machine without IO: the driver tells it what happened, and it answers
//! with the next step. Nothing here waits, reads a clock or knows a platform.
//!
//! ```text
//!  Begun, Slept          Key             Sent             Head             Bytes
//!       │                 │               │                │          ┌───────────────┐
//!       ▼                 ▼               ▼                ▼          ▼               │
//!    AskKey ──────────► Send ────────► AwaitHead ───────► Read ── decoder (2xx) or refusal ─► Read
//!       ▲                                 │                                │
//!       │                                 └── Failed, Deadline ──┬── End, Failed, Deadline
//!       │                                                        ▼
//!       └────────────── Slept ◄── Sleep ◄── try again? ◄── outcome of the attempt ──► Done
//! ```
//!
//! In scope: what is sent, what an answer means, what is told on the way, and when to try again. Out of scope: making the
//! body, sending, reading, waiting: those are the driver's, which drops the exchange to cancel it.

mod call;

pub use call::{CONCURRENCY, Call, Tally};

use crate::decode::Decoder;
use crate::error::{self, Error, ErrorKind};
use crate::generation::{Event, Generation};
use crate::sink::ImageSink;
use crate::progress::Phase;
use crate::secret::{Secret, shown_address};
use call::Share;
use std::fmt;
use std::mem::take;

/// Error bodies are short; what is longer is not read on.
const MAX_ERROR_BODY: usize = 256 << 10;
/// Several times the largest answer there is, sixteen pictures of 4K; a page would have to hold all of it. The tests
/// read up to the bound, and have less time.
const MAX_ANSWER: u64 = if cfg!(test) { 12 << 20 } else { 1 << 30 };

/// What happened.
#[derive(Debug)]
pub enum Input<'a> {
    /// The exchange may begin.
    Begun,
    /// The key, if there is one.
    Key(Option<Secret>),
    /// The request has left.
    Sent,
    /// The head of the answer is there.
    Head(Head),
    /// The next bytes of the body.
    Bytes(&'a [u8]),
    /// The body ended in peace.
    End,
    /// The wait before the next attempt is over.
    Slept,
    /// The time for this attempt is up.
    Deadline,
    /// The step could not be done: no key, no connection, a body that broke off.
    Failed(Error),
}

/// What the driver is to do next.
#[derive(Debug)]
pub enum Step<Img> {
    /// Ask for the key, and tell `Key`.
    AskKey,
    /// Send the request, and tell `Sent`. The time limit of the attempt begins.
    Send(Outgoing),
    /// Wait for the head of the answer, and tell `Head`.
    AwaitHead,
    /// Read on, and tell `Bytes` or `End`.
    Read,
    /// Wait for so many milliseconds, and tell `Slept`. There is nothing more to read, and no time limit.
    Sleep(f64),
    /// The exchange is over.
    Done(Result<Generation<Img>, Error>),
}

/// Address and headers of a request; its body is the same for all attempts.
pub struct Outgoing {
    /// Absolute, or relative to the page.
    pub url: String,
    /// All of them, in order.
    pub headers: Vec<(String, String)>,
}

// Both may hold the key.
impl fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        f.debug_struct("Outgoing").field("url", &shown_address(&self.url)).field("headers", &names).finish()
    }
}

/// The head of an answer.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// HTTP status.
    pub status: u16,
    /// `Retry-After`, where a browser may see it, in milliseconds from now.
    pub retry_after_ms: Option<u64>,
    /// A request id from the headers, where a browser may see one.
    pub request_id: Option<String>,
}

/// Time and chance, which a driver has and an exchange has not.
#[derive(Debug, Clone, Copy)]
pub struct Now {
    /// Milliseconds since the call began.
    pub elapsed_ms: f64,
    /// From 0 up to, not including, 1.
    pub random: f64,
}

/// One request of a call.
pub struct Exchange<'a, S: ImageSink, F: Fn() -> S + Copy> {
    call: &'a Call,
    open_sink: F,
    /// From 1.
    attempt: u32,
    key: Option<Secret>,
    state: State<'a, S, F>,
    share: Share,
    events: Vec<Event<S::Image>>,
}

enum State<'a, S: ImageSink, F: Fn() -> S> {
    /// Nothing has been sent.
    Idle,
    /// The request is on its way.
    Sent,
    /// A good answer is coming in.
    Answer(Head, Box<Decoder<'a, S, F>>),
    /// The body of an error is coming in.
    Refusal(Head, Vec<u8>),
}

impl<'a, S: ImageSink, F: Fn() -> S + Copy> Exchange<'a, S, F> {
    /// An exchange that has not begun; `open_sink` takes the images.
    pub fn new(call: &'a Call, open_sink: F) -> Self {
        Self {
            call,
            open_sink,
            attempt: 1,
            key: None,
            state: State::Idle,
            share: Share::default(),
            events: Vec::new(),
        }
    }

    /// What is to be told to the caller, in order, since the last time.
    pub fn take_events(&mut self) -> Vec<Event<S::Image>> {
        take(&mut self.events)
    }

    /// Takes what happened, and gives the next step.
    pub fn on(&mut self, input: Input<'_>, now: Now) -> Step<S::Image> {
        match input {
            Input::Begun | Input::Slept => Step::AskKey,
            Input::Key(key) => self.send(key, now),
            Input::Sent => {
                self.tell(Phase::Waiting, now);
                Step::AwaitHead
            }
            Input::Head(head) => self.open(head, now),
            Input::Bytes(bytes) => self.read(bytes, now),
            Input::End => self.end(None, now),
            Input::Deadline => self.end(Some(late(self.call.timeout_ms)), now),
            Input::Failed(error) => self.end(Some(error), now),
        }
    }

    fn send(&mut self, key: Option<Secret>, now: Now) -> Step<S::Image> {
        let Call { endpoint, model, delivery, tally, .. } = self.call;
        if let Err(error) = endpoint.require_key(key.as_ref()) {
            return self.end(Some(error), now);
        }
        let url = endpoint.generate_url(model, *delivery, key.as_ref());
        let headers = endpoint.generate_headers(key.as_ref());
        self.key = key;
        self.state = State::Sent;
        self.share.begin(tally, self.attempt);
        self.tell(Phase::Sending, now);
        Step::Send(Outgoing { url, headers })
    }

    fn open(&mut self, head: Head, now: Now) -> Step<S::Image> {
        let Call { model, asked, tally, .. } = self.call;
        self.state = if (200..300).contains(&head.status) {
            let decoder = Decoder::new(model, asked, head.status, self.open_sink).within(&tally.budget);
            State::Answer(head, Box::new(decoder))
        } else {
            State::Refusal(head, Vec::new())
        };
        self.tell(Phase::Receiving, now);
        Step::Read
    }

    fn read(&mut self, bytes: &[u8], now: Now) -> Step<S::Image> {
        match &mut self.state {
            State::Answer(_, decoder) => {
                match decoder.push(bytes) {
                    Ok(events) => self.events.extend(events),
                    Err(damage) => return self.end(Some(damage), now),
                }
                self.share.add(&self.call.tally, bytes.len(), decoder.images_done());
                let has_seen_enough = decoder.has_seen_enough();
                if self.share.bytes() > MAX_ANSWER {
                    return self.end(Some(endless()), now);
                }
                if has_seen_enough {
                    return self.end(None, now);
                }
                self.tell(Phase::Receiving, now);
            }
            State::Refusal(_, body) => {
                body.extend_from_slice(bytes);
                if body.len() >= MAX_ERROR_BODY {
                    return self.end(None, now);
                }
            }
            State::Idle | State::Sent => {}
        }
        Step::Read
    }

    /// Ends the attempt; `broken` is what ended it early.
    fn end(&mut self, broken: Option<Error>, now: Now) -> Step<S::Image> {
        let outcome = match std::mem::replace(&mut self.state, State::Idle) {
            State::Idle => {
                let attempts = self.attempt - 1;
                return Step::Done(Err(broken.unwrap_or_else(no_answer).with(|facts| facts.attempts = attempts)));
            }
            State::Sent => Err(broken.unwrap_or_else(no_answer)),
            State::Answer(head, decoder) => finish(head, *decoder, broken),
            State::Refusal(head, body) => Err(refusal(head, &body, broken)),
        };
        let secrets = self.call.endpoint.secrets(self.key.as_ref());
        match outcome {
            Ok(generation) => Step::Done(Ok(generation.redacted(&secrets))),
            Err(error) => {
                let error = error.of_call(&self.call.model, self.call.origin.clone()).redacted(&secrets);
                self.retry(error, now)
            }
        }
    }

    fn retry(&mut self, error: Error, now: Now) -> Step<S::Image> {
        self.share.take_back(&self.call.tally);
        let attempt = self.attempt;
        let error = error.with(|facts| facts.attempts = attempt);
        let Some(delay) = self.call.retry.delay_ms(attempt, &error, now.random) else {
            return Step::Done(Err(error));
        };
        let told = self.call.progress_of(Phase::Retrying, attempt, now.elapsed_ms, Some(delay));
        self.events.push(told);
        self.attempt += 1;
        Step::Sleep(delay)
    }

    fn tell(&mut self, phase: Phase, now: Now) {
        self.events.push(self.call.progress_of(phase, self.attempt, now.elapsed_ms, None));
    }
}

fn finish<S: ImageSink, F: Fn() -> S>(
    head: Head,
    decoder: Decoder<'_, S, F>,
    broken: Option<Error>,
) -> Result<Generation<S::Image>, Error> {
    // Whatever ended an answer that had begun: it may be billed, so it is not asked for again.
    let interruption = broken.map(|error| error.with(|facts| facts.retryable = Some(false)));
    decoder.finish(interruption).map_err(|error| {
        error.with(|facts| {
            facts.status = facts.status.or(Some(head.status));
            facts.request_id = facts.request_id.take().or(head.request_id);
        })
    })
}

/// The error of a refused request. A body that breaks off still leaves the status to judge by.
fn refusal(head: Head, body: &[u8], broken: Option<Error>) -> Error {
    if let Some(late) = broken.filter(|error| error.kind() == ErrorKind::Timeout) {
        return late;
    }
    let error = error::from_response(head.status, body)
        .with(|facts| facts.request_id = facts.request_id.take().or(head.request_id));
    let told = error.retry_after_ms().or(head.retry_after_ms.filter(|_| error.kind().passes()));
    error.with(|facts| facts.retry_after_ms = told)
}

fn late(limit_ms: f64) -> Error {
    let ms = limit_ms as u64;
    let message = format!("No whole answer within {ms} ms; raise timeoutMs or ask for less.");
    Error::new(ErrorKind::Timeout, message)
}

fn endless() -> Error {
    let message = "The answer is larger than any answer of this API and was not read on; check the base URL.";
    Error::new(ErrorKind::MalformedResponse, message)
}

/// For a driver that ends an exchange which has no answer.
fn no_answer() -> Error {
    Error::new(ErrorKind::EmptyResponse, "The service answered nothing.")
}

#[cfg(test)]
mod tests;
