//! The browser as the library uses it: requests, bodies, Blobs, bytes and clocks, for the crates `tintype` and
//! `tintype-images`.
//!
//! In scope: every call into JavaScript that can fail for want of memory, of a network or of a well-behaved object of the
//! caller, as a `Result`. Out of scope: the wire, which is `tintype-protocol`, and the public API. Nothing here needs a
//! `window`: it all runs in workers and in Node too.

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

/// The build that a wasm module belongs to: the modules of the npm package are of the same one.
pub const BUILD: &str = match option_env!("TINTYPE_BUILD") {
    Some(build) => build,
    None => env!("CARGO_PKG_VERSION"),
};
