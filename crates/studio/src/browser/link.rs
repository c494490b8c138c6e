//! Fields as an address writes them: those behind `#` in the page's own, and others kept in the same way.

use js_sys::Object;
use web_sys::{UrlSearchParams, Window};

/// Names with their values.
pub struct Fields(Option<UrlSearchParams>);

/// Those of the page's address.
pub fn read() -> Fields {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    Fields::from_text(hash.trim_start_matches('#'))
}

/// Fields as text.
pub fn write<'a>(fields: impl Iterator<Item = (&'a str, String)>) -> String {
    let Ok(all) = UrlSearchParams::new() else { return String::new() };
    fields.for_each(|(name, value)| all.append(name, &value));
    all.to_string().into()
}

/// The address of the page with these fields.
pub fn to_page(fields: &str) -> String {
    let location = web_sys::window().map(|window| window.location());
    let address = location.and_then(|location| Some(location.origin().ok()? + &location.pathname().ok()?));
    format!("{}#{fields}", address.unwrap_or_default())
}

impl Fields {
    /// Reads them back.
    pub fn from_text(text: &str) -> Self {
        Self(UrlSearchParams::new_with_str(text).ok())
    }

    /// The field of that name.
    pub fn field(&self, name: &str) -> Option<String> {
        self.0.as_ref()?.get(name)
    }

    /// Takes them out of the address: what was read once would be read again with every reload.
    pub fn clear(self) {
        let without = |window: Window| {
            let location = window.location();
            let address = location.pathname().ok()? + &location.search().ok()?;
            window.history().ok()?.replace_state_with_url(&Object::new(), "", Some(&address)).ok()
        };
        // A page that may not change its address keeps it, as it would keep any other.
        let _ = web_sys::window().and_then(without);
    }
}
