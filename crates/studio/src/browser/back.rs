//! The session history entries of dialogs; implemented in `browser.js`.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/browser/browser.js")]
extern "C" {
    /// Whether the current entry belongs to an open dialog.
    #[wasm_bindgen(js_name = isMarked)]
    pub fn is_marked() -> bool;

    /// Adds the entry of an open dialog.
    pub fn mark();

    /// Goes back to the entry before the dialog's; a `popstate` event follows.
    pub fn unmark();
}
