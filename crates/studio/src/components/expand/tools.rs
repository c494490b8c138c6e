//! The tools of the expand dialog: shape and size of the canvas.

use leptos::prelude::*;

use super::super::adjust::shape_name;
use super::super::photo_tools::ToolButton;
use crate::model::expand::{Expansion, MAX_MARGIN};
use crate::model::number;
use crate::model::zoom::Point;
use crate::store::use_store;
use crate::text::fill;

/// The controls for shape and size.
#[component]
pub fn Tools(size: Point, expansion: RwSignal<Expansion>) -> impl IntoView {
    let store = use_store();
    let text = store.photo_text();
    let shapes = Expansion::shapes().map(|shape| {
        view! {
            <ToolButton
                name=shape_name(shape, text)
                is_chosen=Signal::derive(move || expansion.get().shape == shape)
                choose=move |()| expansion.update(|expansion| expansion.shape = shape)
            />
        }
    });
    let pixels = move || {
        let canvas = expansion.get().canvas(size);
        let (width, height) = (number::fixed(canvas.width, 0), number::fixed(canvas.height, 0));
        fill(store.text().pixels, &[("width", &width), ("height", &height)])
    };
    view! {
        <div class="retouch__tools" role="toolbar" aria-label=text.expand_tools>
            <div class="retouch__group adjust__shapes" role="group" aria-label=text.shape>
                {shapes.collect_view()}
            </div>
            <label class="retouch__slider">
                <span class="caption">{text.margin}</span>
                <input
                    type="range"
                    min="1"
                    max=number::plain(MAX_MARGIN)
                    step="0.05"
                    aria-valuetext=pixels
                    prop:value=move || number::plain(expansion.get().margin)
                    on:input:target=move |event| {
                        let margin = number::read(&event.target().value()).unwrap_or(1.0);
                        expansion.update(|expansion| expansion.margin = margin);
                    }
                />
            </label>
            <output class="adjust__size expand__size" translate="no" prop:textContent=pixels></output>
        </div>
    }
}
