//! The progress of an import, and the button that stops it.

use leptos::prelude::*;

use crate::actions::archive;
use crate::model::archive::Importing;
use crate::store::use_store;
use crate::text::{Text, fill};

/// The bar, shown during an import.
#[component]
pub fn ImportBar() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let is_there = Memo::new(move |_| store.lazy_store().importing.with(Option::is_some));
    let is_saving = Memo::new(move |_| {
        store.lazy_store().importing.with(|step| step.as_ref().is_none_or(|step| step.is_saving))
    });
    let line = Memo::new(move |_| {
        store.lazy_store().importing.with(|step| step.as_ref().map(|step| line(step, text)))
    });
    let part = move |read: fn(&Importing) -> u32| {
        move || store.lazy_store().importing.with(|step| step.as_ref().map_or(0, read).to_string())
    };
    view! {
        <Show when=move || is_there.get()>
            <div class="import-bar">
                <p class="import-bar__line">{move || line.get()}</p>
                // Hidden, because the element named "Progress" is the progress bar of Generate.
                <progress class="import-bar__progress" aria-hidden="true" max=part(|step| step.total.max(1)) value=part(|step| step.done)></progress>
                <Show when=move || !is_saving.get()>
                    <button class="button button--outlined" type="button" on:click=move |_| archive::cancel_import(store)>
                        {text.import_stop}
                    </button>
                </Show>
            </div>
        </Show>
    }
}

fn line(step: &Importing, text: &Text) -> String {
    let template = if step.is_saving { text.import_saving } else { text.importing };
    let (done, total) = (step.done.to_string(), step.total.to_string());
    fill(&fill(template, &[("done", &done), ("total", &total)]), &[("name", &step.name)])
}
