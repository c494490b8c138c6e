//! One call from request to outcome: pack, send, read, decode, and try again where that costs nothing.

use crate::decode::{Budget, Decoder};
use crate::encode::encode;
use crate::endpoint::{Delivery, Endpoint};
use crate::error::{self, Error, ErrorKind};
use crate::generation::{Event, Generation};
use crate::platform::{ImageSink, Platform, ResponseBody, WireRequest, WireResponse};
use crate::progress::{Phase, Progress};
use crate::request::Request;
use crate::retry::Retry;
use crate::secret::Secret;
use futures_util::future::{Either, select};
use futures_util::stream::{StreamExt, iter};
use std::cell::Cell;
use std::future::pending;
use std::pin::{Pin, pin};
use std::rc::Rc;

/// What a platform makes of an image.
pub type ImageOf<P> = <<P as Platform>::Sink as ImageSink>::Image;
/// How a call of a platform ends.
pub type Outcome<P> = Result<Generation<ImageOf<P>>, Error>;

/// Everything that one call needs to know.
#[derive(Debug)]
pub struct Call<'a, I> {
    /// What to send.
    pub request: &'a Request<I>,
    /// Where to.
    pub endpoint: &'a Endpoint,
    /// Whole or in events.
    pub delivery: Delivery,
    /// When to try again.
    pub retry: Retry,
    /// For one attempt; 0 is none.
    pub timeout_ms: f64,
    /// When the call began, by the platform's clock: input images were read before.
    pub started_ms: f64,
}

/// Requests of one call that run at the same time.
const CONCURRENCY: usize = 4;
/// Error bodies are short; what is longer is not read on.
const MAX_ERROR_BODY: usize = 256 << 10;
/// Several times the largest answer there is, sixteen pictures of 4K; a page would have to hold all of it. The tests
/// read up to the bound, and have less time.
const MAX_ANSWER: u64 = if cfg!(test) { 12 << 20 } else { 1 << 30 };

/// Makes the call and tells `observe` what happens on the way.
///
/// # Errors
/// The error of the first request, when none of them succeeded.
pub async fn run<P: Platform>(
    platform: &P,
    call: &Call<'_, P::Input>,
    observe: &dyn Fn(Event<ImageOf<P>>),
) -> Outcome<P> {
    let tally = Tally::default();
    let run = Run { platform, call, observe, tally: &tally };
    run.tell(Phase::Preparing, 1, None);
    let outcome = run.requests().await;
    run.tell(Phase::Done, tally.attempt.get().max(1), None);
    outcome
}

/// The successes as one; the failures beside them.
fn merge<P: Platform>(outcomes: impl Iterator<Item = Outcome<P>>) -> Outcome<P> {
    let mut whole: Option<Generation<ImageOf<P>>> = None;
    let mut failures = Vec::new();
    for outcome in outcomes {
        match (outcome, &mut whole) {
            (Ok(generation), Some(whole)) => whole.absorb(generation),
            (Ok(generation), None) => whole = Some(generation),
            (Err(error), _) => failures.push(error),
        }
    }
    match whole {
        Some(mut generation) => {
            generation.failures = failures;
            Ok(generation)
        }
        None => Err(failures.into_iter().next().unwrap_or_else(|| Error::new(ErrorKind::EmptyResponse, ""))),
    }
}

/// Sums over the requests of a call.
#[derive(Debug, Default)]
struct Tally {
    attempt: Cell<u32>,
    received_bytes: Cell<u64>,
    images_done: Cell<usize>,
    budget: Rc<Budget>,
}

struct Run<'a, P: Platform> {
    platform: &'a P,
    call: &'a Call<'a, P::Input>,
    observe: &'a dyn Fn(Event<ImageOf<P>>),
    tally: &'a Tally,
}

