//! The driver, a loop that performs the steps of an exchange in the browser and reports their results to the exchange.
//!
//! A call is a single future, woken by the transfer, the time limit and the caller. Dropping it drops the open
//! connection, which ends the transfer. No promises are raced, because each race would leave a reaction on the promise
//! of a read.

use crate::client_options::{ClientOptions, Credentials};
use crate::image::{GeneratedImage, ImageBlob};
use crate::raw::{Event, Generation};
use js_sys::Math;
use std::cell::RefCell;
use std::future::poll_fn;
use std::mem::{replace, take};
use std::pin::{Pin, pin};
use std::task::Poll;
use tintype_browser::body::BodyReader;
use tintype_browser::clock::{now_ms, sleep};
use tintype_browser::fetch::{self, Pending};
use tintype_protocol::error::Error;
use tintype_protocol::exchange::{CONCURRENCY, Call, Exchange, Head, Input, Now, Outgoing, Step, timed_out};
use tintype_protocol::progress::Phase;
use tintype_protocol::request::endpoint::Delivery;
use tintype_protocol::secret::Secret;
use wasm_bindgen::JsValue;

type Outcome = Result<Generation, Error>;

/// The caller's side of a call, with the client options and the body, which is the same for all requests.
pub struct Host<'a> {
    pub client: &'a ClientOptions,
    pub body: JsValue,
    /// The start time of the call, before its input images were read.
    pub started_ms: f64,
    /// The key and the possibly secret headers of the last attempt.
    pub sent_secrets: RefCell<Vec<Secret>>,
}

/// Makes the call, and passes its events to `observe`.
///
/// # Errors
/// The error of the first request, if no request succeeded.
pub async fn run(call: &Call, host: &Host<'_>, observe: &dyn Fn(Event)) -> Outcome {
    observe(call.progress(Phase::Preparing, host.elapsed_ms()));
    let outcomes = side_by_side(call.count(), || Request::new(call, host, observe).run()).await;
    observe(call.progress(Phase::Done, host.elapsed_ms()));
    Call::merge(outcomes.into_iter().flatten())
}

/// Reads a whole response within the time limit of an attempt. Stops reading after `most` bytes.
pub async fn read_whole(request: Pending, most: usize, limit_ms: f64) -> Result<(Head, Vec<u8>), Error> {
    let read = async {
        let (head, mut body) = request.head().await?;
        let (mut text, mut chunk) = (Vec::new(), Vec::new());
        while text.len() < most && body.read(&mut chunk).await? {
            text.extend_from_slice(&chunk);
        }
        Ok((head, text))
    };
    Deadline::after(limit_ms).or(read).await.unwrap_or_else(|| Err(timed_out(limit_ms)))
}

