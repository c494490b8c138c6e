//! Writing of results to the gallery's database, and its quota.

use std::rc::Rc;

use gloo_timers::callback::Interval;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{notice, thumbnails};
use crate::browser::gallery::{self, RawRecord, Record, names};
use crate::browser::picture::{BlobWithUrl, Blobs};
use crate::browser::{clock, words};
use crate::model::gallery::GalleryItem;
use crate::model::result::{Changes, ResultId, ResultMetadata, SaveState};
use crate::model::storage_error::StorageError;
use crate::store::Store;

/// The interval between attempts to store results that exceeded the quota.
const QUOTA_CHECK_MS: u32 = 3_000;

/// The number of pictures that makes Studio request persistent storage.
const MANY: usize = 10;

/// Completes metadata with the object URLs of this visit, and with the folded text that the search compares.
pub fn shown(metadata: ResultMetadata, blobs: &Blobs, save_state: SaveState) -> ResultMetadata {
    let file_urls = blobs.files.iter().map(BlobWithUrl::url).collect();
    let folded = words::fold(&format!("{} {} {}", metadata.prompt, metadata.model, metadata.said));
    let day = clock::local_day(metadata.created_ms);
    ResultMetadata { url: blobs.image.url(), file_urls, folded, day, save_state, ..metadata }
}

/// Changes the database, and counts the change as pending because it would be lost with the page.
pub fn write(store: Store, work: impl Future<Output = ()> + 'static) {
    store.gallery.writes.update(|writes| *writes += 1);
    spawn_local(async move {
        work.await;
        store.gallery.writes.update(|writes| *writes -= 1);
    });
}

/// Writes these results completely.
pub fn save(store: Store, ids: Vec<ResultId>) {
    write(store, async move {
        for id in ids {
            save_one(store, id).await;
        }
        thumbnails::make_all(store);
        measure(store).await;
    });
}

/// Writes results that are not shown yet, in one transaction.
pub async fn save_new(store: Store, new: &[GalleryItem<Blobs>]) -> Result<(), StorageError> {
    store.gallery.writes.update(|writes| *writes += 1);
    let written = gallery::put(new.iter().map(record).collect()).await;
    store.gallery.writes.update(|writes| *writes -= 1);
    if written.is_ok() {
        store.lazy_store().bin.update(|bin| {
            drop(bin.take_where(|metadata| new.iter().any(|one| one.metadata.id == metadata.id)))
        });
        let is_new = |record: &RawRecord| new.iter().any(|one| record.id() == Some(one.metadata.id.0));
        store.gallery.corrupt.update(|corrupt| corrupt.retain(|record| !is_new(record)));
    }
    measure(store).await;
    written
}

/// Writes the current state of a result completely.
pub async fn save_one(store: Store, id: ResultId) {
    // Only the Blobs are captured, so that a result that is deleted meanwhile does not keep its object URLs.
    let found = |item: &Rc<GalleryItem<Blobs>>| (record(item), item.metadata.save_state);
    let Some((record, before)) = store.gallery.results.with_untracked(|results| results.get(id).map(found))
    else {
        return;
    };
    let written = gallery::put(vec![record]).await;
    // A result that was deleted while it was being written must not reappear at the next visit.
    if store.gallery.results.with_untracked(|results| results.get(id).is_none()) {
        let deleted =
            store.lazy_store().bin.with_untracked(|bin| bin.get(id).and_then(|one| one.metadata.deleted_ms));
        let _ = match deleted {
            Some(ms) => gallery::change(&names([id.0]), Changes::deleted(ms)).await.map(drop),
            None => gallery::remove(&names([id.0])).await,
        };
        return;
    }
    let save_state = if written.is_ok() { SaveState::Saved } else { SaveState::Failed };
    store.gallery.results.update(|results| results.change(id, |metadata| metadata.save_state = save_state));
    match written {
        Ok(()) => {
            store.gallery.error.set(None);
            // An imported gallery may have replaced a corrupt record.
            store.gallery.corrupt.update(|corrupt| corrupt.retain(|record| record.id() != Some(id.0)));
        }
        Err(error) => {
            watch_quota(store);
            // The card of a result that failed before reports it already, so another attempt shows no notice.
            if before == SaveState::Saving {
                complain(store, error);
            }
        }
    }
}

fn record(GalleryItem { metadata, blobs }: &GalleryItem<Blobs>) -> Record {
    Record {
        id: metadata.id.0,
        first: String::new(),
        metadata: metadata.to_json(),
        picture: blobs.image.blob().clone(),
        files: blobs.files.iter().map(|file| file.blob().clone()).collect(),
        thumbnail: blobs.thumbnail.clone(),
    }
}

pub fn complain(store: Store, error: StorageError) {
    let stands = store.gallery.error.get_untracked().is_some();
    if matches!(error, StorageError::Newer | StorageError::Blocked) {
        store.gallery.error.set(Some(error));
    } else if !stands {
        // The line above the results already reports a missing database, and a notice per picture would repeat it.
        notice::show_when_free(store, error.passing(store.text()));
    }
}

/// Tries again to store results that exceeded the quota.
pub async fn save_unsaved(store: Store) {
    let unsaved = unsaved(store);
    if !unsaved.is_empty() {
        gallery::recount().await;
    }
    for (id, _) in unsaved {
        save_one(store, id).await;
    }
}

/// Returns the results that are not stored, and their sizes.
fn unsaved(store: Store) -> Vec<(ResultId, f64)> {
    store.gallery.results.with_untracked(|results| {
        let unsaved = results.all().filter(|item| item.metadata.save_state == SaveState::Failed);
        let size = |item: &GalleryItem<Blobs>| {
            let Blobs { image, files, .. } = &item.blobs;
            std::iter::once(image).chain(files).map(|picture| picture.blob().size()).sum()
        };
        unsaved.map(|item| (item.metadata.id, size(item))).collect()
    })
}

/// Starts to check for free storage periodically, after the first failure. Other tabs may delete pictures, and other
/// pages of the host may delete data without notice.
fn watch_quota(store: Store) {
    if store.lazy_store().quota_watch.with_value(Option::is_some) {
        return;
    }
    let look = move || {
        let Some(least) = unsaved(store).into_iter().map(|(_, size)| size).reduce(f64::min) else { return };
        if store.gallery.writes.get_untracked() > 0 {
            return;
        }
        spawn_local(async move {
            gallery::recount().await;
            // If the browser reports no estimate, the only check is to try.
            let is_free = gallery::storage_estimate().await.is_none_or(|(used, quota)| quota - used > least);
            if is_free && store.gallery.error.get_untracked().is_none() {
                write(store, save_unsaved(store));
            }
        });
    };
    store.lazy_store().quota_watch.set_value(Some(Interval::new(QUOTA_CHECK_MS, look)));
}

/// Updates the storage estimate.
pub async fn measure(store: Store) {
    store.gallery.storage_estimate.set(gallery::storage_estimate().await);
    if store.gallery.results.with_untracked(|results| results.all().take(MANY).count() == MANY) {
        ask_to_persist(store);
    }
}

/// Requests persistent storage once per visit, and only after an action that shows that the pictures matter, because
/// Firefox asks the user.
pub fn ask_to_persist(store: Store) {
    if !store.gallery.has_asked_to_persist.get_value() {
        store.gallery.has_asked_to_persist.set_value(true);
        spawn_local(gallery::persist());
    }
}
