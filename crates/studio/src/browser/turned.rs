//! The rotation of a phone's screen; implemented in `observers.js`.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/browser/observers.js")]
extern "C" {
    /// Keeps the content in the middle of the viewport when the screen is rotated.
    #[wasm_bindgen(js_name = keepMiddleWhenTurned)]
    pub fn keep_middle_when_turned();
}
