//! The group "Aspect ratio", which draws each choice in its shape.

use leptos::prelude::*;

use crate::actions::form::choose_ratio;
use crate::model::number::fixed;
use crate::model::ratio::{Ratio, fit};
use crate::store::use_store;

/// The longer side of a drawn shape, in pixels.
const SHAPE_PX: f64 = 24.0;

/// The aspect ratios that the model supports.
#[component]
pub fn RatioPicker() -> impl IntoView {
    let store = use_store();
    view! {
        <fieldset class="ratios">
            <legend class="composer__label caption">{store.shell.aspect_ratio}</legend>
            <div class="ratios__row">
                <For each=move || store.ratio_choices() key=Ratio::id let:ratio>
                    <Choice ratio/>
                </For>
            </div>
        </fieldset>
    }
}

/// One aspect ratio.
#[component]
fn Choice(ratio: Ratio) -> impl IntoView {
    let store = use_store();
    let id = ratio.id();
    let name = ratio.wire().unwrap_or(store.shell.ratio_auto);
    let shape = ratio.sides().map(|sides| fit(sides, SHAPE_PX));
    let (width, height) = shape.unwrap_or((SHAPE_PX, SHAPE_PX));
    view! {
        <label class="ratio">
            <input
                class="ratio__radio"
                type="radio"
                name="ratio"
                value=id
                prop:checked=move || store.ratio().id() == id
                on:change=move |_| choose_ratio(store, ratio.clone())
            />
            <span class="ratio__preview">
                <span
                    class="ratio__shape"
                    class:ratio__shape--auto=shape.is_none()
                    style:width=fixed(width, 1) + "px"
                    style:height=fixed(height, 1) + "px"
                ></span>
            </span>
            <span class="ratio__name">{name}</span>
        </label>
    }
}
