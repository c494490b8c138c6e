//! Export and import of the whole gallery as one file, and export of corrupt records.

use std::collections::HashMap;
use std::rc::Rc;

use futures_util::future::{AbortHandle, Abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;
use tintype::Secret;
use web_sys::{Blob, File};

use super::zip_reader::{Refused, read_zip};
use super::zip_writer::ZipWriter;
use super::{flags, history, notice, saving, thumbnails};
use crate::browser::download;
use crate::browser::gallery::{RawRecord, storage_estimate};
use crate::browser::picture::{BlobWithUrl, Blobs};
use crate::browser::words;
use crate::model::archive::{Archive, Importing, LIST, Listed};
use crate::model::bound;
use crate::model::gallery::GalleryItem;
use crate::model::result::{Flag, ResultId};
use crate::model::storage_error::StorageError;
use crate::store::Store;
use crate::store::notice::NoticeAction;
use crate::store::undo::UndoCommand;
use crate::text::totals;
use crate::text::{Text, fill};

/// The file name of a ZIP of all pictures.
const NAME: &str = "tintype-gallery.zip";
/// The file name of a ZIP of some pictures.
const SELECTED_NAME: &str = "tintype-pictures.zip";
/// The file name of a ZIP of corrupt records.
const CORRUPT_NAME: &str = "tintype-unreadable.zip";

/// Exports all pictures with their metadata.
pub fn export(store: Store) {
    let all = store.gallery.results.with_untracked(|results| results.all().cloned().collect());
    spawn_local(async move { save(store, NAME, pack(store, all).await) });
}

/// Exports these pictures with their metadata.
pub fn export_these(store: Store, ids: Vec<ResultId>) {
    let these = ids.into_iter().filter_map(|id| store.find(id)).collect();
    spawn_local(async move { save(store, SELECTED_NAME, pack(store, these).await) });
}

/// Exports the readable parts of corrupt records.
pub fn export_corrupt(store: Store) {
    spawn_local(async move {
        save(store, CORRUPT_NAME, pack_corrupt(store.gallery.corrupt.get_untracked()).await)
    });
}

fn save(store: Store, name: &str, packed: Option<(Blob, usize)>) {
    let text = match packed {
        Some((file, left_out)) => {
            let file = BlobWithUrl::new(file);
            let is_saved = download::save(&file.url(), name);
            // The object URL must stay valid for the download, so the file is stored until the next download.
            store.ui.last_download.set_value(Some(file));
            let message = if left_out > 0 { store.text().exported_partly } else { store.text().downloaded };
            let text = fill(message, &[("name", name), ("count", &left_out.to_string())]);
            if is_saved { text } else { String::new() }
        }
        None => store.text().export_failed.into(),
    };
    notice::show(store, text, None);
}

/// Returns the ZIP file and the number of pictures that could not be read.
async fn pack(store: Store, results: Vec<Rc<GalleryItem<Blobs>>>) -> Option<(Blob, usize)> {
    let key = store.session.settings.with_untracked(|settings| Secret::new(settings.key.key.reveal()));
    let mut writer = ZipWriter::default();
    let mut pictures = Vec::new();
    for (number, item) in results.iter().enumerate() {
        let GalleryItem { metadata, blobs } = &**item;
        // Metadata that an older Studio stored may still quote the key.
        let metadata = metadata.clone().redacted(&key);
        let listed = Listed::new(number + 1, &words::slug(&metadata.prompt), &metadata, blobs.files.len());
        let names = std::iter::once(&listed.picture).chain(&listed.files).cloned();
        let blobs = std::iter::once(&blobs.image).chain(&blobs.files).map(|picture| picture.blob().clone());
        if writer.add(names.zip(blobs).collect()).await.is_some() {
            pictures.push(listed);
        }
    }
    let left_out = results.len() - pictures.len();
    writer.add_text(LIST.into(), Archive::new(pictures).to_json()).await?;
    Some((writer.finish()?, left_out))
}

async fn pack_corrupt(corrupt: Vec<RawRecord>) -> Option<(Blob, usize)> {
    let mut writer = ZipWriter::default();
    for (number, record) in corrupt.iter().enumerate() {
        let (blobs, metadata) = record.readable_parts();
        writer.add_text(format!("{number:04}/facts.json"), metadata).await?;
        for (index, blob) in blobs.into_iter().enumerate() {
            // A Blob that cannot be read any more cannot be exported either.
            let _ = writer.add(vec![(format!("{number:04}/{index}"), blob)]).await;
        }
    }
    Some((writer.finish()?, 0))
}

/// Imports the pictures of an exported gallery, after any import in progress. Existing pictures are not changed.
pub fn import(store: Store, file: File) {
    store.lazy_store().imports.update_value(|imports| imports.push(file));
    if store.lazy_store().importing.with_untracked(Option::is_some) {
        return;
    }
    store.lazy_store().importing.set(Some(Importing::default()));
    spawn_local(async move {
        while let Some(file) = next_import(store) {
            import_one(store, &file).await;
        }
        store.lazy_store().importing.set(None);
    });
}

fn next_import(store: Store) -> Option<File> {
    let next = |imports: &mut Vec<File>| (!imports.is_empty()).then(|| imports.remove(0));
    store.lazy_store().imports.try_update_value(next).flatten()
}

/// Cancels the import in progress, without adding any of its pictures.
pub fn cancel_import(store: Store) {
    if let Some(stop) = store.lazy_store().import_stop.try_update_value(Option::take).flatten() {
        stop.abort();
    }
}

async fn import_one(store: Store, file: &File) {
    let text = store.text();
    let name = bound::name(&file.name());
    let (stop, stopped) = AbortHandle::new_pair();
    store.lazy_store().import_stop.set_value(Some(stop));
    store.lazy_store().importing.set(Some(Importing { name: name.clone(), ..Importing::default() }));
    let report = |done, total| {
        let step = Importing { name: name.clone(), done, total, is_saving: false };
        store.lazy_store().importing.set(Some(step));
    };
    let free = storage_estimate().await.map(|(used, quota)| quota - used);
    let unpacked = Abortable::new(read_zip(file, free, report), stopped).await;
    // From here on, all pictures are written in one transaction, which cannot be cancelled.
    store.lazy_store().import_stop.set_value(None);
    let mut action = None;
    let message = match unpacked {
        Err(_) => fill(text.import_cancelled, &[("name", &name)]),
        Ok(Err(refused)) => fill(message_of(text, refused), &[("name", &name)]),
        Ok(Ok(found)) => {
            let count = found.items.len() as u32;
            store.lazy_store().importing.update(|step| {
                let saving = Importing { name: name.clone(), done: count, total: count, is_saving: true };
                *step = Some(saving);
            });
            match add(store, found.items).await {
                Ok(count) => {
                    action = Some(NoticeAction::Undo);
                    added(text, count, &found.broken)
                }
                Err(StorageError::Full) => fill(text.import_over_quota, &[("name", &name)]),
                Err(_) => fill(text.import_not_saved, &[("name", &name)]),
            }
        }
    };
    notice::show(store, message, action);
}

fn message_of(text: &Text, refused: Refused) -> &'static str {
    match refused {
        Refused::Foreign => text.import_failed,
        Refused::Newer => text.import_newer,
        Refused::Damaged => text.import_damaged,
        Refused::TooSlow => text.import_too_slow,
        Refused::OverQuota => text.import_over_quota,
    }
}

