//! A stage on which a picture is magnified and moved: by wheel, by fingers, by keys.

use leptos::ev::{KeyboardEvent, PointerEvent, WheelEvent};
use leptos::prelude::*;

use crate::browser::{press, viewport};
use crate::model::zoom::{Motion, Pointers, STEP, Zoom};
use crate::store::use_store;

/// How far an arrow key moves the picture, in pixels.
const KEY_PX: f64 = 60.0;

/// Zooms by the wheel.
pub fn on_wheel(zoom: RwSignal<Zoom>, event: &WheelEvent) {
    event.prevent_default();
    let (point, size) = (viewport::point(event), viewport::size(event));
    zoom.update(|zoom| *zoom = zoom.about(point, Zoom::of_wheel(event.delta_y()), size));
}

/// Zooms and pans by pointers.
pub fn on_motion(zoom: RwSignal<Zoom>, motion: Motion, size: (f64, f64)) {
    zoom.update(|zoom| {
        *zoom = match motion {
            Motion::Drag(by) => zoom.moved(by, size),
            Motion::Pinch { middle, by, factor } => zoom.moved(by, size).about(middle, factor, size),
        };
    });
}

fn on_key(zoom: RwSignal<Zoom>, event: &KeyboardEvent) {
    let size = viewport::size(event);
    let now = zoom.get_untracked();
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        // The browser's own: the page's zoom, Back.
        return;
    }
    let next = match press::key(event).as_str() {
        "+" | "=" => now.about((0.0, 0.0), STEP, size),
        "-" => now.about((0.0, 0.0), 1.0 / STEP, size),
        "0" => Zoom::default(),
        "ArrowLeft" => now.moved((KEY_PX, 0.0), size),
        "ArrowRight" => now.moved((-KEY_PX, 0.0), size),
        "ArrowUp" => now.moved((0.0, KEY_PX), size),
        "ArrowDown" => now.moved((0.0, -KEY_PX), size),
        _ => return,
    };
    event.prevent_default();
    zoom.set(next);
}

/// The stage with one picture.
#[component]
pub fn ZoomViewport(
    /// How it lies.
    zoom: RwSignal<Zoom>,
    /// Where it is.
    url: String,
    /// The alternative text.
    alt: String,
) -> impl IntoView {
    let text = use_store().text();
    let pointers = RwSignal::new(Pointers::default());
    let is_near = Memo::new(move |_| zoom.get().scale > 1.0);
    let down = move |event: PointerEvent| {
        viewport::capture(&event);
        pointers.update(|pointers| pointers.down(event.pointer_id(), viewport::point(&event)));
    };
    let moved = move |event: PointerEvent| {
        let to = viewport::point(&event);
        let motion = pointers.try_update(|pointers| pointers.moved(event.pointer_id(), to)).flatten();
        if let Some(motion) = motion {
            on_motion(zoom, motion, viewport::size(&event));
        }
    };
    let up = move |event: PointerEvent| pointers.update(|pointers| pointers.up(event.pointer_id()));
    let double = move |event: leptos::ev::MouseEvent| {
        let (point, size) = (viewport::point(&event), viewport::size(&event));
        zoom.update(|zoom| {
            *zoom = if zoom.scale > 1.0 { Zoom::default() } else { zoom.about(point, 3.0, size) };
        });
    };
    view! {
        <div
            class="zoom-viewport"
            class:zoom-viewport--near=move || is_near.get()
            role="group"
            aria-label=text.zoom_stage
            aria-describedby="zoom-hint"
            tabindex="0"
            autofocus
            on:wheel=move |event| on_wheel(zoom, &event)
            on:keydown=move |event| on_key(zoom, &event)
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=up
            on:pointercancel=up
            on:dblclick=double
        >
            <img
                class="zoom-viewport__image"
                src=url
                alt=alt
                draggable="false"
                style:transform=move || zoom.get().transform()
            />
        </div>
    }
}

/// Closer, further, whole.
#[component]
pub fn ZoomButtons(
    /// The zoom that they change.
    zoom: RwSignal<Zoom>,
) -> impl IntoView {
    let text = use_store().text();
    // Buttons know no stage; between these bounds its size does not matter for the middle.
    let by = move |factor: f64| zoom.update(|zoom| *zoom = zoom.about((0.0, 0.0), factor, (4e3, 4e3)));
    view! {
        <div class="zoom-buttons" role="group" aria-label=text.zoom>
            <button class="button zoom-buttons__step" type="button" aria-label=text.zoom_out on:click=move |_| by(1.0 / STEP)>
                "−"
            </button>
            <output
                class="zoom-buttons__value"
                translate="no"
                prop:textContent=move || zoom.get().name()
            ></output>
            <button class="button zoom-buttons__step" type="button" aria-label=text.zoom_in on:click=move |_| by(STEP)>
                "+"
            </button>
            <button class="button" type="button" on:click=move |_| zoom.set(Zoom::default())>{text.zoom_fit}</button>
        </div>
    }
}
