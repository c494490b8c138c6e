//! Image files of the library `tintype`: input images, `inspect`, `compose`, and images that are returned as URLs.
//!
//! ```text
//! ImageInput ─ source ─► Blob ─ probe ─► type, size ─ scan ─► structure ─ normalize ─► PreparedImage ─ base64 ─► request body
//!                     without metadata; upright, scaled and converted (raster, gamut, canvas) if need be ─┘
//! ```
//!
//! A call that only sends text does not need this crate. In the npm package it is a separate wasm module, which is
//! loaded with the first input image (the feature `npm`). A Rust front-end links it statically.

#![cfg_attr(not(test), deny(clippy::disallowed_macros))]

mod base64;
mod blend;
mod canvas;
mod chunks;
mod compose;
mod gamut;
mod input;
mod inspect;
mod limits;
mod normalize;
#[cfg(feature = "npm")]
mod npm;
mod picture;
mod prepared;
mod probe;
mod raster;
mod read;
mod remote;
mod scan;
mod source;
mod text;
mod unsupported;
mod values;
mod wanted;

pub use base64::base64;
pub use compose::{Composition, compose};
pub use input::ImageInput;
pub use inspect::{inspect, inspect_blob};
pub use prepared::PreparedImage;
pub use remote::{RemoteFiles, fetch_remote_images};
pub use wanted::{Source, Wanted, normalize};
