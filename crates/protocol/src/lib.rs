//! The Gemini image protocol, pure: no browser, no IO, no clock.
//!
//! ```text
//! options ── request ── encode ──► pieces of a body          the driver (crate `tintype`): packs, sends, reads, waits
//!                                                                    │ inputs             ▲ steps
//!                                                                    ▼                    │
//!                                                                exchange: one request, all its attempts
//!                                                                    │ bytes
//!                                             framing ─► hoist ─► small JSON ─► assemble ─► Generation
//!                                                          └─► ImageSink (decoded blocks, as they come)
//! ```
//!
//! In scope: what a caller may say, the JSON on the wire, every shape of answer and of error, and when to
//! try again. Out of scope: sending anything, time, and what becomes of an image (see [`sink`]).

pub mod assemble;
pub mod blend;
pub mod connection;
pub mod data_url;
pub mod decimal;
pub mod decode;
pub mod encode;
pub mod endpoint;
pub mod error;
pub mod exchange;
mod field;
pub mod framing;
pub mod generation;
pub mod grounding;
pub mod history;
pub mod hoist;
pub mod json;
pub mod listing;
pub mod metadata;
pub mod model;
pub mod options;
pub mod private_host;
pub mod progress;
pub mod request;
pub mod retry;
pub mod secret;
pub mod sink;
pub mod sniff;
pub mod svg;
pub mod text;
pub mod unbase64;
pub mod usage;

#[cfg(any(test, feature = "fixture"))]
pub mod fixture;

pub use error::{Error, ErrorKind};
