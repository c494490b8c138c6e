//! Generate with its price, Cancel, the model and the service, and the progress of the job.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::actions::models::service_name;
use crate::actions::{completed, lazy, profiles};
use crate::browser::press;
use crate::model::ids::{MODEL_BUTTON_ID, PRICE_ID, SERVICE_BUTTON_ID};
use crate::model::job::{Job, Step};
use crate::store::notice::Place;
use crate::store::use_store;
use crate::text::{Text, fill};

/// The bar at the end of the form. On narrow screens it is fixed to the bottom of the page.
#[component]
pub fn RunBar() -> impl IntoView {
    let store = use_store();
    let text = store.shell;
    let is_running = Memo::new(move |_| store.is_running());
    let count = Memo::new(move |_| store.session.jobs.with(Vec::len));
    // The second click of a double click must neither cancel the first request nor send another one. It may hit a
    // button that replaces Generate, or Generate again if the job ends quickly.
    let generate = move |event| {
        if press::is_first(&event) {
            lazy::generate(store);
        }
    };
    let cancel = move |event| {
        if press::is_first(&event) {
            lazy::with(store, move |lazy| (lazy.cancel)(store));
        }
    };
    let generate_or_cancel = move |event| match store.session.jobs.with_untracked(Vec::is_empty) {
        true => generate(event),
        false => cancel(event),
    };
    if !untrack(|| store.uses_sandbox()) {
        // The prices are in the lazy chunk.
        lazy::prepare(store);
    }
    let price = move || match store.lazy.get() {
        _ if is_running.get() => String::new(),
        _ if store.uses_sandbox() => text.free.to_owned(),
        Some(lazy) => (lazy.price)(store),
        None => String::new(),
    };
    view! {
        <div class="run-bar" on:keydown=move |event| press::once(&event)>
            <div class="run-bar__main">
                <button
                    class="button run-bar__button"
                    class:button--main=move || !store.is_running()
                    class:button--outlined=move || store.is_running()
                    type="button"
                    aria-describedby=PRICE_ID
                    on:click=generate_or_cancel
                    prop:textContent=move || match count.get() {
                        0 => text.generate.to_owned(),
                        1 => text.cancel.to_owned(),
                        several => format!("{} ({several})", text.cancel_all),
                    }
                ></button>
                // Visually the price is on the button. For screen readers it is the description, so that the name
                // remains "Generate".
                <span
                    class="run-bar__price"
                    id=PRICE_ID
                    aria-hidden="true"
                    translate="no"
                    prop:textContent=price
                ></span>
            </div>
            <Show when=move || is_running.get()>
                <button class="button run-bar__next" type="button" on:click=generate>
                    {text.queue_another}
                </button>
            </Show>
            {move || match store.lazy.get() {
                Some(lazy) => (lazy.progress)(),
                None => view! { <Model/> }.into_any(),
            }}
        </div>
    }
}

/// The model that Generate uses, and the number of further models. Opens the model picker.
#[component]
fn Model() -> impl IntoView {
    let store = use_store();
    let model = move || {
        let model = store.session.settings.with(|settings| settings.model().to_owned());
        match store.composer.more_models.with(Vec::len) {
            0 => model,
            more => format!("{model} +{more}"),
        }
    };
    view! {
        <button
            class="run-bar__choice run-bar__model"
            type="button"
            id=MODEL_BUTTON_ID
            translate="no"
            aria-haspopup="dialog"
            aria-label=move || format!("{}: {}", store.shell.model, model())
            on:click=move |_| lazy::with(store, move |lazy| (lazy.pick_model)(store))
            prop:textContent=model
        ></button>
    }
}

/// The profile or the service that Generate uses. Opens the profile picker, or the service in Settings.
#[component]
fn Service() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let name = move || match profiles::current(store) {
        _ if store.uses_sandbox() => text.sandbox.to_owned(),
        Some(profile) => profile,
        None => service_name(store),
    };
    view! {
        <button
            class="run-bar__choice"
            type="button"
            id=SERVICE_BUTTON_ID
            dir="auto"
            aria-label=move || format!("{}: {}", text.service, name())
            on:click=move |_| profiles::open_picker(store)
            prop:textContent=name
        ></button>
    }
}

/// The line below Generate: the progress of the oldest job, the last failure, or else the model and the service.
#[component]
pub fn RunStatus() -> impl IntoView {
    let store = use_store();
    let is_running = Memo::new(move |_| store.is_running());
    let has_failed =
        Memo::new(move |_| store.session.failures.with(|all| all.iter().any(|failed| !failed.is_old)));
    view! {
        <Show when=move || has_failed.get()>
            <FailureLine/>
        </Show>
        <Show when=move || is_running.get()>
            <ProgressBar/>
        </Show>
        <Show when=move || !is_running.get() && !has_failed.get()>
            <Model/>
            <Service/>
        </Show>
    }
}

/// The headline of the newest failure, visible at any scroll position. Screen readers announce the failure from the
/// message among the results.
#[component]
fn FailureLine() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let headline = move || {
        store.session.failures.with(|all| {
            all.iter()
                .rfind(|failed| !failed.is_old)
                .map(|failed| failed.failure.title(text))
                .unwrap_or_default()
        })
    };
    view! {
        <p class="run-bar__failure">
            <Icon glyph=Glyph::Warning/>
            <span class="run-bar__headline" prop:textContent=headline></span>
            <button
                class="button button--text"
                type="button"
                on:click=move |_| completed::show(store, Place::Failures)
            >
                {text.show}
            </button>
        </p>
    }
}

/// Phase, elapsed time and bytes of the oldest job. The duration is unknown, so the bar has steps instead of a
/// percentage.
#[component]
fn ProgressBar() -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let first = move |read: fn(&Job, &Text) -> String| {
        move || {
            store
                .session
                .jobs
                .with(|jobs| jobs.first().map(|queued| read(&queued.job, text)).unwrap_or_default())
        }
    };
    let phase = Memo::new(move |_| first(Job::phase)());
    let numbers = Memo::new(move |_| first(Job::numbers)());
    let step = Memo::new(move |_| store.session.jobs.with(|jobs| jobs.first().map(|queued| queued.job.step)));
    let others = Memo::new(move |_| store.session.jobs.with(|jobs| jobs.len().saturating_sub(1)));
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
            <span class="progress__phase" prop:textContent=move || phase.get()></span>
            <span class="progress__numbers" translate="no" prop:textContent=move || numbers.get()></span>
            <Show when=move || { others.get() > 0 }>
                <span
                    class="progress__others"
                    prop:textContent=move || fill(text.and_others, &[("count", &others.get().to_string())])
                ></span>
            </Show>
            <span class="progress__steps">{segments}</span>
        </div>
    }
}
