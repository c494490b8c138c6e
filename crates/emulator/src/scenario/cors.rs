//! Scenarios about CORS: the headers that a page of another origin may read.

use super::behavior::{Behavior, Scenario};
use crate::cors::Cors;

pub(super) const SCENARIOS: &[Scenario] = &[
    Scenario::new(
        "cors-echo",
        "The requested origin and headers are echoed, as Google does and every other scenario here.",
        "Nothing: a page may read all.",
        Behavior::Cors(Cors::Echo),
    ),
    Scenario::new(
        "cors-star",
        "`*` in every CORS header, as the relay family has it.",
        "Which auth header passes a strict browser.",
        Behavior::Cors(Cors::Star),
    ),
    Scenario::new(
        "no-cors",
        "No CORS headers at all.",
        "A browser's opaque network error.",
        Behavior::Cors(Cors::Missing),
    ),
    Scenario::new(
        "cors-lost",
        "The preflight passes, the answer has no CORS headers, as a CDN's own pages have none.",
        "A network error after the request was sent, and perhaps billed.",
        Behavior::Cors(Cors::Lost),
    ),
];
