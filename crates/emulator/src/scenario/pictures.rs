//! What the picture is like.

use super::{Act, Scenario};
use crate::wire::ask::Ask;

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "heavy",
        "A picture that weighs what the service's do: about 1.9 bytes a pixel as PNG.",
        "Time and memory with real amounts of data.",
        Act::Ask(|ask| ask.is_heavy = true),
    ),
    Scenario::new(
        "huge",
        "A picture of the 4K class, whatever was asked for.",
        "Memory, and a picture that is not of the size asked for.",
        Act::Ask(|ask| ask.size = Some("4K".to_owned())),
    ),
    Scenario::new(
        "wrong-size",
        "A picture of another ratio than was asked for.",
        "The size is read from the bytes, and the difference is told.",
        Act::Ask(wrong_size),
    ),
    Scenario::new(
        "as-png",
        "A PNG, whatever the model.",
        "The type is read.",
        Act::Ask(|ask| ask.as_jpeg = false),
    ),
    Scenario::new(
        "as-jpeg",
        "A JPEG, whatever the model.",
        "The type is read.",
        Act::Ask(|ask| ask.as_jpeg = true),
    ),
];

fn wrong_size(ask: &mut Ask) {
    let other = if ask.ratio == "1:1" { "16:9" } else { "1:1" };
    ask.ratio = other.to_owned();
}
