//! Generate, which becomes Cancel, and how far the job is.

use leptos::prelude::*;

use crate::actions::later;
use crate::dom::press;
use crate::state::job::{Job, Step};
use crate::state::text::{Text, fill};
use crate::store::use_store;

/// The bar at the end of the form; on narrow screens it stays at the foot of the page.
#[component]
pub fn RunBar() -> impl IntoView {
    let store = use_store();
    let text = store.first;
    let is_running = Memo::new(move |_| store.is_running());
    // The second half of a double click must neither cancel what the first began nor ask for another picture, whatever
    // lies under it by then: other buttons come where the first one ended, and a job may be over as soon.
    let generate = move |event| {
        if press::is_first(&event) {
            later::generate(store);
        }
    };
    let cancel = move |event| {
        if press::is_first(&event) {
            later::with(store, move |later| (later.cancel)(store));
        }
    };
    let generate_or_cancel = move |event| match store.jobs.with_untracked(Vec::is_empty) {
        true => generate(event),
        false => cancel(event),
    };
    view! {
        <div class="run-bar" on:keydown=move |event| press::once(&event)>
            <button
                class="button run-bar__button"
                class:button--main=move || !store.is_running()
                class:button--outlined=move || store.is_running()
                type="button"
                on:click=generate_or_cancel
            >
                {move || if store.is_running() { text.cancel } else { text.generate }}
            </button>
            <Show when=move || is_running.get()>
                <button class="button run-bar__next" type="button" on:click=generate>
                    {text.queue_another}
                </button>
            </Show>
            <Show when=move || is_running.get() fallback=move || view! {
                <p class="run-bar__model hint">
                    {move || store.settings.with(|settings| settings.model().to_owned())}
                </p>
            }>
                {later::view(store, |later| later.progress)}
            </Show>
        </div>
    }
}

/// Phase, elapsed time and bytes of the oldest job. How long it will take is unknown, so the bar has steps and no percentage.
#[component]
pub fn ProgressBar() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let first = move |read: fn(&Job, &Text) -> String| {
        move || store.jobs.with(|jobs| jobs.first().map(|job| read(job, text)).unwrap_or_default())
    };
    let phase = Memo::new(move |_| first(Job::phase)());
    let numbers = Memo::new(move |_| first(Job::numbers)());
    let step = Memo::new(move |_| store.jobs.with(|jobs| jobs.first().map(|job| job.step)));
    let others = Memo::new(move |_| store.jobs.with(|jobs| jobs.len().saturating_sub(1)));
    let value_text = move || format!("{}, {}", phase.get(), numbers.get());
    let segments = Step::ALL.map(|segment| {
        view! {
            <span
                class="progress__step"
                class:progress__step--done=move || step.get().is_some_and(|step| segment < step)
                class:progress__step--now=move || step.get() == Some(segment)
            ></span>
        }
    });
    view! {
        <div class="progress" role="progressbar" aria-label=text.progress aria-valuetext=value_text>
            <span class="progress__phase">{phase}</span>
            <span class="progress__numbers">{numbers}</span>
            <Show when=move || { others.get() > 0 }>
                <span class="progress__others">
                    {move || fill(text.and_others, &[("count", &others.get().to_string())])}
                </span>
            </Show>
            <span class="progress__steps">{segments}</span>
        </div>
    }
}
