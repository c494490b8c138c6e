//! Behaviours by name: a table of what each plays and which care of a client it is there to test.
//!
//! A base URL that ends in `/scenario/{name}` plays one.

mod answers;
mod delivery;
mod frames;
mod refusals;
mod table;

pub use table::SCENARIOS;

use crate::answer::Answer;
use crate::cors::Cors;
use crate::frame::Frame;
use crate::http::{Request, Response};

/// A behaviour.
#[derive(Debug)]
pub struct Scenario {
    /// The name in the path.
    pub name: &'static str,
    /// What happens.
    pub plays: &'static str,
    /// What a client should make of it.
    pub tests: &'static str,
    pub(crate) act: Act,
}

/// Where in the making of an answer a behaviour steps in.
#[derive(Debug)]
pub(crate) enum Act {
    /// Before anything is looked at; `None` lets the request pass. It is given the model's name.
    Instead(fn(&Request, &str) -> Option<Response>),
    /// What the model says and shows.
    Answer(fn(&mut Answer)),
    /// The JSON documents and what stands between them.
    Frames(fn(&mut Vec<Frame>)),
    /// When and how far the bytes are sent.
    Delivery(fn(Response) -> Response),
    /// Events in the relay family's framing.
    RelayStream,
    /// What pages of other origins may read.
    Cors(Cors),
}

impl Scenario {
    pub(crate) fn cors(&self) -> Cors {
        if let Act::Cors(cors) = self.act { cors } else { Cors::Echo }
    }
}

/// The behaviour of this name.
pub fn find(name: &str) -> Option<&'static Scenario> {
    SCENARIOS.iter().find(|scenario| scenario.name == name)
}
