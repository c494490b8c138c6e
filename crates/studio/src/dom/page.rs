//! The page around the application: its theme, its width, the keyboard in front of it.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Sets `data-theme` on the root element, which the style sheet's tokens hang on.
pub fn set_theme(value: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    let root = document.and_then(|document| document.document_element());
    if let Some(root) = root.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Only an invalid attribute name can fail here.
        let _ = root.dataset().set("theme", value);
    }
}

/// Whether the layout is the one-column one (the breakpoint of the style sheets).
pub fn is_narrow() -> bool {
    let query = web_sys::window().and_then(|window| window.match_media("(width < 60rem)").ok().flatten());
    query.is_some_and(|query| query.matches())
}

/// Whether the keyboard most likely has a ⌘ key.
pub fn has_command_key() -> bool {
    let agent = web_sys::window().and_then(|window| window.navigator().user_agent().ok());
    agent.is_some_and(|agent| agent.contains("Mac") || agent.contains("iPhone") || agent.contains("iPad"))
}
