//! The gallery, which is read when the page opens and then synchronised with other tabs.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::saving::measure;
use super::sync::{heed, load_all};
use super::{bin, lazy};
use crate::browser::gallery::{self, Reading};
use crate::browser::storage::{StorageScope, TAB_NAME};
use crate::model::result::{ResultId, SaveState};
use crate::store::Store;

/// Checks whether the gallery has records. A first visit has none, and does not load the chunk that shows them.
pub fn load(store: Store) {
    spawn_local(async move {
        let names = gallery::list().await;
        let reading = if names.as_ref().is_ok_and(|names| names.length() == 0)
            && StorageScope::Tab.get(TAB_NAME).is_none()
        {
            store.gallery.is_loaded.set(true);
            // Requested early, so that the browser has a current estimate for the first picture, not an outdated guess.
            store.gallery.storage_estimate.set(gallery::storage_estimate().await);
            let Some(news) = gallery::changed_elsewhere().await else { return };
            Reading::News(news)
        } else {
            Reading::All(names)
        };
        lazy::with(store, move |lazy| (lazy.read_gallery)(store, reading));
    });
}

/// Reads the gallery, then follows the changes of other tabs. Corrupt records are counted and left unchanged.
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

/// Marks a stored picture as lost, because the browser could not show it.
pub fn report_lost(store: Store, id: ResultId) {
    store
        .gallery
        .results
        .update(|results| results.change(id, |metadata| metadata.save_state = SaveState::Lost));
}
