//! A folder of the user's, where new pictures are written; `folder.js` implements it.

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::Blob;

#[wasm_bindgen(module = "/src/browser/folder.js")]
extern "C" {
    /// Whether this browser lets pages write into a folder.
    #[wasm_bindgen(js_name = canUseFolder)]
    pub fn can_use() -> bool;
    #[wasm_bindgen(js_name = chooseFolder, catch)]
    async fn choose_folder() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = storedFolder, catch)]
    async fn stored_folder() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = forgetFolder, catch)]
    async fn forget_folder() -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = askForFolder, catch)]
    async fn ask_for_folder() -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = writeToFolder, catch)]
    async fn write_to_folder(stem: &str, extension: &str, picture: &Blob, json: &str) -> Result<(), JsValue>;
}

/// Lets the user choose a folder, and returns its name; `None` when the user or the browser refuses.
pub async fn choose() -> Option<String> {
    choose_folder().await.ok()?.as_string()
}

/// The name of the folder that was chosen before.
pub async fn stored() -> Option<String> {
    stored_folder().await.ok()?.as_string()
}

/// Forgets the folder.
pub async fn forget() {
    // What cannot be forgotten is asked for again at the next visit.
    let _ = forget_folder().await;
}

/// Asks for the permission to write, which ends with the visit. Must be called in a click.
pub async fn ask() {
    // A refusal shows when the next picture is written.
    let _ = ask_for_folder().await;
}

/// Writes a picture and its details under a new name; returns whether both are written.
pub async fn write(stem: &str, extension: &str, picture: &Blob, json: &str) -> bool {
    write_to_folder(stem, extension, picture, json).await.is_ok()
}
