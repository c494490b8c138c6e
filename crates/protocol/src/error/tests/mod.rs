//! Response bodies as the services send them, and the expected kind of each.
#![allow(clippy::unwrap_used)]

mod details;
mod gateways;
mod google;
mod keys;
mod models;
mod pages;
mod quotas;
mod relays;
mod service;
mod wrapped;

use super::*;
use ErrorKind as Kind;

#[track_caller]
fn kind_of(status: u16, body: &str) -> Kind {
    let error = from_response(status, body.as_bytes());
    assert!(error.message().len() > 20 && error.message().contains("HTTP"), "says what to do: {error}");
    error.kind()
}

#[test]
fn every_kind_by_its_name() {
    let names: Vec<_> = Kind::ALL.iter().map(|kind| kind.code()).collect();
    let expected = "invalid-options unsupported-input network aborted timeout auth permission billing rate-limited \
        quota region model-not-found invalid-request too-large unavailable server not-the-api malformed-response \
        truncated-response prompt-blocked refused max-tokens no-image empty-response";
    assert_eq!(names.join(" "), expected);
}
