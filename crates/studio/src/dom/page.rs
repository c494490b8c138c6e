//! The page around the application: its theme, its width, the keyboard in front of it.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

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

/// Sets `lang` on the root element, for screen readers, fonts and translators.
pub fn set_language(tag: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(root) = document.and_then(|document| document.document_element()) {
        // Only an invalid attribute name can fail here.
        let _ = root.set_attribute("lang", tag);
    }
}

/// Where keys are letters, or have a meaning of their own.
const TYPED_IN: &str = "textarea, select, input:not([type=radio], [type=checkbox], [type=file])";

/// Whether the event comes from where text is typed.
pub fn is_typing(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| element.matches(TYPED_IN).unwrap_or(false))
}

/// Whether a dialog lies over the page.
pub fn has_dialog() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.query_selector("dialog[open]").ok().flatten().is_some())
}
