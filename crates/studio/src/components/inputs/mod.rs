//! The input images: picking, the hint about dropping and pasting, thumbnails.

use leptos::ev::Event;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::icon::{Glyph, Icon};
use crate::actions::inputs;
use crate::dom::files;
use crate::state::input::InputFacts;
use crate::state::text::fill;
use crate::store::use_store;

/// The images that go with the prompt.
#[component]
pub fn Inputs() -> impl IntoView {
    let store = use_store();
    let text = store.text;
    let on_pick = move |event: Event| {
        let Some(field) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
            return;
        };
        if let Some(picked) = field.files() {
            inputs::add(store, files::of_list(&picked));
        }
        // Else picking the same file again would be no change, and nothing would happen.
        field.set_value("");
    };
    let facts = move || {
        store.inputs.with(|inputs| inputs.iter().map(|input| input.facts.clone()).collect::<Vec<_>>())
    };
    view! {
        <div class="inputs">
            <span class="composer__label stamp" aria-hidden="true">{text.images}</span>
            <ul class="inputs__row">
                <For each=facts key=|facts| facts.id let:facts>
                    <Thumbnail facts/>
                </For>
                <li class="inputs__add">
                    <input
                        class="inputs__file"
                        type="file"
                        id="add-images"
                        accept="image/png,image/jpeg,image/webp,image/heic,image/heif"
                        multiple
                        aria-describedby="add-images-hint"
                        on:change=on_pick
                    />
                    <label class="inputs__label" for="add-images">
                        <Icon glyph=Glyph::Add/>
                        {text.add_images}
                    </label>
                    <span class="inputs__hint hint" id="add-images-hint">{text.add_images_hint}</span>
                    <span class="inputs__drop" aria-hidden="true">{text.drop_here}</span>
                </li>
            </ul>
        </div>
    }
}

/// One input image.
#[component]
fn Thumbnail(facts: InputFacts) -> impl IntoView {
    let store = use_store();
    let InputFacts { id, name, url, showable, .. } = facts;
    let remove = fill(store.text.remove, &[("name", &name)]);
    view! {
        <li class="thumbnail">
            <Show when=move || showable fallback={
                let name = name.clone();
                move || view! { <span class="thumbnail__name">{name.clone()}</span> }
            }>
                <img class="thumbnail__image" src=url.clone() alt=name.clone()/>
            </Show>
            <button
                class="thumbnail__remove"
                type="button"
                aria-label=remove.clone()
                title=remove.clone()
                on:click=move |_| inputs::remove(store, id)
            >
                <Icon glyph=Glyph::Cross/>
            </button>
        </li>
    }
}
