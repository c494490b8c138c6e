//! Answers of every shape and framing, whole, cut and damaged.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod bounds;
mod content;
mod cuts;
mod endings;
mod foreign;
mod images;
mod in_text;
mod remote;
mod streams;
mod work;
