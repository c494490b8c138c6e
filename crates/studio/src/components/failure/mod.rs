//! What went wrong, what the model said, and the next step.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::actions::failure::{dismiss, remedy};
use crate::actions::order::Order;
use crate::state::failure::{Failed, Remedy};
use crate::state::text::{Text, fill};
use crate::store::use_store;

/// What went wrong, until it is dismissed or the next job begins. What says the same is told once.
#[component]
pub fn FailureBox() -> impl IntoView {
    let store = use_store();
    let told = move || store.failures.get().into_iter().map(|failed| view! { <One failed/> }).collect_view();
    let is_any = Memo::new(move |_| store.failures.with(|failures| !failures.is_empty()));
    view! {
        <Show when=move || is_any.get()>
            <div class="failures" role="alert">
                {told}
                <button class="button failures__dismiss" type="button" on:click=move |_| dismiss(store)>
                    {store.text().dismiss}
                </button>
            </div>
        </Show>
    }
}

/// One failure, or several that say the same.
#[component]
fn One(failed: Failed<Order>) -> impl IntoView {
    let store = use_store();
    let text = store.text();
    let Failed { failure, orders } = failed.clone();
    let advice = failure.advice(text);
    let times = (orders.len() > 1).then(|| {
        let times = fill(text.times, &[("count", &orders.len().to_string())]);
        view! { <span class="failure__times">{times}</span> }
    });
    let failed = StoredValue::new_local(failed);
    let remedies = advice.remedies.iter().map(|wanted| {
        let wanted = *wanted;
        let press = move |_| remedy(store, wanted, &failed.get_value());
        view! {
            <button class="button button--outlined" type="button" on:click=press>{name(wanted, text)}</button>
        }
    });
    view! {
        <div class="failure">
            <p class="failure__title">
                <Icon glyph=Glyph::Warning/>
                <strong>{failure.title(text)}</strong>
                {times}
            </p>
            <p class="failure__message">{failure.what(text)}</p>
            {said(text.said, failure.model_said.clone())}
            {said(text.service_said, failure.service_said.clone())}
            {said(text.detail, failure.detail.clone())}
            <p class="failure__advice">{advice.sentence}</p>
            <div class="failure__remedies">{remedies.collect_view()}</div>
            <p class="failure__small hint">{failure.small_print()}</p>
        </div>
    }
}

/// Somebody's own words, as they are.
fn said(who: &'static str, words: Option<String>) -> Option<impl IntoView> {
    words.map(|words| {
        view! {
            <p class="failure__said">
                <span class="stamp">{who}</span>
                <q>{words}</q>
            </p>
        }
    })
}

fn name(remedy: Remedy, text: &Text) -> &'static str {
    match remedy {
        Remedy::TryAgain => text.remedy_again,
        Remedy::CheckKey => text.remedy_key,
        Remedy::CheckEndpoint => text.remedy_endpoint,
        Remedy::ChooseModel => text.remedy_model,
        Remedy::Reword => text.remedy_reword,
        Remedy::ClearImages => text.remedy_images,
    }
}
