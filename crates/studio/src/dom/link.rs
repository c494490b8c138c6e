//! The part of the address behind `#`, as fields.

use wasm_bindgen::JsValue;
use web_sys::{UrlSearchParams, Window};

/// The fields of the page's address.
pub struct Link(Option<UrlSearchParams>);

/// Reads them.
pub fn read() -> Link {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    Link(UrlSearchParams::new_with_str(hash.trim_start_matches('#')).ok())
}

impl Link {
    /// The field of that name.
    pub fn field(&self, name: &str) -> Option<String> {
        self.0.as_ref()?.get(name)
    }

    /// Takes them out of the address: what was read once would be read again with every reload.
    pub fn clear(self) {
        let without = |window: Window| {
            let location = window.location();
            let address = location.pathname().ok()? + &location.search().ok()?;
            window.history().ok()?.replace_state_with_url(&JsValue::NULL, "", Some(&address)).ok()
        };
        // A page that may not change its address keeps it, as it would keep any other.
        let _ = web_sys::window().and_then(without);
    }
}
