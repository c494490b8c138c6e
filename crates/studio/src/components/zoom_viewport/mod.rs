//! A viewport that zooms and pans a picture by wheel, pointers or keys.

use leptos::ev::{KeyboardEvent, PointerEvent, WheelEvent};
use leptos::html::Div;
use leptos::prelude::*;

use crate::browser::{grid, press, viewport};
use crate::model::zoom::{Motion, Pointers, STEP, Zoom};
use crate::store::use_store;

/// The distance in pixels by which an arrow key moves the picture.
const KEY_PX: f64 = 60.0;

/// Zooms by a wheel event.
pub fn on_wheel(zoom: RwSignal<Zoom>, event: &WheelEvent) {
    event.prevent_default();
    let (point, size) = (viewport::point(event), viewport::size(event));
    zoom.update(|zoom| *zoom = zoom.about(point, Zoom::of_wheel(event.delta_y()), size));
}

/// Zooms and pans by a pointer motion.
pub fn on_motion(zoom: RwSignal<Zoom>, motion: Motion, size: (f64, f64)) {
    zoom.update(|zoom| {
        *zoom = match motion {
            Motion::Drag(by) => zoom.moved(by, size),
            Motion::Pinch { middle, by, factor } => zoom.moved(by, size).about(middle, factor, size),
        };
    });
}

fn on_key(zoom: RwSignal<Zoom>, fit: Option<f64>, event: &KeyboardEvent) {
    let size = viewport::size(event);
    let now = zoom.get_untracked();
    let is_near = now.scale > 1.0;
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        // The browser handles these shortcuts, such as page zoom and Back.
        return;
    }
    let next = match press::key(event).as_str() {
        "+" | "=" => now.about((0.0, 0.0), STEP, size),
        "-" => now.about((0.0, 0.0), 1.0 / STEP, size),
        "0" => Zoom::default(),
        "1" => match fit {
            Some(fit) => Zoom::true_size(fit),
            None => return,
        },
        "ArrowLeft" | "ArrowRight" if !is_near => return,
        "ArrowLeft" => now.moved((KEY_PX, 0.0), size),
        "ArrowRight" => now.moved((-KEY_PX, 0.0), size),
        "ArrowUp" => now.moved((0.0, KEY_PX), size),
        "ArrowDown" => now.moved((0.0, -KEY_PX), size),
        _ => return,
    };
    event.prevent_default();
    zoom.set(next);
}

/// A callback that moves by a number of pictures.
pub type Step = Callback<isize>;
/// The minimum length of a swipe in pixels. A swipe is at least twice as wide as it is high.
const SWIPE_PX: f64 = 50.0;

/// Returns 1 for a swipe to the left, -1 for a swipe to the right, or `None`.
fn swept(from: (f64, f64), to: (f64, f64)) -> Option<isize> {
    let (x, y) = (to.0 - from.0, to.1 - from.1);
    (x.abs() >= SWIPE_PX && x.abs() >= 2.0 * y.abs()).then_some(if x < 0.0 { 1 } else { -1 })
}

