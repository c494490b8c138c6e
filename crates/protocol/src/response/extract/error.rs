//! The error of the extractor.

/// The reason why the extractor cannot continue with a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExtractError {
    /// The document is not JSON, or is nested deeper than any answer.
    Malformed,
    /// The document without its image data exceeds [`MAX_TEXT`](super::MAX_TEXT) or [`MAX_VALUES`](super::MAX_VALUES).
    TooMuchText,
}
