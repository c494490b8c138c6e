//! A selection rectangle that the user draws with the mouse. It selects every picture that it touches.

use leptos::prelude::*;
use web_sys::PointerEvent;

use super::shared::Shared;
use crate::actions::select;
use crate::browser::{grid, page, viewport};
use crate::model::grid::Layout;
use crate::model::selection::Selection;
use crate::store::Store;

/// The minimum distance in pixels that a drag must cover before it selects.
const LEAST_PX: f64 = 4.0;

type Point = (f64, f64);

/// State of the rectangle while it is drawn.
#[derive(Clone, Copy)]
pub struct Marquee {
    corners: RwSignal<Option<(Point, Point)>>,
    /// The selection before the drag.
    base: StoredValue<Selection>,
}

impl Marquee {
    pub fn new() -> Self {
        Self { corners: RwSignal::new(None), base: StoredValue::new(Selection::default()) }
    }

    /// Begins a rectangle between the pictures. With Shift, Ctrl or ⌘ it extends the selection.
    pub fn begin(self, store: Store, event: &PointerEvent) {
        if event.button() != 0 || event.pointer_type() != "mouse" || page::is_within(event, ".cell") {
            return;
        }
        let keeps = event.shift_key() || event.ctrl_key() || event.meta_key();
        if !keeps {
            select::clear(store);
        }
        self.base.set_value(store.browse().selection.get_untracked());
        let point = grid::point(event);
        self.corners.set(Some((point, point)));
        viewport::capture(event);
        // Prevent the browser from selecting text.
        event.prevent_default();
    }

    /// Resizes the rectangle to the pointer and selects the pictures within it.
    pub fn drag(self, store: Store, shared: Shared, event: &PointerEvent) {
        let Some((from, _)) = self.corners.get_untracked() else { return };
        let to = grid::point(event);
        self.corners.set(Some((from, to)));
        if (to.0 - from.0).hypot(to.1 - from.1) < LEAST_PX {
            return;
        }
        let touched = shared.layout.with_untracked(|layout: &Layout| layout.within(from, to));
        let touched: Vec<_> = shared
            .ids
            .with_untracked(|ids| touched.into_iter().filter_map(|place| ids.get(place).copied()).collect());
        let mut selection = self.base.get_value();
        selection.add(&touched);
        select::set(store, selection);
    }

    /// Removes the rectangle.
    pub fn end(self) {
        self.corners.set(None);
    }

    /// Returns the view of the rectangle.
    pub fn view(self) -> impl IntoView {
        let side =
            |one: f64, other: f64| (format!("{}px", one.min(other)), format!("{}px", (one - other).abs()));
        move || {
            let ((x, y), (to_x, to_y)) = self.corners.get()?;
            let ((left, width), (top, height)) = (side(x, to_x), side(y, to_y));
            Some(view! {
                <div
                    class="gallery__frame"
                    role="presentation"
                    style:left=left
                    style:top=top
                    style:width=width
                    style:height=height
                ></div>
            })
        }
    }
}
