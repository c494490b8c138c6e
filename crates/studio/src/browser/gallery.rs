//! Typed calls of the gallery's database. `gallery.js` opens and watches it, and `records.js`, which is loaded later,
//! reads and writes its records. Both are handwritten, because the libraries for this (rexie, indexed_db_futures) wrap
//! every call of the API in wasm, and only eight are needed here.

use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use crate::model::result::Changes;
use crate::model::storage_error::StorageError;

#[wasm_bindgen(module = "/src/browser/gallery.js")]
extern "C" {
    #[wasm_bindgen(js_name = listPictures)]
    fn list_pictures() -> Promise;
    #[wasm_bindgen(js_name = changedElsewhere)]
    fn next_change() -> Promise;
    #[wasm_bindgen(js_name = storageEstimate)]
    fn estimate() -> Promise;
}

// In the module that is loaded later.
#[wasm_bindgen(module = "/src/browser/records.js")]
extern "C" {
    #[wasm_bindgen(js_name = putPictures)]
    fn put_pictures(records: &Array) -> Promise;
    #[wasm_bindgen(js_name = changeMetadata)]
    fn change_metadata(ids: &Array, changes: &str) -> Promise;
    #[wasm_bindgen(js_name = removePictures)]
    fn remove_pictures(ids: &Array) -> Promise;
    #[wasm_bindgen(js_name = readPictures)]
    fn read_pictures(ids: &Array) -> Promise;
    #[wasm_bindgen(js_name = putThumbnail)]
    fn put_thumbnail_js(id: f64, thumbnail: &Blob) -> Promise;
    #[wasm_bindgen(js_name = readThumbnail)]
    fn read_thumbnail_js(id: f64) -> Promise;
    #[wasm_bindgen(js_name = recount)]
    fn count_again() -> Promise;
    #[wasm_bindgen(js_name = askToPersist)]
    fn ask_to_persist() -> Promise;
}

/// The stored record of a result.
pub struct Record {
    /// An integer below 2⁵³.
    pub id: u64,
    /// The current metadata, as JSON.
    pub metadata: String,
    /// The metadata at the time of creation, which replaces corrupt metadata.
    pub first: String,
    /// The image.
    pub picture: Blob,
    /// The files that the picture was made from.
    pub files: Vec<Blob>,
    /// The thumbnail, once it is made.
    pub thumbnail: Option<Blob>,
}

/// A record of the database, uninterpreted.
#[derive(Clone)]
pub struct RawRecord(Object);

/// A record that was found.
pub struct StoredItem {
    /// The uninterpreted record.
    pub raw: RawRecord,
    /// The parsed record, if it is valid.
    pub record: Option<Record>,
}

impl RawRecord {
    /// Returns the id, unless it is not a number.
    pub fn id(&self) -> Option<u64> {
        Reflect::get(&self.0, &"id".into()).ok()?.as_f64().map(|id| id as u64)
    }

    /// Returns the Blobs and the metadata that can still be read.
    pub fn readable_parts(&self) -> (Vec<Blob>, String) {
        let field = |name: &str| Reflect::get(&self.0, &name.into()).ok();
        let files = field("files").and_then(|files| files.dyn_into::<Array>().ok()).unwrap_or_default();
        let blobs = field("picture").into_iter().chain(files.iter()).filter_map(|blob| blob.dyn_into().ok());
        (blobs.collect(), field("whole").and_then(|metadata| metadata.as_string()).unwrap_or_default())
    }

    /// Writes the record back to the database.
    pub async fn put_back(&self) -> Result<(), StorageError> {
        settled(put_pictures(&Array::of1(&self.0))).await.map(drop)
    }
}

/// Returns the keys of these records, whatever their type.
pub fn names_of(all: &[RawRecord]) -> Array {
    all.iter().filter_map(|raw| Reflect::get(&raw.0, &"id".into()).ok()).collect()
}

/// Converts ids into keys of records.
pub fn names(ids: impl IntoIterator<Item = u64>) -> Array {
    ids.into_iter().map(|id| js_sys::Number::from(id as f64)).collect()
}

/// Awaits a call, which resolves to a list or rejects with one of the words for a failure.
pub(super) async fn settled(promise: Promise) -> Result<Array, StorageError> {
    let outcome = JsFuture::from(promise).await;
    let value = outcome.map_err(|reason| StorageError::from_word(&reason.as_string().unwrap_or_default()))?;
    value.dyn_into().map_err(|_| StorageError::Failed)
}

