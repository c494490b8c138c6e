//! Removal and restoration of corrupt records.

use leptos::prelude::*;

use super::notice;
use super::saving::{complain, measure, write};
use crate::browser::gallery::{self, RawRecord, names_of};
use crate::store::Store;
use crate::store::notice::NoticeAction;

/// Removes corrupt records. While the notice is shown, the user can restore them.
pub fn remove_corrupt(store: Store) {
    let corrupt = store.gallery.corrupt.get_untracked();
    write(store, async move {
        if gallery::remove(&names_of(&corrupt)).await.is_ok() {
            store.gallery.corrupt.set(Vec::new());
            notice::show(store, store.text().deleted, Some(NoticeAction::RestoreCorrupt(corrupt)));
        }
        measure(store).await;
    });
}

/// Restores the removed records unchanged.
pub fn restore_corrupt(store: Store, corrupt: Vec<RawRecord>) {
    write(store, async move {
        for record in corrupt {
            match record.put_back().await {
                Ok(()) => store.gallery.corrupt.update(|corrupt| corrupt.push(record)),
                Err(error) => complain(store, error),
            }
        }
        measure(store).await;
    });
}
