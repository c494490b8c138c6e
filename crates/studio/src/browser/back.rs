//! The session history, as far as a dialog has an entry in it. The calls are in `browser.js`.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/browser/browser.js")]
extern "C" {
    /// Whether the current entry stands for an open dialog.
    #[wasm_bindgen(js_name = isMarked)]
    pub fn is_marked() -> bool;

    /// Adds that entry.
    pub fn mark();

    /// Goes back to the entry before it; a `popstate` event follows.
    pub fn unmark();
}
