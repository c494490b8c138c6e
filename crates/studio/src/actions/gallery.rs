//! The gallery: read when the page opens, then kept up to date with other tabs.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::saving::measure;
use super::sync::{heed, load_all};
use super::{bin, lazy};
use crate::browser::gallery::{self, Reading};
use crate::browser::storage::{StorageScope, TAB_NAME};
use crate::model::result::{ResultId, SaveState};
use crate::store::Store;

/// Looks whether anything is kept. On a first visit nothing is, and nothing has to be loaded that could show it.
pub fn load(store: Store) {
    spawn_local(async move {
        let names = gallery::list().await;
        let reading = if names.as_ref().is_ok_and(|names| names.length() == 0)
            && StorageScope::Tab.get(TAB_NAME).is_none()
        {
            store.gallery.is_loaded.set(true);
            // Asked now, the browser knows it when the first picture comes, instead of guessing by what it knew before.
            store.gallery.storage_estimate.set(gallery::storage_estimate().await);
            let Some(news) = gallery::changed_elsewhere().await else { return };
            Reading::News(news)
        } else {
            Reading::All(names)
        };
        lazy::with(store, move |lazy| (lazy.read_gallery)(store, reading));
    });
}

/// Reads it, then follows what other tabs do. What cannot be read is counted and left where it is.
pub fn read(store: Store, reading: Reading) {
    spawn_local(async move {
        let done = match reading {
            Reading::All(Ok(names)) => load_all(store, &names).await,
            Reading::All(Err(error)) => Err(error),
            Reading::News(news) => {
                heed(store, news).await;
                Ok(())
            }
        };
        if let Err(error) = done {
            store.gallery.error.set(Some(error));
        }
        store.gallery.is_loaded.set(true);
        bin::empty_old(store);
        measure(store).await;
        while let Some(news) = gallery::changed_elsewhere().await {
            heed(store, news).await;
            measure(store).await;
        }
    });
}

/// Notes that the browser could not show a kept picture.
pub fn report_lost(store: Store, id: ResultId) {
    store
        .gallery
        .results
        .update(|results| results.change(id, |metadata| metadata.save_state = SaveState::Lost));
}
