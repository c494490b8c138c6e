//! State that the requests of one call share, and the merging of their outcomes.

use crate::error::{Error, ErrorKind};
use crate::exchange::retry::Retry;
use crate::progress::{Phase, Progress, duration};
use crate::request::Expected;
use crate::request::endpoint::{Delivery, Endpoint};
use crate::response::decode::Budget;
use crate::response::generation::{Event, Generation};
use std::cell::Cell;
use std::rc::Rc;

/// The number of requests of one call that run concurrently.
pub const CONCURRENCY: usize = 4;

/// The target of the requests of a call, and their parameters.
#[derive(Debug)]
pub struct Call {
    /// The model's name, without `models/`.
    pub model: String,
    /// The expectations that the answers are checked against.
    pub expected: Expected,
    /// The endpoint of the requests.
    pub endpoint: Endpoint,
    /// The delivery of the answers, whole or as events.
    pub delivery: Delivery,
    /// The retry policy.
    pub retry: Retry,
    /// The time limit of one attempt in milliseconds; 0 means no limit.
    pub timeout_ms: f64,
    /// The origin of the page, if there is a page, because a key may be restricted to other origins.
    pub origin: Option<String>,
    /// The counters over all requests so far.
    pub totals: Totals,
}

/// Counters over all requests of a call, which run concurrently.
#[derive(Debug, Default)]
pub struct Totals {
    attempt: Cell<u32>,
    received_bytes: Cell<u64>,
    images_done: Cell<usize>,
    pub(super) budget: Rc<Budget>,
}

impl Call {
    /// Returns the number of independent requests.
    #[must_use]
    pub fn count(&self) -> usize {
        self.expected.n.max(1) as usize
    }

    /// Creates a progress event of the whole call, for a phase before or after its requests.
    #[must_use]
    pub fn progress<Img>(&self, phase: Phase, elapsed_ms: f64) -> Event<Img> {
        self.progress_of(phase, self.totals.attempt.get().max(1), elapsed_ms, None)
    }

    /// Merges the successes into one, in order, and adds the failures to it.
    ///
    /// # Errors
    /// The first failure, if no request succeeded.
    pub fn merge<Img>(
        outcomes: impl IntoIterator<Item = Result<Generation<Img>, Error>>,
    ) -> Result<Generation<Img>, Error> {
        let mut whole: Option<Generation<Img>> = None;
        let mut failures = Vec::new();
        for outcome in outcomes {
            match (outcome, &mut whole) {
                (Ok(generation), Some(whole)) => whole.merge(generation),
                (Ok(generation), None) => whole = Some(generation),
                (Err(error), _) => failures.push(error),
            }
        }
        match whole {
            Some(generation) => Ok(Generation { failures, ..generation }),
            None => {
                Err(failures.into_iter().next().unwrap_or_else(|| Error::new(ErrorKind::EmptyResponse, "")))
            }
        }
    }

    pub(super) fn progress_of<Img>(
        &self,
        phase: Phase,
        attempt: u32,
        elapsed_ms: f64,
        retry_in_ms: Option<f64>,
    ) -> Event<Img> {
        Event::Progress(Progress {
            phase,
            attempt,
            elapsed: duration(elapsed_ms),
            received_bytes: self.totals.received_bytes.get(),
            retry_in: retry_in_ms.map(duration),
            images_done: u32::try_from(self.totals.images_done.get()).unwrap_or(u32::MAX),
        })
    }
}

/// The share of one attempt in the totals; reverted when the attempt fails.
#[derive(Debug, Default)]
pub(super) struct AttemptCounters {
    bytes: u64,
    images: usize,
}

impl AttemptCounters {
    /// Begins an attempt.
    pub fn begin(&mut self, totals: &Totals, attempt: u32) {
        totals.attempt.set(attempt);
        *self = Self::default();
    }

    /// Returns the bytes of this attempt.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Adds bytes, and sets the number of images so far.
    pub fn add(&mut self, totals: &Totals, bytes: usize, images: usize) {
        totals.received_bytes.set(totals.received_bytes.get() + bytes as u64);
        totals.images_done.set(totals.images_done.get() + images - self.images);
        self.bytes += bytes as u64;
        self.images = images;
    }

    /// Subtracts a failed attempt from the totals.
    pub fn revert(&mut self, totals: &Totals) {
        totals.received_bytes.set(totals.received_bytes.get() - self.bytes);
        totals.images_done.set(totals.images_done.get() - self.images);
        *self = Self::default();
    }
}
