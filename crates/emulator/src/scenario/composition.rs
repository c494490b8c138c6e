//! Scenarios for sequences and random runs.

use super::behavior::{Behavior, Scenario};

/// Scenarios that are selected at random or in sequence.
pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new("ok", "A good answer.", "A last turn, as in `overloaded,ok`.", Behavior::Nothing),
    Scenario::new(
        "chaos",
        "At each attempt, at random: a good answer, or a transient error or failure.",
        "A long run, repeatable by its seed.",
        Behavior::RandomChoice(CHAOS),
    ),
];

/// The choices of `chaos`. Half of them are good answers.
pub(super) const CHAOS: &[&str] = &[
    "ok",
    "ok",
    "crumbs",
    "slow",
    "bandwidth",
    "overloaded",
    "rate-limited",
    "server-error",
    "html-502",
    "empty-429",
    "reset",
    "close",
    "cut",
    "reset-in-body",
];
