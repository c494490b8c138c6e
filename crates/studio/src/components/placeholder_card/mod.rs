//! The placeholder of a picture that is being generated, which prevents a layout shift when the picture arrives.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::actions::generate::cancel_one;
use crate::model::bound;
use crate::model::job::Job;
use crate::store::use_store;
use crate::text::fill;

/// The placeholder. It is hidden from assistive technology, which reads the progress bar instead.
#[component]
pub fn PlaceholderCard(
    /// The job as it began.
    job: Job,
) -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let Job { id, shape: (width, height), prompt, .. } = job;
    let line = Memo::new(move |_| {
        store.session.jobs.with(|jobs| {
            let job = jobs.iter().map(|queued| &queued.job).find(|job| job.id == id)?;
            Some((job.phase(text), job.numbers(text)))
        })
    });
    let is_one_of_many = Memo::new(move |_| store.session.jobs.with(|jobs| jobs.len() > 1));
    let stop = fill(text.stop, &[("name", &bound::name(&prompt))]);
    let prompt = bound::description(&prompt);
    view! {
        <div
            class="card"
            class:card--wide={width * 5 > height * 6}
            style:--width=width.to_string()
            style:--height=height.to_string()
        >
            <div class="card__frame placeholder" aria-hidden="true">
                <span class="placeholder__sheen"></span>
            </div>
            <div class="card__label">
                <p class="card__prompt placeholder__prompt" dir="auto" aria-hidden="true">{prompt}</p>
                <p class="placeholder__numbers" aria-hidden="true">
                    <span class="caption" prop:textContent=move || line.get().map(|(phase, _)| phase).unwrap_or_default()></span>
                    <span
                        translate="no"
                        prop:textContent=move || line.get().map(|(_, numbers)| numbers).unwrap_or_default()
                    ></span>
                </p>
                <Show when=move || is_one_of_many.get()>
                    <button
                        class="button button--outlined placeholder__stop"
                        type="button"
                        aria-label=stop.clone()
                        on:click=move |_| cancel_one(store, id)
                    >
                        <Icon glyph=Glyph::Cross/>
                        {text.stop_short}
                    </button>
                </Show>
            </div>
        </div>
    }
}
