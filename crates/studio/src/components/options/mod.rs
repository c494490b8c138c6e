//! The number of pictures, their size, and the section of advanced options.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::actions::form::{choose_size, set_advanced_open, step_variants};
use crate::actions::lazy;
use crate::model::form::MAX_VARIANTS;
use crate::store::use_store;

/// The number of pictures, their size and the advanced options.
#[component]
pub fn Options() -> impl IntoView {
    view! {
        <div class="options">
            <Variants/>
            <Size/>
        </div>
        <Advanced/>
    }
}

/// The number of pictures that Generate requests.
#[component]
fn Variants() -> impl IntoView {
    let store = use_store();
    let text = store.shell;
    let count = move || store.composer.form.with(|form| form.variants);
    view! {
        <div class="options__variants" role="group" aria-labelledby="variants-name">
            <span class="composer__label caption" id="variants-name">{text.variants}</span>
            <div class="options__counter">
                <button
                    class="button button--outlined options__step"
                    type="button"
                    aria-label=text.fewer
                    disabled=move || count() == 1
                    on:click=move |_| step_variants(store, -1)
                >
                    "−"
                </button>
                <output
                    class="options__count"
                    translate="no"
                    prop:textContent=move || count().to_string()
                ></output>
                <button
                    class="button button--outlined options__step"
                    type="button"
                    aria-label=text.more
                    disabled=move || count() == MAX_VARIANTS
                    on:click=move |_| step_variants(store, 1)
                >
                    "+"
                </button>
            </div>
        </div>
    }
}

/// The size, hidden if the model has only one.
#[component]
fn Size() -> impl IntoView {
    let store = use_store();
    let text = store.shell;
    let has_sizes = Memo::new(move |_| !store.sizes().is_empty());
    let option = move |size: &'static str| {
        view! { <option value=size prop:selected=move || store.size() == Some(size)>{size}</option> }
    };
    view! {
        <Show when=move || has_sizes.get()>
            <label class="options__size">
                <span class="composer__label caption">{text.image_size}</span>
                <select
                    class="field__box"
                    on:change:target=move |event| choose_size(store, event.target().value())
                >
                    <option value="" prop:selected=move || store.size().is_none()>{text.size_usual}</option>
                    {move || store.sizes().iter().map(|size| option(size)).collect_view()}
                </select>
            </label>
        </Show>
    }
}

/// The advanced options, which are part of the lazy chunk.
#[component]
fn Advanced() -> impl IntoView {
    let store = use_store();
    if store.composer.is_advanced_open.get_untracked() {
        lazy::prepare(store);
    }
    // Expand the section once the chunk is loaded, because an empty section would look as if there were no options.
    let unfold = move |event: MouseEvent| {
        if store.lazy.with_untracked(Option::is_none) {
            event.prevent_default();
            lazy::with(store, move |_| set_advanced_open(store, true));
        }
    };
    view! {
        <details
            class="advanced"
            prop:open=move || store.composer.is_advanced_open.get()
            on:toggle:target=move |event| set_advanced_open(store, event.target().open())
        >
            <summary class="advanced__summary" on:click=unfold>{store.shell.advanced}</summary>
            <div class="advanced__fields">{lazy::view(store, |lazy| lazy.advanced_options)}</div>
        </details>
    }
}
