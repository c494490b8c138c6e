//! The open dialog. At most one dialog is open at a time.

use super::compare::Comparison;
use super::photo::Subject;
use super::result::ResultId;

/// A kind of dialog, with the picture that it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialog {
    /// The viewer, which shows a picture large.
    Viewer(ResultId),
    /// The editor that paints a mask on a photo.
    Retouch(Subject),
    /// The editor that crops and rotates a photo.
    Adjust(Subject),
    /// The editor that puts a photo on a larger canvas.
    Expand(Subject),
    /// The comparison of two pictures.
    Compare(Comparison),
    /// The collections of a picture, or of the selected pictures if there is none.
    Collections(Option<ResultId>),
    /// The keyboard shortcuts.
    Shortcuts,
    /// The saved prompts.
    Prompts,
    /// The ledger of spending.
    Ledger,
    /// The confirmation before a request exceeds the monthly limit.
    OverLimit,
    /// The bin of deleted pictures.
    Bin,
    /// The confirmation before all pictures are deleted.
    DeleteAll,
}

impl Dialog {
    /// Returns the picture that the dialog shows.
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

    /// Returns the picture in the viewer.
    pub fn viewed(self) -> Option<ResultId> {
        if let Self::Viewer(id) = self { Some(id) } else { None }
    }

    /// Returns the photo that is retouched.
    pub fn retouched(self) -> Option<Subject> {
        if let Self::Retouch(subject) = self { Some(subject) } else { None }
    }

    /// Returns the photo that is cropped.
    pub fn adjusted(self) -> Option<Subject> {
        if let Self::Adjust(subject) = self { Some(subject) } else { None }
    }

    /// Returns the photo that is expanded.
    pub fn expanded(self) -> Option<Subject> {
        if let Self::Expand(subject) = self { Some(subject) } else { None }
    }

    /// Returns the picture whose collections are shown. The inner `None` means the selected pictures.
    pub fn collected(self) -> Option<Option<ResultId>> {
        if let Self::Collections(subject) = self { Some(subject) } else { None }
    }

    /// Returns the open comparison.
    pub fn compared(self) -> Option<Comparison> {
        if let Self::Compare(comparison) = self { Some(comparison) } else { None }
    }
}
