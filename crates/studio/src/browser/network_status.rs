//! Whether the device says that it has a connection, and which language its browser speaks.

/// False only when it is sure that there is none.
pub fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// The browser's first language, as a tag.
pub fn language() -> String {
    web_sys::window().and_then(|window| window.navigator().language()).unwrap_or_default()
}
