//! All scenarios by group.

use super::behavior::Scenario;
use super::{answers, composition, cors, delivery, error_responses, frames, pictures, relay};

/// A group of related scenarios.
#[derive(Debug)]
pub struct Group {
    /// The title of the group.
    pub title: &'static str,
    /// The scenarios.
    pub scenarios: &'static [Scenario],
}

/// Every scenario, in the order of the README's tables.
pub const GROUPS: &[Group] = &[
    Group { title: "Sequences", scenarios: composition::SCENARIOS },
    Group { title: "Delivery", scenarios: delivery::SCENARIOS },
    Group { title: "Errors of Google and of a CDN", scenarios: error_responses::SCENARIOS },
    Group { title: "Errors of relays", scenarios: relay::SCENARIOS },
    Group { title: "Text and images of the model", scenarios: answers::SCENARIOS },
    Group { title: "The image itself", scenarios: pictures::SCENARIOS },
    Group { title: "JSON and streams", scenarios: frames::SCENARIOS },
    Group { title: "CORS", scenarios: cors::SCENARIOS },
];

/// Returns every scenario.
pub fn all() -> impl Iterator<Item = &'static Scenario> {
    GROUPS.iter().flat_map(|group| group.scenarios)
}

/// Finds the scenario of this name.
pub fn find(name: &str) -> Option<&'static Scenario> {
    all().find(|scenario| scenario.name == name)
}
