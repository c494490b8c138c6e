//! Records that cannot be read: removed, and put back.

use leptos::prelude::*;

use super::notice;
use super::saving::{complain, measure, write};
use crate::browser::gallery::{self, Raw, names_of};
use crate::store::Store;
use crate::store::notice::Offer;

/// Takes out what cannot be read. Until the message goes, it can be put back.
pub fn remove_wrecks(store: Store) {
    let wrecks = store.gallery.corrupt.get_untracked();
    write(store, async move {
        if gallery::remove(&names_of(&wrecks)).await.is_ok() {
            store.gallery.corrupt.set(Vec::new());
            notice::show(store, store.text().deleted, Some(Offer::Wrecks(wrecks)));
        }
        measure(store).await;
    });
}

/// Puts it back as it was.
pub fn restore_wrecks(store: Store, wrecks: Vec<Raw>) {
    write(store, async move {
        for wreck in wrecks {
            match wreck.put_back().await {
                Ok(()) => store.gallery.corrupt.update(|wrecks| wrecks.push(wreck)),
                Err(refusal) => complain(store, refusal),
            }
        }
        measure(store).await;
    });
}
