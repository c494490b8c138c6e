//! The canvas with the photo on it, which is moved by a pointer or by keys.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html::Div;
use leptos::prelude::*;

use crate::browser::viewport;
use crate::model::expand::{Canvas, Expansion};
use crate::model::ids::EXPAND_CANVAS_ID;
use crate::model::number::fixed;
use crate::model::photo::Photo;
use crate::model::zoom::Point;
use crate::store::use_store;

/// The fraction of the canvas by which an arrow key moves the photo; a tenth of it with Ctrl.
const KEY_PART: f64 = 0.02;

/// State of a drag: its pointer, and the position and expansion at its start.
type Held = Option<(i32, Point, Expansion)>;

/// The canvas with the photo.
#[component]
pub fn CanvasView(photo: Photo, expansion: RwSignal<Expansion>) -> impl IntoView {
    let text = use_store().photo_text();
    let size = (f64::from(photo.width), f64::from(photo.height));
    let canvas = Memo::new(move |_| expansion.get().canvas(size));
    let frame = NodeRef::<Div>::new();
    let held = StoredValue::new(Held::None);
    let release = move |_| held.set_value(None);
    let percent = move |part: fn(Canvas) -> f64| move || fixed(part(canvas.get()) * 100.0, 3) + "%";
    let on_press = move |event: PointerEvent| {
        if let (Some(frame), None) = (frame.get_untracked(), held.get_value()) {
            viewport::capture(&event);
            let (from, _) = viewport::part_of(&frame, &event);
            held.set_value(Some((event.pointer_id(), from, expansion.get_untracked())));
        }
    };
    let on_move = move |event: PointerEvent| {
        let (Some(frame), Some((pointer, from, before))) = (frame.get_untracked(), held.get_value()) else {
            return;
        };
        if pointer == event.pointer_id() {
            let (to, _) = viewport::part_of(&frame, &event);
            expansion.set(before.moved((to.0 - from.0, to.1 - from.1), size));
        }
    };
    view! {
        <div
            class="retouch__viewport adjust__viewport"
            id=EXPAND_CANVAS_ID
            role="application"
            aria-label=text.expand_canvas
            aria-describedby="expand-keys"
            tabindex="0"
            autofocus
            on:pointerdown=on_press
            on:pointermove=on_move
            on:pointerup=release
            on:pointercancel=release
            on:keydown=move |event| on_key(expansion, size, &event)
        >
            <div
                class="adjust__frame expand__canvas"
                style:--width=move || fixed(canvas.get().width, 0)
                style:--height=move || fixed(canvas.get().height, 0)
                node_ref=frame
            >
                <img
                    class="expand__photo"
                    src=photo.url
                    alt=photo.name
                    draggable="false"
                    style:left=percent(|canvas| canvas.left / canvas.width)
                    style:top=percent(|canvas| canvas.top / canvas.height)
                    style:width=percent(|canvas| canvas.photo.0 / canvas.width)
                    style:height=percent(|canvas| canvas.photo.1 / canvas.height)
                />
            </div>
            <p class="visually-hidden" id="expand-keys">{text.expand_keys}</p>
        </div>
    }
}

fn on_key(expansion: RwSignal<Expansion>, size: Point, event: &KeyboardEvent) {
    let step = if event.ctrl_key() || event.meta_key() { KEY_PART / 10.0 } else { KEY_PART };
    let by = match event.key().as_str() {
        "ArrowLeft" => (-step, 0.0),
        "ArrowRight" => (step, 0.0),
        "ArrowUp" => (0.0, -step),
        "ArrowDown" => (0.0, step),
        _ => return,
    };
    event.prevent_default();
    expansion.update(|expansion| *expansion = expansion.moved(by, size));
}
