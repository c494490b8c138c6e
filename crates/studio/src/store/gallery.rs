//! The gallery: the results, and the state of their storage.

use leptos::prelude::*;

use crate::browser::gallery::RawRecord;
use crate::browser::picture::Blobs;
use crate::model::gallery::ResultList;
use crate::model::result::ResultId;
use crate::model::search::Search;
use crate::model::storage_error::StorageError;

/// The results, and the state of their storage.
#[derive(Clone, Copy)]
pub struct Gallery {
    /// The results, newest first.
    pub results: RwSignal<ResultList<Blobs>, LocalStorage>,
    /// The number of pending writes.
    pub writes: RwSignal<usize>,
    /// The results with pending flag changes, with an entry for each change.
    pub pending_flags: StoredValue<Vec<ResultId>>,
    /// Whether the stored results have been read.
    pub is_loaded: RwSignal<bool>,
    /// The reason why the database is unavailable.
    pub error: RwSignal<Option<StorageError>>,
    /// Stored records that cannot be read.
    pub corrupt: RwSignal<Vec<RawRecord>, LocalStorage>,
    /// Whether Studio has requested persistent storage.
    pub has_asked_to_persist: StoredValue<bool>,
    /// The bytes in use and the quota.
    pub storage_estimate: RwSignal<Option<(f64, f64)>>,
    /// The search that filters the results.
    pub search: RwSignal<Search>,
}

impl Default for Gallery {
    fn default() -> Self {
        Self {
            results: RwSignal::new_local(ResultList::default()),
            writes: RwSignal::new(0),
            pending_flags: StoredValue::new(Vec::new()),
            is_loaded: RwSignal::new(false),
            error: RwSignal::new(None),
            corrupt: RwSignal::new_local(Vec::new()),
            has_asked_to_persist: StoredValue::new(false),
            storage_estimate: RwSignal::new(None),
            search: RwSignal::new(Search::default()),
        }
    }
}
