//! Image generation and editing for the browser, over the Gemini image API: options in, Blob URLs out.
//!
//! ```text
//! GenerateOptions ── input, prepare ── payload ──► drive ── fetch ──► service
//!                                                  │  ▲                 │
//!                             inputs of an exchange│  │steps            │
//!                                                  ▼  │                 │
//! Generation ◄── image, blob_url ◄───── tintype-protocol ◄── body ◄─────┘
//! ```
//!
//! In scope: the browser's side of the protocol (fetch, streams, Blobs, timers) and, with the feature `js`,
//! the exports of the npm package. Out of scope: what is on the wire, see the crate `tintype-protocol`.
//! Nothing here needs a `window`: it all runs in workers too.
//!
//! ```no_run
//! # async fn example() -> Result<(), tintype::Error> {
//! use tintype::{ApiKey, Client, ClientOptions, GenerateOptions};
//!
//! let client = Client::new(ClientOptions { api_key: Some(ApiKey::from("sk-…")), ..Default::default() });
//! let generation = client.generate(GenerateOptions::new("a lighthouse at dusk")).await?;
//! let url = generation.images[0].url(); // lives as long as the image
//! # Ok(())
//! # }
//! ```

mod abort;
mod blob_builder;
mod blob_url;
mod body;
mod bytes;
mod caller;
mod chat;
mod client;
mod clock;
mod compose;
mod drive;
mod fetch;
mod image;
mod input;
mod js_error;
mod key;
mod models;
mod payload;
mod prepare;
mod progress;
mod remote;
mod response;
mod runtime;
mod stream;

#[cfg(feature = "js")]
mod js;

/// What [`Chat`] keeps and sends back of a conversation, for who keeps it in another way than as Blobs.
///
/// ```
/// use tintype::history::{Content, InputPart, Turn, sent};
///
/// let content = |role: &str, part| Content { role: role.into(), parts: vec![part] };
/// let turn = Turn {
///     user: content("user", InputPart::text("a lighthouse at dusk")),
///     answer: content("model", InputPart::image("lighthouse.png")),
///     model: "gemini-3-pro-image".into(),
/// };
/// let sent = sent(&[turn], "gemini-3-pro-image", 10_000_000, |_| 2_000_000);
/// assert_eq!((sent.contents.len(), sent.left_out), (2, 0));
/// ```
pub mod history {
    pub use tintype_protocol::history::{Sent, Turn, answer, sent};
    pub use tintype_protocol::options::{Content, InputPart};
}

pub use blob_url::BlobUrl;
pub use chat::Chat;
pub use client::{Client, ClientOptions};
pub use compose::{ComposeOptions, compose};
pub use image::GeneratedImage;
pub use input::{ImageInput, PreparedImage, inspect};
pub use key::ApiKey;
pub use stream::GenerationStream;
pub use tintype_protocol::endpoint::Auth;
pub use tintype_protocol::error::{Hint, Restriction, without_request_ids};
pub use tintype_protocol::generation::{Warning, WarningCode};
pub use tintype_protocol::grounding::{Grounding, GroundingSource};
pub use tintype_protocol::json;
pub use tintype_protocol::listing::ModelInfo;
pub use tintype_protocol::options::InputLimits;
pub use tintype_protocol::progress::{Phase, Progress};
pub use tintype_protocol::retry::Retry;
pub use tintype_protocol::secret::Secret;
pub use tintype_protocol::sniff::{ImageInfo, ImageType};
pub use tintype_protocol::usage::Usage;
pub use tintype_protocol::{Error, ErrorKind, model};

/// Options of one call; see each field.
pub type GenerateOptions = tintype_protocol::options::Options<ImageInput>;
/// One turn of a conversation.
pub type Content = tintype_protocol::options::Content<ImageInput>;
/// One part of a turn.
pub type InputPart = tintype_protocol::options::InputPart<ImageInput>;
/// What was asked and what came of it, in a conversation.
pub type Turn = tintype_protocol::history::Turn<PreparedImage>;
/// What a call gives.
pub type Generation = tintype_protocol::generation::Generation<GeneratedImage>;
/// One part of an answer.
pub type Part = tintype_protocol::generation::Part<GeneratedImage>;
/// What a part holds.
pub type PartBody = tintype_protocol::generation::PartBody<GeneratedImage>;
/// What a stream tells on the way.
pub type Event = tintype_protocol::generation::Event<GeneratedImage>;

/// The examples of the README, compiled with the tests.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
