//! The gallery's database, as typed calls. What it is made of is in `gallery.js`.

use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

#[wasm_bindgen(module = "/src/dom/gallery.js")]
extern "C" {
    #[wasm_bindgen(js_name = putPicture)]
    fn put_picture(record: &Object) -> Promise;
    #[wasm_bindgen(js_name = removePictures)]
    fn remove_pictures(ids: &Array) -> Promise;
    #[wasm_bindgen(js_name = loadPictures)]
    fn load_pictures() -> Promise;
    #[wasm_bindgen(js_name = storageRoom)]
    fn storage_room() -> Promise;
}

/// What is kept of one picture.
pub struct Record {
    /// Whole, and below 2⁵³.
    pub id: u64,
    /// What is known of it, as JSON.
    pub facts: String,
    /// Its bytes.
    pub picture: Blob,
    /// The files that it was made from.
    pub files: Vec<Blob>,
}

/// Why a picture was not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// There is no room.
    Full,
    /// Anything else: private windows, blocked storage, a broken disk.
    Failed,
}

/// Writes a record; done means that it is on the disk.
pub async fn put(record: Record) -> Result<(), Refusal> {
    let files: Array = record.files.iter().collect();
    let object = Object::new();
    let fields = [
        ("id", (record.id as f64).into()),
        ("facts", record.facts.into()),
        ("picture", record.picture.into()),
        ("files", files.into()),
    ];
    for (name, value) in fields {
        Reflect::set(&object, &name.into(), &value).map_err(|_| Refusal::Failed)?;
    }
    let written = JsFuture::from(put_picture(&object)).await;
    written.map(|_| ()).map_err(|reason| match reason.as_string().as_deref() {
        Some("full") => Refusal::Full,
        _ => Refusal::Failed,
    })
}

/// Takes records out; whether that worked.
pub async fn remove(ids: impl IntoIterator<Item = u64>) -> bool {
    let ids: Array = ids.into_iter().map(|id| js_sys::Number::from(id as f64)).collect();
    JsFuture::from(remove_pictures(&ids)).await.is_ok()
}

/// Every record, `None` for each that cannot be read; `None` at all without a database.
pub async fn load() -> Option<Vec<Option<Record>>> {
    let records: Array = JsFuture::from(load_pictures()).await.ok()?.dyn_into().ok()?;
    Some(records.iter().map(|record| read(&record.dyn_into().ok()?)).collect())
}

fn read(record: &Object) -> Option<Record> {
    let field = |name: &str| Reflect::get(record, &name.into()).ok();
    let files: Array = field("files")?.dyn_into().ok()?;
    Some(Record {
        id: field("id")?.as_f64()? as u64,
        facts: field("facts")?.as_string()?,
        picture: field("picture")?.dyn_into().ok()?,
        files: files.iter().map(|file| file.dyn_into().ok()).collect::<Option<_>>()?,
    })
}

/// Bytes in use and bytes there may be, as far as the browser tells.
pub async fn room() -> Option<(f64, f64)> {
    let room: Array = JsFuture::from(storage_room()).await.ok()?.dyn_into().ok()?;
    Some((room.get(0).as_f64()?, room.get(1).as_f64()?))
}