impl<P: Platform> Run<'_, P> {
    /// All that the call asks for, with one payload.
    async fn requests(&self) -> Outcome<P> {
        let payload = &self.platform.pack(encode(self.call.request)).await?;
        let count = self.call.request.asked.n.max(1);
        let mut outcomes: Vec<_> = (0..count).map(|_| None).collect();
        // As they come: one that waits before another attempt holds no other up.
        let each = |at| async move { (at, self.request(payload).await) };
        let mut running = pin!(iter(0..count as usize).map(each).buffer_unordered(CONCURRENCY));
        while let Some((at, outcome)) = running.next().await {
            outcomes[at] = Some(outcome);
        }
        merge::<P>(outcomes.into_iter().flatten())
    }

    /// One request with all its attempts.
    async fn request(&self, payload: &P::Payload) -> Outcome<P> {
        let mut attempt = 1;
        loop {
            let key = self.key().await.map_err(|error| error.with(|facts| facts.attempts = attempt - 1))?;
            let error = match self.attempt(payload, key.as_ref(), attempt).await {
                Ok(generation) => return Ok(generation),
                Err(error) => error.with(|facts| facts.attempts = attempt),
            };
            let Some(delay) = self.call.retry.delay_ms(attempt, &error, self.platform.random()) else {
                return Err(error);
            };
            self.tell(Phase::Retrying, attempt, Some(delay));
            self.platform.sleep(delay).await;
            attempt += 1;
        }
    }

    async fn key(&self) -> Result<Option<Secret>, Error> {
        let key = self.platform.key().await?;
        self.call.endpoint.require_key(key.as_ref())?;
        Ok(key)
    }

    async fn attempt(&self, payload: &P::Payload, key: Option<&Secret>, attempt: u32) -> Outcome<P> {
        let Call { endpoint, request, delivery, .. } = self.call;
        let wire = WireRequest {
            url: endpoint.generate_url(&request.model, *delivery, key),
            headers: endpoint.generate_headers(key),
            payload,
        };
        let outcome = self.exchange(wire, attempt, pin!(self.deadline())).await;
        let secrets = endpoint.secrets(key);
        match outcome {
            Ok(generation) => Ok(generation.redacted(&secrets)),
            Err(error) => Err(error.of_call(&request.model, self.platform.origin()).redacted(&secrets)),
        }
    }

    /// Ends with the error of an attempt that takes too long; never, where there is no limit.
    async fn deadline(&self) -> Error {
        let limit = self.call.timeout_ms;
        if limit <= 0.0 {
            pending::<()>().await;
        }
        self.platform.sleep(limit).await;
        let ms = limit as u64;
        Error::new(
            ErrorKind::Timeout,
            format!("No whole answer within {ms} ms; raise timeoutMs or ask for less."),
        )
    }

    async fn exchange(
        &self,
        wire: WireRequest<'_, P::Payload>,
        attempt: u32,
        mut deadline: Pin<&mut impl Future<Output = Error>>,
    ) -> Outcome<P> {
        self.tally.attempt.set(attempt);
        self.tell(Phase::Sending, attempt, None);
        let answer = pin!(self.platform.send(wire));
        // The request leaves with the first poll; what is left after that is waiting.
        let response = match select(answer, std::future::ready(())).await {
            Either::Left((response, _)) => response?,
            Either::Right((_, answer)) => {
                self.tell(Phase::Waiting, attempt, None);
                before(deadline.as_mut(), answer).await?
            }
        };
        self.tell(Phase::Receiving, attempt, None);
        if (200..300).contains(&response.status) {
            self.read_answer(response, attempt, deadline).await
        } else {
            before(deadline, async { Err(read_error(response).await) }).await
        }
    }

    async fn read_answer(
        &self,
        response: WireResponse<P::Body>,
        attempt: u32,
        mut deadline: Pin<&mut impl Future<Output = Error>>,
    ) -> Outcome<P> {
        let WireResponse { status, mut body, request_id, .. } = response;
        let request = self.call.request;
        let mut decoder = Decoder::new(&request.model, &request.asked, status, || self.platform.sink())
            .within(&self.tally.budget);
        let mut chunk = Vec::new();
        let mut received = Received { tally: self.tally, bytes: 0, images: 0 };
        let interruption = loop {
            // What came whole before the time was up is kept, as before a connection that breaks.
            match before(deadline.as_mut(), body.read(&mut chunk)).await {
                Ok(true) => {}
                Ok(false) => break None,
                Err(error) => break Some(error),
            }
            match decoder.push(&chunk) {
                Ok(events) => events.into_iter().for_each(self.observe),
                Err(damage) => break Some(damage),
            }
            received.add(chunk.len() as u64, decoder.images_done());
            if received.bytes > MAX_ANSWER {
                break Some(endless());
            }
            if decoder.has_seen_enough() {
                break None;
            }
            self.tell(Phase::Receiving, attempt, None);
        };
        // Whatever ended an answer that had begun: it may be billed, so it is not asked for again.
        let interruption = interruption.map(|error| error.with(|facts| facts.retryable = Some(false)));
        received.kept_with(decoder.finish(interruption)).map_err(|error| {
            error.with(|facts| {
                facts.status = facts.status.or(Some(status));
                facts.request_id = facts.request_id.take().or(request_id);
            })
        })
    }

    fn tell(&self, phase: Phase, attempt: u32, retry_in_ms: Option<f64>) {
        (self.observe)(Event::Progress(Progress {
            phase,
            attempt,
            elapsed_ms: self.platform.now_ms() - self.call.started_ms,
            received_bytes: self.tally.received_bytes.get(),
            retry_in_ms,
            images_done: u32::try_from(self.tally.images_done.get()).unwrap_or(u32::MAX),
        }));
    }
}

