//! Whole calls on a platform that is all script, its clock included.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod attempts;
mod drops;
mod endless;
mod many;
mod phases;
mod secrets;
mod sending;
mod timeouts;

use super::*;
use crate::fixture::{
    Answer, FakePlatform, Picture, Reply, Step, TestImage, block_on, image_part, png, sse, text_part,
};
use crate::model::DEFAULT_MODEL;
use crate::options::Options;
use std::cell::RefCell;

/// A call in the making, and everything that it refers to.
struct Setup {
    options: fn() -> Options<TestImage>,
    endpoint: Endpoint,
    delivery: Delivery,
    retry: Retry,
    timeout_ms: f64,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            options: || Options { prompt: Some("A cat".to_owned()), ..Options::default() },
            endpoint: Endpoint { base_url: "https://h".to_owned(), ..Endpoint::default() },
            delivery: Delivery::Unary,
            retry: Retry::default(),
            timeout_ms: 300_000.0,
        }
    }
}

/// How a call went.
struct Ran {
    outcome: Result<Generation<Picture>, Error>,
    events: Vec<Event<Picture>>,
    platform: FakePlatform,
}

impl Setup {
    fn run(&self, replies: impl IntoIterator<Item = Reply>) -> Ran {
        self.run_on(FakePlatform::new(replies))
    }

    fn run_on(&self, platform: FakePlatform) -> Ran {
        let request = Request::new(DEFAULT_MODEL, (self.options)()).unwrap();
        let events = RefCell::new(Vec::new());
        let observe = |event| events.borrow_mut().push(event);
        let outcome = block_on(&platform.clock, run(&platform, &self.call(&request), &observe));
        assert_eq!(platform.open.get(), 0, "nothing is left open");
        Ran { outcome, events: events.into_inner(), platform }
    }

    fn call<'a>(&'a self, request: &'a Request<TestImage>) -> Call<'a, TestImage> {
        let Self { endpoint, delivery, retry, timeout_ms, .. } = self;
        Call {
            request,
            endpoint,
            delivery: *delivery,
            retry: *retry,
            timeout_ms: *timeout_ms,
            started_ms: 0.0,
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

    /// When each request went out.
    fn times(&self) -> Vec<f64> {
        self.platform.sent.borrow().iter().map(|sent| sent.at_ms).collect()
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
    assert_eq!((ran.times().len(), ran.platform.packed.get(), ran.platform.keys_asked.get()), (1, 1, 1));
}
