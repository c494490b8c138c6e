//! The region "Results": newest first, or an invitation.

use leptos::prelude::*;

use super::developing::Developing;
use super::empty_state::EmptyState;
use super::failure::FailureBox;
use super::result_card::ResultCard;
use crate::actions::results::HEADING_ID;
use crate::state::result::ResultFacts;
use crate::store::use_store;

/// The pictures, the place of the one that is coming, and why it did not come.
#[component]
pub fn Results() -> impl IntoView {
    let store = use_store();
    let facts = move || {
        store
            .results
            .with(|results| results.iter().map(|result| result.facts.clone()).collect::<Vec<ResultFacts>>())
    };
    let is_empty =
        Memo::new(move |_| store.results.with(|results| results.is_empty()) && !store.is_running());
    view! {
        <section class="results" aria-labelledby=HEADING_ID>
            <h2 class="results__heading stamp" id=HEADING_ID tabindex="-1">{store.text.results}</h2>
            <FailureBox/>
            <Show when=move || is_empty.get() fallback=move || view! {
                <ul class="results__list">
                    <Show when=move || store.is_running()>
                        <li class="results__item">
                            <Developing/>
                        </li>
                    </Show>
                    <For each=facts key=|facts| facts.id let:facts>
                        <li class="results__item">
                            <ResultCard facts/>
                        </li>
                    </For>
                </ul>
            }>
                <EmptyState/>
            </Show>
        </section>
    }
}
