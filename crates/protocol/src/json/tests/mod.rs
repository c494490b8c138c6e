//! Edge cases of the parser and the writer, and a comparison with `serde_json`.
#![allow(clippy::unwrap_used, clippy::panic)]

mod differential;
mod numbers;
mod strings;
mod structure;

use super::*;
use ParseError::{Incomplete, Invalid};

/// Parses a text and writes it again.
#[track_caller]
fn rewritten(text: &str) -> String {
    parse(text).unwrap_or_else(|error| panic!("{text}: {error}")).to_string()
}

#[track_caller]
fn refuses(error: ParseError, texts: &[&str]) {
    for text in texts {
        assert_eq!(parse(text), Err(error), "{text:?}");
    }
}

#[track_caller]
fn keeps(texts: &[&str]) {
    for text in texts {
        assert_eq!(rewritten(text), *text);
    }
}
