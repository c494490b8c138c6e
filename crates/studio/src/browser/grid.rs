//! The visible part of the gallery, and the context menu of a picture; implemented in `grid.js`.

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
    /// Restores the focus of an element that lost it when it was moved in the DOM.
    #[wasm_bindgen(js_name = keepFocus)]
    pub fn keep_focus(id: &str);
    /// Closes a popover.
    #[wasm_bindgen(js_name = closeMenu)]
    pub fn close_menu(id: &str);
}

/// An observer of an element's position in the viewport, which stops when it is dropped.
pub struct Watch {
    stop: Function,
    _report: Closure<dyn FnMut(f64, f64, f64, f64)>,
}

impl Watch {
    /// Reports the top and bottom of the viewport relative to the element, and the element's width and height, now and
    /// after each change.
    pub fn new(element: &Element, report: impl FnMut(f64, f64, f64, f64) + 'static) -> Self {
        let report = Closure::new(report);
        Self { stop: watch_viewport(element, &report), _report: report }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // `watchViewport` returns a function that cannot fail.
        let _ = self.stop.call0(&self.stop);
    }
}

/// Returns the number of device pixels per CSS pixel.
pub fn pixel_ratio() -> f64 {
    web_sys::window().map_or(1.0, |window| window.device_pixel_ratio())
}

/// Returns the element that listens to the event.
pub fn listener(event: &Event) -> Option<Element> {
    event.current_target()?.dyn_into().ok()
}

/// Opens a popover beside an element.
pub fn open_menu(id: &str, anchor: &Element) {
    open_menu_at(id, anchor);
}

/// Returns the position of the pointer, relative to the top left corner of the listening element.
pub fn point(event: &MouseEvent) -> (f64, f64) {
    let bounds = listener(event).map(|element| element.get_bounding_client_rect());
    let (left, top) = bounds.map_or((0.0, 0.0), |bounds| (bounds.x(), bounds.y()));
    (f64::from(event.client_x()) - left, f64::from(event.client_y()) - top)
}
