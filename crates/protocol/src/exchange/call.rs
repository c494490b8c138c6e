//! What the requests of one call have in common, and how their outcomes become one.

use crate::decode::Budget;
use crate::endpoint::{Delivery, Endpoint};
use crate::error::{Error, ErrorKind};
use crate::generation::{Event, Generation};
use crate::progress::{Phase, Progress};
use crate::request::Asked;
use crate::retry::Retry;
use std::cell::Cell;
use std::rc::Rc;

/// Requests of one call that run at the same time.
pub const CONCURRENCY: usize = 4;

/// Where the requests of a call go, and what they ask for.
#[derive(Debug)]
pub struct Call {
    /// The model's name, without `models/`.
    pub model: String,
    /// What the answers are measured against.
    pub asked: Asked,
    /// Where to.
    pub endpoint: Endpoint,
    /// Whole or in events.
    pub delivery: Delivery,
    /// When to try again.
    pub retry: Retry,
    /// For one attempt; 0 is none.
    pub timeout_ms: f64,
    /// The origin of the page that asks, where there is a page: a key may be restricted to others.
    pub origin: Option<String>,
    /// The sums so far.
    pub tally: Tally,
}

/// Sums over the requests of a call, which run side by side.
#[derive(Debug, Default)]
pub struct Tally {
    attempt: Cell<u32>,
    received_bytes: Cell<u64>,
    images_done: Cell<usize>,
    pub(super) budget: Rc<Budget>,
}

impl Call {
    /// How many independent requests are to be made.
    #[must_use]
    pub fn count(&self) -> usize {
        self.asked.n.max(1) as usize
    }

    /// The notice of a phase of the whole call: before its requests, and after them.
    #[must_use]
    pub fn progress<Img>(&self, phase: Phase, elapsed_ms: f64) -> Event<Img> {
        self.progress_of(phase, self.tally.attempt.get().max(1), elapsed_ms, None)
    }

    /// The successes as one, in order; the failures beside them.
    ///
    /// # Errors
    /// The first failure, when there is no success.
    pub fn merge<Img>(
        outcomes: impl IntoIterator<Item = Result<Generation<Img>, Error>>,
    ) -> Result<Generation<Img>, Error> {
        let mut whole: Option<Generation<Img>> = None;
        let mut failures = Vec::new();
        for outcome in outcomes {
            match (outcome, &mut whole) {
                (Ok(generation), Some(whole)) => whole.absorb(generation),
                (Ok(generation), None) => whole = Some(generation),
                (Err(error), _) => failures.push(error),
            }
        }
        match whole {
            Some(generation) => Ok(Generation { failures, ..generation }),
            None => Err(failures.into_iter().next().unwrap_or_else(|| Error::new(ErrorKind::EmptyResponse, ""))),
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
            elapsed_ms,
            received_bytes: self.tally.received_bytes.get(),
            retry_in_ms,
            images_done: u32::try_from(self.tally.images_done.get()).unwrap_or(u32::MAX),
        })
    }
}

/// What one attempt has added to the sums; taken back when the attempt fails.
#[derive(Debug, Default)]
pub(super) struct Share {
    bytes: u64,
    images: usize,
}

impl Share {
    pub fn begin(&mut self, tally: &Tally, attempt: u32) {
        tally.attempt.set(attempt);
        *self = Self::default();
    }

    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// More bytes, and all images so far.
    pub fn add(&mut self, tally: &Tally, bytes: usize, images: usize) {
        tally.received_bytes.set(tally.received_bytes.get() + bytes as u64);
        tally.images_done.set(tally.images_done.get() + images - self.images);
        self.bytes += bytes as u64;
        self.images = images;
    }

    pub fn take_back(&mut self, tally: &Tally) {
        tally.received_bytes.set(tally.received_bytes.get() - self.bytes);
        tally.images_done.set(tally.images_done.get() - self.images);
        *self = Self::default();
    }
}
