//! Settings: the service, the key and the model. They are a panel instead of a dialog, so that the form stays usable.

use leptos::prelude::*;

use super::key_field::KeyField;
use super::profiles::ProfileField;
use super::service_field::ServiceField;
use super::your_pictures::YourPictures;
use crate::actions::attention;
use crate::actions::client::can_call;
use crate::actions::models::fetch;
use crate::actions::settings::{self, change};
use crate::model::ids::field;
use crate::model::models::{self, ModelList};
use crate::model::service::Service;
use crate::store::use_store;

/// The settings panel. Changes apply immediately.
#[component]
pub fn SettingsPanel() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    view! {
        <section
            class="settings"
            id="settings"
            aria-labelledby="settings-title"
            hidden=move || !store.ui.is_settings_open.get()
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    settings::close(store);
                }
            }
        >
            <h2 class="settings__title" id="settings-title">{text.settings}</h2>
            <ServiceField/>
            <EndpointField/>
            <KeyField/>
            <StorageField/>
            <ModelField/>
            <ProfileField/>
            <NotificationField/>
            <YourPictures/>
            <div class="settings__foot">
                <button class="button" type="button" on:click=move |_| settings::restore_defaults(store)>
                    {text.restore_defaults}
                </button>
                <button class="button button--outlined" type="button" on:click=move |_| settings::close(store)>
                    {text.done}
                </button>
            </div>
        </section>
    }
}

#[component]
fn EndpointField() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let is_callable = Memo::new(move |_| store.session.settings.with(can_call));
    let hint = move || match is_callable.get() {
        true => text.endpoint_hint,
        false if store.session.settings.with(|settings| settings.endpoint.trim().is_empty()) => {
            text.endpoint_missing
        }
        false => text.endpoint_wrong,
    };
    view! {
        <div class="field">
            <label class="field__label" for=field::ENDPOINT>{text.endpoint}</label>
            <input
                class="field__box"
                id=field::ENDPOINT
                type="url"
                spellcheck="false"
                autocomplete="off"
                aria-describedby="endpoint-hint"
                aria-invalid=move || (!is_callable.get()).to_string()
                prop:value=move || store.session.settings.with(|settings| settings.endpoint.clone())
                on:input:target=move |event| change(store, |settings| settings.type_endpoint(event.target().value()))
            />
            <p
                class="hint"
                class:settings__wrong=move || !is_callable.get()
                id="endpoint-hint"
                prop:textContent=hint
            ></p>
        </div>
    }
}

/// The checkbox that lets Google store requests. It is hidden for relays, which do not know the field.
#[component]
fn StorageField() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let is_google =
        Memo::new(move |_| store.session.settings.with(|settings| settings.service == Service::Google));
    view! {
        <div class="field" hidden=move || !is_google.get()>
            <label class="check">
                <input
                    type="checkbox"
                    aria-describedby="google-keeps-hint"
                    prop:checked=move || store.session.settings.with(|settings| settings.google_keeps)
                    on:change:target=move |event| {
                        let is_kept = event.target().checked();
                        change(store, |settings| settings.google_keeps = is_kept);
                    }
                />
                {text.google_keeps}
            </label>
            <p class="hint" id="google-keeps-hint">{text.google_keeps_hint}</p>
        </div>
    }
}

/// The checkbox for notifications about finished jobs. It is hidden if the browser does not support them for this page.
#[component]
fn NotificationField() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let notifies = RwSignal::new(attention::notifies());
    let is_offered = move || store.ui.is_settings_open.get() && attention::can_notify();
    view! {
        <Show when=is_offered>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || notifies.get()
                    on:change:target=move |event| {
                        notifies.set(event.target().checked());
                        attention::set_notifies(store, event.target().checked(), move |is_set| notifies.set(is_set));
                    }
                />
                {text.notify}
            </label>
        </Show>
    }
}

#[component]
fn ModelField() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    view! {
        <div class="field">
            <label class="field__label" for=field::MODEL>{text.model}</label>
            <input
                class="field__box"
                id=field::MODEL
                type="text"
                spellcheck="false"
                autocomplete="off"
                aria-describedby="model-hint"
                prop:value=move || store.session.settings.with(|settings| settings.model.clone())
                on:input:target=move |event| change(store, |settings| settings.model = event.target().value())
            />
            <ModelList/>
            <p class="hint" id="model-hint">{text.model_hint}</p>
        </div>
    }
}

/// The menu of models: the built-in list, and the models of the endpoint once they are fetched.
#[component]
fn ModelList() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let groups = move || {
        let chosen = store.session.settings.with(|settings| settings.model().to_owned());
        let ModelList { drawing, others, unlisted } =
            store.session.available_models.with(|listed| models::model_list(listed.as_deref()));
        let groups =
            [(text.models_drawing, drawing), (text.models_unlisted, unlisted), (text.models_others, others)];
        let groups = groups.into_iter().filter(|(_, ids)| !ids.is_empty()).map(|(heading, ids)| {
            let options = ids.into_iter().map(|id| {
                let is_chosen = id == chosen;
                let value = id.clone();
                view! { <option value=value translate="no" selected=is_chosen>{id}</option> }
            });
            view! { <optgroup label=heading>{options.collect_view()}</optgroup> }
        });
        groups.collect_view()
    };
    view! {
        <div class="settings__models">
            <select
                class="field__box"
                aria-label=text.models_pick
                on:change:target=move |event| {
                    let id = event.target().value();
                    if !id.is_empty() {
                        change(store, |settings| settings.model = id);
                    }
                }
            >
                <option value="">{text.models_pick_one}</option>
                {groups}
            </select>
            <button class="button button--outlined" type="button" on:click=move |_| fetch(store)>
                {text.models_fetch}
            </button>
        </div>
        <p class="hint" role="status" prop:textContent=move || store.session.models_message.get()></p>
    }
}
