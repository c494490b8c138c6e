//! Clamped texts, and the buttons that open them. The observer is in `observers.js`.

use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

#[wasm_bindgen(module = "/src/browser/observers.js")]
extern "C" {
    /// Shows the button while lines of the text are hidden, or were before it was opened.
    #[wasm_bindgen(js_name = showButtonWhenClamped)]
    pub fn show_button_when_clamped(text: &HtmlElement, button: &HtmlElement);
}
