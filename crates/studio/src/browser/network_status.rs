//! The network status and the language that the browser reports.

/// Whether the device may be online; false only if the browser is sure that there is no connection.
pub fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// Returns the browser's first language, as a tag.
pub fn language() -> String {
    web_sys::window().and_then(|window| window.navigator().language()).unwrap_or_default()
}
