//! Browser access for the crates `tintype` and `tintype-images`: requests, bodies, Blobs, bytes and clocks.
//!
//! In scope: every call into JavaScript that can fail because of memory, the network or a misbehaving object of the
//! caller, as a `Result`. Out of scope: the wire format, which is in `tintype-protocol`, and the public API. Nothing
//! here needs a `window`, so all of it also runs in workers and in Node.

#![cfg_attr(not(test), deny(clippy::disallowed_macros))]

pub mod abort;
pub mod blob_builder;
pub mod blob_url;
pub mod body;
pub mod bytes;
pub mod caller;
pub mod clock;
pub mod fetch;
pub mod js_error;
pub mod response;
pub mod runtime;
pub mod signal;

/// The build of this wasm module. All modules of the npm package must have the same one.
pub const BUILD: &str = match option_env!("TINTYPE_BUILD") {
    Some(build) => build,
    None => env!("CARGO_PKG_VERSION"),
};
