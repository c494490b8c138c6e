//! The plate while its picture is coming: the place is kept, so that nothing jumps when it arrives.

use leptos::prelude::*;

use crate::state::job::Job;
use crate::store::use_store;

/// A drawing for the eye alone: the progress bar says the same to everyone.
#[component]
pub fn Developing() -> impl IntoView {
    let store = use_store();
    let (width, height) = store.job.with_untracked(|job| job.as_ref().map_or((1, 1), |job| job.shape));
    let prompt = store.job.with_untracked(|job| job.as_ref().map(|job| job.prompt.clone()));
    let numbers = move || store.job.with(|job| job.as_ref().map(Job::numbers));
    view! {
        <div
            class="plate"
            class:plate--wide={width * 5 > height * 6}
            aria-hidden="true"
            style:--width=width.to_string()
            style:--height=height.to_string()
        >
            <div class="plate__frame developing">
                <span class="developing__sheen"></span>
            </div>
            <div class="plate__label">
                <p class="plate__prompt">{prompt}</p>
                <p class="developing__numbers">
                    <span class="stamp">{store.text.developing}</span>
                    {numbers}
                </p>
            </div>
        </div>
    }
}
