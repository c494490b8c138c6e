//! Words by the rules of Unicode: the browser has tables for them that would be as large in wasm as a third of Studio.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/browser/words.js")]
extern "C" {
    /// Words as they are compared: in small letters, composed, and in one form.
    pub fn fold(text: &str) -> String;
    #[wasm_bindgen(js_name = slug)]
    fn slug_of(text: &str, max_graphemes: u32, most_bytes: u32) -> String;
}

/// Long enough to distinguish pictures, short enough for every dialog.
const MAX_GRAPHEMES: u32 = 48;
/// File systems take names of 255 bytes, size and extension included.
const MOST_BYTES: u32 = 200;

/// A text as a part of a file's name: letters with their marks and digits of any script, the rest as single hyphens.
pub fn slug(text: &str) -> String {
    slug_of(text, MAX_GRAPHEMES, MOST_BYTES)
}
