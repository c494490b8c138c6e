//! The position of a pointer on an element.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, MouseEvent, PointerEvent};

use crate::model::zoom::Point;

fn viewport_of(event: &Event) -> Option<Element> {
    event.current_target()?.dyn_into().ok()
}

/// Returns the width and height of the listening element.
pub fn size(event: &Event) -> Point {
    viewport_of(event).map_or((1.0, 1.0), |viewport| {
        let bounds = viewport.get_bounding_client_rect();
        (bounds.width(), bounds.height())
    })
}

/// Returns the position of the pointer, relative to the centre of the listening element.
pub fn point(event: &MouseEvent) -> Point {
    viewport_of(event).map_or((0.0, 0.0), |viewport| {
        let bounds = viewport.get_bounding_client_rect();
        let x = f64::from(event.client_x()) - bounds.x() - bounds.width() / 2.0;
        (x, f64::from(event.client_y()) - bounds.y() - bounds.height() / 2.0)
    })
}

/// Captures the pointer, so that its events arrive wherever it moves.
pub fn capture(event: &PointerEvent) {
    if let Some(viewport) = viewport_of(event) {
        // Capture fails only for a pointer that is gone, which needs none.
        let _ = viewport.set_pointer_capture(event.pointer_id());
    }
}

/// Returns the position of the pointer as a fraction of the element's size, and the size in pixels.
pub fn part_of(element: &Element, event: &MouseEvent) -> (Point, Point) {
    let bounds = element.get_bounding_client_rect();
    let size = (bounds.width().max(1.0), bounds.height().max(1.0));
    let (x, y) = (f64::from(event.client_x()) - bounds.x(), f64::from(event.client_y()) - bounds.y());
    ((x / size.0, y / size.1), size)
}
