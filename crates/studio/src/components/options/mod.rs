//! How many, how large, and what only some people want to set.

use leptos::prelude::*;

use crate::actions::form::{SEED_ID, TEMPERATURE_ID, change};
use crate::state::form::{Form, MAX_VARIANTS};
use crate::store::use_store;

/// Number of pictures, size, advanced settings.
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

/// How many pictures one press asks for.
#[component]
fn Variants() -> impl IntoView {
    let store = use_store();
    let text = store.text;
    let count = move || store.form.with(|form| form.variants);
    let by = move |step: i32| {
        change(store, |form| {
            form.variants = form.variants.saturating_add_signed(step).clamp(1, MAX_VARIANTS);
        });
        store.announcement.set(store.form.with_untracked(|form| form.variants.to_string()));
    };
    view! {
        <div class="options__variants" role="group" aria-labelledby="variants-name">
            <span class="composer__label stamp" id="variants-name">{text.variants}</span>
            <div class="options__counter">
                <button
                    class="button button--outlined options__step"
                    type="button"
                    aria-label=text.fewer
                    disabled=move || count() == 1
                    on:click=move |_| by(-1)
                >
                    "−"
                </button>
                <output class="options__count">{count}</output>
                <button
                    class="button button--outlined options__step"
                    type="button"
                    aria-label=text.more
                    disabled=move || count() == MAX_VARIANTS
                    on:click=move |_| by(1)
                >
                    "+"
                </button>
            </div>
        </div>
    }
}

/// The size, where the model has several.
#[component]
fn Size() -> impl IntoView {
    let store = use_store();
    let text = store.text;
    let has_sizes = Memo::new(move |_| !store.sizes().is_empty());
    let option = move |size: &'static str| {
        view! { <option value=size selected=move || store.size() == Some(size)>{size}</option> }
    };
    view! {
        <Show when=move || has_sizes.get()>
            <label class="options__size">
                <span class="composer__label stamp">{text.image_size}</span>
                <select
                    class="field__box"
                    on:change:target=move |event| {
                        let size = event.target().value();
                        change(store, |form| form.size = Some(size).filter(|size| !size.is_empty()));
                    }
                >
                    <option value="" selected=move || store.size().is_none()>{text.size_usual}</option>
                    {move || store.sizes().iter().map(|size| option(size)).collect_view()}
                </select>
            </label>
        </Show>
    }
}

/// Temperature, seed and system instruction.
#[component]
fn Advanced() -> impl IntoView {
    let store = use_store();
    let text = store.text;
    view! {
        <details
            class="advanced"
            prop:open=move || store.is_advanced_open.get()
            on:toggle:target=move |event| store.is_advanced_open.set(event.target().open())
        >
            <summary class="advanced__summary">{text.advanced}</summary>
            <div class="advanced__fields">
                <Short id=TEMPERATURE_ID name=text.temperature hint=text.temperature_hint field=|form| &mut form.temperature/>
                <Short id=SEED_ID name=text.seed hint=text.seed_hint field=|form| &mut form.seed/>
                <label class="field advanced__system">
                    <span class="field__label">{text.system}</span>
                    <textarea
                        class="field__box"
                        rows="2"
                        placeholder=text.system_hint
                        prop:value=move || store.form.with(|form| form.system.clone())
                        on:input:target=move |event| change(store, |form| form.system = event.target().value())
                    ></textarea>
                </label>
            </div>
        </details>
    }
}

/// A field for a number.
#[component]
fn Short(
    id: &'static str,
    name: &'static str,
    hint: &'static str,
    field: fn(&mut Form) -> &mut String,
) -> impl IntoView {
    let store = use_store();
    let value = move || store.form.with(|form| field(&mut form.clone()).clone());
    view! {
        <label class="field">
            <span class="field__label">{name}</span>
            <input
                class="field__box"
                id=id
                type="text"
                inputmode="decimal"
                autocomplete="off"
                placeholder=hint
                prop:value=value
                on:input:target=move |event| {
                    store.form_note.set(None);
                    change(store, |form| *field(form) = event.target().value());
                }
            />
        </label>
    }
}
