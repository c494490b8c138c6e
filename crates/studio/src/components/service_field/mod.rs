//! The choice of a service, which sets its address and auth header together.

use leptos::prelude::*;

use crate::actions::settings::choose_service;
use crate::model::ids::field;
use crate::model::service::Service;
use crate::store::use_store;
use crate::text::{Text, fill};

/// The services as radio buttons, the operator of the selected one, and the link to its keys.
#[component]
pub fn ServiceField() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let chosen = Memo::new(move |_| store.session.settings.with(|settings| settings.service));
    let options = Service::ALL.map(|service| {
        view! {
            <label class="service">
                <input
                    class="service__radio"
                    type="radio"
                    name="service"
                    value=service.value()
                    id=move || (chosen.get() == service).then_some(field::SERVICE)
                    prop:checked=move || chosen.get() == service
                    on:change=move |_| choose_service(store, service)
                />
                {service.name(text)}
            </label>
        }
    });
    view! {
        <fieldset class="services" aria-describedby="service-hint">
            <legend class="field__label services__legend">{text.service}</legend>
            <div class="services__row">{options}</div>
            <p class="hint" id="service-hint" prop:textContent=move || description(chosen.get(), text)></p>
            {move || chosen.get().key_page().map(|page| view! { <KeyPage page/> })}
        </fieldset>
    }
}

/// A link to the page where the service issues keys.
#[component]
fn KeyPage(page: &'static str) -> impl IntoView {
    let text = use_store().text();
    let host = page.trim_start_matches("https://").split('/').next().unwrap_or_default();
    view! {
        <a class="button button--text services__key" href=page target="_blank" rel="noopener noreferrer">
            {fill(text.key_get, &[("host", host)])}
        </a>
    }
}

fn description(service: Service, text: &Text) -> &'static str {
    match service {
        Service::Google => text.service_google_is,
        Service::Tokaify => text.service_tokaify_is,
        Service::Relay => text.service_relay_is,
        Service::Proxy => text.service_proxy_is,
    }
}
