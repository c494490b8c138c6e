//! Focus and scroll position, changed once the DOM reflects the state.

use std::rc::Rc;

use leptos::prelude::request_animation_frame;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusEvent, HtmlElement, HtmlTextAreaElement, ScrollBehavior, ScrollIntoViewOptions};

/// The distance above which scrolling is instant. Chromium takes over half a second to scroll this far smoothly.
const FAR_PX: f64 = 1_500.0;

fn find(id: &str) -> Option<Element> {
    web_sys::window()?.document()?.get_element_by_id(id)
}

/// Calls a function once the DOM reflects the state, and before the next key event. Effects run in microtasks. A frame
/// may come much later, and a key pressed before it would not reach any element.
pub fn once_rendered(act: impl FnOnce() + 'static) {
    let act: Box<dyn FnOnce()> = Box::new(act);
    // Tasks run in the order in which they were queued, so the effects of earlier changes run first.
    spawn_local(async move { act() });
}

/// Focuses the element of that id. Returns whether the element has the focus afterwards.
fn give(id: &str) -> bool {
    let Some(element) = find(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    // `focus` has no effect on an element that cannot be focused.
    let _ = element.focus();
    element.matches(":focus").unwrap_or(false)
}

/// Focuses the element of that id.
pub fn on(id: impl Into<String>) {
    let id = id.into();
    on_known(Rc::new(move || Some(id.clone())));
}

/// Scrolls the content of the element of that id to the top.
pub fn to_top(id: &str) {
    if let Some(element) = find(id) {
        element.set_scroll_top(0);
    }
}

/// Clicks the element of that id immediately, because a file chooser opens only during a user's click.
pub fn press(id: &str) {
    if let Some(element) = find(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        element.click();
    }
}

/// Focuses the element whose id is determined at that time, so that several calls in a row focus the latest one.
pub fn on_latest(id: impl Fn() -> Option<String> + 'static) {
    on_known(Rc::new(id));
}

fn on_known(id: Rc<dyn Fn() -> Option<String>>) {
    once_rendered(move || {
        let has_focus = id().is_none_or(|id| give(&id));
        if !has_focus {
            // The element may not have a layout before the next frame.
            request_animation_frame(move || {
                if let Some(id) = id() {
                    give(&id);
                }
            });
        }
    });
}

/// Focuses a text area and selects its text, so that typing replaces it and an arrow key keeps it.
pub fn on_all_text(id: &'static str) {
    once_rendered(move || {
        if let Some(area) = find(id).and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok()) {
            let _ = area.focus();
            area.select();
        }
    });
}

/// Scrolls the element of that id into view. The style sheet sets the speed (`scroll-behavior`), except for distances
/// that the eye cannot follow.
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
