//! Scenarios about the image itself.

use super::behavior::{Behavior, Scenario};
use crate::painter::Format;
use crate::wire::parsed_request::ParsedRequest;

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "heavy",
        "A picture that weighs what the service's do: about 1.9 bytes a pixel as PNG.",
        "Time and memory with real amounts of data.",
        Behavior::ParsedRequest(|parsed| parsed.is_heavy = true),
    ),
    Scenario::new(
        "huge",
        "A picture of the 4K class, whatever size was requested.",
        "Memory, and a picture that is not of the requested size.",
        Behavior::ParsedRequest(|parsed| parsed.size = Some("4K".to_owned())),
    ),
    Scenario::new(
        "wrong-size",
        "A picture of another ratio than requested.",
        "The size is read from the bytes, and the difference is reported.",
        Behavior::ParsedRequest(wrong_size),
    ),
    Scenario::new(
        "as-png",
        "A PNG, whatever the model.",
        "The type is read.",
        Behavior::ParsedRequest(|parsed| parsed.format = Format::Png),
    ),
    Scenario::new(
        "as-jpeg",
        "A JPEG, whatever the model.",
        "The type is read.",
        Behavior::ParsedRequest(|parsed| parsed.format = Format::Jpeg),
    ),
];

fn wrong_size(parsed: &mut ParsedRequest) {
    let other = if parsed.ratio == "1:1" { "16:9" } else { "1:1" };
    parsed.ratio = other.to_owned();
}
