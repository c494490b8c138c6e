//! The page around the application: theme, language, viewport and keyboard.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

/// Sets `data-theme` on the root element, which selects the tokens of the style sheet.
pub fn set_theme(value: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    let root = document.and_then(|document| document.document_element());
    if let Some(root) = root.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Only an invalid attribute name can fail here.
        let _ = root.dataset().set("theme", value);
    }
}

/// Returns the vertical scroll position of the page, in pixels.
pub fn scrolled_px() -> f64 {
    web_sys::window().and_then(|window| window.scroll_y().ok()).unwrap_or_default()
}

/// Returns the top and bottom of the element of that id, and the height of the viewport, in pixels of the viewport.
fn extent(id: &str) -> Option<(f64, f64, f64)> {
    let window = web_sys::window()?;
    let bounds = window.document()?.get_element_by_id(id)?.get_bounding_client_rect();
    Some((bounds.top(), bounds.bottom(), window.inner_height().ok()?.as_f64()?))
}

/// Whether the element of that id is in view: half of it is visible, or it fills half of the viewport.
pub fn shows(id: &str) -> bool {
    extent(id).is_some_and(|(top, bottom, window)| {
        let seen = bottom.min(window) - top.max(0.0);
        seen > 0.0 && 2.0 * seen >= (bottom - top).min(window)
    })
}

/// Whether the element of that id begins in the upper third of the viewport, with space for the content after it.
pub fn begins_with(id: &str) -> bool {
    extent(id).is_some_and(|(top, _, window)| top >= 0.0 && 3.0 * top <= window)
}

/// Whether the page has space for a column beside the picture.
pub fn is_wide() -> bool {
    matches("(width >= 60rem)")
}

/// Whether the device has a pointer that can hover.
pub fn can_hover() -> bool {
    matches("(hover: hover)")
}

fn matches(query: &str) -> bool {
    let query = web_sys::window().and_then(|window| window.match_media(query).ok().flatten());
    query.is_none_or(|query| query.matches())
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

/// The selector of text fields, which have an undo history of their own.
const WRITTEN_IN: &str = "textarea, input:not([type=radio], [type=checkbox], [type=file], [type=range])";

/// Whether the event comes from a text field.
pub fn is_writing(event: &Event) -> bool {
    target_matches(event, WRITTEN_IN)
}

/// Whether the event's target has the focus.
pub fn has_focus(event: &Event) -> bool {
    target_matches(event, ":focus")
}

/// Whether the event comes from an element that handles letters itself: a text field or a list.
pub fn is_typing(event: &Event) -> bool {
    is_writing(event) || target_matches(event, "select")
}

/// Whether the event comes from inside an element that matches the selector.
pub fn is_within(event: &Event, selector: &str) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| element.closest(selector).ok().flatten().is_some())
}

fn target_matches(event: &Event, selector: &str) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| element.matches(selector).unwrap_or(false))
}

/// Whether a dialog is open.
pub fn has_dialog() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.query_selector("dialog[open]").ok().flatten().is_some())
}
