//! The empty state of the results: a picture frame and a few example prompts.

use leptos::prelude::*;

use crate::actions::form::take_example;
use crate::store::use_store;

/// The invitation.
#[component]
pub fn EmptyState() -> impl IntoView {
    let store = use_store();
    let text = store.first;
    let examples = [text.example_1, text.example_2, text.example_3, text.example_4].map(|example| {
        view! {
            <li>
                <button class="example" type="button" on:click=move |_| take_example(store, example)>
                    {example}
                </button>
            </li>
        }
    });
    view! {
        <div class="empty">
            <div class="empty__plate" aria-hidden="true">
                <span class="empty__oval"></span>
            </div>
            <div class="empty__words">
                <h3 class="empty__title">{text.empty_title}</h3>
                <p class="empty__lead">{text.empty_lead}</p>
                <ul class="empty__examples">{examples}</ul>
            </div>
        </div>
    }
}
