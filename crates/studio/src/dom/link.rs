//! The part of the address behind `#`, as fields.

use web_sys::UrlSearchParams;

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
}
