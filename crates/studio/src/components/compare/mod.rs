//! Two pictures on each other, with a divide that moves.

use leptos::html::Dialog;
use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::actions::results::compare_against;
use crate::state::compare::{Against, Candidate, Comparison, candidates};
use crate::state::result::ResultFacts;
use crate::store::use_store;

/// The dialog, shown while a comparison is open.
#[component]
pub fn Compare() -> impl IntoView {
    let store = use_store();
    let text = store.text;
    let dialog = NodeRef::<Dialog>::new();
    let is_open = Memo::new(move |_| store.comparison.with(Option::is_some));
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        match is_open.get() {
            // It cannot be open already, and is in the page: the only reasons to refuse.
            true => drop(dialog.show_modal()),
            false => dialog.close(),
        }
    });
    let title = move || match store.comparison.get() {
        Some(Comparison { against: Against::Origin, .. }) => text.compare_title_origin,
        _ => text.compare_title_other,
    };
    let close = move || store.comparison.set(None);
    view! {
        <dialog class="compare" aria-labelledby="compare-title" node_ref=dialog on:close=move |_| close()>
            <header class="compare__head">
                <h2 class="compare__title" id="compare-title">{title}</h2>
                <button class="button" type="button" on:click=move |_| close()>
                    <Icon glyph=Glyph::Cross/>
                    {text.close}
                </button>
            </header>
            {move || store.comparison.get().and_then(|open| {
                store.results.with_untracked(|results| {
                    let subject = results.get(open.subject)?.facts.clone();
                    let others = candidates(&subject, results.iter().map(|result| &result.facts));
                    Some(view! { <Pair open subject others/> })
                })
            })}
        </dialog>
    }
}

/// The two pictures.
#[component]
fn Pair(open: Comparison, subject: ResultFacts, others: Vec<Candidate>) -> impl IntoView {
    let store = use_store();
    let text = store.text;
    let percent = RwSignal::new(50_u32);
    let under = others.iter().find(|other| other.against == open.against).cloned();
    let options = others.into_iter().map(|other| {
        let is_chosen = other.against == open.against;
        view! { <option value=other.against.value() selected=is_chosen>{other.name}</option> }
    });
    let on_choice = move |value: String| {
        if let Some(against) = Against::from_value(&value) {
            compare_against(store, against);
        }
    };
    view! {
        <div
            class="compare__stage"
            style:--width=subject.width.to_string()
            style:--height=subject.height.to_string()
            style:--divide=move || format!("{}%", percent.get())
        >
            {under.map(|under| view! { <img class="compare__image" src=under.url alt=under.name/> })}
            <img class="compare__image compare__image--over" src=subject.url alt=subject.prompt/>
            <input
                class="compare__range"
                type="range"
                min="0"
                max="100"
                autofocus
                aria-label=text.compare_divide
                prop:value=move || percent.get().to_string()
                on:input:target=move |event| percent.set(event.target().value().parse().unwrap_or(50))
            />
            <span class="compare__line" aria-hidden="true"></span>
        </div>
        <footer class="compare__foot">
            <label class="compare__choice">
                <span class="stamp">{text.compare_with}</span>
                <select class="field__box" on:change:target=move |event| on_choice(event.target().value())>
                    {options.collect_view()}
                </select>
            </label>
            <p class="hint">{text.compare_hint}</p>
        </footer>
    }
}
