//! A call as a stream, with events while the answer arrives and the whole outcome at the end.

use crate::generation::{Event, Generation};
use crate::progress::Throttle;
use crate::raw;
use futures_core::{FusedStream, Stream};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, ready};
use tintype_browser::clock::{YIELD_AFTER_MS, now_ms, yield_to_event_loop};
use tintype_protocol::error::Error;
use tintype_protocol::progress::Progress;

/// The events of a running call. Dropping the stream cancels the call. The stream of a turn borrows its conversation.
///
/// ```no_run
/// # async fn example(client: tintype::Client) -> Result<(), tintype::Error> {
/// use futures_util::StreamExt;
///
/// let mut stream = client.generate("a red fox").stream();
/// let first = stream.next().await.transpose()?;
/// drop(stream); // ends the request
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing happens until the stream is polled; dropping it cancels the call"]
pub struct GenerationStream<'a> {
    work: Pin<Box<dyn Future<Output = Result<Generation, Error>> + 'a>>,
    events: Events,
    outcome: Option<Result<Generation, Error>>,
    has_reported_error: bool,
    /// The time at which the consumer started to drain the queued events.
    taking_since_ms: f64,
    /// The pending yield to the event loop.
    turn: Option<Pin<Box<dyn Future<Output = ()>>>>,
}

/// The queue to which a running call adds its events.
#[derive(Clone)]
pub struct Events {
    queue: Rc<RefCell<VecDeque<Event>>>,
    throttle: Rc<Throttle>,
}

impl Events {
    /// Adds an event. Progress is throttled to the frame rate.
    pub fn push(&self, event: raw::Event) {
        match event {
            raw::Event::Progress(progress) => self.throttle.report(progress),
            event => self.queue.borrow_mut().push_back(event.into()),
        }
    }

    /// Runs the work that produces these events.
    pub async fn during<T>(&self, work: impl Future<Output = T>) -> T {
        self.throttle.during(work).await
    }
}

impl<'a> GenerationStream<'a> {
    pub(crate) fn new<F>(listener: Option<Rc<dyn Fn(Progress)>>, begin: impl FnOnce(Events) -> F) -> Self
    where
        F: Future<Output = Result<Generation, Error>> + 'a,
    {
        let queue = Rc::new(RefCell::new(VecDeque::new()));
        let progress = {
            let queue = Rc::clone(&queue);
            move |progress: Progress| {
                queue.borrow_mut().push_back(Event::Progress(progress));
                if let Some(listener) = &listener {
                    listener(progress);
                }
            }
        };
        let events = Events { queue, throttle: Rc::new(Throttle::new(Some(Rc::new(progress)))) };
        Self {
            work: Box::pin(begin(events.clone())),
            events,
            outcome: None,
            has_reported_error: false,
            taking_since_ms: now_ms(),
            turn: None,
        }
    }

    /// Waits for the outcome of the whole call. Events that were not consumed are dropped.
    ///
    /// # Errors
    /// The errors of [`Client::generate`](crate::Client::generate).
    pub async fn result(self) -> Result<Generation, Error> {
        match self.outcome {
            Some(outcome) => outcome,
            None => self.work.await,
        }
    }

    /// Yields to the event loop from time to time, because draining thousands of queued events would be one long task.
    fn poll_turn(&mut self, context: &mut Context<'_>) -> Poll<()> {
        if self.turn.is_none() && now_ms() - self.taking_since_ms >= YIELD_AFTER_MS {
            self.turn = Some(Box::pin(yield_to_event_loop()));
        }
        if let Some(turn) = &mut self.turn {
            ready!(turn.as_mut().poll(context));
            self.turn = None;
            self.taking_since_ms = now_ms();
        }
        Poll::Ready(())
    }

    fn next_event(&self) -> Option<Event> {
        self.events.queue.borrow_mut().pop_front()
    }
}

impl Stream for GenerationStream<'_> {
    type Item = Result<Event, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if !self.events.queue.borrow().is_empty() {
            ready!(self.poll_turn(context));
        } else if self.outcome.is_none() {
            if let Poll::Ready(outcome) = self.work.as_mut().poll(context) {
                self.outcome = Some(outcome);
            }
            self.taking_since_ms = now_ms();
        }
        match (self.next_event(), &self.outcome) {
            (Some(event), _) => Poll::Ready(Some(Ok(event))),
            (None, None) => Poll::Pending,
            (None, Some(Err(error))) if !self.has_reported_error => {
                let error = error.clone();
                self.has_reported_error = true;
                Poll::Ready(Some(Err(error)))
            }
            (None, Some(_)) => Poll::Ready(None),
        }
    }
}

impl FusedStream for GenerationStream<'_> {
    fn is_terminated(&self) -> bool {
        let is_reported = self.has_reported_error || !matches!(self.outcome, Some(Err(_)));
        self.outcome.is_some() && is_reported && self.events.queue.borrow().is_empty()
    }
}

impl fmt::Debug for GenerationStream<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GenerationStream")
            .field("is_terminated", &self.is_terminated())
            .finish_non_exhaustive()
    }
}
