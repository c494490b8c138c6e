//! The jobs in the queue, in the order of their start.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::actions::generate::cancel_one;
use crate::model::bound;
use crate::store::use_store;
use crate::text::fill;

/// The list of queued jobs, hidden when it is empty. It scrolls by itself, so that a long list does not move the
/// results.
#[component]
pub fn Queue() -> impl IntoView {
    let store = use_store();
    let waiting = Memo::new(move |_| {
        store.session.jobs.with(|jobs| {
            let waiting = jobs.iter().map(|queued| &queued.job).filter(|job| !job.has_begun());
            waiting.map(|job| (job.id, bound::name(&job.prompt))).collect::<Vec<_>>()
        })
    });
    let is_empty = Memo::new(move |_| waiting.with(Vec::is_empty));
    view! {
        <Show when=move || !is_empty.get()>
            <ol class="queue">
                <For each=move || waiting.get() key=|(id, _)| *id let:job>
                    <Waiting id=job.0 prompt=job.1/>
                </For>
            </ol>
        </Show>
    }
}

/// One queued job.
#[component]
fn Waiting(id: u32, prompt: String) -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let stop = fill(text.stop, &[("name", &prompt)]);
    view! {
        <li class="queue__job">
            <span class="caption">{text.queued}</span>
            <span class="queue__prompt" dir="auto">{prompt}</span>
            <button class="button" type="button" aria-label=stop on:click=move |_| cancel_one(store, id)>
                <Icon glyph=Glyph::Cross/>
                {text.stop_short}
            </button>
        </li>
    }
}
