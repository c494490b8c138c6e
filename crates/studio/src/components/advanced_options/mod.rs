//! The advanced options, in a section that expands below the others.

use leptos::prelude::*;

use crate::actions::form::{choose_option, set_switch, type_option};
use crate::model::advanced_options::{SAFETY, Switch, TextOption};
use crate::model::models;
use crate::store::{Store, use_store};
use crate::text::Text;

/// The fields of the advanced options.
#[component]
pub fn AdvancedOptions() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let numbers = TextOption::NUMBERS.map(|option| view! { <Number option/> });
    view! {
        {numbers}
        <Pick option=TextOption::Thinking name=text.thinking all=&models::THINKING offered=models::thinking/>
        <Pick option=TextOption::Safety name=text.safety all=&SAFETY offered=|_| &SAFETY/>
        <div class="advanced__wide">
            <Tick switch=Switch::ImagesOnly name=text.only_pictures is_offered=|_| true/>
            <Tick switch=Switch::WebSearch name=text.web_search is_offered=models::can_search/>
            <Tick switch=Switch::WithoutHistory name=text.without_history is_offered=|_| true/>
        </div>
        <label class="field advanced__wide">
            <span class="field__label">{text.system}</span>
            <textarea
                class="field__box"
                rows="2"
                dir="auto"
                placeholder=text.system_hint
                prop:value=value(store, TextOption::SystemInstruction)
                on:input:target=move |event| type_option(store, TextOption::SystemInstruction, event.target().value())
            ></textarea>
        </label>
    }
}

fn value(store: Store, option: TextOption) -> impl Fn() -> String {
    move || store.composer.form.with(|form| form.options.text(option).to_owned())
}

/// A field for a numeric option.
#[component]
fn Number(option: TextOption) -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let (name, hint) = match option {
        TextOption::Temperature => (text.temperature, text.temperature_hint),
        TextOption::TopP => (text.top_p, text.top_p_hint),
        TextOption::TopK => (text.top_k, text.top_k_hint),
        _ => (text.seed, text.seed_hint),
    };
    view! {
        <label class="field">
            <span class="field__label">{name}</span>
            <input
                class="field__box"
                id=option.id()
                type="text"
                inputmode="decimal"
                autocomplete="off"
                placeholder=hint
                prop:value=value(store, option)
                on:input:target=move |event| type_option(store, option, event.target().value())
            />
        </label>
    }
}

/// A menu with the values that the model supports.
#[component]
fn Pick(
    option: TextOption,
    name: &'static str,
    all: &'static [&'static str],
    offered: fn(&str) -> &'static [&'static str],
) -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let offered = move || store.session.settings.with(|settings| offered(settings.model()));
    let options = [""].iter().chain(all).map(|value| {
        let is_missing = move || !value.is_empty() && !offered().contains(value);
        view! { <option value=*value hidden=is_missing disabled=is_missing>{pick_name(value, text)}</option> }
    });
    view! {
        <label class="field" hidden=move || offered().is_empty()>
            <span class="field__label">{name}</span>
            <select
                class="field__box"
                id=option.id()
                prop:value=value(store, option)
                on:change:target=move |event| choose_option(store, option, event.target().value())
            >
                {options.collect_view()}
            </select>
        </label>
    }
}

fn pick_name(option: &str, text: &Text) -> &'static str {
    match option {
        "" => text.size_usual,
        "MINIMAL" => text.thinking_minimal,
        "MEDIUM" => text.thinking_medium,
        "HIGH" => text.thinking_high,
        "BLOCK_LOW_AND_ABOVE" => text.safety_strict,
        "BLOCK_MEDIUM_AND_ABOVE" => text.safety_medium,
        "BLOCK_ONLY_HIGH" => text.safety_loose,
        _ => text.safety_off,
    }
}

/// A checkbox, hidden if the model does not support the option.
#[component]
fn Tick(switch: Switch, name: &'static str, is_offered: fn(&str) -> bool) -> impl IntoView {
    let store = use_store();
    let is_missing = move || store.session.settings.with(|settings| !is_offered(settings.model()));
    view! {
        <label class="check" hidden=is_missing>
            <input
                type="checkbox"
                id=switch.id()
                prop:checked=move || store.composer.form.with(|form| form.options.is_on(switch))
                on:change:target=move |event| set_switch(store, switch, event.target().checked())
            />
            {name}
        </label>
    }
}
