//! The tools of the crop dialog: shape, quarter turns and angle.

use leptos::prelude::*;

use super::super::icon::{Glyph, Icon};
use super::super::photo_tools::ToolButton;
use super::state::AdjustState;
use crate::model::adjust::{MAX_DEGREES, Shape};
use crate::model::number;
use crate::store::use_store;
use crate::text::{PhotoText, fill};

/// The controls for shape, quarter turns and angle.
#[component]
pub fn Tools(state: AdjustState) -> impl IntoView {
    let text = use_store().photo_text();
    let shapes = Shape::ALL.map(|shape| {
        view! {
            <ToolButton
                name=shape_name(shape, text)
                is_chosen=Signal::derive(move || state.shape.get() == shape)
                choose=move |()| state.choose(shape)
            />
        }
    });
    view! {
        <div class="retouch__tools" role="toolbar" aria-label=text.adjust_tools>
            <div class="retouch__group adjust__shapes" role="group" aria-label=text.shape>{shapes}</div>
            <div class="retouch__group">
                <Turn name=text.rotate_left glyph=Glyph::RotateLeft is_clockwise=false state/>
                <Turn name=text.rotate_right glyph=Glyph::Rotate is_clockwise=true state/>
            </div>
            <Straighten state/>
        </div>
    }
}

/// Returns the name of a shape, such as "16:9".
pub fn shape_name(shape: Shape, text: &PhotoText) -> String {
    match shape {
        Shape::Free => text.shape_free.into(),
        Shape::Original => text.shape_original.into(),
        Shape::Fixed(width, height) => format!("{width}:{height}"),
    }
}

/// A button that rotates the photo by a quarter turn.
#[component]
fn Turn(name: &'static str, glyph: Glyph, is_clockwise: bool, state: AdjustState) -> impl IntoView {
    view! {
        <button
            class="button"
            type="button"
            aria-label=name
            title=name
            on:click=move |_| state.turn(is_clockwise)
        >
            <Icon glyph/>
        </button>
    }
}

/// The slider for the angle, which is applied after the quarter turns.
#[component]
fn Straighten(state: AdjustState) -> impl IntoView {
    let text = use_store().photo_text();
    let degrees = Memo::new(move |_| state.adjustment.get().degrees());
    let shown = move || fill(text.degrees, &[("count", &number::fixed(degrees.get(), 1))]);
    view! {
        <label class="retouch__slider">
            <span class="caption">{text.straighten}</span>
            <input
                type="range"
                min=number::plain(-MAX_DEGREES)
                max=number::plain(MAX_DEGREES)
                step="0.1"
                aria-valuetext=shown
                prop:value=move || number::plain(degrees.get())
                on:input:target=move |event| {
                    state.straighten(number::read(&event.target().value()).unwrap_or_default());
                }
            />
            <output class="retouch__value" translate="no" prop:textContent=shown></output>
        </label>
    }
}
