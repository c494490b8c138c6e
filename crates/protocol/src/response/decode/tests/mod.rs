//! Tests of answers in every shape and framing, complete, truncated and damaged.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod bounds;
mod content;
mod cuts;
mod images;
mod in_text;
mod not_the_api;
mod outcomes;
mod remote;
mod streams;
mod work;
