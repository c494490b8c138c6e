//! Service profiles: the list in the settings, and the picker beside Generate.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::actions::profiles;
use crate::model::bound::MOST_NAME;
use crate::model::ids::SERVICE_PICKER_ID;
use crate::model::profiles::Profiles;
use crate::store::{Store, use_store};
use crate::text::fill;

fn names(store: Store) -> Vec<String> {
    store.lazy_store().profiles.with(Profiles::names)
}

/// The stored profiles, and the field that stores the current settings as a new one.
#[component]
pub fn ProfileField() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let typed = RwSignal::new(String::new());
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        if profiles::save(store, &typed.get_untracked()) {
            typed.set(String::new());
        }
    };
    view! {
        <div class="field">
            <label class="field__label" for="profile-name">{text.profiles}</label>
            <ul class="profiles">
                <For each=move || names(store) key=String::clone let:name>
                    <Row name/>
                </For>
            </ul>
            <form class="profiles__new" on:submit=save>
                <input
                    class="field__box"
                    id="profile-name"
                    type="text"
                    dir="auto"
                    autocomplete="off"
                    maxlength=MOST_NAME
                    placeholder=text.profile_name
                    aria-describedby="profiles-hint"
                    prop:value=move || typed.get()
                    on:input:target=move |event| typed.set(event.target().value())
                />
                <button class="button button--outlined" type="submit">{text.profile_save}</button>
            </form>
            <p class="hint" id="profiles-hint">{text.profiles_hint}</p>
        </div>
    }
}

#[component]
fn Row(name: String) -> impl IntoView {
    let store = use_store();
    let remove = fill(store.text().remove, &[("name", &name)]);
    let removed = name.clone();
    view! {
        <li class="profiles__row">
            <Choice name class="button button--text profiles__name"/>
            <button
                class="button"
                type="button"
                aria-label=remove.clone()
                title=remove
                on:click=move |_| profiles::remove(store, &removed)
            >
                <Icon glyph=Glyph::Cross/>
            </button>
        </li>
    }
}

/// A button that selects a profile.
#[component]
fn Choice(name: String, class: &'static str) -> impl IntoView {
    let store = use_store();
    let own = name.clone();
    let is_current = Memo::new(move |_| profiles::current(store).as_ref() == Some(&own));
    let shown = name.clone();
    view! {
        <button
            class=class
            class:button--pressed=move || is_current.get()
            type="button"
            dir="auto"
            aria-pressed=move || is_current.get().to_string()
            on:click=move |_| profiles::choose(store, &name)
        >
            {shown}
        </button>
    }
}

/// The popover with the profiles, above the button that names the service.
#[component]
pub fn ServicePicker() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    view! {
        <div class="menu" id=SERVICE_PICKER_ID popover="auto" role="dialog" aria-label=text.profiles>
            <For each=move || names(store) key=String::clone let:name>
                <Choice name class="button menu__item"/>
            </For>
            <button class="button menu__item" type="button" on:click=move |_| profiles::open_settings(store)>
                <Icon glyph=Glyph::Settings/>
                {text.service_settings}
            </button>
        </div>
    }
}
