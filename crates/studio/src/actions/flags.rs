//! The flags of a result: favourite, hidden, and in a collection.

use leptos::prelude::*;

use super::saving::{ask_to_persist, save_one, write};
use super::sync::follow;
use super::{history, notice};
use crate::browser::gallery::{self, names};
use crate::model::result::{Flag, ResultId, ResultMetadata, SaveState};
use crate::store::Store;
use crate::store::undo::UndoCommand;

/// Sets a flag of a result, in the gallery and in the database.
pub fn set(store: Store, id: ResultId, flag: Flag, value: bool) {
    store.gallery.results.update(|results| results.change(id, |metadata| flag.set(metadata, value)));
    store.gallery.pending_flags.update_value(|pending| pending.push(id));
    let changes = store.gallery.results.with_untracked(|results| {
        results.get(id).map(|item| flag.changes(&item.metadata)).unwrap_or_default()
    });
    write(store, async move {
        let kept = store
            .gallery
            .results
            .with_untracked(|results| results.get(id).map(|item| item.metadata.save_state));
        if matches!(kept, Some(SaveState::Saving | SaveState::Failed)) {
            end_flag_change(store, id);
            return save_one(store, id).await;
        }
        let changed = gallery::change(&names([id.0]), changes).await.map(|all| all.into_iter().next());
        match (changed, end_flag_change(store, id)) {
            (Ok(Some(metadata)), true) => {
                if apply_record(store, id, &metadata) {
                    // Another tab has moved the picture to the bin.
                    follow(store, &names([id.0])).await;
                }
            }
            (Ok(None), _) => {
                // Another tab has deleted the picture.
                follow(store, &names([id.0])).await;
            }
            (Err(_), true) => {
                store
                    .gallery
                    .results
                    .update(|results| results.change(id, |metadata| flag.set(metadata, !value)));
                notice::show_when_free(store, store.text().not_changed);
                follow(store, &names([id.0])).await;
            }
            // A later change of the flag is already shown, and its outcome is still to come.
            (Ok(Some(_)) | Err(_), false) => {}
        }
    });
}

/// Removes a finished flag change. Returns true when no other change of the result is pending.
fn end_flag_change(store: Store, id: ResultId) -> bool {
    let end = |pending: &mut Vec<ResultId>| {
        if let Some(place) = pending.iter().position(|other| *other == id) {
            pending.swap_remove(place);
        }
        !pending.contains(&id)
    };
    store.gallery.pending_flags.try_update_value(end).unwrap_or_default()
}

/// Applies a record that another tab may have changed. Returns whether the picture was deleted.
fn apply_record(store: Store, id: ResultId, json: &str) -> bool {
    let Ok(now) = ResultMetadata::from_json(json) else { return false };
    store.gallery.results.update(|results| {
        results.change(id, |metadata| {
            metadata.favourite = now.favourite;
            metadata.is_hidden = now.is_hidden;
            metadata.collections = now.collections;
        });
    });
    now.deleted_ms.is_some()
}

/// Toggles the favourite flag of a result.
pub fn toggle_favourite(store: Store, id: ResultId) {
    toggle(store, id, &Flag::Favourite);
    history::record(store, UndoCommand::Flag(id, Flag::Favourite));
}

/// Sets a flag of these results, or clears it if all of them have it, as one undo step.
pub fn toggle_all(store: Store, ids: &[ResultId], flag: &Flag) {
    let are_set = ids.iter().all(|id| is_set(store, *id, flag));
    let changed: Vec<_> = ids.iter().copied().filter(|id| is_set(store, *id, flag) == are_set).collect();
    changed.iter().for_each(|id| toggle(store, *id, flag));
    let undo = changed.into_iter().map(|id| UndoCommand::Flag(id, flag.clone())).collect();
    history::record(store, UndoCommand::Together(undo));
}

/// Toggles a flag without recording an undo step.
pub fn toggle(store: Store, id: ResultId, flag: &Flag) {
    let was_set = is_set(store, id, flag);
    set(store, id, flag.clone(), !was_set);
    if !was_set {
        ask_to_persist(store);
    }
}

/// Whether a result has a flag.
pub fn is_set(store: Store, id: ResultId, flag: &Flag) -> bool {
    store.find(id).is_some_and(|item| flag.is_set(&item.metadata))
}
