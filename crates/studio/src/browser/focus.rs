//! Moving the focus and the view, once the page has caught up with the state.

use std::rc::Rc;

use leptos::prelude::request_animation_frame;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusEvent, HtmlElement, HtmlTextAreaElement, ScrollBehavior, ScrollIntoViewOptions};

/// Chromium takes over half a second to scroll as far as this smoothly.
const FAR_PX: f64 = 1_500.0;

fn find(id: &str) -> Option<Element> {
    web_sys::window()?.document()?.get_element_by_id(id)
}

/// Calls a function once the page has caught up with the state, and before the next key arrives. Effects run in
/// microtasks; a frame may come much later, and a key that is pressed before it would go to no element.
pub fn once_rendered(act: impl FnOnce() + 'static) {
    let act: Box<dyn FnOnce()> = Box::new(act);
    // Tasks run in the order in which they were queued: effects of earlier changes come first.
    spawn_local(async move { act() });
}

/// Focuses the element of that id; whether it has the focus then.
fn give(id: &str) -> bool {
    let Some(element) = find(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    // An element that cannot be focused leaves the focus where it is.
    let _ = element.focus();
    element.matches(":focus").unwrap_or(false)
}

/// Puts the focus on the element of that id.
pub fn on(id: impl Into<String>) {
    let id = id.into();
    on_known(Rc::new(move || Some(id.clone())));
}

/// Scrolls the content of the element of that id to its beginning.
pub fn to_top(id: &str) {
    if let Some(element) = find(id) {
        element.set_scroll_top(0);
    }
}

/// Clicks the element of that id, at once: a file chooser opens for a user's own press alone.
pub fn press(id: &str) {
    if let Some(element) = find(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        element.click();
    }
}

/// Puts the focus on the element whose id is known by then: of several calls in a row, each leads to the last place.
pub fn on_latest(id: impl Fn() -> Option<String> + 'static) {
    on_known(Rc::new(id));
}

fn on_known(id: Rc<dyn Fn() -> Option<String>>) {
    once_rendered(move || {
        let has_focus = id().is_none_or(|id| give(&id));
        if !has_focus {
            // It is laid out with the next frame.
            request_animation_frame(move || {
                if let Some(id) = id() {
                    give(&id);
                }
            });
        }
    });
}

/// Puts the focus into the text area of that id, its text selected, so that typing replaces it and a key keeps it.
pub fn on_all_text(id: &'static str) {
    once_rendered(move || {
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

/// Whether the focus is on an element that matches the selector.
pub fn is_at(selector: &str) -> bool {
    let focused = web_sys::window().and_then(|window| window.document()?.active_element());
    focused.is_some_and(|element| element.matches(selector).unwrap_or(false))
}

/// Whether the focus is visible (`:focus-visible`), as it is after keyboard input.
pub fn is_seen(event: &FocusEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| element.matches(":focus-visible").unwrap_or(false))
}
