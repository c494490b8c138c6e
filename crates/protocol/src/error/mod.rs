//! The error type: a kind to branch on, a sentence to show, and the service's own details.

mod body;
mod call_error;
mod classify;
pub mod connection;
mod delay;
mod embedded;
mod hint;
mod kind;
mod quota;
mod record;
mod request_id;
mod rules;
#[cfg(any(test, feature = "serde"))]
mod serialized;

pub(crate) use body::plain;
pub use call_error::{Error, ErrorDetails};
pub(crate) use classify::has_message;
pub use classify::{from_document, from_response};
pub use hint::{Hint, Restriction};
pub use kind::ErrorKind;
pub use request_id::without_request_ids;

#[cfg(test)]
mod tests;
