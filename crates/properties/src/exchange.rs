//! An exchange, driven by plain values in the order of a correct driver and in random order.

use crate::choices::Choices;
use tintype_protocol::exchange::retry::Retry;
use tintype_protocol::exchange::{Call, Exchange, Head, Input, Now, Outgoing, Step, Totals};
use tintype_protocol::fixture::{MemorySink, Picture, expected};
use tintype_protocol::request::endpoint::{Delivery, Endpoint};
use tintype_protocol::response::generation::{Event, Generation};
use tintype_protocol::secret::Secret;
use tintype_protocol::{Error, ErrorKind};

/// A key that no other text resembles.
const KEY: &str = "sk-Qz7wX3vB9kL2mN8pR4tY6";
const STATUSES: &[u16] = &[200, 503, 429, 204, 400, 401, 500, 0, 302];

type Outcome = Result<Generation<Picture>, Error>;

/// Checks an exchange. The first 48 bytes choose the order of the inputs, and the rest is the body of every response.
pub fn exchange(bytes: &[u8]) {
    let (how, body) = bytes.split_at(bytes.len().min(48));
    attempts_are_counted_and_end(&mut Choices::new(how), body);
    no_order_of_inputs_breaks_it(&mut Choices::new(how), body);
    cuts_change_nothing(&mut Choices::new(how), body);
}

fn call(choices: &mut Choices<'_>, retry: Retry) -> Call {
    Call {
        model: "gemini-2.5-flash-image".to_owned(),
        expected: expected(),
        endpoint: Endpoint::default(),
        delivery: choices.pick(&[Delivery::Unary, Delivery::Stream]),
        retry,
        timeout_ms: choices.pick(&[5000.0, 0.0]),
        origin: None,
        totals: Totals::default(),
    }
}

fn now(choices: &mut Choices<'_>) -> Now {
    Now { elapsed_ms: 0.0, random: choices.below(100) as f64 / 100.0 }
}

fn key() -> Input<'static> {
    Input::Key(Some(Secret::new(KEY)))
}

fn head(choices: &mut Choices<'_>) -> Head {
    Head { status: choices.pick(STATUSES), retry_after_ms: choices.pick(&[None, Some(0)]), ..Head::default() }
}

fn failure(choices: &mut Choices<'_>) -> Error {
    let kind = choices.pick(&[ErrorKind::Network, ErrorKind::TruncatedResponse, ErrorKind::Auth]);
    let is_retryable = choices.pick(&[None, Some(true)]);
    Error::new(kind, "It failed.").with(|details| details.retryable = is_retryable)
}

/// A driver that executes every step, with failures and deadlines at any of them.
struct Driver<'a, 'b> {
    delivery: Delivery,
    choices: &'a mut Choices<'b>,
    chunks: Vec<&'a [u8]>,
    next_chunk: usize,
    sent: u32,
    /// The head of a successful response.
    good_head: Option<Head>,
    is_interrupted: bool,
}

impl<'a> Driver<'a, '_> {
    /// Returns the input that follows a step.
    fn take(&mut self, step: &Step<Picture>) -> Option<Input<'a>> {
        match step {
            Step::GetKey if self.choices.once_in(20) => Some(Input::Failed(failure(self.choices))),
            Step::GetKey => Some(key()),
            Step::Send(request) => Some(self.send(request)),
            Step::AwaitHead => Some(self.await_head()),
            Step::Read => Some(self.read()),
            Step::Sleep(ms) => {
                assert!(ms.is_finite() && *ms >= 0.0, "a wait of {ms} ms");
                let answered = self.good_head.as_ref().filter(|_| self.is_interrupted);
                let may_repeat = answered.is_none_or(|head| self.is_turned_away(head));
                assert!(may_repeat, "what may have been billed is not repeated");
                Some(Input::Slept)
            }
            Step::Done(_) => None,
        }
    }

    fn send(&mut self, request: &Outgoing) -> Input<'a> {
        assert!(!request.url.contains(KEY) && !format!("{request:?}").contains(KEY));
        (self.next_chunk, self.good_head, self.is_interrupted) = (0, None, false);
        self.sent += 1;
        if self.choices.once_in(20) { Input::Failed(failure(self.choices)) } else { Input::Sent }
    }

    fn await_head(&mut self) -> Input<'a> {
        if self.choices.once_in(8) {
            return self.interrupt();
        }
        let head = head(self.choices);
        self.good_head = Some(head.clone()).filter(|head| (200..300).contains(&head.status));
        Input::Head(head)
    }

    fn read(&mut self) -> Input<'a> {
        if self.choices.once_in(8) {
            return self.interrupt();
        }
        self.next_chunk += 1;
        self.chunks.get(self.next_chunk - 1).map_or(Input::End, |chunk| Input::Bytes(chunk))
    }

    /// Whether the service reported before the interruption that it did nothing.
    fn is_turned_away(&self, head: &Head) -> bool {
        let call = Call { delivery: self.delivery, ..call(&mut Choices::new(&[]), Retry::NEVER) };
        let (outcome, _) = outcome_of(&call, head, &self.chunks[..self.next_chunk.min(self.chunks.len())]);
        outcome.is_err_and(|error| error.retryable())
    }

    fn interrupt(&mut self) -> Input<'a> {
        self.is_interrupted = true;
        if self.choices.once_in(2) { Input::Deadline } else { Input::Failed(failure(self.choices)) }
    }
}

