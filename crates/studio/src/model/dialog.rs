//! The dialog that is open. Dialogs exclude each other.

use super::compare::Comparison;
use super::photo::Subject;
use super::result::ResultId;

/// A dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialog {
    /// A picture, large.
    Viewer(ResultId),
    /// A photo to paint on.
    Retouch(Subject),
    /// A photo to crop and rotate.
    Adjust(Subject),
    /// A photo to put on a larger canvas.
    Expand(Subject),
    /// Two pictures on each other.
    Compare(Comparison),
    /// The collections of a picture, or of the selected ones.
    Collections(Option<ResultId>),
    /// The keyboard shortcuts.
    Shortcuts,
    /// The saved prompts.
    Prompts,
    /// The ledger of spending.
    Ledger,
    /// The question before the monthly limit is passed.
    OverLimit,
    /// The deleted pictures.
    Bin,
    /// The question before all pictures are deleted.
    DeleteAll,
}

impl Dialog {
    /// The picture that it is about.
    pub fn subject(self) -> Option<ResultId> {
        match self {
            Self::Viewer(id) => Some(id),
            Self::Retouch(subject) | Self::Adjust(subject) | Self::Expand(subject) => subject.result(),
            Self::Compare(comparison) => Some(comparison.subject),
            Self::Collections(subject) => subject,
            Self::Shortcuts
            | Self::Prompts
            | Self::Ledger
            | Self::OverLimit
            | Self::Bin
            | Self::DeleteAll => None,
        }
    }

    /// The picture in the viewer.
    pub fn viewed(self) -> Option<ResultId> {
        if let Self::Viewer(id) = self { Some(id) } else { None }
    }

    /// The photo that is retouched.
    pub fn retouched(self) -> Option<Subject> {
        if let Self::Retouch(subject) = self { Some(subject) } else { None }
    }

    /// The photo that is cropped.
    pub fn adjusted(self) -> Option<Subject> {
        if let Self::Adjust(subject) = self { Some(subject) } else { None }
    }

    /// The photo that is expanded.
    pub fn expanded(self) -> Option<Subject> {
        if let Self::Expand(subject) = self { Some(subject) } else { None }
    }

    /// The picture whose collections are shown; inside, `None` for the selected pictures.
    pub fn collected(self) -> Option<Option<ResultId>> {
        if let Self::Collections(subject) = self { Some(subject) } else { None }
    }

    /// The comparison.
    pub fn compared(self) -> Option<Comparison> {
        if let Self::Compare(comparison) = self { Some(comparison) } else { None }
    }
}