/// Writes records in one transaction, and returns once they are on the disk.
pub async fn put(records: Vec<Record>) -> Result<(), StorageError> {
    let all = Array::new();
    for record in records {
        let files: Array = record.files.iter().collect();
        let one = Object::new();
        let fields = [
            ("id", (record.id as f64).into()),
            ("facts", record.metadata.into()),
            ("picture", record.picture.into()),
            ("files", files.into()),
            ("thumbnail", record.thumbnail.into()),
        ];
        for (name, value) in fields {
            Reflect::set(&one, &name.into(), &value).map_err(|_| StorageError::Failed)?;
        }
        all.push(&one);
    }
    settled(put_pictures(&all)).await.map(drop)
}

/// Changes the metadata of the records with these keys, and returns the complete new metadata of each. Missing records
/// are skipped.
pub async fn change(names: &Array, changes: Changes) -> Result<Vec<String>, StorageError> {
    let changed = settled(change_metadata(names, &changes.to_json())).await?;
    Ok(changed.iter().filter_map(|metadata| metadata.as_string()).collect())
}

/// Removes records.
pub async fn remove(names: &Array) -> Result<(), StorageError> {
    settled(remove_pictures(names)).await.map(drop)
}

/// Returns the keys of all records, newest first.
pub async fn list() -> Result<Array, StorageError> {
    settled(list_pictures()).await
}

/// Reads the records of these keys, in their order.
pub async fn read(names: &Array) -> Result<Vec<Option<StoredItem>>, StorageError> {
    let look = |object: Object| StoredItem { record: record(&object), raw: RawRecord(object) };
    Ok(settled(read_pictures(names)).await?.iter().map(|found| found.dyn_into().ok().map(look)).collect())
}

fn record(object: &Object) -> Option<Record> {
    let field = |name: &str| Reflect::get(object, &name.into()).ok();
    let files: Array = field("files")?.dyn_into().ok()?;
    Some(Record {
        id: field("id")?.as_f64()? as u64,
        metadata: field("facts")?.as_string()?,
        first: field("first")?.as_string()?,
        picture: field("picture")?.dyn_into().ok()?,
        files: files.iter().map(|file| file.dyn_into().ok()).collect::<Option<_>>()?,
        thumbnail: field("thumbnail").and_then(|thumbnail| thumbnail.dyn_into().ok()),
    })
}

/// Stores the thumbnail of a picture, unless the picture was deleted in the meantime. A failure is ignored, because the
/// thumbnail is made again at the next visit.
pub async fn put_thumbnail(id: u64, thumbnail: &Blob) {
    let _ = JsFuture::from(put_thumbnail_js(id as f64, thumbnail)).await;
}

/// Returns the stored thumbnail of a picture, which another tab may have made.
pub async fn thumbnail(id: u64) -> Option<Blob> {
    JsFuture::from(read_thumbnail_js(id as f64)).await.ok()?.dyn_into().ok()
}

/// A change of the database by another tab or by the browser.
pub enum News {
    /// Other tabs have written the records with these keys.
    Changed(Array),
    /// The database was closed or deleted, and may have lost any record.
    Lost,
}

/// Waits for a change of the database by another tab or by the browser.
pub async fn changed_elsewhere() -> Option<News> {
    let names = settled(next_change()).await.ok()?;
    Some(if names.includes(&true.into(), 0) { News::Lost } else { News::Changed(names) })
}

/// Returns the used bytes and the quota, if the browser reports them.
pub async fn storage_estimate() -> Option<(f64, f64)> {
    let numbers = settled(estimate()).await.ok()?;
    Some((numbers.get(0).as_f64()?, numbers.get(1).as_f64()?))
}

/// Makes the browser update its storage estimate, after a deletion. The outcome is ignored.
pub async fn recount() {
    let _ = JsFuture::from(count_again()).await;
}

/// Requests persistent storage. The outcome is ignored.
pub async fn persist() {
    let _ = JsFuture::from(ask_to_persist()).await;
}

/// A request to read from the database.
pub enum Reading {
    /// All records, by these keys, if they could be listed.
    All(Result<Array, StorageError>),
    /// A change by another tab or by the browser.
    News(News),
}
