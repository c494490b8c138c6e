//! The screen of a phone that is turned. How is in `observers.js`.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/browser/observers.js")]
extern "C" {
    /// Keeps in the middle of the window what was there before the screen was turned.
    #[wasm_bindgen(js_name = keepMiddleWhenTurned)]
    pub fn keep_middle_when_turned();
}
