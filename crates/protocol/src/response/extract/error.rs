//! The ways in which a document cannot be read on.

/// Why a document cannot be read on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExtractError {
    /// Not JSON, or nested deeper than any answer.
    Malformed,
    /// The rest beside image data is over [`MAX_TEXT`](super::MAX_TEXT) or [`MAX_VALUES`](super::MAX_VALUES).
    TooMuchText,
}
