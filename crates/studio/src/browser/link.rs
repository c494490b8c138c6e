//! URL-encoded fields: those in the fragment of the page's URL, and others stored in the same format.

use js_sys::Object;
use web_sys::{UrlSearchParams, Window};

/// Names with their values.
pub struct Fields(Option<UrlSearchParams>);

/// Reads the fields of the page's URL.
pub fn read() -> Fields {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    Fields::from_text(hash.trim_start_matches('#'))
}

/// Encodes fields as text.
pub fn write<'a>(fields: impl Iterator<Item = (&'a str, String)>) -> String {
    let Ok(all) = UrlSearchParams::new() else { return String::new() };
    fields.for_each(|(name, value)| all.append(name, &value));
    all.to_string().into()
}

/// Returns the page's URL with these fields in its fragment.
pub fn to_page(fields: &str) -> String {
    let location = web_sys::window().map(|window| window.location());
    let address = location.and_then(|location| Some(location.origin().ok()? + &location.pathname().ok()?));
    format!("{}#{fields}", address.unwrap_or_default())
}

impl Fields {
    /// Parses encoded fields.
    pub fn from_text(text: &str) -> Self {
        Self(UrlSearchParams::new_with_str(text).ok())
    }

    /// Returns the value of a field.
    pub fn field(&self, name: &str) -> Option<String> {
        self.0.as_ref()?.get(name)
    }

    /// Removes the fields from the page's URL, because they would be applied again with every reload.
    pub fn clear(self) {
        let without = |window: Window| {
            let location = window.location();
            let address = location.pathname().ok()? + &location.search().ok()?;
            window.history().ok()?.replace_state_with_url(&Object::new(), "", Some(&address)).ok()
        };
        // If the page may not change its URL, the fields stay in it.
        let _ = web_sys::window().and_then(without);
    }
}
