//! Errors as text.

use tintype_protocol::error::Error;

/// The JSON of an error, as `npm/error.js` reads it.
pub fn text_of(error: &Error) -> String {
    let mut json = String::new();
    error.to_record().write(&mut json);
    json
}
