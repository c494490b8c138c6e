//! Writing results into the gallery's database, and the quota that they need.

use std::rc::Rc;

use gloo_timers::callback::Interval;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{notice, thumbnails};
use crate::browser::gallery::{self, RawRecord, Record, names};
use crate::browser::picture::{BlobWithUrl, Blobs};
use crate::browser::{clock, words};
use crate::model::gallery::GalleryItem;
use crate::model::result::{Changes, ResultFacts, ResultId, SaveState};
use crate::model::storage_error::StorageError;
use crate::store::Store;

/// Interval between attempts to store what was over the quota.
const QUOTA_CHECK_MS: u32 = 3_000;

/// From this number of pictures on, the browser is asked for persistent storage.
const MANY: usize = 10;

/// Facts with the addresses of this visit, and with their words as the search compares them.
pub fn shown(facts: ResultFacts, handle: &Blobs, save_state: SaveState) -> ResultFacts {
    let file_urls = handle.files.iter().map(BlobWithUrl::url).collect();
    let folded = words::fold(&format!("{} {} {}", facts.prompt, facts.model, facts.said));
    let day = clock::local_day(facts.created_ms);
    ResultFacts { url: handle.image.url(), file_urls, folded, day, save_state, ..facts }
}

/// Changes what is kept. As long as that lasts, it would be lost with the page.
pub fn write(store: Store, work: impl Future<Output = ()> + 'static) {
    store.gallery.writes.update(|writes| *writes += 1);
    spawn_local(async move {
        work.await;
        store.gallery.writes.update(|writes| *writes -= 1);
    });
}

/// Writes these results whole.
pub fn keep(store: Store, ids: Vec<ResultId>) {
    write(store, async move {
        for id in ids {
            keep_one(store, id).await;
        }
        thumbnails::make_all(store);
        measure(store).await;
    });
}

/// Writes results that are not shown yet: all of them, or none.
pub async fn keep_new(store: Store, new: &[GalleryItem<Blobs>]) -> Result<(), StorageError> {
    store.gallery.writes.update(|writes| *writes += 1);
    let written = gallery::put(new.iter().map(record).collect()).await;
    store.gallery.writes.update(|writes| *writes -= 1);
    if written.is_ok() {
        store
            .lazy_store()
            .bin
            .update(|bin| drop(bin.take_where(|facts| new.iter().any(|one| one.facts.id == facts.id))));
        let is_new = |record: &RawRecord| new.iter().any(|one| record.id() == Some(one.facts.id.0));
        store.gallery.corrupt.update(|corrupt| corrupt.retain(|record| !is_new(record)));
    }
    measure(store).await;
    written
}

/// Writes a result whole, as it is now.
pub async fn keep_one(store: Store, id: ResultId) {
    // The bytes alone: its addresses are not to live on for the writing, should it be deleted meanwhile.
    let found = |item: &Rc<GalleryItem<Blobs>>| (record(item), item.facts.save_state);
    let Some((record, before)) = store.gallery.results.with_untracked(|results| results.get(id).map(found))
    else {
        return;
    };
    let written = gallery::put(vec![record]).await;
    // A result that was deleted while it was being written must not come back with the next visit.
    if store.gallery.results.with_untracked(|results| results.get(id).is_none()) {
        let deleted =
            store.lazy_store().bin.with_untracked(|bin| bin.get(id).and_then(|one| one.facts.deleted_ms));
        let _ = match deleted {
            Some(ms) => gallery::change(&names([id.0]), Changes::deleted(ms)).await.map(drop),
            None => gallery::remove(&names([id.0])).await,
        };
        return;
    }
    let save_state = if written.is_ok() { SaveState::Saved } else { SaveState::Failed };
    store.gallery.results.update(|results| results.change(id, |facts| facts.save_state = save_state));
    match written {
        Ok(()) => {
            store.gallery.error.set(None);
            // A saved gallery may have brought back whole what could not be read.
            store.gallery.corrupt.update(|corrupt| corrupt.retain(|record| record.id() != Some(id.0)));
        }
        Err(refusal) => {
            watch_quota(store);
            // The card of a result that failed before says so; another attempt shows no message.
            if before == SaveState::Saving {
                complain(store, refusal);
            }
        }
    }
}

fn record(GalleryItem { facts, handle }: &GalleryItem<Blobs>) -> Record {
    Record {
        id: facts.id.0,
        first: String::new(),
        facts: facts.to_json(),
        picture: handle.image.blob().clone(),
        files: handle.files.iter().map(|file| file.blob().clone()).collect(),
        thumbnail: handle.thumbnail.clone(),
    }
}

pub fn complain(store: Store, refusal: StorageError) {
    let stands = store.gallery.error.get_untracked().is_some();
    if matches!(refusal, StorageError::Newer | StorageError::Blocked) {
        store.gallery.error.set(Some(refusal));
    } else if !stands {
        // Without a database, the line above the results says so; a message for each picture would repeat it.
        notice::show_when_free(store, refusal.passing(store.text()));
    }
}

/// Tries again to store what was over the quota.
pub async fn keep_unkept(store: Store) {
    let unkept = unkept(store);
    if !unkept.is_empty() {
        gallery::recount().await;
    }
    for (id, _) in unkept {
        keep_one(store, id).await;
    }
}

/// The results that are not kept, and their sizes.
fn unkept(store: Store) -> Vec<(ResultId, f64)> {
    store.gallery.results.with_untracked(|results| {
        let unkept = results.all().filter(|item| item.facts.save_state == SaveState::Failed);
        let size = |item: &GalleryItem<Blobs>| {
            let Blobs { image, files, .. } = &item.handle;
            std::iter::once(image).chain(files).map(|picture| picture.blob().size()).sum()
        };
        unkept.map(|item| (item.facts.id, size(item))).collect()
    })
}

/// From the first refusal on, checks from time to time whether there is free storage again: other tabs delete, and so do other
/// pages of the same host, which say nothing.
fn watch_quota(store: Store) {
    if store.lazy_store().quota_watch.with_value(Option::is_some) {
        return;
    }
    let look = move || {
        let Some(least) = unkept(store).into_iter().map(|(_, size)| size).reduce(f64::min) else { return };
        if store.gallery.writes.get_untracked() > 0 {
            return;
        }
        spawn_local(async move {
            gallery::recount().await;
            // Where the browser does not say how much there is, it is tried.
            let is_free = gallery::storage_estimate().await.is_none_or(|(used, quota)| quota - used > least);
            if is_free && store.gallery.error.get_untracked().is_none() {
                write(store, keep_unkept(store));
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

/// Requests persistent storage once in a visit, when the user shows that the pictures matter: Firefox asks the user.
pub fn ask_to_persist(store: Store) {
    if !store.gallery.has_asked_to_persist.get_value() {
        store.gallery.has_asked_to_persist.set_value(true);
        spawn_local(gallery::persist());
    }
}
