//! The API key: masked, kept for the tab unless asked otherwise, forgotten in one click.

use leptos::prelude::*;

use crate::actions::settings::{change, field, forget_key};
use crate::state::settings::{Key, KeyHeader};
use crate::store::use_store;

/// The field and what belongs to it.
#[component]
pub fn KeyField() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let is_shown = RwSignal::new(false);
    view! {
        <div class="field">
            <label class="field__label" for=field::KEY>{text.api_key}</label>
            <div class="key-field__row">
                <input
                    class="field__box"
                    id=field::KEY
                    type=move || if is_shown.get() { "text" } else { "password" }
                    spellcheck="false"
                    autocomplete="off"
                    autocapitalize="off"
                    aria-describedby="key-hint"
                    prop:value=move || store.settings.with(|settings| settings.key.reveal().to_owned())
                    on:input:target=move |event| {
                        let key = Key::new(&event.target().value());
                        change(store, |settings| settings.key = key);
                    }
                />
                <button
                    class="button button--outlined"
                    type="button"
                    aria-pressed=move || is_shown.get().to_string()
                    aria-label=text.key_show_long
                    on:click=move |_| is_shown.update(|shown| *shown = !*shown)
                >
                    {move || if is_shown.get() { text.key_hide } else { text.key_show }}
                </button>
            </div>
            <p class="hint" id="key-hint">{text.key_hint}</p>
            <div class="key-field__foot">
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || store.settings.with(|settings| settings.remember_key)
                        on:change:target=move |event| {
                            let remember_key = event.target().checked();
                            change(store, |settings| settings.remember_key = remember_key);
                        }
                    />
                    {text.key_remember}
                </label>
                <Show when=move || store.settings.with(|settings| !settings.key.is_empty())>
                    <button class="button button--text" type="button" on:click=move |_| forget_key(store)>
                        {text.key_forget}
                    </button>
                </Show>
            </div>
            <KeyHeaderField/>
        </div>
    }
}

/// How the key travels.
#[component]
fn KeyHeaderField() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let options = KeyHeader::ALL.map(|way| {
        let name = match way {
            KeyHeader::Bearer => text.key_header_bearer,
            KeyHeader::Google => text.key_header_google,
            KeyHeader::Proxy => text.key_header_proxy,
        };
        view! { <option value=way.value()>{name}</option> }
    });
    view! {
        <label class="key-field__way">
            <span class="hint">{text.key_header}</span>
            <select
                class="field__box"
                prop:value=move || store.settings.with(|settings| settings.key_header.value())
                on:change:target=move |event| {
                    let way = KeyHeader::from_value(&event.target().value());
                    change(store, |settings| settings.key_header = way);
                }
            >
                {options}
            </select>
        </label>
    }
}
