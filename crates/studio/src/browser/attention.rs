//! Attention of a user who looks at another tab; `attention.js` implements it.

use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(module = "/src/browser/attention.js")]
extern "C" {
    /// Counts a job that has ended with so many pictures: title and badge have the number. Returns the pictures since the
    /// page was left, or `None` while it is seen.
    #[wasm_bindgen(js_name = noteEnd)]
    pub fn note_end(pictures: u32) -> Option<u32>;

    /// Whether this browser has notifications for the page.
    #[wasm_bindgen(js_name = canNotify)]
    pub fn can_notify() -> bool;

    /// Whether the user has allowed notifications.
    #[wasm_bindgen(js_name = mayNotify)]
    pub fn may_notify() -> bool;

    /// Shows a notification with the page's title, this text and this icon.
    pub fn notify(text: &str, icon: &str);

    #[wasm_bindgen(js_name = askToNotify)]
    fn ask() -> Promise;
}

/// Asks the user for notifications, and returns whether they are allowed.
pub async fn ask_to_notify() -> bool {
    JsFuture::from(ask()).await.is_ok_and(|is_allowed| is_allowed.is_truthy())
}
