//! The model picker beside Generate: the known models with their prices, and a field for any other ID.

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html::Input;
use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::actions::models;
use crate::browser::press;
use crate::model::ids::MODEL_PICKER_ID;
use crate::model::models::{ModelList, model_list, warning};
use crate::model::price;
use crate::store::use_store;
use crate::text::fill;
use crate::text::price::price as price_text;

/// The popover with the list of models.
#[component]
pub fn ModelPicker() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let ids = Memo::new(move |_| {
        let ModelList { drawing, unlisted, .. } =
            store.session.available_models.with(|listed| model_list(listed.as_deref()));
        [drawing, unlisted].concat()
    });
    view! {
        <div class="model-picker" id=MODEL_PICKER_ID popover="auto" role="dialog" aria-label=text.model_picker>
            <ul class="model-picker__list">
                <For each=move || ids.get() key=|id| id.clone() let:id>
                    <Choice id/>
                </For>
            </ul>
            <OtherModel/>
            <p class="hint">{text.price_hint}</p>
        </div>
    }
}

/// A model, its price per image in the selected size, and the replacement of a model that is retired.
#[component]
fn Choice(id: String) -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let ends = warning(&id).map(|warning| {
        view! { <span class="model-picker__warning hint">{warning.sentence(text)}</span> }
    });
    let (model, shown, chosen) = (id.clone(), id.clone(), id.clone());
    let is_chosen =
        Memo::new(move |_| store.session.settings.with(|settings| settings.model() == chosen.as_str()));
    let priced = id.clone();
    let price = move || {
        let size = store.composer.form.with(|form| form.size.clone());
        price_text(1, price::in_size(&priced, size.as_deref()))
    };
    view! {
        <li class="model-picker__row">
            <button
                class="model-picker__model"
                type="button"
                aria-pressed=move || is_chosen.get().to_string()
                on:click=move |_| models::choose(store, &model)
            >
                <span class="model-picker__name" translate="no">{shown}</span>
                <span class="model-picker__price" translate="no" prop:textContent=price></span>
                {ends}
            </button>
            <More id is_chosen/>
        </li>
    }
}

/// The toggle that sends a request to this model in addition to the selected one. Demo mode has no models to compare.
#[component]
fn More(id: String, is_chosen: Memo<bool>) -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let name = fill(text.model_more, &[("model", &id)]);
    let id = StoredValue::new(id);
    let is_on =
        Memo::new(move |_| store.composer.more_models.with(|more| id.with_value(|id| more.contains(id))));
    view! {
        <Show when=move || !is_chosen.get() && !store.uses_sandbox()>
            <button
                class="quick"
                class:quick--pressed=move || is_on.get()
                type="button"
                aria-label=name.clone()
                title=name.clone()
                aria-pressed=move || is_on.get().to_string()
                on:click=move |_| id.with_value(|id| models::toggle_more(store, id))
            >
                <Icon glyph=Glyph::Add/>
            </button>
        </Show>
    }
}

/// The field for a model that is not in the list.
#[component]
fn OtherModel() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let field = NodeRef::<Input>::new();
    let take = move || {
        if let Some(field) = field.get() {
            models::choose(store, &field.value());
            field.set_value("");
        }
    };
    view! {
        <div class="model-picker__other">
            <label class="field">
                <span class="field__label">{text.model_other}</span>
                <input
                    class="field__box"
                    type="text"
                    spellcheck="false"
                    autocapitalize="none"
                    autocomplete="off"
                    node_ref=field
                    on:keydown=move |event: KeyboardEvent| {
                        if event.key() == "Enter" && !event.is_composing() {
                            take();
                        }
                    }
                />
            </label>
            <button
                class="button button--outlined"
                type="button"
                on:click=move |event: MouseEvent| {
                    if press::is_first(&event) {
                        take();
                    }
                }
            >
                {text.model_use}
            </button>
        </div>
    }
}
