//! The Gemini image API as one pure function.
//!
//! ```text
//! Request ── route ── scenario ── auth ── wire::check ── wire::parsed_request ──┐
//!                                                                               ▼
//! Response ◄── cors ◄── scenario ◄── frame ◄────────────────────────────────── answer ◄── Painter
//! ```
//!
//! In scope: parsing requests independently of the library's code, the errors of the real service with their exact
//! messages, images of the right size and format, and the misbehaviours that a client must handle ([`scenario`]). Out
//! of scope: pixels. A [`Painter`] makes the images: [`DemoPainter`] with the crate `tintype-painter`, and a trivial
//! one in the tests of the wire format.
//!
//! The function reads no clock, socket or file. Its hosts do, and execute the steps of a [`Response`]: the HTTP server
//! (feature `serve`) and the web worker (feature `worker`).
//!
//! ```
//! use tintype_emulator::{DemoPainter, Request, respond};
//!
//! let request = Request {
//!     method: "POST".into(),
//!     path: "/v1beta/models/gemini-2.5-flash-image:generateContent".into(),
//!     headers: vec![("authorization".into(), "Bearer sandbox".into())],
//!     body: br#"{"contents":[{"parts":[{"text":"A red boat at dusk"}]}]}"#.to_vec(),
//!     ..Request::default()
//! };
//! let response = respond(&request, &DemoPainter::default());
//! assert_eq!(response.status, 200);
//! ```

mod answer;
mod attempts;
mod auth;
mod content;
mod cors;
mod date;
mod demo_painter;
mod error_response;
mod files;
mod frame;
mod http;
mod listing;
pub mod model;
mod painter;
mod render_cache;
mod respond;
mod route;
pub mod scenario;
#[cfg(feature = "serve")]
pub mod serve;
mod wire;
#[cfg(feature = "worker")]
mod worker;

pub use attempts::Attempts;
pub use demo_painter::DemoPainter;
pub use http::{Body, Request, Response, Step};
pub use painter::{Format, ImageSpec, Input, Painter};
pub use respond::respond;
pub use tintype_painter::seed;
pub use wire::parsed_request::{MAX_BODY, MAX_RELAY_BODY};
