//! What only some people want to set: unfolded below the options.

use leptos::prelude::*;

use crate::actions::form::{choose_fine, type_fine};
use crate::state::fine::{Fine, SAFETY, THINKING, TICKED};
use crate::state::models;
use crate::state::text::Text;
use crate::store::{Store, use_store};

/// All of it.
#[component]
pub fn Fines() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let numbers = Fine::NUMBERS.map(|fine| view! { <Number fine/> });
    view! {
        {numbers}
        <Pick fine=Fine::Thinking name=text.thinking all=&THINKING offered=models::thinking/>
        <Pick fine=Fine::Safety name=text.safety all=&SAFETY offered=|_| &SAFETY/>
        <div class="advanced__wide">
            <Tick fine=Fine::OnlyPictures name=text.only_pictures is_offered=|_| true/>
            <Tick fine=Fine::Search name=text.web_search is_offered=models::can_search/>
        </div>
        <label class="field advanced__wide">
            <span class="field__label">{text.system}</span>
            <textarea
                class="field__box"
                rows="2"
                dir="auto"
                placeholder=text.system_hint
                prop:value=value(store, Fine::System)
                on:input:target=move |event| type_fine(store, Fine::System, event.target().value())
            ></textarea>
        </label>
    }
}

fn value(store: Store, fine: Fine) -> impl Fn() -> String {
    move || store.form.with(|form| form.fines.get(fine).to_owned())
}

/// A field for a number.
#[component]
fn Number(fine: Fine) -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let (name, hint) = match fine {
        Fine::Temperature => (text.temperature, text.temperature_hint),
        Fine::TopP => (text.top_p, text.top_p_hint),
        Fine::TopK => (text.top_k, text.top_k_hint),
        _ => (text.seed, text.seed_hint),
    };
    view! {
        <label class="field">
            <span class="field__label">{name}</span>
            <input
                class="field__box"
                id=fine.id()
                type="text"
                inputmode="decimal"
                autocomplete="off"
                placeholder=hint
                prop:value=value(store, fine)
                on:input:target=move |event| type_fine(store, fine, event.target().value())
            />
        </label>
    }
}

/// A choice of a few, as far as the model offers it.
#[component]
fn Pick(
    fine: Fine,
    name: &'static str,
    all: &'static [&'static str],
    offered: fn(&str) -> &'static [&'static str],
) -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let offered = move || store.settings.with(|settings| offered(settings.model()));
    let options = [""].iter().chain(all).map(|option| {
        let is_missing = move || !option.is_empty() && !offered().contains(option);
        view! { <option value=*option hidden=is_missing disabled=is_missing>{pick_name(option, text)}</option> }
    });
    view! {
        <label class="field" hidden=move || offered().is_empty()>
            <span class="field__label">{name}</span>
            <select
                class="field__box"
                id=fine.id()
                prop:value=value(store, fine)
                on:change:target=move |event| choose_fine(store, fine, event.target().value())
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

/// Yes or no, where the model offers it.
#[component]
fn Tick(fine: Fine, name: &'static str, is_offered: fn(&str) -> bool) -> impl IntoView {
    let store = use_store();
    let is_missing = move || store.settings.with(|settings| !is_offered(settings.model()));
    view! {
        <label class="check" hidden=is_missing>
            <input
                type="checkbox"
                id=fine.id()
                prop:checked=move || store.form.with(|form| form.fines.is_ticked(fine))
                on:change:target=move |event| {
                    let value = if event.target().checked() { TICKED } else { "" };
                    choose_fine(store, fine, value.into());
                }
            />
            {name}
        </label>
    }
}
