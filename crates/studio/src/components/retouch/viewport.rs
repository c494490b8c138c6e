//! The picture under the mask: painted with a pointer or with keys, zoomed with the wheel or two fingers.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html::Canvas;
use leptos::prelude::*;

use super::super::zoom_viewport::{on_motion, on_wheel};
use super::state::RetouchState;
use crate::browser::{mask, viewport};
use crate::model::bound;
use crate::model::ids::RETOUCH_VIEWPORT_ID;
use crate::model::mask::{Mask, Tool};
use crate::model::number::fixed;
use crate::model::photo::Photo;
use crate::model::zoom::{Motion, Point, Pointers};
use crate::store::use_store;

/// The colour of the mask, which is visible on every picture.
const COLOUR: &str = "#f0a93c";
/// The fraction of the shorter side by which an arrow key moves the tool; a tenth of it with Ctrl.
const KEY_PART: f64 = 0.04;

/// The viewport in which the mask is painted.
#[component]
pub fn RetouchViewport(photo: Photo, state: RetouchState) -> impl IntoView {
    let text = use_store().text();
    let canvas = NodeRef::<Canvas>::new();
    let (width, height) = (f64::from(photo.width), f64::from(photo.height));
    let cursor = RwSignal::new((width / 2.0, height / 2.0));
    let pointers = RwSignal::new(Pointers::default());
    Effect::new(move |_| {
        state
            .mask
            .with(|painted| canvas.get().and_then(|canvas| mask::show(&canvas, painted.strokes(), COLOUR)))
    });
    let down = move |event: PointerEvent| press(state, pointers, canvas, &event);
    let moved = move |event: PointerEvent| drag(state, pointers, canvas, cursor, &event);
    let up = move |event: PointerEvent| {
        pointers.update(|pointers| pointers.up(event.pointer_id()));
        state.mask.update(Mask::end);
    };
    let part = |value: f64, side: f64| fixed(value / side * 100.0, 3) + "%";
    view! {
        <div
            class="retouch__viewport"
            id=RETOUCH_VIEWPORT_ID
            role="application"
            aria-label=text.retouch_viewport
            aria-describedby="retouch-keys"
            tabindex="0"
            autofocus
            on:wheel=move |event| on_wheel(state.zoom, &event)
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=up
            on:pointercancel=up
            on:keydown=move |event| on_key(state, cursor, (width, height), &event)
        >
            <div
                class="retouch__sheet"
                style:--width=photo.width.to_string()
                style:--height=photo.height.to_string()
                style:transform=move || state.zoom.get().transform()
            >
                <img class="retouch__image" src=photo.url alt=bound::description(&photo.name) draggable="false"/>
                <canvas class="retouch__paint" width=photo.width height=photo.height node_ref=canvas></canvas>
                <span
                    class="retouch__cursor"
                    style:left=move || part(cursor.get().0, width)
                    style:top=move || part(cursor.get().1, height)
                    style:width=move || part(state.size.get(), width)
                ></span>
            </div>
            <p class="visually-hidden" id="retouch-keys">{text.retouch_keys}</p>
        </div>
    }
}

fn press(state: RetouchState, pointers: RwSignal<Pointers>, canvas: NodeRef<Canvas>, event: &PointerEvent) {
    viewport::capture(event);
    let before = pointers.with_untracked(Pointers::count);
    pointers.update(|pointers| pointers.down(event.pointer_id(), viewport::point(event)));
    match (before, canvas.get_untracked()) {
        (0, Some(canvas)) => {
            let at = mask::point_on(&canvas, event);
            state.mask.update(|mask| mask.begin(state.tool.get_untracked(), state.size.get_untracked(), at));
        }
        // A second finger begins a pinch, so the stroke of the first finger is discarded.
        (1, _) => state.mask.update(Mask::abandon),
        _ => {}
    }
}

fn drag(
    state: RetouchState,
    pointers: RwSignal<Pointers>,
    canvas: NodeRef<Canvas>,
    cursor: RwSignal<Point>,
    event: &PointerEvent,
) {
    let Some(canvas) = canvas.get_untracked() else { return };
    let at = mask::point_on(&canvas, event);
    cursor.set(at);
    let to = viewport::point(event);
    match pointers.try_update(|pointers| pointers.moved(event.pointer_id(), to)).flatten() {
        Some(Motion::Drag(_)) => state.mask.update(|mask| mask.extend(at)),
        Some(pinch) => on_motion(state.zoom, pinch, viewport::size(event)),
        None => {}
    }
}

fn on_key(state: RetouchState, cursor: RwSignal<Point>, size: (f64, f64), event: &KeyboardEvent) {
    let with_control = event.ctrl_key() || event.meta_key();
    let step = size.0.min(size.1) * if with_control { KEY_PART / 10.0 } else { KEY_PART };
    let by = match event.key().as_str() {
        "ArrowLeft" => (-step, 0.0),
        "ArrowRight" => (step, 0.0),
        "ArrowUp" => (0.0, -step),
        "ArrowDown" => (0.0, step),
        "Enter" | " " if !with_control => (0.0, 0.0),
        // Other keys are handled by the shortcuts of the dialog.
        _ => return,
    };
    event.prevent_default();
    let from = cursor.get_untracked();
    let to = ((from.0 + by.0).clamp(0.0, size.0), (from.1 + by.1).clamp(0.0, size.1));
    cursor.set(to);
    let is_press = by == (0.0, 0.0);
    let tool = state.tool.get_untracked();
    state.mask.update(|mask| match (tool, is_press) {
        // The second press completes the rectangle that the first one began.
        (Tool::Rectangle, true) if mask.has_open_corner() => mask.extend(to),
        (_, true) => mask.begin(tool, state.size.get_untracked(), to),
        (Tool::Brush | Tool::Eraser, false) if event.shift_key() => {
            mask.begin(tool, state.size.get_untracked(), from);
            mask.extend(to);
        }
        _ => {}
    });
}
