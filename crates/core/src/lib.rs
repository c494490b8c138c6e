//! Image generation and editing for the browser, over the Gemini image API: options in, Blob URLs out.
//!
//! ```text
//! GenerateBuilder ── input, prepare ── payload ──► drive ── fetch ──► service
//!                                                  │  ▲                 │
//!                             inputs of an exchange│  │steps            │
//!                                                  ▼  │                 │
//! Generation ◄── image, blob_url ◄───── tintype-protocol ◄── body ◄─────┘
//! ```
//!
//! This crate contains the browser's side of the protocol (fetch, streams, Blobs, timers). The feature `npm` adds the
//! exports of the npm package, and the feature `js` those for a page that uses this crate as one module. `serde` adds
//! `Serialize` and `Deserialize` to what a call brings beside its images, and `serde_json` conversions of
//! [`json::Value`]. The wire format is out of scope; see the crate `tintype-protocol`. No code of this crate needs a
//! `window`, so it also runs in workers.
//!
//! Messages, and [`Error::field`], call an option by its name in JavaScript and on the wire, such as `timeoutMs` for
//! [`ClientBuilder::timeout`] and `n` for [`GenerateBuilder::count`].
//!
//! # A picture
//!
//! ```no_run
//! # async fn example() -> Result<(), tintype::Error> {
//! let client = tintype::Client::new("sk-…");
//! let generation = client.generate("a lighthouse at dusk").await?;
//! if let Some(image) = generation.image() {
//!     let address = image.url(); // a blob: address for an <img>, which lives as long as the image
//! }
//! # Ok(())
//! # }
//! ```
//!
//! The default service is a relay; [`Client::builder`] selects another service, such as Google itself.
//!
//! # Edits, variants, streams and conversations
//!
//! ```no_run
//! # async fn example(client: tintype::Client, photo: web_sys::File) -> Result<(), tintype::Error> {
//! use futures_util::StreamExt;
//!
//! let edits = client.generate("make it night").image(&photo).count(2).await?;
//!
//! let mut stream = client.generate("a story in three pictures").stream();
//! while let Some(event) = stream.next().await {
//!     if let tintype::Event::Image(image) = event? { /* show image.url() */ }
//! }
//!
//! let mut chat = client.chat();
//! chat.send("a fox").await?;
//! chat.send("give it a hat").await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Errors
//!
//! A failed call returns one [`Error`], with a [`kind`](Error::kind) to branch on and a message that says what to do.
//!
//! ```
//! use tintype::{Error, ErrorKind};
//!
//! fn advice(error: &Error) -> String {
//!     match error.kind() {
//!         ErrorKind::Auth => "Check the key.".to_owned(),
//!         ErrorKind::RateLimited => match error.retry_after() {
//!             Some(wait) => format!("Try again in {} s.", wait.as_secs()),
//!             None => "Try again later.".to_owned(),
//!         },
//!         _ => error.to_string(),
//!     }
//! }
//! ```
//!
//! # In a front-end
//!
//! Images hold JavaScript values, which belong to one thread, so images and the futures of this crate are not `Send`,
//! and an `Arc` does not change that. Leptos requires `Send` except for local values, so store them in
//! `RwSignal::new_local`, `Action::new_local` or `StoredValue::new_local`. Yew and Dioxus do not require `Send`.
//! Dropping the future of a call, such as with the component that awaits it, cancels the request.
//!
//! # Speed
//!
//! SIMD, which every current browser supports, makes base64 decoding several times as fast. Enable it for a whole build
//! in `.cargo/config.toml`:
//!
//! ```toml
//! [target.wasm32-unknown-unknown]
//! rustflags = ["-Ctarget-feature=+simd128"]
//! ```

#![cfg_attr(not(test), deny(clippy::disallowed_macros))]

mod before_retry;
mod chat;
mod client;
mod client_builder;
mod client_options;
mod compose;
mod content;
mod drive;
mod generate;
mod generation;
mod header_source;
mod image;
mod images;
mod key;
mod models;
mod payload;
mod prepare;
mod progress;
mod raw;
mod remote;
mod reply;
mod service;
mod stream;
mod turn_files;
mod upload;

#[cfg(feature = "npm")]
mod js;
#[cfg(feature = "js")]
mod web;

/// The turns of a conversation with images of any type, for callers that do not store them as Blobs.
///
/// ```
/// use tintype::history::{Content, InputPart, Turn, trim_history};
///
/// let content = |role: &str, part| Content { role: role.into(), parts: vec![part] };
/// let turn = Turn {
///     user: content("user", InputPart::text("a lighthouse at dusk")),
///     answer: content("model", InputPart::image("lighthouse.png")),
///     model: "gemini-3-pro-image".into(),
/// };
/// let history = trim_history(&[turn], "gemini-3-pro-image", 10_000_000, |_| 2_000_000);
/// assert_eq!((history.contents.len(), history.omitted), (2, 0));
/// ```
pub mod history {
    pub use tintype_protocol::request::history::{TrimmedHistory, Turn, trim_history};
    pub use tintype_protocol::request::options::{Content, InputPart};
}

pub use chat::{Chat, Turn};
pub use client::{Client, RemoteImages};
pub use client_builder::ClientBuilder;
pub use compose::{ComposeBuilder, compose};
pub use content::{Content, InputPart};
pub use generate::GenerateBuilder;
pub use generation::{Event, Generation, Part, PartBody};
pub use image::GeneratedImage;
pub use key::ApiKey;
pub use stream::GenerationStream;
pub use tintype_browser::blob_url::BlobUrl;
pub use tintype_images::{ImageInput, PreparedImage, inspect};
pub use tintype_protocol::error::{ErrorDetails, Hint, Restriction, without_request_ids};
pub use tintype_protocol::exchange::retry::Retry;
pub use tintype_protocol::image::sniff::{ImageInfo, ImageType};
pub use tintype_protocol::json;
pub use tintype_protocol::progress::{Phase, Progress};
pub use tintype_protocol::request::endpoint::{Auth, DEFAULT_BASE_URL};
pub use tintype_protocol::request::options::InputLimits;
pub use tintype_protocol::request::upload::UploadedFile;
pub use tintype_protocol::response::generation::{ResponseHead, Warning, WarningCode};
pub use tintype_protocol::response::grounding::{Grounding, GroundingSource};
pub use tintype_protocol::response::listing::ModelInfo;
pub use tintype_protocol::response::usage::Usage;
pub use tintype_protocol::secret::Secret;
pub use tintype_protocol::{Error, ErrorKind, model};
// Re-exported because their types are in public signatures, so that the versions match.
pub use {js_sys, web_sys};

/// The examples of the README, compiled with the tests.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
