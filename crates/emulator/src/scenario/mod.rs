//! Scenarios by name: failures and other behaviours that a client has to handle.
//!
//! ```text
//! /scenario/overloaded+slow;wait=3s,cut;at=40%,ok/…
//!           ^^^^^^^^^^^^^^^           at the same time
//!                          ^^^^^^^    an option of these
//!                                 ^   then, at the next attempt of the same path
//! ```
//!
//! [`spec`] parses such a text, [`options`] parses the settings after a semicolon, and [`active`] applies them to one
//! request.

mod active;
mod answers;
mod behavior;
mod catalogue;
mod composition;
mod cors;
mod delivery;
mod error_responses;
mod frames;
pub mod options;
mod pictures;
mod relay;
mod spec;

pub(crate) use active::ActiveScenario;
pub use behavior::Scenario;
pub use catalogue::{GROUPS, Group, all, find};

/// Checks the text after `/scenario/`, or returns the reason why it is invalid.
pub fn check(text: &str) -> Result<(), String> {
    spec::read(text.split('/').next().unwrap_or_default()).map(|_| ())
}
