//! The API key of the selected service: masked, stored for the tab unless the user selects otherwise, and deleted with
//! one click.

use leptos::prelude::*;

use crate::actions::keys;
use crate::actions::settings::{self, change, change_key};
use crate::model::ids::field;
use crate::model::key_header::KeyHeader;
use crate::model::keys::{Key, KeyKind};
use crate::model::settings::Settings;
use crate::store::{Store, use_store};
use crate::text::fill;

/// The field with its hint, its warning and the storage options.
#[component]
pub fn KeyField() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let is_shown = RwSignal::new(false);
    let has_place = Memo::new(move |_| store.session.settings.with(|settings| settings.key.origin.is_some()));
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
                    disabled=move || !has_place.get()
                    prop:value=move || store.session.settings.with(|settings| settings.key.key.reveal().to_owned())
                    on:input:target=move |event| {
                        let typed = Key::new(&event.target().value());
                        change_key(store, |key| key.key = typed);
                    }
                />
                <button
                    class="button button--outlined"
                    type="button"
                    aria-pressed=move || is_shown.get().to_string()
                    aria-label=text.key_show_long
                    prop:textContent=move || if is_shown.get() { text.key_hide } else { text.key_show }
                    on:click=move |_| is_shown.update(|shown| *shown = !*shown)
                ></button>
            </div>
            <p class="hint" id="key-hint" prop:textContent=move || hint(store)></p>
            <Doubt/>
            <Storage/>
            <KeyHeaderField/>
        </div>
    }
}

/// Returns the hint that names the host of the key. A key is sent only to the service that it was entered for.
fn hint(store: Store) -> String {
    let text = store.text();
    store.session.settings.with(|settings| match &settings.key.origin {
        None => text.key_hint_nowhere.into(),
        Some(_) if settings.key_header == KeyHeader::Proxy => text.key_hint_proxy.into(),
        Some(origin) => fill(text.key_hint, &[("host", origin.host())]),
    })
}

/// The warning about a key that looks like another service's. The key is not sent until the user answers.
#[component]
fn Doubt() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let doubt = Memo::new(move |_| {
        let host = |settings: &Settings| Some(settings.key.origin.as_ref()?.host().to_owned());
        store.session.settings.with(|settings| settings.key_doubt().zip(host(settings)))
    });
    let warning = move |(kind, host): (KeyKind, String)| {
        let words = if kind == KeyKind::Google { text.key_doubt_google } else { text.key_doubt_relay };
        let host = [("host", host.as_str())];
        let to_google = (kind == KeyKind::Google).then(|| view! {
            <button class="button button--outlined" type="button" on:click=move |_| settings::move_key_to_google(store)>
                {text.key_to_google}
            </button>
        });
        view! {
            <div class="key-field__doubt">
                <p id=field::KEY_DOUBT tabindex="-1">{fill(words, &host)}</p>
                {to_google}
                <button class="button button--outlined" type="button" on:click=move |_| settings::confirm_key(store)>
                    {fill(text.key_send_anyway, &host)}
                </button>
            </div>
        }
    };
    view! { <div role="status">{move || doubt.get().map(warning)}</div> }
}

/// The checkbox for how long the key is stored, the button that deletes it, and the other services with a stored key.
#[component]
fn Storage() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let others = move || {
        let others = store.session.settings.with(|settings| keys::others(settings.key.origin.as_ref()));
        (!others.is_empty()).then(|| {
            let hosts = others.join(", ");
            view! {
                <p class="hint key-field__others">
                    {fill(text.key_others, &[("hosts", &hosts)])}
                    <button class="button button--text" type="button" on:click=move |_| settings::remove_all_keys(store)>
                        {text.key_forget_all}
                    </button>
                </p>
            }
        })
    };
    view! {
        <div class="key-field__foot">
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || store.session.settings.with(|settings| settings.key.is_remembered)
                    on:change:target=move |event| {
                        let is_remembered = event.target().checked();
                        change_key(store, |key| key.is_remembered = is_remembered);
                    }
                />
                {text.key_remember}
            </label>
            <Show when=move || store.session.settings.with(|settings| !settings.key.key.is_empty())>
                <button class="button button--text" type="button" on:click=move |_| settings::remove_key(store)>
                    {text.key_forget}
                </button>
            </Show>
        </div>
        {others}
    }
}

/// The choice of the header that carries the key.
#[component]
fn KeyHeaderField() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let options = KeyHeader::ALL.map(|header| {
        let name = match header {
            KeyHeader::Bearer => text.key_header_bearer,
            KeyHeader::Google => text.key_header_google,
            KeyHeader::Proxy => text.key_header_proxy,
        };
        view! { <option value=header.value()>{name}</option> }
    });
    view! {
        <label class="key-field__header">
            <span class="hint">{text.key_header}</span>
            <select
                class="field__box"
                prop:value=move || store.session.settings.with(|settings| settings.key_header.value())
                on:change:target=move |event| {
                    let header = KeyHeader::from_value(&event.target().value());
                    change(store, |settings| settings.choose_header(header));
                }
            >
                {options}
            </select>
        </label>
    }
}
