//! The two pictures of a comparison.

use leptos::prelude::*;

use super::super::zoom_viewport::ZoomViewport;
use crate::model::bound;
use crate::model::compare::Candidate;
use crate::model::result::ResultMetadata;
use crate::model::zoom::Zoom;
use crate::store::use_store;

/// The two pictures on top of each other, with a movable divider.
#[component]
pub fn Divided(
    /// The position of the divider, in percent.
    percent: RwSignal<u32>,
    /// The picture underneath.
    under: Option<Candidate>,
    /// The picture on top.
    subject: ResultMetadata,
) -> impl IntoView {
    let text = use_store().text();
    view! {
        <div
            class="compare__viewport"
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
    }
}

/// The two pictures side by side, or one below the other on a phone, with a shared zoom.
#[component]
pub fn Beside(
    /// The zoom and position of both pictures.
    zoom: RwSignal<Zoom>,
    /// The other picture.
    under: Candidate,
    /// The picture that is compared.
    subject: ResultMetadata,
) -> impl IntoView {
    view! {
        <div
            class="compare__pair"
            style:--width=subject.width.to_string()
            style:--height=subject.height.to_string()
        >
            <div class="compare__half">
                <ZoomViewport zoom is_first=true url=under.url alt=under.name/>
            </div>
            <div class="compare__half">
                <ZoomViewport zoom url=subject.url alt=bound::description(&subject.prompt)/>
            </div>
        </div>
    }
}
