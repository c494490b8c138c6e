//! Drafts in the gallery's database, and the names of open tabs.

use js_sys::{Array, JsString, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use web_sys::Blob;

use super::clock;
use super::gallery::settled;
use crate::model::storage_error::StorageError;

#[wasm_bindgen(module = "/src/browser/records.js")]
extern "C" {
    #[wasm_bindgen(js_name = putDraft)]
    fn put_draft(record: &Object) -> Promise;
    #[wasm_bindgen(js_name = readDrafts)]
    fn read_drafts() -> Promise;
    #[wasm_bindgen(js_name = removeDrafts)]
    fn remove_drafts(ids: &Array) -> Promise;
    #[wasm_bindgen(js_name = claimTab)]
    fn claim_tab(tab: &str) -> Promise;
}

/// A stored draft.
pub struct StoredDraft {
    /// The name of the draft.
    pub id: String,
    /// The name of the tab that wrote the draft.
    pub tab: String,
    /// The time of writing, in milliseconds since 1970.
    pub at_ms: f64,
    /// The metadata of the draft, as JSON.
    pub json: String,
    /// The files that belong to the draft.
    pub blobs: Vec<Blob>,
}

/// Stores a draft, replacing an earlier one of the same name.
pub async fn put(id: &str, tab: &str, json: &str, blobs: &[Blob]) -> Result<(), StorageError> {
    let blobs: Array = blobs.iter().collect();
    let record = Object::new();
    let fields = [
        ("id", id.into()),
        ("tab", tab.into()),
        ("at", clock::date_ms().into()),
        ("json", json.into()),
        ("blobs", blobs.into()),
    ];
    for (name, value) in fields {
        Reflect::set(&record, &name.into(), &value).map_err(|_| StorageError::Failed)?;
    }
    settled(put_draft(&record)).await.map(drop)
}

/// Reads the drafts of all tabs.
pub async fn read() -> Result<Vec<StoredDraft>, StorageError> {
    Ok(settled(read_drafts()).await?.iter().filter_map(|found| kept(found.dyn_ref()?)).collect())
}

fn kept(object: &Object) -> Option<StoredDraft> {
    let field = |name: &str| Reflect::get(object, &name.into()).ok();
    let blobs: Array = field("blobs")?.dyn_into().ok()?;
    Some(StoredDraft {
        id: field("id")?.as_string()?,
        tab: field("tab")?.as_string()?,
        at_ms: field("at")?.as_f64()?,
        json: field("json")?.as_string()?,
        blobs: blobs.iter().map(|blob| blob.dyn_into().ok()).collect::<Option<_>>()?,
    })
}

/// Removes drafts. A draft that cannot be removed now is removed when it expires.
pub async fn remove(ids: &[String]) {
    let ids: Array = ids.iter().map(|id| JsString::from(id.as_str())).collect();
    let _ = settled(remove_drafts(&ids)).await;
}

/// Claims a name for this tab. Returns the names of all open tabs, without this one if another tab has its name.
pub async fn claim(tab: &str) -> Vec<String> {
    let tabs = settled(claim_tab(tab)).await.unwrap_or_default();
    tabs.iter().filter_map(|tab| tab.as_string()).collect()
}
