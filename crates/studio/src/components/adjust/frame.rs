//! The photo in its frame with the crop on top, moved by a pointer or by keys.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html::Div;
use leptos::prelude::*;

use super::state::AdjustState;
use crate::browser::viewport;
use crate::model::adjust::{Crop, Grip};
use crate::model::ids::CROP_FRAME_ID;
use crate::model::number::fixed;
use crate::model::photo::Photo;
use crate::model::zoom::Point;
use crate::store::use_store;

/// The distance in pixels within which a pointer grabs an edge: half the width of a fingertip.
const TOLERANCE_PX: f64 = 24.0;
/// The fraction of the frame by which an arrow key moves the crop; a tenth of it with Ctrl.
const KEY_PART: f64 = 0.02;
/// The corners and edges that have a handle.
const HANDLES: [Grip; 8] = [(-1, -1), (0, -1), (1, -1), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0)];

/// State of a drag: its pointer, the part of the crop that it moves, and the position and crop at its start.
#[derive(Clone, Copy)]
struct Held {
    pointer: i32,
    grip: Grip,
    from: Point,
    crop: Crop,
}

/// The photo and its crop.
#[component]
pub fn Frame(photo: Photo, state: AdjustState, apply: Callback<()>) -> impl IntoView {
    let text = use_store().photo_text();
    let frame = NodeRef::<Div>::new();
    let held = StoredValue::new(None::<Held>);
    let release = move |_| held.set_value(None);
    let crop = move |side: fn(Crop) -> f64| move || percent(side(state.adjustment.get().crop));
    let turned = move || {
        let adjustment = state.adjustment.get();
        let (rotation, scale) =
            (fixed(adjustment.rotation(), 3), fixed(adjustment.enlargement(state.photo), 5));
        format!("translate(-50%, -50%) rotate({rotation}deg) scale({scale})")
    };
    view! {
        <div
            class="retouch__viewport adjust__viewport"
            id=CROP_FRAME_ID
            role="application"
            aria-label=text.crop_frame
            aria-describedby="adjust-keys"
            tabindex="0"
            autofocus
            on:pointerdown=move |event| press(state, frame, held, &event)
            on:pointermove=move |event| drag(state, frame, held, &event)
            on:pointerup=release
            on:pointercancel=release
            on:keydown=move |event| on_key(state, apply, &event)
        >
            <div
                class="adjust__frame"
                style:--width=move || fixed(state.frame().0, 0)
                style:--height=move || fixed(state.frame().1, 0)
                style:--left=crop(|crop| crop.left)
                style:--top=crop(|crop| crop.top)
                style:--across=crop(|crop| crop.width)
                style:--down=crop(|crop| crop.height)
                node_ref=frame
            >
                <div class="adjust__picture">
                    <img
                        class="adjust__image"
                        src=photo.url
                        alt=photo.name
                        draggable="false"
                        style:width=move || percent(state.photo.0 / state.frame().0)
                        style:height=move || percent(state.photo.1 / state.frame().1)
                        style:transform=turned
                    />
                    <div class="adjust__shade"></div>
                </div>
                <div class="adjust__crop">
                    {HANDLES.map(|(across, down)| view! {
                        <span class="adjust__handle" style:left=place(across) style:top=place(down)></span>
                    })}
                </div>
            </div>
            <p class="visually-hidden" id="adjust-keys">{text.adjust_keys}</p>
        </div>
    }
}

fn percent(part: f64) -> String {
    fixed(part * 100.0, 3) + "%"
}

/// Returns the position of a handle along one axis of the crop, in percent.
fn place(held: i8) -> String {
    percent((f64::from(held) + 1.0) / 2.0)
}

fn press(state: AdjustState, frame: NodeRef<Div>, held: StoredValue<Option<Held>>, event: &PointerEvent) {
    let Some(frame) = frame.get_untracked().filter(|_| held.with_value(Option::is_none)) else { return };
    let (from, size) = viewport::part_of(&frame, event);
    let crop = state.crop();
    let Some(grip) = crop.grip_at(from, (TOLERANCE_PX / size.0, TOLERANCE_PX / size.1)) else { return };
    viewport::capture(event);
    held.set_value(Some(Held { pointer: event.pointer_id(), grip, from, crop }));
}

fn drag(state: AdjustState, frame: NodeRef<Div>, held: StoredValue<Option<Held>>, event: &PointerEvent) {
    let is_it = |held: &Held| held.pointer == event.pointer_id();
    let (Some(frame), Some(held)) = (frame.get_untracked(), held.get_value().filter(is_it)) else { return };
    let (to, _) = viewport::part_of(&frame, event);
    state.pull(held.crop, held.grip, (to.0 - held.from.0, to.1 - held.from.1));
}

fn on_key(state: AdjustState, apply: Callback<()>, event: &KeyboardEvent) {
    let step = if event.ctrl_key() || event.meta_key() { KEY_PART / 10.0 } else { KEY_PART };
    let (by, grip) = match event.key().as_str() {
        "ArrowLeft" => ((-step, 0.0), (1, 0)),
        "ArrowRight" => ((step, 0.0), (1, 0)),
        "ArrowUp" => ((0.0, -step), (0, 1)),
        "ArrowDown" => ((0.0, step), (0, 1)),
        "Enter" if !event.repeat() => {
            event.prevent_default();
            return apply.run(());
        }
        _ => return,
    };
    event.prevent_default();
    state.pull(state.crop(), if event.shift_key() { grip } else { (0, 0) }, by);
}
