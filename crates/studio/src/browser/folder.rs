//! The user's folder for new pictures; implemented in `folder.js`.

use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

#[wasm_bindgen(module = "/src/browser/folder.js")]
extern "C" {
    /// Whether this browser lets pages write into a folder.
    #[wasm_bindgen(js_name = canUseFolder)]
    pub fn can_use() -> bool;
    #[wasm_bindgen(js_name = chooseFolder)]
    fn begin_choice() -> Promise;
    #[wasm_bindgen(js_name = storedFolder)]
    fn read_stored() -> Promise;
    #[wasm_bindgen(js_name = forgetFolder)]
    fn begin_forgetting() -> Promise;
    #[wasm_bindgen(js_name = askForFolder)]
    fn request_permission() -> Promise;
    #[wasm_bindgen(js_name = writeToFolder)]
    fn begin_write(stem: &str, extension: &str, picture: &Blob, json: &str) -> Promise;
}

/// Lets the user choose a folder and returns its name; `None` when the user or the browser refuses.
pub async fn choose() -> Option<String> {
    JsFuture::from(begin_choice()).await.ok()?.as_string()
}

/// Returns the name of the folder that was chosen before.
pub async fn stored() -> Option<String> {
    JsFuture::from(read_stored()).await.ok()?.as_string()
}

/// Forgets the folder.
pub async fn forget() {
    // If removal fails, the folder is shown again at the next visit.
    let _ = JsFuture::from(begin_forgetting()).await;
}

/// Requests the permission to write, which ends with the visit. Must be called in a click handler.
pub async fn ask() {
    // A refusal becomes visible when the next picture is written.
    let _ = JsFuture::from(request_permission()).await;
}

/// Writes a picture and its details under a new name; returns whether both are written.
pub async fn write(stem: &str, extension: &str, picture: &Blob, json: &str) -> bool {
    JsFuture::from(begin_write(stem, extension, picture, json)).await.is_ok()
}