/// The viewport with one picture.
#[component]
pub fn ZoomViewport(
    /// The zoom and position of the picture.
    zoom: RwSignal<Zoom>,
    /// The measurement for the true size, which is unknown without it.
    #[prop(optional)]
    fit: Option<Fit>,
    /// The id of the element.
    #[prop(optional)]
    id: Option<&'static str>,
    /// Whether the viewport receives the focus when a dialog opens.
    #[prop(optional)]
    is_first: bool,
    /// Moves to another picture after a swipe.
    #[prop(optional)]
    step: Option<Step>,
    /// Called when the browser cannot show the picture.
    #[prop(optional)]
    lost: Option<Callback<()>>,
    /// The URL of the picture.
    url: String,
    /// The alternative text.
    alt: String,
) -> impl IntoView {
    let text = use_store().text();
    let pointers = RwSignal::new(Pointers::default());
    let is_near = Memo::new(move |_| zoom.get().scale > 1.0);
    let element = NodeRef::<Div>::new();
    if let Some(fit) = fit {
        watch_size(element, fit);
    }
    let start = StoredValue::new(None::<(f64, f64)>);
    let down = move |event: PointerEvent| {
        viewport::capture(&event);
        let is_alone = pointers.with_untracked(|pointers| pointers.count() == 0);
        let may_sweep = is_alone && event.pointer_type() == "touch" && !is_near.get_untracked();
        start.set_value(may_sweep.then(|| viewport::point(&event)));
        pointers.update(|pointers| pointers.down(event.pointer_id(), viewport::point(&event)));
    };
    let moved = move |event: PointerEvent| {
        let to = viewport::point(&event);
        let motion = pointers.try_update(|pointers| pointers.moved(event.pointer_id(), to)).flatten();
        if let Some(motion) = motion {
            on_motion(zoom, motion, viewport::size(&event));
        }
    };
    let up = move |event: PointerEvent| {
        pointers.update(|pointers| pointers.up(event.pointer_id()));
        let from = start.try_update_value(Option::take).flatten();
        let by = from.and_then(|from| swept(from, viewport::point(&event)));
        step.zip(by).into_iter().for_each(|(step, by)| step.run(by));
    };
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
            aria-label=text.zoom_viewport
            aria-describedby="zoom-hint"
            tabindex="0"
            autofocus=is_first
            on:wheel=move |event| on_wheel(zoom, &event)
            on:keydown=move |event| on_key(zoom, fit.map(|fit| fit.scale.get_untracked()), &event)
            id=id
            node_ref=element
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
                on:error=move |_| lost.into_iter().for_each(|lost| lost.run(()))
                style:transform=move || zoom.get().transform()
            />
        </div>
    }
}

/// The measurement for the true size of a picture.
#[derive(Clone, Copy)]
pub struct Fit {
    /// Screen pixels per pixel of the picture when it fits, as measured by the viewport.
    pub scale: RwSignal<f64>,
    /// Width and height of the picture.
    pub pixels: (u32, u32),
}

/// Observes the size of the viewport.
fn watch_size(element: NodeRef<Div>, Fit { scale, pixels: (width, height) }: Fit) {
    let watch = StoredValue::new_local(None);
    Effect::new(move |_| {
        let Some(element) = element.get() else { return };
        let report = move |_: f64, _: f64, viewport_width: f64, viewport_height: f64| {
            let fits = (viewport_width / f64::from(width)).min(viewport_height / f64::from(height));
            scale.set(fits * grid::pixel_ratio());
        };
        watch.set_value(Some(grid::Watch::new(&element, report)));
    });
}

/// The buttons for zoom in, zoom out, fit, and 1:1 if the true size is known.
#[component]
pub fn ZoomButtons(
    /// The zoom that the buttons change.
    zoom: RwSignal<Zoom>,
    /// Screen pixels per pixel of the picture when it fits.
    #[prop(optional)]
    fit: Option<RwSignal<f64>>,
) -> impl IntoView {
    let text = use_store().text();
    // The buttons do not know the size of the viewport, which does not matter for zooming about the middle.
    let by = move |factor: f64| zoom.update(|zoom| *zoom = zoom.about((0.0, 0.0), factor, (4e3, 4e3)));
    view! {
        <div class="zoom-buttons" role="group" aria-label=text.zoom>
            <button class="button zoom-buttons__step" type="button" aria-label=text.zoom_out on:click=move |_| by(1.0 / STEP)>
                "−"
            </button>
            <output
                class="zoom-buttons__value"
                translate="no"
                prop:textContent=move || match fit {
                    Some(fit) => zoom.get().percent(fit.get()),
                    None => zoom.get().name(),
                }
            ></output>
            <button class="button zoom-buttons__step" type="button" aria-label=text.zoom_in on:click=move |_| by(STEP)>
                "+"
            </button>
            <button class="button" type="button" on:click=move |_| zoom.set(Zoom::default())>{text.zoom_fit}</button>
            {fit.map(|fit| view! {
                <button
                    class="button"
                    type="button"
                    title=text.zoom_true
                    on:click=move |_| zoom.set(Zoom::true_size(fit.get_untracked()))
                >
                    "100 %"
                </button>
            })}
        </div>
    }
}
