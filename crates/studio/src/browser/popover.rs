//! Popovers; implemented in `popover.js`.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/browser/popover.js")]
extern "C" {
    /// Opens a popover above the control of the second id, and focuses its pressed button.
    #[wasm_bindgen(js_name = openAbove)]
    pub fn open_above(id: &str, control_id: &str);
}
