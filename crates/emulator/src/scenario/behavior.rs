//! The types of scenarios: their names, and the stage of a response that each changes.

use tintype_painter::seed::Rng;

use super::options::{At, Options};
use crate::answer::Answer;
use crate::cors::Cors;
use crate::frame::Frame;
use crate::http::{Request, Response};
use crate::painter::Painter;
use crate::wire::parsed_request::ParsedRequest;

/// A scenario.
#[derive(Debug)]
pub struct Scenario {
    /// The name in the path.
    pub name: &'static str,
    /// The behaviour in one sentence.
    pub plays: &'static str,
    /// The expected reaction of a client.
    pub tests: &'static str,
    /// Names of the options that the scenario reads, in addition to the common ones.
    pub options: &'static [&'static str],
    pub(crate) behavior: Behavior,
    /// Whether the scenario requires a drawn picture.
    pub(crate) draws: bool,
}

/// The stage of a response that a behaviour changes.
#[derive(Debug)]
pub(crate) enum Behavior {
    /// Changes nothing.
    Nothing,
    /// Chooses one of these behaviours at random.
    RandomChoice(&'static [&'static str]),
    /// Responds with an error before the request is read; `None` lets the request pass.
    ErrorResponse(fn(&ScenarioContext<'_>) -> Option<Response>),
    /// Changes the parsed request.
    ParsedRequest(fn(&mut ParsedRequest)),
    /// Changes the text and images of the model.
    Answer(fn(&mut Answer, &ScenarioContext<'_>)),
    /// Adds other versions of the image.
    Variants(fn(&mut Answer, &ScenarioContext<'_>, &dyn Painter)),
    /// Changes the JSON documents and their framing.
    Frames(fn(&mut Vec<Frame>)),
    /// Changes timing and length of the body.
    Delivery(fn(Response, &mut ScenarioContext<'_>) -> Response),
    /// Uses the relay family's framing of events.
    RelayStream,
    /// Changes the headers for pages of other origins.
    Cors(Cors),
}

/// The inputs of a behaviour.
#[derive(Debug)]
pub(crate) struct ScenarioContext<'a> {
    pub request: &'a Request,
    pub model: &'a str,
    pub options: Options,
    /// The number of the attempt since this behaviour became active.
    pub attempt: u32,
    /// The random numbers, which are equal for equal seed, attempt and body.
    pub rng: Rng,
}

impl Scenario {
    pub(super) const fn new(
        name: &'static str,
        plays: &'static str,
        tests: &'static str,
        behavior: Behavior,
    ) -> Self {
        Self { name, plays, tests, options: &[], behavior, draws: true }
    }

    pub(super) const fn takes(mut self, options: &'static [&'static str]) -> Self {
        self.options = options;
        self
    }

    pub(super) const fn without_picture(mut self) -> Self {
        self.draws = false;
        self
    }
}

impl ScenarioContext<'_> {
    /// Returns the position of `at` in a body of this size.
    pub fn position(&mut self, size: usize) -> usize {
        match self.options.at.unwrap_or(At::Share(0.5)) {
            At::Byte(at) => at.min(size),
            At::FromEnd(count) => size.saturating_sub(count),
            At::Share(share) => (size as f64 * f64::from(share)) as usize,
            At::Random => self.rng.below(size + 1),
        }
    }
}
