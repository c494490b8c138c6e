//! The way of an answer: bytes, framing, images taken out of the JSON, small JSON, and the [`generation`] that it is.

pub mod assemble;
mod budget;
pub mod data_url;
pub mod decode;
pub mod extract;
pub mod framing;
pub mod generation;
pub mod grounding;
mod incoming;
pub mod listing;
pub mod sink;
pub mod unbase64;
pub mod usage;
