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
    /// Bring these results back.
    Restore(Vec<Removed<Bytes>>),
    /// Delete these results.
    Delete(Vec<ResultId>),
    /// Ask for these pictures again, which were cancelled.
    Queue(Vec<Shaped>),
    /// Cancel these jobs.
    Withdraw(Vec<u32>),
    /// Toggle a flag of this result.
    Flag(ResultId, Flag),
    /// These were the input images.
    Inputs(InputList<Blob>),
    /// Restore the differences between these two forms from the first.
    Form(Box<(Form, Form)>),
    /// These were the settings, without their key.
    Settings(Box<Settings>),
    /// This was the model.
    Model(String),
    /// All of these, made in this order, as one step.
    Together(Vec<UndoCommand>),
}

impl UndoCommand {
    /// To bring results back that were just taken out.
    pub fn restore(removed: &[Removed<Blobs>]) -> Self {
        Self::Restore(removed.iter().map(without_addresses).collect())
    }

    /// To have the form as it was, in what was changed.
    pub fn form(before: Form, after: Form) -> Self {
        Self::Form(Box::new((before, after)))
    }

    /// To have these settings again. Keys are no part of it: each stays with its service, and one that was forgotten stays so.
    pub fn settings(before: Settings) -> Self {
        Self::Settings(Box::new(Settings { key: ServiceKey::default(), ..before }))
    }

    /// True for a step that changes pictures of the gallery, and nothing else.
    pub fn is_about_pictures(&self) -> bool {
        matches!(self, Self::Restore(_) | Self::Delete(_) | Self::Flag(..))
    }

    /// Takes pictures out that are deleted for good; whether anything is left to undo.
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

    /// To have these input images again.
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
