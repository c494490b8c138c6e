//! The errors of the JSON parser.

use std::fmt;

/// The reason why a text is not JSON.
///
/// ```
/// use tintype_protocol::json::{ParseError, parse};
///
/// assert_eq!(parse(r#"{"text": "A cat"#), Err(ParseError::Incomplete));
/// assert_eq!(parse("<html>"), Err(ParseError::Invalid));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParseError {
    /// The text ends within a value, so that more of it could make it valid.
    Incomplete,
    /// The text is not JSON, has content after its value, or is nested too deeply.
    Invalid,
}

impl fmt::Display for ParseError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Incomplete => "the JSON text ends early",
            Self::Invalid => "the text is not valid JSON",
        })
    }
}

impl std::error::Error for ParseError {}
