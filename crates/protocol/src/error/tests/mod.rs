//! Bodies as the services send them, and the kind that each must become.
#![allow(clippy::unwrap_used)]

mod facts;
mod google;
mod pages;
mod relays;

use super::*;
use ErrorKind as Kind;

#[track_caller]
fn kind_of(status: u16, body: &str) -> Kind {
    let error = from_response(status, body.as_bytes());
    assert!(error.message().len() > 20 && error.message().contains("HTTP"), "says what to do: {error}");
    error.kind()
}

#[test]
fn every_kind_has_a_name_of_its_own() {
    let mut names: Vec<_> = Kind::ALL.iter().map(|kind| kind.code()).collect();
    assert_eq!(names.len(), 24);
    assert!(
        names.iter().all(|name| name.bytes().all(|letter| letter.is_ascii_lowercase() || letter == b'-'))
    );
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 24);
}
