//! Notifications for a user who looks at another tab; implemented in `attention.js`.

use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(module = "/src/browser/attention.js")]
extern "C" {
    /// Counts a finished job and its pictures, and updates the title and the badge. Returns the number of pictures
    /// since the page was hidden, or `None` while it is visible.
    #[wasm_bindgen(js_name = noteEnd)]
    pub fn note_end(pictures: u32) -> Option<u32>;

    /// Whether this browser supports notifications for the page.
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

/// Requests permission for notifications. Returns whether the user allowed them.
pub async fn ask_to_notify() -> bool {
    JsFuture::from(ask()).await.is_ok_and(|is_allowed| is_allowed.is_truthy())
}
