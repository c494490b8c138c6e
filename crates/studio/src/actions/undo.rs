//! Undo and redo of all changes that could not be restored otherwise.

use leptos::prelude::*;
use web_sys::Blob;

use super::history::clear_undo_notice;
use super::{flags, form, generate, results, saving, settings, viewer};
use crate::browser::picture::{BlobWithUrl, Blobs, Bytes};
use crate::model::gallery::{GalleryItem, Removed};
use crate::model::input::{Input, InputList, InputMetadata};
use crate::model::settings::Settings;
use crate::model::undo::Direction;
use crate::store::Store;
use crate::store::undo::UndoCommand;

fn with_addresses(removed: &Removed<Bytes>) -> Removed<Blobs> {
    removed.map(|GalleryItem { metadata, blobs }| {
        let blobs = blobs.to_blobs();
        GalleryItem { metadata: saving::shown(metadata.clone(), &blobs, metadata.save_state), blobs }
    })
}

/// Returns the current input image if it still exists, or else a copy with new object URLs.
fn input_again(now: &InputList<BlobWithUrl>, input: &Input<Blob>) -> Input<BlobWithUrl> {
    now.get(input.metadata.id).cloned().unwrap_or_else(|| {
        let blob = BlobWithUrl::new(input.blob.clone());
        let original =
            input.original.as_ref().map(|original| original.map(|blob| BlobWithUrl::new(blob.clone())));
        Input { metadata: InputMetadata { url: blob.url(), ..input.metadata.clone() }, blob, original }
    })
}

/// Undoes or redoes one step, if there is one.
pub fn step(store: Store, direction: Direction) {
    let Some(change) = store.session.history.try_update(|history| history.take(direction)).flatten() else {
        return;
    };
    let opposite = carry_out(store, change);
    store.session.history.update(|history| history.put(direction, opposite));
    clear_undo_notice(store);
    let text = if direction == Direction::Undo { store.text().undone } else { store.text().redone };
    store.ui.announcement.set(text.into());
}

/// Undoes or redoes one step in the viewer, but only a step about pictures, because nothing else is visible there.
pub fn step_in_viewer(store: Store, direction: Direction) {
    let is_about_pictures = store
        .session
        .history
        .with_untracked(|history| history.next(direction).is_some_and(UndoCommand::is_about_pictures));
    if is_about_pictures {
        step(store, direction);
    }
}

fn carry_out(store: Store, change: UndoCommand) -> UndoCommand {
    match change {
        UndoCommand::Restore(removed) => {
            let ids: Vec<_> = removed.iter().filter_map(Removed::subject).collect();
            results::restore(store, removed.iter().map(with_addresses).collect());
            viewer::show_again(store, &ids);
            UndoCommand::Delete(ids)
        }
        UndoCommand::Delete(ids) => {
            viewer::leave(store, &ids);
            UndoCommand::restore(&results::remove_results(store, ids))
        }
        UndoCommand::Queue(requests) => UndoCommand::Withdraw(generate::queue(store, requests)),
        UndoCommand::Withdraw(ids) => UndoCommand::Queue(generate::withdraw(store, &ids)),
        UndoCommand::Flag(id, flag) => {
            flags::toggle(store, id, &flag);
            UndoCommand::Flag(id, flag)
        }
        UndoCommand::Inputs(inputs) => {
            let now = store.composer.inputs.with_untracked(Clone::clone);
            store.composer.inputs.set(inputs.map(|input| input_again(&now, input)));
            UndoCommand::inputs(&now)
        }
        UndoCommand::Form(both) => {
            let now = store.composer.form.get_untracked();
            let then = now.with_undone(&both.0, &both.1);
            form::change(store, |form| form.clone_from(&then));
            UndoCommand::form(now, then)
        }
        UndoCommand::Settings(before) => {
            let now = store.session.settings.get_untracked();
            settings::change(store, |settings| *settings = Settings { key: settings.key.clone(), ..*before });
            UndoCommand::settings(now)
        }
        UndoCommand::Model(before) => {
            let now = store.session.settings.with_untracked(|settings| settings.model.clone());
            settings::change(store, |settings| settings.model = before);
            UndoCommand::Model(now)
        }
        UndoCommand::Together(changes) => {
            UndoCommand::Together(changes.into_iter().rev().map(|change| carry_out(store, change)).collect())
        }
    }
}
