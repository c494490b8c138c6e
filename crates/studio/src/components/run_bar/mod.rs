//! Generate, which becomes Cancel, and how far the job is.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::actions::generate::{cancel, generate};
use crate::state::job::{Job, Step};
use crate::store::use_store;

/// The bar at the end of the form; on narrow screens it stays at the foot of the page.
#[component]
pub fn RunBar() -> impl IntoView {
    let store = use_store();
    let text = store.text;
    let press = move |event: MouseEvent| match store.job.with_untracked(Option::is_some) {
        // The second half of a double click on Generate must not cancel what the first began.
        true if event.detail() < 2 => cancel(store),
        true => {}
        false => generate(store),
    };
    view! {
        <div class="run-bar">
            <button
                class="button run-bar__button"
                class:button--main=move || !store.is_running()
                class:button--outlined=move || store.is_running()
                type="button"
                on:click=press
            >
                {move || if store.is_running() { text.cancel } else { text.generate }}
            </button>
            <Show when=move || store.is_running() fallback=move || view! {
                <p class="run-bar__model hint">
                    {move || store.settings.with(|settings| settings.model().to_owned())}
                </p>
            }>
                <ProgressBar/>
            </Show>
        </div>
    }
}

/// Phase, elapsed time and bytes. How long it will take is unknown, so the bar has steps and no percentage.
#[component]
fn ProgressBar() -> impl IntoView {
    let store = use_store();
    let text = store.text;
    let job = move |read: fn(&Job) -> String| {
        move || store.job.with(|job| job.as_ref().map(read).unwrap_or_default())
    };
    let phase =
        Memo::new(move |_| store.job.with(|job| job.as_ref().map(|job| job.phase(text)).unwrap_or_default()));
    let step = Memo::new(move |_| store.job.with(|job| job.as_ref().map(|job| job.step)));
    let value_text = move || {
        let received = store.job.with(|job| job.as_ref().map(Job::numbers).unwrap_or_default());
        format!("{}, {received}", phase.get())
    };
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
            <span class="progress__numbers">{job(Job::numbers)}</span>
            <span class="progress__steps">{segments}</span>
        </div>
    }
}
