//! The dialog that is open. Dialogs exclude each other.

use super::compare::Comparison;
use super::result::ResultId;

/// A dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialog {
    /// A picture, large.
    Viewer(ResultId),
    /// A picture to paint on.
    Retouch(ResultId),
    /// Two pictures on each other.
    Compare(Comparison),
    /// The keyboard shortcuts.
    Shortcuts,
    /// The deleted pictures.
    Bin,
    /// The question before all pictures are deleted.
    DeleteAll,
}

impl Dialog {
    /// The picture that it is about.
    pub fn subject(self) -> Option<ResultId> {
        match self {
            Self::Viewer(id) | Self::Retouch(id) => Some(id),
            Self::Compare(comparison) => Some(comparison.subject),
            Self::Shortcuts | Self::Bin | Self::DeleteAll => None,
        }
    }

    /// The picture in the viewer.
    pub fn viewed(self) -> Option<ResultId> {
        if let Self::Viewer(id) = self { Some(id) } else { None }
    }

    /// The picture that is retouched.
    pub fn retouched(self) -> Option<ResultId> {
        if let Self::Retouch(id) = self { Some(id) } else { None }
    }

    /// The comparison.
    pub fn compared(self) -> Option<Comparison> {
        if let Self::Compare(comparison) = self { Some(comparison) } else { None }
    }
}
