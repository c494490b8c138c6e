//! Collects the problems of a call, so that the caller sees all of them at once.

use crate::error::{Error, ErrorKind};
use crate::json::{array, object};

/// Problems with options, collected so that the caller sees all of them at once.
#[derive(Debug, Default)]
pub struct Problems(Vec<(String, String)>);

impl Problems {
    /// Adds a problem, unless the field already has one. A field that cannot be read is not reported as missing as
    /// well.
    pub fn add(&mut self, field: &str, message: impl Into<String>) {
        if !self.0.iter().any(|(known, _)| known == field) {
            self.0.push((field.to_owned(), message.into()));
        }
    }

    /// Returns `Ok` if there are no problems.
    ///
    /// # Errors
    /// `invalid-options` with all problems.
    pub fn into_result(self) -> Result<(), Error> {
        let Some((field, _)) = self.0.first().cloned() else { return Ok(()) };
        let mut lines = String::new();
        for (field, message) in &self.0 {
            if !lines.is_empty() {
                lines.push_str(" · ");
            }
            [field, ": ", message].into_iter().for_each(|part| lines.push_str(part));
        }
        let details =
            self.0.iter().map(|(field, message)| object([("field", field.as_str()), ("message", message)]));
        let details = array(details);
        Err(Error::new(ErrorKind::InvalidOptions, lines).with(|known| {
            known.field = Some(field);
            known.body = Some(details);
        }))
    }
}
