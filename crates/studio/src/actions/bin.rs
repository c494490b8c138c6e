//! The bin of deleted pictures, which can be restored for thirty days.

use std::rc::Rc;

use leptos::prelude::*;

use super::saving::{measure, save_one, save_unsaved, shown, write};
use super::sync::follow;
use super::{dialog, history, notice};
use crate::browser::gallery::{self, names};
use crate::browser::picture::Blobs;
use crate::browser::{clock, focus};
use crate::model::dialog::Dialog;
use crate::model::gallery::GalleryItem;
use crate::model::ids::RESULTS_ID;
use crate::model::result::{Changes, ResultId, ResultMetadata, SaveState};
use crate::store::Store;
use crate::store::notice::NoticeAction;
use crate::store::undo::UndoCommand;
use crate::text::{fill, totals};

/// The time after which a deleted picture is removed from the bin.
const STAYS_MS: f64 = 30.0 * 24.0 * 60.0 * 60.0 * 1_000.0;

fn is_in_database(metadata: &ResultMetadata) -> bool {
    matches!(metadata.save_state, SaveState::Saved | SaveState::Lost)
}

/// Moves pictures that were just removed from the gallery into the bin. A picture that was never saved is not in the
/// database, so only Undo can restore it.
pub fn put(store: Store, gone: &[Rc<GalleryItem<Blobs>>]) {
    let now_ms = clock::date_ms();
    let gone: Vec<_> = gone.iter().filter(|one| one.metadata.save_state != SaveState::Failed).collect();
    let deleted = |item: &&Rc<GalleryItem<Blobs>>| GalleryItem {
        metadata: item.metadata.clone().deleted(now_ms),
        blobs: item.blobs.to_bytes(),
    };
    store.lazy_store().bin.update(|bin| bin.extend(gone.iter().map(deleted).collect()));
    let names = names(gone.iter().map(|one| one.metadata.id.0));
    write(store, async move {
        if gallery::change(&names, Changes::deleted(now_ms)).await.is_err() {
            // Show pictures that the database did not mark as deleted, because they would reappear at the next visit.
            follow(store, &names).await;
        }
        save_unsaved(store).await;
        measure(store).await;
    });
}

/// Marks restored pictures as not deleted in the database, or writes them again.
pub fn bring_back(store: Store, ids: Vec<ResultId>) {
    store.lazy_store().bin.update(|bin| drop(bin.take_where(|metadata| ids.contains(&metadata.id))));
    write(store, async move {
        for id in ids {
            let find = |metadata: &ResultMetadata| (is_in_database(metadata), metadata.is_hidden);
            let found = store
                .gallery
                .results
                .with_untracked(|results| results.get(id).map(|one| find(&one.metadata)));
            let Some((is_there, is_hidden)) = found else { continue };
            let changes = Changes::brought_back(is_hidden);
            let is_back = is_there
                && gallery::change(&names([id.0]), changes).await.is_ok_and(|changed| !changed.is_empty());
            if !is_back {
                save_one(store, id).await;
            }
        }
        measure(store).await;
    });
}

/// Restores pictures from the bin to the gallery. Their sources are restored as well, hidden unless they were selected.
pub fn restore(store: Store, ids: &[ResultId]) {
    let taken = store.lazy_store().bin.try_update(|bin| bin.take(ids)).unwrap_or_default();
    let mut back: Vec<_> = taken.iter().map(|one| one.metadata.id).collect();
    let again = taken.iter().map(|one| {
        let blobs = one.blobs.to_blobs();
        let is_hidden = !ids.contains(&one.metadata.id);
        let metadata = ResultMetadata { deleted_ms: None, is_hidden, ..one.metadata.clone() };
        GalleryItem { metadata: shown(metadata, &blobs, SaveState::Saved), blobs }
    });
    let again = again.collect();
    store.gallery.results.update(|results| results.extend(again));
    // Oldest first, so that an interruption never leaves a written picture without its origins.
    back.reverse();
    history::record(store, UndoCommand::Delete(ids.to_vec()));
    bring_back(store, back);
    let count = totals::count(ids.len(), store.text());
    notice::show(store, fill(store.text().bin_restored, &[("pictures", &count)]), Some(NoticeAction::Undo));
    if store.lazy_store().bin.with_untracked(|bin| bin.is_empty()) {
        dialog::close(store);
    }
}

/// Restores all pictures of the bin to the gallery.
pub fn restore_all(store: Store) {
    restore(store, &all(store));
}

/// Returns the ids of all pictures in the bin.
fn all(store: Store) -> Vec<ResultId> {
    store.lazy_store().bin.with_untracked(|bin| bin.iter().map(|one| one.metadata.id).collect())
}

/// Permanently deletes all pictures in the bin.
pub fn empty(store: Store) {
    let ids = all(store);
    delete(store, ids);
    dialog::close(store);
    focus::on(RESULTS_ID);
}

/// Permanently deletes pictures that have been in the bin for thirty days.
pub fn empty_old(store: Store) {
    let end_ms = clock::date_ms() - STAYS_MS;
    let is_old =
        |metadata: &ResultMetadata| metadata.deleted_ms.is_some_and(|deleted_ms| deleted_ms < end_ms);
    let old = store.lazy_store().bin.with_untracked(|bin| {
        bin.iter()
            .map(|one| &one.metadata)
            .filter(|metadata| is_old(metadata))
            .map(|metadata| metadata.id)
            .collect::<Vec<_>>()
    });
    if !old.is_empty() {
        delete(store, old);
    }
}

fn delete(store: Store, ids: Vec<ResultId>) {
    let names = names(ids.iter().map(|id| id.0));
    store.lazy_store().bin.update(|bin| drop(bin.take_where(|metadata| ids.contains(&metadata.id))));
    history::remove_erased(store, &ids);
    write(store, async move {
        if gallery::remove(&names).await.is_err() {
            follow(store, &names).await;
        }
        save_unsaved(store).await;
        measure(store).await;
    });
}

/// Returns the number of pictures in the bin and their size in bytes.
pub fn size(store: Store) -> (usize, f64) {
    store
        .lazy_store()
        .bin
        .with(|bin| bin.iter().fold((0, 0.0), |(count, size), one| (count + 1, size + one.blobs.size())))
}

/// Opens the confirmation dialog for deleting all pictures.
pub fn confirm_delete_all(store: Store) {
    dialog::open(store, Dialog::DeleteAll);
}

/// Opens the bin.
pub fn open(store: Store) {
    dialog::open(store, Dialog::Bin);
}
