//! Answers of every shape and framing, whole, cut and damaged.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod content;
mod cuts;
mod endings;
mod foreign;
mod garbage;
mod images;
mod in_text;
mod random_answers;
mod remote;
mod spelling;
mod streams;
mod work;
