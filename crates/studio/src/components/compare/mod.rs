//! Two pictures on each other, with a divide that moves.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use super::modal::Modal;
use crate::actions::dialog;
use crate::actions::results::{compare_against, compare_side_by_side};
use crate::model::bound;
use crate::model::compare::{Against, Candidate, Comparison, candidates};
use crate::model::dialog::Dialog;
use crate::model::result::ResultFacts;
use crate::store::use_store;

/// The dialog, shown while a comparison is open.
#[component]
pub fn Compare() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let compared = Memo::new(move |_| store.ui.dialog.get().and_then(Dialog::compared));
    let is_open = Signal::derive(move || compared.with(Option::is_some));
    let title = move || match compared.get() {
        Some(Comparison { against: Against::Origin(_), .. }) => text.compare_title_origin,
        _ => text.compare_title_other,
    };
    view! {
        <Modal class="compare" labelled_by="compare-title" is_open>
            <header class="compare__head">
                <h2 class="compare__title" id="compare-title" prop:textContent=title></h2>
                <button class="button" type="button" on:click=move |_| dialog::close(store)>
                    <Icon glyph=Glyph::Cross/>
                    {text.close}
                </button>
            </header>
            {move || compared.get().and_then(|open| {
                store.gallery.results.with_untracked(|results| {
                    let subject = results.get(open.subject)?.facts.clone();
                    let origins = results.origins(&subject);
                    let all = results.iter().map(|result| &result.facts);
                    let others = candidates(subject.id, &origins, all);
                    Some(view! { <Pair open subject others/> })
                })
            })}
        </Modal>
    }
}

/// The two pictures.
#[component]
fn Pair(open: Comparison, subject: ResultFacts, others: Vec<Candidate>) -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let under = others.iter().find(|other| other.against == open.against).cloned();
    let options = others.into_iter().map(|other| {
        let is_chosen = other.against == open.against;
        view! { <option value=other.against.value() selected=is_chosen dir="auto">{other.name}</option> }
    });
    let on_choice = move |value: String| {
        if let Some(against) = Against::from_value(&value) {
            compare_against(store, against);
        }
    };
    let is_beside = move || store.ui.is_side_by_side.get();
    let stage = move || match (is_beside(), under.clone(), subject.clone()) {
        (true, Some(under), subject) => view! { <Beside under subject/> }.into_any(),
        (_, under, subject) => view! { <Divided under subject/> }.into_any(),
    };
    view! {
        {stage}
        <footer class="compare__foot">
            <label class="compare__choice">
                <span class="caption">{text.compare_with}</span>
                <select class="field__box" on:change:target=move |event| on_choice(event.target().value())>
                    {options.collect_view()}
                </select>
            </label>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=is_beside
                    on:change:target=move |event| compare_side_by_side(store, event.target().checked())
                />
                {text.compare_beside}
            </label>
        </footer>
    }
}

/// One on the other, with a divide that moves.
#[component]
fn Divided(under: Option<Candidate>, subject: ResultFacts) -> impl IntoView {
    let text = use_store().text();
    let percent = RwSignal::new(50_u32);
    view! {
        <div
            class="compare__stage"
            style:--width=subject.width.to_string()
            style:--height=subject.height.to_string()
            style:--divide=move || format!("{}%", percent.get())
        >
            {under.map(|under| view! { <img class="compare__image" src=under.url alt=under.name/> })}
            <img class="compare__image compare__image--over" src=subject.url alt=bound::description(&subject.prompt)/>
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
        <p class="hint compare__hint">{text.compare_hint}</p>
    }
}

/// Side by side.
#[component]
fn Beside(under: Candidate, subject: ResultFacts) -> impl IntoView {
    view! {
        <div
            class="compare__pair"
            style:--width=subject.width.to_string()
            style:--height=subject.height.to_string()
        >
            <img class="compare__half" src=under.url alt=under.name/>
            <img class="compare__half" src=subject.url alt=bound::description(&subject.prompt)/>
        </div>
    }
}
