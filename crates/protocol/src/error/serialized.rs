//! Serde support for errors: one object with the members of the JS API, and the details that only Rust has.

use super::call_error::{Error, ErrorDetails};
use super::kind::ErrorKind;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

#[derive(Serialize, Deserialize)]
struct Record {
    code: ErrorKind,
    message: String,
    #[serde(flatten)]
    details: ErrorDetails,
}

impl Serialize for Error {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let details = ErrorDetails { retryable: Some(self.retryable()), ..self.all_details().clone() };
        Record { code: self.kind(), message: self.message().to_owned(), details }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Error {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Record { code, message, mut details } = Record::deserialize(deserializer)?;
        // Stores `retryable` only if it differs from the default of the kind.
        details.retryable = details.retryable.filter(|&retryable| retryable != code.retryable());
        Ok(Self::new(code, message).with(|all| *all = details))
    }
}