fn added(text: &Text, count: usize, broken: &[String]) -> String {
    let template = if broken.is_empty() { text.imported } else { text.imported_partly };
    let values = [("pictures", &*totals::count(count, text)), ("broken", &*broken.len().to_string())];
    fill(&fill(template, &values), &[("names", &few(broken))])
}

/// Returns the first few names, for a message that has to stay short.
fn few(names: &[String]) -> String {
    let shown = names.iter().take(3).map(|name| name.chars().take(40).collect::<String>());
    let shown = shown.collect::<Vec<_>>().join(", ");
    if names.len() > 3 { shown + ", …" } else { shown }
}

/// Stores and shows the pictures that are not in the gallery yet. Returns the number of pictures that became visible.
async fn add(store: Store, items: Vec<GalleryItem<Blobs>>) -> Result<usize, StorageError> {
    let (mut new, mut shown): (Vec<_>, Vec<ResultId>) = Default::default();
    store.gallery.results.with_untracked(|results| {
        let here: HashMap<ResultId, bool> =
            results.all().map(|item| (item.metadata.id, item.metadata.is_hidden)).collect();
        let newer = store.lazy_store().newer_records.get_untracked();
        for item in items.into_iter().filter(|item| !newer.contains(&item.metadata.id)) {
            match here.get(&item.metadata.id) {
                None => new.push(item),
                // A deleted picture that is only kept as the source of others becomes visible again.
                Some(true) if !item.metadata.is_hidden => shown.push(item.metadata.id),
                Some(_) => {}
            }
        }
    });
    saving::save_new(store, &new).await?;
    let count = shown.len() + new.iter().filter(|item| !item.metadata.is_hidden).count();
    let ids = new.iter().map(|item| item.metadata.id).chain(shown.iter().copied()).collect();
    store.gallery.results.update(|results| results.extend(new));
    thumbnails::make_all(store);
    history::record(store, UndoCommand::Delete(ids));
    shown.into_iter().for_each(|id| flags::set(store, id, Flag::Hidden, false));
    Ok(count)
}