fn attempts_are_counted_and_end(choices: &mut Choices<'_>, body: &[u8]) {
    let call = call(choices, Retry::default());
    let chunks = choices.chunks(body);
    let (most_steps, can_quote) = (3 * (chunks.len() + 6), body.windows(4).any(|bytes| bytes == b"sk-Q"));
    let at = now(choices);
    let delivery = call.delivery;
    let mut driver =
        Driver { delivery, choices, chunks, next_chunk: 0, sent: 0, good_head: None, is_interrupted: false };
    let mut exchange = Exchange::new(&call, MemorySink::default);
    let mut events = Vec::new();
    let mut step = exchange.handle(Input::Begun, at);
    for _ in 0..most_steps {
        events.extend(exchange.take_events());
        let Some(input) = driver.take(&step) else { break };
        step = exchange.handle(input, at);
    }
    events.extend(exchange.take_events());
    let Step::Done(outcome) = step else { panic!("an exchange ends: {step:?}") };
    assert!(driver.sent <= call.retry.attempts, "{} requests", driver.sent);
    counts_are_right(&outcome, &events, driver.sent);
    assert!(can_quote || !format!("{outcome:?} {events:?}").contains(KEY));
}

fn counts_are_right(outcome: &Outcome, events: &[Event<Picture>], sent: u32) {
    let progress = |event: &Event<Picture>| match event {
        Event::Progress(progress) => Some(*progress),
        _ => None,
    };
    let progress: Vec<_> = events.iter().filter_map(progress).collect();
    assert!(progress.windows(2).all(|pair| pair[0].attempt <= pair[1].attempt));
    assert!(progress.iter().all(|progress| progress.attempt <= sent));
    if let Err(error) = outcome {
        assert_eq!(error.all_details().attempts, sent, "{error:?}");
        assert!(!error.message().is_empty());
    }
}

fn no_order_of_inputs_breaks_it(choices: &mut Choices<'_>, body: &[u8]) {
    let call = call(choices, Retry::default());
    let chunks = choices.chunks(body);
    let at = now(choices);
    let mut exchange = Exchange::new(&call, MemorySink::default);
    let mut is_over = false;
    for _ in 0..24 {
        let input = match choices.below(9) {
            0 => Input::Begun,
            1 => key(),
            2 => Input::Sent,
            3 => Input::Head(head(choices)),
            4 | 5 => Input::Bytes(chunks.get(choices.below(8)).unwrap_or(&&b""[..])),
            6 => Input::End,
            7 => Input::Slept,
            _ if choices.once_in(2) => Input::Deadline,
            _ => Input::Failed(failure(choices)),
        };
        let is_done = matches!(exchange.handle(input, at), Step::Done(_));
        assert!(is_done || !is_over, "an exchange that is over goes on");
        is_over = is_done;
    }
}

/// Returns the outcome of one response in these chunks, and the content that was reported before it.
fn outcome_of(call: &Call, head: &Head, chunks: &[&[u8]]) -> (Outcome, Vec<Event<Picture>>) {
    let mut exchange = Exchange::new(call, MemorySink::default);
    let begin = [Input::Begun, key(), Input::Sent, Input::Head(head.clone())];
    let body = chunks.iter().map(|chunk| Input::Bytes(chunk)).chain([Input::End]);
    for input in begin.into_iter().chain(body) {
        if let Step::Done(outcome) = exchange.handle(input, Now { elapsed_ms: 0.0, random: 0.0 }) {
            let content = |event: &Event<Picture>| !matches!(event, Event::Progress(_));
            return (*outcome, exchange.take_events().into_iter().filter(content).collect());
        }
    }
    panic!("an exchange ends with its body");
}

fn cuts_change_nothing(choices: &mut Choices<'_>, body: &[u8]) {
    let call = call(choices, Retry::NEVER);
    let head = head(choices);
    let chunks = choices.chunks(body);
    let whole = outcome_of(&call, &head, &[body]);
    let cut = outcome_of(&call, &head, &chunks);
    assert!(cut == whole, "{head:?} in {} chunks: {cut:?}\n  whole: {whole:?}", chunks.len());
}
