//! Behaviours by name: tables of what each plays and which care of a client it is there to test.
//!
//! ```text
//! /scenario/overloaded+slow;wait=3s,cut;at=40%,ok/…
//!           ^^^^^^^^^^^^^^^           at the same time
//!                          ^^^^^^^    an option of these
//!                                 ^   then, at the next attempt of the same path
//! ```
//!
//! [`spec`] reads such a text, [`options`] what is set after a semicolon, [`play`] takes one request through it.

mod answers;
mod delivery;
mod frames;
pub mod options;
mod pictures;
mod play;
mod reach;
mod refusals;
mod relay;
mod spec;

pub(crate) use play::Play;

use crate::answer::Answer;
use crate::cors::Cors;
use crate::frame::Frame;
use crate::http::{Request, Response};
use crate::seed::Dice;
use crate::wire::ask::Ask;
use options::Options;

/// A behaviour.
#[derive(Debug)]
pub struct Scenario {
    /// The name in the path.
    pub name: &'static str,
    /// What happens.
    pub plays: &'static str,
    /// What a client should make of it.
    pub tests: &'static str,
    /// Names of the options it reads, beside those that every one does.
    pub options: &'static [&'static str],
    pub(crate) act: Act,
    /// Whether a picture has to be drawn for it.
    pub(crate) draws: bool,
}

/// Behaviours of one kind.
#[derive(Debug)]
pub struct Group {
    /// What they are about.
    pub title: &'static str,
    /// The behaviours.
    pub scenarios: &'static [Scenario],
}

/// Every behaviour, in the order of the README's tables.
pub const GROUPS: &[Group] = &[
    Group { title: "Whether and when", scenarios: play::SCENARIOS },
    Group { title: "How the bytes come", scenarios: delivery::SCENARIOS },
    Group { title: "Errors, in Google's words and a CDN's", scenarios: refusals::SCENARIOS },
    Group { title: "Errors, in a relay's words", scenarios: relay::SCENARIOS },
    Group { title: "What the model says and shows", scenarios: answers::SCENARIOS },
    Group { title: "What the picture is like", scenarios: pictures::SCENARIOS },
    Group { title: "How JSON and streams are written", scenarios: frames::SCENARIOS },
    Group { title: "What a page of another origin may read", scenarios: reach::SCENARIOS },
];

/// Where in the making of an answer a behaviour steps in.
#[derive(Debug)]
pub(crate) enum Act {
    /// Nowhere.
    Nothing,
    /// One of these behaviours steps in, by lot.
    Lot(&'static [&'static str]),
    /// Before anything is looked at; `None` lets the request pass.
    Refusal(fn(&Cue<'_>) -> Option<Response>),
    /// What is to be drawn.
    Ask(fn(&mut Ask)),
    /// What the model says and shows.
    Answer(fn(&mut Answer, &Cue<'_>)),
    /// The JSON documents and what stands between them.
    Frames(fn(&mut Vec<Frame>)),
    /// When and how far the bytes are sent.
    Delivery(fn(Response, &mut Cue<'_>) -> Response),
    /// Events in the relay family's framing.
    RelayStream,
    /// What pages of other origins may read.
    Cors(Cors),
}

/// What a behaviour may look at.
#[derive(Debug)]
pub(crate) struct Cue<'a> {
    pub request: &'a Request,
    pub model: &'a str,
    pub options: Options,
    /// The how manieth attempt since this behaviour's turn began.
    pub attempt: u32,
    /// Fall the same way for the same seed, attempt and body.
    pub dice: Dice,
}

impl Scenario {
    const fn new(name: &'static str, plays: &'static str, tests: &'static str, act: Act) -> Self {
        Self { name, plays, tests, options: &[], act, draws: true }
    }

    const fn takes(mut self, options: &'static [&'static str]) -> Self {
        self.options = options;
        self
    }

    const fn without_picture(mut self) -> Self {
        self.draws = false;
        self
    }
}

/// Every behaviour.
pub fn all() -> impl Iterator<Item = &'static Scenario> {
    GROUPS.iter().flat_map(|group| group.scenarios)
}

/// The behaviour of this name.
pub fn find(name: &str) -> Option<&'static Scenario> {
    all().find(|scenario| scenario.name == name)
}

/// Whether a text as it stands after `/scenario/` can be played; if not, why.
pub fn check(text: &str) -> Result<(), String> {
    spec::read(text.split('/').next().unwrap_or_default()).map(|_| ())
}