/// Runs `count` requests with limited concurrency, and returns their outcomes in order. A request that waits for a
/// retry does not block the other running requests.
async fn side_by_side<T, F: Future<Output = T>>(count: usize, begin: impl Fn() -> F) -> Vec<Option<T>> {
    let mut outcomes: Vec<Option<T>> = (0..count).map(|_| None).collect();
    let mut running: Vec<(usize, Pin<Box<F>>)> = Vec::new();
    let mut begun = 0;
    poll_fn(|context| {
        loop {
            running.retain_mut(|(place, work)| match work.as_mut().poll(context) {
                Poll::Ready(outcome) => {
                    outcomes[*place] = Some(outcome);
                    false
                }
                Poll::Pending => true,
            });
            if begun == count || running.len() == CONCURRENCY {
                break;
            }
            running.push((begun, Box::pin(begin())));
            begun += 1;
        }
        if running.is_empty() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    outcomes
}

/// The connection between the page and the service.
enum Connection {
    Closed,
    Sent(Pending),
    Open(BodyReader),
}

/// One request with all its attempts.
struct Request<'a, F: Fn() -> ImageBlob + Copy> {
    call: &'a Call,
    host: &'a Host<'a>,
    observe: &'a dyn Fn(Event),
    exchange: Exchange<'a, ImageBlob, F>,
    connection: Connection,
    deadline: Deadline,
    chunk: Vec<u8>,
}

impl<'a> Request<'a, fn() -> ImageBlob> {
    fn new(call: &'a Call, host: &'a Host<'a>, observe: &'a dyn Fn(Event)) -> Self {
        Self {
            call,
            host,
            observe,
            exchange: Exchange::new(call, ImageBlob::default),
            connection: Connection::Closed,
            deadline: Deadline(None),
            chunk: Vec::new(),
        }
    }

    async fn run(mut self) -> Outcome {
        let mut step = self.report(Input::Begun);
        loop {
            step = match step {
                Step::GetKey => self.get_key().await,
                Step::Send(request) => self.send(&request),
                Step::AwaitHead => self.await_head().await,
                Step::Read => self.read().await,
                Step::Sleep(ms) => {
                    (self.connection, self.deadline) = (Connection::Closed, Deadline(None));
                    sleep(ms).await;
                    self.try_again().await
                }
                Step::Done(outcome) => return *outcome,
            };
        }
    }

    async fn try_again(&mut self) -> Step<GeneratedImage> {
        let refused = match (&self.host.client.before_retry, self.exchange.failure().cloned()) {
            (Some(hook), Some(error)) if !hook.allows(error.clone()).await => Some(error),
            _ => None,
        };
        self.report(refused.map_or(Input::Slept, Input::Failed))
    }

    async fn get_key(&mut self) -> Step<GeneratedImage> {
        let credentials = self.host.client.credentials().await;
        let key = credentials.and_then(|Credentials { key, headers }| {
            self.exchange.set_headers(headers)?;
            Ok(key)
        });
        let step = self.report(key.map_or_else(Input::Failed, Input::Key));
        self.host.sent_secrets.replace(self.exchange.secrets());
        step
    }

    fn send(&mut self, request: &Outgoing) -> Step<GeneratedImage> {
        self.deadline = Deadline::after(self.call.timeout_ms);
        let is_stream = self.call.delivery == Delivery::Stream;
        match fetch::post(self.host.client.fetch.as_ref(), request, &self.host.body, is_stream) {
            Ok(pending) => {
                self.connection = Connection::Sent(pending);
                self.report(Input::Sent)
            }
            Err(error) => self.report(Input::Failed(error)),
        }
    }

    async fn await_head(&mut self) -> Step<GeneratedImage> {
        let Connection::Sent(pending) = replace(&mut self.connection, Connection::Closed) else {
            return self.report(Input::End);
        };
        let input = match self.deadline.or(pending.head()).await {
            Some(Ok((head, body))) => {
                self.connection = Connection::Open(body);
                Input::Head(head)
            }
            Some(Err(error)) => Input::Failed(error),
            None => Input::Deadline,
        };
        self.report(input)
    }

    async fn read(&mut self) -> Step<GeneratedImage> {
        let Connection::Open(body) = &mut self.connection else {
            return self.report(Input::End);
        };
        let mut chunk = take(&mut self.chunk);
        let input = match self.deadline.or(body.read(&mut chunk)).await {
            Some(Ok(true)) => Input::Bytes(&chunk),
            Some(Ok(false)) => Input::End,
            Some(Err(error)) => Input::Failed(error),
            None => Input::Deadline,
        };
        let step = self.report(input);
        self.chunk = chunk;
        step
    }

    fn report(&mut self, input: Input<'_>) -> Step<GeneratedImage> {
        let now = Now { elapsed_ms: self.host.elapsed_ms(), random: Math::random() };
        let step = self.exchange.handle(input, now);
        self.exchange.take_events().into_iter().for_each(self.observe);
        step
    }
}

impl Host<'_> {
    fn elapsed_ms(&self) -> f64 {
        now_ms() - self.started_ms
    }
}

/// The deadline of an attempt; `None` means no limit.
struct Deadline(Option<Pin<Box<dyn Future<Output = ()>>>>);

impl Deadline {
    fn after(limit_ms: f64) -> Self {
        Self((limit_ms > 0.0).then(|| Box::pin(sleep(limit_ms)) as _))
    }

    /// Waits for `work`. Returns `None` if the deadline passes first.
    async fn or<T>(&mut self, work: impl Future<Output = T>) -> Option<T> {
        let mut work = pin!(work);
        poll_fn(|context| {
            if let Poll::Ready(done) = work.as_mut().poll(context) {
                return Poll::Ready(Some(done));
            }
            match &mut self.0 {
                Some(end) => end.as_mut().poll(context).map(|()| None),
                None => Poll::Pending,
            }
        })
        .await
    }
}
