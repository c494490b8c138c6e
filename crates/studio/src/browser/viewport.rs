//! Where on an element a pointer is.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, MouseEvent, PointerEvent};

use crate::model::zoom::Point;

fn viewport_of(event: &Event) -> Option<Element> {
    event.current_target()?.dyn_into().ok()
}

/// Width and height of the element that listens.
pub fn size(event: &Event) -> Point {
    viewport_of(event).map_or((1.0, 1.0), |viewport| {
        let bounds = viewport.get_bounding_client_rect();
        (bounds.width(), bounds.height())
    })
}

/// Where the pointer is, from the middle of the element that listens.
pub fn point(event: &MouseEvent) -> Point {
    viewport_of(event).map_or((0.0, 0.0), |viewport| {
        let bounds = viewport.get_bounding_client_rect();
        let x = f64::from(event.client_x()) - bounds.x() - bounds.width() / 2.0;
        (x, f64::from(event.client_y()) - bounds.y() - bounds.height() / 2.0)
    })
}

/// Keeps the pointer's movements coming, wherever it goes.
pub fn capture(event: &PointerEvent) {
    if let Some(viewport) = viewport_of(event) {
        // A pointer that is gone by now cannot be held, and need not be.
        let _ = viewport.set_pointer_capture(event.pointer_id());
    }
}

/// Where the pointer is on an element, in parts of its sides, and how long these are in pixels.
pub fn part_of(element: &Element, event: &MouseEvent) -> (Point, Point) {
    let bounds = element.get_bounding_client_rect();
    let size = (bounds.width().max(1.0), bounds.height().max(1.0));
    let (x, y) = (f64::from(event.client_x()) - bounds.x(), f64::from(event.client_y()) - bounds.y());
    ((x / size.0, y / size.1), size)
}
