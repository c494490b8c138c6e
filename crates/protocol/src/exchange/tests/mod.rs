//! Tests of whole calls against a scripted service with simulated time.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod attempts;
mod endless;
mod many;
mod phases;
mod secrets;
mod sending;
mod steps;
mod timeouts;

use super::*;
use crate::exchange::retry::Retry;
use crate::fixture::service::{BodyStep, Reply, Service};
use crate::fixture::{Answer, Picture, image_part, png, sse, text_part};
use crate::model::DEFAULT_MODEL;
use crate::progress::Progress;
use crate::request::Expected;
use crate::request::endpoint::{Delivery, Endpoint};

/// The parameters of a call.
struct Setup {
    n: u32,
    endpoint: Endpoint,
    delivery: Delivery,
    retry: Retry,
    timeout_ms: f64,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            n: 1,
            endpoint: Endpoint { base_url: "https://h".to_owned(), ..Endpoint::default() },
            delivery: Delivery::Unary,
            retry: Retry::default(),
            timeout_ms: 300_000.0,
        }
    }
}

/// The result of a finished call.
struct Ran {
    outcome: Result<Generation<Picture>, Error>,
    events: Vec<Event<Picture>>,
    service: Service,
}

impl Setup {
    fn run(self, replies: impl IntoIterator<Item = Reply>) -> Ran {
        self.run_on(Service::new(replies))
    }

    fn run_on(self, mut service: Service) -> Ran {
        let mut events = Vec::new();
        let outcome = service.run(&self.call(), &mut |event| events.push(event));
        Ran { outcome, events, service }
    }

    fn call(self) -> Call {
        Call {
            model: DEFAULT_MODEL.to_owned(),
            expected: Expected { image: true, n: self.n, ..Expected::default() },
            endpoint: self.endpoint,
            delivery: self.delivery,
            retry: self.retry,
            timeout_ms: self.timeout_ms,
            origin: None,
            totals: Totals::default(),
        }
    }
}

impl Ran {
    fn generation(&self) -> &Generation<Picture> {
        self.outcome.as_ref().expect("a good outcome")
    }

    fn error(&self) -> &Error {
        self.outcome.as_ref().expect_err("an error")
    }

    /// Returns the time at which each request was sent.
    fn times(&self) -> Vec<f64> {
        self.service.sent.iter().map(|sent| sent.at_ms).collect()
    }

    fn progress(&self) -> Vec<Progress> {
        let progress = |event: &Event<Picture>| match event {
            Event::Progress(progress) => Some(*progress),
            _ => None,
        };
        self.events.iter().filter_map(progress).collect()
    }

    fn phases(&self) -> Vec<(&'static str, u32)> {
        self.progress().iter().map(|progress| (progress.phase.name(), progress.attempt)).collect()
    }
}

fn good() -> Reply {
    Reply::new(200, Answer::of(&[image_part("image/png", &png(1, 1))]).json())
}

fn google_error(status: u16, name: &str, message: &str) -> Reply {
    let body = serde_json::json!({"error": {"code": status, "message": message, "status": name}});
    Reply::new(status, body.to_string())
}

fn busy() -> Reply {
    google_error(503, "UNAVAILABLE", "The model is overloaded.")
}

#[test]
fn a_good_call() {
    let ran = Setup::default().run([good()]);
    let generation = ran.generation();
    assert_eq!((generation.images.len(), &*generation.images[0].bytes), (1, &*png(1, 1)));
    assert!(generation.images[0].is_final && generation.failures.is_empty());
    assert_eq!((ran.times().len(), ran.service.key_requests), (1, 1));
}
