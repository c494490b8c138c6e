//! The gallery in the viewport, and the menu of a picture; `grid.js` implements them.

use js_sys::Function;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use web_sys::{Element, Event, MouseEvent};

#[wasm_bindgen(module = "/src/browser/grid.js")]
extern "C" {
    #[wasm_bindgen(js_name = watchViewport)]
    fn watch_viewport(element: &Element, report: &Closure<dyn FnMut(f64, f64, f64, f64)>) -> Function;
    #[wasm_bindgen(js_name = openMenu)]
    fn open_menu_at(id: &str, anchor: &Element);
    /// Gives the focus back to an element that lost it by a move in the page.
    #[wasm_bindgen(js_name = keepFocus)]
    pub fn keep_focus(id: &str);
    /// Closes a popover.
    #[wasm_bindgen(js_name = closeMenu)]
    pub fn close_menu(id: &str);
}

/// Watches an element in the viewport for as long as it lives.
pub struct Watch {
    stop: Function,
    _report: Closure<dyn FnMut(f64, f64, f64, f64)>,
}

impl Watch {
    /// Reports, now and with each change, between which heights of the element the window lies, and its
    /// width and height.
    pub fn new(element: &Element, report: impl FnMut(f64, f64, f64, f64) + 'static) -> Self {
        let report = Closure::new(report);
        Self { stop: watch_viewport(element, &report), _report: report }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // A function of ours that cannot fail.
        let _ = self.stop.call0(&self.stop);
    }
}

/// Pixels of the screen for each of the page's.
pub fn pixel_ratio() -> f64 {
    web_sys::window().map_or(1.0, |window| window.device_pixel_ratio())
}

/// The element that listens to the event.
pub fn listener(event: &Event) -> Option<Element> {
    event.current_target()?.dyn_into().ok()
}

/// Opens a popover beside an element.
pub fn open_menu(id: &str, anchor: &Element) {
    open_menu_at(id, anchor);
}

/// The position of the pointer, relative to the corner of the listening element.
pub fn point(event: &MouseEvent) -> (f64, f64) {
    let bounds = listener(event).map(|element| element.get_bounding_client_rect());
    let (left, top) = bounds.map_or((0.0, 0.0), |bounds| (bounds.x(), bounds.y()));
    (f64::from(event.client_x()) - left, f64::from(event.client_y()) - top)
}
