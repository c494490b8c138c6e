//! Reading results from the gallery's database, when the page opens and when another tab has changed them.

use std::collections::HashSet;

use js_sys::Array;
use leptos::prelude::*;

use super::saving::{save_one, shown};
use super::{dialog, history, notice, thumbnails};
use crate::browser::clock;
use crate::browser::gallery::{self, News, RawRecord, Record, StoredItem};
use crate::browser::picture::{BlobWithUrl, Blobs};
use crate::model::dialog::Dialog;
use crate::model::gallery::GalleryItem;
use crate::model::result::{ResultId, ResultMetadata, SaveState};
use crate::model::schema::Unreadable;
use crate::model::storage_error::StorageError;
use crate::store::Store;
use crate::text::fill;

/// The number of records per batch. The newest results are shown before the others are read.
const BATCH: u32 = 50;

pub async fn heed(store: Store, news: News) {
    match news {
        News::Changed(names) => follow(store, &names).await,
        News::Lost => write_again(store).await,
    }
}

/// Writes results again that the database has lost, because the user or the browser cleared it. A result that cannot be
/// written is marked as unsaved, so that `beforeunload` asks the user before the page is left.
async fn write_again(store: Store) {
    let Ok(there) = gallery::list().await else { return };
    let there: HashSet<u64> = there.iter().filter_map(|name| name.as_f64()).map(|id| id as u64).collect();
    let lost = store.gallery.results.with_untracked(|results| {
        let is_lost = |metadata: &ResultMetadata| {
            metadata.save_state == SaveState::Saved && !there.contains(&metadata.id.0)
        };
        let lost = results.all().map(|item| &item.metadata).filter(|metadata| is_lost(metadata));
        let mut lost: Vec<_> = lost.map(|metadata| metadata.id).collect();
        // Oldest first, so that an interruption never leaves a written picture without its origins.
        lost.reverse();
        lost
    });
    if lost.is_empty() {
        return;
    }
    store.gallery.results.update(|results| {
        lost.iter().for_each(|id| results.change(*id, |metadata| metadata.save_state = SaveState::Failed));
    });
    let count = lost.len().to_string();
    notice::show_when_free(store, fill(store.text().written_again, &[("count", &count)]));
    for id in lost {
        save_one(store, id).await;
    }
}

pub async fn load_all(store: Store, names: &Array) -> Result<(), StorageError> {
    for start in (0..names.length()).step_by(BATCH as usize) {
        let found = gallery::read(&names.slice(start, start + BATCH)).await?;
        let read = found.into_iter().flatten().map(item).collect::<Vec<_>>();
        store.gallery.results.update(|results| {
            for item in read {
                match item {
                    Ok(item) if item.metadata.deleted_ms.is_some() => put_in_bin(store, item),
                    Ok(item) => results.add(item),
                    Err(unread) => report_unreadable(store, unread),
                }
            }
        });
    }
    thumbnails::make_all(store);
    Ok(())
}

/// Adds a deleted record of the database to the bin.
fn put_in_bin(store: Store, GalleryItem { metadata, blobs }: GalleryItem<Blobs>) {
    let item = GalleryItem { metadata: metadata.deleted(clock::date_ms()), blobs: blobs.to_bytes() };
    store.lazy_store().bin.update(|bin| bin.add(item));
}

fn item(StoredItem { raw, record }: StoredItem) -> Result<GalleryItem<Blobs>, (Unreadable, RawRecord)> {
    record.ok_or(Unreadable::Damaged).and_then(whole).map_err(|why| (why, raw))
}

fn report_unreadable(store: Store, (why, raw): (Unreadable, RawRecord)) {
    match (why, raw.id()) {
        (Unreadable::Newer, Some(id)) => {
            store.lazy_store().newer_records.update(|newer| {
                newer.insert(ResultId(id));
            });
        }
        _ => store.gallery.corrupt.update(|corrupt| corrupt.push(raw)),
    }
}

fn whole(record: Record) -> Result<GalleryItem<Blobs>, Unreadable> {
    let metadata = match ResultMetadata::from_json(&record.metadata) {
        Err(Unreadable::Damaged) => ResultMetadata::from_json(&record.first)?,
        metadata => metadata?,
    };
    // A truncated image is corrupt, and a record with the id of another one would overwrite that one when it is saved.
    if metadata.id.0 != record.id || metadata.byte_length != record.picture.size() as u64 {
        return Err(Unreadable::Damaged);
    }
    let blobs = Blobs {
        image: BlobWithUrl::new(record.picture),
        files: record.files.into_iter().map(BlobWithUrl::new).collect(),
        thumbnail: record.thumbnail,
    };
    Ok(GalleryItem { metadata: shown(metadata, &blobs, SaveState::Saved), blobs })
}

/// Applies the current state of these records from the database.
pub async fn follow(store: Store, names: &Array) {
    let Ok(found) = gallery::read(names).await else { return };
    let mut missed = Vec::new();
    for (name, found) in names.iter().zip(found) {
        let Some(id) = name.as_f64().map(|id| ResultId(id as u64)) else { continue };
        store.gallery.corrupt.update(|corrupt| corrupt.retain(|record| record.id() != Some(id.0)));
        store.lazy_store().newer_records.update(|newer| {
            newer.remove(&id);
        });
        match found.map(item).transpose() {
            Ok(now) => {
                store.lazy_store().bin.update(|bin| drop(bin.take_where(|metadata| metadata.id == id)));
                let (now, deleted) = match now {
                    Some(now) if now.metadata.deleted_ms.is_some() => (None, Some(now)),
                    now => (now, None),
                };
                if now.is_none() && deleted.is_none() {
                    history::remove_erased(store, &[id]);
                }
                let is_missed = store.gallery.results.try_update(|results| results.follow(id, now));
                if is_missed.unwrap_or_default() {
                    missed.push(id);
                } else if let Some(deleted) = deleted {
                    put_in_bin(store, deleted);
                }
            }
            Err(unread) => report_unreadable(store, unread),
        }
    }
    close_gone(store);
    thumbnails::make_all(store);
    for id in missed {
        save_one(store, id).await;
    }
}

/// Closes a dialog about a picture that another tab has deleted.
fn close_gone(store: Store) {
    let subject = store.ui.dialog.get_untracked().and_then(Dialog::subject);
    if subject.is_some_and(|id| store.find(id).is_none()) {
        dialog::close(store);
    }
}
