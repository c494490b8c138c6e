//! The user's folder, to which every new picture is written as a file, with its details beside it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use tintype::Secret;

use super::notice;
use crate::browser::folder;
use crate::browser::words;
use crate::model::file_name;
use crate::model::result::ResultId;
use crate::model::schema;
use crate::store::Store;
use crate::text::fill;

/// Whether this browser lets pages write into a folder.
pub fn can_use() -> bool {
    folder::can_use()
}

/// Loads the folder that the user chose at an earlier visit.
pub fn load(store: Store) {
    if folder::can_use() {
        spawn_local(async move {
            let name = folder::stored().await;
            store.lazy_store().folder.set(name);
        });
    }
}

/// Lets the user choose the folder.
pub fn choose(store: Store) {
    spawn_local(async move {
        if let Some(name) = folder::choose().await {
            store.lazy_store().folder.set(Some(name));
        }
    });
}

/// Forgets the folder, so that no more pictures are written to it.
pub fn forget(store: Store) {
    store.lazy_store().folder.set(None);
    spawn_local(folder::forget());
}

/// Requests the write permission for this visit, during the click that starts a job.
pub fn ask(store: Store) {
    if store.lazy_store().folder.with_untracked(Option::is_some) {
        spawn_local(folder::ask());
    }
}

/// Writes new pictures, one after the other. A failure is reported; the pictures are in the gallery anyway.
pub fn write(store: Store, ids: Vec<ResultId>) {
    let Some(name) = store.lazy_store().folder.get_untracked() else { return };
    spawn_local(async move {
        let mut are_all = true;
        for id in ids {
            are_all &= write_one(store, id).await;
        }
        if !are_all {
            notice::show_when_free(store, fill(store.text().folder_failed, &[("name", &name)]));
        }
    });
}

async fn write_one(store: Store, id: ResultId) -> bool {
    let Some(result) = store.find(id) else { return true };
    let key = store.session.settings.with_untracked(|settings| settings.key.key.reveal().to_owned());
    // The file leaves the browser, so a key that the service may have quoted is redacted.
    let metadata = result.metadata.clone().redacted(&Secret::new(&key));
    let stem = file_name::stem(&words::slug(&metadata.prompt), metadata.width, metadata.height);
    folder::write(&stem, &metadata.extension, result.blobs.image.blob(), &schema::write(&metadata)).await
}