/// What one attempt adds to the sums; taken back when the attempt fails.
struct Received<'a> {
    tally: &'a Tally,
    bytes: u64,
    images: usize,
}

impl Received<'_> {
    fn add(&mut self, bytes: u64, images: usize) {
        self.tally.received_bytes.set(self.tally.received_bytes.get() + bytes);
        self.tally.images_done.set(self.tally.images_done.get() + images - self.images);
        self.bytes += bytes;
        self.images = images;
    }

    fn kept_with<T>(mut self, outcome: Result<T, Error>) -> Result<T, Error> {
        if outcome.is_ok() {
            (self.bytes, self.images) = (0, 0);
        }
        outcome
    }
}

impl Drop for Received<'_> {
    fn drop(&mut self) {
        self.tally.received_bytes.set(self.tally.received_bytes.get() - self.bytes);
        self.tally.images_done.set(self.tally.images_done.get() - self.images);
    }
}

/// What `work` gives, unless the time is up first.
async fn before<T>(
    deadline: Pin<&mut impl Future<Output = Error>>,
    work: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    match select(pin!(work), deadline).await {
        Either::Left((done, _)) => done,
        Either::Right((late, _)) => Err(late),
    }
}

fn endless() -> Error {
    let message = "The answer is larger than any answer of this API and was not read on; check the base URL.";
    Error::new(ErrorKind::MalformedResponse, message)
}

async fn read_error<B: ResponseBody>(response: WireResponse<B>) -> Error {
    let WireResponse { status, retry_after_ms, request_id, mut body } = response;
    let (mut text, mut chunk) = (Vec::new(), Vec::new());
    // A body that breaks off still leaves the status to judge by.
    while text.len() < MAX_ERROR_BODY && matches!(body.read(&mut chunk).await, Ok(true)) {
        text.extend_from_slice(&chunk);
    }
    let error = error::from_response(status, &text).with(|facts| {
        facts.request_id = facts.request_id.take().or(request_id);
    });
    let told = error.retry_after_ms().or(retry_after_ms.filter(|_| error.kind().passes()));
    error.with(|facts| facts.retry_after_ms = told)
}

#[cfg(test)]
mod tests;
