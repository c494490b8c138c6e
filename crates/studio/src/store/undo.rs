//! The commands of undo and redo.

use web_sys::Blob;

use super::request::Shaped;
use crate::browser::picture::{BlobWithUrl, Blobs, Bytes};
use crate::model::form::Form;
use crate::model::gallery::{GalleryItem, Removed};
use crate::model::input::{Input, InputList};
use crate::model::keys::ServiceKey;
use crate::model::result::{Flag, ResultId};
use crate::model::settings::Settings;

/// A command that undoes a change. Its execution returns the command that redoes it.
pub enum UndoCommand {
    /// Restores results.
    Restore(Vec<Removed<Bytes>>),
    /// Deletes results.
    Delete(Vec<ResultId>),
    /// Repeats requests that were cancelled.
    Queue(Vec<Shaped>),
    /// Cancels jobs.
    Withdraw(Vec<u32>),
    /// Toggles a flag of a result.
    Flag(ResultId, Flag),
    /// Restores the input images.
    Inputs(InputList<Blob>),
    /// Reverts the differences between the two forms to the first form.
    Form(Box<(Form, Form)>),
    /// Restores the settings without their key.
    Settings(Box<Settings>),
    /// Restores the model.
    Model(String),
    /// Executes all commands as one step. They are in the order of their changes.
    Together(Vec<UndoCommand>),
}

impl UndoCommand {
    /// Creates the command that restores results that were just removed.
    pub fn restore(removed: &[Removed<Blobs>]) -> Self {
        Self::Restore(removed.iter().map(without_addresses).collect())
    }

    /// Creates the command that reverts a change of the form.
    pub fn form(before: Form, after: Form) -> Self {
        Self::Form(Box::new((before, after)))
    }

    /// Creates the command that restores the settings. Keys are excluded, because each stays with its service and a
    /// forgotten key stays forgotten.
    pub fn settings(before: Settings) -> Self {
        Self::Settings(Box::new(Settings { key: ServiceKey::default(), ..before }))
    }

    /// Whether the command changes pictures of the gallery and nothing else.
    pub fn is_about_pictures(&self) -> bool {
        matches!(self, Self::Restore(_) | Self::Delete(_) | Self::Flag(..))
    }

    /// Removes permanently deleted pictures from the command. Returns whether anything is left to undo.
    pub fn remove_erased(&mut self, ids: &[ResultId]) -> bool {
        match self {
            Self::Restore(removed) => {
                removed.retain(|removed| removed.subject().is_none_or(|id| !ids.contains(&id)));
                !removed.is_empty()
            }
            Self::Together(changes) => {
                changes.retain_mut(|change| change.remove_erased(ids));
                !changes.is_empty()
            }
            _ => true,
        }
    }

    /// Creates the command that restores the input images.
    pub fn inputs(before: &InputList<BlobWithUrl>) -> Self {
        let bare = |input: &Input<BlobWithUrl>| Input {
            metadata: input.metadata.clone(),
            blob: input.blob.blob().clone(),
            original: input.original.as_ref().map(|original| original.map(|blob| blob.blob().clone())),
        };
        Self::Inputs(before.map(bare))
    }
}

fn without_addresses(removed: &Removed<Blobs>) -> Removed<Bytes> {
    removed.map(|GalleryItem { metadata, blobs }| GalleryItem {
        metadata: metadata.clone(),
        blobs: blobs.to_bytes(),
    })
}
