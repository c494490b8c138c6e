//! The gallery: the results, and how they are stored.

use leptos::prelude::*;

use crate::browser::gallery::RawRecord;
use crate::browser::picture::Blobs;
use crate::model::gallery::ResultList;
use crate::model::result::ResultId;
use crate::model::search::Search;
use crate::model::storage_error::StorageError;

/// The results, and how they are stored.
#[derive(Clone, Copy)]
pub struct Gallery {
    /// The results, newest first.
    pub results: RwSignal<ResultList<Blobs>, LocalStorage>,
    /// The number of writes that are under way.
    pub writes: RwSignal<usize>,
    /// The results whose flags are being changed, once for each change.
    pub pending_flags: StoredValue<Vec<ResultId>>,
    /// Whether the stored results have been read.
    pub is_loaded: RwSignal<bool>,
    /// Why there is no database, if there is none.
    pub error: RwSignal<Option<StorageError>>,
    /// Stored records that cannot be read.
    pub corrupt: RwSignal<Vec<RawRecord>, LocalStorage>,
    /// Whether the browser has been asked for persistent storage.
    pub has_asked_to_persist: StoredValue<bool>,
    /// Bytes in use, and the quota.
    pub storage_estimate: RwSignal<Option<(f64, f64)>>,
    /// Which of the results are shown.
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
