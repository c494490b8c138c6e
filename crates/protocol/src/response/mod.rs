//! Decodes an answer: strips the framing, extracts the images from the JSON, parses the rest, and assembles the
//! [`generation`].

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
