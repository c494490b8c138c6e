//! The Gemini image protocol as pure code: no browser, no IO, no clock.
//!
//! ```text
//! options ── request ── encode ──► chunks of a body          the driver (crate `tintype`): packs, sends, reads, waits
//!                                                                    │ inputs             ▲ steps
//!                                                                    ▼                    │
//!                                                                exchange: one request, all its attempts
//!                                                                    │ bytes
//!                                             framing ─► extract ─► small JSON ─► assemble ─► Generation
//!                                                          └─► ImageSink (decoded blocks, as they come)
//! ```
//!
//! In scope: the options of a caller, the JSON on the wire, every form of answer and error, and the decision to retry.
//! Out of scope: sending, time, and the storage of images (see [`sink`]).

#![cfg_attr(not(test), deny(clippy::disallowed_macros))]

pub mod decimal;
pub mod error;
pub mod exchange;
mod field;
pub mod image;
pub mod json;
#[cfg(any(test, feature = "serde"))]
mod milliseconds;
pub mod model;
mod percent;
pub mod private_host;
pub mod progress;
pub mod request;
pub mod response;
pub mod secret;
#[cfg(test)]
mod serialized;
pub mod text;

#[cfg(any(test, feature = "fixture"))]
pub mod fixture;

pub use error::{Error, ErrorKind};
