//! The infinite-scroll sentinel; `observers.js` implements it.

use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

#[wasm_bindgen(module = "/src/browser/observers.js")]
extern "C" {
    /// Presses a button whenever it comes within two screens of what is seen.
    #[wasm_bindgen(js_name = pressWhenNear)]
    pub fn press_when_near(button: &HtmlElement);
}
