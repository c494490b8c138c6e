//! Text functions that follow the rules of Unicode. The browser's tables are used, because tables in wasm would be as
//! large as a third of Studio.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/browser/words.js")]
extern "C" {
    /// Folds text for comparison: lower case, composed, and in one form.
    pub fn fold(text: &str) -> String;
    #[wasm_bindgen(js_name = slug)]
    fn slug_of(text: &str, max_graphemes: u32, most_bytes: u32) -> String;
}

/// The maximum length of a name, which distinguishes pictures but is short enough for every dialog.
const MAX_GRAPHEMES: u32 = 48;
/// The maximum size of a name, because file systems accept 255 bytes including size and extension.
const MOST_BYTES: u32 = 200;

/// Converts text to a part of a file name: letters with their marks and digits of any script, the rest as hyphens.
pub fn slug(text: &str) -> String {
    slug_of(text, MAX_GRAPHEMES, MOST_BYTES)
}
