//! A `blob:` URL that is revoked on drop.

use std::fmt;
use wasm_bindgen::JsValue;
use web_sys::{Blob, Url};

/// The URL of a Blob. Dropping the value revokes the URL.
///
/// ```no_run
/// # fn example(blob: &web_sys::Blob) -> Result<(), wasm_bindgen::JsValue> {
/// let url = tintype::BlobUrl::new(blob)?;
/// let address = url.as_str(); // dead once `url` is dropped
/// # Ok(())
/// # }
/// ```
#[derive(Debug, PartialEq, Eq)]
#[must_use = "dropping the value revokes the address"]
pub struct BlobUrl(String);

impl BlobUrl {
    /// Creates a URL for `blob`.
    ///
    /// # Errors
    /// Returns an error if the environment has no object URLs (service workers).
    pub fn new(blob: &Blob) -> Result<Self, JsValue> {
        Url::create_object_url_with_blob(blob).map(Self)
    }

    /// Returns the URL, `blob:…`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for BlobUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Drop for BlobUrl {
    fn drop(&mut self) {
        // Revoking a URL that does not exist is not an error.
        let _ = Url::revoke_object_url(&self.0);
    }
}
