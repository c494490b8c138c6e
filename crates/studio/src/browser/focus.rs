//! Moving the focus and the view, once the page has caught up with the state.

use leptos::prelude::request_animation_frame;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusEvent, HtmlElement, HtmlTextAreaElement, ScrollBehavior, ScrollIntoViewOptions};

/// Chromium takes over half a second to scroll as far as this smoothly.
const FAR_PX: f64 = 1_500.0;

fn find(id: &str) -> Option<Element> {
    web_sys::window()?.document()?.get_element_by_id(id)
}

/// Puts the focus on the element of that id.
pub fn on(id: impl Into<String>) {
    let id = id.into();
    request_animation_frame(move || {
        if let Some(element) = find(&id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            // An element that cannot be focused leaves the focus where it is.
            let _ = element.focus();
        }
    });
}

/// Puts the focus into the text area of that id, its text selected, so that typing replaces it and a key keeps it.
pub fn on_all_text(id: &'static str) {
    request_animation_frame(move || {
        if let Some(area) = find(id).and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok()) {
            let _ = area.focus();
            area.select();
        }
    });
}

/// Brings the element of that id into view. How fast is the style sheet's business (`scroll-behavior`), over a
/// distance that the eye can follow.
pub fn scroll_to(id: impl Into<String>) {
    let id = id.into();
    request_animation_frame(move || {
        let Some(element) = find(&id) else { return };
        let options = ScrollIntoViewOptions::new();
        if element.get_bounding_client_rect().top().abs() > FAR_PX {
            options.set_behavior(ScrollBehavior::Instant);
        }
        element.scroll_into_view_with_scroll_into_view_options(&options);
    });
}

/// Whether the focus is visible (`:focus-visible`), as it is after keyboard input.
pub fn is_seen(event: &FocusEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| element.matches(":focus-visible").unwrap_or(false))
}
