//! The Gemini image API as one pure function.
//!
//! ```text
//! Request ── route ── scenario ── auth ── wire::check ── wire::parsed_request ──┐
//!                                                                               ▼
//! Response ◄── cors ◄── scenario ◄── frame ◄── answer ◄── draw (no picture given) │ edit (pictures given)
//! ```
//!
//! In scope: reading a request as a stranger would, refusing what the real service refuses with its own words,
//! a real picture of the right size, and the misbehaviours a client must survive ([`scenario`]).
//! Out of scope: judging a prompt. It draws what a few words name; it does not pretend to be a model.
//!
//! Nothing in here reads a clock, a socket or a file. Hosts do: the HTTP server (feature `serve`)
//! and the browser's worker (feature `worker`) play the steps of a [`Response`].
//!
//! ```
//! use tintype_emulator::{PixelGlyphs, Request, respond};
//!
//! let request = Request {
//!     method: "POST".into(),
//!     path: "/v1beta/models/gemini-2.5-flash-image:generateContent".into(),
//!     headers: vec![("authorization".into(), "Bearer sandbox".into())],
//!     body: br#"{"contents":[{"parts":[{"text":"A red boat at dusk"}]}]}"#.to_vec(),
//!     ..Request::default()
//! };
//! let response = respond(&request, &PixelGlyphs);
//! assert_eq!(response.status, 200);
//! ```

mod answer;
mod attempts;
mod auth;
mod content;
mod cors;
mod date;
pub mod draw;
pub mod edit;
mod error_response;
mod files;
mod frame;
mod glyph;
mod http;
mod listing;
pub mod model;
mod noise;
mod picture;
mod placeholder;
mod render_cache;
mod respond;
mod route;
pub mod scenario;
pub mod seed;
#[cfg(feature = "serve")]
pub mod serve;
mod wire;
#[cfg(feature = "worker")]
mod worker;

pub use attempts::Attempts;
#[cfg(feature = "serve")]
pub use glyph::FontGlyphs;
pub use glyph::{Glyphs, Mask, PixelGlyphs};
pub use http::{Body, Request, Response, Step};
pub use picture::{Picture, decode, encode_jpeg, encode_png};
pub use respond::respond;
pub use wire::parsed_request::{MAX_BODY, MAX_RELAY_BODY};
