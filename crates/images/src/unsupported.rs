//! The error of an input that cannot be used.

use tintype_protocol::error::{Error, ErrorKind};

/// Builds an `unsupported-input` error.
pub fn unsupported(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::UnsupportedInput, message)
}
