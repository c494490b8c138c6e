//! Clamped texts, and the buttons that expand them; implemented in `observers.js`.

use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

#[wasm_bindgen(module = "/src/browser/observers.js")]
extern "C" {
    /// Shows the button while the text is clamped, or was before it was expanded.
    #[wasm_bindgen(js_name = showButtonWhenClamped)]
    pub fn show_button_when_clamped(text: &HtmlElement, button: &HtmlElement);
}
